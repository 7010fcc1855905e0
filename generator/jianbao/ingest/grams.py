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
from operator import add, lshift, mul
from struct import unpack

from jianbao.zh import punctuation

FACTOR = 1_000_003
REACH = 5
"""So many characters on each side of a seam are looked at."""

SPANS = (
    (4, 6), (3, 6), (4, 7), (2, 6), (3, 7), (4, 8), (1, 6), (2, 7), (3, 8), (4, 9), (4, 5), (5, 6), (3, 5), (5, 7),
)  # fmt: skip
"""Groups of characters about a seam (between the places 4 and 5 of ten); none ends before it."""

JOINT_SIZE = 1_048_573
JOINT_SCALE = 24.0

HEADS = ("headline", "first part", "further part", "text begins", "text goes on")
HEAD_SIZE = 65_521
HEAD_SCALE = 3.0

BEGIN_SPANS = (
    (0, 1), (0, 2), (0, 3), (0, 4), (0, 5), (0, 6), (1, 2), (1, 3), (1, 4), (2, 4), (2, 5), (3, 5), (3, 6), (4, 6),
    (5, 7), (6, 8),
)  # fmt: skip
"""Groups of the first characters of a piece, by their places."""

BEGIN_REACH = 8
BEGIN_SIZE = 131_071
BEGIN_SCALE = 20.0

