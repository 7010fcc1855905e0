"""Characters become runs: pieces of one line of type, as the eye takes them together."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import NamedTuple

from jianbao.model.printed import Glyph
from jianbao.zh import punctuation

_LEVEL = 0.25
_BACK = 0.75
_NEAR, _AHEAD, _FAR = 0.45, 0.95, 2.4
"""How far, in em, the next character of a line may stand: to learn the columns by, in large type, in the body."""

_FALL = 0.28
_ALIKE = 1.07
_OPEN, _TIGHT, _WIDE = 6, 0.6, 0.7
_SPREAD = 1.8
_EDGE = 0.15
_FEW, _STACK = 6, 3
_HANGING = "，。、；：！？”’）》"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A piece of a line: its characters in reading order, its box, its size; `order` is its place in the file."""

    cells: tuple[Glyph, ...]
    order: int
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    tall: bool = False
    text: str = field(compare=False)

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.y0 + self.y1) / 2

    @property
    def sure(self) -> float:
        """How sure its characters are, their mean: 1 where the file names them."""
        return sum(glyph.sure for glyph in self.cells) / len(self.cells)


class Row(NamedTuple):
    """A printed line as text, and how sure its characters are."""

    text: str
    sure: float = 1.0


def row(found: Sequence[Run]) -> Row:
    """Return runs side by side as one line."""
    count = sum(len(run.cells) for run in found)
    return Row(" ".join(run.text for run in found), sum(run.sure * len(run.cells) for run in found) / count)


def make(cells: Sequence[Glyph], order: int, *, tall: bool = False) -> Run:
    """Return the run of these characters, spaces at its ends taken off."""
    held = list(cells)
    while held and held[-1].text.isspace():
        held.pop()
    while held and held[0].text.isspace():
        held.pop(0)
    return Run(
        cells=tuple(held),
        order=order,
        x0=min(g.x0 for g in held),
        y0=min(g.y0 for g in held),
        x1=max(g.x1 for g in held),
        y1=max(g.y1 for g in held),
        size=median(g.size for g in held),
        tall=tall,
        text="".join(g.text for g in held) if tall else spaced(held),
    )


def spaced(cells: Sequence[Glyph]) -> str:
    """Return the text of a line: letter-spacing undone, wide gaps between words kept as one space."""
    gaps = [b.x0 - a.x1 for a, b in itertools.pairwise(cells)]
    usual = median(gaps) if gaps else 0.0
    out = cells[0].text if cells else ""
    for before, glyph, gap in zip(cells, cells[1:], gaps, strict=False):
        latin = before.text.isascii() and glyph.text.isascii() and before.text.isalnum() and glyph.text.isalnum()
        wide = gap > usual + (0.18 if latin else 0.55) * glyph.size
        if wide and not before.text.isspace() and not glyph.text.isspace():
            out += " "
        out += glyph.text
    return out if usual < 0.3 * cells[0].size or len(cells) < 3 else _closed_up(out, cells, usual)


def _closed_up(text: str, cells: Sequence[Glyph], usual: float) -> str:
    """Return letter-spaced text without the spaces that only spread it."""
    if not any(punctuation.is_han(g.text[:1] or " ") for g in cells):
        return text
    real = [g for g in cells if not g.text.isspace()]
    out = real[0].text
    for before, glyph in itertools.pairwise(real):
        out += (
            " " if glyph.x0 - before.x1 > 2.2 * max(usual, 0.3 * glyph.size) + 0.3 * glyph.size else ""
        ) + glyph.text
    return out


def runs(glyphs: Sequence[Glyph], body: float) -> tuple[Run, ...]:
    """Return the runs of a page, split where columns part and joined where only the file parts them."""
    near = [run for group, tall in _threads(glyphs, 0.0) for run in _solid(group, tall)]
    edges = Edges.learnt(near, body)
    first = [run for group, tall in _threads(glyphs, body) for run in _solid(group, tall)]
    weave = Weave.of(glyphs, body)
    split = [piece for run in first for piece in _split(run, edges, weave)]
    return tuple(_joined(split, edges, weave))


