"""Standing: how a line that may be a headline stands between the likely headlines above and below it.

A line inside an article and the headline of the next look alike; what differs is whether the text below it still
speaks of what the headline above says, how much text there is since, and whether such lines come in a row. The
numbers are for the second model of kinds (data/kinds2.txt.xz); STANDING names them in order.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from jianbao.ingest import follow, grams, openers, traits
from jianbao.ingest.traits import Traits

STANDING = (
    "steps since", "steps to", "length since", "length to", "lines since", "lines to",
    "head above like it", "head above like after", "head above like before", "before like after", "it like after",
    "it like before", "head above in after", "head above in before", "it in all after", "it in all before",
    "dated above", "head above like next head", "rest above like it",
)  # fmt: skip

_LIKELY = 0.5
_MAYBE, _LINE = 0.03, 0.3
_NEAR, _ALL = 4, 12
_FAR, _LONG = 40, 4000
_NONE = (-9.0,) * len(STANDING)
_TITLE, _SUBHEAD, _PART = (follow.KINDS.index(name) for name in ("title", "subhead", "part"))
_DATELINE = traits.ALONE.index("dateline")


def standing(page: Traits, tables: Sequence[Sequence[float]]) -> list[tuple[float, ...]]:
    """Return the traits STANDING of each block, given the chances of kinds; -9 where no headline is thinkable."""
    likely = [index for index, table in enumerate(tables) if table[_TITLE] >= _LIKELY]
    texts = [index for index, table in enumerate(tables) if follow.text(table) >= _LIKELY]
    lines = [index for index, table in enumerate(tables) if table[_SUBHEAD] + table[_PART] >= _LINE]
    return [
        _row(page, index, likely, texts, lines) if openers.head_like(table) >= _MAYBE else _NONE
        for index, table in enumerate(tables)
    ]


def _row(page: Traits, index: int, likely: list[int], texts: list[int], lines: list[int]) -> tuple[float, ...]:
    place = bisect_left(likely, index)
    above = likely[place - 1] if place else -1
    later = [head for head in likely[place : place + 2] if head > index]
    below = later[0] if later else len(page.blocks)
    at = bisect_left(texts, index)
    before = [text for text in texts[max(0, at - _ALL) : at] if text > above]
    after = [text for text in texts[at : at + _ALL + 1] if index < text < below][:_ALL]
    near, ahead, held, all_ahead = (_topic(page, each) for each in (before[-_NEAR:], after[:_NEAR], before, after))
    head = page.topics[above] if above >= 0 else None
    return (
        float(min(_FAR, index - above)),
        float(min(_FAR, below - index)),
        float(min(_LONG, sum(len(page.forms[text]) for text in texts[:at] if text > above))),
        float(min(_LONG, sum(len(page.forms[text]) for text in texts[at:] if index < text < below))),
        float(sum(above < line < index for line in lines)),
        float(sum(index < line < below for line in lines)),
        _like(head, page.topics[index]),
        _like(head, ahead),
        _like(head, near),
        _like(held, all_ahead),
        _like(page.topics[index], ahead),
        _like(page.topics[index], near),
        _shared(page, above, after[:_NEAR]),
        _shared(page, above, before[-_NEAR:]),
        _shared(page, index, after),
        _shared(page, index, before),
        page.alone[before[0]][_DATELINE] if before else -1.0,
        _like(head, page.topics[below]) if below < len(page.blocks) else -2.0,
        _like(_topic(page, before[:-_NEAR]), page.topics[index]),
    )


def _topic(page: Traits, texts: Sequence[int]) -> grams.Topic | None:
    return grams.together([page.topics[text] for text in texts]) if texts else None


def _like(one: grams.Topic | None, other: grams.Topic | None) -> float:
    return -2.0 if one is None or other is None else grams.near(one, other)


def _shared(page: Traits, head: int, texts: Iterable[int]) -> float:
    """Return how much of what a line says stands in texts, -1 where there is no line."""
    if head < 0:
        return -1.0
    return traits.common(page.pairs[head], frozenset[str]().union(*(page.pairs[text] for text in texts)))
