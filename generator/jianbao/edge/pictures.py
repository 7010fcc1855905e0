"""Pictures as files for the web: the door to Pillow, which is there only with `jianbao[pictures]`."""

from __future__ import annotations

import io
from collections.abc import Sequence

from jianbao.model.printed import Area

WIDE = 2000
"""The page is drawn so many pixels wide; pictures are cut from that."""

_PAGE, _QUALITY = 1400, 80


def can() -> bool:
    """Return whether pictures can be made here."""
    try:
        import PIL  # noqa: F401, PLC0415  # an extra
    except ImportError:
        return False
    return True


def cut_out(drawn: bytes, parts: Sequence[Area]) -> tuple[list[bytes], bytes, tuple[int, int]]:
    """Return parts of a drawn page (PPM; places as shares of its sides) as WebP, the page as WebP, and its size."""
    from PIL import Image  # noqa: PLC0415  # an extra

    with Image.open(io.BytesIO(drawn)) as page:
        wide, high = page.size
        crops = [
            page.crop((round(a.x0 * wide), round(a.y0 * high), round(a.x1 * wide), round(a.y1 * high)))
            for a in parts
        ]
        small = page.resize((_PAGE, max(1, round(_PAGE * high / wide))))
        return [_webp(crop) for crop in crops], _webp(small), small.size


def _webp(image: object) -> bytes:
    out = io.BytesIO()
    image.save(out, "WEBP", quality=_QUALITY)  # type: ignore[attr-defined]  # an image of Pillow's
    return out.getvalue()
