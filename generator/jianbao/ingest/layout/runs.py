"""Runs: pieces of one line of type, as the eye takes them together, and what they say."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import NamedTuple

from jianbao.model.printed import Glyph
from jianbao.zh import punctuation


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A piece of a line: its characters in reading order, its box, its size; `order` is its place in the file."""

    cells: tuple[Glyph, ...]
    order: int
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    tall: bool = False
    text: str = field(compare=False)

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.y0 + self.y1) / 2

    @property
    def sure(self) -> float:
        """How sure its characters are, their mean: 1 where the file names them."""
        return sum(glyph.sure for glyph in self.cells) / len(self.cells)


class Row(NamedTuple):
    """A printed line as text, and how sure its characters are."""

    text: str
    sure: float = 1.0


def row(found: Sequence[Run]) -> Row:
    """Return runs side by side as one line."""
    count = sum(len(run.cells) for run in found)
    return Row(" ".join(run.text for run in found), sum(run.sure * len(run.cells) for run in found) / count)


def make(cells: Sequence[Glyph], order: int, *, tall: bool = False) -> Run:
    """Return the run of these characters, spaces at its ends taken off."""
    held = list(cells)
    while held and held[-1].text.isspace():
        held.pop()
    while held and held[0].text.isspace():
        held.pop(0)
    return Run(
        cells=tuple(held),
        order=order,
        x0=min(g.x0 for g in held),
        y0=min(g.y0 for g in held),
        x1=max(g.x1 for g in held),
        y1=max(g.y1 for g in held),
        size=median(g.size for g in held),
        tall=tall,
        text="".join(g.text for g in held) if tall else spaced(held),
    )


def spaced(cells: Sequence[Glyph]) -> str:
    """Return the text of a line: letter-spacing undone, wide gaps between words kept as one space."""
    gaps = [b.x0 - a.x1 for a, b in itertools.pairwise(cells)]
    usual = median(gaps) if gaps else 0.0
    out = cells[0].text if cells else ""
    for before, glyph, gap in zip(cells, cells[1:], gaps, strict=False):
        latin = before.text.isascii() and glyph.text.isascii() and before.text.isalnum() and glyph.text.isalnum()
        wide = gap > usual + (0.18 if latin else 0.55) * glyph.size
        if wide and not before.text.isspace() and not glyph.text.isspace():
            out += " "
        out += glyph.text
    return out if usual < 0.3 * cells[0].size or len(cells) < 3 else _closed_up(out, cells, usual)


def _closed_up(text: str, cells: Sequence[Glyph], usual: float) -> str:
    """Return letter-spaced text without the spaces that only spread it."""
    if not any(punctuation.is_han(g.text[:1] or " ") for g in cells):
        return text
    real = [g for g in cells if not g.text.isspace()]
    out = real[0].text
    for before, glyph in itertools.pairwise(real):
        out += (
            " " if glyph.x0 - before.x1 > 2.2 * max(usual, 0.3 * glyph.size) + 0.3 * glyph.size else ""
        ) + glyph.text
    return out
