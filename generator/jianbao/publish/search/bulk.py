"""The lists of many articles at once: the same shards as trie.py and lists.py make one by one, by sorting.

A posting is one number of 64 bits: pair, number of the article, class. Those of some hundred articles at a time are
sorted and laid into a file, by the first byte of their pairs; then all of one byte are sorted and cut. So memory
is bounded whatever the number of articles. The one door to NumPy, loaded only where many articles are indexed anew.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from jianbao.publish.search import lists, normal
from jianbao.publish.search.postings import CLASS_BITS, CLASSES, END, FACTOR, SHIFT, facet_key
from jianbao.publish.search.records import Record, Scratch
from jianbao.publish.search.trie import PAIR_BITS, Node, Shape

Codes = npt.NDArray[np.uint64]
Units = npt.NDArray[np.uint16]
_RUN = 1 << 17
"""Units of text that are taken together."""
_TOP = 8
_SPACE = 0x20
_END = np.uint16(ord(END))
_ODD = 0xFFFF
"""In the table of folded units: one that becomes several. (U+FFFF is no character.)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """A shard with its node, the weight of its lists, its bytes."""

    node: Node
    weight: int
    content: bytes


class Folding:
    """Folds many texts at once: `normal.runs`, where one unit becomes one; the rest goes there."""

    def __init__(self) -> None:
        self._table: Units = np.zeros(1 << 16, np.uint16)
        self._known = np.zeros(1 << 16, bool)
        self._keep: Units = np.arange(1 << 16, dtype=np.uint16)
        for point in range(1 << 16):
            if normal.blank(chr(point)):
                self._keep[point] = _SPACE

    def units(self, pieces: Sequence[str]) -> tuple[Units, npt.NDArray[np.int64]]:
        """Return folded pieces, one white space behind each and white space as 0x20, and their lengths with it."""
        units, sizes = _units(pieces)
        self._learn(units)
        made = self._table[units]
        odd = np.flatnonzero(made == _ODD)
        if not odd.size:
            return made, sizes
        ends = np.cumsum(sizes)
        own = set(np.searchsorted(ends, odd, side="right").tolist())
        units, sizes = _units([normal.fold(it) if n in own else it for n, it in enumerate(pieces)])
        folded = np.repeat(np.isin(np.arange(len(pieces)), list(own)), sizes)
        return np.where(folded, self._keep[units], self._table[units]), sizes

    def _learn(self, units: Units) -> None:
        seen = np.zeros(1 << 16, bool)
        seen[units] = True
        new = np.flatnonzero(seen & ~self._known)
        for point in new.tolist():
            folded = normal.fold(chr(point))
            if len(folded) != 1 or folded > "\uffff" or 0xD800 <= point < 0xE000:
                self._table[point] = _ODD
            else:
                self._table[point] = _SPACE if normal.blank(folded) else ord(folded)
        self._known[new] = True


