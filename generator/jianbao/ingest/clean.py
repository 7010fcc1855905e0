"""Clean: take out what is no text, put real characters for look-alikes. Line numbers stay."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from jianbao.ingest import problems as codes
from jianbao.model.page import Line, PageText
from jianbao.model.problem import Found, Problem, Where
from jianbao.zh import punctuation

_SPACES = re.compile(r"[ \u3000]+")
_NEEDS_NO_CARE = re.compile("[\x20-\x7e\u3000-\u303f\u3400-\u9fff\uff01-\uff5e“”‘’…—·]*")


def clean(page: PageText) -> Found[PageText]:
    """Return `page` without control and invisible characters, radicals mapped, letter-spaced runs closed up.

    A tab, a no-break or a typographic space becomes a space, several one; two ideographic spaces at the start of
    a line stay, for they mark a paragraph. Cleaning twice is cleaning once.
    """
    cleaned = tuple(Line(number=line.number, text=clean_line(line.text)) for line in page.lines)
    return Found(value=PageText(origin=page.origin, lines=cleaned), problems=tuple(_notices(page)))


def clean_line(text: str) -> str:
    """Return one line cleaned."""
    if not _NEEDS_NO_CARE.fullmatch(text):
        text = punctuation.real_characters(text)
        text = "".join(kept for char in text if (kept := _kept(char)))
    indented = text.startswith(("\u3000\u3000", "    \u3000")) and bool(text.strip())
    bare = punctuation.unspace(_SPACES.sub(" ", text).strip())
    return "\u3000\u3000" + bare if indented else bare


@cache
def _kept(char: str) -> str:
    """Return what a character becomes: itself, a space, or nothing."""
    category = unicodedata.category(char)
    if category == "Zs":
        return "\u3000" if char == "\u3000" else " "
    if char in "\t\n\r\v\f\x85\u2028\u2029":
        return " "
    return "" if category in ("Cc", "Cf", "Cs", "Cn") else char


def _notices(page: PageText) -> list[Problem]:
    """Return one notice for each thing that was done, at its first line."""
    control, radical, unreadable = list[int](), list[tuple[int, str]](), list[int]()
    for line in page.lines:
        if _NEEDS_NO_CARE.fullmatch(line.text):
            continue
        mapped = punctuation.real_characters(line.text)
        radical += [(line.number, new) for old, new in zip(line.text, mapped, strict=True) if old != new]
        control += [line.number for char in mapped if not _kept(char)]
        unreadable += [line.number for char in mapped if char == "\ufffd"]
    found = list[Problem]()
    if control:
        found.append(codes.STRANGE_CHARACTERS.at(_where(page, control[0]), count=len(control)))
    if radical:
        sample = "".join(dict.fromkeys(new for _, new in radical))[:8]
        found.append(codes.RADICALS.at(_where(page, radical[0][0]), count=len(radical), sample=sample))
    return found + [codes.UNREADABLE.at(_where(page, number)) for number in dict.fromkeys(unreadable)]


def _where(page: PageText, line: int) -> Where:
    return Where(file=page.origin.file, line=line)
