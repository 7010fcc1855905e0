"""Plain words as Markdown that renders back to the same words.

Only what would mean something is escaped, so that a Chinese paragraph stays as an editor would type it. A backslash
stands before the signs that every Markdown lets one escape; `<`, `&` and a few signs that only extensions
give a meaning (tables, definition lists, fences) become character references, which all of them read.
The rules are those of CommonMark 0.31 (spec.commonmark.org) and of Python-Markdown's extensions.
"""

from __future__ import annotations

import re

_ANYWHERE = re.compile(r"[\\`*_\[\]{}]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_NUMBERED = re.compile(r"([0-9]+)([.)])(?=\s|$)")
_MARKED = re.compile(r"(?:[-+](?=\s|$|-)|#|>|!!!)")
_REFERENCED = re.compile(r"[~:|=^]")
_SPACES = re.compile(r"[ \t]{2,}")


def paragraph(text: str) -> str:
    """Return `text` as one Markdown paragraph; line ends inside it stay line ends, blank ones and edges do not."""
    lines = (line.strip() for line in re.split(r"[\r\n]+", text))
    return "  \n".join(_line(line) for line in lines if line)


def heading(text: str, level: int = 2) -> str:
    """Return `text` as a heading; line ends inside become spaces."""
    words = " ".join(text.split())
    return f"{'#' * level} {_inline(words).replace('#', chr(92) + '#')}"


def _line(text: str) -> str:
    """Escape a line: signs that mean something anywhere, then those that do so where a line begins."""
    numbered = _NUMBERED.match(text)
    if numbered is not None:
        return f"{numbered[1]}\\{numbered[2]}{_inline(text[numbered.end() :])}"
    marked = _MARKED.match(text)
    if marked is not None:
        return f"\\{_inline(text)}"
    if _REFERENCED.match(text):
        return f"&#{ord(text[0])};{_inline(text[1:])}"
    return _inline(text)


def _inline(text: str) -> str:
    text = _ENTITY.sub("&amp;", text)
    text = _ANYWHERE.sub(r"\\\g<0>", text)
    text = text.replace("<", "&lt;").replace("~~", "&#126;&#126;")
    return _SPACES.sub(" ", text)
