"""Follow: which blocks may come after which in one article, and what the two show together.

The rows are for a learned model (data/follow.txt.xz); the names of their columns are TOGETHER.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jianbao.ingest import seams, traits
from jianbao.ingest.traits import Traits

_BACK, _AHEAD, _FAR = 4, 7, 5
_MOST = 400
"""On a page of more blocks only neighbours are looked at."""

KINDS = ("title", "tail", "rubric", "body", "subhead", "caption", "credit", "byline", "noise")
"""What the label model tells apart, in its order (tail: the second line of a title)."""

_SHOWN = (
    "length", "lines", "to column", "column", "last gap", "indented", "closed", "opening", "dateline",
    "full stops", "sounds", "credit", "starts",
)  # fmt: skip
_PLACES = tuple(traits.ALONE.index(name) for name in _SHOWN)

TOGETHER = (
    "step", "distance", "torn page", "seam", "seam if closed", "left starts", "right starts", "quote open",
    "quote closing",
    "columns differ", "like", "like next", "like previous", "seam next", "seam previous", "previous closed",
    "heads between",
    "scope likes right", "own scope likes right", "same scope", "best scope", "scope likes left", "context like",
    "two ahead like", "blocks between", "previous body", "next starts",
    "ruled same", "ruled next", "ruled order", "right opens", "right certainty", "left ends", "left opens",
    *(f"right {name}" for name in traits.CONTEXT), *(f"left {name}" for name in traits.CONTEXT[3:]),
    *(f"left is {kind}" for kind in KINDS), *(f"right is {kind}" for kind in KINDS),
    *(f"left {name}" for name in _SHOWN), *(f"right {name}" for name in _SHOWN),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A block that may follow another, and what the two show."""

    left: int
    right: int
    row: tuple[float, ...]


def candidates(page: Traits, kinds: Sequence[Sequence[float]]) -> list[Pair]:
    """Return the pairs worth looking at; `kinds` are the label model's probabilities, block by block."""
    scope = _Scope(page, kinds)
    found = list[Pair]()
    count = len(page.blocks)
    for left in range(count):
        near = [j for j in range(max(0, left - _BACK), min(count, left + _AHEAD + 1)) if j != left]
        far = _far(page, kinds, left) if count <= _MOST else []
        for right in dict.fromkeys([*near, *far]):
            if kinds[left][8] < 0.9 and kinds[right][8] < 0.9:
                found.append(Pair(left=left, right=right, row=scope.row(left, right)))
    return found


def _far(page: Traits, kinds: Sequence[Sequence[float]], left: int) -> list[int]:
    """Return the blocks anywhere on the page that follow best: at the seam if it is open, in topic if not."""
    count = len(page.blocks)
    others = [j for j in range(count) if not left - _BACK <= j <= left + _AHEAD]
    end = page.ends[left]
    if kinds[left][3] > 0.3 and not end.closed:
        fits = [j for j in others if kinds[j][3] > 0.2 and page.ends[j].starts is not True]
        ranked = sorted(fits, key=lambda j: (-seams.seam(end.tail, page.ends[j].head), j))
    else:
        fits = [j for j in others if kinds[j][3] > 0.3 or kinds[j][5] > 0.3]
        ranked = sorted(fits, key=lambda j: (-traits.like(page, left, j), j))
    return ranked[:_FAR]


class _Scope:
    """Head lines and the blocks below them, as the page has them."""

    def __init__(self, page: Traits, kinds: Sequence[Sequence[float]]) -> None:
        self.page, self.kinds = page, kinds
        self.ends = dict[int, int]()
        for each in page.ruled:
            self.ends[each.cutting] = max(self.ends.get(each.cutting, -1), each.order)
        self.heads = [i for i, each in enumerate(kinds) if each[0] > 0.5]
        self.above = list[int]()
        self.passed = list[int]()
        last, seen = -1, 0
        for i in range(len(page.blocks)):
            if kinds[i][0] > 0.5:
                last, seen = i, seen + 1
            self.above.append(last)
            self.passed.append(seen)
        self.best = [
            max(self.heads, key=lambda head, j=j: (traits.like(page, head, j), -head), default=-1)  # type: ignore[misc]  # j is bound here
            for j in range(len(page.blocks))
        ]

    def row(self, left: int, right: int) -> tuple[float, ...]:
        """Return what the two blocks show together."""
        page, kinds = self.page, self.kinds
        a, b = page.ends[left], page.ends[right]
        count = len(page.blocks)
        seam = seams.seam(a.tail, b.head)
        step = right - left
        scope, own = self.above[left], self.above[right] if kinds[right][0] <= 0.5 else -1
        after, before = left + 1, right - 1
        return (
            float(max(-12, min(12, step))),
            float(min(40, abs(step))),
            page.torn,
            seam,
            -9.0 if a.closed else seam,
            _tri(a.starts),
            _tri(b.starts),
            float(a.quote_open),
            float(b.quote_closing),
            min(9.0, abs(a.column - b.column)) if a.column and b.column else -1.0,
            traits.like(page, left, right),
            traits.like(page, left, after) if after != right else -2.0,
            traits.like(page, before, right) if before != left else -2.0,
            seams.seam(a.tail, page.ends[after].head) if after < count and after != right else -9.0,
            seams.seam(page.ends[before].tail, b.head) if before >= 0 and before != left else -9.0,
            float(page.ends[before].closed) if before >= 0 else -1.0,
            float(self.passed[right] - self.passed[left]),
            traits.like(page, scope, right),
            traits.like(page, own, right),
            float(scope == own),
            float(self.best[right] == scope),
            traits.like(page, scope, left),
            max((traits.like(page, i, right) for i in self._beside(left)), default=-1.0),
            traits.like(page, left, right + 1),
            float(sum(kinds[i][3] > 0.5 for i in range(min(left, right) + 1, max(left, right)))),
            kinds[before][3] if before >= 0 else -1.0,
            _tri(page.ends[after].starts) if after < count else -2.0,
            *self._ruled(left, right),
            *page.context[right],
            *page.context[left][3:],
            *kinds[left],
            *kinds[right],
            *(page.alone[left][at] for at in _PLACES),
            *(page.alone[right][at] for at in _PLACES),
        )  # fmt: skip

    def _beside(self, left: int) -> list[int]:
        """Return the three blocks before, below the same head line."""
        return [i for i in range(max(0, left - 3), left) if self.above[i] == self.above[left]]

    def _ruled(self, left: int, right: int) -> tuple[float, ...]:
        """Return what the rules say of the two."""
        a, b = self.page.ruled[left], self.page.ruled[right]
        known = a.cutting >= 0 and b.cutting >= 0
        return (
            float(a.cutting == b.cutting) if known else -1.0,
            float(b.order == a.order + 1) if known else -1.0,
            float(max(-9, min(9, b.order - a.order))) if known else -99.0,
            float(b.opens),
            b.certainty,
            float(self.ends.get(a.cutting) == a.order),
            float(a.opens),
        )


def _tri(value: bool | None) -> float:
    return -1.0 if value is None else float(value)
