"""Numbers and lists as bytes."""

from __future__ import annotations

from collections.abc import Iterable


def varint(number: int) -> bytes:
    """Return `number` in groups of seven bits, the low one first, the high bit set on all but the last."""
    made = bytearray()
    while number > 127:
        made.append(number & 127 | 128)
        number >>= 7
    made.append(number)
    return bytes(made)


def ascending(values: Iterable[int]) -> bytes:
    """Return ascending numbers as varints of their differences, the first as it is."""
    made = bytearray()
    append = made.append
    last = 0
    for value in values:
        step = value - last
        last = value
        while step > 127:
            append(step & 127 | 128)
            step >>= 7
        append(step)
    return bytes(made)
