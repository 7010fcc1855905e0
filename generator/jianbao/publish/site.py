"""The plan of a site: every output's address first, then, one at a time, the view that fills it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from jianbao.model.article import Document
from jianbao.model.page import PageRef
from jianbao.model.problem import Found, Problem, Where
from jianbao.model.settings import Settings
from jianbao.model.tables import Tables
from jianbao.publish import article, data, feeds, home, indexes, papers, paths, sitemap
from jianbao.publish.addresses import address, article_claims
from jianbao.publish.bodies import converter
from jianbao.publish.context import Context, below, neighbours
from jianbao.publish.library import CHINA, Entry, gather, term
from jianbao.publish.listings import Listing, listings, views
from jianbao.publish.problems import ADDRESS_CLASH
from jianbao.publish.views import Link, MovedView, PlainView, SiteView, View
from jianbao.publish.words import words

OWN = "jianbao:"
"""Opens the name of an output that belongs to no file of the publisher's, in messages about clashes."""

Machine = (
    feeds.FeedView
    | feeds.RssView
    | feeds.JsonFeedView
    | sitemap.SitemapView
    | sitemap.NewsSitemapView
    | sitemap.RobotsView
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One output to be: its path below the root, the template that draws it ("" for what no theme draws), and
    a closed view. `problems` are what making the view found."""

    path: str
    template: str
    view: View | Machine | data.DataView
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePlan:
    """All of a site that is known before any page is made. `paths` are all outputs of `routes`, in no order."""

    context: Context
    site: SiteView
    pages: tuple[str, ...]
    paths: tuple[str, ...]

    @property
    def articles(self) -> int:
        """Return how many articles the site has."""
        return len(self.context.library.entries)

    def routes(self) -> Iterator[Route]:
        """Yield every output, one at a time: articles, other pages, then what machines read.

        The order depends on the content alone. Only small things are kept on the way: cards, the lines of
        the data file, the bodies of the articles that stand in the site's feed.
        """
        lines: list[str] = []
        bodies: dict[str, str] = {}
        yield from _articles(self.context, lines, bodies)
        yield from _pages(self.context)
        yield from _moved(self.context)
        yield from _feeds(self.context, bodies)
        made = {*self.paths}
        yield from (route for route in _machine(self.context, self.pages, lines) if route.path in made)


def plan_site(
    documents: Sequence[Document],
    pages: Sequence[PageRef],
    settings: Settings,
    tables: Tables,
    *,
    today: dt.date,
    zone: dt.tzinfo = CHINA,
    drafts: bool = False,
    future: bool = False,
    own_words: Mapping[str, str] | None = None,
    others: Iterable[tuple[str, str]] = (),
) -> Found[SitePlan | None]:
    """Plan a site.

    `today` is where the future begins, `zone` the time zone of the site, `own_words` the theme's replacements of
    words.py, `others` (path, who) of files that someone else puts into the output (static files, theme).
    The value is None where two things want one address: nothing may be written then.
    """
    library = gather(documents, settings, today=today, zone=zone, drafts=drafts, future=future)
    addresses = address(library.value, pages, settings, tables)
    context = Context(
        settings=settings,
        words=words(settings.language, own_words),
        zone=zone,
        library=library.value,
        addresses=addresses.value,
        pages={(term(it.paper), it.date, it.number): it for it in sorted(pages, key=_page_key)},
        neighbours=neighbours(library.value),
        below=below(library.value),
    )
    foreign = tuple(others)
    page_paths = tuple(_page_paths(context))
    own = [*page_paths, *_machine_paths(context, len(page_paths), {path for path, _ in foreign})]
    claims = [*article_claims(context.library, context.addresses), *((path, f"{OWN} {path}") for path in own)]
    clashes = [_clash(*it) for it in paths.clashes([*claims, *foreign])]
    plan = SitePlan(context=context, site=_site(context), pages=page_paths, paths=tuple(path for path, _ in claims))
    problems = (*library.problems, *addresses.problems, *clashes)
    return Found(value=None if clashes else plan, problems=problems)


def _page_key(page: PageRef) -> tuple[str, dt.date, int, str, tuple[str, ...], str]:
    return (page.paper, page.date, page.number, page.name, page.inferred, page.note)


def _clash(path: str, first: str, second: str) -> Problem:
    file = second if not second.startswith(OWN) else first
    return ADDRESS_CLASH.at(Where(file=file), first=first, second=second, address=path)


def _site(context: Context) -> SiteView:
    settings, library, say = context.settings, context.library, context.words
    shelves = {
        "regions": library.regions,
        "tags": library.tags,
        "rubrics": library.rubrics,
        "papers": library.editions,
        "authors": library.authors,
        "archive": library.months,
    }
    named = {"atom": "feed.xml", "rss": "rss.xml", "json_feed": "feed.json"}
    return SiteView(
        title=settings.title,
        language=settings.language,
        base_url=settings.base_url,
        nav=tuple(Link(text=say[name], href=f"{name}/index.html") for name, shelf in shelves.items() if shelf),
        feeds=tuple(Link(text=say[name], href=path) for name, path in named.items()),
        icp=settings.icp,
        gongan=settings.gongan,
        gongan_code="".join(re.findall(r"[0-9]+", settings.gongan)),
    )


def _listing_paths(context: Context) -> Iterator[Listing]:
    yield home.listing(context)
    yield from listings(context)


def _page_paths(context: Context) -> Iterator[str]:
    """Yield the address of every page that is no article, in the order of `_pages`."""
    for listing in _listing_paths(context):
        yield from listing.paths(context.settings.per_listing)
    yield from (f"{name}/index.html" for name in _indexes(context))
    if context.library.editions:
        yield "papers/index.html"
        yield from (context.addresses.paper(name) for name in papers.names(context))
        yield from (context.addresses.edition(*one) for one in context.library.editions)
        for one, entries in context.library.editions.items():
            yield from (context.addresses.page(*one, number) for number, _ in papers.by_page(entries) if number)


def _indexes(context: Context) -> tuple[str, ...]:
    library = context.library
    shelves = {"tags": library.tags, "rubrics": library.rubrics, "authors": library.authors}
    present = [name for name, shelf in shelves.items() if shelf]
    return (*present, *(["regions"] if library.regions else []), "archive")


def _machine_paths(context: Context, page_count: int, foreign: set[str]) -> Iterator[str]:
    yield from ("404.html", "feed.xml", "rss.xml", "feed.json", data.PATH, "news-sitemap.xml")
    yield from (listing.feed for listing in listings(context) if listing.feed)
    yield from sitemap.paths(context, page_count + len(context.library.entries))
    if "robots.txt" not in foreign:  # the publisher's own robots.txt stands in for ours
        yield "robots.txt"


def _articles(context: Context, lines: list[str], bodies: dict[str, str]) -> Iterator[Route]:
    convert = converter(context.words["back_to_text"])
    entries = context.library.entries
    for number, entry in enumerate(entries):
        page = article.page(context, entry, convert)
        lines.append(data.line(context, entry, page.text))
        if number < feeds.LIMIT:
            bodies[entry.path] = feeds.content(page, context.settings.base_url)
        path = context.addresses.articles[entry.path]
        yield Route(path=path, template="article.html", view=page.view, problems=page.problems)


def _pages(context: Context) -> Iterator[Route]:
    yield Route(path=home.PATH, template="home.html", view=home.home(context))
    for path, view in home.older_pages(context):
        yield Route(path=path, template="listing.html", view=view)
    for listing in listings(context):
        for path, view in views(context, listing):
            yield Route(path=path, template="listing.html", view=view)
    yield from _index_pages(context)
    if context.library.editions:
        yield from _paper_pages(context)
    title = context.words["not_found"]
    head = replace(context.head("404.html", title, title), canonical="")
    missing = PlainView(root=context.base_path(), head=head, kind="404", title=title)
    yield Route(path="404.html", template="plain.html", view=missing)


def _index_pages(context: Context) -> Iterator[Route]:
    library, addresses = context.library, context.addresses
    shelves = {
        "tags": (library.tags, addresses.tags),
        "rubrics": (library.rubrics, addresses.rubrics),
        "authors": (library.authors, addresses.authors),
    }
    for name in _indexes(context):
        path = f"{name}/index.html"
        if name in shelves:
            view = indexes.terms(context, name, *shelves[name])
            yield Route(path=path, template="terms.html", view=view)
        elif name == "regions":
            yield Route(path=path, template="regions.html", view=indexes.regions(context))
        else:
            yield Route(path=path, template="archive.html", view=indexes.archive(context))


def _paper_pages(context: Context) -> Iterator[Route]:
    yield Route(path="papers/index.html", template="papers.html", view=papers.papers(context))
    for name in papers.names(context):
        yield Route(path=context.addresses.paper(name), template="paper.html", view=papers.paper(context, name))
    for path, view in papers.editions(context):
        yield Route(path=path, template="edition.html", view=view)
    for path, printed in papers.printed_pages(context):
        yield Route(path=path, template="newspaper-page.html", view=printed)


def _moved(context: Context) -> Iterator[Route]:
    by_path: dict[str, Entry] = {entry.path: entry for entry in context.library.entries}
    for document, aliases in context.addresses.moved.items():
        target = context.addresses.articles[document]
        for path in aliases:
            view = MovedView(
                root=paths.root_of(path),
                title=by_path[document].article.title,
                href=paths.href(target),
                canonical=context.absolute(target),
            )
            yield Route(path=path, template="moved.html", view=view)


def _feeds(context: Context, bodies: Mapping[str, str]) -> Iterator[Route]:
    """The site's feeds carry the whole text; those of tags and regions a summary, or the same text would be
    written a dozen times and one changed word would change a dozen feeds."""
    entries, title = context.library.entries, context.settings.title

    def whole(path: str) -> feeds.FeedView:
        return feeds.feed(context, path, home.PATH, title, entries, lambda entry: bodies[entry.path])

    yield Route(path="feed.xml", template="", view=whole("feed.xml"))
    yield Route(path="rss.xml", template="", view=feeds.RssView(feed=whole("rss.xml")))
    yield Route(path="feed.json", template="", view=feeds.JsonFeedView(feed=whole("feed.json")))
    for listing in listings(context):
        if listing.feed:
            named = f"{listing.title} - {title}"
            view = feeds.feed(context, listing.feed, listing.path, named, listing.entries)
            yield Route(path=listing.feed, template="", view=view)


def _machine(context: Context, pages: tuple[str, ...], lines: list[str]) -> Iterator[Route]:
    count = len(pages) + len(context.library.entries)
    for path, view in sitemap.sitemaps(context, pages, count):
        yield Route(path=path, template="", view=view)
    yield Route(path="news-sitemap.xml", template="", view=sitemap.news(context))
    maps = tuple(context.absolute(name) for name in ("sitemap.xml", "news-sitemap.xml"))
    yield Route(path="robots.txt", template="", view=sitemap.RobotsView(sitemaps=maps))
    yield Route(path=data.PATH, template="", view=data.DataView(lines=tuple(lines)))
