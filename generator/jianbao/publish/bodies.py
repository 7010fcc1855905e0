"""An article's text as HTML: by the short way where that knows all of it, else by Python-Markdown (markup.py).

Python-Markdown is loaded with the first text that needs it.
"""

from __future__ import annotations

from collections.abc import Callable

from jianbao.model.frozen import dataclass
from jianbao.publish import headings, shortcut
from jianbao.publish.keys import digest

ROOT = shortcut.ROOT
"""Stands in a body where the way to the site's root belongs; see `rooted`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body as HTML, with `ROOT` before addresses of this site; `unsafe` are the links that were taken out.

    `deep`: lists or quotations were nested deeper than the library can go, and the text is shown as typed.
    """

    html: str
    unsafe: tuple[str, ...] = ()
    deep: bool = False


Convert = Callable[[str], Body]


Kept = dict[bytes, tuple[str, tuple[str, ...], bool]]
"""Bodies that Python-Markdown made before, by a digest of the text: html, unsafe links, deep."""


def converter(back_to_text: str = "{}", *, short: bool = True, kept: Kept | None = None) -> Convert:
    """Make the function that turns Markdown into a Body; not to be shared between threads.

    `back_to_text` is the title of a footnote's way back, "{}" its number. With `short` false every text takes
    the long way, which is the reference: both must give the same bytes. What the long way made is taken from `kept`
    and put there.
    """
    long: Convert | None = None

    def convert(text: str) -> Body:
        nonlocal long
        made = shortcut.html_of(text, headings.placed) if short else None
        if made is not None:
            return Body(html=made)
        key = digest(text.encode("utf-8", "surrogatepass"), back_to_text) if kept is not None else b""
        if kept is not None and key in kept:
            html, unsafe, deep = kept[key]
            return Body(html=html, unsafe=unsafe, deep=deep)
        if long is None:
            from jianbao.publish import markup  # noqa: PLC0415  30 ms, for one text in twenty

            long = markup.converter(back_to_text)
        body = long(text)
        if kept is not None:
            kept[key] = (body.html, body.unsafe, body.deep)
        return body

    return convert


def rooted(body: str, root: str) -> str:
    """Write `root` ("../../" on a page, the site's absolute address in a feed) before this site's addresses."""
    return body.replace(ROOT, root)
