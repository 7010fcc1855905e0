"""`_redirects`: old addresses for hosts that answer with a real redirect (Netlify, Cloudflare Pages).

The page at the old address (moved.html) stays: it works everywhere. Elsewhere this file is a text nobody asks for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jianbao.publish import paths
from jianbao.publish.addresses import Addresses

PATH = "_redirects"
MOST = 2000
"""Static rules that Cloudflare Pages reads (https://developers.cloudflare.com/pages/configuration/redirects/)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectsView:
    """Old and new addresses from the root of the host, sorted."""

    pairs: tuple[tuple[str, str], ...]


def view(addresses: Addresses, base: str) -> RedirectsView:
    """Return old and new address of every alias; `base` is the path the site lies at ("/" or "/blog/")."""
    found: Iterable[tuple[str, str]] = (
        (base + paths.href(old), base + paths.href(addresses.articles[document]))
        for document, aliases in addresses.moved.items()
        for old in aliases
    )
    return RedirectsView(pairs=tuple(sorted(found))[:MOST])


def text(made: RedirectsView) -> str:
    """Write the file: old, new, 301."""
    return "".join(f"{old} {new} 301\n" for old, new in made.pairs)
