"""Stories that go on on another page, as they are printed: the line for it stays with its story, and parts it."""

from __future__ import annotations

import pytest

from jianbao.ingest.layout.cutting import cut_printed
from jianbao.ingest.layout.jumps import comes, goes, is_jump
from jianbao.model.article import Story
from jianbao.model.page import Origin
from jianbao.model.printed import Glyph, PrintedPage

WORDS = "春耕时节田间地头一派繁忙景象农机手驾驶拖拉机来回翻整土地技术员走村入户"


def line(text: str, x: float, y: float, size: float = 10.0) -> list[Glyph]:
    return [Glyph(c, x + i * size, y, x + (i + 1) * size, y + size, size) for i, c in enumerate(text)]


def column(x: float, y: float, *, first: str = "", last: str = "", rows: int = 8) -> list[Glyph]:
    """Lines of sixteen characters; without words to begin with, the first is indented."""
    found = line(first + WORDS[: 16 - len(first)] if first else WORDS[:14], x if first else x + 20, y)
    for row in range(1, rows):
        text = last if row == rows - 1 and last else WORDS[row : row + 16]
        found += line(text, x, y + 15 * row)
    return found


def stories(*parts: list[Glyph]) -> tuple[Story, ...]:
    page = PrintedPage(width=400, height=600, glyphs=tuple(glyph for part in parts for glyph in part))
    return cut_printed(page, Origin(file="page.pdf")).value.cut.stories


UPPER = [
    *line("春耕忙起来", 118, 60, 24),
    *column(20, 100),
    *column(210, 100, first=WORDS[:1], last="走村入户正在这里。"),
]
LOWER = [*line("夜校点亮小巷", 106, 260, 24), *column(20, 300), *column(210, 300, first=WORDS[:1], last="灯亮了。")]


@pytest.mark.parametrize("size", [10.0, 8.5])
def test_a_line_for_where_it_goes_on_ends_its_story(size: float) -> None:
    upper = [*UPPER[:-9], *line("（下转第4版）", 290, 205, size)]
    first, second = stories(upper, LOWER)
    assert (first.headline, second.headline) == ("春耕忙起来", "夜校点亮小巷")
    assert first.paragraphs[-1].text.endswith("（下转第4版）")
    assert not any("第4版" in paragraph.text for paragraph in second.paragraphs)


def test_a_story_that_comes_from_another_page_is_never_merged_into_the_one_above() -> None:
    rest = [*column(20, 270, first="（上接第1版）"), *column(210, 270, first=WORDS[:1], last="灯亮了。")]
    first, second = stories(UPPER, rest)
    assert (first.headline, second.headline) == ("春耕忙起来", "")
    assert second.paragraphs[0].text.startswith("（上接第1版）")
    assert not any("上接" in paragraph.text for paragraph in first.paragraphs)


def test_where_a_story_comes_from_is_no_headline() -> None:
    rest = [
        *line("（紧接第一版）", 150, 260, 14),
        *column(20, 290),
        *column(210, 290, first=WORDS[:1], last="灯亮了。"),
    ]
    _, second = stories(UPPER, rest)
    assert (second.headline, second.paragraphs[0].text) == ("", "（紧接第一版）")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("（下转第4版）", (True, False, True)),
        ("（上接第一版）文", (False, True, False)),
        ("（紧接第 1 版）", (True, True, False)),
        ("一派繁忙（下转第二版）", (False, False, True)),
        ("道路上接第二版图", (False, False, False)),
        ("下转版是一门学问", (False, False, False)),
    ],
)
def test_what_is_such_a_line(text: str, said: tuple[bool, bool, bool]) -> None:
    assert (is_jump(text), comes(text), goes(text)) == said
