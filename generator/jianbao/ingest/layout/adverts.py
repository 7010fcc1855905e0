"""Advertisements: what a paper itself marks 广告 is no article; what only looks like one stays, and is told.

A paper must mark its advertisements so (Advertising Law of the People's Republic of China, article 14). Public
notices (公告, 声明, 启事) are articles of the kind `notice`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jianbao.ingest.layout.articles import Item
from jianbao.ingest.layout.glyphs import Seen
from jianbao.ingest.layout.threads import runs
from jianbao.model.article import Story
from jianbao.model.printed import Area, PrintedPage

_MARK = re.compile(r"[·•【（(\[]?\s?广\s?告\s?[·•】）)\]]?")
_WORD = re.compile(r"广\s?告")
_NUMBER = re.compile(r"(?<!\d)(?:0\d{2,3}[-—－ ]?\d{7,8}|1[3-9]\d{9}|[48]00[-—－ ]?\d{3,4}[-—－ ]?\d{3,4})(?!\d)")
_OFFERS = re.compile(
    r"热线|咨询|订购|抢购|选购|优惠|特价|折扣|促销|招商|加盟|售楼|开盘|团购|扫码|微信|地址[：:]|电话[：:]|网址|免费|限时|诚聘"
)
_LONGEST, _MOST = 400, 0.5
"""A text of more characters is no advertisement; a box that takes more of the page is its frame."""


def marked(found: Sequence[Item], page: PrintedPage, seen: Seen) -> list[bool]:
    """Return for each article whether it is an advertisement: it stands in a box marked so, or holds the mark."""
    if not _WORD.search("".join(glyph.text for glyph in seen.glyphs)):
        return [False] * len(found)
    marks = [Area(r.x0, r.y0, r.x1, r.y1) for r in runs(seen.glyphs, seen.body) if _MARK.fullmatch(r.text)]
    frames = [box for box in page.boxes if box.width * box.height < _MOST * page.width * page.height]
    boxes = [box for mark in marks if (box := _smallest(frames, mark)) is not None]
    return [
        any(_MARK.fullmatch(line.strip(" \u3000")) for block in item.blocks for line in block.text.split("\n"))
        or any(all(_holds(box, area, seen.body) for area in item.areas) for box in boxes)
        for item in found
    ]


def looks_like_one(story: Story) -> bool:
    """Return whether an unsigned short text gives a telephone number and offers something."""
    signed = story.byline or story.dateline or story.kind == "notice"
    text = story.headline + story.deck + "".join(paragraph.text for paragraph in story.paragraphs) + story.caption
    offers = len(set(_OFFERS.findall(text)))
    return not signed and len(text) <= _LONGEST and offers >= 2 and bool(_NUMBER.search(text))


def _smallest(boxes: Sequence[Area], mark: Area) -> Area | None:
    """Return the smallest box that a mark stands in; it may stand across an edge."""
    x, y = (mark.x0 + mark.x1) / 2, (mark.y0 + mark.y1) / 2
    slack = mark.height
    around = [
        box for box in boxes
        if box.x0 - slack <= x <= box.x1 + slack and box.y0 - slack <= y <= box.y1 + slack
    ]  # fmt: skip
    return min(around, key=lambda box: (box.width * box.height, box.y0, box.x0), default=None)


def _holds(box: Area, area: Area, slack: float) -> bool:
    return (
        box.x0 - slack <= area.x0
        and area.x1 <= box.x1 + slack
        and box.y0 - slack <= area.y0
        and area.y1 <= box.y1 + slack
    )
