"""Which tags stand together on articles, and which of them the page of a tag names beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from jianbao.publish.library import Entry, Library

_BESIDE, _TOGETHER = 8, 2
"""How many related tags a tag has at most, and on how many articles two must stand together."""

Counts = Mapping[str, int]
"""Of one tag: how many articles it shares with each other one; with itself: how many it has."""


def together(library: Library) -> Iterator[tuple[str, Counts]]:
    """Yield each tag with its counts, one at a time: those of all tags of a large archive are memory."""
    for tag, entries in library.tags.items():
        counts: Counter[str] = Counter()
        for entry in entries:
            counts.update(entry.tags)
        yield tag, counts


def changed(
    before: Mapping[str, Counts],
    beside: Mapping[str, Collection[str]],
    went: Iterable[Entry],
    came: Iterable[Entry],
) -> tuple[dict[str, Counts], set[str]]:
    """Return the counts that are others after some articles became others (empty for a tag that went), and the tags
    whose `related` may change; `beside` is what it said of each before.

    Of a tag that these articles do not have, no count changes, only the sizes of others: one that has more articles
    now is less close, so only those notice who named it; one that has fewer may be named by all it stands with.
    """
    made: dict[str, Counts] = {}
    sizes: Counter[str] = Counter()
    for step, entries in ((-1, went), (1, came)):
        for entry in entries:
            for tag in entry.tags:
                sizes[tag] += step
                counts = dict(made.get(tag, before.get(tag, {})))
                counts.update({other: counts.get(other, 0) + step for other in entry.tags})
                made[tag] = {other: count for other, count in counts.items() if count}
    more = {tag for tag, by in sizes.items() if by > 0}
    fewer = (tag for tag, by in sizes.items() if by < 0)
    near = {tag for tag, others in beside.items() if not more.isdisjoint(others)}
    return made, near.union(made, *(before.get(tag, ()) for tag in fewer))


def related(found: Iterable[tuple[str, Counts]], size: Callable[[str], int]) -> dict[str, tuple[str, ...]]:
    """Find the tags that stand beside each tag more often than chance would have it, the closest first.

    Closeness: articles with both over the root of the articles with each (the cosine of two sets); `size` says how
    many articles a tag has.
    """
    beside: dict[str, tuple[str, ...]] = {}
    for tag, counts in found:
        close = {
            other: count * count / size(other)
            for other, count in counts.items()
            if other != tag and count >= _TOGETHER
        }
        if close:
            beside[tag] = tuple(sorted(close, key=lambda other: (-close[other], other))[:_BESIDE])
    return beside
