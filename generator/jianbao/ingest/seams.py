"""How well one piece of text follows another, by the characters at the seam.

A trigram model with linear interpolation (Jelinek and Mercer 1980) over news text; the counts are package data
made by scripts/train_seams.py. Digits and Latin letters count as one class each.
"""

from __future__ import annotations

import lzma
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from math import log

from jianbao.zh import punctuation

_WEIGHTS = (0.62, 0.33, 0.05)


@cache
def counts() -> tuple[Mapping[str, int], int]:
    """Return the counts of single characters, pairs and triples, and the number of characters."""
    packed = (files("jianbao.ingest") / "data" / "seams.txt.xz").read_bytes()
    rows = (row.split("\t") for row in lzma.decompress(packed).decode("utf-8").split("\n"))
    table = {key: int(count) for key, count in rows}
    return table, sum(count for key, count in table.items() if len(key) == 1)


def seam(left: str, right: str) -> float:
    """Return how much likelier `right` is after `left` than anywhere: a log ratio, −4 to 8, 0 says nothing."""
    a, b = _ends(left[-12:], right[:12])
    if not a or not b:
        return 0.0
    return _gain(a[-2:], b[:1]) + (_gain(a[-1:] + b[:1], b[1:2], b[:1]) if len(b) > 1 else 0.0)


def _ends(left: str, right: str) -> tuple[str, str]:
    """Return the characters at the seam, spaces out, in the form the model counts."""
    return _form(left.rstrip("\n ")), _form(right.lstrip("\n \u3000"))


@lru_cache(maxsize=8192)
def _form(text: str) -> str:
    plain = punctuation.curl(punctuation.widen(text))[0].replace(" ", "").replace("\n", "")
    return "".join("0" if c.isascii() and c.isdigit() else "a" if c.isascii() and c.isalpha() else c for c in plain)


def _gain(context: str, char: str, known: str = "") -> float:
    """Return log P(char | context) − log P(char | known)."""
    return log(_chance(context, char)) - log(_chance(known, char))


def _chance(context: str, char: str) -> float:
    table, total = counts()
    single = (table.get(char, 0) + 0.5) / total
    chance, mass = _WEIGHTS[2] * single, _WEIGHTS[2]
    for size, weight in ((2, _WEIGHTS[0]), (1, _WEIGHTS[1])):
        held = table.get(context[-size:], 0) if len(context) >= size else 0
        if held:
            chance += weight * table.get(context[-size:] + char, 0) / held
            mass += weight
    return chance / mass
