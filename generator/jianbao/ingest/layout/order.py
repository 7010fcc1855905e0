"""Which parts make one article, and in which order: the cheapest way to lead every piece on from something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, inf

from jianbao.ingest.layout import links as linking
from jianbao.ingest.layout.scene import Scene

_NO_TEXT = 5.0
"""What it costs to leave a head without text (a picture may stand under it)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """An article as numbers: its head (-1: none), its pieces in reading order, the cost of each of its links."""

    head: int
    pieces: tuple[int, ...]
    costs: tuple[float, ...]

    @property
    def sure(self) -> float:
        """How sure the links are, 0 to 1: the mean of what each says."""
        return (
            sum(1 / (1 + exp(min(20.0, cost - 5.0))) for cost in self.costs) / len(self.costs)
            if self.costs
            else 1.0
        )


def chains(scene: Scene) -> tuple[Chain, ...]:
    """Return the articles of a page; a head without text is one too."""
    count, size = len(scene.heads), len(scene.pieces)
    costs = linking.links(scene)
    after = _cheapest(scene, costs)
    before = {right: left for left, right in after.items()}
    _cut_circles(after, before, costs)
    found = [Chain(head=head, pieces=(), costs=()) for head in range(count) if head not in after]
    for start in range(count + size):
        opens = start < count and start in after
        if opens or (start >= count and start not in before):
            found.append(_chain(start, count, after, costs))
    return tuple(found)


def total(scene: Scene) -> float:
    """Return what the cheapest way to lead on every piece of a page costs, heads without text included."""
    costs = linking.links(scene)
    after = _cheapest(scene, costs)
    count = len(scene.heads)
    led, free = set(after.values()), count - sum(left < count for left in after)
    lone = sum(linking.alone(piece) for i, piece in enumerate(scene.pieces) if count + i not in led)
    return sum(costs[link] for link in after.items()) + lone + _NO_TEXT * free


def _chain(start: int, count: int, after: Mapping[int, int], costs: Mapping[tuple[int, int], float]) -> Chain:
    at, held, paid = start, list[int](), list[float]()
    if start >= count:
        held.append(start - count)
        paid.append(8.0)
    while at in after:
        paid.append(costs[at, after[at]])
        at = after[at]
        held.append(at - count)
    return Chain(head=start if start < count else -1, pieces=tuple(held), costs=tuple(paid))


def _cheapest(scene: Scene, costs: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Return what follows what, so that the sum of the costs is least (assignment problem)."""
    count, size = len(scene.heads), len(scene.pieces)
    if not size:
        return {}
    table = list[list[float]]()
    lone = [linking.alone(piece) for piece in scene.pieces]
    for right in range(size):
        row = [
            costs.get((left, count + right), linking.NEVER * 4) - (_NO_TEXT if left < count else 0.0)
            for left in range(count + size)
        ]
        table.append(row + [lone[right] if other == right else linking.NEVER * 4 for other in range(size)])
    chosen = assigned(table)
    return {
        left: count + right
        for right, left in enumerate(chosen)
        if left < count + size and (left, count + right) in costs
    }


def assigned(table: list[list[float]]) -> list[int]:
    """Return for each row its column, each column used once, at the least sum; at least as many columns as rows.

    The Hungarian method with shortest paths (Kuhn 1955; Jonker and Volgenant 1987).
    """
    rows, columns = len(table), len(table[0])
    u, v, match = [0.0] * (rows + 1), [0.0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        match[0] = row
        at, way = _shortest(table, u, v, match)
        while at:
            match[at] = match[way[at]]
            at = way[at]
    found = [0] * rows
    for column in range(1, columns + 1):
        if match[column]:
            found[match[column] - 1] = column - 1
    return found


def _shortest(table: list[list[float]], u: list[float], v: list[float], match: list[int]) -> tuple[int, list[int]]:
    """Return the free column at the end of the shortest path, and each column's one before; prices are changed."""
    count = len(v)
    way, least, used = [0] * count, [inf] * count, [False] * count
    at = 0
    while match[at]:
        used[at] = True
        held, delta, following = match[at], inf, 0
        line, base = table[held - 1], u[held]
        for column in range(1, count):
            if used[column]:
                continue
            cost = line[column - 1] - base - v[column]
            if cost < least[column]:
                least[column], way[column] = cost, at
            if least[column] < delta:
                delta, following = least[column], column
        for column in range(count):
            if used[column]:
                u[match[column]] += delta
                v[column] -= delta
            else:
                least[column] -= delta
        at = following
    return at, way


def _cut_circles(after: dict[int, int], before: dict[int, int], costs: Mapping[tuple[int, int], float]) -> None:
    """Cut each circle at its dearest link."""
    seen = set[int]()
    for start in sorted(after):
        trail, at = list[int](), start
        while at in after and at not in seen:
            seen.add(at)
            trail.append(at)
            at = after[at]
        if at in trail:
            circle = trail[trail.index(at) :]
            worst = max(circle, key=lambda left: (costs[left, after[left]], left))
            del before[after[worst]]
            del after[worst]
