"""Feeds: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1, from one closed view. No date comes from a clock."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence

from jianbao.model.frozen import dataclass
from jianbao.publish.article import Written
from jianbao.publish.bodies import rooted
from jianbao.publish.context import Context
from jianbao.publish.library import Entry
from jianbao.publish.views import FigureView
from jianbao.publish.xml import attribute, escape, xml_text

WHOLE = ("feed.xml", "rss.xml", "feed.json")
"""The feeds of the whole site: Atom, RSS, JSON."""

LIMIT = 20
"""How many articles a feed holds."""

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_EPOCH = "1970-01-01T00:00:00+00:00"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntryView:
    """An article in a feed. `published` and `updated` are RFC 3339; `content` is HTML with absolute addresses,
    or empty where the feed gives `summary` only."""

    title: str
    url: str
    published: str
    updated: str
    summary: str
    content: str
    authors: tuple[str, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedView:
    """A feed: of the site, a tag or a region. `url` is its own address, `home` the page it belongs to."""

    title: str
    site: str
    language: str
    url: str
    home: str
    updated: str
    entries: tuple[FeedEntryView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RssView:
    """The same feed, to be written as RSS 2.0."""

    feed: FeedView


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonFeedView:
    """The same feed, to be written as JSON Feed."""

    feed: FeedView


def content(said: Written, base_url: str) -> str:
    """Return an article as HTML for a feed: its pictures (or only their words), then its body; links absolute."""
    return "".join(_figure(figure, base_url) for figure in said.figures) + rooted(said.body, base_url)


def _figure(figure: FigureView, base_url: str) -> str:
    where = figure.src if figure.external else base_url + figure.src
    image = f"<img src={attribute(where)} alt={attribute(figure.alt)}>" if figure.src else ""
    words = escape(" ".join(filter(None, (figure.caption, figure.credit))))
    return f"<figure>{image}<figcaption>{words}</figcaption></figure>\n" if image or words else ""


def _entry(context: Context, entry: Entry, html: str) -> FeedEntryView:
    published = entry.moment.isoformat(timespec="seconds")
    return FeedEntryView(
        title=entry.title,
        url=context.absolute(context.addresses.articles[entry.path]),
        published=published,
        updated=entry.revised or published,
        summary=entry.about,
        content=html,
        authors=entry.authors,
        tags=entry.tags,
    )


def feed(
    context: Context,
    path: str,
    home: str,
    title: str,
    entries: Sequence[Entry],
    whole: Callable[[Entry], str] | None = None,
) -> FeedView:
    """Make the feed at `path` of the newest of `entries`; `whole` gives an article's HTML, None leaves it out."""
    shown = tuple(_entry(context, one, whole(one) if whole else "") for one in entries[:LIMIT])
    return FeedView(
        title=title,
        site=context.settings.title,
        language=context.settings.language,
        url=context.absolute(path),
        home=context.absolute(home),
        updated=max((one.updated for one in shown), key=dt.datetime.fromisoformat, default=_EPOCH),
        entries=shown,
    )


def _element(name: str, text: str, attributes: str = "") -> str:
    return f"<{name}{attributes}>{xml_text(text)}</{name}>" if text else ""


def _atom_entry(entry: FeedEntryView) -> str:
    parts = [
        _element("title", entry.title),
        f"<link href={attribute(entry.url)}/>",
        _element("id", entry.url),
        _element("published", entry.published),
        _element("updated", entry.updated),
        *(f"<author>{_element('name', name)}</author>" for name in entry.authors),
        *(f"<category term={attribute(tag)}/>" for tag in entry.tags),
        _element("summary", entry.summary),
        _element("content", entry.content, f' type="html" xml:base={attribute(entry.url)}'),
    ]
    return "<entry>\n" + "\n".join(filter(None, parts)) + "\n</entry>\n"


def atom(view: FeedView) -> str:
    """Write a feed as Atom. The id of an article is its address."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={attribute(view.language)}>\n'
        f"{_element('title', view.title)}\n"
        f'<link rel="self" type="application/atom+xml" href={attribute(view.url)}/>\n'
        f'<link rel="alternate" type="text/html" href={attribute(view.home)}/>\n'
        f"{_element('id', view.url)}\n{_element('updated', view.updated)}\n"
        f"<author>{_element('name', view.site)}</author>\n" + "".join(map(_atom_entry, view.entries)) + "</feed>\n"
    )


def _rfc822(iso: str) -> str:
    """Return a time as RSS wants it (RFC 822, with four digits of the year); English names, whatever the locale."""
    at = dt.datetime.fromisoformat(iso)
    return f"{_DAYS[at.weekday()]}, {at:%d} {_MONTHS[at.month - 1]} {at.year:04d} {at:%H:%M:%S %z}"


def _rss_item(entry: FeedEntryView) -> str:
    parts = [
        _element("title", entry.title),
        _element("link", entry.url),
        _element("guid", entry.url, ' isPermaLink="true"'),
        _element("pubDate", _rfc822(entry.published)),
        *(_element("dc:creator", name) for name in entry.authors),
        *(_element("category", tag) for tag in entry.tags),
        _element("description", entry.summary),
        _element("content:encoded", entry.content),
    ]
    return "<item>\n" + "\n".join(filter(None, parts)) + "\n</item>\n"


def rss(view: RssView) -> str:
    """Write a feed as RSS 2.0."""
    it = view.feed
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/">\n<channel>\n'
        f"{_element('title', it.title)}\n{_element('link', it.home)}\n{_element('description', it.title)}\n"
        f"{_element('language', it.language)}\n"
        f'<atom:link rel="self" type="application/rss+xml" href={attribute(it.url)}/>\n'
        f"{_element('lastBuildDate', _rfc822(it.updated))}\n"
        + "".join(map(_rss_item, it.entries))
        + "</channel>\n</rss>\n"
    )


def json_feed(view: JsonFeedView) -> str:
    """Write a feed as JSON Feed 1.1."""
    it = view.feed
    items = [
        {
            "id": entry.url,
            "url": entry.url,
            "title": entry.title,
            "summary": entry.summary,
            "content_html": entry.content,
            "date_published": entry.published,
            "date_modified": entry.updated,
            "authors": [{"name": name} for name in entry.authors],
            "tags": list(entry.tags),
        }
        for entry in it.entries
    ]
    head = {"version": "https://jsonfeed.org/version/1.1", "title": it.title, "home_page_url": it.home}
    head |= {"feed_url": it.url, "language": it.language}
    return json.dumps({**head, "items": items}, ensure_ascii=False, indent=1) + "\n"
