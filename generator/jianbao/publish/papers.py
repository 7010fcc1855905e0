"""The newspaper itself: papers, their editions 期, and each printed page 版."""

from __future__ import annotations

import bisect
import datetime as dt
import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from jianbao.model.page import Facsimile
from jianbao.publish import cards, linked_data, paths
from jianbao.publish.context import Context
from jianbao.publish.library import Edition, Entries
from jianbao.publish.text import enumerate_in_words
from jianbao.publish.views import (
    AreaView,
    EditionView,
    FacsimileView,
    IssueDayView,
    IssueMonthView,
    Link,
    NewspaperPageView,
    PageContentsView,
    PapersView,
    PaperView,
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
    head = context.head(
        path, title, enumerate_in_words(names(context)), jsonld=linked_data.collection(context, title, path, ())
    )
    return PapersView(root=paths.root_of(path), head=head, title=title, papers=tuple(links))


def _crumbs(context: Context, paper: str, *more: Link) -> tuple[Link, ...]:
    index = context.link(context.words["papers"], "papers/index.html")
    return (index, context.link(paper, context.addresses.paper(paper)), *more)


def year_places(context: Context) -> Iterator[tuple[str, str, int, tuple[object, ...]]]:
    """Yield (address, paper, year, facts) of every page of a newspaper: one a year, the newest at its own address.
    The facts are all that its view is made of."""
    for name in names(context):
        found = dates(context, name)
        years = tuple(sorted({date.year for date in found}, reverse=True))
        for year in years:
            days = tuple(date.toordinal() for date in found if date.year == year)
            count = len(found) if year == years[0] else 0
            yield _year_path(context, name, year, years), name, year, (days, years, count)


def _year_path(context: Context, name: str, year: int, years: Sequence[int]) -> str:
    path = context.addresses.paper(name)
    return path if year == years[0] else f"{path.removesuffix('index.html')}{year:04d}.html"


def paper(context: Context, name: str, year: int) -> PaperView:
    """Return the page of one newspaper and year: a calendar with its editions."""
    counted = Counter(date.year for date in dates(context, name))
    years = sorted(counted, reverse=True)
    found = [date for date in dates(context, name) if date.year == year]
    path = _year_path(context, name, year, years)
    newest = year == years[0]
    title = name if newest else f"{name} {context.words['year'].format(year=year)}"
    back = () if newest else (context.link(name, context.addresses.paper(name)),)
    links = (
        context.link(context.words["year"].format(year=it), _year_path(context, name, it, years)) for it in years
    )
    return PaperView(
        root=paths.root_of(path),
        head=context.head(
            path,
            title,
            enumerate_in_words(context.date(date).text for date in reversed(found)),
            jsonld=linked_data.collection(context, title, path, _crumbs(context, name)[:1]),
        ),
        title=title,
        breadcrumb=(*_crumbs(context, name)[:1], *back),
        year=year,
        months=tuple(_month(context, name, year, month, found) for month in sorted({it.month for it in found})),
        years=tuple(links),
        count=counted.total() if newest else 0,
    )


def _month(context: Context, name: str, year: int, month: int, found: Sequence[dt.date]) -> IssueMonthView:
    import calendar  # noqa: PLC0415  it takes 2 ms, and an edit rarely makes this page

    issues = {date.day: _edition_link(context, (name, date)) for date in found if date.month == month}
    weeks = (
        tuple(
            IssueDayView(number=day, href=issues[day].href, text=issues[day].text)
            if day in issues
            else IssueDayView(number=day)
            for day in week
        )
        for week in calendar.Calendar().monthdayscalendar(year, month)
    )
    text = context.words["month_short"].format(month=month, year=year)
    return IssueMonthView(text=text, weeks=tuple(weeks))


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
        head=context.head(
            path,
            title,
            enumerate_in_words(it.title for it in context.library.editions[one]),
            jsonld=linked_data.printed_issue(context, one, title),
        ),
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


def page_link(context: Context, one: Edition, number: int) -> Link:
    """Return the link of a printed page, with its name 版名 where it has one."""
    link, page = context.page_link(one, number), context.pages.get((*one, number))
    return replace(link, text=f"{link.text} {page.name}") if page and page.name else link


def near(one: Edition, found: tuple[dt.date, ...]) -> Near:
    """Return the editions before and after one; `found` are the dates of all of its paper's."""
    at = bisect.bisect_left(found, one[1])
    before = (one[0], found[at - 1]) if at else None
    return before, (one[0], found[at + 1]) if at + 1 < len(found) else None


def page_places(context: Context, one: Edition) -> Iterator[tuple[str, int]]:
    """Yield (address, which of the edition's known pages) of every printed page whose number is known."""
    numbers = (number for number, _ in by_page(context.library.editions[one]) if number)
    for index, number in enumerate(numbers):
        yield context.addresses.page(*one, number), index


def printed_page(context: Context, one: Edition, index: int, near: Near) -> NewspaperPageView:
    """Return the page of a printed page: of those of the edition that are known, the one at `index`."""
    known = [(number, group) for number, group in by_page(context.library.editions[one]) if number]
    links = tuple(page_link(context, one, number) for number, _ in known)
    made = _printed(context, one, _contents(context, one, *known[index]), links, index)
    page = context.pages.get((*one, known[index][0]))
    before, after = (_edition_link(context, it) if it else None for it in near)
    picture = _facsimile(context, page.picture, known[index][1]) if page and page.picture else None
    return replace(made, previous_edition=before, following_edition=after, picture=picture)


def _facsimile(context: Context, picture: Facsimile, entries: Entries) -> FacsimileView | None:
    """Return the picture of a page with the outlines of the articles that are there; None for an unsafe address."""
    shown = cards.figure(picture.src, "", "", "")
    there = {one.order: one for one in reversed(entries) if one.order is not None}
    areas = (
        AreaView(
            href=paths.href(context.addresses.articles[there[area.order].path]),
            text=there[area.order].title,
            points=" ".join(f"{x},{y}" for x, y in area.points),
        )
        for area in picture.areas
        if area.order in there
    )
    size = (picture.width, picture.height)
    made = FacsimileView(src=shown.src, external=shown.external, width=size[0], height=size[1], areas=tuple(areas))
    return made if shown.src else None


def _printed(
    context: Context, one: Edition, contents: PageContentsView, links: tuple[Link, ...], index: int
) -> NewspaperPageView:
    name, date = one
    path = context.addresses.page(name, date, contents.number)
    page = context.pages.get((*one, contents.number))
    title = f"{name} {context.date(date).text} {links[index].text}"
    return NewspaperPageView(
        root=paths.root_of(path),
        head=context.head(
            path,
            title,
            enumerate_in_words(card.title for card in contents.cards),
            jsonld=linked_data.collection(
                context, title, path, _crumbs(context, name, _edition_link(context, one))
            ),
        ),
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
