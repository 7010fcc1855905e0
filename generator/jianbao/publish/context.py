"""What all makers of views share: the library, its addresses, the words, and small views made from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import Any
from urllib.parse import urlsplit

from jianbao.model.frozen import dataclass
from jianbao.model.page import PageRef
from jianbao.model.settings import Settings
from jianbao.model.tables import Tables
from jianbao.publish import paths
from jianbao.publish.addresses import Addresses
from jianbao.publish.library import Edition, Entries, Entry, Library, moment
from jianbao.publish.turning import Turned
from jianbao.publish.views import CardView, DateView, HeadView, Link, PagerView, RelatedView
from jianbao.publish.words import date_text
from jianbao.zh import divisions, readings

Neighbours = tuple[Entry | None, Entry | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Everything a view may be made from. Nothing of it reaches a template but the views.

    `pages` are the known printed pages by (paper, date, number); `neighbours` the articles before and after
    on the same printed page, by path; `below` the codes right below a division ("" for the country) that have
    articles; `related` the tags that stand beside a tag most; `kin` the related articles of an article, by path;
    `turned` the other parts of an article that goes on on another page; `font` is the file of the font of share
    cards, `about` the Markdown of the page about the site; `tables` are the publisher's; `cards` are filled by
    cards.card, once an article, `shown` (what stands where it is related) by article.page, `dates` and `named`
    (tags, by how many articles are said) and `readings` (of terms, by whether they are persons) here.
    """

    settings: Settings
    words: Mapping[str, str]
    zone: dt.tzinfo
    library: Library
    addresses: Addresses
    pages: Mapping[tuple[str, dt.date, int], PageRef]
    neighbours: Mapping[str, Neighbours]
    below: Mapping[str, tuple[str, ...]]
    related: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kin: Mapping[str, Entries] = field(default_factory=dict)
    turned: Mapping[str, tuple[Turned, ...]] = field(default_factory=dict)
    font: bytes = b""
    about: str = ""
    tables: Tables = field(default_factory=Tables)
    cards: dict[str, CardView] = field(default_factory=dict)
    shown: dict[str, RelatedView] = field(default_factory=dict)
    dates: dict[tuple[dt.date, str], DateView] = field(default_factory=dict)
    named: dict[tuple[str, int], Link] = field(default_factory=dict)
    readings: dict[tuple[str, bool], tuple[str, ...]] = field(default_factory=dict)
    shelves: list[Any] = field(default_factory=list)  # filled by listings.listings, once

    def absolute(self, path: str) -> str:
        """Return the whole URL of the file at `path`; of a folder for its index page."""
        short = path.removesuffix("index.html") if path.endswith("/index.html") or path == "index.html" else path
        return self.settings.base_url + paths.href(short)

    def base_path(self) -> str:
        """Return the path part of base_url: "/" or "/blog/"."""
        return urlsplit(self.settings.base_url).path or "/"

    def date(self, date: dt.date, key: str = "date") -> DateView:
        """Return a date, or a time of the front matter in the site's zone, for machines and readers."""
        if type(date) is dt.date:
            made = self.dates.get((date, key))
            if made is None:
                made = DateView(iso=date.isoformat(), text=date_text(self.words, date, key))
                self.dates[date, key] = made
            return made
        iso = date.isoformat()
        if isinstance(date, dt.datetime):
            date = moment(date, self.zone)
            iso = date.isoformat(timespec="seconds")
        return DateView(iso=iso, text=date_text(self.words, date, key))

    def card_key(self, entry: Entry) -> bytes:
        """Return what changes with anything that a card of the article shows."""
        return entry.card + self.addresses.articles[entry.path].encode("utf-8", "replace")

    def card_keys(self, entries: Iterable[Entry]) -> tuple[bytes, ...]:
        """Return the keys of the cards of `entries`."""
        return tuple(map(self.card_key, entries))

    def link(self, text: str, path: str, count: int = 0) -> Link:
        """Return a link to the file at `path`."""
        return Link(text=text, href=paths.href(path), count=count)

    def tag(self, tag: str, count: int = 0) -> Link:
        """Return the link of a tag."""
        made = self.named.get((tag, count))
        if made is None:
            made = self.named[tag, count] = self.link(self.tag_name(tag), self.addresses.tags[tag], count)
        return made

    def read(self, term: str, *, person: bool = False) -> tuple[str, ...]:
        """Return the syllables of a term, read once (zh.readings)."""
        try:
            return self.readings[term, person]
        except KeyError:
            made = self.readings[term, person] = readings.read(term, person=person)
            return made

    def tag_name(self, tag: str) -> str:
        """Return the name that readers see."""
        return self.tables.tag_names.get(tag, tag)

    def region(self, code: str, count: int = 0) -> Link:
        """Return the link of a division, by its full name: 朝阳 alone may be two places."""
        region = divisions.divisions()[code]
        return self.link(region.name, self.addresses.region(code), count)

    def page_link(self, edition: Edition, number: int) -> Link:
        """Return the link of a printed page, or of its edition without a text where the page is not known."""
        text = self.words["page"].format(number=number) if number else ""
        return self.link(text, self.addresses.page(*edition, number))

    def head(
        self,
        path: str,
        title: str,
        description: str = "",
        *,
        feed: str = "",
        kind: str = "website",
        jsonld: str = "",
        image: str = "",
    ) -> HeadView:
        """Return the head of the page at `path`; the site's title follows the page's own."""
        site = self.settings.title
        return HeadView(
            title=f"{title} - {site}" if title and title != site else site,
            description=description,
            canonical=self.absolute(path),
            feed=paths.href(feed),
            kind=kind,
            jsonld=jsonld,
            image=image,
            twin=paths.href(f"zh-hant/{path}") if self.settings.traditional else "",
            simplified=self.absolute(path) if self.settings.traditional else "",
            traditional=self.absolute(f"zh-hant/{path}") if self.settings.traditional else "",
        )

    def pager(self, number: int, last: int, path: Mapping[int, str]) -> PagerView | None:
        """Return where sheet `number` of `last` stands; `path` gives the address of each sheet nearby."""
        if last == 1:
            return None
        return PagerView(
            number=number,
            total=last if number == last else 0,
            newer=self.link(self.words["newer"], path[number + 1]) if number < last else None,
            older=self.link(self.words["older"], path[number - 1]) if number > 1 else None,
        )


def neighbours(library: Library) -> dict[str, Neighbours]:
    """Find, for each article of a known printed page, those before and after it in reading order."""
    return {path: near for entries in library.editions.values() for path, near in neighbours_in(entries)}


def neighbours_in(entries: Entries) -> Iterator[tuple[str, Neighbours]]:
    """Yield (path, those before and after it on its page) of the articles of one edition."""
    for before, entry, after in zip((None, *entries), entries, (*entries[1:], None), strict=False):
        if entry.page:
            yield (
                entry.path,
                (
                    before if before and before.page == entry.page else None,
                    after if after and after.page == entry.page else None,
                ),
            )


def below(library: Library) -> dict[str, tuple[str, ...]]:
    """Find the divisions with articles right below each division ("" for the country), in the order of codes."""
    found: dict[str, list[str]] = {}
    above = divisions.above()
    for code in library.regions:
        found.setdefault(above[code], []).append(code)
    return {code: tuple(parts) for code, parts in found.items()}
