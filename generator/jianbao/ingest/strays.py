"""Strays: pieces of text that stand where they do not belong, and the places they may have been torn from.

Each stray piece (an open end, nothing before it) is tried in every open place of the page. How sure a move is comes
from moves of known pages (scripts/calibrate_moves.py), by what the place gains and by how far it leaves the
second-best place behind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from jianbao.ingest import links
from jianbao.model.block import Block, Kind

MOST_TRIALS = 60_000
_LONGEST = 120
_RARE = 0.002
_SURELY_HEAD = 0.93
SURE = 0.9
"""A piece is moved from this certainty on: on damaged pages of other days .97 of such moves are right."""

WEIGHTS = {"bias": -4.15, "gain": 0.5, "margin": 1.02, "head": -1.99, "linked": -1.05, "text": 0.15}
"""How much each piece of evidence counts (logistic regression, scripts/calibrate_moves.py)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place for a fragment: after block `left`, before block `right` (-1: the paragraph ends there)."""

    left: int
    right: int
    gain: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A stray piece, the best place for it, by how much that is better than the second, and what it is now.

    `head`: it looks like a head line; `linked`: it reads on with a neighbour as well; `text`: the model's chance
    that it is running text inside an article.
    """

    stray: int
    place: Place
    margin: float
    head: bool = False
    linked: bool = False
    text: float = 0.5

    @property
    def sure(self) -> float:
        """The probability, 0 to 1, that the piece was torn from there."""
        weight = sum(WEIGHTS[name] * value for name, value in self.evidence().items()) + WEIGHTS["bias"]
        return 1 / (1 + exp(-max(-30.0, min(30.0, weight))))

    def evidence(self) -> dict[str, float]:
        """What speaks for the move, by name."""
        return {
            "gain": max(-5.0, min(10.0, self.place.gain)),
            "margin": max(0.0, min(6.0, self.margin)),
            "head": float(self.head),
            "linked": float(self.linked),
            "text": log(max(self.text, _RARE) / max(1 - self.text, _RARE)),
        }


def is_stray(
    index: int, blocks: Sequence[Block], found: Mapping[int, links.End], follow: Mapping[int, int], *, linked: bool
) -> bool:
    """Return whether the block looks torn from elsewhere: open end, no paragraph, nothing it continues.

    `linked`: also where it reads on with one neighbour, but with neither of them surely.
    """
    end, block = found[index], blocks[index]
    if end.closed or end.starts or len(block.text) > _LONGEST or block.text.count("\n") > 2:
        return False
    captioned = index + 1 < len(blocks) and blocks[index + 1].kind is Kind.CREDIT
    joined = (index in follow) + (index in follow.values())
    if captioned or joined > (1 if linked and block.kind is Kind.PARAGRAPH else 0):
        return False
    return block.kind is Kind.PARAGRAPH or block.certainty < _SURELY_HEAD


def best(
    strays: Sequence[int],
    blocks: Sequence[Block],
    found: Mapping[int, links.End],
    follow: Mapping[int, int],
    texts: Sequence[float] = (),
) -> list[Move]:
    """Return the best place of each stray piece, if it has any; `texts`: the blocks' chances of running text."""
    linked = {*follow, *follow.values()}
    kept = set(found) - (set(strays) - linked)  # a piece never hangs on one that hangs on nothing itself
    holes = [i for i in sorted(kept) if not found[i].closed and blocks[i].kind is Kind.PARAGRAPH]
    if len(strays) * len(holes) > MOST_TRIALS:
        return []
    before, moves = {right: left for left, right in follow.items()}, list[Move]()
    for stray in strays:
        places = sorted((_place(stray, hole, found, follow) for hole in holes if hole != stray), key=_best_first)
        if places:
            held = _held(stray, found, follow, before)
            rival = max(places[1].gain if len(places) > 1 else 0.0, held)
            moves.append(
                Move(
                    stray=stray,
                    place=places[0],
                    margin=places[0].gain - rival,
                    head=blocks[stray].kind is Kind.HEADLINE,
                    linked=stray in follow or stray in before,
                    text=texts[stray] if texts else 0.5,
                )
            )
    return moves


def _best_first(place: Place) -> tuple[float, int]:
    return -place.gain, place.left


def _held(
    stray: int, found: Mapping[int, links.End], follow: Mapping[int, int], before: Mapping[int, int]
) -> float:
    """Return how much holds the piece where it stands."""
    after = links.score(found[stray], found[follow[stray]], adjacent=True) if stray in follow else 0.0
    return after + (links.score(found[before[stray]], found[stray], adjacent=True) if stray in before else 0.0)


def _place(stray: int, hole: int, found: Mapping[int, links.End], follow: Mapping[int, int]) -> Place:
    """Return what is gained by putting `stray` after `hole`."""
    right = follow.get(hole, -1)
    before = links.score(found[hole], found[stray], adjacent=False)
    if right < 0:
        return Place(left=hole, right=-1, gain=before - 1.0)
    after = links.score(found[stray], found[right], adjacent=False)
    without = links.score(found[hole], found[right], adjacent=True)
    return Place(left=hole, right=right, gain=before + after - without + 3.0)
