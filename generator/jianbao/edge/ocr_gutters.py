"""Boxes of lines on the picture of a page are parted where a gutter goes through them: by ink, and by other lines.

Works on what edge/ocr_child hands over, arrays of NumPy's: rows of pixels, true where there is ink.
"""

from __future__ import annotations

import itertools
from typing import Any

from jianbao.edge.ocr_boxes import Box, gutters, is_tall, usual_height

_WIDEST_PART, _GUTTER, _CLEAR = 9, 0.55, 0.004
"""A line longer than so many of its heights may go over a gutter: so wide, and as good as white."""

_TIMES = 4
_SPECKS, _WHITE, _TWO = 1, 0.1, 1.2
"""A gutter has so many dark pixels at most in a column of them, so much of it is white, in heights of a line; what
is cut off a box so much higher than a line holds more than one."""

Image = Any
"""An array of NumPy's, rows of pixels."""


def columns(inked: Image, boxes: list[Box]) -> list[Box]:
    """Return boxes with those in parts that go over a gutter; marks may hang into it and close it."""
    parts = [part for box in boxes for part in parted(inked, box)]
    usual = usual_height(parts)
    for _ in range(_TIMES):  # boxes parted once show where others are to be parted
        found = _parted_again(inked, parts, usual)
        if len(found) == len(parts):
            break
        parts = found
    return parts


def _parted_again(inked: Image, parts: list[Box], usual: float) -> list[Box]:
    found = list[Box]()
    for box in parts:
        x0, y0, x1, y1 = box
        cuts = [] if is_tall(box) else gutters(box, parts, usual)
        for end, start in cuts:
            low, high = max(x0, end - round(0.3 * usual)), min(x1, start + round(0.3 * usual))
            white = stretches(inked[y0:y1, low:high].sum(axis=0) <= _SPECKS, 1)
            wide = [each for each in white if each[1] - each[0] >= _WHITE * usual]
            if wide:
                found.append(_one_line(inked, (x0, y0, low + wide[-1][0], y1), usual))
                x0 = low + wide[-1][1]
        found.append(_one_line(inked, (x0, y0, x1, y1), usual) if x0 > box[0] else box)
    return found


def _one_line(inked: Image, box: Box, usual: float) -> Box:
    """Return the part of a box that is cut off another, without what it has of the lines above it and below it."""
    x0, y0, x1, y1 = box
    if y1 - y0 < _TWO * usual:
        return box
    share = inked[y0:y1, x0:x1].mean(axis=1)
    bands = [each for each in stretches(share > 1.5 / max(1, x1 - x0), 2) if each[1] - each[0] < _TWO * usual]
    best = max(bands, key=lambda each: (min(each[1] - each[0], round(0.5 * usual)), -each[0]), default=(0, y1 - y0))
    return x0, max(0, y0 + best[0] - 2), x1, y0 + best[1] + 2


def parted(inked: Image, box: Box) -> list[Box]:
    """Return a box of level type in parts where a gutter goes through it: white in the lines about it too."""
    x0, y0, x1, y1 = box
    high = y1 - y0
    if is_tall(box) or x1 - x0 < _WIDEST_PART * high:
        return [box]
    own = stretches(inked[y0:y1, x0:x1].sum(axis=0) > 1, max(2, round(_GUTTER * high)))
    found, left = list[Box](), x0
    for (_, end), (start, _) in itertools.pairwise(own):
        a, b = x0 + end, x0 + start
        middle = inked[max(0, y0 - 2 * high) : y1 + 2 * high, a + (b - a) // 4 : b - (b - a) // 4]
        if middle.size and middle.mean() < _CLEAR:
            found.append((left, y0, a, y1))
            left = b
    return [*found, (left, y0, x1, y1)]


def stretches(filled: Image, least: int) -> list[tuple[int, int]]:
    """Return where the filled places of a line begin and end, parted by at least so many empty ones."""
    found = list[tuple[int, int]]()
    for at in filled.nonzero()[0]:
        if found and at - found[-1][1] < least:
            found[-1] = (found[-1][0], int(at) + 1)
        else:
            found.append((int(at), int(at) + 1))
    return found
