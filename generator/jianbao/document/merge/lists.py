"""Three versions of a list become one: what a person left alone follows import, what a person touched stays.

A three-way merge (as diff3: Khanna, Kunal, Pierce, A Formal Investigation of Diff3, 2007), but item by item: each
item of the base has a successor in either version, or is gone there; a clash is one item that both changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

GONE = -1
_ALIKE = 0.4
"""From this share of common pairs of characters on, two items in one place are versions of one another."""
_MOST_PAIRS = 2_500
_MOST_WORK = 3_000_000
"""Characters looked at to tell which items are alike; where there are more, none are."""
_MOST_STEPS = 200_000
"""Lists that repeat themselves so often that comparing them takes longer are compared as wholes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """An item of the merged list: its index in mine and in new (GONE: not there); `mine` says whose words count."""

    at_mine: int = GONE
    at_new: int = GONE
    mine: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """An item that a person and import both changed; "" where it is gone. The person's stands."""

    base: str
    mine: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedList:
    """The merged list, and what clashed on the way."""

    picks: tuple[Pick, ...]
    clashes: tuple[Clash, ...] = ()


def merge(base: Sequence[str], mine: Sequence[str], new: Sequence[str], *, alike: bool = True) -> MergedList:
    """Merge what became of `base` in `mine` (a person's) and in `new` (import's).

    The order is mine; what is only in `new` stands where it stands there. With `alike` an item may change and be
    the same item still. Merging again with `new` as the base changes nothing.
    """
    to_mine, to_new = align(base, mine, alike=alike), align(base, new, alike=alike)
    picks: list[Pick] = []
    clashes: list[Clash] = []
    kept = set(to_mine)
    added = Counter(item for at, item in enumerate(mine) if at not in kept)
    at_mine = at_new = 0
    for index, item in enumerate(base):
        j, k = to_mine[index], to_new[index]
        if j != GONE:
            picks += [Pick(at_mine=each) for each in range(at_mine, j)]
            at_mine = j + 1
        if k != GONE:
            picks += _added(new, at_new, k, added)
            at_new = k + 1
        was = mine[j] if j != GONE else None
        now = new[k] if k != GONE else None
        if was == item:
            picks += [Pick(at_mine=j, at_new=k, mine=now == item)] if now is not None else []
            continue
        if was is not None:
            picks.append(Pick(at_mine=j, at_new=k))
        if now not in (item, was):
            clashes.append(Clash(base=item, mine=was or "", new=now or ""))
    picks += [Pick(at_mine=each) for each in range(at_mine, len(mine))]
    picks += _added(new, at_new, len(new), added)
    return MergedList(picks=tuple(picks), clashes=tuple(clashes))


def _added(new: Sequence[str], first: int, last: int, added: Counter[str]) -> list[Pick]:
    """Return the items that only import has, without those that the person added as well."""
    picks = []
    for index in range(first, last):
        if added[new[index]] > 0:
            added[new[index]] -= 1
        else:
            picks.append(Pick(at_new=index, mine=False))
    return picks


def align(base: Sequence[str], side: Sequence[str], *, alike: bool = True) -> tuple[int, ...]:
    """Return for each item of `base` the index of its successor in `side`, GONE where there is none; rising."""
    found = [GONE] * len(base)
    head = 0
    while head < min(len(base), len(side)) and base[head] == side[head]:
        found[head] = head
        head += 1
    tail = 0
    while tail < min(len(base), len(side)) - head and base[-1 - tail] == side[-1 - tail]:
        tail += 1
        found[-tail] = len(side) - tail
    left, right = base[head : len(base) - tail], side[head : len(side) - tail]
    counts = Counter(right)
    if sum(counts[item] for item in left) > _MOST_STEPS:
        return tuple(found)
    for kind, i, i_end, j, j_end in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            found[head + i : head + i_end] = range(head + j, head + j_end)
        elif kind == "replace" and alike:
            for a, b in _pairs(left[i:i_end], right[j:j_end]):
                found[head + i + a] = head + j + b
    return tuple(found)


def _pairs(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Return which items are versions of one another: in order, the most alike in sum."""
    work = len(right) * sum(map(len, left)) + len(left) * sum(map(len, right))
    if len(left) * len(right) > _MOST_PAIRS or work > _MOST_WORK:
        return []
    ours, theirs = [_twos(item) for item in left], [_twos(item) for item in right]
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    likes = [[_like(a, b) for b in theirs] for a in ours]
    for i in range(len(left) - 1, -1, -1):
        for j in range(len(right) - 1, -1, -1):
            pair = likes[i][j] + best[i + 1][j + 1] if likes[i][j] >= _ALIKE else 0.0
            best[i][j] = max(pair, best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if likes[i][j] >= _ALIKE and best[i][j] == likes[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _twos(text: str) -> Counter[str]:
    padded = f"\n{text}\n"
    return Counter(padded[at : at + 2] for at in range(len(padded) - 1))


def _like(left: Counter[str], right: Counter[str]) -> float:
    """Return how alike two texts are, 0 to 1: the Dice coefficient of their pairs of characters."""
    return 2 * (left & right).total() / (left.total() + right.total())
