"""For search engines: sitemap (sitemaps.org 0.9), news sitemap (Google's 0.9), robots.txt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jianbao.publish.context import Context
from jianbao.publish.library import Entry, moment
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


def _changed(context: Context, entry: Entry) -> str:
    updated = entry.article.updated
    return max(entry.day, moment(updated, context.zone).date() if updated else entry.day).isoformat()


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
        years = {entry.moment.year for entry in context.library.entries}
        yield from (_part(f"{year:04d}") for year in sorted(years))


def sitemaps(context: Context, pages: Iterable[str], count: int) -> Iterator[tuple[str, SitemapView]]:
    """Yield (path, view) of the sitemap, or of the index and its parts. `pages` are those that are no article."""
    others = tuple(PlaceView(url=context.absolute(path)) for path in pages)
    entries = context.library.entries
    if not is_split(count):
        yield "sitemap.xml", SitemapView(places=others + _places(context, entries))
        return
    years: dict[str, list[Entry]] = {}
    for entry in entries:
        years.setdefault(f"{entry.moment.year:04d}", []).append(entry)
    parts = ["pages", *sorted(years)]
    index = tuple(PlaceView(url=context.absolute(_part(it))) for it in parts)
    yield "sitemap.xml", SitemapView(index=True, places=index)
    yield _part("pages"), SitemapView(places=others)
    for year in sorted(years):
        yield _part(year), SitemapView(places=_places(context, years[year]))


def _places(context: Context, entries: Iterable[Entry]) -> tuple[PlaceView, ...]:
    where = context.addresses.articles
    return tuple(
        PlaceView(url=context.absolute(where[entry.path]), changed=_changed(context, entry)) for entry in entries
    )


def news(context: Context) -> NewsSitemapView:
    """Return the articles of the two days up to the newest one (never counted from a clock), at most 1,000."""
    entries = context.library.entries
    since = entries[0].day - dt.timedelta(days=1) if entries and entries[0].day > dt.date.min else dt.date.min
    recent = (entry for entry in entries[:1000] if entry.day >= since)
    language = context.settings.language.lower()
    return NewsSitemapView(
        name=context.settings.title,
        language=language if language in {"zh-cn", "zh-tw"} else language.partition("-")[0],
        articles=tuple(
            NewsView(
                url=context.absolute(context.addresses.articles[entry.path]),
                title=entry.article.title,
                date=entry.moment.isoformat(timespec="seconds"),
            )
            for entry in recent
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
