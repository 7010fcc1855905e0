"""Tags that may be one."""

from __future__ import annotations

import pytest

from jianbao.checks.tags import Near, near


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ({"工会": 5, "总工会": 1}, [("工会", "总工会", "part")]),
        ({"爱“新”骑手": 1, "爱新骑手": 2}, [("爱新骑手", "爱“新”骑手", "spelling")]),
        ({"AI应用": 1, "ai应用": 1}, [("AI应用", "ai应用", "spelling")]),
        ({"志愿服务": 3, "自愿服务": 1}, [("志愿服务", "自愿服务", "character")]),
        ({"工会": 5, "工会服务阵地": 1}, []),
        ({"招聘会": 5, "集体协商": 1}, []),
        ({"招聘": 5, "应聘": 5}, []),
    ],
)
def test_pairs(counts: dict[str, int], found: list[tuple[str, str, str]]) -> None:
    assert near(counts) == tuple(Near(keep=keep, other=other, why=why) for keep, other, why in found)


def test_each_pair_once_and_the_most_frequent_first() -> None:
    counts = {"工会": 9, "总工会": 2, "县工会": 1, "工会会": 1}
    found = near(counts)
    assert len({(each.keep, each.other) for each in found}) == len(found)
    assert [each.keep for each in found] == sorted((each.keep for each in found), key=lambda tag: -counts[tag])
