"""What search gets of a site: a record an article, made of its line in the data file, and headings to suggest."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping

from jianbao.publish import paths
from jianbao.publish.context import Context
from jianbao.publish.keys import digest
from jianbao.publish.library import Entries, Entry, sizes
from jianbao.publish.search.index import FOLDER
from jianbao.publish.search.records import Record, Term
from jianbao.zh import divisions
from jianbao.zh.readings import read

__all__ = ["FOLDER", "PAGE", "facets", "findables", "record", "state", "terms", "terms_mark"]
PAGE = f"{FOLDER}/index.html"
_HEADLINES = 60
"""The newest articles are suggested too: so many."""


def findables(context: Context) -> dict[str, Entry]:
    """Return all articles by address."""
    where = context.addresses.articles
    return {paths.href(where[entry.path]): entry for entry in context.library.entries}


def state(entry: Entry) -> tuple[int, bytes]:
    """Return what the index must know of an article to see whether it changed: its day as an ordinal, a digest of
    all that its record is made of but the settings."""
    return entry.day.toordinal(), entry.digest


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
    return tuple((name, shelf[2](name), count) for name, count in sizes(shelf[1]).items())


def terms_mark(context: Context) -> bytes:
    """Return a digest of all that `terms` depends on."""
    return digest(*(_counts(shelf) for shelf in _shelves(context)), _headlines(context))


def _headlines(context: Context) -> tuple[tuple[str, str], ...]:
    where = context.addresses.articles
    return tuple((it.title, paths.href(where[it.path])) for it in context.library.entries[:_HEADLINES])


def record(context: Context, entry: Entry, line: bytes) -> Record:
    """Return the record of one article."""
    row = json.loads(line)
    people = ("".join((one["role"], " ", one["name"])).strip() for one in row["authors"])
    images = entry.article.images if entry.picture else ()
    return Record(
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
    """Yield the headings, and the newest headlines, that are suggested while a reader types."""
    known = divisions.divisions()
    for shelf in _shelves(context):
        kind = shelf[0]
        for name, url, count in _counts(shelf):
            text = known[name].short if kind == "region" else name
            yield Term(
                text=text, reading=context.read(text, person=kind == "author"), kind=kind, url=url, count=count
            )
    for text, url in _headlines(context):
        yield Term(text=text, reading=read(text), kind="article", url=url, count=0)
