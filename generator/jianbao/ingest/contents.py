"""Contents: a box that lists what other pages hold (导读); its lines look like headlines and open no article.

An entry names its page: ``用热情浇灌文明互鉴之花 第十八版``, or the page stands in a line of its own below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jianbao.ingest import follow
from jianbao.model.block import Block

BOXES = frozenset(("导读", "今日导读", "本期导读", "要闻导读"))
_PAGE = re.compile(r"第\s?[\d一二三四五六七八九十百]{1,4}\s?版$")
_LINE = 60
_LITTLE = 0.01
_TITLE, _PART = (follow.KINDS.index(name) for name in ("title", "part"))


def entries(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the lines that name a page, and those right above a page's name, on a page with a box of contents."""
    texts = [block.text.strip() for block in blocks]
    if not BOXES & {*texts}:
        return frozenset()
    named = {at for at, text in enumerate(texts) if _PAGE.search(text) and len(text) <= _LINE}
    bare = {at - 1 for at in named if at and _PAGE.fullmatch(texts[at]) and len(texts[at - 1]) <= _LINE}
    return frozenset(at for at in named | bare if texts[at] not in BOXES)


def settled(blocks: Sequence[Block], tables: Sequence[Sequence[float]]) -> list[tuple[float, ...]]:
    """Return the chances of kinds with next to none left that an entry of the contents is a headline."""
    listed = entries(blocks)
    return [_no_title(table) if at in listed else tuple(table) for at, table in enumerate(tables)]


def _no_title(table: Sequence[float]) -> tuple[float, ...]:
    spare = max(0.0, table[_TITLE] - _LITTLE)
    found = list(table)
    found[_TITLE], found[_PART] = found[_TITLE] - spare, found[_PART] + spare
    return tuple(found)
