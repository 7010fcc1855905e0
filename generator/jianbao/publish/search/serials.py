"""The number of an article in the index: a function of its day, its address and a few sums over all articles.

Numbers grow with the date, so that the newest hits are at the end of every list. A month has a power of two of
places, and an article stands where its day and the hash of its address want it: two may have the same number (what
is found of one is then verified in the texts of both), so that no article that comes or goes moves another. The
places of a month are so many that an article shares its number with half of another on average. They change, and
all numbers with them, when a site has doubled.
"""

from __future__ import annotations

import datetime as dt
import zlib
from bisect import bisect_left
from collections.abc import Sequence

from jianbao.model.frozen import dataclass

_DAYS = 31
_MOST = 28
"""Bits of a number at most: with a block and a pair it has 64."""
_TAIL_SHARE = 64
_OTHERS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """The first month that has numbers (months since the year 0), the bits of a month's places, of all numbers."""

    origin: int
    places: int
    bits: int

    def serial(self, date: dt.date, url: str) -> int:
        """Return the number of an article."""
        mark = zlib.crc32(url.encode("utf-8", "surrogatepass"))
        place = ((date.day - 1 << 32) + mark << self.places) // (_DAYS << 32)
        return date.year * 12 + date.month - 1 - self.origin << self.places | place


def numbering(days: dict[int, int]) -> Numbering:
    """Return how the articles of a site are numbered; `days` counts them by day (its ordinal)."""
    first, last = (dt.date.fromordinal(day) for day in (min(days), max(days)))
    origin = first.year // 10 * 120
    months = last.year * 12 + last.month - origin
    return Numbering(origin=origin, places=(places := _places(days, months)), bits=(months << places).bit_length())


def _places(days: dict[int, int], months: int) -> int:
    """Return the fewest bits of places with which an article shares its own with `_OTHERS` others on average: those
    of its day, spread over the day's places, and where a place has several days, those of the month."""
    counts: dict[tuple[int, int], int] = {}
    for day, count in days.items():
        date = dt.date.fromordinal(day)
        counts[date.year, date.month] = counts.get((date.year, date.month), 0) + count
    together = sum(count * (count - 1) for count in days.values())
    near = sum(count * (count - 1) for count in counts.values()) - together
    most = max(0, _MOST - months.bit_length())
    for bits in range(most):
        size = 1 << bits
        shared = together * _DAYS * min(size, _DAYS) + near * max(0, _DAYS - size)
        if shared <= _OTHERS * sum(days.values()) * _DAYS * size:
            return bits
    return most


def tail_border(serials: Sequence[int], bits: int) -> int:
    """Return the number from which on articles are in the tail; `serials` are those of all, sorted.

    It is the roundest that leaves at most a sixty-fourth to the tail, so it seldom moves: a new article rewrites
    the tail, and the base only when the tail is full.
    """
    for zeros in range(bits, -1, -1):
        border = serials[-1] >> zeros << zeros
        if (len(serials) - bisect_left(serials, border)) * _TAIL_SHARE <= len(serials):
            return border
    return 1 << bits
