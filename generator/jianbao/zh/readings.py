"""Light readings of Chinese: addresses and sort keys of tags, people, rubrics and papers. The build uses it.

Tables only (data/readings/, made by scripts/build_readings.py from pypinyin's dictionaries): the first reading of a
character, and words in which it is read otherwise. Names of places and surnames come before both. No tones; ü is
written as in passports: lyu, nyu, but lue, nue.
"""

from __future__ import annotations

import functools
import re
import unicodedata
import zlib
from collections.abc import Iterator, Mapping

from jianbao.model.frozen import dataclass
from jianbao.zh.divisions import rows, rows_with

_LONGEST = 8
_FIRST = "〇"
"""The first character that has a reading."""
_LATIN = re.compile(r"[A-Za-z0-9]+")
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", "index", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))]
)


@dataclass(frozen=True, slots=True)
class _Tables:
    words: Mapping[str, tuple[str, ...]]
    starts: frozenset[str]
    surnames: Mapping[str, tuple[str, ...]]


@functools.cache
def _tables() -> _Tables:
    words = {word: tuple(said.split(" ")) for word, said in rows("readings/phrases.tsv")}
    words |= {word: tuple(said.split(" ")) for word, said in rows("readings/places.tsv") if len(word) > 1}
    words |= {word: tuple(said.split(" ")) for word, said in rows("readings/divisions.tsv")}
    surnames = {name: tuple(said.split(" ")) for name, said in rows("readings/surnames.tsv")}
    return _Tables(words, frozenset(word[:2] for word in words), surnames)


def read(text: str, *, person: bool = False) -> tuple[str, ...]:
    """Return the syllables of `text`, Latin words and numbers as they are (lower case), the rest left out.

    `person`: the text is one person's name, so its first characters are read as a surname (单 shan, 曾 zeng).
    """
    tables = _tables()
    text = unicodedata.normalize("NFKC", text)
    said: list[str] = []
    at = 0
    if person:
        for size in (2, 1):
            if text[:size] in tables.surnames:
                said.extend(tables.surnames[text[:size]])
                at = size
                break
    while at < len(text):
        latin = _LATIN.match(text, at)
        if latin:
            said.append(latin[0].lower())
            at = latin.end()
            continue
        size = _word(text, at, tables)
        if size:
            said.extend(tables.words[text[at : at + size]])
        elif one := character(text[at]):
            said.append(one)
        at += size or 1
    return tuple(said)


def _word(text: str, at: int, tables: _Tables) -> int:
    if text[at : at + 2] in tables.starts:
        for size in range(min(_LONGEST, len(text) - at), 1, -1):
            if text[at : at + size] in tables.words:
                return size
    return 0


@functools.cache
def character(char: str) -> str:
    """Return the usual reading of one character; empty where we know none."""
    found = rows_with("readings/characters.tsv", char) if char >= _FIRST else iter(())
    return next((said for said, chars in found if char in chars), "")


def words_of(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield (place, syllables) of the words in `text` that are read otherwise than their characters alone."""
    tables, at = _tables(), 0
    while at < len(text) - 1:
        size = _word(text, at, tables)
        if size:
            yield at, tables.words[text[at : at + size]]
        at += size or 1


def official(syllable: str) -> str:
    """Return a syllable of a dictionary in ASCII: ü (v) as passports have it (lyu, nyu; lue, nue)."""
    plain = re.sub(r"^([ln])v(e?)", lambda found: found[1] + ("ue" if found[2] else "yu"), syllable)
    return re.sub(r"[^a-z]", "", plain.replace("v", "u").replace("ê", "e"))


def term_slug(text: str, *, person: bool = False) -> str:
    """Return the address of a term: its syllables, hyphens between, ASCII, never empty, no name Windows reserves.

    A text without anything readable gets its own stable number (``x-`` and eight hexadecimal digits).
    """
    return safe("-".join(read(text, person=person)), text)


def safe(slug: str, text: str) -> str:
    """Return `slug`, or something like it where it is empty or a name that a file may not have."""
    if not slug:
        return f"x-{zlib.crc32(unicodedata.normalize('NFC', text).encode('utf-8', 'surrogatepass')):08x}"
    return f"{slug}-x" if slug in _RESERVED else slug


def sort_key(text: str, said: tuple[str, ...]) -> str:
    """Return a key that sorts as people look things up: by syllables (`said`), then by the text itself, a total
    order."""
    return " ".join(said) + "\u0000" + text


def letter(said: tuple[str, ...]) -> str:
    """Return the letter A–Z under which what is read so stands in an index, or "#"."""
    first = "".join(said[:1])[:1].upper()
    return first if first.isalpha() else "#"
