"""What search gets of a site: a record an article, made of its line in the data file, and headings to suggest."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator

from jianbao.publish import paths
from jianbao.publish.context import Context
from jianbao.publish.library import Entry
from jianbao.publish.search.index import FOLDER, ROOT, build
from jianbao.publish.search.records import Head, Record, Term
from jianbao.zh import divisions
from jianbao.zh.readings import read

__all__ = ["FOLDER", "PAGE", "ROOT", "facets", "files", "record", "terms"]
PAGE = f"{FOLDER}/index.html"


def files(context: Context, line: Callable[[Entry], bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the index, none for no articles; `line` gives an article's line of the data file."""
    if not context.library.entries:
        return iter(())
    entries = {entry.path: entry for entry in context.library.entries}
    heads = [Head(key=entry.path, date=entry.day) for entry in entries.values()]
    return build(heads, lambda key: record(context, entries[key], line(entries[key])), tuple(terms(context)))


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
    library, where = context.library, context.addresses
    known = divisions.divisions()
    for code, entries in library.regions.items():
        yield _term(known[code].short, "region", context.region(code).href, entries)
    shelves = (("tag", library.tags, where.tags), ("rubric", library.rubrics, where.rubrics))
    for kind, shelf, addresses in shelves:
        for name, entries in shelf.items():
            yield _term(name, kind, paths.href(addresses[name]), entries)
    for name, entries in library.authors.items():
        yield _term(name, "author", paths.href(where.authors[name]), entries, person=True)


def _term(text: str, kind: str, url: str, entries: Iterable[Entry], *, person: bool = False) -> Term:
    return Term(text=text, reading=read(text, person=person), kind=kind, url=url, count=sum(1 for _ in entries))
