"""Decide: what each block of a page is and which is read after which, chosen together for the whole page.

A learned distribution over kinds for each block, a learned probability that one follows another, then the best
chains of the page (assign.py). Blocks that may as well be head lines as text are tried as both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from jianbao.ingest import assign, follow, geometry, openings, traits, trees
from jianbao.ingest.heads import BOXES
from jianbao.ingest.seams import seam
from jianbao.ingest.traits import Traits
from jianbao.model.block import Block, Kind

_SURE_RUBRIC = 0.9
_NEED = 0.5
"""Log odds that a link needs."""

_NEW_TEXT = 1.0
"""The same for a first paragraph on a page out of order: its headline may stand elsewhere."""

_GOES_ON = 4.0
"""Log odds for text that is no head line: it goes on with something."""

_LEADS_ON = 3.0
"""Log odds for a head line: something stands below it."""

_BESIDE = 4
_STARTS = ("title", "kicker", "rubric")
_HEADS = ("title", "tail", "kicker")
_ABOVE = (*_HEADS, "rubric", "byline")
_NO_OPENING = ("byline", *_STARTS)
_FLIPS = ("title", "lead", "body", "subhead", "caption")
_TEXTS = ("lead", "body", "subhead")
_LEAST = 0.12
_MOST_OPEN = 12
_SURE_MOVE = 0.95
"""Text that does not stand next to what it goes on with is moved from this chance on."""

_OFFERED = 0.3
"""From this chance on an uncertain move is told to the editor."""

_SURE_HEAD = 0.3
"""A head line that does not stand right above its text is put there from this chance on."""

_TAILS = 0.5
_TITLE = follow.KINDS.index("title")
_TAIL = follow.KINDS.index("tail")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A page as the models read it: kind and certainty of each block, the chains, the chances of their links."""

    page: Traits
    kinds: tuple[str, ...]
    sure: tuple[float, ...]
    chains: tuple[tuple[int, ...], ...]
    chances: tuple[tuple[float, ...], ...]
    offers: tuple[assign.Link, ...] = ()
    """Links that may well be, but are too uncertain to move text for."""


def read(blocks: Sequence[Block]) -> Reading:
    """Return how the models read labelled blocks."""
    page = traits.read(blocks)
    tables = kinds_of(page)
    linker = trees.forest("follow")
    chances = {(p.left, p.right): linker.chance(p.row) for p in follow.candidates(page, tables)}
    return decide(page, tables, chances)


def decide(page: Traits, tables: Sequence[Sequence[float]], chances: Mapping[assign.Link, float]) -> Reading:
    """Return the likeliest reading of a page, given the chances of kinds and links."""
    kinds = [_kind(block, table) for block, table in zip(page.blocks, tables, strict=True)]
    kinds, found = _settled(_whole_heads(page, tables, kinds), tables, chances)
    return Reading(
        page=page,
        kinds=tuple(kinds),
        sure=tuple(map(max, tables)),
        chains=tuple(map(tuple, found)),
        chances=tuple(tuple(chances[link] for link in pairwise(c)) for c in found),
        offers=_offers(kinds, found, chances),
    )


def _offers(
    kinds: Sequence[str], chains: Sequence[Sequence[int]], chances: Mapping[assign.Link, float]
) -> tuple[assign.Link, ...]:
    """Return links of text that are likelier than the one that was taken, but not likely enough for a move."""
    near = nearest(kinds)
    taken = {right: chances[left, right] for chain in chains for left, right in pairwise(chain)}
    likely = {
        link: chance
        for link, chance in chances.items()
        if _OFFERED <= chance < _SURE_MOVE
        and near[link[0]] != link[1]
        and kinds[link[0]] in _TEXTS
        and kinds[link[1]] in _TEXTS
        and chance > taken.get(link[1], 0.0)
    }
    best = dict[int, assign.Link]()
    for link in sorted(likely, key=lambda each: (-likely[each], each)):
        best.setdefault(link[1], link)
    return tuple(sorted(best.values()))


def _settled(
    kinds: list[str], tables: Sequence[Sequence[float]], chances: Mapping[assign.Link, float]
) -> tuple[list[str], list[list[int]]]:
    """Return the kinds and the chains that are likeliest together.

    Blocks that may as well be head lines as text are tried as the other, the least certain first: what is likelier
    with all the links that come of it stays.
    """
    found, best = _chained(kinds, tables, chances)
    open_ = [i for i, table in enumerate(tables) if _LEAST < table[_TITLE] < 1 - _LEAST and kinds[i] in _FLIPS]
    for index in sorted(open_, key=lambda i: (abs(tables[i][_TITLE] - 0.5), i))[:_MOST_OPEN]:
        other = "title" if kinds[index] != "title" else _likeliest_text(tables[index])
        tried = [*kinds[:index], other, *kinds[index + 1 :]]
        chains, value = _chained(tried, tables, chances)
        if value > best + 1e-9:
            kinds, found, best = tried, chains, value
    return kinds, found


