"""Opinion: what the rules alone (stitch, cut) make of each block, as advice for the learned models."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jianbao.ingest import geometry
from jianbao.ingest.cut import cut
from jianbao.ingest.stitch import stitch
from jianbao.model.block import Block, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """Where the rules put a block: number of the cutting (-1: none), place in the page's order, certainty."""

    cutting: int = -1
    order: int = -1
    opens: bool = False
    subhead: bool = False
    certainty: float = 0.0


def opinions(blocks: Sequence[Block]) -> tuple[Opinion, ...]:
    """Return the opinion of the rules on each block."""
    held = dict[tuple[tuple[int, ...], str], list[int]]()
    for index, block in enumerate(blocks):
        held.setdefault((block.lines[:1], _bare(block)), []).append(index)
    found = [Opinion() for _ in blocks]
    order = 0
    for number, cutting in enumerate(cut(stitch(tuple(blocks)).value).value.cuttings):
        first = True
        for whole in cutting.blocks:
            for index in _pieces(whole, held):
                found[index] = Opinion(
                    cutting=number,
                    order=order,
                    opens=first,
                    subhead=whole.kind is Kind.SUBHEAD,
                    certainty=cutting.certainty,
                )
                order, first = order + 1, False
    return tuple(found)


def _bare(block: Block) -> str:
    return block.text.removeprefix(geometry.INDENT)


def _pieces(whole: Block, held: dict[tuple[tuple[int, ...], str], list[int]]) -> list[int]:
    """Return the blocks that a stitched block is made of, in its order, and take them off `held`."""
    exact = held.get((whole.lines[:1], _bare(whole)))
    if exact:
        return [exact.pop(0)]
    text, found = "\n" + _bare(whole) + "\n", list[tuple[int, int]]()
    lines = set(whole.lines)
    for (first, bare), indexes in held.items():
        if indexes and lines.issuperset(first):
            place = text.find("\n" + bare + "\n")
            if place >= 0:
                found.append((place, indexes.pop(0)))
    return [index for _, index in sorted(found)]
