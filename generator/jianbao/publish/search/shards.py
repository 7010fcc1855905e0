"""Lists cut into small files, and the directory that says in which file a list lies.

A shard holds the lists of consecutive pairs: varint(pair - pair before), then the list (`_encoded`). Cuts
depend on the pairs themselves wherever possible, so that one changed list moves no cut for long. A long list is cut
at round serial numbers; each part but the first begins a shard of its own. A directory leaf holds for each of up to
512 shards varint(2 * (first pair - first pair before)), and 1 more where it continues a list: then varint(first
serial); and 3 bytes of CRC-32 of the shard, by which a reader notices one that is cut short or of another build.
"""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jianbao.publish.search.coding import ascending, varint
from jianbao.publish.search.postings import BLOCK_BITS, NEWEST

_LEAF_LEAST, _LEAF_MOST = 128, 512
_NEWEST_COUNT = 32
_FEW = 48
"""Lists of so few postings give articles only: they are choosy enough without blocks."""
_MIX = 0x9E3779B1
"""2**32 / the golden ratio: spreads the numbers of pairs, so that cuts depend on all their bits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """A file of lists: its first pair as a number, the first serial of a continued list (else 0), its bytes."""

    pair: int
    serial: int
    content: bytes

    @property
    def name(self) -> str:
        """Its name: the pair, and the serial where it continues a list, in hexadecimal."""
        return f"{self.pair:08x}-{self.serial:x}" if self.serial else f"{self.pair:08x}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A file of the directory: the first pair and serial it knows, and its bytes."""

    pair: int
    serial: int
    content: bytes

    @property
    def name(self) -> str:
        """Its name, as that of its first shard."""
        return f"{self.pair:08x}-{self.serial:x}" if self.serial else f"{self.pair:08x}"


def _pair_number(pair: str) -> int:
    return ord(pair[0]) << 16 | ord(pair[1])


def _with_newest(lists: Mapping[str, array[int]], size: int) -> dict[str, array[int]]:
    """Add the newest articles of each character whose pairs together fill more than two shards."""
    weight: defaultdict[str, int] = defaultdict(int)
    for pair, values in lists.items():
        weight[pair[0]] += 2 * len(values) + 3
    newest: dict[str, set[int]] = {char: set() for char, found in weight.items() if found > 2 * size}
    for pair, values in lists.items():
        if pair[0] in newest:
            newest[pair[0]].update(values[-_NEWEST_COUNT:])
    made = dict(lists)
    for char, some in newest.items():
        articles = sorted({value >> BLOCK_BITS for value in some})[-_NEWEST_COUNT // 2 :]
        made[char + NEWEST] = array("I", (serial << BLOCK_BITS for serial in articles))
    return made


def _encoded(values: list[int], size: int, last: int) -> Iterator[tuple[int, bytes]]:
    """Yield (first serial, bytes): the whole list, or parts cut at multiples of a power of two of serials.

    The bytes open with varint(2 * length) where postings follow, with varint(2 * length + 1) where articles do:
    2 * serial, and 1 more where the pair is in the headline.
    """
    if len(values) == 1:
        whole = varint(values[0] >> BLOCK_BITS << 1 | (values[0] % (1 << BLOCK_BITS) == 0))
        yield 0, varint(2 * len(whole) + 1) + whole
        return
    if len(values) <= _FEW:
        articles = {value >> BLOCK_BITS: 0 for value in reversed(values)}
        articles |= {value >> BLOCK_BITS: 1 for value in values if value % (1 << BLOCK_BITS) == 0}
        whole = ascending(sorted(2 * serial + headline for serial, headline in articles.items()))
        yield 0, varint(2 * len(whole) + 1) + whole
        return
    whole = ascending(values)
    if len(whole) <= 2 * size:
        yield 0, varint(2 * len(whole)) + whole
        return
    width = 1 << max(0, ((last + 1) * size // len(whole)).bit_length() - 1 + BLOCK_BITS)
    at = 0
    while at < len(values):
        start, begin = at, values[at] // width * width
        at = bisect_left(values, begin + width, at)
        part = ascending(values[start:at])
        yield (begin >> BLOCK_BITS) if start else 0, varint(2 * len(part)) + part


def cut(lists: Mapping[str, array[int]], size: int, last: int) -> Iterator[Shard]:
    """Yield the shards of all lists, in order; about `size` bytes each. `last` is the highest serial."""
    content, first, before, since = bytearray(), 0, 0, 0
    whole = _with_newest(lists, size)
    for pair in sorted(whole):
        number = _pair_number(pair)
        for serial, encoded in _encoded(sorted(set(whole[pair])), size, last):
            enough = len(content) > size // 2 and (number * _MIX >> 16) % 16 == 0
            if content and (serial or enough or len(content) + len(encoded) > 2 * size):
                yield Shard(pair=first, serial=since, content=bytes(content))
                content.clear()
            if not content:
                first = before = number
                since = serial
            content += varint(number - before)
            content += encoded
            before = number
    if content:
        yield Shard(pair=first, serial=since, content=bytes(content))


def check(content: bytes) -> int:
    """Return the 24 bits by which a reader knows a file again."""
    return zlib.crc32(content) & 0xFFFFFF


def leaves(shards: Iterator[tuple[int, int, int]]) -> Iterator[Leaf]:
    """Yield the directory of shards given as (pair, serial, check), in their order."""
    content, count, first, since, before = bytearray(), 0, 0, 0, 0
    for pair, serial, mark in shards:
        if count >= _LEAF_MOST or (count >= _LEAF_LEAST and zlib.crc32(pair.to_bytes(4, "big")) % 64 == 0):
            yield Leaf(pair=first, serial=since, content=bytes(content))
            content.clear()
            count = 0
        if not count:
            first, since, before = pair, serial, pair
        content += varint(2 * (pair - before) + (serial > 0))
        if serial:
            content += varint(serial)
        content += mark.to_bytes(3, "big")
        before = pair
        count += 1
    if count:
        yield Leaf(pair=first, serial=since, content=bytes(content))
