"""Lines that say where a story goes on or comes from: 下转第4版, 上接第1版, 紧接第一版."""

from __future__ import annotations

import re

_PAGE = r"第?\s?[\d一二三四五六七八九十]{1,3}\s?版"
_LINE = re.compile(rf"[（(](?:下转|上接|紧接){_PAGE}[^（）()]{{0,20}}[）)]")
_COMES = re.compile(rf"[（(]?(?:上接|紧接){_PAGE}")
_GOES = re.compile(rf"下转{_PAGE}[^（）()。]{{0,20}}[）)]?[▶►>]?$")


def is_jump(text: str) -> bool:
    """Return whether a line says nothing else than that."""
    return bool(_LINE.fullmatch(text.strip(" \u3000")))


def comes(text: str) -> bool:
    """Return whether a text opens with the page it comes from: no text before it on this page goes on in it."""
    return bool(_COMES.match(text.lstrip(" \u3000")))


def goes(text: str) -> bool:
    """Return whether a text ends with the page it goes on on: nothing after it on this page is more of it."""
    return bool(_GOES.search(text.rstrip(" \u3000")))
