"""The plan of a site: every output's address first, then, one at a time, the view that fills it."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from jianbao.model.article import Document
from jianbao.model.frozen import dataclass
from jianbao.model.page import PageRef
from jianbao.model.problem import Found, Problem, Where
from jianbao.model.settings import Settings
from jianbao.model.tables import Tables
from jianbao.publish import about as saying
from jianbao.publish import (
    data,
    extras,
    finding,
    home,
    papers,
    paths,
    redirects,
    relating,
    sitemap,
    turning,
)
from jianbao.publish.addresses import address, article_claims
from jianbao.publish.bodies import Kept
from jianbao.publish.cards import share_path
from jianbao.publish.context import Context, below, neighbours
from jianbao.publish.library import CHINA, Entry, arrange, entry, term
from jianbao.publish.listings import Listing, listings
from jianbao.publish.people import named
from jianbao.publish.problems import ADDRESS_CLASH
from jianbao.publish.routes import Lines, Routes
from jianbao.publish.together import related, together
from jianbao.publish.views import Link, SiteView
from jianbao.publish.words import words

OWN = "jianbao:"
"""Opens the name of an output that belongs to no file of the publisher's, in messages about clashes."""


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

    def routes(self, kept: Kept | None = None, lines: Lines | None = None) -> Routes:
        """Return all outputs, to be made one at a time; `kept` are bodies that were made before, `lines` holds the
        lines of the data file."""
        return Routes(self.context, self.pages, self.paths, kept, lines)


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
    known: Iterable[Found[Entry]] = (),
    font: bytes = b"",
    about: str = "",
) -> Found[SitePlan | None]:
    """Plan a site.

    `today` is where the future begins, `zone` the time zone of the site, `own_words` the theme's replacements of
    words.py, `others` (path, who) of files that someone else puts into the output (static files, theme), `known`
    the entries of articles that were made before and stand beside `documents`, `font` the file of the font of
    share cards, `about` the Markdown of the page about the site.
    The value is None where two things want one address: nothing may be written then.
    """
    entries = itertools.chain(known, (entry(document, settings, zone) for document in documents))
    people = (named(each, tables) for each in entries)
    library = arrange(people, today=today, drafts=drafts, future=future)
    foreign = tuple(others)
    addresses = address(library.value, pages, settings, tables, {path for path, _ in foreign})
    context = Context(
        settings=settings,
        words=words(settings.language, own_words),
        zone=zone,
        library=library.value,
        addresses=addresses.value,
        pages=by_place(pages),
        neighbours=neighbours(library.value),
        below=below(library.value),
        related=related(together(library.value), lambda tag: len(library.value.tags[tag])),
        kin=relating.related(library.value),
        turned=turning.turned(library.value),
        tables=tables,
        font=font,
        about=about,
    )
    page_paths = tuple(sorted(_page_paths(context)))
    own = [*page_paths, *_machine_paths(context, len(page_paths), {path for path, _ in foreign})]
    own += _more_paths(context, page_paths)
    claims = [*article_claims(context.library, context.addresses), *((path, f"{OWN} {path}") for path in own)]
    clashes = [_clash(*it) for it in paths.clashes([*claims, *foreign])]
    plan = SitePlan(
        context=context, site=site_view(context), pages=page_paths, paths=tuple(path for path, _ in claims)
    )
    problems = (*library.problems, *addresses.problems, *clashes)
    return Found(value=None if clashes else plan, problems=problems)


def by_place(pages: Sequence[PageRef]) -> Mapping[tuple[str, dt.date, int], PageRef]:
    """Return the known printed pages by paper, date and number."""
    return {(term(it.paper), it.date, it.number): it for it in sorted(pages, key=_page_key)}


def _more_paths(context: Context, pages: Sequence[str]) -> Iterator[str]:
    """Yield the addresses of what only some sites have: share cards, the pages in Traditional characters."""
    yield from filter(None, (share_path(context, entry) for entry in context.library.entries))
    if context.settings.traditional:
        from jianbao.publish import traditional  # noqa: PLC0415  a millisecond, for sites that want it

        yield from (f"{traditional.FOLDER}/{path}" for path in sorted(traditional.places(context, pages)))


def _page_key(page: PageRef) -> tuple[str, dt.date, int, str, tuple[str, ...], str]:
    return (page.paper, page.date, page.number, page.name, page.inferred, page.note)


def _clash(path: str, first: str, second: str) -> Problem:
    file = second if not second.startswith(OWN) else first
    return ADDRESS_CLASH.at(Where(file=file), first=first, second=second, address=path)


def site_view(context: Context) -> SiteView:
    """Return what every page of the site shows of it."""
    settings, library, say = context.settings, context.library, context.words
    shelves = {
        "regions": library.regions,
        "tags": library.tags,
        "rubrics": library.rubrics,
        "papers": library.editions,
        "authors": library.authors,
        "archive": library.months,
        "search": library.entries,
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
        about=context.link(saying.title(context), saying.PATH) if context.about.strip() else None,
        opensearch=extras.OPENSEARCH if library.entries else "",
    )


def _listing_paths(context: Context) -> Iterator[Listing]:
    yield home.listing(context)
    yield from listings(context)


def _page_paths(context: Context) -> Iterator[str]:
    """Yield the address of every page that is no article."""
    for listing in _listing_paths(context):
        yield from listing.paths(context.settings.per_listing)
    yield from (f"{name}/index.html" for name in _indexes(context))
    if context.about.strip():
        yield saying.PATH
    if context.library.editions:
        yield "papers/index.html"
        yield from (path for path, *_ in papers.year_places(context))
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
    if context.library.entries:
        yield finding.PAGE
    yield from extras.paths(context)
    yield from (listing.feed for listing in listings(context) if listing.feed)
    yield from sitemap.paths(context, page_count + len(context.library.entries))
    if "robots.txt" not in foreign:  # the publisher's own robots.txt stands in for ours
        yield "robots.txt"
    if redirects.any_of(context.addresses):
        yield from (path for path in redirects.PATHS if path not in foreign)
