"""The articles of a site in order, and by every heading under which a reader may look for them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, Protocol, TypeVar

from jianbao.model.article import Article, Document
from jianbao.model.frozen import dataclass
from jianbao.model.problem import Found, Problem, Where
from jianbao.model.settings import Settings
from jianbao.publish.keys import digest
from jianbao.publish.problems import UNKNOWN_REGION
from jianbao.publish.text import excerpt, shorten
from jianbao.publish.turns import turns
from jianbao.zh import divisions, regions_former

CHINA = dt.timezone(dt.timedelta(hours=8))
"""Asia/Shanghai without its summer times of 1986 to 1991: a fixed offset needs no table of time zones."""

Edition = tuple[str, dt.date]
K = TypeVar("K", str, "tuple[int, int]", "tuple[str, dt.date]")
Heading = str | tuple[int, int] | Edition
_PADDING = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")


class Source(Protocol):
    """Where the article of an entry comes from, and what is said about it: a hundred thousand of either are not
    held."""

    def __call__(self) -> Article: ...  # noqa: D102  as above

    def about(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Given:
    """The source of an entry whose article is at hand."""

    article: Article
    said: str

    def __call__(self) -> Article:
        """Return the article."""
        return self.article

    def about(self) -> str:
        """Return what is said about the article."""
        return self.said


class Entry(NamedTuple):
    """An article in the library, with its headings made comparable.

    All that lists, cards and addresses need stands here, so that the article itself (`article`, by way of `source`)
    is read for its own page only. `moment` is its date with a time zone, `timed` whether the front matter gave a
    time; `regions` are the codes of all divisions it is listed under (parents too, sorted), `named` those it names
    itself, the main one (`main`, or "") first; `edition` is (paper, date) or None; `page` is 0 where the printed
    page is not known; `picture` is the first one's src, alt, caption and
    credit; `turns` says on which pages its other parts stand (下转, 上接); `changed` is the day of the last change,
    `revised` its moment as feeds say it, with corrections counted (ISO 8601; "": `moment`); `linked` whether the
    text may hold a link.
    `digest` stands for the whole article, `card` for what lists show and count of it. (A tuple, for ten thousand of
    them are made at every build.)
    """

    path: str
    title: str
    moment: dt.datetime
    timed: bool
    tags: tuple[str, ...]
    authors: tuple[str, ...]
    rubric: str
    regions: tuple[str, ...]
    named: tuple[str, ...]
    main: str
    edition: Edition | None
    page: int
    order: int | None
    kind: str
    kicker: str
    deck: str
    picture: tuple[str, ...]
    draft: bool
    slug: str
    permalink: str
    aliases: tuple[str, ...]
    turns: tuple[tuple[str, int], ...]
    changed: str
    revised: str
    linked: bool
    digest: bytes
    card: bytes
    source: Source

    @property
    def about(self) -> str:
        """A sentence or two about the article."""
        return self.source.about()

    @property
    def article(self) -> Article:
        """The article as its file says it."""
        return self.source()

    @property
    def day(self) -> dt.date:
        """The date, without the time."""
        return self.moment.date()


Entries = Sequence[Entry]


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """All entries, newest first, and the same under each heading. In `editions` they stand in print order; `mains`
    are those whose main division it is."""

    entries: Entries
    tags: Mapping[str, Entries]
    authors: Mapping[str, Entries]
    rubrics: Mapping[str, Entries]
    regions: Mapping[str, Entries]
    mains: Mapping[str, Entries]
    months: Mapping[tuple[int, int], Entries]
    editions: Mapping[Edition, Entries]


def sizes(shelf: Mapping[K, Entries]) -> dict[K, int]:
    """Return how many articles stand under each heading."""
    counted: Callable[[], dict[K, int]] | None = getattr(shelf, "sizes", None)  # of a shelf that makes no entries
    return counted() if counted else {heading: len(entries) for heading, entries in shelf.items()}


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


def _regions(document: Document) -> Found[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Find the main division ("" for none), those an article names, it first, and all it is listed under.

    A code of the past is read as today's: where a division was split, as all parts, and the main one is what holds
    them. What has never been a code is left out and said.
    """
    article, known = document.article, divisions.divisions()
    codes = tuple(dict.fromkeys(filter(None, (article.region, *article.regions))))
    now = {code: (code,) if code in known else regions_former.today(code) for code in codes}
    where = Where(file=document.path)
    unknown = tuple(UNKNOWN_REGION.at(where, code=code) for code in codes if not now[code])
    main = regions_former.shared(now[article.region]) if article.region else ""
    named = tuple(dict.fromkeys(filter(None, (main, *(each for code in codes for each in now[code])))))
    listed = tuple(sorted({parent for code in named for parent in divisions.parents(code)}))
    return Found(value=(main, named, listed), problems=unknown)


def about(article: Article) -> str:
    """Return a sentence or two about an article: its summary, its opening, or the words of its picture."""
    if article.summary:
        return article.summary
    text = excerpt(article.body) or next((image.caption for image in article.images if image.caption), "")
    return shorten(text or article.deck, 110)


def _changed(article: Article, day: dt.date, zone: dt.tzinfo) -> str:
    return max(day, moment(article.updated, zone).date() if article.updated else day).isoformat()


_LINKS = ("](", "]:", "href")
"""One of them stands in every text that links to a page of the site, in Markdown or in HTML."""


