"""Assign: from how likely each block follows each other one to the chains of a page.

Every block gets at most one successor and one predecessor so that the sum of the links' log odds is as large as
exchanging any two of them can make it (greedy matching, then two-exchange); circles break at their weakest link.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log

Link = tuple[int, int]
_ROUNDS = 12


def odds(chance: float) -> float:
    """Return the log odds of a probability, kept within ±9."""
    held = min(max(chance, 1.2e-4), 1 - 1.2e-4)
    return log(held / (1 - held))


def chains(count: int, weights: Mapping[Link, float]) -> list[list[int]]:
    """Return blocks 0 … count−1 as chains; a link of weight 0 or less is as good as none."""
    after = _matched(weights)
    after = _without_circles(count, after, weights)
    led = set(after.values())
    found = []
    for start in range(count):
        if start not in led:
            chain = [start]
            while chain[-1] in after:
                chain.append(after[chain[-1]])
            found.append(chain)
    return found


def _matched(weights: Mapping[Link, float]) -> dict[int, int]:
    after, before = dict[int, int](), dict[int, int]()
    ranked = sorted((link for link, weight in weights.items() if weight > 0), key=lambda k: (-weights[k], k))
    beside = dict[int, list[Link]]()
    for link in ranked:
        beside.setdefault(link[0], []).append(link)
        beside.setdefault(~link[1], []).append(link)  # ~right: the links that end there
        if link[0] not in after and link[1] not in before:
            after[link[0]], before[link[1]] = link[1], link[0]
    for _ in range(_ROUNDS):
        if not sum(_exchange(link, after, before, weights, beside) for link in ranked):
            break
    return after


def _exchange(
    link: Link,
    after: dict[int, int],
    before: dict[int, int],
    weights: Mapping[Link, float],
    beside: Mapping[int, Sequence[Link]],
) -> bool:
    """Take the link in, and with the two ends it frees the best that is free then, if that is a gain."""
    left, right = link
    if after.get(left) == right:
        return False
    old_right, old_left = after.get(left), before.get(right)
    gain = weights[link]
    if old_right is not None:
        gain -= weights[left, old_right]
        del after[left], before[old_right]
    if old_left is not None:
        gain -= weights[old_left, right]
        del after[old_left], before[right]
    after[left], before[right] = right, left
    taken = [_take(beside.get(key, ()), after, before) for key in _freed(old_left, old_right)]
    gain += sum(weights[each] for each in taken if each is not None)
    if gain > 1e-9:
        return True
    for each in (*(each for each in taken if each is not None), link):
        del after[each[0]], before[each[1]]
    for a, b in ((left, old_right), (old_left, right)):
        if a is not None and b is not None:
            after[a], before[b] = b, a
    return False


def _freed(left: int | None, right: int | None) -> list[int]:
    """Return the keys under which the links of two freed ends are kept."""
    return [*([left] if left is not None else []), *([~right] if right is not None else [])]


def _take(links: Sequence[Link], after: dict[int, int], before: dict[int, int]) -> Link | None:
    """Take the best link whose ends are both free."""
    for left, right in links:
        if left not in after and right not in before:
            after[left], before[right] = right, left
            return left, right
    return None


def _without_circles(count: int, after: dict[int, int], weights: Mapping[Link, float]) -> dict[int, int]:
    kept, seen = dict(after), set[int]()
    for start in range(count):
        trail = list[int]()
        at: int | None = start
        while at is not None and at not in seen:
            seen.add(at)
            trail.append(at)
            at = kept.get(at)
        if at is not None and at in trail:
            circle = trail[trail.index(at) :]
            del kept[_weakest(circle, kept, weights)]
    return kept


def _weakest(circle: Sequence[int], after: Mapping[int, int], weights: Mapping[Link, float]) -> int:
    return min(circle, key=lambda left: (weights[left, after[left]], left))
