"""Which characters stand where: for every two units of text, the blocks of an article in which they stand.

Block 0 is the headline, 1 the lines around it, 2 to 15 are stretches of 64 units of the body, counted anew in each
paragraph and round again in long texts. Blocks let a query of several pairs drop nearly every article that has
them, but not side by side; whether the rest has the words is seen in their text, which is fetched to be shown
anyway. Exact positions cost twice the bytes.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from operator import add as joined

from jianbao.publish.search.normal import runs
from jianbao.publish.search.records import Record

BLOCK_BITS = 4
STRETCH = 64
BODY = (1 << BLOCK_BITS) - 2
STEP = 5
"""Blocks between the starts of two paragraphs: an edit in one leaves the blocks of the others alone."""
END = "\x01"
"""Second half of a pair that ends a run, so that every character begins a pair."""
FACET = "\x02"
"""First half of a pair that stands for a facet; the second is a hash of it."""

Masks = dict[str, int]
"""Pair -> a bit for each block in which it stands."""


def facet_key(kind: str, value: str) -> str:
    """Return the pair that stands for a facet. Two facets may share one: the article itself says which it has."""
    return FACET + chr(zlib.crc32(f"{kind}:{value}".encode("utf-8", "surrogatepass")) & 0xFFFF)


def stretches(record: Record) -> Iterator[tuple[str, int]]:
    """Yield (text, block) for all that is found of an article; pairs are those inside a text."""
    for text in runs(record.title):
        yield text + END, 0
    for text in runs(f"{record.kicker} {record.deck} {record.byline}"):
        yield text + END, 1
    for number, paragraph in enumerate(record.paragraphs):
        for text in runs(paragraph):
            ended = text + END
            for nth, start in enumerate(range(0, len(text), STRETCH)):
                yield ended[start : start + STRETCH + 1], 2 + (number * STEP + nth) % BODY


def masks(records: Iterable[Record]) -> Masks:
    """Return the pairs of the articles of one number."""
    made: Masks = {}
    get = made.get
    for record in records:
        for text, block in stretches(record):
            bit = 1 << block
            for pair in set(map(joined, text, text[1:])):
                made[pair] = get(pair, 0) | bit
        for kind, value in record.facets:
            pair = facet_key(kind, value)
            made[pair] = get(pair, 0) | 1
    return made


def mask(records: Iterable[Record], pair: str) -> int:
    """Return `masks(records)[pair]`, for less."""
    found = 0
    for record in records:
        if pair[0] == FACET:
            found |= pair in {facet_key(*facet) for facet in record.facets}
        else:
            for text, block in stretches(record):
                if pair in text:
                    found |= 1 << block
    return found
