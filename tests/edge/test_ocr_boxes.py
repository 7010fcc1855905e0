"""Boxes that the recogniser's detector finds: where columns part them, and where they do not."""

from __future__ import annotations

from jianbao.edge.ocr_boxes import Box, gutters, usual_height, with_headlines

HIGH, STEP, LEFT, RIGHT, WIDE = 36, 40, 100, 520, 400
"""Lines of two columns, in pixels: 400 wide with a gutter of 20 between them."""


def column(x: int, count: int, first: int = 200, indented: tuple[int, ...] = ()) -> list[Box]:
    return [
        (x + 50 * (row in indented), first + STEP * row, x + WIDE, first + STEP * row + HIGH)
        for row in range(count)
    ]


def over_both(row: int, first: int = 200, high: int = HIGH) -> Box:
    return (LEFT, first + STEP * row, RIGHT + WIDE, first + STEP * row + high)


def parted(box: Box, others: list[Box]) -> list[tuple[int, int]]:
    held = [box, *others]
    return gutters(box, held, usual_height(held))


def text(*, without: int) -> list[Box]:
    both = [*column(LEFT, 9, indented=(3, 6)), *column(RIGHT, 9, indented=(2, 5))]
    return [box for box in both if box[1] != 200 + STEP * without]


def test_a_line_over_two_columns_is_parted_where_the_lines_about_it_end_and_begin() -> None:
    assert parted(over_both(4), text(without=4)) == [(LEFT + WIDE, RIGHT)]


def test_a_last_word_of_a_paragraph_taken_for_the_end_of_the_line_beside_it_is_parted_from_it() -> None:
    box = (LEFT, 360, RIGHT + 46, 360 + HIGH)
    assert parted(box, text(without=4)) == [(LEFT + WIDE, RIGHT)]


def test_the_first_line_below_a_headline_is_parted_by_the_lines_below_it() -> None:
    head = (LEFT, 60, RIGHT + WIDE, 150)
    assert parted(over_both(0), [head, *text(without=0)]) == [(LEFT + WIDE, RIGHT)]


def test_two_lines_not_quite_level_that_were_taken_for_one_are_parted() -> None:
    assert parted(over_both(7, high=HIGH + 16), text(without=7)) == [(LEFT + WIDE, RIGHT)]


def test_a_headline_over_two_columns_is_not_parted() -> None:
    head = (LEFT, 100, RIGHT + WIDE, 180)
    assert parted(head, [*column(LEFT, 9), *column(RIGHT, 9)]) == []


def test_a_headline_between_two_stories_in_the_same_columns_is_not_parted() -> None:
    above = [*column(LEFT, 4, 200), *column(RIGHT, 4, 200)]
    below = [*column(LEFT, 4, 560), *column(RIGHT, 4, 560)]
    head = (LEFT, 420, RIGHT + WIDE, 500)
    assert parted(head, [*above, *below]) == []


def test_where_paragraphs_begin_no_gutter_is() -> None:
    lines = column(LEFT, 9, indented=(2, 3, 5, 6))
    assert parted(lines[4], [lines[row] for row in range(9) if row != 4]) == []


def test_one_line_beside_another_makes_no_gutter() -> None:
    assert parted(over_both(4), [*column(LEFT, 1, 320), *column(RIGHT, 1, 320)]) == []


def test_a_page_of_vertical_lines_has_no_usual_height() -> None:
    assert usual_height([(0, 0, 30, 400)]) == 0


def test_a_headline_that_was_seen_only_from_afar_is_added_and_takes_the_place_of_its_parts() -> None:
    lines = column(LEFT, 9)
    head, part = (LEFT, 60, LEFT + 380, 130), (LEFT + 4, 64, LEFT + 120, 126)
    assert with_headlines(lines, [head]) == [head, *lines]
    assert with_headlines([part, *lines], [head]) == [head, *lines]


def test_a_headline_that_is_known_stays_as_it_was_seen_from_near() -> None:
    near, lines = (LEFT + 4, 64, LEFT + 376, 126), column(LEFT, 9)
    assert with_headlines([near, *lines], [(LEFT, 60, LEFT + 380, 130)]) == [near, *lines]


def test_lines_of_the_text_that_run_together_from_afar_are_no_headline() -> None:
    lines = column(LEFT, 9)
    assert with_headlines(lines, [(LEFT, 200, LEFT + WIDE, 360), (LEFT, 600, LEFT + WIDE, 630)]) == lines


def test_two_lines_of_a_headline_that_touch_are_both_kept() -> None:
    first, second = (LEFT, 60, LEFT + 380, 130), (LEFT, 124, LEFT + 380, 190)
    assert with_headlines([first, *column(LEFT, 9)], [second]) == [first, second, *column(LEFT, 9)]
