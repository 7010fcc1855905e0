"""A printed page as its file draws it: characters with places and sizes, rules, boxes and pictures.

Lengths are points (1/72 inch); x grows to the right and y downwards, from the top left corner that a reader sees.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character: its advance box (x0 y0 x1 y1, the em square's height), size, number of its font.

    `hidden` says that no reader sees it (invisible, transparent); `turned` that it is not set upright;
    `unknown` that the file does not say which character it is; `sure` is the confidence, 0 to 1, of a character
    that was recognised from a picture, 1 for one the file names; `line` is the number of the line in which it was
    recognised, 0 where no line is known.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    font: int = 0
    hidden: bool = False
    turned: bool = False
    unknown: bool = False
    sure: float = 1.0
    line: int = 0

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.y0 + self.y1) / 2


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of the page: a rule (thin), a box, or a picture."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """How high it is."""
        return self.y1 - self.y0


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPage:
    """A page as drawn: `glyphs` stand in the order the file draws them; `number` is its place in it, from 1.

    A recognised line below the confidence `unsure` is to be proofread: recognisers differ in what they call sure.
    """

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Area, ...] = ()
    boxes: tuple[Area, ...] = ()
    pictures: tuple[Area, ...] = ()
    number: int = 1
    fonts: tuple[str, ...] = field(default=())
    unsure: float = 0.9
