"""The administrative divisions of China: codes, names and addresses. Light: the build loads nothing else of zh.

Source, date and licence stand in the head of data/divisions.tsv; scripts/build_places.py makes it.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from jianbao.model.region import Region


def rows(name: str) -> Iterator[list[str]]:
    """Return the rows of one data file of this package (`name` below zh/data/), split at tabs, without comments."""
    return (line.split("\t") for line in _lines(_text(name)))


def _lines(text: str) -> Iterator[str]:
    return (line for line in text.split("\n") if line and line[0] != "#")


def rows_with(name: str, part: str) -> Iterator[list[str]]:
    """Return the rows of one data file in which `part` stands: the file is searched, for few of many rows."""
    text = _held(name)
    at = text.find(part)
    while at >= 0:
        start, end = text.rfind("\n", 0, at) + 1, text.index("\n", at)
        if text[start] != "#":
            yield text[start:end].split("\t")
        at = text.find(part, end)


@functools.cache
def _held(name: str) -> str:
    return f"{_text(name)}\n"


_DATA = Path(__file__).parent / "data"  # importlib.resources, and what it loads of zip files, take 4 ms of an edit


def _text(name: str) -> str:
    return _DATA.joinpath(*name.split("/")).read_text(encoding="utf-8")


_SOME = 40
"""With more divisions asked for than that, reading all of them costs less."""


class _Divisions(Mapping[str, Region]):
    """All divisions; the row of each is read when it is asked for, for a build of few changes asks for few."""

    def __init__(self) -> None:
        self.text = f"\n{_text('divisions.tsv')}\n"
        self._known: dict[str, Region] = {}
        self.whole: Mapping[str, Region] | None = None

    def all(self) -> Mapping[str, Region]:
        """Return them with all rows read."""
        if self.whole is None:
            found: dict[str, Region] = {}
            for row in rows("divisions.tsv"):
                found[row[0]] = _region(row, found)
            self.whole = MappingProxyType(found)
        return self.whole

    def __getitem__(self, code: str) -> Region:
        if self.whole is not None:
            return self.whole[code]
        known = self._known.get(code)
        if known is None:
            at = self.text.find(f"\n{code}\t") if code.isdecimal() else -1
            if at < 0:
                raise KeyError(code)
            if len(self._known) >= _SOME:
                return self.all()[code]
            row = self.text[at + 1 : self.text.index("\n", at + 1)]
            known = self._known[code] = _region(row.split("\t"), self)
        return known

    def __iter__(self) -> Iterator[str]:
        return iter(self.all())

    def __len__(self) -> int:
        return len(self.all())


def _region(row: list[str], found: Mapping[str, Region]) -> Region:
    code, parent, name, short, syllables, *own = row
    slug = own[0] if own else syllables.replace(" ", "")
    path = f"{found[parent].path}/{slug}" if parent else slug
    return Region(code, name, short or name, slug, parent, path)


@functools.cache
def _table() -> _Divisions:
    return _Divisions()


def divisions() -> Mapping[str, Region]:
    """Return every division by its code, in the order of codes; provinces, prefectures and counties."""
    table = _table()
    return table.whole or table


@functools.cache
def above() -> Mapping[str, str]:
    """Return the code right above every division's ("" for the country), without reading anything else of them."""
    parts = (line.split("\t", 2) for line in _lines(_table().text))
    return MappingProxyType({code: parent for code, parent, _ in parts})


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
