"""Readings with tones, for readers who learn: pypinyin's tone for the syllable that our own model reads.

Our model (zh/pinyin) knows which of a character's syllables is meant, better than pypinyin, but not its tone;
pypinyin knows the tones of words. Where the two read one syllable, its tone is taken; where they differ, the first
of the character's readings that has our syllable.
"""

from __future__ import annotations

import functools
import unicodedata

from jianbao.model.tables import Tables
from jianbao.zh.pinyin import dictionary, each
from jianbao.zh.readings import official

_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0304\u030c"))


def toned(text: str, tables: Tables) -> tuple[str, ...]:
    """Return how each character of `text` is read, with its tone mark; "" for what has no reading."""
    ours, _ = each(text, tables=tables)
    theirs = dictionary(text)
    aligned = len(theirs) == len(text)
    return tuple(
        _toned(char, said, theirs[at] if aligned else "") if char > "\u2fff" and said else ""
        for at, (char, said) in enumerate(zip(text, ours, strict=True))
    )


def _toned(char: str, said: str, theirs: str) -> str:
    return theirs if plain(theirs) == said else _first(char, said)


@functools.cache
def _first(char: str, said: str) -> str:
    return next((it for it in dictionary(char, several=True) if plain(it) == said), said)


@functools.cache
def plain(syllable: str) -> str:
    """Return a syllable without its tone, in the ASCII of our own readings (nyu for nǚ)."""
    bare = unicodedata.normalize("NFD", syllable).translate(_TONES)
    return official(unicodedata.normalize("NFC", bare).replace("ü", "v"))
