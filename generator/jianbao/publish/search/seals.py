"""The seals of the fragments, held flat: of a large archive there are as many as articles, and a change of one
article must neither unpack nor sort them all."""

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
    """Numbers in their order, the seals of their fragments one behind the other, and the sum of those.

    (Signed: an article older than all before has a negative number, until the numbering begins earlier.)"""

    numbers: array[int] = field(default_factory=lambda: array("q"))
    seals: bytearray = field(default_factory=bytearray)
    total: int = 0

    def get(self, number: int) -> bytes | None:
        """Return the seal of a number's fragment; None where it has none."""
        at = bisect_left(self.numbers, number)
        return self._at(at) if self._holds(at, number) else None

    def put(self, number: int, seal: bytes) -> None:
        """Set the seal of a number's fragment."""
        at = bisect_left(self.numbers, number)
        if self._holds(at, number):
            self._forget(at)
        else:
            self.numbers.insert(at, number)
            self.seals[at * SIZE : at * SIZE] = bytes(SIZE)
        self.seals[at * SIZE : (at + 1) * SIZE] = seal
        self.total = (self.total + int.from_bytes(seal, "big")) % _SUMS

    def drop(self, number: int) -> None:
        """Leave a number without fragment."""
        at = bisect_left(self.numbers, number)
        if self._holds(at, number):
            self._forget(at)
            del self.numbers[at], self.seals[at * SIZE : (at + 1) * SIZE]

    def between(self, low: int, high: int) -> Sequence[int]:
        """Return the numbers from `low` up to `high`, `high` not among them, that have a fragment."""
        return self.numbers[bisect_left(self.numbers, low) : bisect_left(self.numbers, high)]

    def _holds(self, at: int, number: int) -> bool:
        return at < len(self.numbers) and self.numbers[at] == number

    def _at(self, at: int) -> bytes:
        return bytes(self.seals[at * SIZE : (at + 1) * SIZE])

    def _forget(self, at: int) -> None:
        self.total = (self.total - int.from_bytes(self._at(at), "big")) % _SUMS
