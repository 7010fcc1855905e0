"""Grams: what pieces of text say by their characters alone, from three tables of hashed groups of characters.

`joint` tells how well one piece goes on where another was torn, `sounds_like` what a short line is, `topic` where
a piece stands among all matters of news. The tables (data/grams.*.xz, signed bytes) are made by
scripts/train_grams.py. Sums are taken in whole numbers, several to one big integer: exact, and the same everywhere.
"""

from __future__ import annotations

import lzma
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from math import sqrt
from operator import mul

from jianbao.zh import punctuation

FACTOR = 1_000_003
REACH = 5
"""So many characters on each side of a seam are looked at."""

SPANS = (
    (4, 6), (3, 6), (4, 7), (2, 6), (3, 7), (4, 8), (1, 6), (2, 7), (3, 8), (4, 9), (4, 5), (5, 6), (3, 5), (5, 7),
)  # fmt: skip
"""Groups of characters about a seam (between the places 4 and 5 of ten)."""

JOINT_SIZE = 1_048_573
JOINT_SCALE = 24.0

HEADS = ("headline", "first part", "further part", "text begins", "text goes on")
HEAD_SIZE = 65_521
HEAD_SCALE = 3.0

TOPIC_SIZE = 49_999
TOPIC_WIDTH = 48
_LOW = int.from_bytes(b"\xff\x00\x00\x00" * (TOPIC_WIDTH // 4), "little")
_FLIP = int.from_bytes(b"\x80" * TOPIC_WIDTH, "little")
"""Turns signed bytes into bytes that are 128 too large, so that lanes of a big integer add up without borrowing."""


@lru_cache(maxsize=4096)
def form(text: str) -> str:
    """Return a text in the form that the tables know: full-width marks, digits and letters as classes."""
    plain = punctuation.curl(punctuation.widen(text))[0]
    return "".join(
        "0" if c.isascii() and c.isdigit() else "a" if c.isascii() and c.isalpha() else c
        for c in plain
        if not c.isspace()
    )


@cache
def _table(name: str) -> bytes:
    return lzma.decompress((files("jianbao.ingest") / "data" / f"grams.{name}.xz").read_bytes())


def joint(left: str, right: str) -> float:
    """Return how likely `right` goes on where `left` stops, in nats, about -8 to 12; both in `form`."""
    if not left or not right:
        return 0.0
    codes = [*map(ord, left[-REACH:].rjust(REACH, "\0")), *map(ord, right[:REACH].ljust(REACH, "\0"))]
    table, total = _table("joint"), 0
    for kind, (start, stop) in enumerate(SPANS):
        held = kind + 1
        for code in codes[start:stop]:
            held = (held * FACTOR + code) % JOINT_SIZE
        value = table[held]
        total += value - 256 if value > 127 else value
    return total / JOINT_SCALE


def head_places(text: str) -> list[int]:
    """Return the places in the table of the groups of one to three characters of a line in `form`."""
    codes = [2, *map(ord, text), 3]
    found = list[int]()
    for at in range(len(codes)):
        held = 1
        for code in codes[at : at + 3]:
            held = (held * FACTOR + code) % HEAD_SIZE
            found.append(held)
    return found


def sounds_like(text: str) -> tuple[float, ...]:
    """Return the scores (log, but for a constant) that a line in `form` is each of HEADS."""
    table, count = _table("heads"), len(HEADS)
    totals = [0] * count
    places = head_places(text)
    for place in places:
        for kind, value in enumerate(table[place * count : place * count + count]):
            totals[kind] += value - 256 if value > 127 else value
    return tuple(total / HEAD_SCALE / len(places) for total in totals)


def topic_places(text: str) -> list[int]:
    """Return the places in the table of the pairs of characters of a text in `form`."""
    codes = [*map(ord, text)]
    return [(a * FACTOR + b) % TOPIC_SIZE for a, b in pairwise(codes)] or [0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What a text speaks of: a sum of vectors, and its length."""

    sums: tuple[int, ...]
    size: float


def topic(text: str) -> Topic:
    """Return what a text in `form` speaks of."""
    table = _table("topic")
    lanes, places = [0, 0, 0, 0], topic_places(text)
    for place in places:
        row = int.from_bytes(table[place * TOPIC_WIDTH : (place + 1) * TOPIC_WIDTH], "little") ^ _FLIP
        lanes[0] += row & _LOW
        lanes[1] += row >> 8 & _LOW
        lanes[2] += row >> 16 & _LOW
        lanes[3] += row >> 24 & _LOW
    sums, over = [0] * TOPIC_WIDTH, 128 * len(places)
    for lane, held in enumerate(lanes):
        packed = held.to_bytes(TOPIC_WIDTH + 4, "little")
        for at in range(lane, TOPIC_WIDTH, 4):
            start = at - lane
            sums[at] = int.from_bytes(packed[start : start + 4], "little") - over
    return _sized(sums)


def together(topics: Sequence[Topic]) -> Topic:
    """Return what several texts speak of as one."""
    columns = zip(*(each.sums for each in topics), strict=True)
    return _sized([sum(column) for column in columns] or [0] * TOPIC_WIDTH)


def _sized(sums: Sequence[int]) -> Topic:
    return Topic(sums=tuple(sums), size=sqrt(sum(value * value for value in sums)))


def near(one: Topic, other: Topic) -> float:
    """Return how much two texts speak of the same matter, -1 to 1 (0 where one says nothing)."""
    if not one.size or not other.size:
        return 0.0
    product: int = sum(map(mul, one.sums, other.sums))
    return product / (one.size * other.size)
