"""How well one part of a page follows another: what geometry, indents and the words at the seam say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from jianbao.ingest import openings, seams
from jianbao.ingest.layout.columns import Grid, Piece
from jianbao.ingest.layout.heads import Head
from jianbao.model.printed import Area
from jianbao.zh import punctuation

NEVER = 30.0
"""A cost at which two parts are not linked."""

_UNDER, _BELOW = 3.2, 5.0
_FEW, _STYLE = 3, 1.5
"""So many pairs of columns tell whether rules between them are a page's style; crossing one then costs so much."""


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
        if flush and abs(middle - (near + far) / 2) > self.body:
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
            abs(a.x0 + b.x1 - middle) < 1.2 * self.body and a.x0 < area.x0 - self.body and b.x1 > area.x1 + self.body
            for a in below
            for b in below
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
            and -self.body < b.left - a.right < _UNDER * self.body
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


def seam_cost(left: Piece, right: Piece) -> float:
    """Return what the words say against `right` going on from `left`: 0 nothing, more is worse."""
    last, first = left.lines[-1], right.lines[0]
    full, closed = left.is_full(last), punctuation.is_closed(last.text)
    indented = right.is_indented(first)
    if not full:
        return 0.0 if indented else 7.0
    if not closed:
        tight = -0.35 * seams.seam(left.lines[-1].text[-12:], first.text[:12])
        return (5.0 if indented else 0.0) + max(-2.0, min(2.0, tight))
    return 0.3 if indented else 1.0


def start_cost(piece: Piece) -> float:
    """Return what its first lines say against a piece opening an article."""
    opens = openings.read(piece.lines[0].text + "\n" + (piece.lines[1].text if len(piece.lines) > 1 else "")).found
    if opens:
        return -2.0
    return 0.0 if piece.is_indented(piece.lines[0]) else 5.0


def head_cost(scene: Scene, head: int, piece: int) -> float:
    """Return the cost of an article with this head beginning with this piece."""
    top, part = scene.heads[head], scene.pieces[piece]
    area, em = top.area, scene.body
    if scene.home(area) != scene.homes[piece] and scene.home(area) >= 0:
        return NEVER
    cost = start_cost(part)
    if scene.roofs[piece] == head:
        under = [p for i, p in enumerate(scene.pieces) if scene.roofs[i] == head]
        first = min(p.left for p in under)
        column = part.right - part.left
        cost += 3.0 * min(2.0, (part.left - first) / max(column, em))
        cost += 0.12 * max(0.0, part.top - area.y1) / em
        return cost + 8.0 * scene.crossed(area, part.area)
    beside = part.top < area.y1 and part.bottom > area.y0
    if not beside:
        return NEVER
    gap = part.left - area.x1 if part.left >= area.x1 - em else area.x0 - part.right
    if not -em <= gap < _UNDER * em or abs(part.top - area.y0) > 3 * em + 0.3 * area.height:
        return NEVER
    return cost + (1.5 if top.tall else 3.0) + 0.3 * abs(gap) / em + 8.0 * scene.crossed(area, part.area)


def piece_cost(scene: Scene, left: int, right: int) -> float:
    """Return the cost of one piece going on in another."""
    a, b = scene.pieces[left], scene.pieces[right]
    if scene.homes[left] != scene.homes[right]:
        return NEVER
    cost = seam_cost(a, b)
    em, roof = scene.body, scene.roofs[right]
    column = max(a.right - a.left, 4 * em)
    same = abs(a.left - b.left) < 0.8 * em and abs(a.right - b.right) < 2.5 * em
    if abs((b.right - b.left) - (a.right - a.left)) > 1.5 * em:
        cost += 2.0
    if b.left > a.right - em:
        cost += _sideways(scene, left, right, column)
    elif same and b.top > a.bottom - 0.5 * em:
        cost += _downwards(scene, a, b)
    elif b.top > a.bottom - 0.5 * em and b.right < a.left + em:
        cost += 4.5 + 0.05 * (b.top - a.bottom) / em + (4.0 if scene.flat_between(a.area, b.area) else 0.0)
    else:
        return NEVER
    if roof >= 0 and b.left <= min(p.left for i, p in enumerate(scene.pieces) if scene.roofs[i] == roof) + em:
        cost += 5.0
    if roof >= 0 and scene.heads[roof].area.y0 > a.bottom - em:
        cost += 6.0  # another head has begun since
    return cost


def _downwards(scene: Scene, a: Piece, b: Piece) -> float:
    em = scene.body
    for head in scene.heads:
        area = head.area
        if a.bottom - em < area.y0 and area.y1 < b.top + em and min(area.x1, b.right) - max(area.x0, b.left) > 0:
            return NEVER
    for other in scene.pieces:
        over = min(other.right, b.right) - max(other.left, b.left) > em
        if other is not a and other is not b and over and other.top >= a.bottom - em and other.bottom <= b.top + em:
            return NEVER
    steps = (b.top - a.bottom) / scene.grid.leading
    pictured = any(
        p.y0 > a.bottom - em and p.y1 < b.top + em and min(p.x1, b.right) - max(p.x0, b.left) > 0
        for p in scene.pictures
    )
    return (0.6 if pictured else min(4.0, 0.6 * steps)) + 7.0 * scene.crossed(a.area, b.area)


def _sideways(scene: Scene, left: int, right: int, column: float) -> float:
    a, b, em = scene.pieces[left], scene.pieces[right], scene.body
    gap = b.left - a.right
    cost = 2.5 * min(3.0, max(0.0, gap - 3 * em) / column)
    cost += (_STYLE if scene.ruled else 6.0) * scene.crossed(a.area, b.area)
    ours, theirs = scene.roofs[left], scene.roofs[right]
    if ours >= 0 and ours == theirs:
        cost -= 2.5
    elif theirs >= 0:
        over = scene.spans[theirs]
        cost += 1.0 if over.x0 < a.right and over.y1 < a.bottom else 4.0
    if b.bottom < a.top:
        cost += 3.0 + 0.03 * (a.top - b.bottom) / em
    elif b.top > a.bottom:
        cost += 1.5 + 0.05 * (b.top - a.bottom) / em
    else:
        level = abs(a.top - b.top) / em
        cost += min(1.0, 0.1 * level)
    return cost + _stepped_over(scene, left, right)


def _stepped_over(scene: Scene, left: int, right: int) -> float:
    """Return what stands against jumping over text that lies between two pieces of one row."""
    a, b = scene.pieces[left], scene.pieces[right]
    top, bottom = max(a.top, b.top), min(a.bottom, b.bottom)
    between = [
        p
        for i, p in enumerate(scene.pieces)
        if i not in (left, right)
        and p.left > a.right - scene.body
        and p.right < b.left + scene.body
        and min(p.bottom, bottom) - max(p.top, top) > 0
    ]
    return 3.0 * min(2, len(between))


def links(scene: Scene) -> dict[tuple[int, int], float]:
    """Return the cost of each link: from a head (its number) or a piece (number of heads + its own) to a piece."""
    count = len(scene.heads)
    found = dict[tuple[int, int], float]()
    for right in range(len(scene.pieces)):
        for head in range(count):
            found[head, count + right] = head_cost(scene, head, right)
        for left in range(len(scene.pieces)):
            if left != right:
                found[count + left, count + right] = piece_cost(scene, left, right)
    return {link: cost for link, cost in found.items() if cost < NEVER / 2}


def alone(piece: Piece) -> float:
    """Return the cost of a piece that begins an article without a head."""
    return 7.0 + start_cost(piece)


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
