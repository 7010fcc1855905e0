"""The number of an article in the index: a function of all articles, that hardly moves when one comes or goes.

Numbers grow with the date, so that the newest hits are at the end of every list. A month gets more places than it
has articles, and inside it an article stands where its day and the hash of its key want it, or right behind (a hash
table with linear probing in sorted order has one form for one content). So a new article moves a few neighbours,
and nothing outside its month until the month is full.
"""

from __future__ import annotations

import itertools
import zlib
from collections.abc import Sequence
from typing import TypeVar

from jianbao.publish.search.records import Dated

D = TypeVar("D", bound=Dated)
_DAYS = 31


def _order(record: Dated) -> tuple[int, int, int, int, str]:
    date = record.date
    return (date.year, date.month, date.day, zlib.crc32(record.key.encode("utf-8", "surrogatepass")), record.key)


def capacity(count: int) -> int:
    """Return how many places a month of `count` articles gets: a power of two, a quarter more at least.

    While it stays the same, all articles of the month but the neighbours of a new one keep their places.
    """
    return 1 << (count + count // 4).bit_length()


def number(records: Sequence[D]) -> list[tuple[int, D]]:
    """Return (serial number, what was given), the oldest first. Numbers begin at 0 and have holes."""
    ordered = sorted(records, key=_order)
    made: list[tuple[int, D]] = []
    start = 0
    for _, group in itertools.groupby(ordered, key=lambda it: (it.date.year, it.date.month)):
        month = list(group)
        room = capacity(len(month))
        made.extend((start + place, record) for place, record in zip(_places(month, room), month, strict=True))
        start += room
    return made


def _places(month: Sequence[Dated], room: int) -> list[int]:
    places: list[int] = []
    for record in month:
        _, _, day, mark, _ = _order(record)
        home = ((day - 1) * 2**32 + mark) * room // (_DAYS * 2**32)
        places.append(max(home, places[-1] + 1) if places else home)
    for back in range(len(places)):  # what was pushed over the end of the month moves up
        places[-1 - back] = min(places[-1 - back], room - 1 - back)
    return places
