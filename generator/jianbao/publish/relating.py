"""Which articles stand beside an article, found so that one edit does not ripple through a site.

An article is related to those that stand near it under its tags and in its main region: the `_NEAR` next older
ones of each list, and of those of its own moment (its day, if no time is given) the newer ones too. What a shared
list says depends on how many older articles it had when the article came (a rare tag says more), so that a new
article changes no page of an earlier day, and one that is taken away or comes late changes those near it only.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence

from jianbao.publish.library import Entries, Entry, Library, place

_NEAR = 4
_MOST, _LEAST = 4, 2
_RARE = 12  # a list of 2^12 older articles says as little as can be


def related(library: Library) -> Mapping[str, Entries]:
    """Return two to four related articles of each article that has so many, by its path, the closest first."""
    entries, lists = library.entries, _places(library)
    passed = dict.fromkeys(lists, 0)
    far = len(entries)
    found: dict[str, Entries] = {}
    for index, entry in enumerate(entries):
        says: dict[int, int] = {}
        for name in _names(entry):
            _near(lists[name], passed[name], entries, says)
            passed[name] += 1
        if len(says) >= _LEAST:
            # One number to sort by: what is shared, then the older side first, then the distance.
            ranks = [
                (far - count * 4 * far + index - other if other < index else other - index - count * 4 * far, other)
                for other, count in says.items()
            ]
            ranks.sort()
            found[entry.path] = tuple([entries[other] for _, other in ranks[:_MOST]])
    return found


def _names(one: Entry) -> tuple[tuple[str, bool], ...]:
    """Return the lists an article stands in: the heading, and whether it is a main region."""
    tags = tuple([(tag, False) for tag in one.tags])
    return (*tags, (one.main, True)) if one.main else tags


def _places(library: Library) -> dict[tuple[str, bool], array[int]]:
    """Return where in the library the articles of each list stand."""
    lists: dict[tuple[str, bool], array[int]] = {}
    for index, entry in enumerate(library.entries):
        for name in _names(entry):
            if name not in lists:
                lists[name] = array("L")
            lists[name].append(index)
    return lists


def _lists_of(library: Library, one: Entry) -> Iterator[Entries]:
    yield from (library.tags[tag] for tag in one.tags)
    if one.main:
        yield library.mains[one.main]


def related_to(library: Library, one: Entry) -> Entries:
    """Return what `related` says of one article, looking at those near it alone."""
    says: dict[str, int] = {}
    older: dict[str, Entry] = {}
    newer: dict[str, Entry] = {}
    for entries in _lists_of(library, one):
        own, count = entries.index(one), len(entries)
        for at, other in enumerate(entries[own + 1 : own + 1 + _NEAR], own + 1):
            older[other.path] = other
            says[other.path] = says.get(other.path, 0) + _says(count - at)
        for other in entries[max(0, own - _NEAR) : own]:
            if other.moment == one.moment:
                newer[other.path] = other
                says[other.path] = says.get(other.path, 0) + _says(count - own)
    if len(says) < _LEAST:
        return ()
    found = [*sorted(older.values(), key=place), *sorted(newer.values(), key=place, reverse=True)]
    return tuple(sorted(found, key=lambda other: -says[other.path])[:_MOST])


def near(library: Library, one: Entry, most: int) -> Iterator[Entry]:
    """Yield the articles of which `related` may say something else if `one` were not in the library, and at most
    `most` articles (it among them) came at once, and as many went."""
    for entries in _lists_of(library, one):
        own, count = entries.index(one), len(entries)
        yield from entries[max(0, own - _NEAR) : own + 1 + _NEAR]
        for power in range(_RARE):  # where one older article more says less: so many places may pass it at once
            last = count - (1 << power)
            first = last - most + 1
            if last >= 0 and first < own:
                yield from entries[max(0, first - _NEAR) : min(last + 1, own)]


def naming(library: Library, one: Entry) -> Iterator[Entry]:
    """Yield the articles that may have `one` among those they are related to: the newer ones near it, and the older
    ones of its own moment."""
    for entries in _lists_of(library, one):
        own = entries.index(one)
        yield from entries[max(0, own - _NEAR) : own]
        yield from (it for it in entries[own + 1 : own + 1 + _NEAR] if it.moment == one.moment)


def _says(older: int) -> int:
    """How much it says to stand in one list, by how many of it are as old as the older one, or older."""
    return max(1, _RARE - older.bit_length())


def _near(places: Sequence[int], own: int, entries: Entries, says: dict[int, int]) -> None:
    """Count how much a list says of those near the `own`-th article of it: of the older ones (further on in the
    library), and of the newer ones of the same moment."""
    count = len(places)
    for at in range(own + 1, min(own + _NEAR, count - 1) + 1):
        other = places[at]
        says[other] = says.get(other, 0) + _says(count - at)
    moment = entries[places[own]].moment
    for at in range(own - 1, max(own - _NEAR, 0) - 1, -1):
        other = places[at]
        if entries[other].moment != moment:
            break
        says[other] = says.get(other, 0) + _says(count - own)
