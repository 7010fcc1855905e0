"""Boxes about lines that were found on the picture of a page, in pixels: what belongs together."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

Box = tuple[int, int, int, int]
"""Left, top, right, bottom."""

_ALIKE = 2.2
"""Parts of one line differ less in height."""

_LARGER = 1.35
"""A box so much higher than is usual holds larger type, or two lines."""

_HEADLINE, _KNOWN, _TOUCHED, _INSIDE, _FILLED = 1.5, 0.7, 0.3, 0.6, 0.25
"""What is looked for from afar is so much higher than is usual; it is known where boxes as large cover so much of
it, and takes the place of those that lie in it, but not of one it touches only; it is no headline where smaller
lines fill so much of it."""

_ROWS, _FEW = 6, 2
"""Lines so many heights above and below tell where columns begin and end: at least so many of each."""

_INDENT, _ENDS, _NEAR, _GUTTER, _HANGS = 1.4, 0.6, 0.35, 0.9, 0.2
"""In heights of a line: the first part is longer, and so is the last one; lines begin at one place, a gutter is
narrower, a line may be longer."""


def merged(boxes: list[Box]) -> list[Box]:
    """Return the boxes with those made one that are parts of one line: they overlap, level and alike in height."""
    held = list[Box]()
    for box in sorted(boxes, key=lambda b: (b[1], b[0])):
        new = box
        while (at := next((i for i, other in enumerate(held) if _one_line(other, new)), None)) is not None:
            old = held.pop(at)
            new = (min(old[0], new[0]), min(old[1], new[1]), max(old[2], new[2]), max(old[3], new[3]))
        held.append(new)
    return sorted((b for b in held if not any(_remnant(b, other) for other in held)), key=lambda b: (b[1], b[0]))


def _meet(a: Box, b: Box) -> tuple[int, int]:
    """Return how far two boxes overlap, across and along; 0 or less where they do not."""
    return min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])


def _one_line(a: Box, b: Box) -> bool:
    across, along = _meet(a, b)
    if across <= 0 or along <= 0:
        return False
    (wide, wider), (high, higher) = (sorted(each) for each in zip(sides(a), sides(b), strict=True))
    tall = all(is_tall(each) for each in (a, b))
    if tall:
        return across > 0.6 * wide and wider < _ALIKE * wide
    return along > 0.6 * high and higher < _ALIKE * high


def _remnant(box: Box, other: Box) -> bool:
    """Return whether a box is what the edge of a tile left of a larger line."""
    across, along = _meet(box, other)
    wide, high = sides(box)
    inside = across > 0.9 * wide and along > 0.9 * high
    return box != other and inside and high < 0.7 * (other[3] - other[1]) < 4 * high and not is_tall(other)


def is_tall(box: Box) -> bool:
    """Return whether a line runs downwards."""
    return box[3] - box[1] > 1.6 * (box[2] - box[0])


def sides(box: Box) -> tuple[int, int]:
    """Return how wide and how high a box is."""
    return box[2] - box[0], box[3] - box[1]


def usual_height(boxes: Sequence[Box]) -> float:
    """Return the height that boxes of level lines usually have; 0 where there is none."""
    return median([sides(box)[1] for box in boxes if not is_tall(box)] or [0])


def with_headlines(boxes: Sequence[Box], afar: Sequence[Box]) -> list[Box]:
    """Return the boxes with those lines of large type that were found only when looking at the page from `afar`."""
    usual, found = usual_height(boxes), list(boxes)
    for box in sorted(afar, key=lambda b: (b[1], b[0])):
        if is_tall(box) or sides(box)[1] < _HEADLINE * usual:
            continue
        alike = [
            other for other in found if _shared(box, other) > _TOUCHED and sides(other)[1] > 0.6 * sides(box)[1]
        ]
        small = sum(_common(box, other) for other in found if other not in alike)
        area = sides(box)[0] * sides(box)[1]
        if sum(_common(box, other) for other in alike) > _KNOWN * area or small > _FILLED * area:
            continue
        inside = [other for other in alike if _shared(box, other) > _INSIDE]
        if len(inside) == len(alike):
            found = [*(other for other in found if other not in inside), _about([box, *inside])]
    return sorted(found, key=lambda b: (b[1], b[0]))


def _common(a: Box, b: Box) -> int:
    """Return how much of their area two boxes share."""
    across, along = _meet(a, b)
    return max(0, across) * max(0, along)


def _shared(box: Box, other: Box) -> float:
    """Return how much of `other` lies in a box, 0 to 1."""
    return _common(box, other) / max(1, sides(other)[0] * sides(other)[1])


def _about(boxes: Sequence[Box]) -> Box:
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def gutters(box: Box, boxes: Sequence[Box], usual: float) -> list[tuple[int, int]]:
    """Return the gutters that a box goes over: where columns end and begin, as the lines above and below it show.

    A box much higher than is `usual` is a headline, or two lines that are not quite level, taken for one: that one
    goes over a gutter only where lines of the text stand right above it and below it.
    """
    middle, large = (box[1] + box[3]) / 2, sides(box)[1] > _LARGER * usual
    reach = (1.2 if large else _ROWS) * usual + sides(box)[1] / 2
    near = [
        other
        for other in boxes
        if other != box and not is_tall(other) and sides(other)[1] < _LARGER * usual and sides(other)[0] > 2 * usual
        if abs((other[1] + other[3]) / 2 - middle) < reach
    ]
    least, most = box[0] + _INDENT * usual, box[2] - _ENDS * usual
    found = list[tuple[int, int]]()
    for start in sorted({other[0] for other in near if least < other[0] < most}):
        begun = [other for other in near if abs(other[0] - start) < _NEAR * usual]
        ended = [o for o in near if -_HANGS * usual < start - o[2] < _GUTTER * usual]
        both = all(
            any(((o[1] + o[3]) / 2 - middle) * way > 0 for o in held) for held in (begun, ended) for way in (1, -1)
        )
        if min(len(begun), len(ended)) < _FEW or (large and not both):
            continue
        gutter = (round(median(o[2] for o in ended)), round(median(o[0] for o in begun)))
        if not found or gutter[1] - found[-1][1] > _INDENT * usual:
            found.append(gutter)
    return found
