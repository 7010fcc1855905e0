"""Small files for other programs: how to search the site, its articles as a table, the addresses that are new."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

from jianbao.model.frozen import dataclass
from jianbao.publish import sitemap
from jianbao.publish.context import Context
from jianbao.publish.keys import digest
from jianbao.publish.library import Entry
from jianbao.publish.xml import attribute, xml_text

OPENSEARCH = "opensearch.xml"
TABLE = "data/articles.csv"
NEWEST = "data/newest.txt"
COLUMNS = (
    *("url", "title", "kicker", "deck", "rubric", "date", "paper", "page"),
    *("authors", "tags", "region", "regions", "kind", "updated"),
)
_SOME = 500
"""Rows that are written at a time."""
_BOM = "\ufeff"  # by which a spreadsheet knows that the table is UTF-8


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView:
    """A file that is finished text."""

    text: str


def paths(context: Context) -> Iterator[str]:
    """Yield the addresses of these files."""
    if context.library.entries:
        yield from (OPENSEARCH, TABLE)
        if context.settings.push_list:
            yield NEWEST


def files(context: Context) -> Iterator[tuple[str, bytes, Callable[[], TextView]]]:
    """Yield (address, key, the view) of each file but the table."""
    if context.library.entries:
        yield OPENSEARCH, b"", lambda: TextView(text=opensearch(context))
        if context.settings.push_list:
            urls = tuple(_url(context, one) for one in sitemap.recent(context))
            yield NEWEST, digest(urls), lambda: TextView(text="".join(f"{url}\n" for url in urls))


def _url(context: Context, entry: Entry) -> str:
    return context.absolute(context.addresses.articles[entry.path])


def opensearch(context: Context) -> str:
    """Return the OpenSearch 1.1 description by which a browser offers the site's search."""
    name, base = context.settings.title, context.settings.base_url
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{xml_text(name[:16])}</ShortName>\n<Description>{xml_text(name)}</Description>\n"
        f'<Url type="text/html" template={attribute(base + "search/index.html?q={searchTerms}")}/>\n'
        f'<Query role="example" searchTerms={attribute(name)}/>\n'
        "<InputEncoding>UTF-8</InputEncoding>\n</OpenSearchDescription>\n"
    )


def table(context: Context) -> Iterator[str]:
    """Yield, piece by piece, the articles as CSV (RFC 4180), newest first, without their text, which stands in
    articles.jsonl. Several authors, tags or regions stand in one cell with a semicolon between."""
    entries = context.library.entries
    yield _BOM + _written(COLUMNS)
    for start in range(0, len(entries), _SOME):
        yield _written(*(_row(context, one) for one in entries[start : start + _SOME]))


def mark(context: Context, one: Entry) -> int:
    """Return the number that an article adds to those that the key of the table is made of."""
    return int.from_bytes(digest(one.path, context.card_key(one), one.changed, one.order), "big")


def key(total: int) -> bytes:
    """Return the key of the table from the sum of the marks of its articles."""
    return (total % (1 << 96)).to_bytes(12, "big")


def row(context: Context, one: Entry) -> str:
    """Return the row of one article, with its line end."""
    return _written(_row(context, one))


def opening(url: str) -> str:
    """Return what the row of the article at `url`, absolute, begins with, and no other row."""
    return _written((url, "")).removesuffix("\r\n")


def _row(context: Context, one: Entry) -> tuple[object, ...]:
    paper = one.edition[0] if one.edition else ""
    filed = (";".join(one.authors), ";".join(one.tags), one.main, ";".join(one.regions))
    head = (_url(context, one), one.title, one.kicker, one.deck, one.rubric, one.day.isoformat())
    return (*head, paper, one.page or "", *filed, one.kind, one.changed)


def _written(*rows: tuple[object, ...]) -> str:
    import csv  # noqa: PLC0415  1 ms, and an edit of a text makes no row

    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()
