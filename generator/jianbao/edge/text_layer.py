"""Searchable scans: a page that is one picture, and the text that an OCR program read there, hidden over it.

Hidden text on any other page is for no reader and stays hidden: only where a picture is the page, and hardly a
character of it is drawn, is the text that nobody sees what the page says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from jianbao.edge import recognised
from jianbao.edge.recognised import Reading
from jianbao.model.printed import Area, Glyph, PrintedPage

COVERED = 0.85
"""So much of the page is pictures: scanners leave a margin, and some cut the page into strips."""

SEEN = 0.05
"""A stamp of the library may be drawn over the picture: visible characters are at most this part of all."""

FEWEST = 20
"""Fewer hidden characters are no text of a page."""

_CELLS = 40
_WIDE = "\u2e80"
_LEVEL, _SAME = 0.25, 1.02
_MEASURED, _WIDEST = 2, 1.15
_BACK, _FAR = 0.6, 2.5
_LIKE = (0.8, 1.3)
"""Where the usual step from character to character is so many times the size that the file says, the size is true:
some programs write one size for the whole page, or the height of a word, and stretch it."""


def layer(page: PrintedPage) -> PrintedPage | None:
    """Return the page with its hidden text as what it says; None where it is no searchable scan.

    Sizes and boxes are made to agree: each character ends where the next begins, and sizes near the usual one are
    the usual one. How sure the program was, the file does not say. What is drawn is the scan, no article's picture.
    """
    told = [glyph for glyph in page.glyphs if not glyph.text.isspace()]
    hidden = [glyph for glyph in page.glyphs if glyph.hidden]
    found = sum(glyph.hidden for glyph in told)
    if found < FEWEST or len(told) - found > SEEN * len(told) or covered(page) < COVERED:
        return None
    lines = [line for each in _lines(hidden) if (line := _closed_up(each))]
    true = _sizes_are_true(lines)
    glyphs = recognised.glyphs([_reading(line, true=true) for line in lines], known=False)
    drawn = tuple(glyph for glyph in page.glyphs if not glyph.hidden)
    return replace(page, glyphs=(*glyphs, *drawn), pictures=())


def covered(page: PrintedPage) -> float:
    """Return which part of the page is covered by pictures, 0 to 1."""
    wide, high = page.width / _CELLS, page.height / _CELLS
    middles = [((i + 0.5) * wide, (j + 0.5) * high) for i in range(_CELLS) for j in range(_CELLS)]
    return sum(any(_holds(a, x, y) for a in page.pictures) for x, y in middles) / len(middles)


def _holds(area: Area, x: float, y: float) -> bool:
    return area.x0 <= x <= area.x1 and area.y0 <= y <= area.y1


def _lines(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Yield the hidden characters as the file strings them: on a line to the right, or in one downwards."""
    line = list[Glyph]()
    for glyph in glyphs:
        if line and not (_goes_on(line, glyph, tall=False) or _goes_on(line, glyph, tall=True)):
            yield line
            line = []
        line.append(glyph)
    if line:
        yield line


def _closed_up(line: Sequence[Glyph]) -> list[Glyph]:
    """Return a line without the spaces that programs put between Chinese characters, and those at its ends."""
    held, space = list[Glyph](), list[Glyph]()
    for glyph in line:
        if glyph.text.isspace():
            space = [glyph]
            continue
        if space and held and held[-1].text < _WIDE and glyph.text < _WIDE:
            held += space
        held.append(glyph)
        space = []
    return held


def _goes_on(line: Sequence[Glyph], glyph: Glyph, *, tall: bool) -> bool:
    """Return whether a character goes on from the last of a line that runs to the right, or downwards."""
    last, size = line[-1], max(line[-1].size, glyph.size, 1e-6)
    if max(last.size, glyph.size) > _SAME * min(last.size, glyph.size):
        return False
    if len(line) > 1 and tall != _is_tall(line):
        return False
    off, on = (glyph.x0 - last.x0, glyph.y0 - last.y0) if tall else (glyph.y0 - last.y0, glyph.x0 - last.x0)
    return abs(off) < _LEVEL * size and (-_BACK * size if len(line) > 1 and not tall else 0) < on < _FAR * size


def _is_tall(line: Sequence[Glyph]) -> bool:
    return len(line) > 1 and line[-1].y0 - line[0].y0 > abs(line[-1].x0 - line[0].x0)


def _steps(line: Sequence[Glyph]) -> list[float]:
    """Return how far it is from each Chinese character of a line to the next one."""
    tall = _is_tall(line)
    return [
        (b.y0 - a.y0) if tall else (b.x0 - a.x0)
        for a, b in pairwise(line)
        if "\u4e00" <= a.text <= "\u9fff" and "\u4e00" <= b.text <= "\u9fff"
    ]


def _sizes_are_true(lines: Sequence[Sequence[Glyph]]) -> bool:
    """Return whether the sizes that the file says are those that the steps from character to character show."""
    shown = [step / line[0].size for line in lines for step in _steps(line) if step > 0 < line[0].size]
    return not shown or _LIKE[0] < median(shown) < _LIKE[1]


def _reading(line: Sequence[Glyph], *, true: bool) -> Reading:
    """Return a line as one that was recognised; its confidence is not known."""
    tall, steps = _is_tall(line), [step for step in _steps(line) if step > 0]
    said = max(line[0].size, 1e-6)
    step = median(steps) if steps else said if true else median([*(g.x1 - g.x0 for g in line)]) or said
    size = said if true else step
    places = [glyph.y0 if tall else glyph.x0 for glyph in line]
    chars = list[tuple[str, float, float, float]]()
    for at, glyph in enumerate(line):
        room = places[at + 1] - places[at] if at + 1 < len(line) else step
        chars.append((glyph.text, places[at], places[at] + min(room if room > 0 else step, _WIDEST * step), 1.0))
    middle = sum((g.x0 + g.x1) / 2 if tall else g.middle for g in line) / len(line)
    near = recognised.MEASURED if len(steps) >= _MEASURED else recognised.WAVERS
    return Reading(chars=tuple(chars), size=size, top=middle - size / 2, near=near, tall=tall)
