"""Words of Chinese text. The one door of jieba, opened when first used: import only, never in a build.

jieba keeps its dictionary as a marshal file in the shared temp folder, where anyone can plant one; that file is
never read or written here. Without a folder of our own the dictionary is parsed anew (a second, once a process).
"""

from __future__ import annotations

import functools
import sys
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Protocol


class _Tokenizer(Protocol):
    def lcut(self, sentence: str) -> list[str]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Segmenter:
    """Cuts text into words; knows their part of speech (jieba's tags: n noun, v verb, ns place …) and rarity."""

    tokenizer: _Tokenizer
    classes: Mapping[str, str]
    rarity: Mapping[str, float]
    usual_rarity: float

    def cut(self, text: str) -> tuple[str, ...]:
        """Return the words of `text` in order; joined they are the text."""
        return tuple(self.tokenizer.lcut(text))

    def part_of_speech(self, word: str) -> str:
        """Return the dictionary's tag of `word` (two characters or more), or an empty string."""
        return self.classes.get(word, "")

    def idf(self, word: str) -> float:
        """Return how rare a word is: inverse document frequency as jieba's table has it."""
        return self.rarity.get(word, self.usual_rarity)


@functools.cache
def load(cache_dir: Path | None = None) -> Segmenter:
    """Return the segmenter, the same one every time.

    `cache_dir`: an existing folder of the caller's own, where jieba may keep its parsed dictionary; None: nowhere.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba 0.42.1: pkg_resources, and escapes that newer Pythons warn of
        import jieba  # noqa: PLC0415  a build must not load it

    jieba.setLogLevel("ERROR")  # its own logger, which prints how long loading took
    tokenizer = jieba.Tokenizer()
    if cache_dir is None:
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
        tokenizer.initialized = True
    else:
        tokenizer.tmp_dir = str(cache_dir)
        tokenizer.initialize()
    rarity = {word: float(value) for word, value in _rows("analyse/idf.txt")}
    usual = sorted(rarity.values())[len(rarity) // 2]
    classes = {word: sys.intern(tag) for word, _, tag in _rows("dict.txt") if len(word) > 1}
    return Segmenter(tokenizer=tokenizer, classes=classes, rarity=rarity, usual_rarity=usual)


def _rows(name: str) -> Iterator[list[str]]:
    with resources.files("jieba").joinpath(*name.split("/")).open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split(" ")
