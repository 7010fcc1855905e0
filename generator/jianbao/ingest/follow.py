"""Follow: which blocks may come after which in one article, and what the two show together.

The rows are for a learned model (data/follow.txt.xz); the names of their columns are TOGETHER.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import exp, log

from jianbao.ingest import grams, traits
from jianbao.ingest.traits import Traits

_BACK, _AHEAD, _FAR = 4, 7, 5
_MOST_HEADS = 60
_MAYBE_HEAD, _MAYBE_LEAD = 0.1, 0.05
_SOME = 0.1
_NO_SHARE = (-20.0, -20.0)
_TOPIC = 5.0
"""How much nearness in topic counts beside a seam, in nats."""

_MOST_TEXTS = 250
_MOST = 400
"""On a page of more blocks only neighbours are looked at."""

KINDS = (
    "title", "tail", "kicker", "deck", "rubric", "lead", "body", "subhead", "caption", "credit", "byline", "noise",
    "part",
)  # fmt: skip
"""What the label model tells apart, in its order (tail: a further line of a title; lead: the first text; part:
a line above a part of an article that its publisher counts as a paragraph)."""

_NOISE, _LEAD, _BODY, _CAPTION = (KINDS.index(name) for name in ("noise", "lead", "body", "caption"))


def head(chances: Sequence[float]) -> float:
    """Return how likely a block opens an item with a head line."""
    return chances[0] + chances[2]


def text(chances: Sequence[float]) -> float:
    """Return how likely a block is running text."""
    return chances[_LEAD] + chances[_BODY]


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
    "two ahead like", "fits", "fits best", "fits only", "blocks between", "previous body", "next starts",
    "ruled same", "ruled next", "ruled order", "right opens", "right certainty", "left ends", "left opens",
    *(f"right {name}" for name in traits.CONTEXT), *(f"left {name}" for name in traits.CONTEXT[3:]),
    *(f"left is {kind}" for kind in KINDS), *(f"right is {kind}" for kind in KINDS),
    *(f"left {name}" for name in _SHOWN), *(f"right {name}" for name in _SHOWN),
    "seam among rights", "seam among lefts", "seam and topic among rights", "seam and topic among lefts",
    "topic among rights", "topic among lefts", "speaks", "speaks best", "speaks only",
    "seam over rights", "seam over lefts", "like over rights", "like over lefts",
)  # fmt: skip
_SEAM, _LIKE = TOGETHER.index("seam if closed"), TOGETHER.index("like")


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
    leads = [index for index, each in enumerate(kinds) if each[_LEAD] > _MAYBE_LEAD]
    for left in range(count):
        near = [j for j in range(max(0, left - _BACK), min(count, left + _AHEAD + 1)) if j != left]
        far = _far(page, kinds, left) if count <= _MOST else []
        if head(kinds[left]) > _MAYBE_HEAD and count <= _MOST:
            far = [*far, *leads[: 2 * _MOST_HEADS]]
        for right in dict.fromkeys([*near, *far]):
            if left != right and kinds[left][_NOISE] < 0.9 and kinds[right][_NOISE] < 0.9:
                found.append(Pair(left=left, right=right, row=scope.row(left, right)))
    return _ranked(found)


def _ranked(found: list[Pair]) -> list[Pair]:
    """Return the pairs with what they have over the other pairs of the same left and of the same right block."""
    sides = ([pair.left for pair in found], [pair.right for pair in found])
    over = [_ahead(ends, [pair.row[at] for pair in found]) for at in (_SEAM, _LIKE) for ends in sides]
    return [
        Pair(left=pair.left, right=pair.right, row=(*pair.row, *more))
        for pair, *more in zip(found, *over, strict=True)
    ]


def _ahead(ends: Sequence[int], values: Sequence[float]) -> list[float]:
    """Return how far each value is above the best other one of the same end."""
    held = dict[int, list[float]]()
    for end, value in zip(ends, values, strict=True):
        held.setdefault(end, []).append(value)
    tops = {end: sorted(each, reverse=True)[:2] for end, each in held.items()}
    return [value - rival(tops[end], value, none=-9.0) for end, value in zip(ends, values, strict=True)]


def rival(tops: Sequence[float], own: float, *, none: float = 0.0) -> float:
    """Return the best of the others, given the two best of all."""
    if own != tops[0]:
        return tops[0]
    return tops[1] if len(tops) > 1 else none


def _far(page: Traits, kinds: Sequence[Sequence[float]], left: int) -> list[int]:
    """Return the blocks anywhere on the page that follow best: at the seam if it is open, in topic if not."""
    count = len(page.blocks)
    others = [j for j in range(count) if not left - _BACK <= j <= left + _AHEAD]
    end = page.ends[left]
    if text(kinds[left]) > 0.3 and not end.closed:
        fits = [j for j in others if text(kinds[j]) > 0.2 and page.ends[j].starts is not True]
        ranked = sorted(fits, key=lambda j: (-_seam_and_topic(page, left, j), j))
    else:
        fits = [j for j in others if text(kinds[j]) > 0.3 or kinds[j][_CAPTION] > 0.3]
        ranked = sorted(fits, key=lambda j: (-traits.like(page, left, j), j))
    return ranked[:_FAR]


def _seam_and_topic(page: Traits, left: int, right: int) -> float:
    return grams.joint(page.forms[left], page.forms[right]) + _TOPIC * traits.like(page, left, right)


class _Shares:
    """What share a pair of blocks has among the pairs of the same left and of the same right block, as logs."""

    def __init__(self, scores: Mapping[int, Mapping[int, float]], rights: Iterable[int]) -> None:
        """Take how well blocks go together: by the left, then by the right one."""
        self.scores = scores
        powers = [{right: exp(score) for right, score in row.items()} for row in scores.values()]
        self.lefts = {left: log(sum(row.values())) for left, row in zip(scores, powers, strict=True) if row}
        self.rights = {
            right: log(whole) for right in rights if (whole := sum(row[right] for row in powers if right in row))
        }

    def of(self, left: int, right: int) -> tuple[float, float]:
        """Return both shares, or a very small one of a pair that was not looked at."""
        row = self.scores.get(left)
        if row is None or right not in row:
            return _NO_SHARE
        return row[right] - self.lefts[left], row[right] - self.rights[right]


def _tops(fits: dict[tuple[int, int], float]) -> dict[int, list[float]]:
    """Return the two best fits of each lead (by its number) and of each head line (by its number's complement)."""
    tops = dict[int, list[float]]()
    for (at, lead), value in fits.items():
        for key in (lead, ~at):
            tops[key] = sorted((*tops.get(key, ()), value), reverse=True)[:2]
    return tops


def _over(
    fits: dict[tuple[int, int], float], tops: dict[int, list[float]], left: int, right: int
) -> tuple[float, ...]:
    """Return how well the text from `right` on fits the head line `left`; by how much better than others."""
    own = fits.get((left, right))
    if own is None:
        return (-1.0, -2.0, -2.0)
    return (own, own - rival(tops[right], own), own - rival(tops[~left], own))


class _Scope:
    """Head lines and the blocks below them, as the page has them."""

    def __init__(self, page: Traits, kinds: Sequence[Sequence[float]]) -> None:
        self.page, self.kinds = page, kinds
        self.ends = dict[int, int]()
        for each in page.ruled:
            self.ends[each.cutting] = max(self.ends.get(each.cutting, -1), each.order)
        self.heads = [i for i, each in enumerate(kinds) if head(each) > 0.5]
        self.above = list[int]()
        self.passed = list[int]()
        last, seen = -1, 0
        for i in range(len(page.blocks)):
            if head(kinds[i]) > 0.5:
                last, seen = i, seen + 1
            self.above.append(last)
            self.passed.append(seen)
        self.fits, self.speaks = self._all_fits()
        self.tops, self.most = _tops(self.fits), _tops(self.speaks)
        self.among = self._shares()
        above = self.above
        self.beside = [[i for i in range(max(0, j - 3), j) if above[i] == above[j]] for j in range(len(above))]
        self.shown = [tuple(each[at] for at in _PLACES) for each in page.alone]
        self.told = list(accumulate((text(each) > 0.5 for each in kinds), initial=0))
        self.best = [
            max(self.heads, key=lambda head, row=row: (row[head], -head), default=-1)  # type: ignore[misc]  # row is bound here
            for row in page.likes[:-1]
        ]

    def _shares(self) -> tuple[_Shares, ...]:
        """Return what share each pair of blocks has among its rivals on the page: by seam, by both, by topic."""
        page = self.page
        texts = [i for i, each in enumerate(self.kinds) if text(each) > _SOME]
        if len(texts) > _MOST_TEXTS:
            return (_Shares({}, ()),) * 3
        takers = [j for j in texts if page.ends[j].starts is not True]
        opens = [i for i in texts if not page.ends[i].closed]
        topics = {i: {j: _TOPIC * 2 * page.likes[i][j] for j in texts if i != j} for i in texts}
        seams = {i: {j: self._seam(i, j) for j in takers if i != j} for i in opens}
        both = {i: {j: seam + topics[i][j] / 2 for j, seam in row.items()} for i, row in seams.items()}
        return (_Shares(seams, takers), _Shares(both, takers), _Shares(topics, texts))

    def _all_fits(self) -> tuple[dict[tuple[int, int], float], dict[tuple[int, int], float]]:
        """Return how much of each head line's content the text from each lead on holds, and speaks of."""
        heads = [i for i, each in enumerate(self.kinds) if head(each) > 0.2][:_MOST_HEADS]
        leads = [i for i, each in enumerate(self.kinds) if each[_LEAD] > 0.15][:_MOST_HEADS]
        found, speaks = dict[tuple[int, int], float](), dict[tuple[int, int], float]()
        for lead in leads:
            run = self._run(lead)
            held = frozenset[str]().union(*(self.page.pairs[i] for i in run))
            topic = grams.together([self.page.topics[i] for i in run])
            for at in heads:
                found[at, lead] = traits.common(self.page.pairs[at], held)
                speaks[at, lead] = grams.near(self.page.topics[at], topic)
        return found, speaks

    def _run(self, lead: int) -> list[int]:
        """Return the text blocks from a lead up to the next lead, six at most."""
        found = [lead]
        for at in range(lead + 1, min(len(self.kinds), lead + 12)):
            if self.kinds[at][_LEAD] > 0.5 or len(found) == 6:
                break
            if text(self.kinds[at]) > 0.5:
                found.append(at)
        return found

    def row(self, left: int, right: int) -> tuple[float, ...]:
        """Return what the two blocks show together."""
        page, kinds = self.page, self.kinds
        a, b = page.ends[left], page.ends[right]
        count = len(page.blocks)
        seam = self._seam(left, right)
        step = right - left
        scope, own = self.above[left], self.above[right] if head(kinds[right]) <= 0.5 else -1
        after, before = left + 1, right - 1
        of_left, of_right = page.likes[left], page.likes[right]
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
            of_left[right],
            of_left[after] if after != right else -2.0,
            of_right[before] if before != left else -2.0,
            self._seam(left, after) if after < count and after != right else -9.0,
            self._seam(before, right) if before >= 0 and before != left else -9.0,
            float(page.ends[before].closed) if before >= 0 else -1.0,
            float(self.passed[right] - self.passed[left]),
            of_right[scope],
            of_right[own],
            float(scope == own),
            float(self.best[right] == scope),
            of_left[scope],
            max((of_right[i] for i in self.beside[left]), default=-1.0),
            of_left[right + 1],
            *_over(self.fits, self.tops, left, right),
            float(self.told[max(left, right)] - self.told[min(left, right) + 1]),
            text(kinds[before]) if before >= 0 else -1.0,
            _tri(page.ends[after].starts) if after < count else -2.0,
            *self._ruled(left, right),
            *page.context[right],
            *page.context[left][3:],
            *kinds[left],
            *kinds[right],
            *self.shown[left],
            *self.shown[right],
            *(share for shares in self.among for share in shares.of(left, right)),
            *_over(self.speaks, self.most, left, right),
        )  # fmt: skip

    def _seam(self, left: int, right: int) -> float:
        """Return how well a block reads on in another."""
        return grams.joint(self.page.forms[left], self.page.forms[right])

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