def _threads(glyphs: Sequence[Glyph], body: float) -> list[tuple[list[Glyph], bool]]:
    """Return the characters as the file strings them: each goes on from the one before, to the right or below.

    In type of the size `body` the next one may stand further off (a line that is spread, a wide space).
    """
    found, recent = list[tuple[list[Glyph], bool]](), list[int]()
    for glyph in glyphs:
        at = way = None
        for place in reversed(recent):  # a library may mix lines of nearly one height
            group, tall = found[place]
            way = _way(group, glyph, tall, body)
            if way is not None and (place == recent[-1] or abs(glyph.x0 - group[-1].x1) < _TIGHT * glyph.size):
                at = place
                break
        if at is None or way is None:
            at = len(found)
            found.append(([glyph], False))
        else:
            found[at][0].append(glyph)
            found[at] = (found[at][0], way)
        recent = [*(place for place in recent[-_OPEN:] if place != at), at]
    return found


def _way(group: Sequence[Glyph], glyph: Glyph, tall: bool, body: float) -> bool | None:
    """Return whether a character goes on downwards (True), to the right (False) or not at all (None)."""
    last = group[-1]
    size = min(last.size, glyph.size)
    if max(last.size, glyph.size) > _ALIKE * size and not (last.text.isspace() or glyph.text.isspace()):
        return None
    level = abs(glyph.y1 - last.y1) < _LEVEL * size
    ahead = _NEAR if not body else _FAR if size < 1.1 * body else _AHEAD
    if level and not (tall and len(group) > 1) and -_BACK * size < glyph.x0 - last.x1 < ahead * size:
        return False
    below = abs((glyph.x0 + glyph.x1) - (last.x0 + last.x1)) < 0.5 * size
    falls = -0.4 * size < glyph.y0 - last.y1 < _FALL * size
    return True if below and falls and (tall or len(group) == 1) else None


