"""One output of a site: where it lies, what draws it, what it is made of, and the function that makes its view."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from jianbao.model.problem import Problem
from jianbao.publish import data, feeds, sitemap
from jianbao.publish.extras import TextView
from jianbao.publish.parts import ShareView
from jianbao.publish.redirects import RedirectsView
from jianbao.publish.views import View

Machine = (
    feeds.FeedView
    | feeds.RssView
    | feeds.JsonFeedView
    | sitemap.SitemapView
    | sitemap.NewsSitemapView
    | sitemap.RobotsView
    | RedirectsView
    | TextView
)
AnyView: TypeAlias = View | Machine | data.DataView | ShareView


class Route:
    """One output to be: its path below the root, the template that draws it ("" for what no theme draws), its key,
    and, made when first asked for, a closed view. `problems` are what making the view found."""

    __slots__ = ("_made", "_make", "key", "path", "template")

    def __init__(
        self, path: str, template: str, key: bytes, make: Callable[[], tuple[AnyView, tuple[Problem, ...]]]
    ) -> None:
        self.path = path
        self.template = template
        self.key = key
        self._make = make
        self._made: tuple[AnyView, tuple[Problem, ...]] | None = None

    def _once(self) -> tuple[AnyView, tuple[Problem, ...]]:
        if self._made is None:
            self._made = self._make()
        return self._made

    @property
    def view(self) -> AnyView:
        """The closed view."""
        return self._once()[0]

    def forget(self) -> None:
        """Let go of the view: it is made again if it is asked for again."""
        self._made = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What making the view found."""
        return self._once()[1]


def route(path: str, template: str, key: bytes, view: Callable[[], AnyView]) -> Route:
    """Return the route of a view that finds no problems."""
    return Route(path, template, key, lambda: (view(), ()))
