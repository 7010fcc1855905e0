"""Which key of front matter fills which field of an article, and how: our names and those of other programs.

Accepted on reading: Hugo (lastmod, url, keywords, description, categories), Hexo (category, permalink, published)
and Pelican (modified, authors with semicolons, status). Keys are the same in capitals (Pelican: `Title`).
"""

from __future__ import annotations

from collections.abc import Callable

from yaml.nodes import Node, ScalarNode

from jianbao.document import fields, places
from jianbao.document.sheet import Sheet

Values = dict[str, object]
Fill = Callable[[Sheet, str, Node, Values], None]


def _set(field: str, read: fields.Reader[object]) -> Fill:
    """Return what reads a value into `field`; the first that can be read stays."""

    def fill(sheet: Sheet, name: str, node: Node, values: Values) -> None:
        value = read(sheet, name, node)
        if value is not None:
            values.setdefault(field, value)

    return fill


def _join(field: str, read: fields.Reader[tuple[object, ...]]) -> Fill:
    """Return what adds a list to `field`, each item once where it comes from several keys."""

    def fill(sheet: Sheet, name: str, node: Node, values: Values) -> None:
        items = read(sheet, name, node)
        if items is None:
            return
        have = values.get(field)
        values[field] = tuple(dict.fromkeys((*have, *items))) if isinstance(have, tuple) else items

    return fill


def _categories(sheet: Sheet, name: str, node: Node, values: Values) -> None:
    """A category is our rubric 栏目; of several, the first is, and the others are tags."""
    items = fields.texts(sheet, name, node)
    if not items:
        return
    rest = items if "rubric" in values else items[1:]
    values.setdefault("rubric", items[0])
    tags = values.get("tags", ())
    if rest and isinstance(tags, tuple):
        values["tags"] = tuple(dict.fromkeys((*tags, *rest)))


def _published(sheet: Sheet, name: str, node: Node, values: Values) -> None:
    value = fields.truth(sheet, name, node)
    if value is not None:
        values.setdefault("draft", not value)


def _status(sheet: Sheet, name: str, node: Node, values: Values) -> None:
    """Pelican's status: draft, or hidden, which is not published here either."""
    value = node.value if type(node) is ScalarNode else None
    if value not in {"draft", "hidden", "published"}:
        sheet.wrong(name, node, f"{name}: draft")
        return
    values.setdefault("draft", value != "published")


OURS: dict[str, Fill] = {
    "title": _set("title", fields.text),
    "kicker": _set("kicker", fields.text),
    "deck": _set("deck", fields.text),
    "rubric": _set("rubric", fields.text),
    "date": _set("date", fields.date),
    "updated": _set("updated", fields.date),
    "slug": _set("slug", fields.text),
    "aliases": _join("aliases", fields.whole_texts),
    "permalink": _set("permalink", fields.text),
    "tags": _join("tags", fields.texts),
    "region": _set("region", places.region),
    "regions": _join("regions", places.regions),
    "authors": _join("authors", fields.credits_),
    "dateline": _set("dateline", fields.text),
    "summary": _set("summary", fields.text),
    "draft": _set("draft", fields.truth),
    "paper": _set("paper", fields.text),
    "edition": _set("edition", fields.date),
    "page": _set("page", fields.number),
    "order": _set("order", fields.number),
    "kind": _set("kind", fields.kind),
    "images": _join("images", fields.images),
    "pullquote": _set("pullquote", fields.text),
    "corrections": _join("corrections", fields.corrections),
    "gaps": _join("gaps", fields.gaps),
    "review": _join("review", fields.doubts),
    "source": _set("source", fields.source),
}
FOREIGN: dict[str, Fill] = {
    "lastmod": OURS["updated"],
    "modified": OURS["updated"],
    "author": OURS["authors"],
    "category": _categories,
    "categories": _categories,
    "keywords": OURS["tags"],
    "description": OURS["summary"],
    "url": OURS["permalink"],
    "published": _published,
    "status": _status,
}
FILLS: dict[str, Fill] = {**OURS, **FOREIGN}
WORDS = frozenset(
    {"title", "kicker", "deck", "rubric", "dateline", "summary", "paper", "pullquote", "description", "slug"}
)
"""Keys whose value is words: where YAML stumbles over one of them, its line is taken as it stands."""
