"""Terms of newspapers that gather articles: data/tags/terms.txt, edited by hand, and where they stand in a text."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from jianbao.zh.divisions import rows

_NOTHING = "-"
_QUOTES = str.maketrans("", "", "“”‘’\"'「」『』《》〈〉·")


@dataclass(frozen=True, slots=True)
class Terms:
    """`tags`: each term's tag (itself for a tag); `lengths`: for two first characters, the lengths to try."""

    tags: Mapping[str, str]
    lengths: Mapping[str, tuple[int, ...]]


def bare(text: str) -> str:
    """Return a term without the quotes some write in it: 爱“新”骑手 is 爱新骑手."""
    return text.translate(_QUOTES)


def index(tags: Mapping[str, str]) -> Terms:
    """Make a table of terms ready to be found."""
    sizes: dict[str, set[int]] = {}
    for term in tags:
        sizes.setdefault(term[:2], set()).add(len(term))
    lengths = {start: tuple(sorted(found, reverse=True)) for start, found in sizes.items()}
    return Terms(dict(tags), lengths)


@functools.cache
def known() -> Terms:
    """Return the terms we know."""
    return index({term: tag for tag, others in _lines() for term in (*others, tag) if term != _NOTHING})


@functools.cache
def broad() -> frozenset[str]:
    """Return the tags that a mention in the text alone does not earn: the list marks them with a star."""
    return frozenset(row[0][1:] for row in rows("tags/terms.txt") if row[0].startswith("*"))


@functools.cache
def narrower() -> Mapping[str, frozenset[str]]:
    """Return for each broad tag those that say more."""
    return {tag: frozenset(others.split(" ")) for tag, others in rows("tags/broader.tsv")}


def _lines() -> Iterator[tuple[str, Iterable[str]]]:
    for row in rows("tags/terms.txt"):
        yield row[0].removeprefix("*"), row[1].split(" ") if len(row) > 1 else ()


def find(text: str, table: Terms | None = None) -> Iterator[tuple[str, int, int]]:
    """Yield (tag, place, length) of the terms in `text`, from left to right the longest, none inside another."""
    table = table or known()
    at = 0
    while at < len(text) - 1:
        sizes = table.lengths.get(text[at : at + 2])
        step = 1
        if sizes is not None:
            for size in sizes:
                tag = table.tags.get(text[at : at + size])
                if tag is not None:
                    if tag != _NOTHING:
                        yield tag, at, size
                    step = size
                    break
        at += step
