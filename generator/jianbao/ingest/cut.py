"""Cut: blocks in reading order become cuttings, one a printed item, and leftovers.

The page is read as sections: head lines, then what stands below them. A section opens an item of its own or goes
on with the one before (its head line is a subhead then); the decision is a sum of evidence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log

from jianbao.ingest import geometry, headline, openings
from jianbao.model.block import Block, Cutting, Kind, Leftover
from jianbao.model.problem import Found

HEADS = (Kind.RUBRIC, Kind.KICKER, Kind.HEADLINE, Kind.DECK, Kind.BYLINE)
_RARE = 0.003
_PAIR = re.compile("(?=([㐀-鿿]{2}))")
_BRACKETED = re.compile(r"[（(][^（()）\d]{3,24}[）)]$")
_ENDED = re.compile(r"[（(](?:下转|作者|本报|新华社|记者)[^（()）]{2,50}[）)]\s*$")
WEIGHTS = {
    "bias": -2.02,
    "opening": 3.23,
    "byline": 3.14,
    "rubric": 3.44,
    "more heads": 0.73,
    "picture": 2.99,
    "ended": 3.84,
    "width": 0.02,
    "sounds": 0.02,
    "same topic": -2.11,
    "head in current": -1.57,
    "head in body": 2.44,
    "so far": 0.29,
}
"""How much each piece of evidence counts (logistic regression on sections of known pages)."""

READ = {
    "opening": 1.03,
    "byline": 0.67,
    "rubric": 0.89,
    "more heads": -0.45,
    "picture": 0.45,
    "ended": 0.75,
    "width": -0.29,
    "sounds": -0.51,
    "same topic": -0.23,
    "head in current": -0.38,
    "head in body": -0.1,
    "so far": 0.51,
    "head": 1.08,
    "bias": -2.14,
}
"""The same where the model has said which lines are heads of an item ("head": log odds; scripts/train_cut.py)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Head lines and the blocks below them."""

    heads: tuple[Block, ...]
    bodies: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cuttings:
    """A page cut up: its items in reading order, and what belongs to none."""

    cuttings: tuple[Cutting, ...]
    leftovers: tuple[Leftover, ...]


def cut(blocks: tuple[Block, ...], weights: Mapping[str, float] = WEIGHTS) -> Found[Cuttings]:
    """Return the items of the page and what is left over; READ for `weights` where the model put kinds right."""
    loose = [block for block in blocks if block.kind in (Kind.NOISE, Kind.FRAGMENT)]
    items = list[tuple[float, list[Block]]]()
    for section in sections([block for block in blocks if block.kind not in (Kind.NOISE, Kind.FRAGMENT)]):
        weight = opens_item(section, items[-1][1] if items else [], weights)
        if weight > 0 or not items:
            items.append((weight, [*section.heads, *section.bodies]))
        else:
            items[-1][1].extend([*map(_as_subhead, section.heads), *section.bodies])
    cuttings, bare = list[Cutting](), list[Block]()
    for weight, held in items:
        if all(block.kind in HEADS for block in held):
            bare += held
        else:
            cuttings.append(Cutting(blocks=tuple(held), certainty=1 / (1 + exp(-min(abs(weight), 30.0)))))
    leftovers = [Leftover(text=block.text.replace("\n", " "), lines=block.lines) for block in [*loose, *bare]]
    return Found(
        value=Cuttings(cuttings=tuple(cuttings), leftovers=tuple(sorted(leftovers, key=lambda x: x.lines)))
    )


def sections(blocks: Sequence[Block]) -> list[Section]:
    """Return the page as sections; a dateline below running text opens a section without head lines."""
    found, heads, bodies = list[Section](), list[Block](), list[Block]()
    for block in blocks:
        is_head = block.kind in HEADS
        restart = not is_head and len(bodies) > 1 and openings.read(block.text).dateline and _is_body(bodies[-1])
        if (is_head and bodies) or restart:
            found.append(Section(heads=tuple(heads), bodies=tuple(bodies)))
            heads, bodies = [], []
        (heads if is_head else bodies).append(block)
    if heads or bodies:
        found.append(Section(heads=tuple(heads), bodies=tuple(bodies)))
    return found


def _is_body(block: Block) -> bool:
    return block.kind is Kind.PARAGRAPH


def opens_item(section: Section, current: Sequence[Block], weights: Mapping[str, float] = WEIGHTS) -> float:
    """Return how much speaks for the section opening an item (above 0) or going on with the current one."""
    if not section.heads:
        return 4.0 if _opening(section).found else -4.0
    return (
        sum(weights.get(name, 0.0) * value for name, value in evidence(section, current).items()) + weights["bias"]
    )


def evidence(section: Section, current: Sequence[Block]) -> dict[str, float]:
    """Return what a section with head lines shows, by name of the evidence."""
    headlines = [head.text.replace("\n", "") for head in section.heads if head.kind is Kind.HEADLINE]
    kinds = {head.kind for head in section.heads}
    head = headlines[-1] if headlines else ""
    bodies = "".join(block.text for block in section.bodies[:4] if _is_body(block))
    return {
        "opening": float(_opening(section).found),
        "byline": float(Kind.BYLINE in kinds),
        "rubric": float(Kind.RUBRIC in kinds or bool(_BRACKETED.search(head))),
        "more heads": float(max(0, min(3, len(headlines) - 1))),
        "picture": float(_is_picture_item(section)),
        "ended": float(bool(current) and _has_ended(current)),
        "width": _over_column(head, section, current),
        "sounds": headline.sounds(head) if head else 0.0,
        "same topic": _shared(bodies, "".join(block.text for block in current)),
        "head in current": _shared(head, "".join(block.text for block in current)),
        "head in body": _shared(head, bodies),
        "head": max(log(max(each.certainty, _RARE) / max(1 - each.certainty, _RARE)) for each in section.heads),
        "so far": min(12.0, float(sum(map(_is_body, current)))) / 6,
    }


def _opening(section: Section) -> openings.Opening:
    first = next((block for block in section.bodies if _is_body(block)), None)
    return openings.read(first.text) if first else openings.Opening()


def _shared(text: str, other: str) -> float:
    """Return the share of the pairs of Chinese characters in `text` that `other` has as well."""
    pairs = set(_PAIR.findall(text))
    return len(pairs & set(_PAIR.findall(other))) / len(pairs) if pairs else 0.0


def _is_picture_item(section: Section) -> bool:
    words = [block for block in section.bodies if _is_body(block)]
    return len(words) <= 2 and any(block.kind is Kind.CREDIT for block in section.bodies)


def _has_ended(current: Sequence[Block]) -> bool:
    last = current[-1]
    return last.kind in (Kind.CREDIT, Kind.JUMP) or bool(_ENDED.search(last.text[-60:]))


def _over_column(head: str, section: Section, current: Sequence[Block]) -> float:
    """Return by how much the head line is wider than its column (−1 to 1): a subhead stands within it."""
    columns = [geometry.shape(block.text).column for block in (*section.bodies[:2], *current[-2:])]
    column = max([width for width in columns if width], default=18.0)
    return max(-1.0, min(1.0, (geometry.width(head) - column) / 6))


def _as_subhead(block: Block) -> Block:
    return replace(block, kind=Kind.SUBHEAD) if block.kind in (Kind.HEADLINE, Kind.RUBRIC) else block
