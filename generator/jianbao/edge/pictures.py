"""Pictures as files for the web: the door to Pillow, which is there only with `jianbao[pictures]`."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from jianbao.model import widths
from jianbao.model.printed import Area

if TYPE_CHECKING:
    from PIL.Image import Image

WIDE = 2800
"""The page is drawn so many pixels wide; pictures are cut from that."""

_PAGE, _QUALITY = 1400, 80


class Picture(NamedTuple):
    """A picture as a file, and its pixels."""

    content: bytes
    width: int
    height: int


def can() -> bool:
    """Return whether pictures can be made here."""
    try:
        import PIL  # noqa: F401, PLC0415  # an extra
    except ImportError:
        return False
    return True


def cut_out(drawn: bytes, parts: Sequence[Area]) -> tuple[list[list[Picture]], Picture]:
    """Return parts of a drawn page (PPM; places as shares of its sides) and the page, as WebP.

    A part comes in several widths (model/widths), the widest last.
    """
    from PIL.Image import open as opened  # noqa: PLC0415  # an extra

    with opened(io.BytesIO(drawn)) as page:
        wide, high = page.size
        crops = [
            page.crop((round(a.x0 * wide), round(a.y0 * high), round(a.x1 * wide), round(a.y1 * high)))
            for a in parts
        ]
        made = [[_webp(_scaled(crop, width)) for width in widths.kept(crop.width)] for crop in crops]
        return made, _webp(_scaled(page, _PAGE))


def _scaled(image: Image, width: int) -> Image:
    """Return a picture in another width."""
    if width == image.width:
        return image
    return image.resize((width, max(1, round(width * image.height / image.width))), reducing_gap=3.0)


def _webp(image: Image) -> Picture:
    out = io.BytesIO()
    image.save(out, "WEBP", quality=_QUALITY)
    return Picture(content=out.getvalue(), width=image.width, height=image.height)
