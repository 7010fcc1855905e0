"""What stands on a page, and what rules what: heads their columns, boxes their insides, rules the ways across."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from jianbao.ingest.layout.columns import Grid, Piece
from jianbao.ingest.layout.heads import Head
from jianbao.model.printed import Area

UNDER = 3.2
"""Neighbouring columns stand less apart than this, in em of the body."""

_BELOW = 5.0
_FEW = 3
"""So many pairs of columns tell whether rules between them are a page's style."""


@dataclass(frozen=True, kw_only=True)
class Scene:
    """All that stands on a page: heads, pieces of text, rules (edges of boxes too), boxes, pictures."""

    heads: tuple[Head, ...]
    pieces: tuple[Piece, ...]
    bars: tuple[Area, ...]
    boxes: tuple[Area, ...]
    pictures: tuple[Area, ...]
    grid: Grid
    body: float

    @cached_property
    def roofs(self) -> tuple[int, ...]:
        """The head right above each piece (-1: none): no text stands between them."""
        return tuple(self._roof(piece) for piece in self.pieces)

    @cached_property
    def spans(self) -> tuple[Area, ...]:
        """The width that each head rules.

        A head that begins at the edge of a column rules from there to the nearest thing on its right; one that is
        centred rules as far to the left as to the right. Where a neighbour's own width is known it ends there.
        """
        first = [self._span(index, [head.area for head in self.heads]) for index in range(len(self.heads))]
        bounds = [area if sure else self.heads[i].area for i, (area, sure) in enumerate(first)]
        return tuple(area if sure else self._span(i, bounds)[0] for i, (area, sure) in enumerate(first))

    @cached_property
    def _sides(self) -> tuple[float, float]:
        lefts, rights = [p.left for p in self.pieces], [p.right for p in self.pieces]
        return min(lefts, default=0.0), max(rights, default=1e6)

    def _span(self, index: int, areas: Sequence[Area]) -> tuple[Area, bool]:
        """Return what a head rules among others that take `areas`, and whether no head bounds it."""
        head = self.heads[index]
        area, slack = head.area, 0.4 * self.body
        rest = [
            *(p.area for p in self.pieces),
            *self.pictures,
            *(bar for bar in self.bars if bar.height > bar.width),
        ]
        left, right = (self._side(area, rest, way, self._sides[way]) for way in (0, 1))
        others = [other for i, other in enumerate(areas) if i != index]
        near, far = (self._side(area, others, way, (left, right)[way]) for way in (0, 1))
        begins = {round(run.x0 / slack) for run in head.headline}
        flush = len(begins) == 1 and self._is_flush(area, near - slack, far + slack)
        middle = (area.x0 + area.x1) / 2
        if head.tall:
            return Area(near, area.y0, far, area.y1), True
        if flush and (self._flush_style or abs(middle - (near + far) / 2) > self.body):
            return Area(area.x0 - slack, area.y0, far, area.y1), True
        half = max(min(middle - near, far - middle), area.width / 2)
        bounded = (half == middle - near and near > left) or (half == far - middle and far < right)
        return Area(middle - half - slack, area.y0, middle + half + slack, area.y1), not bounded

    def _is_flush(self, area: Area, near: float, far: float) -> bool:
        """Return whether a head begins where a column does, and not by chance, being centred between two others."""
        if not any(abs(area.x0 - p.left) < 0.5 * self.body for p in self.pieces):
            return False
        return self._flush_style or not self._is_centred(area, near, far)

    def _is_centred(self, area: Area, near: float, far: float) -> bool:
        """Return whether a head stands in the middle of columns next below it, within the bounds given."""
        below = [
            part
            for part in (*(p.area for p in self.pieces), *self.pictures)
            if 0 < part.y0 - area.y1 + self.body < _BELOW * self.body and part.x0 >= near and part.x1 <= far
        ]
        middle = area.x0 + area.x1
        return any(
            abs(a.x0 + b.x1 - middle) < 1.2 * self.body
            for a in below
            for b in below
            if a.x0 < area.x0 - self.body and b.x1 > area.x1 + self.body
        )

    @cached_property
    def _flush_style(self) -> bool:
        """Whether most heads of the page begin where a column does."""
        level = [head.area for head in self.heads if not head.tall]
        flush = [a for a in level if any(abs(a.x0 - p.left) < 0.25 * self.body for p in self.pieces)]
        return 2 * len(flush) > len(level)

    def _side(self, area: Area, others: Sequence[Area], way: int, bound: float) -> float:
        """Return where the nearest thing beside `area` begins, on its left (0) or right (1)."""
        slack = 0.4 * self.body
        for other in others:
            if min(other.y1, area.y1 - slack) - max(other.y0, area.y0 + slack) <= 0:
                continue
            if way and other.x0 >= area.x1 - slack:
                bound = min(bound, other.x0)
            elif not way and other.x1 <= area.x0 + slack:
                bound = max(bound, other.x1)
        return bound

    @cached_property
    def homes(self) -> tuple[int, ...]:
        """The smallest box that each piece stands in (-1: none)."""
        return tuple(self.home(piece.area) for piece in self.pieces)

    def home(self, area: Area) -> int:
        """Return the smallest box that holds `area`."""
        slack = 0.5 * self.body
        around = [
            i
            for i, box in enumerate(self.boxes)
            if box.x0 - slack <= area.x0
            and box.x1 + slack >= area.x1
            and box.y0 - slack <= area.y0
            and box.y1 + slack >= area.y1
        ]
        return min(around, key=lambda i: (self.boxes[i].width * self.boxes[i].height, i), default=-1)

    def _roof(self, piece: Piece) -> int:
        best, low = -1, -1.0
        for index, area in enumerate(self.spans):
            over = min(area.x1, piece.right) - max(area.x0, piece.left)
            if area.y1 <= piece.top + 0.4 * self.body and over > 0.6 * (piece.right - piece.left) and area.y1 > low:
                best, low = index, area.y1
        if best < 0:
            return -1
        area = self.heads[best].area
        for other in self.pieces:
            between = other is not piece and other.bottom > area.y1 and other.bottom <= piece.top + 0.4 * self.body
            if between and min(other.right, piece.right) - max(other.left, piece.left) > self.body:
                return -1
        return best

    def crossed(self, a: Area, b: Area) -> float:
        """Return how long a rule is crossed on the way from one part to another: 0 to 1 of their common side."""
        worst = 0.0
        rows = (max(a.y0, b.y0), min(a.y1, b.y1))
        columns = (max(a.x0, b.x0), min(a.x1, b.x1))
        left, right = (a, b) if a.x0 <= b.x0 else (b, a)
        upper, lower = (a, b) if a.y0 <= b.y0 else (b, a)
        for bar in self.bars:
            flat = bar.width >= bar.height
            x, y = (bar.x0 + bar.x1) / 2, (bar.y0 + bar.y1) / 2
            if not flat and rows[1] > rows[0] and left.x1 - self.body <= x <= right.x0 + self.body:
                worst = max(worst, (min(bar.y1, rows[1]) - max(bar.y0, rows[0])) / (rows[1] - rows[0]))
            if flat and columns[1] > columns[0] and upper.y1 - 0.5 * self.body <= y <= lower.y0 + 0.5 * self.body:
                worst = max(worst, (min(bar.x1, columns[1]) - max(bar.x0, columns[0])) / (columns[1] - columns[0]))
        return worst

    @cached_property
    def ruled(self) -> bool:
        """Whether rules stand between the columns of one article here: of those under one head, between most."""
        pairs = [
            self.crossed(a.area, b.area) > 0.5
            for i, a in enumerate(self.pieces)
            for j, b in enumerate(self.pieces)
            if self.roofs[i] == self.roofs[j] >= 0
            and -self.body < b.left - a.right < UNDER * self.body
            and min(a.bottom, b.bottom) - max(a.top, b.top) > 2 * self.body
        ]
        return len(pairs) >= _FEW and 2 * sum(pairs) > len(pairs)

    def flat_between(self, a: Area, b: Area) -> bool:
        """Return whether a level rule runs between a part and one below it, wherever they stand."""
        return any(
            bar.width > bar.height
            and a.y1 - 0.3 * self.body <= bar.y0 <= b.y0 + 0.3 * self.body
            and bar.x0 < b.x0 + self.body
            and bar.x1 > b.x1 - self.body
            for bar in self.bars
        )


def bars_of(rules: Sequence[Area], boxes: Sequence[Area]) -> tuple[Area, ...]:
    """Return the rules and the edges of the boxes."""
    edges = [
        edge
        for b in boxes
        for edge in (
            Area(b.x0, b.y0, b.x1, b.y0),
            Area(b.x0, b.y1, b.x1, b.y1),
            Area(b.x0, b.y0, b.x0, b.y1),
            Area(b.x1, b.y0, b.x1, b.y1),
        )
    ]
    return (*rules, *edges)
