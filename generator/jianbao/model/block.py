"""The work of import: blocks 块 of a page, and cuttings 剪报 made of them."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Kind(enum.StrEnum):
    """What a block is on the printed page."""

    RUBRIC = "rubric"  # 栏目
    KICKER = "kicker"  # 引题 (above the headline)
    HEADLINE = "headline"  # 主题
    DECK = "deck"  # 副题 (below the headline)
    BYLINE = "byline"  # 署名
    DATELINE = "dateline"  # 电头
    PARAGRAPH = "paragraph"
    SUBHEAD = "subhead"  # 小标题
    PART = "part"  # a line above a part of an article that its publisher counts as a paragraph
    PULLQUOTE = "pullquote"  # 提要
    CAPTION = "caption"  # 图片说明
    CREDIT = "credit"  # 图片署名
    NOTE = "note"  # 编者按
    JUMP = "jump"  # 转版
    FRAGMENT = "fragment"  # 断片: body text torn from its place
    NOISE = "noise"  # page imprint, running heads


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of source text that is one thing on the page.

    `text` keeps what cleaning kept; inside it a newline is a line end of the printed column (the wrap),
    so geometry survives until the text is restored. `lines` are 1-based numbers in the source file.
    `certainty` is the probability, 0 to 1, that `kind` is right. `tears` are the places (offsets in `text`) where
    pieces were joined that do not read on: the source lost text there.
    """

    text: str
    lines: tuple[int, ...]
    kind: Kind = Kind.PARAGRAPH
    certainty: float = 1.0
    tears: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cutting:
    """One item of the page: its blocks in reading order."""

    blocks: tuple[Block, ...]
    certainty: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Leftover:
    """Source text that belongs to no article: reported, never dropped."""

    text: str
    lines: tuple[int, ...]
