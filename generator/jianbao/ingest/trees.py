"""Trees: boosted decision trees read from a small data file; the evaluator is plain Python.

File (xz, UTF-8): a line `classes names…`, then one line a tree: `class` and its nodes in preorder, an inner node as
`trait<threshold` (not above goes left), a leaf as `=value`. Trees are in rounds, one of each class in turn. Written
by scripts/train_follow.py.
"""

from __future__ import annotations

import lzma
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

Node = tuple[int, float, int, int]
"""(trait, threshold, left, right); a leaf has trait −1 and its value as threshold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forest:
    """Trees of each class."""

    trees: tuple[tuple[tuple[Node, ...], ...], ...]

    def scores(self, row: Sequence[float]) -> list[float]:
        """Return the sum of the leaves that `row` falls into, class by class."""
        found = []
        for trees in self.trees:
            total = 0.0
            for tree in trees:
                trait, threshold, left, right = tree[0]
                while trait >= 0:  # written out: a page falls through a million nodes
                    trait, threshold, left, right = tree[left if row[trait] <= threshold else right]
                total += threshold
            found.append(total)
        return found

    def chance(self, row: Sequence[float]) -> float:
        """Return the probability of the one class of a binary forest."""
        return 1 / (1 + exp(-max(-30.0, min(30.0, self.scores(row)[0]))))

    def chances(self, row: Sequence[float]) -> tuple[float, ...]:
        """Return the probability of each class."""
        found = self.scores(row)
        top = max(found)
        powers = [exp(score - top) for score in found]
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
    trees: list[list[tuple[Node, ...]]] = [[] for _ in range(classes)]
    for index, row in enumerate(row for row in rows if row):
        trees[index % classes].append(_tree(row.split(" ")))
    return Forest(trees=tuple(map(tuple, trees)))


def _tree(words: Sequence[str]) -> tuple[Node, ...]:
    """Return the nodes of a tree written in preorder."""
    nodes: list[Node] = []
    waiting: list[int] = []  # inner nodes whose right branch is still to come
    for word in words:
        at = len(nodes)
        if nodes and nodes[at - 1][0] < 0:
            parent = waiting.pop()
            trait, threshold, left, _ = nodes[parent]
            nodes[parent] = (trait, threshold, left, at)
        if word.startswith("="):
            nodes.append((-1, float(word[1:]), 0, 0))
        else:
            trait_text, _, threshold_text = word.partition("<")
            nodes.append((int(trait_text), float(threshold_text), at + 1, 0))
            waiting.append(at)
    return tuple(nodes)
