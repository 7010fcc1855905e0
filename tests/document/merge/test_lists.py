"""Three versions of a list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianbao.document.merge.lists import GONE, Clash, align, merge

A, B, C = "今天的夜校开课了。", "菜园里的菜丰收了。", "路灯亮了三十盏。"
A2, A3 = "今天的夜校开课啦！", "昨天的夜校开课了。"
few = st.lists(st.sampled_from((A, B, C, A2, A3, "甲", "乙")), max_size=6)


def merged(base: list[str], mine: list[str], new: list[str]) -> list[str]:
    return [mine[each.at_mine] if each.mine else new[each.at_new] for each in merge(base, mine, new).picks]


@pytest.mark.parametrize(
    ("base", "mine", "new", "wanted", "clashes"),
    [
        ([A, B], [A, B], [A2, B], [A2, B], []),
        ([A, B], [A2, B], [A, B], [A2, B], []),
        ([A, B], [A2, B], [A2, B], [A2, B], []),
        ([A, B], [A2, B], [A3, B], [A2, B], [Clash(base=A, mine=A2, new=A3)]),
        ([A, B], [A2, B], [B], [A2, B], [Clash(base=A, mine=A2, new="")]),
        ([A, B], [B], [A, B], [B], []),
        ([A, B], [B], [A2, B], [B], [Clash(base=A, mine="", new=A2)]),
        ([A, B], [A, B], [B], [B], []),
        ([A], [A, B], [A, C], [A, B, C], []),
        ([A], [A, B], [A, B], [A, B], []),
        ([A, B], [A2, B, C], [A, A3, B], [A2, A3, B, C], []),
        ([], [A], [B], [A, B], []),
    ],
)
def test_what_a_person_left_alone_follows(
    base: list[str], mine: list[str], new: list[str], wanted: list[str], clashes: list[Clash]
) -> None:
    assert merged(base, mine, new) == wanted
    assert [*merge(base, mine, new).clashes] == clashes


@given(few, few, few)
def test_laws(base: list[str], mine: list[str], new: list[str]) -> None:
    """Nobody's file: import's. Nothing new: the person's. Merging again: nothing. All of the person's stays."""
    assert merged(base, base, new) == new
    assert merged(base, mine, base) == mine
    once = merged(base, mine, new)
    assert merged(new, once, new) == once
    own = [item for at, item in enumerate(mine) if at not in set(align(base, mine)) or item not in base]
    rest = iter(once)
    assert all(item in rest for item in own)


@given(few, few)
def test_successors_rise(base: list[str], side: list[str]) -> None:
    found = [at for at in align(base, side) if at != GONE]
    assert found == sorted(set(found))
    assert all(base[i] == side[j] for i, j in enumerate(align(base, side, alike=False)) if j != GONE)


def test_long_lists_that_repeat_themselves_are_not_compared_item_by_item() -> None:
    many = ["甲"] * 3000
    assert align(["乙", *many, "丙"], ["丁", *many, *many, "戊"])[0] == GONE
    assert align(["乙", *many], ["丁", *many])[1:] == tuple(range(1, 3001))


def test_many_items_that_all_changed_are_taken_out_and_put_in() -> None:
    base, side = [f"第{n}段的话" for n in range(80)], [f"第{n}段的话改了" for n in range(80)]
    assert set(align(base, side)) == {GONE}
