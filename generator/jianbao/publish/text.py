"""Plain words: an excerpt from Markdown source, and what a reader sees of a piece of HTML."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

_BLOCK = re.compile(r"\n[ \t]*\n")
_HEADING = re.compile(r"\A#{1,6}[ \t][^\n]*\n?")
_ENOUGH = 2000
_SKIP = re.compile(r"\s*(?:!\[|\||```|~~~|\[[^\]]*\]:|(?:[-*_]\s*){3,}$)")
_MARKED = re.compile(r"[]!()*+.>[\\_`&-]")
"""A text without any of these has no mark that is to be taken off."""
_LEAD = re.compile(r"(?m)^\s*(?:>\s?|[-*+]\s+|\d{1,3}\.\s+)")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)|\[\^[^\]]*\]")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"(?<!\\)(?:\*{1,3}|_{2,3}|`+)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_END = re.compile(r"[。！？!?…][”’）」』]*")

_DROPPED = re.compile(r"<a class=\"footnote-backref\".*?</a>|<sup id=\"fnref.*?</sup>", re.DOTALL)
_CELL = re.compile(r"</t[hd]>\s*<t[hd]\b[^>]*>")
_BREAK = re.compile(r"</?(?:p|h[1-6]|li|ul|ol|blockquote|table|thead|tbody|tr|th|td|pre|div|hr|dl|dt|dd)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")


def unescaped(text: str) -> str:
    """Return `text` with entities as the characters they stand for."""
    if "&" not in text:
        return text
    import html  # noqa: PLC0415  its table of names takes 3 ms, and most texts have no entity

    return html.unescape(text)


def unwrap(text: str) -> str:
    """Take out line ends between two Chinese characters: a browser would show them as spaces."""
    first, *rest = text.split("\n")
    made = [first]
    for line in rest:
        before, after = made[-1].rstrip(" \t"), line.lstrip(" \t")
        if before and after and _eastern(before[-1]) and _eastern(after[0]):
            made[-1:] = before, after
        else:
            made += "\n", line
    return "".join(made)


_EASTERN = (
    ("\u2018", "\u201d"),
    ("\u2e80", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\uff00", "\uffef"),
    ("\u2014", "\u2014"),
    ("\u2026", "\u2026"),
)


def _eastern(sign: str) -> bool:
    """Whether a character is Chinese or a sign that stands among Chinese ones."""
    return any(first <= sign <= last for first, last in _EASTERN)


def shorten(text: str, limit: int) -> str:
    """Cut `text` to at most `limit` characters: after a sentence where one ends in the second half, else "…"."""
    if len(text) <= limit:
        return text
    ends = [match.end() for match in _END.finditer(text, limit // 2, limit)]
    return text[: ends[-1]] if ends else text[: limit - 1].rstrip("，、；： ") + "…"


def enumerate_in_words(items: Iterable[str], limit: int = 110) -> str:
    """Return the first of `items` in one line, a semicolon between, for the description of a page."""
    return shorten("；".join(itertools.islice(items, 12)), limit)


def _blocks(markdown: str) -> Iterator[str]:
    """Yield the blocks, as they are wanted: an opening needs the first."""
    at = 0
    for gap in _BLOCK.finditer(markdown):
        yield markdown[at : gap.start()]
        at = gap.end()
    yield markdown[at:]


def excerpt(markdown: str, limit: int = 110) -> str:
    """Return the opening of an article in plain words, without rendering it: headings, pictures and tables
    are passed over, marks taken off."""
    words: list[str] = []
    length = 0
    for block in _blocks(markdown):
        text = _HEADING.sub("", block.strip()[:_ENOUGH])
        if not text or _SKIP.match(text):
            continue
        plain = text
        if _MARKED.search(text):
            plain = _LINK.sub(r"\1", _IMAGE.sub("", _LEAD.sub("", text)))
            plain = unescaped(_ESCAPED.sub(r"\1", _MARKS.sub("", plain)))
        words.append(" ".join(unwrap(plain).split()))
        length += len(words[-1])
        if length >= limit:
            break
    return shorten("".join(words), limit)


def plain(body: str) -> str:
    """Return the text of body HTML as a reader sees it: a line a paragraph, heading or list item; the cells
    of a table row with tabs between; without marks of footnotes."""
    text = _DROPPED.sub("", body) if "footnote" in body else body
    text = text.replace("<br>", "\n")
    if "<t" in text:
        text = _CELL.sub("\t", text)
    text = "\n".join(map(str.strip, _BREAK.split(text)))
    if "<" in text:
        text = _TAG.sub("", text)
    text = unescaped(text)
    lines = (line.strip(" \t") for line in text.replace("\xa0", " ").split("\n"))
    return "\n".join(filter(None, lines)).strip()


def characters(text: str) -> int:
    """Count the characters of `text` as a Chinese editor does: all but white space."""
    return len("".join(text.split()))


def reading_minutes(count: int, per_minute: int = 400) -> int:
    """Return how long a reader takes for `count` characters, in whole minutes, at least one."""
    return max(1, -(-count // per_minute))
