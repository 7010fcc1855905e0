"""Body text in vertical lines: read downwards and from right to left, on a page of its own or beside level text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest import printing
from jianbao.ingest.layout.cutting import CutPrinted, cut_printed
from jianbao.ingest.layout.glyphs import seen
from jianbao.ingest.layout.vertical import parted
from jianbao.model.article import Story
from jianbao.model.page import Origin
from jianbao.model.printed import Area, Glyph, PrintedPage
from jianbao.model.problem import Found

ORIGIN = Origin(file="page.pdf")
TEXT = (
    "河岸步道沿着堤防展开，两旁新栽了海棠与垂柳，傍晚散步的人三三两两。",
    "孩子们骑着小车追逐，笑声传得很远，老人坐在长椅上看船。",
    "去年冬天这里还是一片荒滩，如今成了全城最热闹的去处。",
)


def tall(text: str, right: float, top: float, size: float = 10.0) -> list[Glyph]:
    """A vertical line whose right edge is at `right`."""
    return [Glyph(c, right - size, top + i * size, right, top + (i + 1) * size, size) for i, c in enumerate(text)]


def level(text: str, x: float, y: float, size: float = 10.0) -> list[Glyph]:
    return [Glyph(c, x + i * size, y, x + (i + 1) * size, y + size, size) for i, c in enumerate(text)]


def set_down(
    paragraphs: tuple[str, ...], right: float, top: float, rows: int = 14, size: float = 10.0
) -> list[Glyph]:
    """Paragraphs in vertical lines of so many characters, the first two rows of each free."""
    found, x = list[Glyph](), right
    for text in paragraphs:
        rest, indent = text, 2
        while rest:
            found += tall(rest[: rows - indent], x, top + indent * size, size)
            rest, indent, x = rest[rows - indent :], 0, x - 1.6 * size
    return found


def page_of(*parts: list[Glyph], wide: float = 500, high: float = 700, boxes: tuple[Area, ...] = ()) -> PrintedPage:
    return PrintedPage(width=wide, height=high, glyphs=tuple(g for part in parts for g in part), boxes=boxes)


def stories(found: Found[CutPrinted]) -> tuple[Story, ...]:
    return found.value.cut.stories


def texts(story: Story) -> tuple[str, ...]:
    return tuple(paragraph.text for paragraph in story.paragraphs)


def test_a_page_of_vertical_lines_is_read_from_right_to_left() -> None:
    head = tall("河岸迎客", 480, 60, 26)
    found = cut_printed(page_of(head, set_down(TEXT, 440, 60)), ORIGIN)
    (story,) = stories(found)
    assert (story.headline, texts(story)) == ("河岸迎客", TEXT)
    assert found.value.cut.leftovers == ()
    assert [problem.code for problem in found.problems].count("text-vertical") == 1
    (areas,) = found.value.areas
    assert max(area.x1 for area in areas) == pytest.approx(480)
    assert min(area.y0 for area in areas) == pytest.approx(60)


def test_bands_follow_one_another_downwards() -> None:
    upper, lower = set_down(TEXT[:2], 440, 60), set_down(TEXT[2:], 440, 230)
    (story,) = stories(cut_printed(page_of(tall("河岸迎客", 480, 60, 26), upper, lower), ORIGIN))
    assert texts(story) == TEXT


def test_a_level_headline_stands_over_vertical_text() -> None:
    head = level("河岸步道迎客", 330, 30, 20)
    (story,) = stories(cut_printed(page_of(head, set_down(TEXT, 450, 60)), ORIGIN))
    assert (story.headline, texts(story)) == ("河岸步道迎客", TEXT)


def test_a_vertical_essay_beside_level_articles_is_one_of_its_own() -> None:
    page, made = printing.laid_out("clean-five", [printing.article(0), printing.article(1)])
    low = page.height + 30
    box = Area(40, low, 400, low + 200)
    essay = [*tall("河岸迎客", 380, low + 20, 24), *set_down(TEXT, 340, low + 20)]
    page = replace(page, height=low + 240, glyphs=(*page.glyphs, *essay), boxes=(*page.boxes, box))
    found = cut_printed(page, ORIGIN)
    told = {story.headline: texts(story) for story in stories(found)}
    assert told == {**{it["title"]: tuple(it["paragraphs"]) for it in made}, "河岸迎客": TEXT}


def test_level_ends_that_the_file_mixes_are_taken_apart() -> None:
    """A library strings the first characters of lines that begin level together."""
    glyphs = set_down(TEXT, 440, 60)
    first = [glyph for glyph in glyphs if glyph.y0 == 60]
    rest = [glyph for glyph in glyphs if glyph.y0 != 60]
    (story,) = stories(cut_printed(page_of(tall("河岸迎客", 480, 60, 26), first[::-1], rest), ORIGIN))
    assert texts(story) == TEXT


def test_the_way_back_to_the_upright_page() -> None:
    boxes = (Area(20, 40, 490, 260),)
    page = page_of(tall("河岸迎客", 480, 60, 26), set_down(TEXT, 440, 60), boxes=boxes)
    laid = parted(page, seen(page)).laid
    assert laid is not None
    assert tuple(map(laid.upright, laid.page.boxes)) == boxes
    assert [(g.text, laid.upright(Area(g.x0, g.y0, g.x1, g.y1))) for g in laid.page.glyphs[:1]] == [
        ("河", Area(430, 80, 440, 90))
    ]


def test_a_last_line_of_one_character_is_not_lost() -> None:
    text = "河岸步道沿着堤防展开两旁新栽了海棠与垂柳傍晚散步的人三三两两笑声传得更加遥远了呢。"
    assert len(text) == 12 + 14 + 14 + 1
    (story,) = stories(cut_printed(page_of(tall("河岸迎客", 480, 60, 26), set_down((text,), 440, 60)), ORIGIN))
    assert texts(story) == (text,)


def test_a_vertical_headline_of_level_text_stays_with_it() -> None:
    head = [*tall("河岸步道", 60, 60, 26), *tall("今日迎客", 90, 60, 26)]
    body = [level("田间地头一派繁忙景象农机", 110, 60 + 15 * i) for i in range(9)]
    first = level("志愿者每天把热饭送上", 130, 45)
    (story,) = stories(cut_printed(page_of(head, first, *body), ORIGIN))
    assert story.headline == "今日迎客河岸步道"