def _revised(article: Article, when: dt.datetime, zone: dt.tzinfo) -> str:
    later = [moment(date, zone) for date in (article.updated, *(it.date for it in article.corrections)) if date]
    last = max(later, default=when)
    return last.isoformat(timespec="seconds") if last > when else ""


def entry(document: Document, settings: Settings, zone: dt.tzinfo) -> Found[Entry]:
    """Make the library's entry of one document. Unknown region codes are warnings."""
    article = document.article
    regions, said = _regions(document), about(article)
    when = moment(article.date, zone)
    made = Entry(
        path=document.path,
        title=article.title,
        moment=when,
        timed=isinstance(article.date, dt.datetime),
        tags=_unique(map(term, article.tags)),
        authors=_unique(person(credit.name) for credit in article.authors),
        rubric=term(article.rubric),
        main=regions.value[0],
        named=regions.value[1],
        regions=regions.value[2],
        edition=_edition(article, settings, zone),
        page=article.page or 0,
        order=article.order,
        kind=article.kind,
        kicker=article.kicker,
        deck=article.deck,
        picture=next(((it.src, it.alt, it.caption, it.credit) for it in article.images), ()),
        draft=article.draft,
        slug=article.slug,
        permalink=article.permalink,
        aliases=article.aliases,
        turns=turns(article.body),
        changed=_changed(article, when.date(), zone),
        revised=_revised(article, when, zone),
        linked=any(sign in article.body for sign in _LINKS),
        digest=document.digest or digest(repr(article)),
        card=b"",
        source=Given(article, said),
    )
    return Found(value=made._replace(card=_card(made, said)), problems=regions.problems)


def _card(one: Entry, about: str) -> bytes:
    """Return what changes with anything that a list of articles shows or counts of one: all but the text."""
    paper = one.edition[0] if one.edition else ""
    shown = (one.title, one.kicker, one.deck, one.rubric, one.kind, about, one.authors, one.main, one.picture)
    filed = (one.tags, one.regions, one.named, paper, one.page)
    return digest(*shown, *filed, one.draft, one.timed, one.moment.isoformat())


def print_order(one: Entry) -> tuple[int, int, str]:
    """Sort key inside an edition: pages as they are bound (unknown ones last), then the order on the page."""
    return (one.page or 10**6, 10**6 if one.order is None else one.order, one.path)


_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def place(one: Entry) -> tuple[dt.timedelta, str, int, int, str]:
    """Sort key of the library: by time, newest first; inside one moment as printed, then by path: a total order."""
    return (_EPOCH - one.moment, one.edition[0] if one.edition else "\U0010ffff", *print_order(one))


def headings(one: Entry) -> dict[str, tuple[Heading, ...]]:
    """Return under which headings of each shelf of the library (by its name) an article stands."""
    return {
        "tags": one.tags,
        "authors": one.authors,
        "rubrics": (one.rubric,) if one.rubric else (),
        "regions": one.regions,
        "mains": (one.main,) if one.main else (),
        "months": ((one.moment.year, one.moment.month),),
        "editions": (one.edition,) if one.edition else (),
    }


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
    found = (entry(document, settings, zone) for document in documents)
    return arrange(found, today=today, drafts=drafts, future=future)


def arrange(
    found: Iterable[Found[Entry]], *, today: dt.date, drafts: bool = False, future: bool = False
) -> Found[Library]:
    """Put entries in order, with what was said of those that stay in."""
    problems: list[Problem] = []
    kept: list[Entry] = []
    for each in found:
        if (drafts or not each.value.draft) and (future or each.value.day <= today):
            kept.append(each.value)
            problems.extend(each.problems)
    return Found(value=_library(sorted(kept, key=place)), problems=tuple(sorted(problems, key=lambda it: it.where)))


def _library(entries: list[Entry]) -> Library:
    editions = _shelve(sorted(entries, key=print_order), lambda one: (one.edition,) if one.edition else ())
    return Library(
        entries=tuple(entries),
        tags=_shelve(entries, lambda one: one.tags),
        authors=_shelve(entries, lambda one: one.authors),
        rubrics=_shelve(entries, lambda one: (one.rubric,) if one.rubric else ()),
        regions=_shelve(entries, lambda one: one.regions),
        mains=_shelve(entries, lambda one: (one.main,) if one.main else ()),
        months=_shelve(entries, lambda one: ((one.moment.year, one.moment.month),)),
        editions=editions,
    )


_MOMENT, _EDITION = Entry._fields.index("moment"), Entry._fields.index("edition")


def row(one: Entry) -> tuple[object, ...]:
    """Return an entry as plain values, to be remembered: all but its source, and what is said about it."""
    edition = one.edition and (one.edition[0], one.edition[1].isoformat())
    plain = one._replace(moment=one.moment.isoformat(), edition=edition)  # type: ignore[arg-type]  # as plain text
    return (*tuple(plain)[:-1], one.about)


def about_of(values: tuple[object, ...]) -> str:
    """Return what is said about the article that `row` wrote down."""
    return str(values[-1])


def from_row(values: tuple[object, ...], source: Source) -> Entry:
    """Return the entry that `row` wrote down."""
    made = [*values[:-1], source]
    made[_MOMENT] = dt.datetime.fromisoformat(str(made[_MOMENT]))
    edition = made[_EDITION]
    if isinstance(edition, tuple):
        made[_EDITION] = (edition[0], dt.date.fromisoformat(edition[1]))
    return Entry._make(made)
