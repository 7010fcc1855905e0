"""Where geometry can be read in two ways: heads that begin with a column, gaps in headlines, dates in row one."""

from __future__ import annotations

import itertools
from dataclasses import replace

from ingest import printing
from jianbao.ingest.layout.cutting import cut_printed
from jianbao.model.article import Story
from jianbao.model.page import Origin
from jianbao.model.printed import Area, Glyph, PrintedPage

SIZE, STEP = 10.0, 15.0
ENDLESS = list(itertools.islice(itertools.cycle(printing.WORDS), 6_000))


def line(text: str, x: float, y: float, size: float = SIZE) -> list[Glyph]:
    return [Glyph(c, x + i * size, y, x + (i + 1) * size, y + size, size) for i, c in enumerate(text)]


def columns(lefts: list[float], top: float, rows: int, wide: int, *, start: int, head: str = "") -> list[Glyph]:
    """One text in columns: it begins with an indent and `head`, every line is full, the last ends it."""
    text = iter([*head, *ENDLESS[start:]])
    found = list[Glyph]()
    for column, left in enumerate(lefts):
        for row in range(rows):
            first, last = column == row == 0, column == len(lefts) - 1 and row == rows - 1
            chars = "".join(itertools.islice(text, wide - 2 if first else 4 if last else wide))
            found += line(chars + "。" if last else chars, left + (20 if first else 0), top + STEP * row)
    return found


def stories(
    *glyphs: list[Glyph], wide: float = 700, high: float = 900, boxes: tuple[Area, ...] = ()
) -> tuple[Story, ...]:
    page = PrintedPage(width=wide, height=high, glyphs=tuple(g for each in glyphs for g in each), boxes=boxes)
    return cut_printed(page, Origin(file="page.pdf")).value.cut.stories


def heads_and_lengths(found: tuple[Story, ...]) -> list[tuple[str, int]]:
    return sorted((story.headline, sum(len(p.text) for p in story.paragraphs)) for story in found)


def test_a_gap_in_a_headline_above_the_middle_of_a_column_does_not_part_it() -> None:
    lefts = [20.0, 175.0, 330.0, 485.0]
    below = columns(lefts, 300, 12, 14, start=500)
    parted = [*line("春耕正忙", 90, 40, 22), *line("秋收在望", 222, 40, 22)]
    found = stories(
        parted,
        columns(lefts[:3], 80, 10, 14, start=0),
        line("河岸步道迎客", 250, 260, 24),
        below,
    )
    assert [story.headline for story in found] == ["春耕正忙 秋收在望", "河岸步道迎客"]
    assert sum(len(p.text) for p in found[0].paragraphs) == 3 * 10 * 14 - 2 - 14 + 5


def test_two_headlines_beside_one_another_above_their_own_columns_stay_two() -> None:
    lefts = [20.0, 175.0, 330.0, 485.0]
    found = stories(
        line("春耕正忙", 103, 40, 22),
        line("秋收在望", 413, 40, 22),
        columns(lefts[:2], 80, 10, 14, start=0),
        columns(lefts[2:], 80, 10, 14, start=900),
    )
    assert sorted(story.headline for story in found) == ["春耕正忙", "秋收在望"]


def test_a_head_centred_over_three_columns_rules_all_though_it_begins_where_the_second_does() -> None:
    lefts = [20.0, 175.0, 330.0, 485.0]
    found = stories(
        line("河岸步道", 46, 40, 22),
        columns(lefts[:1], 80, 30, 14, start=0),
        line("春耕忙起来了", 334, 40, 22),
        columns(lefts[1:], 80, 12, 14, start=900),
        line("老厂房变身书屋", 313, 300, 26),
        columns(lefts[1:], 340, 12, 14, start=2000),
        wide=660,
    )
    three = 3 * 12 * 14 - 2 - 14 + 5
    assert heads_and_lengths(found) == [
        ("春耕忙起来了", three), ("河岸步道", 30 * 14 - 2 - 14 + 5), ("老厂房变身书屋", three),
    ]  # fmt: skip


def test_text_with_a_date_in_the_first_row_of_the_page_is_no_running_head() -> None:
    lefts = [20.0, 175.0, 330.0]
    tall = [Glyph(c, 130, 30 + 26 * i, 156, 56 + 26 * i, 26) for i, c in enumerate("乡村医生上门来")]
    found = stories(
        line("渔港添新码头", 20, 30, 20),
        columns([20.0], 60, 30, 10, start=0),
        tall,
        columns(lefts[1:], 30, 14, 14, start=700, head="自2025年3月4日起，"),
        wide=500,
    )
    text = "".join(p.text for story in found for p in story.paragraphs)
    assert "自2025年3月4日起，" in text
    assert {"渔港添新码头", "乡村医生上门来"} == {story.headline for story in found}


def test_short_columns_of_a_box_with_narrow_gutters_of_its_own_are_told_apart() -> None:
    lefts = [20.0, 168.0, 316.0, 464.0]
    own = [30.0, 172.1, 314.3, 456.4]
    found = stories(
        line("河岸步道迎客", 230, 40, 26),
        columns(lefts, 80, 20, 14, start=0),
        line("春耕忙起来", 250, 420, 24),
        columns(own, 455, 4, 13, start=1500),
        boxes=(Area(18, 410, 606, 520),),
        wide=640,
    )
    assert heads_and_lengths(found) == [
        ("春耕忙起来", 4 * 4 * 13 - 2 - 13 + 5),
        ("河岸步道迎客", 4 * 20 * 14 - 2 - 14 + 5),
    ]


def test_a_line_that_was_not_read_does_not_part_an_article_recognised_on_a_picture() -> None:
    lefts = [20.0, 175.0]
    first = columns(lefts[:1], 80, 20, 14, start=0)
    full = [glyph for glyph in first if glyph.y0 < 80 + 19 * STEP - 1]
    rest = columns(lefts[:1], 80 + 20 * STEP, 12, 14, start=2000)
    both = [replace(glyph, sure=0.97) for glyph in (*line("春耕忙起来", 40, 40, 22), *full, *rest)]
    (story,) = stories(both)
    assert sum(len(p.text) for p in story.paragraphs) == len(full) + len(rest)


def test_places_that_waver_are_columns_all_the_same_where_they_were_measured() -> None:
    lefts = [20.0, 168.0, 316.0]
    text = columns(lefts, 80, 24, 14, start=0)
    head = line("老厂房变身书屋", 150, 40, 26)
    moved = list[Glyph]()
    for glyph in (*head, *text):
        column = sum(glyph.x0 >= left for left in lefts)
        by = 0.8 * ((7 * round(glyph.y0 / STEP) + 3 * column) % 7 - 3) if glyph.size == SIZE else 0.0
        moved.append(replace(glyph, sure=0.98, x0=glyph.x0 + by, x1=glyph.x1 + by))
    (story,) = stories(moved, wide=500)
    assert story.headline == "老厂房变身书屋"
    assert "".join(p.text for p in story.paragraphs) == "".join(glyph.text for glyph in text)
