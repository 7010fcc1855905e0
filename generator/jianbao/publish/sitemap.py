"""For search engines: sitemap (sitemaps.org 0.9), news sitemap (Google's 0.9), robots.txt."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator

from jianbao.model.frozen import dataclass
from jianbao.publish.context import Context
from jianbao.publish.library import Entries, Entry, place
from jianbao.publish.xml import xml_text

LIMIT = 5000
"""A site with more addresses than this gets a sitemap a year, with an index at /sitemap.xml. (The protocol's own
limit is 50,000; by year, a new article changes one small file.)"""

_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """An address, absolute, and the day of its last change (ISO 8601) or nothing."""

    url: str
    changed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapView:
    """A sitemap, or an index of sitemaps where `index` is true."""

    places: tuple[PlaceView, ...]
    index: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsView:
    """An article in the news sitemap."""

    url: str
    title: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsSitemapView:
    """The newest articles for news search."""

    name: str
    language: str
    articles: tuple[NewsView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsView:
    """robots.txt: everything may be read, and where the sitemaps are."""

    sitemaps: tuple[str, ...]


def _part(name: str) -> str:
    return f"sitemap/{name}.xml"


def is_split(count: int) -> bool:
    """Whether a site of `count` addresses has a sitemap a year."""
    return count > LIMIT


def paths(context: Context, count: int) -> Iterator[str]:
    """Yield where sitemaps lie; `count` is the number of all addresses in them."""
    yield "sitemap.xml"
    if is_split(count):
        yield _part("pages")
        years = {year for year, _ in context.library.months}
        yield from (_part(f"{year:04d}") for year in sorted(years))


NEWS = 1000
"""Articles that a news sitemap may name (Google's limit)."""

Parts = tuple[bool, tuple[tuple[str, str], ...]]
"""What a sitemap names: whether it is an index, and (path, day of the last change or "") of each place."""


def parts(context: Context, pages: Iterable[str]) -> Iterator[tuple[str, Parts]]:
    """Yield (path, parts) of the sitemap, or of the index and its parts. `pages` are those that are no article."""
    years = {year for year, _ in context.library.months}
    yield from some(context, pages, years)


def some(context: Context, pages: Iterable[str], years: Iterable[int]) -> Iterator[tuple[str, Parts]]:
    """Yield (path, parts) of the sitemap; of an index and its parts, those in which these years' articles are."""
    library = context.library
    others = tuple((path, "") for path in pages)
    if not is_split(len(others) + len(library.entries)):
        yield "sitemap.xml", (False, (*others, *_places(context, library.entries)))
        return
    names = ("pages", *(f"{year:04d}" for year in sorted({year for year, _ in library.months})))
    yield "sitemap.xml", (True, tuple((_part(name), "") for name in names))
    yield _part("pages"), (False, others)
    for year in sorted(years):
        months = (entries for (of, _), entries in library.months.items() if of == year)
        newest_first = sorted((one for entries in months for one in entries), key=place)
        yield _part(f"{year:04d}"), (False, tuple(_places(context, newest_first)))


def _places(context: Context, entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    where = context.addresses.articles
    return ((where[one.path], one.changed) for one in entries)


def view(context: Context, found: Parts) -> SitemapView:
    """Make the view of a sitemap."""
    places = tuple(PlaceView(url=context.absolute(path), changed=changed) for path, changed in found[1])
    return SitemapView(index=found[0], places=places)


def recent(context: Context) -> tuple[Entry, ...]:
    """Return the articles of the two days up to the newest one (never counted from a clock), at most 1,000."""
    entries = context.library.entries
    since = _since(entries)
    return tuple(itertools.takewhile(lambda entry: entry.day >= since, itertools.islice(entries, NEWS)))


def _since(entries: Entries) -> dt.date:
    return entries[0].day - dt.timedelta(days=1) if entries and entries[0].day > dt.date.min else dt.date.min


def is_recent(entries: Entries, one: Entry) -> bool:
    """Whether an article is new enough for the news sitemap."""
    return one.day >= _since(entries)


def news(context: Context) -> NewsSitemapView:
    """Return the news sitemap: the newest articles, for news search."""
    language = context.settings.language.lower()
    return NewsSitemapView(
        name=context.settings.title,
        language=language if language in {"zh-cn", "zh-tw"} else language.partition("-")[0],
        articles=tuple(
            NewsView(
                url=context.absolute(context.addresses.articles[entry.path]),
                title=entry.title,
                date=entry.moment.isoformat(timespec="seconds"),
            )
            for entry in recent(context)
        ),
    )


def sitemap_xml(view: SitemapView) -> str:
    """Write a sitemap or an index."""
    outer, inner = ("sitemapindex", "sitemap") if view.index else ("urlset", "url")
    rows = (
        f"<{inner}><loc>{xml_text(place.url)}</loc>"
        + (f"<lastmod>{place.changed}</lastmod>" if place.changed else "")
        + f"</{inner}>\n"
        for place in view.places
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n<{outer} xmlns="{_SPACE}">\n{"".join(rows)}</{outer}>\n'


def news_xml(view: NewsSitemapView) -> str:
    """Write the news sitemap."""
    paper = f"<news:name>{xml_text(view.name)}</news:name><news:language>{xml_text(view.language)}</news:language>"
    rows = (
        f"<url><loc>{xml_text(it.url)}</loc><news:news><news:publication>{paper}</news:publication>"
        f"<news:publication_date>{it.date}</news:publication_date><news:title>{xml_text(it.title)}</news:title>"
        "</news:news></url>\n"
        for it in view.articles
    )
    space = "http://www.google.com/schemas/sitemap-news/0.9"
    head = f'<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="{_SPACE}" xmlns:news="{space}">\n'
    return f"{head}{''.join(rows)}</urlset>\n"


def robots(view: RobotsView) -> str:
    """Write robots.txt."""
    return "User-agent: *\nAllow: /\n\n" + "".join(f"Sitemap: {url}\n" for url in view.sitemaps)
