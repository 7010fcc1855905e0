"""Compose: the chains of a page that was decided on become items, their torn titles and paragraphs whole.

Where every text stands is decided; nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import fmean

from jianbao.ingest import geometry, links
from jianbao.ingest import problems as codes
from jianbao.ingest.cut import Cuttings
from jianbao.ingest.decide import Reading, is_apart
from jianbao.ingest.stitch import is_torn_head_pair, shown
from jianbao.model.block import Block, Cutting, Kind, Leftover
from jianbao.model.problem import Problem, Where
from jianbao.zh import punctuation

_KINDS = {
    "title": Kind.HEADLINE,
    "tail": Kind.HEADLINE,
    "kicker": Kind.KICKER,
    "deck": Kind.DECK,
    "rubric": Kind.RUBRIC,
    "lead": Kind.PARAGRAPH,
    "body": Kind.PARAGRAPH,
    "subhead": Kind.SUBHEAD,
    "part": Kind.PART,
    "caption": Kind.CAPTION,
    "credit": Kind.CREDIT,
    "byline": Kind.BYLINE,
    "noise": Kind.NOISE,
}
_HEAD_KINDS = (Kind.HEADLINE, Kind.KICKER, Kind.DECK)
_TEXT = (Kind.PARAGRAPH, Kind.CAPTION)


def compose(reading: Reading) -> Cuttings:
    """Return the items of a page that was read, and what belongs to none."""
    items, loose = list[Cutting](), list[Block]()
    for at, chain in enumerate(reading.chains):
        blocks = _joined(reading, chain)
        if any(block.kind in _TEXT for block in blocks):
            items.append(Cutting(blocks=tuple(blocks), certainty=certainty(reading, at)))
        else:
            loose += blocks
    left = [Leftover(text=block.text.replace("\n", " "), lines=block.lines) for block in loose]
    return Cuttings(cuttings=tuple(items), leftovers=tuple(sorted(left, key=lambda each: each.lines)))


def moves(reading: Reading, file: str) -> tuple[Problem, ...]:
    """Return a note for each block that was moved to where it reads on."""
    blocks = reading.page.blocks
    return tuple(
        codes.MOVED.at(
            Where(file=file, line=blocks[right].lines[0]),
            before=shown(blocks[left].text)[-10:],
            after=shown(blocks[right].text)[:10],
        )
        for chain in reading.chains
        for left, right in pairwise(chain)
        if is_apart(reading.kinds, left, right)
    )


def offers(reading: Reading, file: str) -> tuple[Problem, ...]:
    """Return a note for each block that may belong elsewhere and was left where it stands."""
    blocks = reading.page.blocks
    return tuple(
        codes.MOVE_OFFERED.at(
            Where(file=file, line=blocks[right].lines[0]),
            before=shown(blocks[left].text)[-10:],
            line=blocks[left].lines[-1],
        )
        for left, right in reading.offers
    )


def certainty(reading: Reading, at: int) -> float:
    """Return how sure an item (the chain of this number) is: the mean of its opening and its links."""
    return fmean([reading.opens[at], *reading.chances[at]])


def _joined(reading: Reading, chain: Sequence[int]) -> list[Block]:
    """Return the blocks of a chain, torn titles and paragraphs whole, head lines inside the text subheads."""
    out = list[Block]()
    for place, index in enumerate(chain):
        block, name = reading.page.blocks[index], reading.kinds[index]
        kind = _KINDS[name]
        if kind in _HEAD_KINDS:
            block = replace(block, text=block.text.replace("\n", " "))  # where the line ended the words tell
        before = out[-1] if out else None
        tail = (
            before is not None and before.kind is Kind.HEADLINE and (name == "tail" or _torn(name, before, block))
        )
        goes_on = name in ("lead", "body") and place > 0 and _goes_on(reading, chain[place - 1], index)
        if before is not None and (tail or goes_on):
            out[-1] = _glued(before, block)
        else:
            inside = any(each.kind in _TEXT for each in out)
            out.append(replace(block, kind=Kind.SUBHEAD if kind in _HEAD_KINDS and inside else kind))
    return out


def _torn(name: str, before: Block, block: Block) -> bool:
    """Return whether the block is the second line of the title before it."""
    if before.kind is not Kind.HEADLINE:
        return False
    return name == "tail" or (name == "title" and is_torn_head_pair(before, block))


def _goes_on(reading: Reading, left: int, right: int) -> bool:
    """Return whether two body blocks are one paragraph."""
    ends = reading.page.ends
    return reading.kinds[left] in ("lead", "body") and links.score(ends[left], ends[right], adjacent=True) > 0


def _glued(before: Block, block: Block) -> Block:
    text = f"{before.text}\n{block.text.removeprefix(geometry.INDENT)}"
    body = before.kind is Kind.PARAGRAPH and not punctuation.is_closed(before.text)
    tears = (*before.tears, len(before.text)) if body else before.tears
    return replace(before, text=text, lines=tuple(dict.fromkeys((*before.lines, *block.lines))), tears=tears)
