"""Words that settle how a character is read: 圈养 juan, 掉色 shai, 还款 huan. Import only.

data/readings/rare.tsv, edited by hand. A word counts where both its ends are ends of words, so that 还得 says
nothing of 归还得到.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jianbao.zh.divisions import rows
from jianbao.zh.lexicon import cut

_RUN = re.compile("[\u3007\u3400-\u9fff\U00020000-\U0003ffff]+")


@dataclass(frozen=True, slots=True)
class _Words:
    """For each word the places in it and their syllables; for two first characters the lengths to try."""

    said: Mapping[str, tuple[tuple[int, str], ...]]
    lengths: Mapping[str, tuple[int, ...]]


@functools.cache
def _words() -> _Words:
    said: dict[str, list[tuple[int, str]]] = {}
    sizes: dict[str, set[int]] = {}
    for char, syllable, words in rows("readings/rare.tsv"):
        for word in words.split(" "):
            said.setdefault(word, []).extend((at, syllable) for at, each in enumerate(word) if each == char)
            sizes.setdefault(word[:2], set()).add(len(word))
    lengths = {start: tuple(sorted(found, reverse=True)) for start, found in sizes.items()}
    return _Words({word: tuple(parts) for word, parts in said.items()}, lengths)


def settled(text: str) -> Iterator[tuple[int, str]]:
    """Yield (place, syllable) of the characters of `text` whose word says how they are read."""
    table = _words()
    for run in _RUN.finditer(text):
        ends: frozenset[int] = frozenset()
        at, last = run.start(), run.end()
        while at < last - 1:
            step = 1
            for size in table.lengths.get(text[at : at + 2], ()):
                word = text[at : at + size]
                if word in table.said:
                    ends = ends or _ends(run[0], run.start())
                    if at in ends and at + size in ends:
                        yield from ((at + offset, syllable) for offset, syllable in table.said[word])
                        step = size
                        break
            at += step


def _ends(run: str, start: int) -> frozenset[int]:
    """Return where words of a run of Han characters begin and end."""
    found = [start]
    for word in cut(run):
        found.append(found[-1] + len(word))
    return frozenset(found)
