"""How much a line sounds like a headline: a naive Bayes score over pairs of characters.

The log odds are package data made by scripts/train_headlines.py from headlines and from pieces of body text.
"""

from __future__ import annotations

import lzma
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import fsum

from jianbao.zh import punctuation

_LETTER, _DIGIT, _SPACE = re.compile("[A-Za-z]"), re.compile("[0-9]"), re.compile(r"\s")


@cache
def _odds() -> Mapping[str, float]:
    packed = (files("jianbao.ingest") / "data" / "headlines.txt.xz").read_bytes()
    rows = lzma.decompress(packed).decode("utf-8").split("\n")
    return {row[:2]: int(row[2:]) / 10 for row in rows}


def sounds(text: str) -> float:
    """Return the log odds per pair that `text` is a headline and not a piece of body text; about −2 to 2."""
    wide = punctuation.curl(punctuation.widen(text))[0]
    plain = _LETTER.sub("a", _DIGIT.sub("0", _SPACE.sub("", wide)))
    held = f"^{plain}$"
    pairs = {held[i : i + 2] for i in range(len(held) - 1)}
    odds = _odds()
    return fsum(odds.get(pair, 0.0) for pair in pairs) / (len(pairs) + 3)  # in whatever order a set gives them
