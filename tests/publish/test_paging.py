from __future__ import annotations

import pytest

from jianbao.publish.paging import older_count, sheets


def shape(count: int, per: int = 3) -> list[tuple[int, list[int]]]:
    """Return (number, items) of each sheet; items are numbers, the newest is the highest."""
    newest_first = list(range(count, 0, -1))
    return [(sheet.number, list(sheet.items)) for sheet in sheets(newest_first, per)]


def test_one_sheet_holds_up_to_twice_as_many_less_one() -> None:
    assert shape(0) == [(1, [])]
    assert shape(5) == [(1, [5, 4, 3, 2, 1])]


def test_the_oldest_make_page_one() -> None:
    assert shape(6) == [(2, [6, 5, 4]), (1, [3, 2, 1])]
    assert shape(10) == [(3, [10, 9, 8, 7]), (2, [6, 5, 4]), (1, [3, 2, 1])]


@pytest.mark.parametrize("per", [1, 2, 3, 20])
def test_a_new_article_changes_no_older_sheet(per: int) -> None:
    for count in range(5 * per):
        before, after = dict(shape(count, per)[1:]), dict(shape(count + 1, per)[1:])
        assert all(after[number] == items for number, items in before.items())
        assert len(after) - len(before) in (0, 1)


def test_every_article_is_on_one_sheet() -> None:
    for count in range(30):
        listed = [item for _, items in shape(count, 4) for item in items]
        assert listed == list(range(count, 0, -1))


def test_older_count_is_the_number_of_sheets_behind_the_front() -> None:
    assert [older_count(count, 20) for count in (0, 39, 40, 59, 60)] == [0, 0, 1, 1, 2]
