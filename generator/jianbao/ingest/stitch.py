"""Stitch: pieces of one paragraph, torn at column ends, become one block; stray fragments go back to their place.

Two steps over scored links: neighbours that continue one another are joined; then each stray piece (nothing
before it, an open end) is tried in every open place of the page, and moved where one place is clearly the best.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from jianbao.ingest import geometry, links
from jianbao.ingest import problems as codes
from jianbao.ingest.seams import seam
from jianbao.model.block import Block, Kind
from jianbao.model.problem import Found, Problem, Where
from jianbao.zh import punctuation

_MOVE = 3.2
_MARGIN = 0.8
_HEAD_SEAM = 2.0  # a seam as good as this is chance once in a hundred times
_LOSSY = 0.34  # a page with a greater share of joints that do not read on has lost lines
_TEAR = -2.2  # below this, what meets at a joint hardly follows: one true joint in five, four false ones in five
_MOST_TRIALS = 60_000
_LONGEST_FRAGMENT = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place for a fragment: after block `left`, before block `right` (-1: the paragraph ends there)."""

    left: int
    right: int
    gain: float


def stitch(blocks: tuple[Block, ...], file: str = "") -> Found[tuple[Block, ...]]:
    """Return `blocks` with torn paragraphs whole; a moved fragment shows in the order of the block's lines.

    Pieces that found no place keep theirs as kind FRAGMENT.
    """
    found = {index: links.ends(block) for index, block in enumerate(blocks) if _may_be_body(block)}
    follow = _neighbours(blocks, found)
    strays = [index for index in found if _is_stray(index, blocks, found, follow)]
    moved = _moves(strays, blocks, found, follow)
    chains = _chains(blocks, follow, moved)
    said = "|".join(block.text.replace("\n", "") for block in blocks)
    torn = {joint for joint in _joints(chains, blocks, found) if not _reads_on(*joint, found, said)}
    lossy = len(torn) >= 2 and len(torn) > _LOSSY * len(_joints(chains, blocks, found))
    out = list[Block]()
    for chain in chains:
        whole = _whole([blocks[index] for index in chain], lost=len(chain) == 1 and chain[0] in strays)
        out.append(replace(whole, tears=_tears(chain, blocks, torn)) if lossy else whole)
    notes = tuple(_note(blocks, stray, place, file) for stray, place in moved)
    return Found(value=tuple(out), problems=notes)


def _may_be_body(block: Block) -> bool:
    return block.kind is Kind.PARAGRAPH or (block.kind is Kind.HEADLINE and "\n" not in block.text)


def _neighbours(blocks: Sequence[Block], found: Mapping[int, links.End]) -> dict[int, int]:
    """Return which body block continues which, for blocks that stand next to one another."""
    follow = dict[int, int]()
    for left, right in zip(range(len(blocks)), range(1, len(blocks)), strict=False):
        both = blocks[left].kind is Kind.PARAGRAPH and blocks[right].kind is Kind.PARAGRAPH
        heads = blocks[left].kind is Kind.HEADLINE and blocks[right].kind is Kind.HEADLINE
        if (both and links.score(found[left], found[right], adjacent=True) > 0) or (
            heads and is_torn_head_pair(blocks[left], blocks[right])
        ):
            follow[left] = right
    return follow


def is_torn_head_pair(left: Block, right: Block) -> bool:
    """Return whether two head lines are one that was torn inside a word."""
    return len(right.text) < len(left.text) and seam(left.text, right.text) > _HEAD_SEAM


def _is_stray(
    index: int, blocks: Sequence[Block], found: Mapping[int, links.End], follow: Mapping[int, int]
) -> bool:
    """Return whether the block looks torn from elsewhere: open end, nothing it continues, nothing continues it."""
    end, block = found[index], blocks[index]
    if end.closed or end.starts or len(block.text) > _LONGEST_FRAGMENT or block.text.count("\n") > 2:
        return False
    captioned = index + 1 < len(blocks) and blocks[index + 1].kind is Kind.CREDIT
    if captioned or index in follow or index in follow.values():
        return False
    return block.kind is Kind.PARAGRAPH or block.certainty < 0.93


