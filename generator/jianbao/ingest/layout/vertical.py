"""Body text in vertical lines 竖排: what is set so is laid on its side, and is then a page like any other.

Lines that run down and follow one another from right to left become, with x and y exchanged, lines that run to the
right and follow one another downwards; bands below one another become columns side by side, and a vertical headline
on the right of its text stands above it. So every later stage reads them as it reads level text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from jianbao.ingest.layout.glyphs import Seen, common_size
from jianbao.ingest.layout.heads import LARGE
from jianbao.ingest.layout.runs import Run, make
from jianbao.ingest.layout.threads import runs
from jianbao.model.printed import Area, Glyph, PrintedPage

_LINES, _MANY = 3, 4
"""Side by side, so many lines of the body's size are text and no headline; so many of larger type."""

_CHARACTERS = 24
_ALIKE, _APART, _ABOVE, _BELOW = 0.07, 2.6, 3.0, 8.0
"""Sizes within the first are one; so many em are at most between two lines (one of a single character may stand
there), between text and its head, between text and more of it."""

_LEVEL, _SPREAD = 4, 0.4
"""A level line has at least so many characters, closer than so many em; others in a row may end vertical lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """The vertical text of a page laid on its side: a page, what is seen of it; `width` is the upright page's."""

    page: PrintedPage
    seen: Seen
    width: float

    def upright(self, area: Area) -> Area:
        """Return where a rectangle of the laid page stands on the upright one."""
        return Area(self.width - area.y1, area.x0, self.width - area.y0, area.x1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """A page without its vertical text, what is seen of it, and that text laid on its side, if there is any."""

    page: PrintedPage
    seen: Seen
    laid: Laid | None = None


def parted(page: PrintedPage, seen: Seen) -> Parted:
    """Return the level and the vertical text of a page; every character is in one of the two."""
    whole = Parted(page=page, seen=seen)
    if not _may_be(seen.glyphs):
        return whole
    found = runs(seen.glyphs, seen.body)
    columns = _columns([run for run in found if run.tall], seen.body)
    if not columns:
        return whole
    level = [run for run in found if _is_level(run) and run.size < LARGE * seen.body]
    down = _taken(found, columns, level)
    held = {id(glyph) for run in down for glyph in run.cells}
    rest = tuple(glyph for glyph in seen.glyphs if id(glyph) not in held)
    pictures = tuple(area for area in page.pictures if _is_theirs(area, columns, level))
    return Parted(
        page=replace(page, pictures=tuple(area for area in page.pictures if area not in pictures)),
        seen=replace(seen, glyphs=rest, body=common_size(rest)),
        laid=_laid(replace(page, pictures=pictures), [glyph for run in down for glyph in _cells(run)]),
    )


def _may_be(glyphs: Sequence[Glyph]) -> bool:
    """Return whether as many characters stand right below the one before as vertical text has."""
    below = sum(
        abs(b.x0 + b.x1 - a.x0 - a.x1) < 0.5 * b.size and 0.4 * b.size < b.y0 - a.y0 < 1.6 * b.size
        for a, b in pairwise(glyphs)
    )
    return below >= _CHARACTERS - _LINES


def _columns(tall: Sequence[Run], body: float) -> list[Run]:
    """Return the vertical lines that are text: several of one size side by side."""
    groups = list[list[Run]]()
    for run in sorted(tall, key=lambda run: (-run.x0, run.y0)):
        near = [group for group in groups if any(_beside(run, other) for other in group)]
        groups = [group for group in groups if not any(group is each for each in near)]
        groups.append([*(other for group in near for other in group), run])
    return [run for group in groups if _is_text(group, body) for run in group]


def _beside(a: Run, b: Run) -> bool:
    """Return whether two vertical lines of one size stand next to each other."""
    size = min(a.size, b.size)
    gap = max(a.x0, b.x0) - min(a.x1, b.x1)
    return abs(a.size - b.size) < _ALIKE * size and gap < _APART * size and _common(a, b) > size


def _common(a: Run, b: Run) -> float:
    return min(a.y1, b.y1) - max(a.y0, b.y0)


def _is_text(group: Sequence[Run], body: float) -> bool:
    large = max(run.size for run in group) >= LARGE * body
    return len(group) >= (_MANY if large else _LINES) and sum(len(run.cells) for run in group) >= _CHARACTERS


def _taken(found: Sequence[Run], columns: Sequence[Run], level: Sequence[Run]) -> list[Run]:
    """Return the lines of vertical text, those of few characters too, and what stands at them: heads, names."""
    known, held = {id(run) for run in columns}, list(columns)
    size = common_size(glyph for run in columns for glyph in run.cells)
    for run in found:
        if id(run) in known:
            continue
        few = [] if run.tall or _is_level(run) else [make([g], 0) for g in run.cells if not g.text.isspace()]
        ends = [one for one in few if _is_theirs(_area(one), columns, level) and _is_end(one, columns)]
        more = run.tall and abs(run.size - size) < _ALIKE * size
        reach = _BELOW if more else max(_ABOVE, _ABOVE / 2 * run.size / size)
        head = (run.tall or run.size >= LARGE * size) and _is_theirs(_area(run), columns, level, reach)
        held += [run] if head else ends
    return held


def _is_level(run: Run) -> bool:
    """Return whether a run is level text: what stands so far apart as vertical lines may be the ends of such."""
    gaps = [b.x0 - a.x1 for a, b in pairwise(run.cells)]
    return not run.tall and len(run.cells) >= _LEVEL and median(gaps) < _SPREAD * run.size


def _is_end(one: Run, columns: Sequence[Run]) -> bool:
    """Return whether a character stands where a vertical line next to one of `columns` would."""
    return any(
        abs(one.size - column.size) < _ALIKE * column.size
        and column.x0 - _APART * column.size < one.x0
        and one.x1 < column.x1 + _APART * column.size
        and _common(one, column) > -_APART * column.size
        for column in columns
    )


def _is_theirs(area: Area, columns: Sequence[Run], level: Sequence[Run], reach: float = _ABOVE) -> bool:
    """Return whether vertical text stands nearer to something than level text does, within so many em."""
    ours = min(_away(area, _area(run)) / run.size for run in columns)
    theirs = min((_away(area, _area(run)) / run.size for run in level), default=99.0)
    return ours < min(theirs, reach)


def _away(a: Area, b: Area) -> float:
    return max(0.0, a.x0 - b.x1, b.x0 - a.x1) + max(0.0, a.y0 - b.y1, b.y0 - a.y1)


def _area(run: Run) -> Area:
    return Area(run.x0, run.y0, run.x1, run.y1)


def _cells(run: Run) -> Sequence[Glyph]:
    """Return the characters of a line so that they run down as they are read, once the page is laid on its side."""
    if not _is_level(run):
        return run.cells
    ends = run.x0 + run.x1
    return [replace(glyph, x0=ends - glyph.x1, x1=ends - glyph.x0) for glyph in run.cells]


def _laid(page: PrintedPage, glyphs: Sequence[Glyph]) -> Laid:
    """Return characters, rules, boxes and pictures with x and y exchanged: the page's right edge is its top."""
    width = page.width

    def over(areas: Sequence[Area]) -> tuple[Area, ...]:
        return tuple(Area(a.y0, width - a.x1, a.y1, width - a.x0) for a in areas)

    turned = tuple(
        replace(glyph, x0=glyph.y0, y0=width - glyph.x1, x1=glyph.y1, y1=width - glyph.x0, turned=False)
        for glyph in glyphs
    )
    laid = replace(
        page,
        width=page.height,
        height=width,
        glyphs=turned,
        rules=over(page.rules),
        boxes=over(page.boxes),
        pictures=over(page.pictures),
    )
    return Laid(page=laid, seen=Seen(glyphs=turned, unseen=(), body=common_size(turned)), width=width)
