"""A page unlike any newspaper page says so."""

from __future__ import annotations

import pytest

from ingest.stages import page
from jianbao.ingest import problems
from jianbao.ingest.pipeline import cut_page

TABLE = "\n".join(f"{number} 甲乙丙 {number * 3} 元" for number in range(60))
ENGLISH = "\n\n".join(
    f"The ferry no. {number} leaves at seven, and nobody knows when it returns." for number in range(20)
)
VERSE = "\n".join(f"{a}水长流{b}上舟\n夜来风雨{a}如秋" for a, b in zip("江河湖海山川", "岸头桥渡滩矶", strict=True))
NO_HEADS = "\n\n".join("渡口的船每晚七点离岸，船工老周撑了三十年的篙，从没有误过一班。" for _ in range(12))


@pytest.mark.parametrize("text", [TABLE, ENGLISH, VERSE, NO_HEADS], ids=["table", "english", "verse", "no heads"])
def test_a_page_unlike_any_known_is_told_not_to_be_trusted(text: str) -> None:
    found = cut_page(page(text))
    assert found.value.trust <= 0.7
    assert problems.LOW_TRUST.name in [problem.code for problem in found.problems]
