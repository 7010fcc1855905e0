"""What search gets of a site: a record an article, made of its line in the data file, and headings to suggest."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jianbao.publish import paths
from jianbao.publish.context import Context
from jianbao.publish.keys import digest
from jianbao.publish.library import Entries, Entry
from jianbao.publish.search.index import FOLDER, Part, parts, rest, tier
from jianbao.publish.search.records import Head, Record, Term
from jianbao.zh import divisions
from jianbao.zh.readings import read

__all__ = ["FOLDER", "PAGE", "Finding", "facets", "findings", "record", "terms"]
PAGE = f"{FOLDER}/index.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A part of the index to be: its key (see routes.py), a function that makes its files, of which `summary` is
    the last, or "" for the part that is made from the summaries of the others."""

    key: bytes
    summary: str
    files: Callable[[Sequence[bytes]], Iterator[tuple[str, bytes]]]


def findings(context: Context, line: Callable[[Entry], bytes]) -> Iterator[Finding]:
    """Yield the parts of the index, none for no articles; `line` gives an article's line of the data file."""
    entries = {entry.path: entry for entry in context.library.entries}
    if not entries:
        return
    where = context.addresses.articles

    def made(key: str) -> Record:
        return record(context, entries[key], line(entries[key]))

    keys: list[bytes] = []
    heads = [Head(key=entry.path, date=entry.day) for entry in entries.values()]
    for part in parts(heads):
        said = ((serial, entries[head.key].digest, where[head.key]) for serial, head in part.numbered)
        keys.append(digest(part.name, part.size, tuple(said)))
        yield Finding(key=keys[-1], summary=part.summary, files=_tier(part, made))
    key = digest(*keys, *(digest(_counts(it)) for it in _shelves(context)))
    yield Finding(key=key, summary="", files=lambda said: rest(len(heads), said, tuple(terms(context))))


def _tier(part: Part, made: Callable[[str], Record]) -> Callable[[Sequence[bytes]], Iterator[tuple[str, bytes]]]:
    return lambda _: tier(part, made)


_Shelf = tuple[str, Mapping[str, Entries], Callable[[str], str]]


def _shelves(context: Context) -> tuple[_Shelf, ...]:
    library, where = context.library, context.addresses
    return (
        ("region", library.regions, lambda code: context.region(code).href),
        ("tag", library.tags, lambda name: paths.href(where.tags[name])),
        ("rubric", library.rubrics, lambda name: paths.href(where.rubrics[name])),
        ("author", library.authors, lambda name: paths.href(where.authors[name])),
    )


def _counts(shelf: _Shelf) -> tuple[tuple[str, str, int], ...]:
    return tuple((name, shelf[2](name), len(entries)) for name, entries in shelf[1].items())


def record(context: Context, entry: Entry, line: bytes) -> Record:
    """Return the record of one article."""
    row = json.loads(line)
    people = ("".join((one["role"], " ", one["name"])).strip() for one in row["authors"])
    images = entry.article.images if entry.picture else ()
    return Record(
        key=entry.path,
        url=paths.href(context.addresses.articles[entry.path]),
        title=entry.title,
        date=entry.day,
        kicker=entry.kicker,
        deck=entry.deck,
        byline=context.words["list_comma"].join(people),
        paragraphs=(*filter(None, row["text"].split("\n")), *(it.caption for it in images if it.caption)),
        facets=tuple(facets(entry)),
    )


def facets(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield what a reader may narrow a search by: (kind, value)."""
    known = divisions.divisions()
    yield "year", str(entry.day.year)
    yield from (("province", known[code].short) for code in entry.regions if code.endswith("0000"))
    yield from (("tag", tag) for tag in entry.tags)
    if entry.rubric:
        yield "rubric", entry.rubric
    if entry.edition:
        yield "paper", entry.edition[0]
        if entry.page:
            yield "page", f"{entry.edition[0]} {entry.page}"


def terms(context: Context) -> Iterator[Term]:
    """Yield the headings that are suggested while a reader types."""
    known = divisions.divisions()
    for shelf in _shelves(context):
        kind = shelf[0]
        for name, url, count in _counts(shelf):
            text = known[name].short if kind == "region" else name
            yield Term(text=text, reading=read(text, person=kind == "author"), kind=kind, url=url, count=count)
