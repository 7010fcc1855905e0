"""Boxes about lines that were found on the picture of a page, in pixels: what belongs together."""

from __future__ import annotations

Box = tuple[int, int, int, int]
"""Left, top, right, bottom."""

_ALIKE = 2.2
"""Parts of one line differ less in height."""


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
