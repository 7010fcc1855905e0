"""In which widths import keeps a picture: its name says it.

Beside 03-1-1240w.webp lie 03-1-480w.webp and 03-1-960w.webp. So the page of an article offers a browser the widths
there are, and no build opens a picture.
"""

from __future__ import annotations

import re

STEPS = (480, 960)
WIDEST = 1600

_NAME = re.compile(r"(.+)-(\d{1,4})w\.webp")


def kept(wide: int) -> tuple[int, ...]:
    """Return the widths, rising, in which a picture `wide` pixels wide is kept; none wider than it is."""
    whole = min(wide, WIDEST)
    return (*(step for step in STEPS if step < 0.85 * whole), whole)


def named(stem: str, wide: int) -> str:
    """Return the name of a picture in a width."""
    return f"{stem}-{wide}w.webp"


def all_of(src: str) -> tuple[tuple[str, int], ...]:
    """Return the addresses and widths of a picture whose address says that import kept it; else nothing."""
    found = _NAME.fullmatch(src)
    return tuple((named(found[1], wide), wide) for wide in kept(int(found[2]))) if found else ()
