"""Where the caption of a picture ends and its credit begins, and headless stories, on pages made for it."""

from __future__ import annotations

import pytest

from ingest import printing
from jianbao.ingest.layout.cutting import cut_printed
from jianbao.model.page import Origin
from jianbao.model.printed import Glyph, PrintedPage

ORIGIN = Origin(file="page.pdf")


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("图为新码头全景。", "林晓禾 摄"),
        ("数据来源：青禾市统计局", "制图：林晓禾"),
        ("图为新码头全景。", "本报记者 林晓禾 摄"),
    ],
)
def test_a_credit_below_a_caption_is_one(caption: str, credit: str) -> None:
    given = printing.article(2, long=6, picture=True) | {"caption": caption, "credit": credit}
    page, _ = printing.laid_out("clean-five", [printing.article(0), given, printing.article(1)])
    (story,) = [story for story in cut_printed(page, ORIGIN).value.cut.stories if story.caption]
    assert (story.headline, story.caption, "".join(story.credit.split())) == (
        given["title"], caption, "".join(credit.split()),
    )  # fmt: skip


def line(text: str, x: float, y: float, size: float = 10.0) -> list[Glyph]:
    return [Glyph(c, x + i * size, y, x + (i + 1) * size, y + size, size) for i, c in enumerate(text)]


WORDS = "春耕时节田间地头一派繁忙景象农机手驾驶拖拉机来回翻整土地技术员走村入户"


def column(x: float, y: float, *, indent: bool, last: str = "") -> list[Glyph]:
    found = line(WORDS[:14], x + 20, y) if indent else line(WORDS[1:17], x, y)
    for row in range(1, 8):
        found += line(last if last and row == 7 else WORDS[row : row + 16], x, y + 15 * row)
    return found


def page_of(*parts: list[Glyph]) -> PrintedPage:
    return PrintedPage(width=400, height=700, glyphs=tuple(glyph for part in parts for glyph in part))


def test_a_story_without_headline_is_told_or_at_least_doubted() -> None:
    """Below an article, apart from it by white alone: nobody can be sure, so an editor must be told."""
    first = [
        *line("春耕忙起来", 118, 60, 24),
        *column(20, 100, indent=True),
        *column(210, 100, indent=False, last="忙。"),
    ]
    second = [*column(20, 330, indent=True), *column(210, 330, indent=False, last="灯亮了。")]
    found = cut_printed(page_of(first, second), ORIGIN)
    said = {problem.code for problem in found.problems}
    told = "headline-missing" in said
    assert told or min(found.value.cut.certainties) < 0.9 or "page-low-trust" in said


def test_two_headlines_side_by_side_are_two() -> None:
    heads = [*line("春耕忙起来", 45, 60, 24), *line("夜校亮灯了", 235, 60, 24)]
    page = page_of(heads, column(20, 100, indent=True, last="忙。"), column(210, 100, indent=True, last="灯亮了。"))
    assert [story.headline for story in cut_printed(page, ORIGIN).value.cut.stories] == ["春耕忙起来", "夜校亮灯了"]


def test_a_headline_with_a_gap_inside_is_one() -> None:
    head = [*line("春耕忙起来", 60, 60, 24), *line("夜校亮灯了", 220, 60, 24)]
    page = page_of(head, column(20, 100, indent=True), column(210, 100, indent=False, last="灯亮了。"))
    (story,) = cut_printed(page, ORIGIN).value.cut.stories
    assert story.headline.replace(" ", "") == "春耕忙起来夜校亮灯了"
