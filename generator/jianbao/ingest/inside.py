"""Inside: lines that look like headlines and stand inside an article.

Entries of a box of contents (导读) name a page: ``月季苗圃的冬天 第八版``, or the page stands in a line below.
Parts of a document are numbered: ``二、保护两岸``; of 50,000 headlines twelve begin so, none of them after 1984.
An article ends with where more is: ``（《条例》全文见第三版）``; of the 50,000 none stands in brackets as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jianbao.ingest import follow
from jianbao.ingest.heads import CONTENTS
from jianbao.model.block import Block

_PAGE = re.compile(r"第\s?[\d一二三四五六七八九十百]{1,4}\s?版$")
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")
_ELSEWHERE = re.compile(r"[（(][^（()）]*第[\d一二三四五六七八九十百、，,\s]{1,12}版[）)]")
_LINE = 60
_LITTLE = 0.01
_TITLE, _BODY, _PART = (follow.KINDS.index(name) for name in ("title", "body", "part"))


def entries(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the lines that name a page, and those right above a page's name, on a page with a box of contents."""
    texts = [block.text.strip() for block in blocks]
    if not CONTENTS & {*texts}:
        return frozenset()
    named = {at for at, text in enumerate(texts) if _PAGE.search(text) and len(text) <= _LINE}
    bare = {at - 1 for at in named if at and _PAGE.fullmatch(texts[at]) and len(texts[at - 1]) <= _LINE}
    return frozenset(at for at in named | bare if texts[at] not in CONTENTS)


def settled(blocks: Sequence[Block], tables: Sequence[Sequence[float]]) -> list[tuple[float, ...]]:
    """Return the chances of kinds: next to none that an entry, a numbered part or a word of more is a headline."""
    held = dict.fromkeys(entries(blocks), _PART)
    for at, block in enumerate(blocks):
        text = block.text.strip()
        if _NUMBERED.match(text):
            held[at] = _PART
        elif _ELSEWHERE.fullmatch(text):
            held[at] = _BODY
    return [_no_title(table, held[at]) if at in held else tuple(table) for at, table in enumerate(tables)]


def _no_title(table: Sequence[float], instead: int) -> tuple[float, ...]:
    spare = max(0.0, table[_TITLE] - _LITTLE)
    found = list(table)
    found[_TITLE], found[instead] = found[_TITLE] - spare, found[instead] + spare
    return tuple(found)
