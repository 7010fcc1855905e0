"""The whole site once more in Traditional characters, below zh-hant/.

Every page that a theme draws, but the 404 page, and every feed has a twin: the same view and template, its text
converted, its links led to twins where there are any and out of the folder elsewhere (styles, pictures, the index
of the search).
"""

from __future__ import annotations

import functools
import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any, cast

from jianbao.publish import about as saying
from jianbao.publish import paths
from jianbao.publish.context import Context
from jianbao.publish.feeds import WHOLE, FeedView
from jianbao.publish.finding import PAGE
from jianbao.publish.keys import digest
from jianbao.publish.listings import listings
from jianbao.publish.route import AnyView, Route
from jianbao.publish.views import ArticleView, SiteView, View
from jianbao.zh.traditional import converter

FOLDER = "zh-hant"
LANGUAGE = "zh-Hant"
_LINK = re.compile(r'\b(href|src|data-root)="([^"]*)"')
_RUBY = re.compile("<rt>[^<]*</rt>|</?ruby>")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[/#]|$", re.IGNORECASE)


class Twin(Route):
    """A route whose page is the Traditional one of another's. `there` are the paths that have twins, `mark` a
    digest of them where the page may hold links of its author's to any of them."""

    __slots__ = ("_there", "_way", "own")

    def __init__(self, route: Route, context: Context, there: Collection[str], mark: bytes = b"") -> None:
        self.own = route.path
        self._there = there
        self._way = context.settings.traditional
        absolute = context.absolute(f"{FOLDER}/{route.path}")

        def view() -> View:
            made: Any = route.view  # a page's, which has a head
            back = f"../{paths.href(route.path)}"
            twin: View = replace(made, head=replace(made.head, canonical=absolute, twin=back))
            if isinstance(twin, ArticleView) and twin.ruby:  # readings stand between the characters of words
                twin = replace(twin, body=_RUBY.sub("", twin.body), ruby=False)
            return twin

        key = digest(route.key, FOLDER, mark)
        super().__init__(f"{FOLDER}/{route.path}", route.template, key, lambda: (view(), ()))

    def drawn(self, draw: Callable[[str, str, View, SiteView], str], site: SiteView) -> str:
        """Return the page: drawn as `draw` draws, then converted."""
        shown: Any = self.view
        text = draw(self.template, self.path, shown, _of(site))
        return converted(text, self.own, self._there, converter(self._way))


@functools.lru_cache(maxsize=1)
def _of(site: SiteView) -> SiteView:
    """Return what the pages of the edition show of the site: one value, so that a frame is drawn once."""
    return replace(site, language=LANGUAGE)


class FeedTwin(Route):
    """A route whose feed is the Traditional one of another's. `there` and `mark` are those of `Twin`."""

    __slots__ = ()

    def __init__(self, route: Route, context: Context, there: Collection[str], mark: bytes = b"") -> None:
        def view() -> AnyView:
            made: Any = route.view  # a feed, or what holds one
            if isinstance(made, FeedView):
                return _feed(made, context, there)
            return cast("AnyView", replace(made, feed=_feed(made.feed, context, there)))

        super().__init__(f"{FOLDER}/{route.path}", "", digest(route.key, FOLDER, mark), lambda: (view(), ()))


def _feed(own: FeedView, context: Context, there: Collection[str]) -> FeedView:
    convert, base = converter(context.settings.traditional), context.settings.base_url

    def led(url: str) -> str:
        path = re.split("[?#]", url.removeprefix(base), maxsplit=1)[0]
        whole = f"{path}index.html" if not path or path.endswith("/") else path
        return f"{base}{FOLDER}/{url.removeprefix(base)}" if url.startswith(base) and whole in there else url

    def html(text: str) -> str:
        return _converted(text, lambda link: f'{link[1]}="{led(link[2])}"', convert)

    entries = tuple(
        replace(
            one,
            title=convert(one.title),
            url=led(one.url),
            summary=convert(one.summary),
            content=html(one.content),
            authors=tuple(map(convert, one.authors)),
            tags=tuple(map(convert, one.tags)),
        )
        for one in own.entries
    )
    named = {"title": convert(own.title), "site": convert(own.site), "language": LANGUAGE}
    return replace(own, url=led(own.url), home=led(own.home), entries=entries, **named)


def places(context: Context, pages: Iterable[str]) -> frozenset[str]:
    """Return the addresses that have a twin, of a site that has this edition."""
    search = (PAGE,) if context.library.entries else ()
    lists = (listing.feed for listing in listings(context) if listing.feed)
    return frozenset((*context.addresses.articles.values(), *pages, *search, *WHOLE, *lists))


def with_twins(routes: Iterable[Route], context: Context, pages: Iterable[str]) -> Iterator[Route]:
    """Yield the routes, each with its twin behind it; `pages` are the addresses of those that are no article."""
    there = places(context, pages)
    every = digest(tuple(sorted(there)))
    where = context.addresses.articles
    free = {*WHOLE, saying.PATH, *(where[it.path] for it in context.library.entries if it.linked)}
    for route in routes:
        yield route
        if route.path in there:
            mark = every if route.path in free else b""
            yield (Twin if route.template else FeedTwin)(route, context, there, mark)


def converted(text: str, own: str, there: Collection[str], convert: Callable[[str], str]) -> str:
    """Return the HTML of the page at `own` as its twin: text converted, addresses led to where they belong."""
    folder = posixpath.dirname(own)

    def led(match: re.Match[str]) -> str:
        to = match[2]
        if _ELSEWHERE.match(to):
            return match[0]
        path = posixpath.normpath(posixpath.join(folder, re.split("[?#]", to, maxsplit=1)[0]))
        return match[0] if path.startswith("..") or path in there else f'{match[1]}="../{to}"'

    return _converted(text, led, convert)


def _converted(text: str, led: Callable[[re.Match[str]], str], convert: Callable[[str], str]) -> str:
    made: list[str] = []
    at = 0
    for link in _LINK.finditer(text):
        made += (convert(text[at : link.start()]), led(link))
        at = link.end()
    return "".join((*made, convert(text[at:])))