def _solid(group: list[Glyph], tall: bool) -> list[Run]:
    """Return the runs of a thread: two or three lines of one character each are no vertical line."""
    if all(g.text.isspace() for g in group):
        return []
    return [make(group, 0, tall=tall)] if not tall or len(group) >= 4 else [
        make([g], 0) for g in group if not g.text.isspace()
    ]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Edges:
    """Where the lines of the body begin and end: columns, learnt from the page."""

    lefts: tuple[float, ...]
    rights: tuple[float, ...]
    near: float

    @classmethod
    def learnt(cls, found: Sequence[Run], body: float) -> Edges:
        """Return the places where several lines of body type begin, and those where they end."""
        near = _EDGE * body
        lines = [run for run in found if abs(run.size - body) < 0.1 * body and not run.tall and len(run.cells) > 1]
        starts = _common([run.x0 for run in lines], near) | _stacked(lines, near, body)
        lefts = {x: n for x, n in starts.items() if not _is_indent(x, n, starts, body)}
        ends = _common([run.x1 for run in lines], near)
        rights = [
            x
            for x, n in ends.items()
            if any(-near < left - x < 4 * body and 4 * n > m for left, m in lefts.items())
        ]
        return cls(lefts=tuple(sorted(lefts)), rights=tuple(sorted(rights)), near=near)

    def is_left(self, x: float) -> bool:
        """Return whether columns begin at `x`."""
        return _has(self.lefts, x, self.near)

    def is_inside(self, x0: float, x1: float, size: float) -> bool:
        """Return whether body type on both sides of a gap stands in one column: none begins within the gap."""
        body = abs(size - self.near / _EDGE) < 0.1 * size
        at = bisect_left(self.lefts, x0)
        return body and at > 0 and (at == len(self.lefts) or self.lefts[at] > x1 + self.near)

    def between(self, before: Glyph, glyph: Glyph) -> float | None:
        """Return where a column begins between two characters of a line; before body type a mark may hang over."""
        if self.is_left(glyph.x0):
            return glyph.x0
        if abs(glyph.size - self.near / _EDGE) > 0.1 * glyph.size:
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

    @classmethod
    def of(cls, glyphs: Sequence[Glyph], body: float) -> Weave:
        """Return the weave of the characters of body size, marks that may hang over an edge left out."""
        rows = dict[int, list[Glyph]]()
        for glyph in glyphs:
            plain = not glyph.text.isspace() and glyph.text not in _HANGING
            if plain and abs(glyph.size - body) < 0.1 * body:
                rows.setdefault(int(glyph.y0 // body), []).append(glyph)
        return cls(rows=rows, body=body)

    def covers(self, x0: float, x1: float, y0: float) -> bool:
        """Return whether the line above or below one at height `y0` is written on from `x0` to `x1`."""
        row = int(y0 // self.body) if self.body else 0
        held = dict[float, float]()
        for near in range(row - 2, row + 3):
            for glyph in self.rows.get(near, ()):
                if 0.6 * self.body < abs(glyph.y0 - y0) < 2.0 * self.body:
                    wide = min(glyph.x1, x1) - max(glyph.x0, x0)
                    held[glyph.y0] = held.get(glyph.y0, 0.0) + max(0.0, wide)
        return any(wide > 0.7 * (x1 - x0) for wide in held.values())


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


def _split(run: Run, edges: Edges, weave: Weave) -> list[Run]:
    """Return the run in pieces where it runs over into the next column."""
    if run.tall:
        return [run]
    pieces, start = list[Run](), 0
    usual = median([b.x0 - a.x1 for a, b in zip(run.cells, run.cells[1:], strict=False)] or [0.0])
    for at in range(1, len(run.cells)):
        before, glyph = run.cells[at - 1], run.cells[at]
        if before.text.isspace() or glyph.text.isspace():
            continue
        gap = glyph.x0 - before.x1
        odd = gap > max(usual, 0.0) + 0.22 * glyph.size
        hangs = before.text in _HANGING and edges.is_right(before.x0)
        if (odd or hangs) and _parts(before, glyph, edges, weave):
            pieces.append(make(run.cells[start:at], run.order))
            start = at
    return [*pieces, make(run.cells[start:], run.order)]


def _parts(before: Glyph, glyph: Glyph, edges: Edges, weave: Weave) -> bool:
    """Return whether a column begins between two characters of a line, and the next lines keep its gutter free."""
    edge = edges.between(before, glyph)
    return edge is not None and not weave.covers(edge - 0.5 * glyph.size, edge - 0.1 * glyph.size, glyph.y0)


def _joined(found: Sequence[Run], edges: Edges, weave: Weave) -> list[Run]:
    """Return the runs with those joined that stand close on one line and no column parts."""
    rest = sorted((run for run in found if not run.tall), key=lambda r: (round(r.y1, 1), r.x0))
    out = [run for run in found if run.tall]
    open_runs = list[Run]()
    for run in rest:
        at = next((i for i, other in enumerate(open_runs) if _continues(other, run, edges, weave)), None)
        if at is None:
            open_runs.append(run)
        else:
            open_runs[at] = make([*open_runs[at].cells, *run.cells], open_runs[at].order)
    out += open_runs
    out.sort(key=lambda r: (round(r.y0, 1), r.x0))
    return [make(run.cells, number, tall=run.tall) for number, run in enumerate(out)]


def _continues(left: Run, right: Run, edges: Edges, weave: Weave) -> bool:
    size = min(left.size, right.size)
    level = abs(left.y1 - right.y1) < _LEVEL * size and max(left.size, right.size) < _ALIKE * size
    gap = right.x0 - left.x1
    squeezed = left.cells[-1].text in punctuation.MARKS or right.cells[0].text in punctuation.MARKS
    least = -_BACK if squeezed else -0.1
    ends = left.cells[-1], right.cells[0]
    if level and 0.28 * size < gap < _SPREAD * size and weave.covers(left.x1, right.x0, right.y0):
        return not _parts(*ends, edges, weave)
    most = _WIDE if edges.is_inside(left.x1 - 0.5 * size, right.x0, size) else 0.28
    return level and least * size < gap < most * size and not edges.is_left(right.x0)
