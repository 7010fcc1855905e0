"""How common words and terms are in news: our own table (data/tags/background.txt.xz), and words found by it.

scripts/train_background.py makes the table; its head says from what. Import only: a build never loads it.
"""

from __future__ import annotations

import functools
import lzma
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from math import log

_LONGEST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """`texts`: how many news texts were counted; `words`, `tags`: in how many of them a word, or a tag, occurs."""

    texts: int
    words: Mapping[str, int]
    tags: Mapping[str, int]

    def share(self, tag: str) -> float:
        """Return the share of news texts in which a tag, or else a word, occurs."""
        return self.tags.get(tag, self.words.get(tag, 0)) / self.texts

    def rarity(self, tag: str) -> float:
        """Return the inverse document frequency of a tag or word: log of texts over texts with it."""
        return log(self.texts / (1 + self.tags.get(tag, self.words.get(tag, 0))))


@functools.cache
def lexicon() -> Lexicon:
    """Load the table: a line ``texts N``, then lines ``count word word …``, then the same for tags."""
    packed = resources.files("jianbao.zh").joinpath("data", "tags", "background.txt.xz").read_bytes()
    head, words, tags = lzma.decompress(packed).decode("utf-8").split("\n\n")
    return Lexicon(texts=int(head.rpartition(" ")[2]), words=_counts(words), tags=_counts(tags))


def _counts(text: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for line in text.split("\n"):
        count, *words = line.split(" ")
        found.update(dict.fromkeys(words, int(count)))
    return found


def cut(text: str) -> tuple[str, ...]:
    """Return the words of a short text: of all ways to cut it the one whose words are most common together.

    Light (no jieba) and good enough to say where a word ends; joined, the words are the text.
    """
    costs, unknown = _costs()
    best, before = [0.0], [0]
    for end in range(1, len(text) + 1):
        least, start = best[end - 1] + unknown, end - 1
        for begin in range(max(0, end - _LONGEST), end - 1):
            cost = costs.get(text[begin:end])
            if cost is not None and best[begin] + cost < least:
                least, start = best[begin] + cost, begin
        best.append(least)
        before.append(start)
    words: list[str] = []
    at = len(text)
    while at:
        words.append(text[before[at] : at])
        at = before[at]
    return tuple(reversed(words))


@functools.cache
def _costs() -> tuple[Mapping[str, float], float]:
    """Return what each word costs, and a character that is no word of the table."""
    unknown = log(lexicon().texts) + 4.0
    words = lexicon().words.items()
    costs = {word: unknown - log(1 + count) * 0.5 for word, count in words if len(word) <= _LONGEST}
    return costs, unknown
