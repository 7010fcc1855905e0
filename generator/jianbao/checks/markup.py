"""One HTML page, read for what checking needs: its links, ids, title and pictures.

One regular expression finds the tags, which is some ten times faster than the parser of the standard library
(`tests/checks/test_markup.py` holds the two side by side). It reads what a build makes: well-formed
tags; comments, scripts and styles are stepped over as the HTML standard says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

_ATTRIBUTES = r"(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+"
_TAG = re.compile(
    rf"<!--.*?(?:-->|\Z)"
    rf"|<(?P<raw>script|style|title|textarea|template|xmp)\b(?P<rawattrs>{_ATTRIBUTES})>(?P<inner>.*?)</(?P=raw)\s*>"
    rf"|<(?P<name>[a-z][a-z0-9-]*)(?P<attrs>(?:[\s/]{_ATTRIBUTES})?)>",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([^\s=\"'<>/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_LINKS = ("href", "src", "poster", "action", "data", "xlink:href")
_REFRESH = re.compile(r"^\s*[0-9.]*\s*[;,]\s*(?:url\s*=\s*)?['\"]?(.*?)['\"]?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Something a page says, and the 1-based line where it stands."""

    text: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a page holds. `ids` in order, doubles kept; `bare_images`: the src of pictures without alt."""

    title: str
    ids: tuple[Place, ...]
    links: tuple[Place, ...]
    bare_images: tuple[Place, ...]


def read(html: str) -> Facts:
    """Return the facts of a page of HTML; text that is no HTML has none."""
    title = ""
    ids: list[Place] = []
    links: list[Place] = []
    images: list[Place] = []
    lines = _Lines(html)
    for tag in _TAG.finditer(html):
        raw = (tag["raw"] or "").lower()
        name = raw or (tag["name"] or "").lower()
        if not name:
            continue
        if raw == "title" and not title:
            title = unescape(tag["inner"]).strip()
        attributes = _attributes(tag["rawattrs"] if raw else tag["attrs"])
        if not attributes and name != "img":
            continue
        line = 0
        for target in _targets(name, attributes):
            line = line or lines.of(tag.start())
            links.append(Place(text=target, line=line))
        if anchor := attributes.get("id") or (attributes.get("name") if name == "a" else None):
            ids.append(Place(text=anchor, line=line or lines.of(tag.start())))
        if name == "img" and "alt" not in attributes:
            images.append(Place(text=attributes.get("src", ""), line=line or lines.of(tag.start())))
    return Facts(title=title, ids=tuple(ids), links=tuple(links), bare_images=tuple(images))


class _Lines:
    """Turns rising offsets into line numbers without counting from the start again."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._offset = 0
        self._line = 1

    def of(self, offset: int) -> int:
        self._line += self._text.count("\n", self._offset, offset)
        self._offset = offset
        return self._line


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        value = match[2] if match[2] is not None else match[3] if match[3] is not None else match[4] or ""
        found.setdefault(match[1].lower(), unescape(value) if "&" in value else value)
    return found


def _targets(name: str, attributes: dict[str, str]) -> Iterator[str]:
    """Yield the addresses a tag leads to."""
    if name == "meta":
        if attributes.get("http-equiv", "").lower() == "refresh":
            yield _REFRESH.sub(r"\1", attributes.get("content", ""))
        elif attributes.get("property") in ("og:url", "og:image"):
            yield attributes.get("content", "")
        return
    if name == "base":
        return
    for key in _LINKS:
        if key in attributes and (key != "data" or name == "object"):
            yield attributes[key].strip()
    for part in attributes.get("srcset", "").split(","):
        if part.strip():
            yield part.split()[0]
