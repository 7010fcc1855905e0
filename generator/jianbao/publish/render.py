"""A route becomes an output: its path and its bytes, from nothing but its view, the theme and this code."""

from __future__ import annotations

from jianbao.model.frozen import dataclass
from jianbao.publish import data, extras, feeds, redirects, share, sitemap
from jianbao.publish.parts import ShareView
from jianbao.publish.route import Machine, Route
from jianbao.publish.theme import Theme
from jianbao.publish.traditional import Twin
from jianbao.publish.views import SiteView


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A file of the site: its path below the root, with forward slashes, and its bytes."""

    path: str
    content: bytes


def render(route: Route, theme: Theme, site: SiteView) -> Output:
    """Render one route. Raises JianbaoError (exit code 2) where a template fails, with its file and line."""
    view = route.view
    if isinstance(view, data.DataView):
        content = data.jsonl(view)
    elif isinstance(view, Machine):
        content = machine(view).encode("utf-8", "replace")
    elif isinstance(route, Twin):
        content = route.drawn(theme.draw, site).encode("utf-8", "replace")
    elif isinstance(view, ShareView):
        content = share.drawn(view)
    else:
        content = theme.draw(route.template, route.path, view, site).encode("utf-8", "replace")
    return Output(path=route.path, content=content)


def machine(view: Machine) -> str:
    """Write what no theme draws."""
    match view:
        case feeds.FeedView():
            return feeds.atom(view)
        case feeds.RssView():
            return feeds.rss(view)
        case feeds.JsonFeedView():
            return feeds.json_feed(view)
        case sitemap.SitemapView():
            return sitemap.sitemap_xml(view)
        case sitemap.NewsSitemapView():
            return sitemap.news_xml(view)
        case sitemap.RobotsView():
            return sitemap.robots(view)
        case redirects.RedirectsView():
            return redirects.text(view)
        case extras.TextView():
            return view.text
