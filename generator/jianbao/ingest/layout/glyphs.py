"""Which characters of a page a reader sees, as real characters; the rest is kept apart, never dropped."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from jianbao.model.printed import Glyph, PrintedPage
from jianbao.zh import punctuation

_TINY = 0.3
"""Type smaller than this part of the body is for no reader."""

_SPACES = "\u3000\u00a0\u2002\u2003\u2009\u202f\t"
_FORMS = dict(
    zip(
        "︐︑︒︓︔︕︖︵︶︽︾︿﹀﹁﹂﹃﹄︱︙﹐﹑﹔﹕﹖﹗㆒㆓㆔㆕",
        "，、。：；！？（）《》〈〉「」『』—…，、；：？！一二三四",
        strict=True,
    )
)
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
"""Marks of vertical type, small marks, and Latin ligatures: what stands for them in running text.

Never NFKC as a whole: it would make ，：（） narrow.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The characters a reader sees, in the order of the file; the texts nobody sees; the size of the body."""

    glyphs: tuple[Glyph, ...]
    unseen: tuple[str, ...]
    body: float


def seen(page: PrintedPage) -> Seen:
    """Return what a reader sees of `page`; `body` is its commonest size of type, 0 on an empty page."""
    shown, unseen = list[Glyph](), list[Glyph]()
    for glyph in page.glyphs:
        (unseen if glyph.hidden or _is_off(glyph, page) else shown).append(glyph)
    body = common_size(shown)
    small = [glyph for glyph in shown if glyph.size < _TINY * body]
    if small:
        shown = [glyph for glyph in shown if glyph.size >= _TINY * body]
    kept = _once([real(glyph) for glyph in shown])
    return Seen(glyphs=tuple(kept), unseen=tuple(_texts([*unseen, *small])), body=body)


def _is_off(glyph: Glyph, page: PrintedPage) -> bool:
    """Return whether a character stands off the page, or has no size."""
    x, y = (glyph.x0 + glyph.x1) / 2, glyph.middle
    return not (0 <= x <= page.width and 0 <= y <= page.height) or glyph.size < 1


def common_size(glyphs: Iterable[Glyph]) -> float:
    """Return the size that most characters have, sizes within a fiftieth counted together."""
    sizes = Counter(round(glyph.size, 1) for glyph in glyphs if not glyph.text.isspace())
    if not sizes:
        return 0.0
    return max(sizes, key=lambda size: (sum(n for s, n in sizes.items() if abs(s - size) <= size / 50), -size))


def real(glyph: Glyph) -> Glyph:
    """Return the character as it is written: radicals, compatibility forms and ligatures made real, one space."""
    text = glyph.text
    if "\u4e00" <= text <= "\u9fff":
        return glyph
    if glyph.unknown:
        return replace(glyph, text="\ufffd")
    if text in _SPACES:
        text = " "
    elif "\uf900" <= text <= "\ufaff" or "\U0002f800" <= text <= "\U0002fa1f":
        text = unicodedata.normalize("NFD", text)  # compatibility ideographs: the character itself
    else:
        text = punctuation.real_characters(_FORMS.get(text) or _LIGATURES.get(text) or text)
    return glyph if text == glyph.text else replace(glyph, text=text)


def _once(glyphs: list[Glyph]) -> list[Glyph]:
    """Return the characters without those printed twice in one place, to look bold or shaded."""
    kept, there = list[Glyph](), dict[str, dict[int, list[Glyph]]]()
    for glyph in glyphs:
        cell = max(1.0, glyph.size)
        rows, row = there.setdefault(glyph.text, {}), int(glyph.y0 // cell)
        twin = any(
            abs(other.x0 - glyph.x0) < 0.2 * cell and abs(other.y0 - glyph.y0) < 0.2 * cell
            for near in (row - 1, row, row + 1)
            for other in rows.get(near, ())
        )
        if not twin:
            kept.append(glyph)
            rows.setdefault(row, []).append(glyph)
    return kept


def _texts(glyphs: list[Glyph]) -> list[str]:
    """Return the unseen characters as texts, one a line of them."""
    out = list[str]()
    last: Glyph | None = None
    for glyph in glyphs:
        if last is not None and abs(last.y0 - glyph.y0) < 0.5 * max(glyph.size, 1):
            out[-1] += glyph.text
        else:
            out.append(glyph.text)
        last = glyph
    return [text.strip() for text in out if text.strip()]
