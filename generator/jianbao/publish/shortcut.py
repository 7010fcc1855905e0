"""The short way from Markdown to HTML, for what most newspaper articles are made of.

Python-Markdown takes about a millisecond an article. Plain paragraphs, headings, simple lists, one-line
quotations, plain strong words, plain links and pictures need little of what it can do: for a text of nothing else
`html_of` writes the same bytes at a tenth of the cost, and for any other text it says None. That the two ways agree
is a law (tests/laws/test_engine_shortcut.py); a form it is not sure of is left to Python-Markdown.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator

ROOT = "\x1f"
"""Stands in a body where the way to the site's root belongs; see bodies.rooted."""
Headings = list[tuple[int, str]]
_FAR = ("\u2028", "\u2029")
"""Line ends to some: looked for by themselves, for in the classes below they would take 3 ms to compile."""
_PLAIN = r"[^\\`*_\[\]<>&!|~\x00-\x1f\x7f\x85]"
_WORD = r"[^\s\\`*_\[\]<>&!|~\"'()\x00-\x1f\x7f\x85]+"
_WORDS = rf"{_WORD}(?: {_WORD})*"
_FILE = r"(?:https?://|/)?[A-Za-z0-9\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff./_~?=%-]*"
_SPECIAL = re.compile(r"[\\`*_\[\]<>&!|~\x00-\x1f\x7f\x85]")
_OPENER = re.compile(r"[-+#:=]|\d{1,3}\.|\s")
_HEADING = re.compile(r"(#{1,6}) ([^#]+)")
_BLANK = re.compile(r"\n\n+")
_PAST_OPENERS = "\u3000"
"""No character after this one opens anything: it is the last of all white space, and marks and digits are ASCII."""


@functools.cache
def _token() -> re.Pattern[str]:
    """Compiled when a text has marks: it takes 2 ms."""
    return re.compile(
        rf"(?P<text>{_PLAIN}+)"
        rf"|\*\*(?P<strong>(?!\s){_PLAIN}+(?<!\s))\*\*(?!\*)"
        rf"|\[(?P<name>(?![\s^]){_PLAIN}*(?<!\s))\]\((?P<to>https?://[A-Za-z0-9./~?=%-]+)\)"
        rf"|!\[(?P<alt>(?:{_WORDS})?)\]\((?P<src>{_FILE})(?: \"(?P<title>{_WORDS})\")?\)"
    )


def _inline(text: str) -> str | None:
    """Return the HTML of one line, or None where a mark in it is not one of the plain forms."""
    if not text or text[0].isspace() or text[-1].isspace():
        return None
    if not _SPECIAL.search(text):
        return text
    made: list[str] = []
    at, before = 0, ""
    while at < len(text):
        token = _token().match(text, at)
        if token is None or (token.lastgroup == before == "strong"):
            return None
        before, at = token.lastgroup or "", token.end()
        if before == "text":
            made.append(token["text"])
        elif before == "strong":
            made.append(f"<strong>{token['strong']}</strong>")
        elif before == "to":
            made.append(f'<a href="{token["to"]}">{token["name"]}</a>')
        else:
            made.append(_picture(token))
    return "".join(made)


def _picture(token: re.Match[str]) -> str:
    source, title = token["src"], token["title"]
    source = ROOT + source[1:] if source.startswith("/") else source
    said = f' title="{title}"' if title else ""
    return f'<img alt="{token["alt"]}" loading="lazy" src="{source}"{said}>'


def _several(block: str) -> str | None:
    """Return the HTML of a simple list: every line opens with the same "- "."""
    items = [_inline(line[2:]) if line.startswith("- ") else None for line in block.split("\n")]
    if any(item is None or _OPENER.match(item) for item in items):
        return None
    return "<ul>\n" + "".join(f"<li>{item}</li>\n" for item in items) + "</ul>"


def _one(block: str, before: str) -> str | None:
    """Return the HTML of one block; `before` is the block above, which decides whether this one joins it."""
    if block.startswith("- "):
        return None if before.startswith(("- ", "> ")) else _several(block)
    if "\n" in block:
        return None
    if block.startswith("> "):
        quoted = None if before.startswith(("> ", "- ")) or _OPENER.match(block, 2) else _inline(block[2:])
        return None if quoted is None else f"<blockquote>\n<p>{quoted}</p>\n</blockquote>"
    made = None if block[0] <= _PAST_OPENERS and _OPENER.match(block) else _inline(block)
    return None if made is None else f"<p>{made}</p>"


def _blocks(text: str, heading_ids: Callable[[Headings], Headings]) -> Iterator[str | None]:
    blocks = _BLANK.split(text.strip("\n"))
    headings = [_HEADING.fullmatch(block) if block.startswith("#") else None for block in blocks]
    found = [(len(it[1]), it[2]) for it in headings if it]
    named = iter(heading_ids(found))
    before = ""
    for block, heading in zip(blocks, headings, strict=True):
        if heading is None:
            yield _one(block, before)
        elif _SPECIAL.search(heading[2]) or heading[2][0].isspace() or heading[2][-1].isspace():
            yield None
        else:
            level, name = next(named)
            yield f'<h{level} id="{name}">{heading[2]}</h{level}>'
        before = block


def html_of(text: str, heading_ids: Callable[[Headings], Headings]) -> str | None:
    """Return the HTML of `text`, or None where it holds more than this way knows.

    `heading_ids` gives level and id for each (level, text) of the headings, in their order.
    """
    if not text.strip() or any(each in text for each in _FAR):
        return None
    made: list[str] = []
    for block in _blocks(text, heading_ids):
        if block is None:
            return None
        made.append(block)
    return "\n".join(made)
