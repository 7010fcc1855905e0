"""Sight: a page as the networks see it, as arrays: what each block shows, and what each two blocks show together.

Row and column of an array of pairs are blocks of the page. What a block says is looked for in all others if it is
short: a head line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from jianbao.ingest import grams, openers, traits
from jianbao.ingest.traits import Traits

Array = npt.NDArray[np.float64]

MOST = 220
"""Pages of more blocks are not looked at so: time and memory grow with the square."""

_LINE = 60
_LEAST, _MOST_SEAM = -9.0, 12.0
_SEAM, _LIKE, _SHARE = 0.25, 2.0, 2.0
"""What brings seams, nearness and shares to numbers of about one."""

PAIRS = (
    "seam", "seam back", "like", "rare pairs said", "rare pairs said back", "triples said", "triples said back",
    "like and its neighbours", "like and its neighbours back",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sight:
    """A page: traits.own block by block, the direction of each block's topic, PAIRS for each two blocks."""

    rows: Array
    topics: Array
    pairs: Array


def sight(page: Traits) -> Sight:
    """Return a page of at most MOST blocks as arrays."""
    topics = np.array([[part / (topic.size or 1.0) for part in topic.sums] for topic in page.topics])
    seams = np.clip(_seams(page.forms), _LEAST, _MOST_SEAM) * _SEAM
    rare = _said(page, page.pairs, traits.rarity, none=-1.0) * _SHARE
    triples = _said(page, [*map(openers.triples, page.forms)], lambda _: 1.0, none=0.0) * _SHARE
    around = (topics @ _windows(topics).T) * _LIKE
    likes = np.array(page.likes)[:-1, :-1] * _LIKE
    pairs = (seams, seams.T, likes, rare, rare.T, triples, triples.T, around, around.T)
    return Sight(
        rows=np.array([traits.own(page, index) for index in range(len(page.blocks))]),
        topics=topics,
        pairs=np.stack(pairs, -1),
    )


def _seams(forms: Sequence[str]) -> Array:
    """Return grams.joint of each two blocks; of a block and itself the least."""
    table = np.frombuffer(grams.joint_table(), np.uint8)
    lefts = np.array([grams.left_places(form[-grams.REACH :]) for form in forms])
    rights = np.array([grams.right_places(form[: grams.REACH]) for form in forms])
    found = table[lefts[:, None] + rights[None]].sum(-1, dtype=np.int64) - grams.RAISE * len(grams.SPANS)
    seams: Array = found / grams.JOINT_SCALE
    empty = np.array([not form for form in forms])
    seams[empty] = 0.0
    seams[:, empty] = 0.0
    np.fill_diagonal(seams, _LEAST)
    return seams


def _said(page: Traits, held: Sequence[frozenset[str]], weigh: Callable[[str], float], *, none: float) -> Array:
    """Return how much of what each short block holds each other block holds, 0 to 1 (`none`: it holds nothing).

    -1 where a block is no line.
    """
    found = np.full((len(held), len(held)), -1.0)
    lines = np.array([index for index, form in enumerate(page.forms) if 0 < len(form) <= _LINE], int)
    known = {each: at for at, each in enumerate(sorted(frozenset[str]().union(*(held[i] for i in lines))))}
    found[lines] = none
    weights = np.array([weigh(each) for each in known])
    there = _marks(held, known)
    whole = there[lines] @ weights
    share = (there[lines] * weights) @ there.T
    told = whole > 0
    found[lines[told]] = share[told] / whole[told, None]
    np.fill_diagonal(found, -1.0)
    return found


def _marks(held: Iterable[frozenset[str]], known: dict[str, int]) -> Array:
    """Return for each block, as noughts and ones, which of the known groups it holds."""
    rows = list[Array]()
    for each in held:
        row = np.zeros(len(known))
        row[[known[group] for group in each if group in known]] = 1.0
        rows.append(row)
    return np.array(rows)


def _windows(topics: Array) -> Array:
    """Return the direction of what each block and its two neighbours speak of together."""
    whole = topics.copy()
    whole[1:] += topics[:-1]
    whole[:-1] += topics[1:]
    found: Array = whole / np.maximum(np.linalg.norm(whole, axis=1, keepdims=True), 1e-6)
    return found
