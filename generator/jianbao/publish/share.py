"""Cards for messages and social sites: a picture of 1200 by 630 for every article that has no picture of its own.

Drawn at build with Pillow and a font of the publisher's, kept like any other output: a card is drawn again only
where its headline, its place in print, the site's name or the font changed. Loaded only where a site asks for it.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from jianbao.publish.cards import share_path
from jianbao.publish.context import Context
from jianbao.publish.keys import digest
from jianbao.publish.parts import ShareView
from jianbao.publish.route import Route, route

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

TEMPLATE = "share.png"
WIDTH, HEIGHT = 1200, 630
_EDGE, _SMALL = 72, 34
_SIZES, _LEADING = (76, 64, 54), 1.3
_MOST = 4  # lines of a headline
_NEVER_FIRST = frozenset("，。、；：？！”’）》】〉」』…—·,.;:?!)]}%")
_NEVER_LAST = frozenset("“‘（《【〈「『([{")
_PAPER, _INK, _SOFT, _RED = (255, 255, 255), (21, 21, 21), (74, 74, 74), (163, 22, 28)


@functools.lru_cache(maxsize=1)
def _mark(font: bytes) -> bytes:
    return digest(font)


def cards(context: Context) -> Iterator[Route]:
    """Yield the routes of all cards."""
    face = context.settings.share_font.rpartition("#")[2]
    for entry in context.library.entries:
        if address := share_path(context, entry):
            where = [context.date(entry.edition[1] if entry.edition else entry.day).text]
            if entry.edition:
                where = [entry.edition[0], *where]
            if entry.page:
                where.append(context.words["page"].format(number=entry.page))
            said = ShareView(
                title=entry.title,
                kicker=entry.kicker,
                line="  ".join(where),
                site=context.settings.title,
                font=context.font,
                face=int(face) if face.isdecimal() else 0,
            )
            yield _card(address, said)


def _card(path: str, said: ShareView) -> Route:
    key = digest(said.title, said.kicker, said.line, said.site, _mark(said.font), said.face)
    return route(path, TEMPLATE, key, lambda: said)


def lines(text: str, wide: Callable[[str], float], width: float, most: int) -> list[str]:
    """Break a headline into at most `most` lines of `width`, by the rules for marks at the ends of lines; what does
    not fit is cut with "…"."""
    made: list[str] = []
    rest = text.strip()
    while rest and len(made) < most:
        end = len(rest)
        while end > 1 and wide(rest[:end]) > width:
            end -= 1
        while 1 < end < len(rest) and (rest[end] in _NEVER_FIRST or rest[end - 1] in _NEVER_LAST):
            end -= 1
        made.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    if rest and made:
        made[-1] = f"{made[-1][:-1]}…"
    return made


@functools.lru_cache(maxsize=4)
def _loaded(font: bytes, face: int, size: int) -> FreeTypeFont:
    from PIL import ImageFont  # noqa: PLC0415  an extra that few sites want

    return ImageFont.truetype(io.BytesIO(font), size, index=face)


def _fitted(said: ShareView, room: int) -> tuple[int, list[str]]:
    """Return the largest size in which a headline fits `room` pixels of height, and its lines; the smallest of the
    sizes, cut, where it fits in none."""
    made: tuple[int, list[str]] = (_SIZES[-1], [])
    for size in _SIZES:
        made = (size, lines(said.title, _loaded(said.font, said.face, size).getlength, WIDTH - 2 * _EDGE, _MOST))
        if len(made[1]) * size * _LEADING < room and not "".join(made[1]).endswith("…"):
            break
    return made


def drawn(said: ShareView) -> bytes:
    """Draw a card as PNG of 16 colours; the same bytes for the same font and version of Pillow."""
    from PIL import Image, ImageDraw  # noqa: PLC0415  as above

    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    draw = ImageDraw.Draw(image)
    small = _loaded(said.font, said.face, _SMALL)
    draw.text((_EDGE, 40), said.site, font=small, fill=_RED)
    draw.rectangle((_EDGE, 104, WIDTH - _EDGE, 109), fill=_INK)
    draw.rectangle((_EDGE, 113, WIDTH - _EDGE, 114), fill=_INK)
    room = WIDTH - 2 * _EDGE
    top = 150
    for text in lines(said.kicker, small.getlength, room, 1):
        draw.text((_EDGE, top), text, font=small, fill=_SOFT)
    top += 62 if said.kicker else 20
    size, found = _fitted(said, HEIGHT - 120 - top)
    for text in found:
        draw.text((_EDGE, top), text, font=_loaded(said.font, said.face, size), fill=_INK)
        top += round(size * _LEADING)
    draw.text((_EDGE, HEIGHT - 88), said.line, font=small, fill=_SOFT)
    written = io.BytesIO()
    image.quantize(16, Image.Quantize.FASTOCTREE).save(written, "PNG", compress_level=6)
    return written.getvalue()
