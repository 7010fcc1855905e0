"""Starts: where on a page articles begin and under which headline, chosen together for the whole page.

An article's text mostly stands together; its headline may stand right above it, above the text of its neighbour,
inside its own text or behind it. So the page's text is cut into runs, each under a headline of its own, so that
what the models say of headlines, of first paragraphs, of joints, of which headline stands over a text and of which
texts speak of its matter is as likely as can be (a beam search, text by text: which headlines are taken).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf, log

from jianbao.ingest import follow
from jianbao.ingest.assign import Link
from jianbao.ingest.headings import Evidence

_LEAD, _LINK, _HEAD, _BIAS = 1.0, 0.5, 0.4, 1.5
"""How much a first paragraph, a joint that is cut and a headline count, and what any opening has beforehand."""

_NO_MATTER = 0.1

_BARE = -5.0
"""For an article without a headline."""

_UNKNOWN = 0.01
_NO_OPENING = 0.01
_UNDER_NO_HEAD = -3.0
_FIRST = -4.0
_STRAY = 0.05
"""The chance of a joint that was not looked at."""

_OTHER_HEAD = 0.5
"""A head line beside a headline that was taken is its kicker or deck from this chance on, text below it."""

_WIDTH = 100
_MOST_HEADS = 30
_TITLE, _SUBHEAD, _BODY, _PART = (follow.KINDS.index(name) for name in ("title", "subhead", "body", "part"))
_ASIDE = ("noise", "rubric", "tail", "kicker", "byline", "deck")
_TEXTS = ("lead", "body", "subhead", "part")
_OPENS = ("lead", "body", "caption", "subhead", "part")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much the text below a headline and what texts speak of count, and what may be a headline.

    No headline's share in a text's matter is less than `strange`. All by cross-validation.
    """

    fit: float
    matter: float
    strange: float
    least: float


WEIGHTS = Weights(fit=0.6, matter=0.35, strange=0.05, least=0.1)
"""The same for all pages: weights of their own for pages out of order were no better over other dates."""

State = tuple[int, int]
"""(headline above the text: its block, -1 before the first, -2 for none; the headlines taken, as bits)."""

Trail = tuple[int, int, "Trail"] | None
"""(first block of an article, its headline, what was chosen before)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A page's articles: kinds as they are then, the headline of each first block, the first block of each text."""

    kinds: tuple[str, ...]
    heads: Mapping[int, int]
    first: Mapping[int, int]


def plan(
    kinds: Sequence[str],
    tables: Sequence[Sequence[float]],
    chances: Mapping[Link, float],
    evidence: Evidence,
    weights: Weights = WEIGHTS,
) -> Plan:
    """Return where articles start, given each block's likeliest kind, the chances of kinds and of links."""
    heads = _heads(kinds, tables, weights)
    texts = [index for index, kind in enumerate(kinds) if kind not in _ASIDE and index not in set(heads)]
    starts = _searched(heads, texts, kinds, tables, chances, evidence, weights)
    settled = _settled(heads, starts, kinds, tables)
    first, current = dict[int, int](), -1
    for index, kind in enumerate(settled):
        if kind not in _ASIDE and kind != "title":
            current = index if index in starts else current
            first[index] = current
    return Plan(kinds=tuple(settled), heads=starts, first=first)


def _heads(kinds: Sequence[str], tables: Sequence[Sequence[float]], weights: Weights) -> list[int]:
    """Return the blocks that may be headlines, in the order of the page: the likeliest, if they are many."""
    maybe = [
        index
        for index, (kind, table) in enumerate(zip(kinds, tables, strict=True))
        if kind == "title" or (kind not in _ASIDE and table[_TITLE] >= weights.least)
    ]
    return sorted(sorted(maybe, key=lambda index: (-tables[index][_TITLE], index))[:_MOST_HEADS])


