"""Listings of articles: a tag, region, author, rubric, month, and all articles. Paged so that pages never move."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import itemgetter

from jianbao.model.frozen import dataclass
from jianbao.publish import cards, linked_data, paths, region_pages
from jianbao.publish.addresses import beside, month
from jianbao.publish.context import Context
from jianbao.publish.keys import digest
from jianbao.publish.library import Entries, Entry, place
from jianbao.publish.paging import Sheet, older_count, sheets
from jianbao.publish.text import enumerate_in_words
from jianbao.publish.views import Link, ListingView
from jianbao.zh import divisions


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a listing shows and where: its first page lies at `path`, its feed ("" for none) at `feed`."""

    kind: str
    title: str
    path: str
    entries: Entries
    breadcrumb: tuple[Link, ...] = ()
    children: tuple[Link, ...] = ()
    feed: str = ""
    older: str = ""
    code: str = ""  # of a region

    def sheet_path(self, number: int, last: int) -> str:
        """Return the address of the sheet with this permanent number: tags/x.html, then tags/x/<n>.html
        (or <older>/<n>.html)."""
        if number == last:
            return self.path
        return f"{self.older}/{number}.html" if self.older else beside(self.path, f"{number}.html")

    def paths(self, per: int) -> Iterator[str]:
        """Yield the addresses of all its sheets, the front one first."""
        last = older_count(len(self.entries), per) + 1
        return (self.sheet_path(number, last) for number in range(last, 0, -1))


def listings(context: Context) -> Sequence[Listing]:
    """Return every listing of the site but the home page's, in a fixed order."""
    if not context.shelves:
        context.shelves.extend(_listings(context))
    return context.shelves


def _listings(context: Context) -> Iterator[Listing]:
    library = context.library
    yield from (tag(context, it) for it in library.tags)
    yield from (region(context, it) for it in library.regions)
    yield from (rubric(context, it) for it in library.rubrics)
    yield from (author(context, it) for it in library.authors)
    months = list(library.months)
    yield from (month_of(context, when, months, at) for at, when in enumerate(months))


def by_time(found: Iterable[Listing], per: int) -> Iterator[tuple[Listing, Sheet[Entry]]]:
    """Yield the sheets of lists (`per` articles on each), those of the newest articles first: a card stands in a
    dozen lists, and what was drawn of one is held for a while only."""
    import heapq  # noqa: PLC0415  a build of few changes does without

    def dated(listing: Listing) -> Iterator[tuple[object, Listing, Sheet[Entry]]]:
        return ((place(it.items[0]) if it.items else (), listing, it) for it in sheets(listing.entries, per))

    merged = heapq.merge(*map(dated, found), key=itemgetter(0))
    return ((listing, it) for _, listing, it in merged)


def rubric(context: Context, name: str) -> Listing:
    """Return the listing of a rubric."""
    return _term(context, "rubric", name, context.addresses.rubrics[name], context.library.rubrics[name])


def author(context: Context, name: str) -> Listing:
    """Return the listing of a person."""
    return _term(context, "author", name, context.addresses.authors[name], context.library.authors[name])


def _term(context: Context, kind: str, title: str, path: str, entries: Entries) -> Listing:
    crumb = context.link(context.words[f"{kind}s"], f"{kind}s/index.html")
    feed = beside(path, "feed.xml")
    return Listing(kind=kind, title=title, path=path, entries=entries, breadcrumb=(crumb,), feed=feed)


def tag(context: Context, tag: str) -> Listing:
    """Return the listing of a tag: broader tags are its breadcrumb, narrower and related ones stand below it."""
    known, parents = context.library.tags, context.tables.tag_parents
    above: list[str] = []
    while (broader := parents.get((above or [tag])[-1], tag)) != tag and broader not in above:
        above.append(broader)
    narrower = tuple(it for it in sorted(parents) if parents[it] == tag and it in known and it != tag)
    beside_it = tuple(it for it in context.related.get(tag, ()) if it not in narrower and it not in above)
    made = _term(context, "tag", context.tag_name(tag), context.addresses.tags[tag], context.library.tags[tag])
    crumbs = (context.tag(it) for it in reversed(above) if it in known)
    children = tuple(context.tag(it) for it in (*narrower, *beside_it))
    return replace(made, breadcrumb=(*made.breadcrumb, *crumbs), children=children)


def region(context: Context, code: str) -> Listing:
    """Return the listing of a division."""
    path = context.addresses.region(code)
    above = divisions.parents(code)[:-1]
    index = context.link(context.words["regions"], "regions/index.html")
    return Listing(
        kind="region",
        title=divisions.divisions()[code].name,
        path=path,
        entries=context.library.regions[code],
        breadcrumb=(index, *(context.region(part) for part in above)),
        children=region_links(context, context.below.get(code, ())),
        feed=beside(path, "feed.xml"),
        code=code,
    )


def region_links(context: Context, codes: tuple[str, ...]) -> tuple[Link, ...]:
    """Return links with counts."""
    return tuple(context.region(code, len(context.library.regions[code])) for code in codes)


def month_of(context: Context, when: tuple[int, int], months: Sequence[tuple[int, int]], at: int) -> Listing:
    """Return the listing of a month, which stands at `at` among those that have articles."""
    near = months[max(0, at - 1) : at + 2]
    return Listing(
        kind="month",
        title=month_text(context, when, "month"),
        path=month(*when),
        entries=context.library.months[when],
        breadcrumb=(context.link(context.words["archive"], "archive/index.html"),),
        children=tuple(context.link(month_text(context, it, "month"), month(*it)) for it in near if it != when),
    )


def month_text(context: Context, when: tuple[int, int], key: str) -> str:
    """Return a month for readers."""
    return context.words[key].format(year=when[0], month=when[1])


def sheet_view(context: Context, listing: Listing, sheet: Sheet[Entry], path: str) -> ListingView:
    """Return the view of one sheet of a listing, which lies at `path`."""
    near = range(max(1, sheet.number - 1), min(sheet.last, sheet.number + 1) + 1)
    title = listing.title
    if not sheet.is_front:
        title = context.words["listing_page"].format(title=title, number=sheet.number)
    return ListingView(
        root=paths.root_of(path),
        head=context.head(
            path,
            title,
            enumerate_in_words(it.title for it in sheet.items),
            feed=listing.feed,
            jsonld=linked_data.collection(context, title, path, listing.breadcrumb),
        ),
        kind=listing.kind,
        title=listing.title,
        breadcrumb=listing.breadcrumb,
        children=listing.children if sheet.is_front else (),
        cards=cards.cards(context, sheet.items),
        count=len(listing.entries) if sheet.is_front else 0,
        pager=context.pager(sheet.number, sheet.last, {it: listing.sheet_path(it, sheet.last) for it in near}),
        feed=paths.href(listing.feed),
        place=region_pages.place(context, listing.code) if listing.code and sheet.is_front else None,
    )


def sheet_key(listing: Listing, sheet: Sheet[Entry], cards: tuple[bytes, ...], place: tuple[object, ...]) -> bytes:
    """Return the key of a sheet; `cards` are the keys of its articles, `place` the facts of its place."""
    front = sheet.number == sheet.last
    links = (*listing.breadcrumb, *(listing.children if front else ()))
    return digest(
        listing.kind,
        listing.title,
        listing.path,
        listing.older,
        listing.feed,
        len(listing.breadcrumb),
        tuple((it.text, it.href, it.count) for it in links),
        sheet.number,
        (sheet.last, len(listing.entries)) if front else sheet.number + 1 == sheet.last,
        cards,
        place,
    )
