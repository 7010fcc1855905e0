"""Sorted postings of many runs of articles in a scratch file, read by the place of their pairs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from jianbao.publish.search.bulk_lists import Codes
from jianbao.publish.search.records import Scratch
from jianbao.publish.search.trie import Node, Shape

_DEEPER = 8
"""By so many bits a pile is finer than its node."""
_WIDTH = np.dtype(np.uint64).itemsize

Ends = npt.NDArray[np.uint64]
"""Of one run: where in the scratch file, in postings, those of each of 256 parts of a node begin, and the end."""


def ends(codes: Codes, node: Node, start: int, shape: Shape) -> Ends:
    """Return the ends of a run that lies at `start` (in postings): its `codes`, all of a node and sorted."""
    step = np.uint64(shape.size(node.depth + _DEEPER))
    borders = np.uint64(node.start) + np.arange((1 << _DEEPER) + 1, dtype=np.uint64) * step
    return np.searchsorted(codes, borders).astype(np.uint64) + np.uint64(start)


@dataclass(frozen=True, slots=True)
class Pile:
    """The postings of a node in all runs (`runs`: a row each). Parts of it that lie `depth` deep can be asked
    for."""

    node: Node
    runs: Ends
    shape: Shape

    @property
    def depth(self) -> int:
        """Return how many bits the places of a part share."""
        return self.node.depth + _DEEPER

    def _spans(self, part: Node) -> list[tuple[int, int]]:
        """Return where the postings of a part lie: (first, one behind the last), of runs that have any."""
        at = (part.start - self.node.start) // self.shape.size(self.depth)
        return [(first, end) for first, end in self.runs[:, at : at + 2].tolist() if first < end]

    def size(self, part: Node) -> int:
        """Return how many postings a part has."""
        return sum(end - first for first, end in self._spans(part))

    def read(self, part: Node, scratch: Scratch) -> Codes:
        """Return the postings of a part, sorted."""
        codes: Codes = np.empty(self.size(part), np.uint64)
        at = 0
        for first, end in self._spans(part):
            _read(scratch, first, codes[at : at + end - first])
            at += end - first
        codes.sort(kind="stable")  # runs that are sorted already
        return codes

    def cut(self, part: Node, scratch: Scratch) -> Pile:
        """Return the pile of a part: its own parts can be asked for then."""
        runs = []
        for first, end in self._spans(part):
            codes: Codes = np.empty(end - first, np.uint64)
            _read(scratch, first, codes)
            runs.append(ends(codes, part, first, self.shape))
        return Pile(part, np.stack(runs), self.shape)


def _read(scratch: Scratch, first: int, into: Codes) -> None:
    scratch.seek(first * _WIDTH)
    scratch.readinto(into.data.cast("B"))
