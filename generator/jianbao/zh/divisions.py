"""The administrative divisions of China: codes, names and addresses. Light: the build loads nothing else of zh.

Source, date and licence stand in the head of data/divisions.tsv; scripts/build_places.py makes it.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from importlib import resources
from types import MappingProxyType

from jianbao.model.region import Region


def rows(name: str) -> Iterator[list[str]]:
    """Return the rows of one data file of this package (`name` below zh/data/), split at tabs, without comments."""
    text = resources.files("jianbao.zh").joinpath("data", *name.split("/")).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.split("\n") if line and line[0] != "#")


@functools.cache
def divisions() -> Mapping[str, Region]:
    """Return every division by its code, in the order of codes; provinces, prefectures and counties."""
    found: dict[str, Region] = {}
    for row in rows("divisions.tsv"):
        code, parent, name, short, syllables, *own = row
        slug = own[0] if own else syllables.replace(" ", "")
        path = f"{found[parent].path}/{slug}" if parent else slug
        found[code] = Region(code, name, short or name, slug, parent, path)
    return MappingProxyType(found)


@functools.cache
def syllables() -> Mapping[str, str]:
    """Return the reading of every division's short name by its code: syllables without tones, a space between."""
    return MappingProxyType({row[0]: row[4] for row in rows("divisions.tsv")})


def parents(code: str) -> tuple[str, ...]:
    """Return the codes from the province down to `code` itself; empty where no division has this code."""
    table = divisions()
    line: list[str] = []
    while code in table:
        line.append(code)
        code = table[code].parent
    return tuple(reversed(line))


def with_parents(codes: tuple[str, ...] | frozenset[str]) -> tuple[str, ...]:
    """Return `codes` and all they lie in, sorted, each once; codes that no division has are left out."""
    return tuple(sorted({above for code in codes for above in parents(code)}))


@functools.cache
def tiles() -> Mapping[str, tuple[int, int]]:
    """Return the column and row of each provincial unit on a sketch of equal squares, counted from 0."""
    return MappingProxyType({code: (int(column), int(row)) for code, column, row in rows("tiles.tsv")})
