"""Cut: blocks in reading order become cuttings, one a printed item, and leftovers.

The page is read as sections: head lines, then what stands below them. A section opens an item of its own or goes
on with the one before (its head line is a subhead then); the decision is a sum of evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp

from jianbao.ingest import geometry, openings
from jianbao.model.block import Block, Cutting, Kind, Leftover
from jianbao.model.problem import Found

HEADS = (Kind.RUBRIC, Kind.KICKER, Kind.HEADLINE, Kind.DECK, Kind.BYLINE)
_PICTURE = (Kind.CREDIT, Kind.CAPTION)


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


def cut(blocks: tuple[Block, ...]) -> Found[Cuttings]:
    """Return the items of the page and what is left over."""
    loose = [block for block in blocks if block.kind in (Kind.NOISE, Kind.FRAGMENT)]
    items = list[tuple[float, list[Block]]]()
    for section in sections([block for block in blocks if block.kind not in (Kind.NOISE, Kind.FRAGMENT)]):
        evidence = opens_item(section, items[-1][1] if items else [])
        if evidence > 0 or not items:
            items.append((evidence, [*section.heads, *section.bodies]))
        else:
            items[-1][1].extend([*map(_as_subhead, section.heads), *section.bodies])
    cuttings, bare = list[Cutting](), list[Block]()
    for evidence, held in items:
        if all(block.kind in HEADS for block in held):
            bare += held
        else:
            cuttings.append(Cutting(blocks=tuple(held), certainty=1 / (1 + exp(-abs(evidence)))))
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


def opens_item(section: Section, current: Sequence[Block]) -> float:
    """Return how much speaks for the section opening an item (above 0) or going on with the current one."""
    first = next((block for block in section.bodies if _is_body(block)), None)
    opening = openings.read(first.text) if first else openings.Opening()
    headlines = [head for head in section.heads if head.kind is Kind.HEADLINE]
    if not section.heads:
        return 4.0 if opening.found else -4.0
    total = 6.0 if opening.found else 0.0
    total += 3.0 if any(head.kind is Kind.BYLINE for head in section.heads) else 0.0
    total += 2.5 if any(head.kind is Kind.RUBRIC for head in section.heads) else 0.0
    total += 2.0 * (len(headlines) - 1)
    total += 3.0 if _is_picture_item(section) else 0.0
    total += 1.5 if current and _has_ended(current) else 0.0
    return total + _by_width(headlines, section, current)


def _is_picture_item(section: Section) -> bool:
    words = [block for block in section.bodies if _is_body(block)]
    return len(words) <= 2 and any(block.kind is Kind.CREDIT for block in section.bodies)


def _has_ended(current: Sequence[Block]) -> bool:
    last = current[-1]
    return last.kind in (Kind.CREDIT, Kind.JUMP) or openings.signature(last.text)[0] >= 0


def _by_width(headlines: Sequence[Block], section: Section, current: Sequence[Block]) -> float:
    """Return what the width of the head line says: a subhead stands within its column, headlines run wider."""
    if not headlines:
        return 0.0
    columns = [geometry.shape(block.text).column for block in (*section.bodies[:2], *current[-2:])]
    column = max([width for width in columns if width], default=18.0)
    over = geometry.width(headlines[-1].text.replace("\n", "")) - column
    return max(-2.0, min(2.0, over / 3 - 0.6))


def _as_subhead(block: Block) -> Block:
    return replace(block, kind=Kind.SUBHEAD) if block.kind in (Kind.HEADLINE, Kind.RUBRIC) else block
