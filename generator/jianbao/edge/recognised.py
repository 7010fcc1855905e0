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

    In a line that runs downwards (`tall`) start and end are heights, and `top` is where its left side is. One that
    is `hidden` is probably no text: it goes to the leftovers.
    """

    chars: tuple[tuple[str, float, float, float], ...]
    size: float
    top: float
    near: float = WAVERS
    tall: bool = False
    hidden: bool = False


def glyphs(lines: Sequence[Reading]) -> tuple[Glyph, ...]:
    """Return the characters of all lines, sizes near the usual one made it."""
    usual = _usual(lines)
    return tuple(glyph for line in lines for glyph in _glyphs(line, usual))


def _usual(lines: Iterable[Reading]) -> float:
    """Return the size that most characters have, in the mean of those near it."""
    sizes = sorted((line.size, len(line.chars)) for line in lines if not line.tall and not line.hidden)
    if not sizes:
        return 0.0
    best = max(sizes, key=lambda s: (sum(n for size, n in sizes if abs(size - s[0]) < MEASURED * s[0]), -s[0]))[0]
    return median(size for size, n in sizes for _ in range(n) if abs(size - best) < MEASURED * best)


def _glyphs(line: Reading, usual: float) -> Iterable[Glyph]:
    size = usual if abs(line.size - usual) < line.near * usual and not line.tall else line.size
    for text, start, end, sure in line.chars:
        if line.tall:
            yield Glyph(text, line.top, start, line.top + size, end, size, hidden=line.hidden, sure=sure)
        else:
            yield Glyph(text, start, line.top, end, line.top + size, size, hidden=line.hidden, sure=sure)
