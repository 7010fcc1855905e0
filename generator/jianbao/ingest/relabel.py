"""Relabel: where rules and learned model differ on head line or text, the one that is right more often counts.

The rules look at a block and its neighbours; the model has read pages. Over other dates (pages damaged on purpose)
a line that the model calls a head line is one even if the rules say text; one that it all but rules out is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jianbao.ingest import follow, geometry
from jianbao.model.block import Block, Kind
from jianbao.zh import punctuation

_HEADS = tuple(follow.KINDS.index(name) for name in ("title", "tail", "kicker", "deck", "rubric"))
_INSIDE = tuple(follow.KINDS.index(name) for name in ("subhead", "part"))
_HEAD = 0.5
_SURE_HEAD = 0.97
_FITS = 1.3
_TEXT = 0.04


def relabel(blocks: Sequence[Block], tables: Sequence[Sequence[float]]) -> tuple[Block, ...]:
    """Return labelled blocks with what the model's chances of kinds (follow.KINDS) put right.

    The certainty of a head line is then the chance that it stands above an item, not inside one.
    """
    before = (None, *blocks)
    return tuple(_settled(*each) for each in zip(blocks, before, tables, strict=False))


def _settled(block: Block, before: Block | None, table: Sequence[float]) -> Block:
    above = sum(table[index] for index in _HEADS)
    head = above + sum(table[index] for index in _INSIDE)
    if block.kind is Kind.PARAGRAPH and head >= (_SURE_HEAD if _runs_on(before, block) else _HEAD):
        return replace(block, kind=Kind.HEADLINE, certainty=above)
    if block.kind is Kind.HEADLINE and head < _TEXT:
        return replace(block, kind=Kind.PARAGRAPH, certainty=1 - head)
    return replace(block, certainty=above) if block.kind in (Kind.HEADLINE, Kind.RUBRIC) else block


def _runs_on(before: Block | None, block: Block) -> bool:
    """Return whether a line may go on the text above: that stops in mid-sentence, and the line fills its column."""
    if before is None or before.kind is not Kind.PARAGRAPH or punctuation.is_closed(before.text):
        return False
    column, wide = geometry.shape(before.text).column, geometry.width(block.text)
    return bool(column) and min(abs(wide - column), abs(wide + 2 - column)) < _FITS