def _chained(
    kinds: Sequence[str], tables: Sequence[Sequence[float]], chances: Mapping[assign.Link, float]
) -> tuple[list[list[int]], float]:
    """Return the best chains where blocks are of these kinds, and how likely that is (log, but for a constant)."""
    near, weights, ordered = nearest(kinds), dict[assign.Link, float](), _in_order(kinds)
    for link, chance in chances.items():
        if _never(*link, kinds):
            continue
        if near[link[0]] == link[1] or chance >= (_SURE_HEAD if _leads(*link, kinds) else _SURE_MOVE):
            weights[link] = assign.odds(chance) + _pull(*link, kinds, ordered=ordered)
    found = assign.chains(len(kinds), weights)
    said = sum(log(max(table[follow.KINDS.index(kind)], 1e-3)) for kind, table in zip(kinds, tables, strict=True))
    return found, said + sum(weights[link] for chain in found for link in pairwise(chain))


def _likeliest_text(table: Sequence[float]) -> str:
    return max(_TEXTS, key=lambda kind: (table[follow.KINDS.index(kind)], kind))


def _kind(block: Block, table: Sequence[float]) -> str:
    kind = "rubric" if _is_rubric(block) else _likeliest(table)
    dateline = openings.read(block.text.removeprefix(geometry.INDENT)).dateline if kind in _NO_OPENING else ""
    return "lead" if dateline and "记者" not in dateline else kind


def _whole_heads(page: Traits, tables: Sequence[Sequence[float]], kinds: list[str]) -> list[str]:
    """Return the kinds with the second lines of head lines as such: by the model, by the seam, by open brackets."""
    found = list(kinds)
    for right in range(1, len(kinds)):
        if found[right] not in ("title", "tail") or found[right - 1] not in ("title", "tail", "kicker"):
            continue
        above, below = page.blocks[right - 1].text, page.blocks[right].text
        reads_on = seam(above, below)
        tail = tables[right][_TAIL] + 0.1 * max(-4.0, min(4.0, reads_on))
        tail += 1.0 if _open(above) > 0 > _open(below) else 0.0
        found[right] = "tail" if tail > _TAILS else "title"
    return found


def _open(text: str) -> int:
    """Return how many brackets a text opens more than it closes."""
    return sum(map(text.count, "（(《")) - sum(map(text.count, "）)》"))


def _never(left: int, right: int, kinds: Sequence[str]) -> bool:
    """Return whether one block is never read after another, by what they are."""
    if "noise" in (kinds[left], kinds[right]):
        return True
    if kinds[right] in _STARTS and kinds[left] not in _ABOVE:
        return True
    return kinds[left] == kinds[right] == "title"


def _leads(left: int, right: int, kinds: Sequence[str]) -> bool:
    return kinds[left] in _HEADS and kinds[right] == "lead"


def _in_order(kinds: Sequence[str]) -> bool:
    """Return whether the page reads on from block to block: no two headlines stand side by side."""
    return ("title", "title") not in pairwise(kind for kind in kinds if kind != "noise")


def _pull(left: int, right: int, kinds: Sequence[str], *, ordered: bool) -> float:
    """Return the log odds for any link: text goes on with something, head lines stand above something."""
    extra = 0.0 if kinds[right] in _STARTS else _GOES_ON
    if kinds[right] == "lead" and kinds[left] not in _ABOVE and not ordered:
        extra = _NEW_TEXT
    return extra - _NEED + (_LEADS_ON if kinds[left] in _HEADS else 0.0)


def kinds_of(page: Traits) -> list[tuple[float, ...]]:
    """Return the chances of each kind: first by the traits of the block, then by what its neighbours seem to be."""
    rows = [traits.around(page, index) for index in range(len(page.blocks))]
    first = [trees.forest("kinds").chances(row) for row in rows]
    second = trees.forest("kinds2")
    return [second.chances([*row, *beside(first, index)]) for index, row in enumerate(rows)]


def beside(tables: Sequence[Sequence[float]], index: int) -> list[float]:
    """Return the chances of a block and of the four blocks before and after it."""
    none = (-1.0,) * len(follow.KINDS)
    at = range(index - _BESIDE, index + _BESIDE + 1)
    return [chance for i in at for chance in (tables[i] if 0 <= i < len(tables) else none)]


def _is_rubric(block: Block) -> bool:
    """Return whether a block is a rubric known by name; the name of a box may stand as its headline."""
    return block.kind is Kind.RUBRIC and block.certainty > _SURE_RUBRIC and block.text.strip() not in BOXES


def nearest(kinds: Sequence[str]) -> list[int]:
    """Return the next block that is no running head, for each block (-1: none)."""
    found, following = list[int](), -1
    for index in range(len(kinds) - 1, -1, -1):
        found.append(following)
        following = index if kinds[index] != "noise" else following
    return found[::-1]


def _likeliest(table: Sequence[float]) -> str:
    return follow.KINDS[max(range(len(table)), key=lambda index: (table[index], -index))]