TOPIC_SIZE = 49_999
TOPIC_WIDTH = 48
_EVEN = int.from_bytes(b"\xff\x00" * (TOPIC_WIDTH // 2), "little")
_FULL = 257
"""So many bytes fit into a lane of two."""

RAISE = 128
_RAISED = bytes(range(RAISE, 256)) + bytes(range(RAISE))
"""Turns signed bytes into bytes that are 128 too large, so that lanes of a big integer add up without borrowing."""

_LANE = 8
_HALF = 1 << (8 * _LANE - 1)


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
    """Return the signed bytes of a table, each 128 too large: as bytes they are added up fastest."""
    packed = (files("jianbao.ingest") / "data" / f"grams.{name}.xz").read_bytes()
    return lzma.decompress(packed).translate(_RAISED)


@cache
def joint_table() -> bytes:
    """Return the table of joints two times over: the place of a group is the sum of those of its two sides."""
    return _table("joint") * 2


def joint(left: str, right: str) -> float:
    """Return how likely `right` goes on where `left` stops, in nats, about -8 to 12; both in `form`."""
    if not left or not right:
        return 0.0
    places = map(add, left_places(left[-REACH:]), right_places(right[:REACH]))
    return (sum(map(joint_table().__getitem__, places)) - RAISE * len(SPANS)) / JOINT_SCALE


@lru_cache(maxsize=4096)
def left_places(left: str) -> tuple[int, ...]:
    """Return what the characters before a seam add to the place of each group in the table.

    That place is a polynomial over the group's characters, modulo the table's size: a sum of what each side says.
    """
    codes = [*map(ord, left.rjust(REACH, "\0"))]
    return tuple(
        _place(kind + 1, codes[start:]) * pow(FACTOR, stop - REACH, JOINT_SIZE) % JOINT_SIZE
        for kind, (start, stop) in enumerate(SPANS)
    )


@lru_cache(maxsize=4096)
def right_places(right: str) -> tuple[int, ...]:
    """Return what the characters behind a seam add to the place of each group in the table."""
    codes = [*map(ord, right.ljust(REACH, "\0"))]
    return tuple(_place(0, codes[max(0, start - REACH) : stop - REACH]) for start, stop in SPANS)


def _place(first: int, codes: Sequence[int]) -> int:
    held = first
    for code in codes:
        held = (held * FACTOR + code) % JOINT_SIZE
    return held


def begins(text: str) -> float:
    """Return how likely a text in `form` begins a paragraph, and not where one was torn, in nats."""
    table, codes = _table("begin"), [*map(ord, text[:BEGIN_REACH].ljust(BEGIN_REACH, "\0"))]
    places = [_begin_place(kind, codes[start:stop]) for kind, (start, stop) in enumerate(BEGIN_SPANS)]
    return (sum(map(table.__getitem__, places)) - RAISE * len(places)) / BEGIN_SCALE


def _begin_place(kind: int, codes: Sequence[int]) -> int:
    held = kind + 1
    for code in codes:
        held = (held * FACTOR + code) % BEGIN_SIZE
    return held


def head_places(text: str) -> list[int]:
    """Return the places in the table of the groups of one to three characters of a line in `form`."""
    codes = [2, *map(ord, text), 3]
    ones = [(FACTOR + code) % HEAD_SIZE for code in codes]
    twos = [(held * FACTOR + code) % HEAD_SIZE for held, code in zip(ones, codes[1:], strict=False)]
    return ones + twos + [(held * FACTOR + code) % HEAD_SIZE for held, code in zip(twos, codes[2:], strict=False)]


def sounds_like(text: str) -> tuple[float, ...]:
    """Return the scores (log, but for a constant) that a line in `form` is each of HEADS."""
    places = head_places(text)
    totals = [sum(map(table.__getitem__, places)) - RAISE * len(places) for table in _head_tables()]
    return tuple(total / HEAD_SCALE / len(places) for total in totals)


@cache
def _head_tables() -> tuple[bytes, ...]:
    """Return the table of HEADS, one for each."""
    return tuple(_table("heads")[kind :: len(HEADS)] for kind in range(len(HEADS)))


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
    places = topic_places(text)
    sums = [-RAISE * len(places)] * TOPIC_WIDTH
    for start in range(0, len(places), _FULL):
        even, odd = 0, 0
        for place in places[start : start + _FULL]:
            row = int.from_bytes(table[place * TOPIC_WIDTH : (place + 1) * TOPIC_WIDTH], "little")
            even += row & _EVEN
            odd += row >> 8 & _EVEN
        for first, lanes in enumerate((even, odd)):
            told = unpack(f"<{TOPIC_WIDTH // 2}H", lanes.to_bytes(TOPIC_WIDTH, "little"))
            sums[first::2] = map(add, sums[first::2], told)
    return _sized(sums)


def together(topics: Sequence[Topic]) -> Topic:
    """Return what several texts speak of as one."""
    columns = zip(*(each.sums for each in topics), strict=True)
    return _sized([*map(sum, columns)] or [0] * TOPIC_WIDTH)


def _sized(sums: Sequence[int]) -> Topic:
    return Topic(sums=tuple(sums), size=sqrt(sum(map(mul, sums, sums))))


def near(one: Topic, other: Topic) -> float:
    """Return how much two texts speak of the same matter, -1 to 1 (0 where one says nothing)."""
    if not one.size or not other.size:
        return 0.0
    product: int = sum(map(mul, one.sums, other.sums))
    return product / (one.size * other.size)


def nears(ones: Sequence[Topic], others: Sequence[Topic]) -> list[list[float]]:
    """Return `near` of each of some texts and each of the others.

    The others' sums stand in one big integer for each of the directions, a lane of eight bytes a text: what a text
    has in common with all of them takes a multiplication a direction.
    """
    shifts = range(0, 8 * _LANE * len(others), 8 * _LANE)
    columns = [sum(map(lshift, column, shifts)) for column in zip(*(each.sums for each in others), strict=True)]
    lift = sum(_HALF << shift for shift in shifts)
    found = list[list[float]]()
    for one in ones:
        packed = (sum(map(mul, one.sums, columns)) + lift).to_bytes(_LANE * len(others), "little")
        products = unpack(f"<{len(others)}Q", packed)
        found.append(
            [
                (product - _HALF) / (one.size * other.size) if one.size and other.size else 0.0
                for product, other in zip(products, others, strict=True)
            ]
        )
    return found
