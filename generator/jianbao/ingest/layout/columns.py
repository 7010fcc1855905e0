"""Runs become pieces: lines of one size below one another, a column or a part of one."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from statistics import median

from jianbao.ingest.layout.runs import Run
from jianbao.model.printed import Area

_INDENT = 1.4
_OPENS = 1.1
"""A first line that begins with a quotation mark, which is set half as wide, is so far in at least."""
_MARKED = 4.3
_SHORT = 1.3
_WIDER = 1.25


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Lines of one column, from the top down, and the column's edges (its lines may be shorter)."""

    lines: tuple[Run, ...]
    left: float
    right: float

    @cached_property
    def top(self) -> float:
        """Where its first line begins."""
        return self.lines[0].y0

    @cached_property
    def bottom(self) -> float:
        """Where its last line ends."""
        return self.lines[-1].y1

    @cached_property
    def size(self) -> float:
        """Its type size."""
        return median(line.size for line in self.lines)

    @property
    def area(self) -> Area:
        """The rectangle it takes."""
        return Area(self.left, self.top, self.right, self.bottom)

    def is_indented(self, line: Run) -> bool:
        """Return whether a line begins in from the column's edge, as paragraphs do."""
        return line.x0 > self.left + _INDENT * self.size

    def is_full(self, line: Run) -> bool:
        """Return whether a line goes to the column's right edge (a mark there may be squeezed)."""
        return line.x1 > self.right - _SHORT * self.size

    def is_centred(self, line: Run) -> bool:
        """Return whether a line stands in the middle of the column, clear of both edges and of an indent."""
        before, after = line.x0 - self.left, self.right - line.x1
        near = abs(before - after) < 0.7 * self.size
        indent = abs(before - 2 * self.size) < 0.25 * self.size
        return near and before > 0.8 * self.size and (not indent or abs(before - after) < 0.3 * self.size)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """How the page is set: the distance from line to line, the columns met on it (left, right)."""

    leading: float
    columns: tuple[tuple[float, float], ...]


def pieces(found: Sequence[Run], bars: Sequence[Area], size: float) -> tuple[tuple[Piece, ...], Grid]:
    """Return the pieces that runs of one size make, none going over a rule; `size` is their type's."""
    leading = _leading(found, size)
    stacks, rights = list[list[Run]](), _rights(found, size)
    for run in sorted(found, key=lambda r: (round(r.y0 / (0.2 * size)), r.x0)):
        stack = min(
            (s for s in stacks if _fits(s, run, leading, bars, rights)),
            key=lambda s: (run.y0 - s[-1].y0, abs(run.x0 - s[-1].x0)),
            default=None,
        )
        if stack is None:
            stacks.append([run])
        else:
            stack.append(run)
    made = [_piece(stack) for stack in stacks]
    grid = Grid(leading=leading, columns=_columns(made))
    return tuple(_snapped(piece, grid) for piece in made), grid


def _leading(found: Sequence[Run], size: float) -> float:
    """Return the commonest distance between a line and the next one that begins below it."""
    steps = Counter[float]()
    by_left = dict[int, list[Run]]()
    for run in found:
        by_left.setdefault(round(run.x0 / (0.3 * size)), []).append(run)
    for held in by_left.values():
        tops = sorted(run.y0 for run in held)
        steps.update(round(b - a, 1) for a, b in itertools.pairwise(tops) if 1.02 * size < b - a < 2.2 * size)
    return max(steps, key=lambda step: (steps[step], -step)) if steps else 1.5 * size


