"""Heads: the head lines of an item become kicker, headline, deck and rubric.

A head block may hold several lines in one, a space between them: kicker and headline, the two halves of a headline,
or a headline that went on in a second line. Which it is, the words at the space tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from jianbao.ingest import geometry
from jianbao.ingest.seams import seam
from jianbao.model.block import Block, Kind
from jianbao.zh import divisions, punctuation

KINDS = (Kind.RUBRIC, Kind.KICKER, Kind.HEADLINE, Kind.DECK)
CONTENTS = frozenset(("导读", "今日导读", "本期导读"))
"""Names of boxes that list what other pages hold."""

BOXES = CONTENTS | {"图片报道", "图片新闻", "图片故事", "要闻速览", "简讯", "短讯"}
"""Names of boxes: above a picture or a list that has no headline of its own they are its headline."""

_BRACKETED = re.compile(r"(.{3,80}[^（])（([^（）\d]{3,24}(?<![稿版行案订]))）")
"""A headline with its rubric behind it: ``依山就势果飘香（县域经济见闻）``; ``（征求意见稿）`` is none."""

_LEADS = re.compile(
    r"(?:强调|指出|(?:会上|会议|时|中)要求|表示|提出|——|[:：]|(?:举行|召开|主持|出席|印发|发布|致信|回信|通知|答[^\s]{0,4}问)[^\s]{0,12}"
    r"(?:会议?|意见|通知|强调)|主持[^\s]{4,40}会议?|(?:回信|致信|致电)(?:勉励|祝贺|慰问)[^\s]{2,24}"
    r"|发表[^\s]{0,16}(?:文章|讲话|演讲))$"
)
"""How a kicker ends that leads to its headline: who spoke or wrote to whom, what was held, what was issued."""

_WIDE = 17.0
"""A line of a headline that went on below is at least so wide, in em."""

_FOLLOWS = 1.5
"""A seam from which two lines are taken for one that was torn inside a phrase (one chance pair in thirty)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """The head lines of an item, restored."""

    kicker: str = ""
    headline: str = ""
    deck: str = ""
    rubric: str = ""
    spare: tuple[Block, ...] = ()


def restore(text: str, *, head: bool = False) -> str:
    """Return a block's text as it was printed, in one line."""
    joined = punctuation.join(text.removeprefix(geometry.INDENT), head=head)
    return punctuation.curl(punctuation.widen(joined))[0]


def head_lines(blocks: Sequence[Block]) -> Heads:
    """Return the head lines of an item, its head blocks given in printed order.

    What is known to be a kicker or a deck is one. Else the first of two lines is the kicker and the second the
    headline, unless the first is much shorter (large type holds fewer characters): then the second is its deck.
    Of more, the shortest after the first is the headline.
    """
    rubrics = [block for block in blocks if block.kind is Kind.RUBRIC]
    if rubrics and len(rubrics) == len(blocks):
        return _split(
            Heads(headline=restore(rubrics[-1].text, head=True), rubric=_rubric(rubrics[:-1])), rubrics[1:-1]
        )
    kicker, deck = (
        " ".join(restore(block.text, head=True) for block in blocks if block.kind is kind)
        for kind in (Kind.KICKER, Kind.DECK)
    )
    lines = [block for block in blocks if block.kind is Kind.HEADLINE]
    if not lines:
        return _split(
            Heads(headline=kicker or deck, deck=deck if kicker else "", rubric=_rubric(rubrics)), rubrics[1:]
        )
    texts = [_one_line(block.text) for block in lines]
    if kicker or deck or len(texts) == 1:
        return _split(
            Heads(kicker=kicker, headline=" ".join(texts), deck=deck, rubric=_rubric(rubrics)), rubrics[1:]
        )
    main, spare = _main(texts), list[Block]()
    if main == 0:
        found = Heads(headline=texts[0], deck=texts[1], rubric=_rubric(rubrics))
    else:
        spare = [block for index, block in enumerate(lines) if index not in (0, main, main + 1)]
        below = "".join(texts[main + 1 : main + 2])
        found = Heads(kicker=texts[0], headline=texts[main], deck=below, rubric=_rubric(rubrics))
    return _split(found, [*rubrics[1:], *spare])


def _main(texts: Sequence[str]) -> int:
    """Return which of two or more lines is the headline."""
    if len(texts) == 2 and len(texts[0]) < 0.6 * len(texts[1]) and not _LEADS.search(texts[0]):
        return 0
    sizes = [len(text) for text in texts[1:]]
    return 1 + sizes.index(min(sizes))


def _rubric(blocks: Sequence[Block]) -> str:
    return restore(blocks[0].text, head=True).strip("■●▲◆□") if blocks else ""


def _one_line(text: str) -> str:
    """Return a headline's text, lines that were torn inside a phrase joined."""
    whole = restore(text, head=True)
    parts = whole.split(" ")
    out = parts[0]
    for part in parts[1:]:
        left = out.rsplit(" ", 1)[-1]
        goes_on = geometry.width(left) >= _WIDE and len(part) < 0.8 * len(left) and seam(left, part) > _FOLLOWS
        torn = goes_on and not _LEADS.search(left)
        out = f"{out}{'' if torn else ' '}{part}"
    return out


def _split(heads: Heads, spare: Sequence[Block]) -> Heads:
    """Return the heads with the kicker and the rubric that stood in one line with the headline taken out of it."""
    headline, rubric, kicker = heads.headline, heads.rubric, heads.kicker
    bracketed = _BRACKETED.fullmatch(headline) if not rubric else None
    if bracketed:
        headline, rubric = bracketed.group(1), bracketed.group(2)
    if not kicker and not heads.deck:
        kicker, headline = _kicker(headline)
    return Heads(kicker=kicker, headline=headline, deck=heads.deck, rubric=rubric, spare=tuple(spare))


def _kicker(headline: str) -> tuple[str, str]:
    """Return the kicker that stands before a headline in its line (or none), and the headline."""
    parts = headline.split(" ")
    for count in range(len(parts) - 1, 0, -1):
        above, below = " ".join(parts[:count]), " ".join(parts[count:])
        if (
            len(below) >= 4
            and not _is_open(above)
            and (_LEADS.search(above) or _names_anew(above, below) or _is_clause(above, below))
        ):
            return above, below
    return "", headline


def _is_clause(above: str, below: str) -> bool:
    """Return whether the upper line alone has a comma: the halves of one headline have hardly ever (docs)."""
    return "，" in above and "，" not in below


def _is_open(text: str) -> bool:
    """Return whether a bracket or quotation is open at the end of a text: what follows goes on with it."""
    return any(text.count(mark) > text.count(end) for mark, end in ("《》", "（）", "“”", "〈〉"))


def _names_anew(above: str, below: str) -> bool:
    """Return whether the lower line begins with a place or a number and the upper does not: its own subject."""
    return len(above) >= 5 and _subject(below) and not _subject(above) and len(above) != len(below)


def _subject(text: str) -> bool:
    return text[:1].isdigit() or any(text[:size] in _places() for size in (2, 3, 4))


@cache
def _places() -> frozenset[str]:
    """Return the short names of provinces and prefectures."""
    return frozenset(
        region.short
        for code, region in divisions.divisions().items()
        if code.endswith("00") and len(region.short) > 1
    )
