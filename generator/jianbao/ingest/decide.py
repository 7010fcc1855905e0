"""Decide: what each block of a page is and which is read after which, chosen together for the whole page.

A learned distribution over kinds for each block, a learned probability that one follows another, then where
articles start and under which headline (starts.py), and the best chains of blocks within that (assign.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from jianbao.ingest import (
    assign,
    follow,
    geometry,
    headings,
    inside,
    mixed,
    network,
    openings,
    sight,
    standing,
    starts,
    sure,
    traits,
    trees,
)
from jianbao.ingest.heads import BOXES
from jianbao.ingest.seams import seam
from jianbao.ingest.traits import Traits
from jianbao.model.block import Block, Kind

_SURE_RUBRIC = 0.9
_ANY = 3.5
"""Log odds for any link: a block goes on with something."""

_GOES_ON, _STANDS_BELOW, _SETTLED = 3.0, 12.0, 30.0
"""The same for the next text of the same article, a further head line below a headline, a headline and its text."""

_UNSEEN = 0.5
_BESIDE = 4
_STARTS = ("title", "kicker", "rubric")
_ABOVE = ("title", "tail", "kicker", "rubric", "byline")
_BELOW_TITLE = ("tail", "byline", "deck")
_NO_OPENING = ("byline", *_STARTS)
_TEXTS = ("lead", "body", "subhead", "part")
_SURE_MOVE = 0.98
"""Text that does not stand next to what it goes on with is moved from this chance on."""

_OFFERED = 0.3
"""From this chance on an uncertain move is told to the editor."""

_TAILS = 0.5
_SHORT = 12
_TORN_NAME, _TORN_FOR_SURE = 0.2, 2
"""So much each group of characters over the seam that stands elsewhere on the page speaks for a torn line."""

_UNFINISHED = ("的", "和", "与", "、", "及")
_FAR = 0.05
"""The chance of a joint that was not looked at."""

_TITLE, _TAIL = (follow.KINDS.index(name) for name in ("title", "tail"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A page as the models read it: kind and certainty of each block, the chains, the chances of their links."""

    page: Traits
    kinds: tuple[str, ...]
    sure: tuple[float, ...]
    chains: tuple[tuple[int, ...], ...]
    chances: tuple[tuple[float, ...], ...]
    opens: tuple[float, ...]
    """How likely each chain begins where an article does."""

    offers: tuple[assign.Link, ...] = ()
    """Links that may well be, but are too uncertain to move text for."""

    tables: tuple[tuple[float, ...], ...] = ()
    """The chances of the kinds of each block."""

    torn: bool = False
    """Whether a text that stops in mid-sentence is likely not read on in the next."""


def read(blocks: Sequence[Block]) -> Reading:
    """Return how the models read labelled blocks: trees, and networks that see the page as a whole."""
    page = traits.read(blocks)
    tables = kinds_of(page)
    pairs = follow.candidates(page, tables)
    likely = trees.forest("follow").chance([pair.row for pair in pairs])
    chances = {(pair.left, pair.right): chance for pair, chance in zip(pairs, likely, strict=True)}
    evidence = headings.evidence(page, tables)
    if 0 < len(blocks) <= sight.MOST:
        said = network.said(sight.sight(page))
        tables, evidence = mixed.tables(tables, said.kinds), mixed.evidence(evidence, said)
    return decide(page, inside.settled(blocks, tables), chances, evidence)


def decide(
    page: Traits,
    tables: Sequence[Sequence[float]],
    chances: Mapping[assign.Link, float],
    evidence: headings.Evidence,
) -> Reading:
    """Return the likeliest reading of a page, given the chances of kinds, of links and of what opens articles."""
    likeliest = [_kind(block, table) for block, table in zip(page.blocks, tables, strict=True)]
    found = starts.plan(_whole_heads(page, tables, likeliest), tables, chances, evidence)
    chains = assign.chains(len(found.kinds), _weights(found, chances))
    return Reading(
        page=page,
        kinds=found.kinds,
        sure=tuple(map(max, tables)),
        chains=tuple(map(tuple, chains)),
        chances=tuple(tuple(chances.get(link, _UNSEEN) for link in pairwise(chain)) for chain in chains),
        opens=tuple(_opens(chain, found, tables, chances, evidence) for chain in chains),
        offers=_offers(found.kinds, chains, chances),
        tables=tuple(map(tuple, tables)),
        torn=is_torn(page, tables, chances),
    )


def _opens(
    chain: Sequence[int],
    found: starts.Plan,
    tables: Sequence[Sequence[float]],
    chances: Mapping[assign.Link, float],
    evidence: headings.Evidence,
) -> float:
    """Return how likely an article begins with this chain."""
    text = next((index for index in chain if index in found.heads), -1)
    head = found.heads.get(text, -1)
    return sure.opening(
        kind=max(tables[chain[0]]),
        opens=evidence.opens.get(text, 0.0),
        over=evidence.over.get((head, text), 0.0),
        title=tables[head][_TITLE] if head >= 0 else 0.0,
        joint=chances.get((text - 1, text), _FAR),
    )


def is_torn(page: Traits, tables: Sequence[Sequence[float]], chances: Mapping[assign.Link, float]) -> bool:
    """Return whether a text that stops in mid-sentence is likely not read on in the next: a page out of order."""
    texts = [index for index, table in enumerate(tables) if follow.text(table) > _UNSEEN]
    return any(
        not page.ends[left].closed and chances.get((left, right), 0.0) < _UNSEEN for left, right in pairwise(texts)
    )


