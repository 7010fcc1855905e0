"""Any view, full or bare, made from its type alone: a field added to a view is tried in every template at once."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

MARKUP = '<b class="leak">“&"</b>'
"""Stands in every text of a full view: none of it may reach a page unescaped."""

_KNOWN = {
    "root": "../",
    "body": '<p>第一段。<span class="gap" role="img"></span></p>\n<h2 id="x">题</h2>\n<p>第二段。</p>',
    "jsonld": '{"headline":"\\u003cb\\u003e"}',
    "href": "2023/04/x.html",
    "src": "images/x.png",
    "feed": "feed.xml",
    "canonical": "https://example.org/2023/04/x.html",
    "twin": "zh-hant/2023/04/x.html",
    "suggest": "mailto:a@example.org",
    "iso": "2023-04-12",
    "letter": "A",
}


@cache
def _hints(noun: type) -> dict[str, Any]:
    return get_type_hints(noun)


def _fill(hint: Any, name: str, depth: int, serial: int, *, bare: bool, words: str) -> Any:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is types.UnionType:
        return None if bare else _fill(arguments[0], name, depth, serial, bare=bare, words=words)
    if origin is tuple:
        wanted = 0 if bare or depth > 4 else 2
        return tuple(_fill(arguments[0], name, depth, serial + it, bare=bare, words=words) for it in range(wanted))
    if is_dataclass(hint) and isinstance(hint, type):
        return view(hint, bare=bare, depth=depth + 1, serial=serial, words=words)
    if hint is str:
        return _KNOWN.get(name, "" if bare else f"{name}{words}")
    return hint(0 if bare else serial)


def view(noun: type, *, bare: bool, words: str = MARKUP, depth: int = 0, serial: int = 3, **given: Any) -> Any:
    """Return a `noun` with something in every field (`words` in every text), or with next to nothing."""
    hints = _hints(noun)
    made = {it.name: _fill(hints[it.name], it.name, depth, serial, bare=bare, words=words) for it in fields(noun)}
    return noun(**(made | given))
