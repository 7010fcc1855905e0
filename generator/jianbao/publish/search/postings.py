"""Which characters stand where: lists of postings under every two units of text.

A posting is ``serial << 4 | block``: the article, and about where in it. Block 0 is the headline, 1 the lines
around it, 2 to 15 are stretches of 64 units of the body, counted anew in each paragraph and round again in
long texts.
Blocks let a query of several pairs drop nearly every article that has them, but not side by side; whether the rest
has the words is seen in their text, which is fetched to be shown anyway. Exact positions cost twice the bytes.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Sequence
from operator import add as joined

from jianbao.publish.search.normal import runs
from jianbao.publish.search.records import Record

BLOCK_BITS = 4
STRETCH = 64
_BODY = (1 << BLOCK_BITS) - 2
_STEP = 5
"""Blocks between the starts of two paragraphs: an edit in one leaves the blocks of the others alone."""
END = "\x01"
"""Second half of a pair that ends a run, so that every character begins a pair."""
FACET = "\x02"
"""First half of a pair that stands for a facet; the second is a hash of it."""
NEWEST = "\x00"
"""Second half of a pair that lists the newest articles with a character whose pairs fill many shards."""


def facet_key(kind: str, value: str) -> str:
    """Return the pair that stands for a facet. Two facets may share one: the article itself says which it has."""
    return FACET + chr(zlib.crc32(f"{kind}:{value}".encode("utf-8", "surrogatepass")) & 0xFFFF)


class Lists(dict[str, "array[int]"]):
    """Lists by pair; a pair that is not there yet gets an empty one."""

    def __missing__(self, pair: str) -> array[int]:
        self[pair] = made = array("I")
        return made


def add(lists: Lists, serial: int, record: Record) -> None:
    """Add one article: values ascend by article where articles are added in order, inside one they may not."""
    first = serial << BLOCK_BITS
    _put(lists, runs(record.title), first)
    _put(lists, runs(f"{record.kicker} {record.deck} {record.byline}"), first | 1)
    for number, paragraph in enumerate(record.paragraphs):
        _put_body(lists, runs(paragraph), first, number * _STEP)
    for kind, value in record.facets:
        lists[facet_key(kind, value)].append(first)


def _put(lists: Lists, texts: Sequence[str], value: int) -> None:
    for text in texts:
        ended = text + END
        for pair in set(map(joined, ended, ended[1:])):
            lists[pair].append(value)


def _put_body(lists: Lists, texts: Sequence[str], first: int, block: int) -> None:
    for text in texts:
        ended = text + END
        for start in range(0, len(text), STRETCH):
            part = ended[start : start + STRETCH + 1]
            value = first | 2 + (block + start // STRETCH) % _BODY
            for pair in set(map(joined, part, part[1:])):
                lists[pair].append(value)
