"""Lines that look like headlines and stand inside an article: entries of contents, numbered parts."""

from __future__ import annotations

import pytest

from jianbao.ingest import decide, follow, inside

from .stages import labelled

BOX = "导读\n\n渡口夜航一周年\n\n第六版\n\n月季苗圃的冬天 第八版\n\n苗圃里，三个新品种正在越冬。请看八版报道。\n"
TITLE = follow.KINDS.index("title")


def _texts(found: frozenset[int], text: str) -> list[str]:
    blocks = labelled(text)
    return [blocks[at].text.strip() for at in sorted(found)]


def test_lines_that_name_a_page_and_those_above_it_are_entries() -> None:
    assert _texts(inside.entries(labelled(BOX)), BOX) == ["渡口夜航一周年", "第六版", "月季苗圃的冬天 第八版"]


@pytest.mark.parametrize(
    "text", [BOX.replace("导读", "城西渡口"), "月季苗圃的冬天\n\n苗圃里，三个新品种正在越冬。\n"]
)
def test_without_such_a_box_nothing_is_an_entry(text: str) -> None:
    assert inside.entries(labelled(text)) == frozenset()


def test_an_entry_is_next_to_never_a_headline() -> None:
    blocks = labelled(BOX)
    flat = [(1 / len(follow.KINDS),) * len(follow.KINDS) for _ in blocks]
    found = inside.settled(blocks, flat)
    listed = inside.entries(blocks)
    assert all((row[TITLE] < 0.02) is (at in listed) for at, row in enumerate(found))
    assert [sum(row) for row in found] == pytest.approx([1] * len(found))
    read = decide.read(blocks)
    assert not any(read.kinds[at] == "title" for at in listed)


@pytest.mark.parametrize(("line", "none"), [("二、保护两岸", True), ("（三）夜航", True), ("三个新品种", False)])
def test_a_numbered_part_is_next_to_never_a_headline(line: str, none: bool) -> None:
    blocks = labelled(f"{line}\n\n苗圃里，三个新品种正在越冬。\n")
    flat = [(1 / len(follow.KINDS),) * len(follow.KINDS) for _ in blocks]
    assert (inside.settled(blocks, flat)[0][TITLE] < 0.02) is none


@pytest.mark.parametrize(
    ("line", "none"),
    [
        ("（《渡口章程》全文见第七版）", True),
        ("(相关报道见第二、三版)", True),
        ("（渡口夜航）", False),
        ("见第七版的渡口", False),
    ],
)
def test_a_word_of_where_more_is_is_text_and_no_headline(line: str, none: bool) -> None:
    blocks = labelled(f"苗圃里，三个新品种正在越冬。\n\n{line}\n")
    flat = [(1 / len(follow.KINDS),) * len(follow.KINDS) for _ in blocks]
    row = inside.settled(blocks, flat)[1]
    assert (row[TITLE] < 0.02) is none
    assert (row[follow.KINDS.index("body")] > 0.1) is none
