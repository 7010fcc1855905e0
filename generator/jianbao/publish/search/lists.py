"""Lists of postings.

A posting is ``class << bits | number of the article`` (postings.py): what lies together is nearly one run of three.
Lists of up to 64 articles leave the classes away, for they are choosy enough without: they are articles,
``2 * number``, and 1 more where the pair is in the headline. How lists lie in a shard: shard.py.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from jianbao.model.frozen import dataclass
from jianbao.publish.search.coding import ascending, read_ascending
from jianbao.publish.search.postings import CLASS_BITS

FEW = 64
_LEVEL = 6
_MORE = bytes(range(128, 256))
"""Bytes that end no number."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A pair's list, or a part of it (which has classes always): `packed` are its ascending values, of articles
    where `few`, else of postings."""

    pair: str
    few: bool
    packed: bytes

    @property
    def values(self) -> list[int]:
        """Its values."""
        return read_ascending(self.packed)

    @property
    def weight(self) -> int:
        """About twice the number of its values; a part weighs no more than the whole."""
        return weight(len(self.packed.translate(None, _MORE)))


Edit = tuple[int, int, int]
"""A number, and the classes (as bits) that the pair had in the articles of that number, and has now."""
Restore = Callable[[str, int], int]
"""Finds the classes of a pair in the articles of a number."""


def weight(count: int) -> int:
    """Return the weight of a list of so many values."""
    return 3 + 2 * count


def count(heavy: int) -> int:
    """Return how many values a list of this weight has."""
    return (heavy - 3) // 2


def values(found: Iterable[tuple[int, int]], bits: int) -> list[int]:
    """Return the postings of (number, classes), ascending; numbers have `bits`."""
    return sorted(each << bits | serial for serial, classes in found for each in _ones(classes))


def _ones(classes: int) -> Iterator[int]:
    while classes:
        low = classes & -classes
        yield low.bit_length() - 1
        classes ^= low


def cell(pair: str, found: Sequence[int], bits: int) -> Cell:
    """Return the whole list of a pair from its postings."""
    if len(found) <= FEW << CLASS_BITS:
        made: dict[int, int] = {}
        for value in found:
            made.setdefault(value % (1 << bits), value < 1 << bits)
        if len(made) <= FEW:
            return _articles(pair, made)
    return postings(pair, found)


def postings(pair: str, found: Iterable[int]) -> Cell:
    """Return a list of postings, or a part of one."""
    return Cell(pair, few=False, packed=ascending(found))


def _articles(pair: str, found: Mapping[int, int]) -> Cell:
    return Cell(pair, few=True, packed=ascending(2 * serial + found[serial] for serial in sorted(found)))


def part(old: Cell | None, pair: str, gone: set[int], new: set[int]) -> Cell:
    """Return a part of a list without some postings and with others."""
    return postings(pair, sorted(set(old.values if old else ()) - gone | new))


def amended(old: Cell, edits: Sequence[Edit], restore: Restore, bits: int) -> Cell:
    """Return a whole list after edits. `restore` is asked where a list of articles becomes one of postings."""
    if not old.few:
        gone = values(((serial, was & ~now) for serial, was, now in edits), bits)
        new = values(((serial, now & ~was) for serial, was, now in edits), bits)
        return cell(old.pair, sorted(set(old.values).difference(gone).union(new)), bits)
    articles = {value >> 1: value & 1 for value in old.values}
    now = {serial: classes for serial, _, classes in edits}
    for serial, classes in now.items():
        articles.pop(serial, None)
        if classes:
            articles[serial] = classes & 1
    if len(articles) <= FEW:
        return _articles(old.pair, articles)
    known = ((serial, now.get(serial) or restore(old.pair, serial)) for serial in articles)
    return postings(old.pair, values(known, bits))


def number(pair: str) -> int:
    """Return a pair as a number of 32 bits."""
    return ord(pair[0]) << 16 | ord(pair[1])


def deflated(raw: bytes | bytearray) -> bytes:
    """Return bytes in zlib's format: repeated strings are not looked for, as there are none."""
    made = zlib.compressobj(_LEVEL, zlib.DEFLATED, zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, zlib.Z_HUFFMAN_ONLY)
    return made.compress(raw) + made.flush()
