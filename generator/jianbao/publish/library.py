"""The articles of a site in order, and by every heading under which a reader may look for them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from jianbao.model.article import Article, Document
from jianbao.model.problem import Found, Problem, Where
from jianbao.model.settings import Settings
from jianbao.publish.problems import UNKNOWN_REGION
from jianbao.zh import divisions

CHINA = dt.timezone(dt.timedelta(hours=8))
"""Asia/Shanghai without its summer times of 1986 to 1991: a fixed offset needs no table of time zones."""

Edition = tuple[str, dt.date]
K = TypeVar("K", str, "tuple[int, int]", "tuple[str, dt.date]")
_PADDING = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article in the library, with its headings made comparable.

    `moment` is its date with a time zone; `regions` are the codes of all divisions it is listed under
    (parents too, sorted), `named` those it names itself, the main one first; `edition` is (paper, date) or None;
    `page` is 0 where the printed page is not known.
    """

    path: str
    article: Article
    moment: dt.datetime
    tags: tuple[str, ...]
    authors: tuple[str, ...]
    rubric: str
    regions: tuple[str, ...]
    named: tuple[str, ...]
    edition: Edition | None
    page: int

    @property
    def day(self) -> dt.date:
        """The date, without the time."""
        return self.moment.date()


Entries = tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """All entries, newest first, and the same under each heading. In `editions` they stand in print order."""

    entries: Entries
    tags: Mapping[str, Entries]
    authors: Mapping[str, Entries]
    rubrics: Mapping[str, Entries]
    regions: Mapping[str, Entries]
    months: Mapping[tuple[int, int], Entries]
    editions: Mapping[Edition, Entries]


def term(text: str) -> str:
    """Return a tag, rubric or paper in the one form under which it is listed: NFC, single inner spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def person(text: str) -> str:
    """Return a name in the one form under which it is listed: without the padding of print (张　锋 is 张锋)."""
    return _PADDING.sub("", term(text))


def moment(date: dt.date, zone: dt.tzinfo) -> dt.datetime:
    """Return a date or time of the front matter as a time in `zone`; a bare date is its midnight."""
    if not isinstance(date, dt.datetime):
        return dt.datetime(date.year, date.month, date.day, tzinfo=zone)
    return date.replace(tzinfo=zone) if date.tzinfo is None else date.astimezone(zone)


def _edition(article: Article, settings: Settings, zone: dt.tzinfo) -> Edition | None:
    paper = term(article.paper) or (term(settings.paper) if article.edition or article.page else "")
    date = article.edition or (article.date if article.page else None)
    return (paper, moment(date, zone).date()) if paper and date else None


def _unique(terms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, terms)))


def _regions(document: Document) -> Found[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Find the known codes an article names (main one first), and all it is listed under."""
    article, known = document.article, divisions.divisions()
    named = tuple(dict.fromkeys(filter(None, (article.region, *article.regions))))
    where = Where(file=document.path)
    unknown = tuple(UNKNOWN_REGION.at(where, code=code) for code in named if code not in known)
    named = tuple(code for code in named if code in known)
    listed = tuple(sorted({parent for code in named for parent in divisions.parents(code)}))
    return Found(value=(named, listed), problems=unknown)


def entry(document: Document, settings: Settings, zone: dt.tzinfo) -> Found[Entry]:
    """Make the library's entry of one document. Unknown region codes are warnings."""
    article = document.article
    regions = _regions(document)
    made = Entry(
        path=document.path,
        article=article,
        moment=moment(article.date, zone),
        tags=_unique(map(term, article.tags)),
        authors=_unique(person(credit.name) for credit in article.authors),
        rubric=term(article.rubric),
        named=regions.value[0],
        regions=regions.value[1],
        edition=_edition(article, settings, zone),
        page=article.page or 0,
    )
    return Found(value=made, problems=regions.problems)


def print_order(one: Entry) -> tuple[int, int, str]:
    """Sort key inside an edition: pages as they are bound (unknown ones last), then the order on the page."""
    order = one.article.order
    return (one.page or 10**6, 10**6 if order is None else order, one.path)


def _newest_first(entries: Iterable[Entry]) -> list[Entry]:
    """Sort by time, newest first; inside one moment as printed, then by path: a total order."""
    printed = sorted(entries, key=lambda one: (one.edition[0] if one.edition else "\U0010ffff", *print_order(one)))
    return sorted(printed, key=lambda one: one.moment, reverse=True)


def _shelve(entries: Sequence[Entry], headings: Callable[[Entry], Iterable[K]]) -> Mapping[K, Entries]:
    shelf: dict[K, list[Entry]] = {}
    for one in entries:
        for heading in headings(one):
            shelf.setdefault(heading, []).append(one)
    return MappingProxyType({key: tuple(shelf[key]) for key in sorted(shelf)})


def gather(
    documents: Sequence[Document],
    settings: Settings,
    *,
    today: dt.date,
    zone: dt.tzinfo = CHINA,
    drafts: bool = False,
    future: bool = False,
) -> Found[Library]:
    """Put the documents in order. Drafts, and articles dated after `today`, stay out unless asked for."""
    problems: list[Problem] = []
    kept: list[Entry] = []
    for document in documents:
        if document.article.draft and not drafts:
            continue
        found = entry(document, settings, zone)
        if future or found.value.day <= today:
            kept.append(found.value)
            problems.extend(found.problems)
    return Found(value=_library(_newest_first(kept)), problems=tuple(sorted(problems, key=lambda it: it.where)))


def _library(entries: list[Entry]) -> Library:
    editions = _shelve(sorted(entries, key=print_order), lambda one: (one.edition,) if one.edition else ())
    return Library(
        entries=tuple(entries),
        tags=_shelve(entries, lambda one: one.tags),
        authors=_shelve(entries, lambda one: one.authors),
        rubrics=_shelve(entries, lambda one: (one.rubric,) if one.rubric else ()),
        regions=_shelve(entries, lambda one: one.regions),
        months=_shelve(entries, lambda one: ((one.moment.year, one.moment.month),)),
        editions=editions,
    )
