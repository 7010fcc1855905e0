"""Pictures as files for the web: the door to Pillow, which is there only with `jianbao[pictures]`."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from jianbao.model.printed import Area

if TYPE_CHECKING:
    from PIL.Image import Image

WIDE = 2000
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


def cut_out(drawn: bytes, parts: Sequence[Area]) -> tuple[list[Picture], Picture]:
    """Return parts of a drawn page (PPM; places as shares of its sides) and the page, as WebP."""
    from PIL.Image import open as opened  # noqa: PLC0415  # an extra

    with opened(io.BytesIO(drawn)) as page:
        wide, high = page.size
        crops = [
            page.crop((round(a.x0 * wide), round(a.y0 * high), round(a.x1 * wide), round(a.y1 * high)))
            for a in parts
        ]
        small = page.resize((_PAGE, max(1, round(_PAGE * high / wide))))
        return [_webp(crop) for crop in crops], _webp(small)


def _webp(image: Image) -> Picture:
    out = io.BytesIO()
    image.save(out, "WEBP", quality=_QUALITY)
    return Picture(content=out.getvalue(), width=image.width, height=image.height)
