"""Old addresses for hosts that answer with a real redirect: `_redirects` and a map for nginx.

The page at the old address (moved.html) stays: it works everywhere; elsewhere these files are texts nobody asks
for. `_redirects`: Netlify (https://docs.netlify.com/routing/redirects/) and Cloudflare Pages
(https://developers.cloudflare.com/pages/configuration/redirects/). The map: nginx's `map` with `include`
(https://nginx.org/en/docs/http/ngx_http_map_module.html); docs/words.md has the lines for its configuration.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jianbao.model.frozen import dataclass
from jianbao.publish import paths
from jianbao.publish.addresses import Addresses, beside
from jianbao.publish.context import Context
from jianbao.publish.library import Entry

PATH = "_redirects"
MAP = "data/redirects.map"
PATHS = (PATH, MAP)
MOST = 2000
"""Static rules that Cloudflare Pages reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectsView:
    """Old and new paths from the root of the host, as files are named, sorted. `nginx`: as a map for it."""

    pairs: tuple[tuple[str, str], ...]
    nginx: bool = False


def any_of(addresses: Addresses) -> bool:
    """Say whether anything has moved."""
    return bool(addresses.turned) or any(addresses.moved.values())


def pairs(addresses: Addresses, base: str) -> tuple[tuple[str, str], ...]:
    """Return old and new path of everything that moved; `base` is the path the site lies at ("/" or "/blog/")."""
    return tuple(sorted((base + old, base + new) for old, new in _moved(addresses)))


def _moved(addresses: Addresses) -> Iterator[tuple[str, str]]:
    for document, aliases in addresses.moved.items():
        for old in aliases:
            yield old, addresses.articles[document]
            if old.endswith("/index.html"):
                yield old.removesuffix("index.html"), addresses.articles[document]
    for old, (_, new) in addresses.turned.items():
        yield old, new
        if new.startswith("tags/"):  # readers of its feed want a feed
            yield beside(old, "feed.xml"), beside(new, "feed.xml")


def pages(context: Context, entries: Iterable[Entry]) -> Iterator[tuple[str, str, str]]:
    """Yield old path, title and new path of every page that says where one of the articles has moved."""
    where = context.addresses
    for entry in entries:
        for old in where.moved.get(entry.path, ()):
            yield old, entry.title, where.articles[entry.path]


def turned(context: Context) -> Iterator[tuple[str, str, str]]:
    """Yield old path, title and new path of every page that says what a term is called now."""
    for old, (name, new) in context.addresses.turned.items():
        yield old, context.tag_name(name) if old.startswith("tags/") else name, new


def text(made: RedirectsView) -> str:
    """Write the file: old, new, 301; for nginx, whose $uri has no percent signs, old as it is, and no variable."""
    if made.nginx:
        return "".join(f'"{old}" "{paths.href(new).replace("$", "%24")}";\n' for old, new in made.pairs)
    return "".join(f"{paths.href(old)} {paths.href(new)} 301\n" for old, new in made.pairs[:MOST])
