"""The directory: which shards there are, and by what a reader knows them again.

For a node of the trie (trie.py), in preorder: a bit 1 where it is cut in two; where it is not, a bit 0, and 1 for a
shard, 0 where nothing lies. Then, from the next whole byte on, two bytes for each shard: 16 bits of its CRC-32.
Where there are many shards they are told of in files of their own, and the same is said of these files.
"""

from __future__ import annotations

import hashlib
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from jianbao.publish.search.trie import PAIR_BITS, Node, Shape

INLINE = 512
"""Shards that the root itself tells of."""
MOST = 128
"""Shards of one file of the directory."""


def check(content: bytes) -> int:
    """Return the 16 bits by which a reader knows a shard again."""
    return zlib.crc32(content) & 0xFFFF


def leaves(starts: Sequence[int], shape: Shape) -> Iterator[tuple[Node, slice]]:
    """Yield the nodes of which a file tells, in order, and which of the shards it tells of."""
    todo = [(Node(0, 0), 0, len(starts))]
    while todo:
        node, first, end = todo.pop()
        if end - first > MOST:
            middle = node.start + shape.size(node.depth + 1)
            cut = bisect_left(starts, middle, first, end)
            todo += [(Node(middle, node.depth + 1), cut, end), (Node(node.start, node.depth + 1), first, cut)]
        elif first < end:
            yield node, slice(first, end)


def mark(starts: Sequence[int], depths: Sequence[int], checks: Sequence[int]) -> bytes:
    """Return by what it is known that the same was told before."""
    raw = array("q", starts).tobytes() + bytes(depths) + array("H", checks).tobytes()
    return hashlib.blake2b(raw, digest_size=8).digest()


def told(node: Node, starts: Sequence[int], depths: Sequence[int], checks: Sequence[int], shape: Shape) -> bytes:
    """Return what is said of shards, or of files that tell of them, that lie in a node."""
    marks = b"".join(each.to_bytes(2, "big") for each in checks)
    return _packed(_bits(node, starts, depths, shape)) + marks


def _bits(node: Node, starts: Sequence[int], depths: Sequence[int], shape: Shape) -> str:
    full = PAIR_BITS + shape.low
    made: list[str] = []
    before, last = "", 0
    for start, depth in zip(starts, depths, strict=True):
        way = f"{(start >> full - depth) + (1 << depth):b}"[1 + node.depth :]
        if made:
            fork = full - node.depth - (start ^ last).bit_length() + 1
            made.append("00" * before.count("0", fork))
        else:
            fork = 0
        made.append(way[fork:].replace("1", "2").replace("0", "1").replace("2", "100"))
        made.append("01")
        before, last = way, start
    made.append("00" * before.count("0"))
    return "".join(made)


def _packed(bits: str) -> bytes:
    size = -(-len(bits) // 8)
    return int(bits.ljust(size * 8, "0"), 2).to_bytes(size, "big")
