"""Head lines: lines of large type that stand together make the head of one article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from jianbao.ingest.layout.columns import Piece
from jianbao.ingest.layout.edges import Edges
from jianbao.ingest.layout.runs import Row, Run, make, row
from jianbao.model.printed import Area

LARGE, WAVERING = 1.12, 1.09
"""Head material is set at least so much larger than the body: as a file says it, as it is measured on a picture."""

_MAIN, _WAVERING_MAIN = 0.9, 0.85
"""Lines of the headline itself are so large, measured by the largest."""


@dataclass(frozen=True, kw_only=True)
class Head:
    """The lines of one head, in reading order."""

    kicker: tuple[Run, ...] = ()
    headline: tuple[Run, ...]
    deck: tuple[Run, ...] = ()

    @property
    def runs(self) -> tuple[Run, ...]:
        """All its lines."""
        return (*self.kicker, *self.headline, *self.deck)

    @property
    def area(self) -> Area:
        """The rectangle they take."""
        held = self.runs
        return Area(
            min(r.x0 for r in held), min(r.y0 for r in held), max(r.x1 for r in held), max(r.y1 for r in held)
        )

    @property
    def size(self) -> float:
        """The size of the headline."""
        return max(run.size for run in self.headline)

    @property
    def tall(self) -> bool:
        """Whether the headline runs downwards."""
        return self.headline[0].tall


def heads(
    found: Sequence[Run], texts: Sequence[Piece], bars: Sequence[Area], gutters: Gutters, body: float
) -> tuple[Head, ...]:
    """Return the heads that large runs make above the columns `texts`."""
    parted = [piece for run in found for piece in _rejoined(gutters.parted(run), texts, body)]
    groups = [[run] for run in sorted(parted, key=lambda r: (r.y0, r.x0))]
    merged = True
    while merged:
        merged = False
        for i in range(len(groups)):
            for j in range(i + 1, len(groups)):
                if _together(groups[i], groups[j], bars, gutters, texts):
                    groups[i] += groups.pop(j)
                    merged = True
                    break
            if merged:
                break
    return tuple(sorted((head_of(group) for group in groups), key=lambda h: (h.area.y0, h.area.x0)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Gutters:
    """The white between columns: (right edge, left edge) of each pair of neighbours, with top and bottom."""

    found: tuple[tuple[float, float, float, float], ...]
    edges: Edges
    body: float

    def between(self, left: Run, right: Run) -> bool:
        """Return whether a gutter that is met above or below parts two runs of one line."""
        return any(
            a > left.x1 - 0.35 * self.body - 0.1 * left.size and b < right.x0 + 0.35 * self.body + 0.1 * left.size
            for a, b, _, _ in self.found
        )

    def parted(self, run: Run) -> list[Run]:
        """Return a large run in pieces, where it goes over a gutter at a gap that is wider than the others."""
        if run.tall or len(run.cells) < 4:
            return [run]
        gaps = [b.x0 - a.x1 for a, b in zip(run.cells, run.cells[1:], strict=False)]
        usual = median(gaps)
        pieces, start = list[Run](), 0
        for at, gap in enumerate(gaps, 1):
            before, glyph = run.cells[at - 1], run.cells[at]
            if gap < usual + 0.12 * run.size or before.text.isspace() or glyph.text.isspace():
                continue
            a, b = make([before], 0), make([glyph], 0)
            if self.edges.is_left(glyph.x0) and self.between(a, b):
                pieces.append(make(run.cells[start:at], run.order))
                start = at
        return [*pieces, make(run.cells[start:], run.order)]


def _rejoined(pieces: Sequence[Run], texts: Sequence[Piece], body: float) -> list[Run]:
    """Return the pieces of a line with those joined again below which the text runs on from column to column."""
    out = [pieces[0]]
    for piece in pieces[1:]:
        if _runs_on(piece, texts, body):
            out[-1] = make([*out[-1].cells, *piece.cells], out[-1].order)
        else:
            out.append(piece)
    return out


def _runs_on(run: Run, texts: Sequence[Piece], body: float) -> bool:
    """Return whether the column below the left end of a head line goes on with that on its left."""
    under = [p for p in texts if p.left - body < run.x0 + 0.5 * run.size < p.right and p.top > run.y1 - 0.5 * body]
    if not under:
        return False
    first = min(under, key=lambda p: (p.top, p.left))
    return not first.is_indented(first.lines[0])


def _together(
    one: Sequence[Run], other: Sequence[Run], bars: Sequence[Area], gutters: Gutters, texts: Sequence[Piece]
) -> bool:
    """Return whether two groups of runs are one head: one close above the other, or beside it on a line."""
    return any(_near(a, b, gutters, texts) and not _barred(a, b, bars) for a in one for b in other)


def _near(a: Run, b: Run, gutters: Gutters, texts: Sequence[Piece]) -> bool:
    body = gutters.body
    if a.tall or b.tall:
        return _near_tall(a, b)
    upper, lower = (a, b) if a.y0 <= b.y0 else (b, a)
    small = min(a.size, b.size)
    overlap = min(a.x1, b.x1) - max(a.x0, b.x0)
    gap = lower.y0 - upper.y1
    if overlap > 0.3 * small:
        return -0.3 * small < gap < max(0.62 * min(max(a.size, b.size), 2.2 * small), 0.9 * body)
    left, right = (a, b) if a.x0 <= b.x0 else (b, a)
    level = abs(a.middle - b.middle) < 0.3 * max(a.size, b.size)
    space = right.x0 - left.x1
    over_one = _is_over_one(left, right, texts, body)
    if not level or space > (2.6 if over_one else 1.7) * max(a.size, b.size):
        return False
    if max(a.size, b.size) > 1.08 * small:
        return space < 0.9 * small and not gutters.between(left, right)
    return (
        not gutters.between(left, right)
        or over_one
        or _runs_on(right, texts, body)
        or _is_centred(left, right, texts, body)
    )


def _is_over_one(left: Run, right: Run, texts: Sequence[Piece], body: float) -> bool:
    """Return whether the gap between two runs of one line lies over the middle of a column: no gutter is there."""
    below = [p for p in texts if -0.5 * body < p.top - max(left.y1, right.y1) < 4 * body]
    return any(p.left < left.x1 + 0.3 * body and p.right > right.x0 - 0.3 * body for p in below)


def _is_centred(left: Run, right: Run, texts: Sequence[Piece], body: float) -> bool:
    """Return whether two runs of one line are centred together above their columns, and not each above its own."""
    ours, theirs = (_columns_below(run, texts, body) for run in (left, right))
    if ours is None or theirs is None or abs(left.size - right.size) > 0.02 * left.size:
        return False
    whole = abs((left.x0 + right.x1) - (ours[0] + theirs[1])) < 1.2 * body
    alone = abs((left.x0 + left.x1) - (ours[0] + ours[1])) < 2.4 * body
    return whole and not alone and ours[1] < theirs[0]


def _columns_below(run: Run, texts: Sequence[Piece], body: float) -> tuple[float, float] | None:
    """Return where the columns right below a head line begin and end."""
    under = [p for p in texts if min(p.right, run.x1) - max(p.left, run.x0) > body and p.top > run.y1 - 0.5 * body]
    if not under:
        return None
    top = min(p.top for p in under)
    first = [p for p in under if p.top < top + 2 * body]
    return min(p.left for p in first), max(p.right for p in first)


def _near_tall(a: Run, b: Run) -> bool:
    """Return whether two runs are columns of one vertical head."""
    if not (a.tall and b.tall):
        return False
    left, right = (a, b) if a.x0 <= b.x0 else (b, a)
    rows = min(a.y1, b.y1) - max(a.y0, b.y0)
    return right.x0 - left.x1 < 1.0 * min(a.size, b.size) and rows > 0.3 * min(a.y1 - a.y0, b.y1 - b.y0)


def _barred(a: Run, b: Run, bars: Sequence[Area]) -> bool:
    """Return whether a rule parts two runs."""
    x0, x1 = min(a.x0, b.x0), max(a.x1, b.x1)
    y0, y1 = min(a.y0, b.y0), max(a.y1, b.y1)
    for bar in bars:
        flat = bar.width >= bar.height
        between_rows = min(a.y1, b.y1) - 1 <= (bar.y0 + bar.y1) / 2 <= max(a.y0, b.y0) + 1
        between_columns = min(a.x1, b.x1) - 1 <= (bar.x0 + bar.x1) / 2 <= max(a.x0, b.x0) + 1
        if (
            flat
            and between_rows
            and bar.x0 < x1
            and bar.x1 > x0
            and min(bar.x1, x1) - max(bar.x0, x0) > 0.5 * (x1 - x0)
        ):
            return True
        if not flat and between_columns and bar.y0 < y1 and bar.y1 > y0:
            return True
    return False


def head_of(group: Sequence[Run]) -> Head:
    """Return the head of a group: the largest lines are the headline, smaller ones above or left the kicker."""
    largest = max(run.size for run in group)
    least = (_MAIN if all(run.sure == 1 for run in group) else _WAVERING_MAIN) * largest
    main = [run for run in group if run.size >= least]
    tall = any(run.tall for run in main)
    if tall:
        main.sort(key=lambda r: (-r.x0, r.y0))
        rest = [run for run in group if run not in main]
        right = max(run.x1 for run in main)
        return Head(
            kicker=tuple(
                sorted((r for r in rest if r.x0 >= right or (not r.tall and r.y1 <= main[0].y0)), key=_rows)
            ),
            headline=tuple(main),
            deck=tuple(sorted((r for r in rest if r.x0 < right and (r.tall or r.y1 > main[0].y0)), key=_rows)),
        )
    top, bottom = min(run.middle for run in main), max(run.middle for run in main)
    left = min(run.x0 for run in main)
    rest = [run for run in group if run not in main]
    above = [r for r in rest if r.middle < top or (r.middle <= bottom and r.x1 <= left + 0.5 * r.size)]
    return Head(
        kicker=tuple(sorted(above, key=_rows)),
        headline=tuple(sorted(main, key=_rows)),
        deck=tuple(sorted((r for r in rest if r not in above), key=_rows)),
    )


def _rows(run: Run) -> tuple[float, float]:
    return (round(run.middle / (0.4 * run.size)) * 0.4 * run.size, run.x0) if not run.tall else (run.y0, -run.x0)


def lines(found: Sequence[Run]) -> list[Row]:
    """Return head lines as a reader takes them: runs side by side are one."""
    rows = list[list[Run]]()
    for run in found:
        last = rows[-1][-1] if rows else None
        if last is not None and not run.tall and not last.tall and abs(run.middle - last.middle) < 0.3 * run.size:
            rows[-1].append(run)
        else:
            rows.append([run])
    return [row(held) for held in rows]
