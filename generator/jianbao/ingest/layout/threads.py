"""Characters become runs: strung as the file has them, split where columns part, joined where nothing parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from jianbao.ingest.layout.edges import DASHES, HANGING, Edges, Weave, inked
from jianbao.ingest.layout.runs import Run, make
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
_ROUNDED = 0.1
"""Lines come in the order of their heights, which are rounded: one may come so much too late."""


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
        recent = recent[-_OPEN:]
        if recent[-1:] != [at]:
            recent = [*(place for place in recent if place != at), at]
    return found


def _way(group: Sequence[Glyph], glyph: Glyph, tall: bool, body: float) -> bool | None:
    """Return whether a character goes on downwards (True), to the right (False) or not at all (None)."""
    last = group[-1]
    size, other = (glyph.size, last.size) if glyph.size < last.size else (last.size, glyph.size)
    if glyph.line != last.line or (other > _ALIKE * size and not (last.text.isspace() or glyph.text.isspace())):
        return None
    lone = len(group) == 1
    if (lone or not tall) and -_LEVEL * size < glyph.y1 - last.y1 < _LEVEL * size:
        ahead = _NEAR if not body else _FAR if size < 1.1 * body else _AHEAD
        if -_BACK * size < glyph.x0 - last.x1 < ahead * size:
            return False
    if not (tall or lone) or not -0.4 * size < glyph.y0 - last.y1 < _FALL * size:
        return None
    return True if abs((glyph.x0 + glyph.x1) - (last.x0 + last.x1)) < 0.5 * size else None


def _solid(group: list[Glyph], tall: bool) -> list[Run]:
    """Return the runs of a thread: two or three lines of one character each are no vertical line."""
    if all(g.text.isspace() for g in group):
        return []
    return [make(group, 0, tall=tall)] if not tall or len(group) >= 4 else [
        make([g], 0) for g in group if not g.text.isspace()
    ]  # fmt: skip


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
        hangs = (before.text in HANGING and edges.is_right(before.x0)) or before.text in DASHES
        if (odd or hangs) and _parts(before, glyph, edges, weave):
            pieces.append(make(run.cells[start:at], run.order))
            start = at
    return [*pieces, make(run.cells[start:], run.order)] if pieces else [run]


def _parts(before: Glyph, glyph: Glyph, edges: Edges, weave: Weave) -> bool:
    """Return whether a column begins between two characters of a line, and the next lines keep its gutter free."""
    edge = edges.between(before, glyph)
    return edge is not None and not weave.covers(edge - 0.5 * glyph.size, edge - 0.1 * glyph.size, glyph.y0)


def _joined(found: Sequence[Run], edges: Edges, weave: Weave) -> list[Run]:
    """Return the runs with those joined that stand close on one line and no column parts."""
    rest = sorted((run for run in found if not run.tall), key=lambda r: (round(r.y1, 1), r.x0))
    out = [run for run in found if run.tall]
    done, near = list[Run](), list[int]()
    for run in rest:
        near = [i for i in near if done[i].y1 > run.y1 - _LEVEL * done[i].size - _ROUNDED]
        at = next((i for i in near if _continues(done[i], run, edges, weave)), None)
        if at is None:
            near.append(len(done))
            done.append(run)
        else:
            done[at] = make([*done[at].cells, *run.cells], done[at].order)
    out += done
    out.sort(key=lambda r: (round(r.y0, 1), r.x0))
    return [replace(run, order=number) for number, run in enumerate(out)]


def _continues(left: Run, right: Run, edges: Edges, weave: Weave) -> bool:
    size = min(left.size, right.size)
    level = abs(left.y1 - right.y1) < _LEVEL * size and max(left.size, right.size) < _ALIKE * size
    if not level:
        return False
    gap = right.x0 - left.x1
    squeezed = left.cells[-1].text in punctuation.MARKS or right.cells[0].text in punctuation.MARKS
    least = -_BACK if squeezed else -0.1
    ends = left.cells[-1], right.cells[0]
    if 0.28 * size < gap < _SPREAD * size and weave.covers(left.x1, right.x0, right.y0):
        return not _parts(*ends, edges, weave)
    begins = inked(right.cells[0])
    most = _WIDE if edges.is_inside(left.x1 - 0.5 * size, begins, size) else 0.28
    return least * size < gap < most * size and not (edges.is_left(right.x0) or edges.is_left(begins))