def _rights(found: Sequence[Run], size: float) -> dict[int, float]:
    """Return where lines that begin at a place usually end, by the place (in half ems)."""
    ends = dict[int, list[float]]()
    for run in found:
        for cell in {round(2 * run.x0 / size + shift) for shift in (-0.4, 0, 0.4)}:
            ends.setdefault(cell, []).append(run.x1)
    return {cell: sorted(held)[-1 - len(held) // 5] for cell, held in ends.items() if len(held) >= 5}


def _fits(stack: Sequence[Run], run: Run, leading: float, bars: Sequence[Area], rights: dict[int, float]) -> bool:
    """Return whether a line goes on below the lines of a stack."""
    last, size = stack[-1], run.size
    step = run.y0 - last.y0
    if not 0.6 * leading < step < 1.35 * leading:
        return False
    left, right = min(r.x0 for r in stack), max(r.x1 for r in stack)
    indent = left - run.x0
    if indent > _first_indent(stack) * size or (
        len(stack) > 2 and indent > 0.6 * size and not _OPENS * size < indent
    ):
        return False
    if run.x0 > max(right - 0.5 * size, left + 2.4 * size):
        return False
    usual = max([right, *(rights[cell] for x in (left, run.x0) if (cell := round(2 * x / size)) in rights)])
    lone = len(stack) == 1 or (len(stack) == 2 and right - left < 6 * size)
    fits = run.x1 <= usual + 1.2 * size
    if not lone and not fits:
        return False
    if (
        lone
        and not fits
        and run.x1 - run.x0 > _WIDER * max(right - left, 7 * size) + 3 * size
        and len(last.text) > 3
    ):
        return False
    return not any(
        bar.x0 < run.x1 - size and bar.x1 > run.x0 + size and last.y1 - 0.2 * size < bar.y0 < run.y0 + 0.3 * size
        for bar in bars
    )


def _first_indent(stack: Sequence[Run]) -> float:
    """Return how far in the first line of a paragraph may begin; on a picture a mark before it may be unread."""
    return _MARKED if len(stack) == 1 and stack[0].sure < 1 else 2.4


def _piece(stack: Sequence[Run]) -> Piece:
    """Return the piece of a stack; one hanging mark does not make the column wider."""
    size = median(run.size for run in stack)
    rights = sorted(run.x1 for run in stack)
    ends = [_solid_end(run) for run in stack]
    right = max(ends) if ends else rights[-1]
    common = Counter(round(x / (0.3 * size)) for x in rights)
    if len(stack) >= 4:
        cell = max(common, key=lambda c: (common[c], c))
        if common[cell] * 3 >= len(stack):
            right = max(x for x in rights if round(x / (0.3 * size)) == cell)
    return Piece(lines=tuple(stack), left=min(run.x0 for run in stack), right=right)


def _solid_end(run: Run) -> float:
    """Return where the last character of a line ends, a mark that may hang left out."""
    if len(run.cells) > 1 and run.cells[-1].text in "，。、":
        return run.cells[-2].x1
    return run.x1


def _columns(made: Sequence[Piece]) -> tuple[tuple[float, float], ...]:
    """Return the columns that pieces of several lines show, the surest first."""
    counts = Counter[tuple[float, float]]()
    for piece in made:
        if len(piece.lines) >= 4:
            key = next(
                (
                    k
                    for k in counts
                    if abs(k[0] - piece.left) < 0.5 * piece.size and abs(k[1] - piece.right) < 0.8 * piece.size
                ),
                (piece.left, piece.right),
            )
            counts[key] += len(piece.lines)
    return tuple(sorted(counts, key=lambda k: (-counts[k], k)))


def _snapped(piece: Piece, grid: Grid) -> Piece:
    """Return a piece of few lines with the edges of the column it stands in."""
    if len(piece.lines) >= 8:
        return piece
    size = piece.size
    fitting = [
        (left, right)
        for left, right in grid.columns
        if left - 0.5 * size < piece.left < left + 0.6 * (right - left) and piece.right < right + 1.2 * size
        and (abs(piece.left - left) < 0.5 * size or len(piece.lines) < 3)
    ]  # fmt: skip
    if not fitting:
        return piece
    left, right = min(
        fitting,
        key=lambda c: (round(min(abs(piece.left - c[0]), abs(piece.left - 2 * size - c[0])) / size), c[1] - c[0]),
    )
    return replace(piece, left=min(left, piece.left), right=max(right, piece.right))
