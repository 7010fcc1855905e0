"""Torn: what shows that text is missing behind a head line, a paragraph or a line of one."""

from __future__ import annotations

import re

from jianbao.ingest import geometry
from jianbao.zh import punctuation

_PARALLEL = re.compile(r"([㐀-鿿]{2})\n(?=[㐀-鿿]{2,10}\1(?:[,，]?以及|、|和))")
_ROOM = 0.8


def is_torn_head(text: str, *, leads: bool = False) -> bool:
    """Return whether a head line lost its end; one that `leads` to what follows may end in a dash."""
    dashes = () if leads else ("-", "—")
    return text.endswith((*dashes, "、", "，", "：")) or text.count("“") > text.count("”")


def is_whole(text: str) -> bool:
    """Return whether a paragraph or caption ends as one."""
    return punctuation.is_closed(text) or text.endswith(("：", "——", "）", "；"))


def lost_marks(text: str) -> tuple[int, ...]:
    """Return the offsets in a block's text of line ends that lost a mark between two items of a list.

    ``…平台企业⏎困难的企业，以及…``: both items end in the same word, a further one follows, and the line stops
    short of the column by the width of a mark.
    """
    shape = geometry.shape(text)
    if not shape.column:
        return ()
    lines = text.removeprefix(geometry.INDENT).split("\n")
    found = []
    for match in _PARALLEL.finditer(text):
        index = text.count("\n", 0, match.start())
        width = shape.first if index == 0 else geometry.width(lines[index])
        indent = 2.0 if index == 0 and shape.indented else 0.0
        if shape.column - width - indent >= _ROOM:
            found.append(match.end() - 1)
    return tuple(found)
