"""Ways to cut are compared page by page: what differs by luck of the dates is no difference."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from scripts import compare_import


def page(clean: int, heads: int, edits: int) -> Counter[str]:
    return Counter(clean=clean, truth=4, guess=4, headline_ok=heads, headline_n=4, edits=edits, chars=1000)


def test_figures_are_of_all_pages_together() -> None:
    assert compare_import.figures([page(4, 4, 0), page(2, 3, 100)]) == (0.75, 0.875, 0.05)


def test_a_way_that_is_better_on_each_date_is_better() -> None:
    first, other = {at: page(2, 2, 100) for at in range(30)}, {at: page(3, 2, 50) for at in range(30)}
    articles, headlines, error = compare_import.differences(first, other, 200)
    assert articles.low == articles.high == pytest.approx(0.25)
    assert (headlines.low, headlines.high) == (0, 0)
    assert error.low == error.high == pytest.approx(-0.05)
    assert (error.first, error.other) == (0.1, 0.05)


def test_a_way_that_is_better_on_one_date_of_many_is_not_shown_to_be_better() -> None:
    first = {at: page(3, 3, 20) for at in range(30)}
    for each in compare_import.differences(first, first | {7: page(4, 4, 0)}, 200):
        assert min(abs(each.low), abs(each.high)) == 0
        assert each.other != each.first


def test_only_dates_that_both_have_cut_are_compared() -> None:
    first, other = {0: page(2, 2, 100), 1: page(4, 4, 0)}, {1: page(4, 4, 0), 2: page(0, 0, 900)}
    assert all(each.first == each.other for each in compare_import.differences(first, other, 40))


def test_what_was_written_is_read_by_family(tmp_path: Path) -> None:
    rows = [{"family": name, "place": 3, "counts": page(at, 2, 10)} for at, name in enumerate(("mupdf", "sim"))]
    path = tmp_path / "pages.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    assert compare_import.read(path) == {"mupdf": {3: page(0, 2, 10)}, "sim": {3: page(1, 2, 10)}}