def _weights(plan: starts.Plan, chances: Mapping[assign.Link, float]) -> dict[assign.Link, float]:
    """Return how much speaks for each link once it is settled where articles start."""
    kinds, first, near = plan.kinds, plan.first, nearest(plan.kinds)
    goes_on = {left: right for left, right in pairwise(first) if first[left] == first[right]}
    taken, weights = set(plan.heads.values()), dict[assign.Link, float]()
    for (left, right), chance in chances.items():
        strange = left in first and right in first and first[left] != first[right] and chance < _SURE_MOVE
        opens = right in first and (left in taken or (left in first and right in plan.heads))
        if strange or opens or _never(left, right, kinds):
            continue
        if right in (near[left], goes_on.get(left)) or chance >= _SURE_MOVE:
            weights[left, right] = assign.odds(chance) + _ANY
    for left, right in goes_on.items():
        weights[left, right] = max(weights.get((left, right), 0.0), 0.0) + _GOES_ON
    for left, right in _closed_up(plan, goes_on, [link for link in weights if near[link[0]] != link[1]]):
        weights.setdefault((left, right), assign.odds(chances.get((left, right), _UNSEEN)) + _ANY + _GOES_ON)
    for text, head in plan.heads.items():
        above = head
        while head >= 0 and above + 1 < len(kinds) and kinds[above + 1] in _BELOW_TITLE:
            weights[above, above + 1] = weights.get((above, above + 1), 0.0) + _STANDS_BELOW
            above += 1
        if head >= 0:
            weights[above, text] = _SETTLED
    return weights


def _closed_up(plan: starts.Plan, goes_on: Mapping[int, int], moved: Sequence[assign.Link]) -> list[assign.Link]:
    """Return the links that close up what a moved block leaves and what it comes between."""
    before = {right: left for left, right in goes_on.items()}
    found = []
    for left, right in moved:
        if left in plan.first and right in plan.first and goes_on.get(left) != right:
            pairs = ((right, goes_on.get(left, -1)), (before.get(right, -1), goes_on.get(right, -1)))
            found += [(a, b) for a, b in pairs if a >= 0 and b >= 0]
    return found


def _offers(
    kinds: Sequence[str], chains: Sequence[Sequence[int]], chances: Mapping[assign.Link, float]
) -> tuple[assign.Link, ...]:
    """Return links of text that are likelier than the one that was taken, but not likely enough for a move."""
    near = nearest(kinds)
    taken = {right: chances.get((left, right), _UNSEEN) for chain in chains for left, right in pairwise(chain)}
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


def _kind(block: Block, table: Sequence[float]) -> str:
    kind = "rubric" if _is_rubric(block) else _likeliest(table)
    dateline = openings.read(block.text.removeprefix(geometry.INDENT)).dateline if kind in _NO_OPENING else ""
    return "lead" if dateline and "记者" not in dateline else kind


def _whole_heads(page: Traits, tables: Sequence[Sequence[float]], kinds: list[str]) -> list[str]:
    """Return the kinds with the second lines of head lines as such: by the model, by the seam, by open brackets."""
    found = list(kinds)
    for right in range(1, len(kinds)):
        if found[right - 1] in ("title", "tail") and (
            _closes(page.blocks[right - 1].text, page.blocks[right].text) or _is_rest(page, right)
        ):
            found[right] = "tail"
            continue
        if found[right] not in ("title", "tail") or found[right - 1] not in ("title", "tail", "kicker"):
            continue
        above, below = page.blocks[right - 1].text, page.blocks[right].text
        reads_on = seam(above, below)
        tail = tables[right][_TAIL] + 0.1 * max(-4.0, min(4.0, reads_on))
        tail += 1.0 if _open(above) > 0 > _open(below) else 0.0
        tail += _TORN_NAME * traits.across(page, right - 1, right) + (0.5 if above.endswith(_UNFINISHED) else 0.0)
        found[right] = "tail" if tail > _TAILS else "title"
    return found


def _is_rest(page: Traits, right: int) -> bool:
    """Return whether a few characters below a head line are the end of its last name or term (贾博, 瑞)."""
    below = page.blocks[right].text.strip()
    return (
        len(below) <= _SHORT
        and not page.ends[right].closed
        and traits.across(page, right - 1, right) >= _TORN_FOR_SURE
    )


def _closes(above: str, below: str) -> bool:
    """Return whether a few characters close the bracket that the head line above them opened."""
    return len(below) <= _SHORT and _open(above) > 0 > _open(below)


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


def kinds_of(page: Traits) -> list[tuple[float, ...]]:
    """Return the chances of each kind: first by the traits of the block, then by what its neighbours seem to be."""
    rows = [traits.around(page, index) for index in range(len(page.blocks))]
    first = trees.forest("kinds").chances(rows)
    told = standing.standing(page, first)
    rows = [[*row, *beside(first, index), *told[index]] for index, row in enumerate(rows)]
    return trees.forest("kinds2").chances(rows)


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


def is_apart(kinds: Sequence[str], left: int, right: int) -> bool:
    """Return whether text stands between two blocks, or the second before the first: joining them moves one.

    A head line of this or another article between two texts moves none of them; one that does not stand right above
    its text was put there.
    """
    between = [kind for kind in kinds[left + 1 : right] if kind != "noise"]
    if kinds[left] in (*_ABOVE, "deck"):
        return right < left or bool(between)
    return right < left or any(kind not in (*_ABOVE, "deck") for kind in between)


def _likeliest(table: Sequence[float]) -> str:
    return follow.KINDS[max(range(len(table)), key=lambda index: (table[index], -index))]
