"""Text that a program recognised on a picture of a page: lines with boxes become characters with boxes.

ALTO, hOCR and our own recognition come together here. What is measured on a picture wavers, so lines of nearly the
usual size are taken for it: the stages that follow tell head lines by their size.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from jianbao.model.printed import Glyph

WAVERS = 0.14
"""The box of a line is as high as the signs in it: so near the usual height it says nothing."""

MEASURED = 0.075
"""The same where the size was measured on several Chinese characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A recognised line: its characters as (text, start, end, confidence) along it, size, top, `near` (see above).

    `height` is its size by its height alone, 0 where that is `size`: where either is the usual size, it is.

    In a line that runs downwards (`tall`) start and end are heights, and `top` is where its left side is. One that
    is `hidden` is probably no text: it goes to the leftovers.
    """

    chars: tuple[tuple[str, float, float, float], ...]
    size: float
    top: float
    height: float = 0.0
    near: float = WAVERS
    tall: bool = False
    hidden: bool = False


def glyphs(lines: Sequence[Reading], *, known: bool = True) -> tuple[Glyph, ...]:
    """Return the characters of all lines, sizes near the usual one made it.

    Where the lines are `known`, by the program that recognised them, what follows does not string two together.
    """
    usual = _usual(lines)
    return tuple(g for number, line in enumerate(lines, 1) for g in _glyphs(line, usual, number if known else 0))


def _usual(lines: Iterable[Reading]) -> float:
    """Return the size that most characters have, in the mean of those near it."""
    sizes = sorted((line.size, len(line.chars)) for line in lines if not line.tall and not line.hidden)
    if not sizes:
        return 0.0
    best = max(sizes, key=lambda s: (sum(n for size, n in sizes if abs(size - s[0]) < MEASURED * s[0]), -s[0]))[0]
    return median(size for size, n in sizes for _ in range(n) if abs(size - best) < MEASURED * best)


def _glyphs(line: Reading, usual: float, number: int) -> Iterable[Glyph]:
    measured = (line.size, line.height or line.size)
    near = any(abs(size - usual) < line.near * usual for size in measured) and not line.tall
    size = usual if near else line.size
    for text, start, end, sure in line.chars:
        x0, y0, x1, y1 = (
            (line.top, start, line.top + size, end) if line.tall else (start, line.top, end, line.top + size)
        )
        yield Glyph(text, x0, y0, x1, y1, size, hidden=line.hidden, sure=sure, line=number)
