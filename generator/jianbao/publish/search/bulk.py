"""The lists of many articles at once: the same shards as trie.py and lists.py make one by one, by sorting.

A posting is one number of 64 bits: pair, number of the article, class. Those of some hundred articles at a time are
sorted and laid into a file (bulk_piles.py), then all of a part of the pairs are sorted and cut (bulk_lists.py). So
memory is bounded whatever the number of articles. These three are the one door to NumPy, loaded only where many
articles are indexed anew.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from jianbao.publish.search import lists, normal
from jianbao.publish.search.bulk_lists import Codes, Shard, changes, shards, weights
from jianbao.publish.search.bulk_piles import Ends, Pile, ends
from jianbao.publish.search.postings import CLASS_BITS, CLASSES, END, FACTOR, SHIFT, facet_key
from jianbao.publish.search.records import Record, Scratch
from jianbao.publish.search.trie import PAIR_BITS, Node, Shape

Units = npt.NDArray[np.uint16]
_RUN = 1 << 17
"""Units of text that are taken together."""
_HELD = 1 << 19
"""Postings that are sorted at once at most, where it is not one pair that has more."""
_SPACE = 0x20
_END = np.uint16(ord(END))
_ODD = 0xFFFF
"""In the table of folded units: one that becomes several. (U+FFFF is no character.)"""


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
    _ends: list[Ends] = field(default_factory=list)
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
        self._ends.append(ends(codes, Node(0, 0), self.scratch.tell() // codes.itemsize, self.shape))
        self.scratch.write(codes.tobytes())
        self._pieces, self._bases, self._facets, self._size = [], [], [], 0

    def shards(self) -> Iterator[Shard]:
        """Yield the shards, in no order."""
        self._flush()
        if not self._ends:
            return
        root = Node(0, 0)
        rest = yield from self._node(root, Pile(root, np.stack(self._ends), self.shape))
        if rest is not None:
            yield from shards(root, rest, self.shape)

    def _node(self, node: Node, pile: Pile) -> Generator[Shard, None, Codes | None]:
        """Yield the shards of a node; return its postings instead where they are light enough to be one."""
        whole = node.depth == pile.depth
        if whole and node.depth < PAIR_BITS and pile.size(node) > max(_HELD, self._light):
            pile, whole = pile.cut(node, self.scratch), False
        if whole:
            codes = pile.read(node, self.scratch)
            for at in range(0, codes.size, _RUN):
                self._count(codes[at : at + _RUN], codes[at - 1 : at])
            if self._is_light(codes):
                return codes
            yield from self._chunks(node, codes)
            return None
        half = node.depth + 1
        nodes = (Node(node.start, half), Node(node.start + self.shape.size(half), half))
        first = yield from self._node(nodes[0], pile)
        second = yield from self._node(nodes[1], pile)
        if first is not None and second is not None:
            codes = np.concatenate((first, second))
            if self._is_light(codes):
                return codes
        for each, part in zip(nodes, (first, second), strict=True):
            if part is not None:
                yield from shards(each, part, self.shape)
        return None

    def _chunks(self, node: Node, codes: Codes) -> Iterator[Shard]:
        """Yield the shards of a node that has too much for one, of so many postings at a time."""
        if codes.size <= max(_RUN, self._light) or node.depth == PAIR_BITS:
            yield from shards(node, codes, self.shape)
            return
        depth = node.depth + 1
        middle = node.start + self.shape.size(depth)
        cut = int(np.searchsorted(codes, np.uint64(middle)))
        yield from self._chunks(Node(node.start, depth), codes[:cut])
        yield from self._chunks(Node(middle, depth), codes[cut:])

    @property
    def _light(self) -> int:
        """So many postings may be light enough for one shard: a list weighs two for `CLASSES` of them at least."""
        return CLASSES * self.shape.most // 2

    def _is_light(self, codes: Codes) -> bool:
        """Whether postings weigh no more than a shard may."""
        return codes.size <= self._light and bool(weights(codes, self.shape)[2].sum() <= self.shape.most)

    def _count(self, codes: Codes, before: Codes) -> None:
        """Count the pairs of each character; `before` is the posting in front, if any."""
        pairs = np.append(before, codes) >> np.uint64(self.shape.low)
        new = changes(pairs)[before.size :]
        signs, counts = np.unique(pairs[before.size :][new] >> np.uint64(16), return_counts=True)
        for sign, count in zip(map(chr, signs.tolist()), counts.tolist(), strict=True):
            self.characters[sign] = self.characters.get(sign, 0) + count


def _distinct(codes: Codes) -> Codes:
    """Return them sorted, each once: np.unique hashes, which is slow where nearly all differ."""
    codes.sort()
    return codes[changes(codes)]
