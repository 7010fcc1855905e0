"""The whole site once more in Traditional characters, below zh-hant/.

Every page that a theme draws, but search and the 404 page, has a twin: the same view and template, its text
converted, its links led to twins where there are any and out of the folder elsewhere (styles, pictures, feeds).
"""

from __future__ import annotations

import functools
import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any

from jianbao.publish import paths
from jianbao.publish.context import Context
from jianbao.publish.keys import digest
from jianbao.publish.route import Route
from jianbao.publish.views import ArticleView, SiteView, View
from jianbao.zh.traditional import converter

FOLDER = "zh-hant"
LANGUAGE = "zh-Hant"
_LINK = re.compile(r'\b(href|src)="([^"]*)"')
_RUBY = re.compile("<rt>[^<]*</rt>|</?ruby>")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[/#]|$", re.IGNORECASE)


class Twin(Route):
    """A route whose page is the Traditional one of another's. `there` are the paths that have twins."""

    __slots__ = ("_there", "_way", "own")

    def __init__(self, route: Route, context: Context, there: Collection[str]) -> None:
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

        key = digest(route.key, FOLDER)
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


def places(context: Context, pages: Iterable[str]) -> frozenset[str]:
    """Return the addresses that have a twin; none where the site has no such edition."""
    return (
        frozenset((*context.addresses.articles.values(), *pages)) if context.settings.traditional else frozenset()
    )


def with_twins(routes: Iterable[Route], context: Context, there: Collection[str]) -> Iterator[Route]:
    """Yield the routes, each with its twin behind it."""
    for route in routes:
        yield route
        if route.template and route.path in there:
            yield Twin(route, context, there)


def converted(text: str, own: str, there: Collection[str], convert: Callable[[str], str]) -> str:
    """Return the HTML of the page at `own` as its twin: text converted, addresses led to where they belong."""
    folder = posixpath.dirname(own)

    def led(match: re.Match[str]) -> str:
        to = match[2]
        if _ELSEWHERE.match(to):
            return match[0]
        path = posixpath.normpath(posixpath.join(folder, re.split("[?#]", to, maxsplit=1)[0]))
        return match[0] if path.startswith("..") or path in there else f'{match[1]}="../{to}"'

    made: list[str] = []
    at = 0
    for link in _LINK.finditer(text):
        made += (convert(text[at : link.start()]), led(link))
        at = link.end()
    return "".join((*made, convert(text[at:])))
