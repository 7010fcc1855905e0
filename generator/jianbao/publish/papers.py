"""The newspaper itself: papers, their editions 期, and each printed page 版."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator

from jianbao.publish import cards, paths
from jianbao.publish.context import Context
from jianbao.publish.library import Edition, Entries
from jianbao.publish.text import enumerate_in_words
from jianbao.publish.views import (
    EditionView,
    Link,
    NewspaperPageView,
    PageContentsView,
    PapersView,
    PaperView,
    YearView,
)

Near = tuple[Edition | None, Edition | None]
"""The issues before and after one."""


def names(context: Context) -> tuple[str, ...]:
    """Return the names of all papers that have an edition, in order."""
    return tuple(dict.fromkeys(paper for paper, _ in context.library.editions))


def dates(context: Context, paper: str) -> tuple[dt.date, ...]:
    """Return the dates of a paper's editions, oldest first."""
    return tuple(date for name, date in context.library.editions if name == paper)


def by_page(entries: Entries) -> list[tuple[int, Entries]]:
    """Split an edition, which is in print order, into its pages."""
    return [(number, tuple(group)) for number, group in itertools.groupby(entries, key=lambda one: one.page)]


def inferred(context: Context, edition: Edition, numbers: list[int]) -> tuple[str, ...]:
    """Return which of paper and date no source states, for an edition: what any of its pages says."""
    pages = (context.pages.get((*edition, number)) for number in numbers)
    said = {name for page in pages if page for name in page.inferred}
    return tuple(name for name in ("paper", "date") if name in said)


def papers(context: Context) -> PapersView:
    """Return the index of all newspapers, each with the number of its editions."""
    path, title = "papers/index.html", context.words["papers"]
    links = (context.link(it, context.addresses.paper(it), len(dates(context, it))) for it in names(context))
    head = context.head(path, title, enumerate_in_words(names(context)))
    return PapersView(root=paths.root_of(path), head=head, title=title, papers=tuple(links))


def _crumbs(context: Context, paper: str, *more: Link) -> tuple[Link, ...]:
    index = context.link(context.words["papers"], "papers/index.html")
    return (index, context.link(paper, context.addresses.paper(paper)), *more)


def paper(context: Context, name: str) -> PaperView:
    """Return the page of one newspaper: its editions by year, the newest first."""
    path = context.addresses.paper(name)
    found = sorted(dates(context, name), reverse=True)
    years = tuple(
        YearView(year=year, links=tuple(_edition_link(context, (name, date), "day_short") for date in group))
        for year, group in itertools.groupby(found, key=lambda date: date.year)
    )
    return PaperView(
        root=paths.root_of(path),
        head=context.head(path, name, enumerate_in_words(context.date(date).text for date in found)),
        title=name,
        breadcrumb=_crumbs(context, name)[:1],
        years=years,
        count=len(found),
    )


def _edition_link(context: Context, edition: Edition, key: str = "date") -> Link:
    return context.link(context.date(edition[1], key).text, context.addresses.edition(*edition))


def edition(context: Context, one: Edition, previous: Edition | None, following: Edition | None) -> EditionView:
    """Return the page of an issue: its pages with their articles."""
    name, date = one
    path = context.addresses.edition(name, date)
    pages = by_page(context.library.editions[one])
    title = f"{name} {context.date(date).text}"
    return EditionView(
        root=paths.root_of(path),
        head=context.head(path, title, enumerate_in_words(it.title for it in context.library.editions[one])),
        title=title,
        paper=context.link(name, context.addresses.paper(name)),
        date=context.date(date),
        breadcrumb=_crumbs(context, name),
        pages=tuple(_contents(context, one, number, entries) for number, entries in pages),
        inferred=inferred(context, one, [number for number, _ in pages]),
        previous=_edition_link(context, previous) if previous else None,
        following=_edition_link(context, following) if following else None,
    )


def _contents(context: Context, one: Edition, number: int, entries: Entries) -> PageContentsView:
    page = context.pages.get((*one, number))
    return PageContentsView(
        link=context.page_link(one, number),
        number=number,
        name=page.name if page else "",
        cards=cards.cards(context, entries),
        inferred=page.inferred if page else (),
    )


def edition_places(context: Context) -> Iterator[tuple[str, Edition, Near]]:
    """Yield (address, edition, the editions before and after it) of every issue of every paper."""
    for name in names(context):
        found = [(name, date) for date in dates(context, name)]
        for index, one in enumerate(found):
            before = found[index - 1] if index else None
            after = found[index + 1] if index + 1 < len(found) else None
            yield context.addresses.edition(*one), one, (before, after)


def page_places(context: Context) -> Iterator[tuple[str, Edition, int]]:
    """Yield (address, edition, which of its known pages) of every printed page whose number is known."""
    for one, entries in context.library.editions.items():
        numbers = (number for number, _ in by_page(entries) if number)
        for index, number in enumerate(numbers):
            yield context.addresses.page(*one, number), one, index


def printed_page(context: Context, one: Edition, index: int) -> NewspaperPageView:
    """Return the page of a printed page: of those of the edition that are known, the one at `index`."""
    known = [(number, group) for number, group in by_page(context.library.editions[one]) if number]
    links = tuple(context.page_link(one, number) for number, _ in known)
    return _printed(context, one, _contents(context, one, *known[index]), links, index)


def _printed(
    context: Context, one: Edition, contents: PageContentsView, links: tuple[Link, ...], index: int
) -> NewspaperPageView:
    name, date = one
    path = context.addresses.page(name, date, contents.number)
    page = context.pages.get((*one, contents.number))
    title = " ".join(filter(None, (name, context.date(date).text, links[index].text, contents.name)))
    return NewspaperPageView(
        root=paths.root_of(path),
        head=context.head(path, title, enumerate_in_words(card.title for card in contents.cards)),
        title=title,
        paper=context.link(name, context.addresses.paper(name)),
        edition=_edition_link(context, one),
        date=context.date(date),
        breadcrumb=_crumbs(context, name, _edition_link(context, one)),
        contents=contents,
        pages=links,
        previous=links[index - 1] if index else None,
        following=links[index + 1] if index + 1 < len(links) else None,
        inferred=contents.inferred,
        note=page.note if page else "",
    )
