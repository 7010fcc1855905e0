"""Pages that are pictures, recognised by RapidOCR (the extra `ocr`) in a process of its own (edge/ocr_child.py)."""

from __future__ import annotations

import importlib.util
import itertools
import json
import subprocess
import sys
from statistics import median
from typing import Any

from jianbao.edge import recognised
from jianbao.edge.recognised import Reading
from jianbao.model.printed import Area, PrintedPage

SECONDS = 180
"""The longest that recognising one page may take, by the clock; its process ends itself after 60 s of work."""

DOTS = 200
"""Dots an inch at which a page is drawn for it, up to `WIDEST`: type of 8 points is then 22 dots high."""

WIDEST = 3600

UNSURE = 0.97
"""Below it lie two fifths of the wrong lines of an ordinary scan, nineteen in twenty of a bad one (docs/pdf.md)."""

NOTHING = 0.5
"""A line recognised with less confidence is most likely no text: it goes to the leftovers."""

_LONG, _INK, _BORNE_OUT = 5, 0.92, 0.08
"""Lines of so many Chinese characters are measured by their length; the ink of a character is so wide, in em."""

_DASH = 2.6
"""A level stroke that is not so long, in em, is a dash that was not read (——), and no rule."""

_OVER = 0.3
"""Characters of a line lie over one another by less than this part of an em."""

_NARROW = "\u2e80"
_OPENING = "“‘（《〈【「『"


def can() -> bool:
    """Return whether the extra is installed."""
    return all(importlib.util.find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


def dots(width: float) -> int:
    """Return how many dots wide a page of so many points is drawn."""
    return max(600, min(WIDEST, round(width * DOTS / 72)))


def read(drawn: bytes, number: int, width: float, height: float) -> PrintedPage | None:
    """Return the page that a picture of it (PPM) shows, `width` by `height` points; None where that fails."""
    told = _run(drawn)
    return printed(told, number, width, height) if told is not None else None


def _run(drawn: bytes) -> dict[str, Any] | None:
    """Return what the recognising process says; None where it was ended or failed."""
    command = [sys.executable, "-I", "-m", "jianbao.edge.ocr_child"]
    try:
        done = subprocess.run(command, input=drawn, capture_output=True, timeout=SECONDS, check=False)
        return dict(json.loads(done.stdout)) if done.returncode == 0 else None
    except (subprocess.TimeoutExpired, ValueError):
        return None


def printed(told: dict[str, Any], number: int, width: float, height: float) -> PrintedPage:
    """Return the page that the recognising process told of, in points; `number` is its place in the file."""
    scale = width / told["width"]

    def areas(kind: str) -> tuple[Area, ...]:
        return tuple(Area(*(side * scale for side in box)) for box in told[kind])

    glyphs = recognised.glyphs([_reading(line, scale) for line in told["lines"]])
    dash = _DASH * median([glyph.size for glyph in glyphs] or [0])
    return PrintedPage(
        width=width,
        height=height,
        glyphs=glyphs,
        rules=tuple(rule for rule in areas("rules") if max(rule.width, rule.height) > dash),
        boxes=areas("boxes"),
        pictures=areas("pictures"),
        number=number,
        unsure=UNSURE,
    )


def _reading(line: dict[str, Any], scale: float) -> Reading:
    """Return a line with the places of its characters: each about its middle, those at the ends within its ink."""
    size, text, tall = _size(line) * scale, line["text"], line["tall"]
    first, last = (line["box"][side] * scale for side in ((1, 3) if tall else (0, 2)))
    chars = list[tuple[str, float, float, float]]()
    for char, place, sure in zip(text, line["places"], line["sure"], strict=True):
        half = size * (0.5 if char >= _NARROW or tall or char in _OPENING else 0.34)
        chars.append((char, place * scale - half, place * scale + half, sure))
    if not tall:
        chars = _settled(chars, size, first, last)
    doubtful = sum(line["sure"]) < NOTHING * len(text)
    measured = sum("\u4e00" < char <= "\u9fff" for char in text) >= 3
    near = recognised.MEASURED if measured else recognised.WAVERS
    return Reading(
        chars=tuple(chars),
        size=size,
        height=float(line["size"]) * scale,
        top=line["level"] * scale - 0.5 * size,
        near=near,
        tall=tall,
        hidden=doubtful,
    )


def _size(line: dict[str, Any]) -> float:
    """Return the size of a line in pixels: by its length where that bears out its height, for it is longer.

    A pixel of height is a thirtieth of the body's size, and head lines may be only an eighth larger than that.
    """
    text, size = line["text"], float(line["size"])
    if line["tall"] or len(text) < _LONG or not all("\u4e00" <= char <= "\u9fff" for char in text):
        return size
    found = (line["box"][2] - line["box"][0]) / (len(text) - 1 + _INK)
    return found if abs(found - size) < _BORNE_OUT * size else size


def _settled(
    chars: list[tuple[str, float, float, float]], size: float, first: float, last: float
) -> list[tuple[str, float, float, float]]:
    """Return the characters of a level line moved so that the outer ones end where the ink does.

    The reader says the column of its own grid in which it saw a character: right to about a tenth of an em.
    """
    begins = first - (0.5 if chars[0][0] in _OPENING else 0.04) * size
    ends = last + 0.04 * size
    left = begins - chars[0][1] if abs(begins - chars[0][1]) < 0.5 * size else 0.0
    right = ends - chars[-1][2] if abs(ends - chars[-1][2]) < 0.3 * size else 0.0
    span = max(chars[-1][1] - chars[0][1], 1e-6)
    out = list[tuple[str, float, float, float]]()
    for char, start, end, sure in chars:
        part = (start - chars[0][1]) / span if len(chars) > 1 else 0.0
        shift = left + (right - left) * part
        out.append((char, start + shift, end + shift, sure))
    for at, (one, other) in enumerate(itertools.pairwise(out)):
        if one[2] - other[1] > _OVER * size:  # marks squeezed together: a line goes on, it does not go back
            middle = (one[1] + other[2]) / 2
            out[at] = (one[0], one[1], middle, one[3])
            out[at + 1] = (other[0], middle, other[2], other[3])
    return out
