"""The outputs of a site, each with its address, a key, and a function that makes its closed view.

The key changes with everything the view is made of, apart from what is the same for a whole site (settings, words,
zone, the site's own view, our code): two routes with the same path, template and key have the same view. It is made
of a few small values, so that who remembers the keys of an earlier build need not make the views. Each function
here stands beside what it gives a key for; that key and view agree is a law (tests/laws/test_engine_keys.py).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, MutableMapping
from dataclasses import replace

from jianbao.model.problem import Problem
from jianbao.publish import (
    about,
    article,
    data,
    extras,
    feeds,
    finding,
    home,
    indexes,
    papers,
    paths,
    region_pages,
    share,
    sitemap,
)
from jianbao.publish.article import Written
from jianbao.publish.bodies import Kept, converter
from jianbao.publish.context import Context
from jianbao.publish.keys import digest
from jianbao.publish.library import Edition, Entries, Entry, sizes
from jianbao.publish.listings import Listing, by_time, listings, sheet_key, sheet_view
from jianbao.publish.paging import Sheet, sheets
from jianbao.publish.redirects import MAP, PATH, RedirectsView, pages, turned
from jianbao.publish.redirects import pairs as redirects
from jianbao.publish.route import AnyView, Route, route
from jianbao.publish.views import MovedView, PlainView

Lines = MutableMapping[str, bytes]
ARTICLE = "article.html"
"""The template of articles, whose routes come before all others."""
LAST = frozenset({*feeds.WHOLE, data.PATH, extras.TABLE})
"""Outputs made of what making the articles leaves, or too large to be held: whoever makes outputs makes these after
all others."""


class Routes:
    """The routes of one site. `lines` (by document) are the lines of the data file, without line ends: those of
    articles whose routes were made, and those the caller knew before."""

    def __init__(
        self,
        context: Context,
        pages: tuple[str, ...],
        paths: tuple[str, ...],
        kept: Kept | None = None,
        lines: Lines | None = None,
    ) -> None:
        self.context = context
        self.lines: Lines = {} if lines is None else lines
        self.pages = pages
        self._paths = paths
        self._convert = converter(context.words["back_to_text"], kept=kept)
        self._printed = {key: digest(repr(page)) for key, page in context.pages.items()}
        self._newest = {one.path for one in context.library.entries[: feeds.LIMIT]}
        self._bodies: dict[str, str] = {}

    def __iter__(self) -> Iterator[Route]:
        """Return every output: articles, other pages, then what machines read. Content alone decides the order."""
        if not self.context.settings.traditional:
            return self._each()
        from jianbao.publish import traditional  # noqa: PLC0415  a millisecond, for sites that want it

        return traditional.with_twins(self._each(), self.context, self.pages)

    def _each(self) -> Iterator[Route]:
        context = self.context
        yield from map(self.article, context.library.entries)
        yield from share.cards(context)
        yield self.front()
        everything = home.listing(context)
        for listing, it in by_time((everything, *listings(context)), context.settings.per_listing):
            if listing is not everything or not it.is_front:  # the home page is made by itself
                yield self.sheet(listing, it)
        yield from self.indexes()
        if context.library.editions:
            yield from self._papers()
            yield from self.issues(context.library.editions)
        if context.about.strip():
            yield about.page(context, self._convert)
        yield self._missing()
        if context.library.entries:
            yield self._search()
        yield from self.moved(context.library.entries)
        yield from self._turned()
        yield from self.whole_feeds()
        yield from (self.feed(listing) for listing in listings(context) if listing.feed)
        made = {*self._paths}
        yield from (route for route in self._machine() if route.path in made)

    # Articles

    def article(self, entry: Entry) -> Route:
        """Return the page of an article."""
        path = self.context.addresses.articles[entry.path]
        return Route(path, ARTICLE, self._article_key(entry, path), lambda: self._article(entry))

    def _article_key(self, entry: Entry, path: str) -> bytes:
        context, where = self.context, self.context.addresses
        return digest(
            entry.digest,
            path,
            article.beside(context, entry),
            tuple(where.tags[tag] for tag in entry.tags),
            tuple(where.authors[name] for name in entry.authors),
            where.rubrics[entry.rubric] if entry.rubric else "",
            (where.papers[entry.edition[0]], entry.edition[1].isoformat()) if entry.edition else (),
            self._printed.get((*entry.edition, entry.page), b"") if entry.edition else b"",
        )

    def _written(self, entry: Entry) -> Written:
        """Make what an article says, and keep what other outputs need of it."""
        said = article.written(self.context, entry, self._convert)
        text = data.line(self.context, entry, said.text)
        self.lines[entry.path] = text.encode("utf-8", "replace")
        if entry.path in self._newest:
            self._bodies[entry.path] = feeds.content(said, self.context.settings.base_url)
        return said

    def _article(self, entry: Entry) -> tuple[AnyView, tuple[Problem, ...]]:
        page = article.page(self.context, entry, self._written(entry))
        return page.view, page.problems

    def line(self, entry: Entry) -> bytes:
        """Return the line of an article in the data file."""
        if entry.path not in self.lines:
            self._written(entry)
        return self.lines[entry.path]

    def _body(self, entry: Entry) -> str:
        if entry.path not in self._bodies:
            self._written(entry)
        return self._bodies[entry.path]

    # Lists of articles

    def front(self) -> Route:
        """Return the home page."""
        context = self.context
        everything = home.listing(context)
        front = next(sheets(everything.entries, context.settings.per_listing))
        latest = home.latest_edition(context)
        printed = context.library.editions[latest] if latest else ()
        key = digest(
            self._cards(printed),
            self._cards((*front.items, *everything.entries[:1])),
            front.last,
            latest and (context.addresses.papers[latest[0]], latest[1].isoformat()),
            tuple(self._printed.get((*latest, one.page), b"") for one in printed) if latest else (),
            _counts(context.library.rubrics, context.addresses.rubrics),
            _counts(context.library.tags, context.addresses.tags),
            _counts(context.library.regions),
        )
        return route(home.PATH, "home.html", key, lambda: home.home(context))

    def _cards(self, entries: Entries) -> tuple[bytes, ...]:
        return self.context.card_keys(entries)

    def sheet(self, listing: Listing, sheet: Sheet[Entry]) -> Route:
        """Return one sheet of a listing."""
        path = listing.sheet_path(sheet.number, sheet.last)
        place = region_pages.facts(self.context, listing.code) if listing.code and sheet.is_front else ()
        key = sheet_key(listing, sheet, self._cards(sheet.items), tuple(place))
        return route(path, "listing.html", key, lambda: sheet_view(self.context, listing, sheet, path))

    # Indexes and newspapers

    def indexes(self) -> Iterator[Route]:
        """Yield the indexes of tags, rubrics, authors, regions and months."""
        context, library, addresses = self.context, self.context.library, self.context.addresses
        shelves = {
            "tags": (library.tags, addresses.tags),
            "rubrics": (library.rubrics, addresses.rubrics),
            "authors": (library.authors, addresses.authors),
        }
        for name, (shelf, where) in shelves.items():
            if shelf:
                key = digest(_counts(shelf, where))
                make = self._terms(name, shelf, where)
                yield route(f"{name}/index.html", "terms.html", key, make)
        if library.regions:
            key = digest(_counts(library.regions))
            yield route("regions/index.html", "regions.html", key, lambda: indexes.regions(context))
        key = digest(tuple((*month, count) for month, count in sizes(library.months).items()))
        yield route("archive/index.html", "archive.html", key, lambda: indexes.archive(context))

    def _terms(self, name: str, shelf: Mapping[str, Entries], where: Mapping[str, str]) -> Callable[[], AnyView]:
        return lambda: indexes.terms(self.context, name, shelf, where)

    def _papers(self) -> Iterator[Route]:
        context = self.context
        names = papers.names(context)
        counts = tuple((name, context.addresses.paper(name), len(papers.dates(context, name))) for name in names)
        yield route("papers/index.html", "papers.html", digest(counts), lambda: papers.papers(context))
        for path, name, year, facts in papers.year_places(context):
            yield route(path, "paper.html", digest(path, name, facts), self._paper(name, year))

    def issues(self, editions: Collection[Edition]) -> Iterator[Route]:
        """Yield the pages of these editions, and of their printed pages."""
        context = self.context
        dates = {name: papers.dates(context, name) for name in {name for name, _ in editions}}
        for one in editions:
            path, near, issue = context.addresses.edition(*one), papers.near(one, dates[one[0]]), self._issue(one)
            key = digest(path, one[0], str(one[1]), tuple(map(str, near)), issue)
            yield route(path, "edition.html", key, self._edition(one, near))
            for path, index in papers.page_places(context, one):
                key = digest(path, one[0], str(one[1]), index, tuple(map(str, near)), issue)
                yield route(path, "newspaper-page.html", key, self._sheet_of_print(one, index, near))

    def _issue(self, one: Edition) -> tuple[object, ...]:
        entries = self.context.library.editions[one]
        pages = tuple((each.page, each.order) for each in entries)
        known = tuple(self._printed.get((*one, number), b"") for number, _ in dict.fromkeys(pages))
        return (self.context.addresses.papers[one[0]], pages, known, self._cards(entries))

    def _paper(self, name: str, year: int) -> Callable[[], AnyView]:
        return lambda: papers.paper(self.context, name, year)

    def _edition(self, one: Edition, near: papers.Near) -> Callable[[], AnyView]:
        return lambda: papers.edition(self.context, one, *near)

    def _sheet_of_print(self, one: Edition, index: int, near: papers.Near) -> Callable[[], AnyView]:
        return lambda: papers.printed_page(self.context, one, index, near)

    # The rest

    def _missing(self) -> Route:
        context, title = self.context, self.context.words["not_found"]

        def view() -> PlainView:
            head = replace(context.head("404.html", title, title), canonical="", twin="")
            return PlainView(root=context.base_path(), head=head, kind="404", title=title)

        return route("404.html", "plain.html", b"", view)

    def _search(self) -> Route:
        context, title = self.context, self.context.words["search"]

        def view() -> PlainView:
            head = context.head(finding.PAGE, title, title)
            return PlainView(root=paths.root_of(finding.PAGE), head=head, kind="search", title=title)

        return route(finding.PAGE, "search.html", b"", view)

    def moved(self, entries: Iterable[Entry]) -> Iterator[Route]:
        """Yield the pages at the old addresses of articles."""
        for path, title, target in pages(self.context, entries):
            yield route(path, "moved.html", digest(path, title, target), self._moved_view(path, title, target))

    def _turned(self) -> Iterator[Route]:
        for path, title, target in turned(self.context):
            yield route(path, "moved.html", digest(path, title, target), self._moved_view(path, title, target))

    def _moved_view(self, path: str, title: str, target: str) -> Callable[[], AnyView]:
        root, href, canonical = paths.root_of(path), paths.href(target), self.context.absolute(target)
        return lambda: MovedView(root=root, title=title, href=href, canonical=canonical)

    def whole_feeds(self) -> Iterator[Route]:
        """Yield the site's feeds. They carry the whole text; those of tags and regions a summary, or the same text
        would be written a dozen times and one changed word would change a dozen feeds."""
        context = self.context
        entries, title = context.library.entries, context.settings.title
        key = self._feed_key(entries)

        def whole(path: str) -> feeds.FeedView:
            return feeds.feed(context, path, home.PATH, title, entries, self._body)

        yield route("feed.xml", "", key, lambda: whole("feed.xml"))
        yield route("rss.xml", "", key, lambda: feeds.RssView(feed=whole("rss.xml")))
        yield route("feed.json", "", key, lambda: feeds.JsonFeedView(feed=whole("feed.json")))

    def feed(self, listing: Listing) -> Route:
        """Return the feed of a listing that has one."""
        key = digest(listing.title, listing.path, self._feed_key(listing.entries))
        named = f"{listing.title} - {self.context.settings.title}"
        return route(
            listing.feed,
            "",
            key,
            lambda: feeds.feed(self.context, listing.feed, listing.path, named, listing.entries),
        )

    def _feed_key(self, entries: Entries) -> bytes:
        where = self.context.addresses.articles
        return digest(tuple((one.digest, where[one.path]) for one in entries[: feeds.LIMIT]))

    def _machine(self) -> Iterator[Route]:
        context = self.context
        yield from self.maps(sitemap.parts(context, self.pages))
        yield self.news()
        maps = tuple(context.absolute(name) for name in ("sitemap.xml", "news-sitemap.xml"))
        yield route("robots.txt", "", digest(maps), lambda: sitemap.RobotsView(sitemaps=maps))
        old = redirects(context.addresses, context.base_path())
        yield route(PATH, "", digest(old), lambda: RedirectsView(pairs=old))
        yield route(MAP, "", digest(old), lambda: RedirectsView(pairs=old, nginx=True))
        yield from self.extras()
        yield from self._table()
        total = sum(map(self.mark, context.library.entries))
        yield route(data.PATH, "", data.key(total), self._data)

    def mark(self, entry: Entry) -> int:
        """Return the number that an article adds to those that the key of the data file is made of."""
        return data.mark(entry, self.context.addresses.articles[entry.path])

    def extras(self) -> Iterator[Route]:
        """Yield the small files for other programs."""
        yield from (route(path, "", key, make) for path, key, make in extras.files(self.context))

    def _table(self) -> Iterator[Route]:
        context = self.context
        key = extras.key(sum(extras.mark(context, one) for one in context.library.entries))
        yield route(extras.TABLE, "", key, lambda: extras.TextView(text="".join(extras.table(context))))

    def maps(self, found: Iterable[tuple[str, sitemap.Parts]]) -> Iterator[Route]:
        """Yield sitemaps of (path, parts)."""
        for path, parts in found:
            yield route(path, "", digest(parts), self._sitemap(parts))

    def news(self) -> Route:
        """Return the news sitemap."""
        context, where = self.context, self.context.addresses.articles
        recent = sitemap.recent(context)
        key = digest(tuple((where[one.path], one.title, one.moment.isoformat()) for one in recent))
        return route("news-sitemap.xml", "", key, lambda: sitemap.news(context))

    def _sitemap(self, parts: sitemap.Parts) -> Callable[[], AnyView]:
        return lambda: sitemap.view(self.context, parts)

    def _data(self) -> data.DataView:
        lines = (self.line(entry).decode() for entry in self.context.library.entries)
        return data.DataView(lines=tuple(lines))


def _counts(
    shelf: Mapping[str, Entries], where: Mapping[str, str] | None = None
) -> tuple[tuple[str, str, int], ...]:
    return tuple((name, where[name] if where else "", count) for name, count in sizes(shelf).items())
