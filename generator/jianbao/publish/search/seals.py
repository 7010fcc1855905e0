"""What files of the index are trusted by, held flat: of a large archive there are as many as articles, and a change
of one article must neither unpack nor sort them all."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import field

from jianbao.model.frozen import dataclass

SIZE = 8
"""Bytes of a seal."""
_SUMS = 1 << 8 * SIZE


@dataclass(slots=True)
class Seals:
    """Numbers in their order, the seals of their files one behind the other, and the sum of those.

    A fragment's number is that of its articles (signed: an article older than all before has a negative one, until
    the numbering begins earlier), a shard's its first place."""

    numbers: array[int] = field(default_factory=lambda: array("q"))
    seals: bytearray = field(default_factory=bytearray)
    total: int = 0

    def get(self, number: int) -> bytes | None:
        """Return the seal of a number's file; None where it has none."""
        at = bisect_left(self.numbers, number)
        return self._at(at) if self._holds(at, number) else None

    def put(self, number: int, seal: bytes) -> None:
        """Set the seal of a number's file."""
        at = bisect_left(self.numbers, number)
        if self._holds(at, number):
            self._forget(at)
        else:
            self.numbers.insert(at, number)
            self.seals[at * SIZE : at * SIZE] = bytes(SIZE)
        self.seals[at * SIZE : (at + 1) * SIZE] = seal
        self.total = (self.total + int.from_bytes(seal, "big")) % _SUMS

    def drop(self, number: int) -> None:
        """Leave a number without file."""
        at = bisect_left(self.numbers, number)
        if self._holds(at, number):
            self._forget(at)
            del self.numbers[at], self.seals[at * SIZE : (at + 1) * SIZE]

    def between(self, low: int, high: int) -> Sequence[int]:
        """Return the numbers from `low` up to `high`, `high` not among them, that have a file."""
        return self.numbers[bisect_left(self.numbers, low) : bisect_left(self.numbers, high)]

    def _holds(self, at: int, number: int) -> bool:
        return at < len(self.numbers) and self.numbers[at] == number

    def _at(self, at: int) -> bytes:
        return bytes(self.seals[at * SIZE : (at + 1) * SIZE])

    def _forget(self, at: int) -> None:
        self.total = (self.total - int.from_bytes(self._at(at), "big")) % _SUMS


@dataclass(slots=True)
class Marks:
    """Seals, and beside each the check that readers have of its file, 16 bits."""

    seals: Seals = field(default_factory=Seals)
    checks: array[int] = field(default_factory=lambda: array("H"))

    def get(self, number: int) -> bytes | None:
        """Return the seal of a number's file; None where it has none."""
        return self.seals.get(number)

    def put(self, number: int, seal: bytes, check: int) -> None:
        """Set both."""
        at = bisect_left(self.seals.numbers, number)
        if self.seals.get(number) is None:
            self.checks.insert(at, check)
        self.checks[at] = check
        self.seals.put(number, seal)

    def drop(self, number: int) -> None:
        """Leave a number without file."""
        if self.seals.get(number) is not None:
            del self.checks[bisect_left(self.seals.numbers, number)]
        self.seals.drop(number)
