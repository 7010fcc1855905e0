"""What makes cutting quick changes nothing: the quick way and the plain way say the same of the same page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripts.typeset import HELD, LAYOUTS

from ingest import printing
from jianbao.ingest.layout import threads
from jianbao.ingest.layout.edges import Weave
from jianbao.ingest.layout.glyphs import seen
from jianbao.ingest.layout.threads import runs
from jianbao.model.printed import Glyph, PrintedPage

PAGE = [printing.article(0, long=5), printing.article(1, long=3), printing.article(2, long=4, picture=True)]
PLACE = st.integers(0, 240).map(lambda n: n / 4)


@pytest.mark.parametrize("name", [name for name in LAYOUTS if name not in HELD])
def test_lines_that_are_done_with_would_not_have_been_gone_on_with(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, _ = printing.laid_out(name, PAGE)
    visible = seen(page)
    quick = runs(visible.glyphs, visible.body)
    monkeypatch.setattr(threads, "_ROUNDED", 1e9)  # every line stays open to the end of the page
    assert runs(visible.glyphs, visible.body) == quick


def covers_plainly(glyphs: list[Glyph], body: float, x0: float, x1: float, y0: float) -> bool:
    """Return what Weave.covers says, by looking at every character."""
    near = [g for g in glyphs if abs(int(g.y0 // body) - int(y0 // body)) <= 2]
    near = [g for g in near if 0.6 * body < abs(g.y0 - y0) < 2.0 * body]
    return any(
        sum(max(0.0, min(g.x1, x1) - max(g.x0, x0)) for g in near if g.y0 == row) > 0.7 * (x1 - x0)
        for row in {g.y0 for g in near}
    )


@given(
    places=st.lists(st.tuples(PLACE, PLACE, st.sampled_from((4.0, 10.0, 18.0))), max_size=30),
    x0=PLACE,
    wide=st.integers(1, 60),
    y0=PLACE,
)
def test_a_gap_is_covered_by_what_stands_there_and_nothing_else(
    places: list[tuple[float, float, float]], x0: float, wide: int, y0: float
) -> None:
    glyphs = [Glyph("字", x, y, x + w, y + 10, 10) for x, y, w in places]
    said = Weave.of(glyphs, 10.0).covers(x0, x0 + wide, y0)
    assert said == covers_plainly(glyphs, 10.0, x0, x0 + wide, y0)


@given(shifts=st.lists(st.tuples(st.floats(-1.9, 1.9), st.floats(-1.9, 1.9)), min_size=1, max_size=4))
def test_a_sign_printed_again_close_by_is_one_wherever_the_rows_are_counted_from(
    shifts: list[tuple[float, float]],
) -> None:
    again = [Glyph("字", 50 + x, 50 + y, 60 + x, 60 + y, 10) for x, y in shifts]
    page = PrintedPage(width=100, height=100, glyphs=(Glyph("字", 50, 50, 60, 60, 10), *again))
    assert len(seen(page).glyphs) == 1


def test_two_like_signs_side_by_side_are_two() -> None:
    pair = (Glyph("人", 50, 50, 60, 60, 10), Glyph("人", 60, 50, 70, 60, 10), Glyph("人", 50, 60, 60, 70, 10))
    assert len(seen(PrintedPage(width=100, height=100, glyphs=pair)).glyphs) == 3
