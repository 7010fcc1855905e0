"""Compose: the learned way of a page, from blocks to cuttings.

A learned distribution over kinds for each block, a learned probability that one follows another, the best chains
of the whole page (assign.py), then each chain is an item. Where every text stands is decided; nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import fmean

from jianbao.ingest import assign, follow, geometry, links, traits, trees
from jianbao.ingest import problems as codes
from jianbao.ingest.cut import Cuttings
from jianbao.ingest.stitch import is_torn_head_pair, shown
from jianbao.ingest.traits import Traits
from jianbao.model.block import Block, Cutting, Kind, Leftover
from jianbao.model.problem import Problem, Where

_KINDS = {
    "title": Kind.HEADLINE,
    "tail": Kind.HEADLINE,
    "rubric": Kind.RUBRIC,
    "body": Kind.PARAGRAPH,
    "subhead": Kind.SUBHEAD,
    "caption": Kind.CAPTION,
    "credit": Kind.CREDIT,
    "byline": Kind.BYLINE,
    "noise": Kind.NOISE,
}
_SURE_RUBRIC = 0.9
_BOXES = ("图片报道", "图片新闻", "导读", "要闻速览", "今日导读", "本期导读", "简讯", "短讯")
_NEED = 0.5
"""Log odds that a link needs."""

_GOES_ON = 4.0
"""Log odds for text that is no head line: it goes on with something."""

_SURE_MOVE = 0.95
"""Text that does not stand next to what it goes on with is moved from this chance on."""

_TEXT = (Kind.PARAGRAPH, Kind.CAPTION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A page as the models read it: kind and certainty of each block, the chains, the chances of their links."""

    page: Traits
    kinds: tuple[str, ...]
    sure: tuple[float, ...]
    chains: tuple[tuple[int, ...], ...]
    chances: tuple[tuple[float, ...], ...]


def read(blocks: Sequence[Block]) -> Reading:
    """Return how the models read labelled blocks."""
    page = traits.read(blocks)
    model = trees.forest("kinds")
    tables = [model.chances(traits.around(page, index)) for index in range(len(blocks))]
    kinds = [
        "rubric" if _is_rubric(block) else _likeliest(table) for block, table in zip(blocks, tables, strict=True)
    ]
    linker, near = trees.forest("follow"), _near(kinds)
    chances = dict[assign.Link, float]()
    weights = dict[assign.Link, float]()
    for pair in follow.candidates(page, tables):
        if "noise" in (kinds[pair.left], kinds[pair.right]):
            continue
        link = (pair.left, pair.right)
        chances[link] = linker.chance(pair.row)
        if chances[link] < _SURE_MOVE and near[pair.left] != pair.right:
            continue
        extra = 0.0 if kinds[pair.right] in ("title", "rubric") else _GOES_ON
        weights[link] = assign.odds(chances[link]) - _NEED + extra
    found = assign.chains(len(blocks), weights)
    return Reading(
        page=page,
        kinds=tuple(kinds),
        sure=tuple(map(max, tables)),
        chains=tuple(map(tuple, found)),
        chances=tuple(tuple(chances[link] for link in pairwise(c)) for c in found),
    )


def _is_rubric(block: Block) -> bool:
    """Return whether a block is a rubric known by name; the name of a box may stand as its headline."""
    return block.kind is Kind.RUBRIC and block.certainty > _SURE_RUBRIC and block.text.strip() not in _BOXES


def _near(kinds: Sequence[str]) -> list[int]:
    """Return the next block that is no running head, for each block (-1: none)."""
    found, following = list[int](), -1
    for index in range(len(kinds) - 1, -1, -1):
        found.append(following)
        following = index if kinds[index] != "noise" else following
    return found[::-1]


def _likeliest(table: Sequence[float]) -> str:
    return follow.KINDS[max(range(len(table)), key=lambda index: (table[index], -index))]


def compose(reading: Reading) -> Cuttings:
    """Return the items of a page that was read, and what belongs to none."""
    items, loose = list[Cutting](), list[Block]()
    for chain, chances in zip(reading.chains, reading.chances, strict=True):
        blocks = _joined(reading, chain)
        if any(block.kind in _TEXT for block in blocks):
            items.append(Cutting(blocks=tuple(blocks), certainty=_certainty(reading, chain, chances)))
        else:
            loose += blocks
    left = [Leftover(text=block.text.replace("\n", " "), lines=block.lines) for block in loose]
    return Cuttings(cuttings=tuple(items), leftovers=tuple(sorted(left, key=lambda each: each.lines)))


def moves(reading: Reading, file: str) -> tuple[Problem, ...]:
    """Return a note for each block that was moved to where it reads on."""
    near, blocks = _near(reading.kinds), reading.page.blocks
    return tuple(
        codes.MOVED.at(
            Where(file=file, line=blocks[right].lines[0]),
            before=shown(blocks[left].text)[-10:],
            after=shown(blocks[right].text)[:10],
        )
        for chain in reading.chains
        for left, right in pairwise(chain)
        if near[left] != right
    )


def _certainty(reading: Reading, chain: Sequence[int], chances: Sequence[float]) -> float:
    """Return how sure the item is: the mean of its links and its opening."""
    return fmean([reading.sure[chain[0]], *chances])


def _joined(reading: Reading, chain: Sequence[int]) -> list[Block]:
    """Return the blocks of a chain, torn titles and paragraphs whole, head lines inside the text subheads."""
    out = list[Block]()
    for place, index in enumerate(chain):
        block, name = reading.page.blocks[index], reading.kinds[index]
        kind = _KINDS[name]
        before = out[-1] if out else None
        torn = (
            before is not None and before.kind is Kind.HEADLINE and (name == "tail" or _torn(name, before, block))
        )
        if before is not None and (torn or (name == "body" and _goes_on(reading, chain[place - 1], index))):
            out[-1] = _glued(before, block)
        else:
            inside = any(each.kind in _TEXT for each in out)
            out.append(replace(block, kind=Kind.SUBHEAD if kind is Kind.HEADLINE and inside else kind))
    return out


def _torn(name: str, before: Block, block: Block) -> bool:
    """Return whether the block is the second line of the title before it."""
    if before.kind is not Kind.HEADLINE:
        return False
    return name == "tail" or (name == "title" and is_torn_head_pair(before, block))


def _goes_on(reading: Reading, left: int, right: int) -> bool:
    """Return whether two body blocks are one paragraph."""
    ends = reading.page.ends
    return reading.kinds[left] == "body" and links.score(ends[left], ends[right], adjacent=True) > 0


def _glued(before: Block, block: Block) -> Block:
    text = f"{before.text}\n{block.text.removeprefix(geometry.INDENT)}"
    return replace(before, text=text, lines=tuple(dict.fromkeys((*before.lines, *block.lines))))