def _units(pieces: Sequence[str]) -> tuple[Units, npt.NDArray[np.int64]]:
    units: Units = np.frombuffer("\n".join((*pieces, "")).encode("utf-16-le", "surrogatepass"), "<u2")
    sizes = np.fromiter((len(it) + 1 for it in pieces), np.int64, len(pieces))
    if int(sizes.sum()) != units.size:  # characters of two units
        ends = (len(it.encode("utf-16-le", "surrogatepass")) // 2 + 1 for it in pieces)
        sizes = np.fromiter(ends, np.int64, len(pieces))
    return units, sizes


@dataclass(slots=True)
class Gathering:
    """Takes articles in and gives the shards of all: ``add`` each number, then ``shards`` once.

    `scratch` is a file to write to and to read from, that holds nothing else.
    """

    shape: Shape
    scratch: Scratch
    folding: Folding
    _pieces: list[str] = field(default_factory=list)
    _bases: list[int] = field(default_factory=list)
    _facets: list[int] = field(default_factory=list)
    _size: int = 0
    _runs: list[tuple[int, list[int]]] = field(default_factory=list)
    characters: dict[str, int] = field(default_factory=dict)

    def add(self, serial: int, records: Iterable[Record]) -> None:
        """Take in the articles of a number; numbers come in any order, each once."""
        first, low = serial << CLASS_BITS, self.shape.low
        for it in records:
            pieces = (it.title, f"{it.kicker} {it.deck} {it.byline}", *it.paragraphs)
            self._pieces += pieces
            self._bases += (first, *(first | 1,) * (len(pieces) - 1))
            self._facets += (lists.number(facet_key(*facet)) << low | first for facet in it.facets)
            self._size += sum(map(len, pieces)) + len(pieces)
        if self._size > _RUN:
            self._flush()

    def _flush(self) -> None:
        if not self._pieces:
            return
        low = self.shape.low
        units, sizes = self.folding.units(self._pieces)
        bases = np.repeat(np.array(self._bases, np.uint64), sizes)
        blank = units == _SPACE
        second = np.append(np.where(blank[1:], _END, units[1:]), _END)
        third = np.where(second == _END, 0, np.append(second[1:], 0)).astype(np.uint64)
        classes = (third * np.uint64(FACTOR) >> np.uint64(SHIFT) & np.uint64(0xFFFF)) % np.uint64(CLASSES)
        pairs = units.astype(np.uint64) << np.uint64(16) | second.astype(np.uint64)
        codes: Codes = pairs << np.uint64(low) | bases + classes * (bases & np.uint64(1))
        codes = _distinct(np.concatenate((codes[~blank], np.array(self._facets, np.uint64))))
        tops = np.arange(1 << _TOP, dtype=np.uint64) << np.uint64(low + PAIR_BITS - _TOP)
        self._runs.append((self.scratch.tell(), [*np.searchsorted(codes, tops).tolist(), codes.size]))
        self.scratch.write(codes.tobytes())
        self._pieces, self._bases, self._facets, self._size = [], [], [], 0

    def _read(self, top: int) -> Codes:
        """Return all postings whose pairs begin with a byte, sorted."""
        sizes = [ends[top + 1] - ends[top] for _, ends in self._runs]
        codes: Codes = np.empty(sum(sizes), np.uint64)
        at = 0
        for (start, ends), size in zip(self._runs, sizes, strict=True):
            if size:
                self.scratch.seek(start + 8 * ends[top])
                self.scratch.readinto(codes[at : at + size].data.cast("B"))
                at += size
        codes.sort(kind="stable")  # runs that are sorted already
        return codes

    def shards(self) -> Iterator[Shard]:
        """Yield the shards, in no order."""
        self._flush()
        rest = yield from self._node(Node(0, 0))
        if rest is not None:
            yield from _shards(Node(0, 0), rest, self.shape)

    def _node(self, node: Node) -> Generator[Shard, None, Codes | None]:
        """Yield the shards of a node; return its postings instead where they are light enough to be one."""
        if node.depth == _TOP:
            codes = self._read(node.start // self.shape.size(_TOP))
            for at in range(0, codes.size, _RUN):
                self._count(codes[at : at + _RUN], codes[at - 1 : at])
            if self._is_light(codes):
                return codes
            yield from self._chunks(node, codes)
            return None
        half = node.depth + 1
        nodes = (Node(node.start, half), Node(node.start + self.shape.size(half), half))
        first = yield from self._node(nodes[0])
        second = yield from self._node(nodes[1])
        if first is not None and second is not None:
            codes = np.concatenate((first, second))
            if self._is_light(codes):
                return codes
        for each, part in zip(nodes, (first, second), strict=True):
            if part is not None:
                yield from _shards(each, part, self.shape)
        return None

    def _chunks(self, node: Node, codes: Codes) -> Iterator[Shard]:
        """Yield the shards of a node that has too much for one, of so many postings at a time."""
        if codes.size <= _RUN or node.depth == PAIR_BITS:
            yield from _shards(node, codes, self.shape)
            return
        depth = node.depth + 1
        middle = node.start + self.shape.size(depth)
        cut = int(np.searchsorted(codes, np.uint64(middle)))
        yield from self._chunks(Node(node.start, depth), codes[:cut])
        yield from self._chunks(Node(middle, depth), codes[cut:])

    def _is_light(self, codes: Codes) -> bool:
        """Whether postings weigh no more than a shard may: a list weighs two for `CLASSES` of them at least."""
        light = 2 * codes.size <= CLASSES * self.shape.most
        return light and bool(_weights(codes, self.shape)[2].sum() <= self.shape.most)

    def _count(self, codes: Codes, before: Codes) -> None:
        """Count the pairs of each character; `before` is the posting in front, if any."""
        pairs = np.append(before, codes) >> np.uint64(self.shape.low)
        new = _changes(pairs)[before.size :]
        signs, counts = np.unique(pairs[before.size :][new] >> np.uint64(16), return_counts=True)
        for sign, count in zip(map(chr, signs.tolist()), counts.tolist(), strict=True):
            self.characters[sign] = self.characters.get(sign, 0) + count


def _weights(
    codes: Codes, shape: Shape
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_], npt.NDArray[np.int64]]:
    """Return of each list in sorted postings where it starts, whether it is of articles only, and its weight."""
    if not codes.size:
        none = np.empty(0, np.int64)
        return none, none.astype(bool), none
    starts = np.flatnonzero(_changes(codes >> np.uint64(shape.low)))
    counts = np.diff(np.append(starts, codes.size))
    articles = np.add.reduceat(_changes(codes >> np.uint64(CLASS_BITS)).astype(np.int64), starts)
    few = articles <= lists.FEW
    return starts, few, lists.weight(0) + (lists.weight(1) - lists.weight(0)) * np.where(few, articles, counts)


def _distinct(codes: Codes) -> Codes:
    """Return them sorted, each once: np.unique hashes, which is slow where nearly all differ."""
    codes.sort()
    return codes[_changes(codes)]


def _changes(values: Codes) -> npt.NDArray[np.bool_]:
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


def _shards(node: Node, codes: Codes, shape: Shape) -> Iterator[Shard]:
    """Yield the shards of all postings that lie in a node."""
    starts, few, weights = _weights(codes, shape)
    if not codes.size:
        return
    pairs = (codes[starts] >> np.uint64(shape.low)).astype(np.int64)
    codes = _turned(codes, np.repeat(~few, np.diff(np.append(starts, codes.size))), shape)
    sums = np.append(0, np.cumsum(weights)).tolist()
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
    kept = ~short | _changes(codes >> np.uint64(CLASS_BITS))
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
