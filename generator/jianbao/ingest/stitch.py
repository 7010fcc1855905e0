"""Stitch: pieces of one paragraph, torn at column ends, become one block; stray fragments go back to their place.

Two steps over scored links: neighbours that continue one another are joined; then each stray piece (nothing
before it, an open end) is tried in every open place of the page, and moved where one place is clearly the best.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from jianbao.ingest import geometry, links
from jianbao.ingest import problems as codes
from jianbao.ingest.seams import seam
from jianbao.ingest.strays import SURE, Move, Place, best, is_stray
from jianbao.model.block import Block, Kind
from jianbao.model.problem import Found, Problem, Where
from jianbao.zh import punctuation

_MOVE = 3.2
_MARGIN = 0.8
_HEAD_SEAM = 2.0  # a seam as good as this is chance once in a hundred times
_OFFERED = 0.3  # from this certainty on a move that is not made is told


def stitch(blocks: tuple[Block, ...], file: str = "", texts: Sequence[float] = ()) -> Found[tuple[Block, ...]]:
    """Return `blocks` with torn paragraphs whole; a moved fragment shows in the order of the block's lines.

    Pieces that found no place keep theirs as kind FRAGMENT. `texts`: the model's chance, block by block, of running
    text. With it pieces are moved by a calibrated certainty (strays.py), likely moves that are not sure enough are
    offered; without it by the rules' own weights, as the models were taught what the rules think.
    """
    found = {index: links.ends(block) for index, block in enumerate(blocks) if may_be_body(block)}
    follow = joined(blocks, found, range(len(blocks)))
    strays = [index for index in found if is_stray(index, blocks, found, follow, linked=bool(texts))]
    offers = list[Move]()
    if texts:
        ranked = sorted(best(strays, blocks, found, follow, texts), key=lambda move: (-move.sure, move.stray))
        moved = _apart([move for move in ranked if move.sure >= SURE])
        offers = [move for move in ranked if move not in moved and move.sure >= _OFFERED]
        gone = {move.stray for move in moved}
        follow = joined(blocks, found, [index for index in range(len(blocks)) if index not in gone])
        moved = [replace(move, place=replace(move.place, right=follow.get(move.place.left, -1))) for move in moved]
        strays = [index for index in strays if index not in follow and index not in follow.values()]
    else:
        moved = _moves(strays, blocks, found, follow)
    chains = _chains(blocks, follow, moved)
    out = list[Block]()
    for chain in chains:
        whole = _whole([blocks[index] for index in chain], lost=len(chain) == 1 and chain[0] in strays)
        out.append(replace(whole, tears=_tears(chain, blocks, found)))
    notes = [_note(blocks, move.stray, move.place, file) for move in moved]
    notes += [_offer(blocks, move, file) for move in sorted(offers, key=lambda move: move.stray)]
    return Found(value=tuple(out), problems=tuple(notes))


def may_be_body(block: Block) -> bool:
    """Return whether a block may be running text: a head line of one line may be a torn piece of it."""
    return block.kind is Kind.PARAGRAPH or (block.kind is Kind.HEADLINE and "\n" not in block.text)


def joined(blocks: Sequence[Block], found: Mapping[int, links.End], order: Sequence[int]) -> dict[int, int]:
    """Return which body block continues which, for blocks that stand next to one another in `order`."""
    follow = dict[int, int]()
    for left, right in pairwise(order):
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


def _moves(
    strays: Sequence[int], blocks: Sequence[Block], found: Mapping[int, links.End], follow: Mapping[int, int]
) -> list[Move]:
    """Return where stray pieces surely go by the rules alone: the best place first, each place used once."""
    likely = [
        move
        for move in best(strays, blocks, found, follow)
        if move.place.gain > _MOVE + (1.5 if move.head else 0.0) and move.margin > _MARGIN
    ]
    return _apart(sorted(likely, key=lambda move: (-move.place.gain, move.stray)))


def _apart(ranked: Sequence[Move]) -> list[Move]:
    """Return the moves that can be made together, the first ones first: none goes where another left."""
    taken, moves = set[int](), list[Move]()
    for move in ranked:
        if not taken & {move.place.left, move.stray}:
            taken |= {move.place.left, move.stray}
            moves.append(move)
    return moves


def _chains(blocks: Sequence[Block], follow: Mapping[int, int], moved: Sequence[Move]) -> list[list[int]]:
    """Return the blocks as chains, each to become one block, in the order of the page."""
    after = dict(follow)
    for move in moved:
        after[move.place.left] = move.stray
        if move.place.right >= 0:
            after[move.stray] = move.place.right
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


def _tears(chain: Sequence[int], blocks: Sequence[Block], found: Mapping[int, links.End]) -> tuple[int, ...]:
    """Return the offsets, in the joined text, of the joints of body text in mid-sentence."""
    tears, length = list[int](), len(blocks[chain[0]].text)
    for left, right in pairwise(chain):
        if blocks[left].kind is Kind.PARAGRAPH and left in found and not found[left].closed:
            tears.append(length)
        length += 1 + len(blocks[right].text.removeprefix(geometry.INDENT))
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


def _offer(blocks: Sequence[Block], move: Move, file: str) -> Problem:
    left = blocks[move.place.left]
    return codes.MOVE_OFFERED.at(
        Where(file=file, line=blocks[move.stray].lines[0]), before=shown(left.text)[-10:], line=left.lines[-1]
    )


def shown(text: str) -> str:
    """Return a block's text as a person reads it."""
    return punctuation.curl(punctuation.widen(punctuation.join(text.removeprefix(geometry.INDENT))))[0]
