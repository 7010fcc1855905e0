"""An article's text as HTML: by the short way where that knows all of it, else by Python-Markdown (markup.py).

Python-Markdown is loaded with the first text that needs it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jianbao.publish import headings, shortcut

ROOT = "\x1f"
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


def converter(back_to_text: str = "{}", *, short: bool = True) -> Convert:
    """Make the function that turns Markdown into a Body; not to be shared between threads.

    `back_to_text` is the title of a footnote's way back, "{}" its number. With `short` false every text takes
    the long way, which is the reference: both must give the same bytes.
    """
    long: Convert | None = None

    def convert(text: str) -> Body:
        nonlocal long
        made = shortcut.html_of(text, headings.placed) if short else None
        if made is not None:
            return Body(html=made)
        if long is None:
            from jianbao.publish import markup  # noqa: PLC0415  30 ms, for one text in twenty

            long = markup.converter(back_to_text)
        return long(text)

    return convert


def rooted(body: str, root: str) -> str:
    """Write `root` ("../../" on a page, the site's absolute address in a feed) before this site's addresses."""
    return body.replace(ROOT, root)
