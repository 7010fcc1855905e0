"""Which characters stand where: for every two units of text, the articles in which they stand, and what follows.

A posting says in which article a pair stands and of which of 63 classes the unit behind it is (0: the pair is in
the headline, whatever follows). So a pair and its class are nearly a run of three: a query reads a small part of a
long list, and few articles have all its pairs without having them side by side. Whether these have the words is
seen in their text, which is fetched to be shown anyway. Exact positions cost twice the bytes; the place of a pair
in the article, in stretches of 64 units, cost more than its class and kept fewer articles out.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from jianbao.publish.search.normal import runs
from jianbao.publish.search.records import Record

CLASS_BITS = 6
CLASSES = (1 << CLASS_BITS) - 1
FACTOR = 40503
"""Spreads neighbouring characters: the golden ratio in 16 bits."""
SHIFT = 4
END = "\x01"
"""Second half of a pair that ends a run, so that every character begins a pair."""
FACET = "\x02"
"""First half of a pair that stands for a facet; the second is a hash of it."""

Masks = dict[str, int]
"""Pair -> a bit for each class of units that follow it."""


def unit_class(unit: int) -> int:
    """Return the class of a unit that follows a pair, 1 to 63; 0 is a unit that is not there."""
    return (unit * FACTOR >> SHIFT & 0xFFFF) % CLASSES + 1


class _Bits(dict[str, int]):
    def __missing__(self, sign: str) -> int:
        self[sign] = made = 1 << unit_class(ord(sign))
        return made


_BITS = _Bits()
"""Fills itself: unit -> the bit of its class. A cache of a pure function, nothing else."""


def facet_key(kind: str, value: str) -> str:
    """Return the pair that stands for a facet. Two facets may share one: the article itself says which it has."""
    return FACET + chr(zlib.crc32(f"{kind}:{value}".encode("utf-8", "surrogatepass")) & 0xFFFF)


def _stretches(record: Record) -> Iterator[tuple[str, bool]]:
    """Yield (run and its end, whether it is in the headline) for all that is found of an article."""
    for text in runs(record.title):
        yield text + END, True
    for part in (f"{record.kicker} {record.deck} {record.byline}", *record.paragraphs):
        for text in runs(part):
            yield text + END, False


def masks(records: Iterable[Record], others: Masks | None = None) -> Masks:
    """Return the pairs of the articles of one number: of `records`, and what they are of the `others` on it."""
    made: Masks = dict(others or ())
    get = made.get
    for record in records:
        for text, headline in _stretches(record):
            for third, first, second in zip(text[2:] + "\0", text, text[1:], strict=False):
                pair = first + second
                made[pair] = get(pair, 0) | (1 if headline else _BITS[third])
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
            for text, headline in _stretches(record):
                at = text.find(pair)
                while at >= 0:
                    found |= 1 if headline else _BITS[text[at + 2 : at + 3] or "\0"]
                    at = text.find(pair, at + 1)
    return found
