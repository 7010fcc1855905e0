"""Readings above the characters of a text, as ruby annotations. Loaded only where a site asks for them."""

from __future__ import annotations

import re
from collections.abc import Callable

_PIECE = re.compile(r"<(/?)(\w+)[^>]*>|[^<]+")
_VERBATIM = frozenset({"pre", "code"})
Read = Callable[[str], tuple[str, ...]]


def annotated(body: str, read: Read) -> str:
    """Return the HTML of a body with a ruby element around each character that `read` gives a reading for. Code is
    left alone; tags and entities stay as they are."""
    made: list[str] = []
    verbatim = 0
    for piece in _PIECE.finditer(body):
        if piece[2] is None:
            made.append(piece[0] if verbatim else _text(piece[0], read))
        else:
            verbatim += (-1 if piece[1] else 1) * (piece[2] in _VERBATIM)
            made.append(piece[0])
    return "".join(made)


def _text(text: str, read: Read) -> str:
    if text.isspace():
        return text
    said = zip(text, read(text), strict=True)
    return "".join(f"<ruby>{char}<rt>{reading}</rt></ruby>" if reading else char for char, reading in said)