def _moves(
    strays: Sequence[int], blocks: Sequence[Block], found: Mapping[int, links.End], follow: Mapping[int, int]
) -> list[tuple[int, Place]]:
    """Return where stray pieces go: the best place first, each place used once."""
    kept = set(found) - set(strays)  # a piece never hangs on another stray: chains stay free of circles
    holes = [i for i in sorted(kept) if not found[i].closed and blocks[i].kind is Kind.PARAGRAPH]
    if len(strays) * len(holes) > _MOST_TRIALS:
        return []
    wanted = list[tuple[float, int, Place]]()
    for stray in strays:
        places = sorted((_place(stray, hole, found, follow) for hole in holes), key=_best_first)
        need = _MOVE + (1.5 if blocks[stray].kind is Kind.HEADLINE else 0.0)
        rival = places[1].gain if len(places) > 1 else 0.0
        if places and places[0].gain > need and places[0].gain - rival > _MARGIN:
            wanted.append((-places[0].gain, stray, places[0]))
    taken, moves = set[int](), list[tuple[int, Place]]()
    for _, stray, place in sorted(wanted, key=lambda item: item[:2]):
        if not taken & {place.left, stray}:
            taken |= {place.left, stray}
            moves.append((stray, place))
    return moves


def _best_first(place: Place) -> tuple[float, int]:
    return -place.gain, place.left


def _place(stray: int, hole: int, found: Mapping[int, links.End], follow: Mapping[int, int]) -> Place:
    """Return what is gained by putting `stray` after `hole`."""
    right = follow.get(hole, -1)
    before = links.score(found[hole], found[stray], adjacent=False)
    if right < 0:
        return Place(left=hole, right=-1, gain=before - 1.0)
    after = links.score(found[stray], found[right], adjacent=False)
    without = links.score(found[hole], found[right], adjacent=True)
    return Place(left=hole, right=right, gain=before + after - without + 3.0)


def _chains(blocks: Sequence[Block], follow: Mapping[int, int], moved: list[tuple[int, Place]]) -> list[list[int]]:
    """Return the blocks as chains, each to become one block, in the order of the page."""
    after = dict(follow)
    for stray, place in moved:
        after[place.left] = stray
        if place.right >= 0:
            after[stray] = place.right
    led = set(after.values())
    chains = []
    for start in range(len(blocks)):
        if start in led:
            continue
        chain = [start]
        while chain[-1] in after:
            chain.append(after[chain[-1]])
        chains.append(chain)
    return chains


def _joints(
    chains: Sequence[Sequence[int]], blocks: Sequence[Block], found: Mapping[int, links.End]
) -> list[tuple[int, int]]:
    """Return the joints of body text in mid-sentence."""
    return [(a, b) for chain in chains for a, b in pairwise(chain) if _runs_on(blocks[a], found.get(a))]


def _runs_on(block: Block, end: links.End | None) -> bool:
    return end is not None and block.kind is Kind.PARAGRAPH and not end.closed


def _reads_on(left: int, right: int, found: Mapping[int, links.End], said: str) -> bool:
    """Return whether what meets at a joint follows: by the language, or because the page says so elsewhere."""
    tail, head = found[left].tail, found[right].head
    return seam(tail, head) >= _TEAR or (tail[-3:] + head[:3]).replace("\n", "") in said


def _tears(chain: Sequence[int], blocks: Sequence[Block], torn: set[tuple[int, int]]) -> tuple[int, ...]:
    """Return the offsets, in the joined text, of the joints that do not read on."""
    tears, length = list[int](), len(blocks[chain[0]].text)
    for joint in pairwise(chain):
        if joint in torn:
            tears.append(length)
        length += 1 + len(blocks[joint[1]].text.removeprefix(geometry.INDENT))
    return tuple(tears)


def _whole(pieces: list[Block], *, lost: bool) -> Block:
    """Return one block of a chain; its lines keep the reading order."""
    first = pieces[0]
    if lost and first.kind is Kind.PARAGRAPH:
        return replace(first, kind=Kind.FRAGMENT)
    if len(pieces) == 1:
        return first
    text = "\n".join([first.text, *(piece.text.removeprefix(geometry.INDENT) for piece in pieces[1:])])
    lines = tuple(dict.fromkeys(line for piece in pieces for line in piece.lines))
    certainty = min(piece.certainty for piece in pieces)
    return Block(text=text, lines=lines, kind=first.kind, certainty=certainty)


def _note(blocks: Sequence[Block], stray: int, place: Place, file: str) -> Problem:
    before = shown(blocks[place.left].text)[-10:]
    after = shown(blocks[place.right].text)[:10] if place.right >= 0 else "…"
    return codes.MOVED.at(Where(file=file, line=blocks[stray].lines[0]), before=before, after=after)


def shown(text: str) -> str:
    """Return a block's text as a person reads it."""
    return punctuation.curl(punctuation.widen(punctuation.join(text.removeprefix(geometry.INDENT))))[0]
