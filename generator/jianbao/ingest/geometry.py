"""The printed column: how wide text is set, where its lines ended, which line opens or closes a paragraph.

Widths are in em (the side of a Chinese character). Set solid, a Chinese column is a grid: every full line is as
wide as the column, a paragraph's first line is two em shorter, its last line as short as it comes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from statistics import median

from jianbao.zh import punctuation

INDENT = "\u3000\u3000"
"""Stands before a block's text where its first line is known to open a paragraph."""

NARROWEST = 7.0
"""No body column is narrower, in em."""

_SOFT = re.compile(" +")


@cache
def _em(char: str) -> float:
    if punctuation.is_han(char) or char in "—…·\u3000":
        return 1.0
    if char in punctuation.MARKS:
        return 0.86  # between set solid (1) and squeezed (0.5)
    return 1.0 if char > "\u2fff" else 0.5


def width(text: str) -> float:
    """Return how wide `text` is set, in em; punctuation counts a little less than one for being squeezed."""
    total = sum(map(_em, text))
    return total - 0.36 * len(_NUMBER_MARK.findall(text))


_NUMBER_MARK = re.compile(r"(?<=\d)[.,:](?=\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a block is set: column width (0: not known), number of printed lines, width of the first and the last."""

    column: float
    lines: int
    first: float
    last: float

    @property
    def indented(self) -> bool | None:
        """Whether the first line opens a paragraph; None where geometry does not tell."""
        if not self.column or self.lines < 2:
            return None
        short = self.column - self.first
        if short >= 1.15:
            return True
        return False if short < 0.95 else None


def shape(text: str) -> Shape:
    """Return the shape of a block's text (newlines are wraps)."""
    marked = text.startswith(INDENT)
    lines = [line for line in text.removeprefix(INDENT).split("\n") if line]
    widths = [width(line) for line in lines] or [0.0]
    column = column_width(widths)
    first = column - 2.0 if marked and column else widths[0]
    return Shape(column=column, lines=len(lines), first=first, last=widths[-1])


def column_width(widths: list[float]) -> float:
    """Return the column width that printed lines of these widths speak for, 0 where they say nothing."""
    inner = widths[1:-1]
    if len(inner) >= 2:
        return median(inner)
    if len(inner) == 1:
        return max(inner[0], widths[0]) if abs(inner[0] - widths[0]) < 3.5 else 0.0
    if len(widths) == 2 and widths[1] <= widths[0] + 2.6:
        return widths[0] + 2.0 if widths[1] > widths[0] + 0.95 else 0.0
    return 0.0


def wraps(text: str) -> str:
    """Return `text` (one physical line) with the spaces that were line ends made newlines.

    A space is a line end where the text before it fills the column, or closes a sentence in a short last line;
    other spaces were printed (between names) and stay. Text that shows no column stays as it is.
    """
    pieces = _SOFT.split(text)
    if len(pieces) < 2:
        return text
    sizes = [width(piece) for piece in pieces]
    column = _piece_column(pieces, sizes)
    if not column:
        return text
    out, line = pieces[0], sizes[0]
    for piece, size in zip(pieces[1:], sizes[1:], strict=True):
        if line > 1.25 * column:
            line %= column  # a line end inside the piece left no space
        fits = line + size + 0.5 <= column + 1.2
        ended = line >= column - 2.6 or (punctuation.is_closed(out) and size > column - 4)
        if fits and not ended:
            out, line = f"{out} {piece}", line + size + 0.5
        else:
            out, line = f"{out}\n{piece}", size
    return out


def _piece_column(pieces: list[str], sizes: list[float]) -> float:
    """Return the column width that the pieces of a line speak for: most of them must agree with it, or 0."""
    inner = [size for size in sizes[1:-1] if size >= NARROWEST]
    if not inner:
        long = max(sizes)
        both = len(pieces) == 2 and sizes[1] <= sizes[0] + 2.6 and sizes[0] >= 2 * NARROWEST
        torn = both and not punctuation.is_closed(pieces[0]) and sizes[1] >= 2
        return long if torn or (both and punctuation.is_closed(pieces[1])) else 0.0
    column = median(inner)
    fitting = sum(abs(size - column) <= 2.0 for size in inner)
    return column if fitting * 2 >= len(inner) else 0.0


def paragraphs(printed: list[str]) -> list[list[str]]:
    """Return printed lines of one column as paragraphs: a list of lines each.

    A paragraph ends where a line closes a sentence and either stops short of the column or is followed by a
    line that is two em shorter than the column and not the last.
    """
    column = column_width([width(line) for line in printed])
    groups = [[printed[0]]]
    for index in range(1, len(printed)):
        line, before = printed[index], printed[index - 1]
        following = printed[index + 1] if index + 1 < len(printed) else None
        opening = len(groups[-1]) == 1 and not before.startswith(INDENT) and groups[-1][0] is before
        filled = width(before) + (2.0 if opening else 0.0)
        if line.startswith(INDENT) or (column and _breaks(before, filled, line, following, column)):
            groups.append([])
        groups[-1].append(line)
    return groups


def _breaks(before: str, filled: float, line: str, following: str | None, column: float) -> bool:
    if not before.rstrip(punctuation.CLOSING).endswith(tuple(punctuation.TERMINAL)) or line[:1] in "”’）》，。、；":
        return False
    if filled <= column - 2.3:
        return True
    indented = 1.4 <= column - width(line) <= 2.9
    return indented and following is not None and filled <= column + 2.6
