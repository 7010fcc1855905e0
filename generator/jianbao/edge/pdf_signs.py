"""Characters of a PDF that share one sign (``——``): the file gives them one place, and each gets its own.

A character is a list as edge/pdf_child tells it: text, x0, y0, x1, y1, size, font, flags (2: not upright).
"""

from __future__ import annotations

from typing import Any


def spread(glyphs: list[list[Any]]) -> list[list[Any]]:
    """Return the characters with those side by side that share one sign (``——``): the file gives them one place."""
    start = 0
    while start < len(glyphs):
        first, end = glyphs[start], start + 1
        while (
            end < len(glyphs)
            and glyphs[end][1:3] == first[1:3]
            and glyphs[end][5:] == first[5:]
            and end < start + 4
        ):
            end += 1
        if end > start + 1:
            room = glyphs[end][1] - first[1] if end < len(glyphs) and glyphs[end][2] == first[2] else 0.0
            fits = 0.3 * first[5] * (end - start) < room < 1.4 * first[5] * (end - start)
            step = room / (end - start) if fits else max(first[3] - first[1], 0.5 * first[5])
            for place in range(end - start):
                glyphs[start + place][1] = round(first[1] + (step if place else 0.0), 2)
                glyphs[start + place][3] = round(glyphs[start + place][1] + step, 2)
                first = glyphs[start + place]
        start = end
    return _spread_down(glyphs)


def _spread_down(glyphs: list[list[Any]]) -> list[list[Any]]:
    """Do the same for signs that lie on their side in a vertical line: the file tells their ink only."""
    start = 0
    while start < len(glyphs):
        first, end = glyphs[start], start + 1
        while end < len(glyphs) and glyphs[end][7] & 2 and glyphs[end][2:5:2] == first[2:5:2]:
            end += 1
        count, size = end - start, first[5]
        if count > 1 and first[7] & 2 and 0.5 * size * count < first[4] - first[2] < 1.2 * size * count:
            step, middle, top = (first[4] - first[2]) / count, (first[1] + glyphs[end - 1][3]) / 2, first[2]
            for place in range(count):
                sides = (middle - size / 2, top + place * step, middle + size / 2, top + (place + 1) * step)
                glyphs[start + place][1:5] = [round(side, 2) for side in sides]
        start = end
    return glyphs
