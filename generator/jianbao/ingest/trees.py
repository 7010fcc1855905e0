"""Trees: boosted decision trees read from a small data file; the evaluator is plain Python.

File (xz, UTF-8): a line `classes names…`, then one line a tree: `class` and its nodes in preorder, an inner node as
`trait<threshold` (not above goes left), a leaf as `=value`; 256 leaves a tree at most. Trees are in rounds, one of
each class in turn. Written by scripts/train_follow.py.

All rows of a page go through a tree at once. A row is a byte of a big integer: which rows a node sends left is a
mask, and from the leaves up a node takes for those rows what its left branch says, for the others what its right
one does; in the end each byte is the place of the leaf that its row falls into (the masks are those of QuickScorer,
Lucchese and others, SIGIR 2015, turned by a right angle: rows in a word, not leaves).
"""

from __future__ import annotations

import lzma
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from operator import add

Row = Sequence[float]

_ROWS = 4096
"""So many rows go through the trees at once: masks of all nodes stay below some 30 MB."""

_MOST = 255
_UP_TO = tuple(b"\xff" * (place + 1) + b"\0" * (_MOST - place) for place in range(_MOST))
"""Turn the place of a value among thresholds into 255 if it is not above that of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A tree: the nodes in reverse preorder, a cut's number or the complement of a leaf's; the leaves' values."""

    nodes: tuple[int, ...]
    leaves: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forest:
    """Trees of each class, and by trait the thresholds they ask for: of 255 at most each, with their numbers."""

    trees: tuple[tuple[Tree, ...], ...]
    cuts: tuple[tuple[int, tuple[float, ...], tuple[int, ...]], ...]

    def scores(self, rows: Sequence[Row]) -> list[list[float]]:
        """Return the sums of the leaves that the rows fall into: for each class, row by row."""
        parts = [rows[at : at + _ROWS] for at in range(0, len(rows), _ROWS)]
        told = [(self._masks(part), len(part)) for part in parts]
        return [[sum_ for masks, count in told for sum_ in _sums(trees, masks, count)] for trees in self.trees]

    def _masks(self, rows: Sequence[Row]) -> list[int]:
        """Return for each cut a byte for each row: 255 where its trait is not above the threshold, else 0."""
        columns = list(zip(*rows, strict=True))
        masks = [0] * sum(len(numbers) for _, _, numbers in self.cuts)
        for trait, thresholds, numbers in self.cuts:
            column = columns[trait]
            place = {value: bisect_left(thresholds, value) for value in set(column)}
            places = bytes(map(place.__getitem__, column))
            found, mask = set(places), 0
            for at, number in enumerate(numbers):
                if at in found:  # between two values all thresholds part the rows alike
                    mask = int.from_bytes(places.translate(_UP_TO[at]), "little")
                masks[number] = mask
        return masks

    def chance(self, rows: Sequence[Row]) -> list[float]:
        """Return the probability of the one class of a binary forest, row by row."""
        return [1 / (1 + exp(-max(-30.0, min(30.0, score)))) for score in self.scores(rows)[0]]

    def chances(self, rows: Sequence[Row]) -> list[tuple[float, ...]]:
        """Return the probability of each class, row by row."""
        return [_shares(found) for found in zip(*self.scores(rows), strict=True)]


def _sums(trees: Sequence[Tree], masks: Sequence[int], count: int) -> list[float]:
    """Return the sums of the leaves of some trees, row by row, added in the order of the trees."""
    ones = int.from_bytes(b"\1" * count, "little")
    totals = [0.0] * count
    for tree in trees:
        held = list[int]()
        for node in tree.nodes:
            if node < 0:
                held.append(ones * ~node)
            else:
                left, right = held.pop(), held.pop()
                held.append(right ^ (masks[node] & (left ^ right)))
        totals = list(map(add, totals, map(tree.leaves.__getitem__, held[0].to_bytes(count, "little"))))
    return totals


def _shares(scores: Sequence[float]) -> tuple[float, ...]:
    top = max(scores)
    powers = [exp(score - top) for score in scores]
    whole = sum(powers)
    return tuple(power / whole for power in powers)


@cache
def forest(name: str) -> Forest:
    """Return the trees of data/<name>.txt.xz."""
    packed = (files("jianbao.ingest") / "data" / f"{name}.txt.xz").read_bytes()
    return parse(lzma.decompress(packed).decode("utf-8"))


def parse(text: str) -> Forest:
    """Return the trees of a model file's text."""
    head, *rows = text.split("\n")
    classes = int(head)
    trees: list[list[Tree]] = [[] for _ in range(classes)]
    numbers = dict[str, int]()
    for index, row in enumerate(row for row in rows if row):
        trees[index % classes].append(_tree(row.split(" "), numbers))
    return Forest(trees=tuple(map(tuple, trees)), cuts=tuple(_cuts(numbers)))


def _tree(words: Sequence[str], numbers: dict[str, int]) -> Tree:
    """Return a tree written in preorder; cuts not met before are given numbers."""
    nodes, leaves = list[int](), list[float]()
    for word in words:
        if word.startswith("="):
            nodes.append(~len(leaves))
            leaves.append(float(word[1:]))
        else:
            nodes.append(numbers.setdefault(word, len(numbers)))
    return Tree(nodes=tuple(nodes[::-1]), leaves=tuple(leaves))


def _cuts(numbers: dict[str, int]) -> Iterator[tuple[int, tuple[float, ...], tuple[int, ...]]]:
    """Return the cuts by trait, in rising order of their thresholds."""
    traits = dict[int, list[tuple[float, int]]]()
    for word, number in numbers.items():
        trait, _, threshold = word.partition("<")
        traits.setdefault(int(trait), []).append((float(threshold), number))
    for place, found in sorted(traits.items()):
        ranked = sorted(found)
        for part in (ranked[at : at + _MOST] for at in range(0, len(ranked), _MOST)):
            yield place, tuple(threshold for threshold, _ in part), tuple(number for _, number in part)