def _searched(
    heads: Sequence[int],
    texts: Sequence[int],
    kinds: Sequence[str],
    tables: Sequence[Sequence[float]],
    chances: Mapping[Link, float],
    evidence: Evidence,
    weights: Weights,
) -> dict[int, int]:
    """Return the first block of each article with its headline (-2: none)."""
    taken = {head: 1 << place for place, head in enumerate(heads)}
    beam: dict[State, tuple[float, Trail]] = {(-1, 0): (0.0, None)}
    before = -1
    for text in texts:
        matter = _matter(heads, text, evidence, weights)
        new = {(above, used): (score + matter[above], trail) for (above, used), (score, trail) in beam.items()}
        if kinds[text] in _OPENS or before < 0:
            own = _opening(text, before, chances, evidence)
            fits = [
                (head, taken[head], own + _fit(head, text, tables, evidence, weights) + matter[head])
                for head in heads
            ]
            none, floor = own + _BARE + matter[-2], _floor(new)
            best = max([none, *(gain for _, _, gain in fits)])
            for (_, used), (score, trail) in beam.items():
                if score + best < floor:
                    break
                for head, bit, gain in fits:
                    if not used & bit and score + gain >= floor:
                        _better(new, (head, used | bit), score + gain, (text, head, trail))
                _better(new, (-2, used), score + none, (text, -2, trail))
        ranked = sorted(new.items(), key=lambda each: (-each[1][0], each[0]))
        beam, before = dict(ranked[:_WIDTH]), text
    trail = min(beam.items(), key=lambda each: (-each[1][0], each[0]))[1][1]
    found = dict[int, int]()
    while trail is not None:
        found[trail[0]] = trail[1]
        trail = trail[2]
    return found


def _floor(new: Mapping[State, tuple[float, Trail]]) -> float:
    """Return the score that a state must have to be kept beside those of texts that open nothing."""
    return sorted(score for score, _ in new.values())[-_WIDTH] if len(new) >= _WIDTH else -inf


def _matter(heads: Sequence[int], text: int, evidence: Evidence, weights: Weights) -> dict[int, float]:
    """Return how much a text's matter speaks for each headline above it, and for none (-2; -1: before any)."""
    chances = {head: evidence.under[head, text] for head in heads if (head, text) in evidence.under}
    if not chances:
        return dict.fromkeys(heads, 0.0) | {-1: _UNDER_NO_HEAD, -2: 0.0}
    whole = sum(chances.values()) + _NO_MATTER
    found = {head: weights.matter * log(max(weights.strange, chances.get(head, 0.0) / whole)) for head in heads}
    none = weights.matter * log(max(weights.strange, _NO_MATTER / whole))
    return found | {-1: none + _UNDER_NO_HEAD, -2: none}


def _better(new: dict[State, tuple[float, Trail]], state: State, score: float, trail: Trail) -> None:
    if state not in new or new[state][0] < score:
        new[state] = (score, trail)


def _opening(text: int, before: int, chances: Mapping[Link, float], evidence: Evidence) -> float:
    """Return how much speaks for an article's text beginning here."""
    joint = _odds(chances.get((before, text), _STRAY)) if before >= 0 else _FIRST
    return _LEAD * _odds(evidence.opens.get(text, _NO_OPENING)) - _LINK * joint + _BIAS


def _fit(head: int, text: int, tables: Sequence[Sequence[float]], evidence: Evidence, weights: Weights) -> float:
    """Return how much speaks for a block being a headline and the text standing under it."""
    return _HEAD * _odds(tables[head][_TITLE]) + weights.fit * _odds(evidence.over.get((head, text), _UNKNOWN))


def _odds(chance: float) -> float:
    held = min(max(chance, 0.004), 0.996)
    return log(held / (1 - held))


def _settled(
    heads: Sequence[int], starts: Mapping[int, int], kinds: Sequence[str], tables: Sequence[Sequence[float]]
) -> list[str]:
    """Return the kinds: headlines that were taken, first paragraphs, and what the other head lines are then."""
    found, used = list(kinds), set(starts.values())
    for text in starts:
        found[text] = "lead" if kinds[text] in _TEXTS else kinds[text]
    shown = [index for index, kind in enumerate(kinds) if kind != "noise"]
    place = {index: at for at, index in enumerate(shown)}
    for index in range(len(kinds)):
        if index in used:
            found[index] = "title"
        elif found[index] == "lead" and index not in starts:
            found[index] = "body"
    for head in heads:
        if head not in used and kinds[head] == "title":
            at = place[head]
            above, below = shown[at - 1] if at else -1, shown[at + 1] if at + 1 < len(shown) else -1
            likely = tables[head][_TITLE] > _OTHER_HEAD
            if likely and (below in used or above in used):
                found[head] = "kicker" if below in used else "deck"
            else:
                inside = {"body": _BODY, "subhead": _SUBHEAD, "part": _PART}
                found[head] = max(inside, key=lambda name: tables[head][inside[name]])
    return found
