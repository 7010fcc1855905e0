"""A shard: the lists of consecutive pairs in one file.

varint(pair - pair before), varint(2 * length, and 1 more for articles), the list. All in zlib's format, which takes
a seventh off.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import field

from jianbao.model.frozen import dataclass
from jianbao.publish.search.coding import read_varint, varint
from jianbao.publish.search.lists import Cell, deflated, number


@dataclass(slots=True)
class Shard:
    """The lists of a shard: those that were read, and what was put since.

    An edit touches a tenth of the lists of a shard: only they are taken apart, all others are copied as they lie.
    """

    _raw: bytes = b""
    _numbers: list[int] = field(default_factory=list)
    _heads: list[int] = field(default_factory=list)
    _places: list[int] = field(default_factory=list)
    _put: dict[int, Cell | None] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether there is any list."""
        return any(self._put.values()) or any(each not in self._put for each in self._numbers)

    def get(self, pair: str) -> Cell | None:
        """Return the list of a pair."""
        wanted = number(pair)
        if wanted in self._put:
            return self._put[wanted]
        at = bisect_left(self._numbers, wanted)
        return self._cell(at) if at < len(self._numbers) and self._numbers[at] == wanted else None

    def put(self, pair: str, one: Cell | None) -> None:
        """Set the list of a pair; None takes it away."""
        self._put[number(pair)] = one

    def cells(self) -> list[Cell]:
        """Return all lists, in the order of their pairs."""
        found = {**{each: self._cell(at) for at, each in enumerate(self._numbers)}, **self._put}
        return [one for _, one in sorted(found.items()) if one is not None]

    def encoded(self, first: int) -> bytes:
        """Return the file, whose pairs begin at the number `first`."""
        made, done = bytearray(), 0
        for each in sorted(self._put):
            at = bisect_left(self._numbers, each, done)
            first = self._copy(made, done, at, first)
            done = at + (at < len(self._numbers) and self._numbers[at] == each)
            one = self._put[each]
            if one is not None:
                made += _head(each - first, 2 * len(one.packed) + one.few)
                made += one.packed
                first = each
        self._copy(made, done, len(self._numbers), first)
        return deflated(made)

    def _cell(self, at: int) -> Cell:
        each, head, place = self._numbers[at], self._heads[at], self._places[at]
        return Cell(chr(each >> 16) + chr(each & 0xFFFF), head & 1 == 1, self._raw[place : place + (head >> 1)])

    def _copy(self, made: bytearray, start: int, end: int, first: int) -> int:
        """Add lists as they were read to a file whose last pair is `first`; return the last pair then."""
        if start == end:
            return first
        made += _head(self._numbers[start] - first, self._heads[start])
        made += self._raw[self._places[start] : self._places[end - 1] + (self._heads[end - 1] >> 1)]
        return self._numbers[end - 1]


def shard(cells: Iterable[Cell]) -> Shard:
    """Return a shard of lists."""
    made = Shard()
    for one in cells:
        made.put(one.pair, one)
    return made


def decoded(content: bytes, first: int) -> Shard:
    """Return the shard that a file holds, whose pairs begin at the number `first`."""
    raw, at = zlib.decompress(content), 0
    numbers, heads, places = list[int](), list[int](), list[int]()
    while at < len(raw):
        step, head = raw[at], raw[at + 1]
        if step < 128 > head:  # nearly always: two calls less
            at += 2
        else:
            step, at = read_varint(raw, at)
            head, at = read_varint(raw, at)
        first += step
        numbers.append(first)
        heads.append(head)
        places.append(at)
        at += head >> 1
    return Shard(raw, numbers, heads, places)


def _head(step: int, head: int) -> bytes:
    return varint(step) + varint(head)
