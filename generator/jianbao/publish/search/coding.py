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


def read_varint(content: bytes, at: int) -> tuple[int, int]:
    """Return the number that `varint` wrote at `at`, and where it ends; IndexError where it does not."""
    number = scale = 0
    while content[at] > 127:
        number |= (content[at] & 127) << scale
        scale += 7
        at += 1
    return number | content[at] << scale, at + 1


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


def read_ascending(content: bytes) -> list[int]:
    """Return what `ascending` wrote."""
    made: list[int] = []
    append = made.append
    value = step = scale = 0
    for byte in content:
        if byte > 127:
            step |= (byte & 127) << scale
            scale += 7
        else:
            value += step | byte << scale
            append(value)
            step = scale = 0
    return made
