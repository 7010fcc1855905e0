"""Compose: the learned way of a page, from blocks to cuttings.

A learned distribution over kinds for each block, a learned probability that one follows another, the best chains
of the whole page (assign.py), then each chain is an item. Where every text stands is decided; nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import log
from statistics import fmean

from jianbao.ingest import assign, follow, geometry, links, openings, traits, trees
from jianbao.ingest import problems as codes
from jianbao.ingest.cut import Cuttings
from jianbao.ingest.seams import seam
from jianbao.ingest.stitch import is_torn_head_pair, shown
from jianbao.ingest.traits import Traits
from jianbao.model.block import Block, Cutting, Kind, Leftover
from jianbao.model.problem import Problem, Where

_KINDS = {
    "title": Kind.HEADLINE,
    "tail": Kind.HEADLINE,
    "kicker": Kind.KICKER,
    "deck": Kind.DECK,
    "rubric": Kind.RUBRIC,
    "lead": Kind.PARAGRAPH,
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
_SURE_MOVE = 0.6
"""Text that does not stand next to what it goes on with is moved from this chance on."""

_SURE_HEAD = 0.3
"""A head line that does not stand right above its text is put there from this chance on."""

_TAILS = 0.5
_TITLE = follow.KINDS.index("title")
_TAIL = follow.KINDS.index("tail")

_HEAD_KINDS = (Kind.HEADLINE, Kind.KICKER, Kind.DECK)
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
    )


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
    return block.kind is Kind.RUBRIC and block.certainty > _SURE_RUBRIC and block.text.strip() not in _BOXES


def nearest(kinds: Sequence[str]) -> list[int]:
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
    near, blocks = nearest(reading.kinds), reading.page.blocks
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
    return replace(before, text=text, lines=tuple(dict.fromkeys((*before.lines, *block.lines))))
