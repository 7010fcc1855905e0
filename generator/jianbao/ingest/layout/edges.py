"""Where the lines of the body begin and end, learnt from the page, and where they are written on."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from jianbao.ingest.layout.runs import Run
from jianbao.model.printed import Glyph

_EDGE, _WAVERS = 0.15, 0.32
"""So near, in em, is the same place: as a file says it, as it is measured on a picture."""

_FEW, _STACK = 6, 3
HANGING = "，。、；：！？”’）》"
"""Marks that may hang over the right edge of a column."""

_OPENING = "“‘（《〈【「『"
DASHES = "—…"
"""Marks of two characters, drawn as one sign: where the second ends is not always said rightly."""


_start = attrgetter("x0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edges:
    """Where the lines of the body begin and end: columns, learnt from the page."""

    lefts: tuple[float, ...]
    rights: tuple[float, ...]
    near: float
    body: float

    @classmethod
    def learnt(cls, found: Sequence[Run], body: float) -> Edges:
        """Return the places where several lines of body type begin, and those where they end."""
        near = (_EDGE if all(run.sure == 1 for run in found) else _WAVERS) * body
        lines = [run for run in found if abs(run.size - body) < 0.1 * body and not run.tall and len(run.cells) > 1]
        starts = _common([run.x0 for run in lines], near) | _stacked(lines, near, body)
        lefts = {x: n for x, n in starts.items() if not _is_indent(x, n, starts, body)}
        ends = _common([run.x1 for run in lines], near)
        rights = [
            x
            for x, n in ends.items()
            if any(-near < left - x < 4 * body and 4 * n > m for left, m in lefts.items())
        ]
        return cls(lefts=tuple(sorted(lefts)), rights=tuple(sorted(rights)), near=near, body=body)

    def is_left(self, x: float) -> bool:
        """Return whether columns begin at `x`."""
        return _has(self.lefts, x, self.near)

    def is_inside(self, x0: float, x1: float, size: float) -> bool:
        """Return whether body type on both sides of a gap stands in one column: none begins within the gap."""
        body = abs(size - self.body) < 0.1 * size
        at = bisect_left(self.lefts, x0)
        return body and at > 0 and (at == len(self.lefts) or self.lefts[at] > x1 + self.near)

    def between(self, before: Glyph, glyph: Glyph) -> float | None:
        """Return where a column begins between two characters of a line; before body type a mark may hang over."""
        begins = next((x for x in (glyph.x0, inked(glyph)) if self.is_left(x)), None)
        if begins is not None:
            return begins
        if abs(glyph.size - self.body) > 0.1 * glyph.size:
            return None
        at = bisect_left(self.lefts, before.x0 + 0.6 * before.size)
        return self.lefts[at] if at < len(self.lefts) and self.lefts[at] <= glyph.x0 + self.near else None

    def is_right(self, x: float) -> bool:
        """Return whether columns end at `x`."""
        return _has(self.rights, x, self.near)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weave:
    """The characters of the body by the rows they stand in: where the lines next to a line are written on.

    Columns are learnt from the whole page, and articles in boxes have other ones: where the next line has
    characters, no column of this line ends.
    """

    rows: Mapping[int, Sequence[Glyph]]
    body: float
    widest: float

    @classmethod
    def of(cls, glyphs: Sequence[Glyph], body: float) -> Weave:
        """Return the weave of the characters of body size, marks that may hang over an edge and dashes left out."""
        rows = dict[int, list[Glyph]]()
        for glyph in glyphs:
            plain = not glyph.text.isspace() and glyph.text not in HANGING and glyph.text not in DASHES
            if plain and abs(glyph.size - body) < 0.1 * body:
                rows.setdefault(int(glyph.y0 // body), []).append(glyph)
        for held in rows.values():
            held.sort(key=_start)
        widest = max((glyph.x1 - glyph.x0 for held in rows.values() for glyph in held), default=0.0)
        return cls(rows=rows, body=body, widest=widest)

    def covers(self, x0: float, x1: float, y0: float) -> bool:
        """Return whether the line above or below one at height `y0` is written on from `x0` to `x1`."""
        row = int(y0 // self.body) if self.body else 0
        held = dict[float, float]()
        for near in range(row - 2, row + 3):
            there = self.rows.get(near, ())
            first = bisect_left(there, x0 - self.widest, key=_start)
            for glyph in there[first : bisect_left(there, x1, key=_start)]:
                if 0.6 * self.body < abs(glyph.y0 - y0) < 2.0 * self.body:
                    wide = min(glyph.x1, x1) - max(glyph.x0, x0)
                    held[glyph.y0] = held.get(glyph.y0, 0.0) + max(0.0, wide)
        return any(wide > 0.7 * (x1 - x0) for wide in held.values())


def inked(glyph: Glyph) -> float:
    """Return where a character begins; a recognised opening mark where its ink does, for it may be half as wide."""
    return glyph.x0 + (0.5 * glyph.size if glyph.sure < 1 and glyph.text in _OPENING else 0.0)


def _stacked(lines: Sequence[Run], near: float, body: float) -> dict[float, int]:
    """Return the places where lines next to one another begin, clear of what is on their left: short columns."""
    found = dict[float, int]()
    lefts = dict[int, list[Run]]()
    for run in lines:
        lefts.setdefault(round(2 * run.x0 / near), []).append(run)
    for cell in sorted(lefts):
        held = sorted((*lefts[cell], *lefts.get(cell + 1, ())), key=lambda r: r.y0)
        steps = [b.y0 - a.y0 < 2.0 * body for a, b in itertools.pairwise(held)]
        if max((len(list(g)) + 1 for ok, g in itertools.groupby(steps) if ok), default=0) >= _STACK:
            found[sum(run.x0 for run in held) / len(held)] = len(held)
    return found


def _has(places: Sequence[float], x: float, near: float) -> bool:
    at = bisect_left(places, x - near)
    return at < len(places) and places[at] <= x + near


def _is_indent(x: float, count: int, starts: Mapping[float, int], body: float) -> bool:
    """Return whether lines begin at `x` because paragraphs do, two em in from where more lines begin."""
    return any(abs(x - other - 2 * body) < _EDGE * body and n > 1.3 * count for other, n in starts.items())


def _common(places: Sequence[float], near: float) -> dict[float, int]:
    """Return the places that are met often, the mean of each cluster, with how often.

    Clusters are half as wide as what is `near` and overlap: columns of a box may begin close to those of the page.
    """
    cells = dict[int, list[float]]()
    for x in places:
        cells.setdefault(round(2 * x / near), []).append(x)
    found = dict[float, int]()
    for cell in sorted(cells):
        held = [*cells[cell], *cells.get(cell + 1, ())]
        if len(held) >= _FEW:
            found[sum(held) / len(held)] = len(held)
    return found
