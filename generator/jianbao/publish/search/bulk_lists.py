"""Sorted postings of many articles are cut into shards: those that trie.py and lists.py make one by one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from jianbao.publish.search import lists
from jianbao.publish.search.postings import CLASS_BITS
from jianbao.publish.search.trie import PAIR_BITS, Node, Shape

Codes = npt.NDArray[np.uint64]
"""Postings: pair, number of the article, class (see bulk.py)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """A shard with its node, the weight of its lists, its bytes."""

    node: Node
    weight: int
    content: bytes


def weights(
    codes: Codes, shape: Shape
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_], npt.NDArray[np.int64]]:
    """Return of each list in sorted postings where it starts, whether it is of articles only, and its weight."""
    if not codes.size:
        none = np.empty(0, np.int64)
        return none, none.astype(bool), none
    starts = np.flatnonzero(changes(codes >> np.uint64(shape.low)))
    counts = np.diff(np.append(starts, codes.size))
    articles = np.add.reduceat(changes(codes >> np.uint64(CLASS_BITS)).astype(np.int64), starts)
    few = articles <= lists.FEW
    return starts, few, lists.weight(0) + (lists.weight(1) - lists.weight(0)) * np.where(few, articles, counts)


def changes(values: Codes) -> npt.NDArray[np.bool_]:
    """Return of each value whether it differs from the one in front; the first does."""
    made = np.ones(values.size, bool)
    np.not_equal(values[1:], values[:-1], out=made[1:])
    return made


@dataclass(slots=True, kw_only=True)
class _Cut:
    """Cuts sorted postings into shards: `leaves` are (node, weight, first list or part, one behind the last)."""

    shape: Shape
    codes: Codes
    starts: list[int]
    pairs: list[int]
    sums: list[int]
    leaves: list[tuple[Node, int, int]] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)

    def run(self, node: Node, first: int, end: int) -> None:
        """Cut the lists from `first` to `end`, all that lie in a node."""
        if first == end:
            return
        heavy = self.sums[end] - self.sums[first]
        if heavy <= self.shape.most:
            self.leaves.append((node, heavy, end - first))
            return
        if node.depth == PAIR_BITS:
            self._part(node, self.starts[first], self.starts[end])
            return
        middle = node.start + self.shape.size(node.depth + 1)
        cut = bisect_left(self.pairs, middle >> self.shape.low, first, end)
        self.run(Node(node.start, node.depth + 1), first, cut)
        self.run(Node(middle, node.depth + 1), cut, end)

    def _part(self, node: Node, first: int, end: int) -> None:
        """Cut the postings of one list."""
        if first == end:
            return
        heavy = lists.weight(end - first)
        if heavy <= self.shape.most or node.depth == PAIR_BITS + self.shape.low:
            self.leaves.append((node, heavy, 1))
            self.parts.append(first)
            return
        middle = node.start + self.shape.size(node.depth + 1)
        cut = first + int(np.searchsorted(self.codes[first:end], np.uint64(middle)))
        self._part(Node(node.start, node.depth + 1), first, cut)
        self._part(Node(middle, node.depth + 1), cut, end)


def shards(node: Node, codes: Codes, shape: Shape) -> Iterator[Shard]:
    """Yield the shards of all postings that lie in a node."""
    starts, few, weighed = weights(codes, shape)
    if not codes.size:
        return
    pairs = (codes[starts] >> np.uint64(shape.low)).astype(np.int64)
    codes = _turned(codes, np.repeat(~few, np.diff(np.append(starts, codes.size))), shape)
    sums = np.append(0, np.cumsum(weighed)).tolist()
    cut = _Cut(shape=shape, codes=codes, starts=[*starts.tolist(), codes.size], pairs=pairs.tolist(), sums=sums)
    cut.run(node, 0, len(starts))
    parts = np.setdiff1d(np.array(cut.parts, np.int64), starts)
    begins = np.concatenate((starts, parts))
    order = np.argsort(begins, kind="stable")
    of_list = np.searchsorted(starts, begins, side="right")[order] - 1
    firsts = np.cumsum([0, *(count for *_, count in cut.leaves)])
    before = np.append(0, pairs[of_list][:-1])
    before[firsts[:-1]] = [leaf[0].start >> shape.low for leaf in cut.leaves]
    raw, ends = _bytes(codes, begins[order], few[of_list], pairs[of_list] - before, shape)
    ends = ends[firsts]
    for (leaf, heavy, _), start, end in zip(cut.leaves, ends[:-1].tolist(), ends[1:].tolist(), strict=True):
        yield Shard(node=leaf, weight=heavy, content=lists.deflated(raw[start:end]))


def _turned(codes: Codes, some: npt.NDArray[np.bool_], shape: Shape) -> Codes:
    """Return sorted postings of which some have the class before the article, all sorted inside their lists."""
    low, bits = np.uint64(CLASS_BITS), np.uint64(shape.bits)
    serials = codes >> low & np.uint64((1 << shape.bits) - 1)
    classes = codes & np.uint64((1 << CLASS_BITS) - 1)
    places = codes >> np.uint64(shape.low) << np.uint64(shape.low) | classes << bits | serials
    order = np.argsort(classes.astype(np.uint8), kind="stable")
    made: Codes = np.where(some, places, codes)[order]
    made.sort(kind="stable")  # 16 runs that are sorted already
    return made


def _bytes(
    codes: Codes,
    starts: npt.NDArray[np.int64],
    few: npt.NDArray[np.bool_],
    steps: npt.NDArray[np.int64],
    shape: Shape,
) -> tuple[bytes, npt.NDArray[np.int64]]:
    """Return lists as in lists.py, one behind the other, and where each begins, with the end of all."""
    counts = np.diff(np.append(starts, codes.size))
    values = (codes & np.uint64((1 << shape.low) - 1)).astype(np.int64)
    short, serials = np.repeat(few, counts), values >> CLASS_BITS
    kept = ~short | changes(codes >> np.uint64(CLASS_BITS))
    headline = values % (1 << CLASS_BITS) == 0
    values = np.where(short, 2 * serials + headline, values)[kept]
    counts = np.add.reduceat(kept.astype(np.int64), starts)
    starts = np.append(0, np.cumsum(counts)[:-1])
    steps_in = np.diff(values, prepend=0)
    steps_in[starts] = values[starts]
    sizes = _sizes(steps_in)
    heads = 2 * np.add.reduceat(sizes, starts) + few
    numbers = np.empty(values.size + 2 * starts.size, np.int64)
    nth = np.arange(starts.size)
    numbers[starts + 2 * nth], numbers[starts + 2 * nth + 1] = steps, heads
    numbers[np.arange(values.size) + 2 * np.repeat(nth + 1, counts)] = steps_in
    sizes = _sizes(numbers)
    ends = np.append(0, np.cumsum(sizes))
    made = np.empty(int(ends[-1]), np.uint8)
    for nth_byte in range(int(sizes.max())):
        some = sizes > nth_byte
        more = (sizes[some] > nth_byte + 1) << 7
        made[ends[:-1][some] + nth_byte] = numbers[some] >> 7 * nth_byte & 127 | more
    return made.tobytes(), np.append(ends[starts + 2 * nth], ends[-1])


def _sizes(numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return the bytes of each number as a varint."""
    sizes = np.ones(numbers.size, np.int64)
    for bits in range(7, 36, 7):
        sizes += numbers >> bits > 0
    return sizes
