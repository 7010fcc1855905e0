"""Which reading a character of several readings has where it stands: a small linear model of its neighbours.

data/readings/polyphones.txt.xz, made by scripts/train_polyphones.py (its head says from what): for each character
its readings, and for pieces of text around it how much each speaks for which reading. Import only: a build reads
light tables (readings.py) and what import wrote down.
"""

from __future__ import annotations

import functools
import lzma
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources

PIECES = ((1, 2), (0, 2), (2, 3), (1, 3), (0, 3), (3, 4), (0, 4), (1, 4), (2, 4))
"""Pieces of text that hold the character: how many characters before it they begin, and how long they are."""
DOUBT = 8
"""Two readings closer than this (in the model's units) are a doubt: on CPP one in three such readings is wrong."""


@dataclass(frozen=True, slots=True)
class _Readings:
    names: tuple[str, ...]
    weights: Mapping[str, tuple[int, ...]]


def pieces(text: str, at: int) -> Iterator[str]:
    """Yield what the model looks at: nothing, pieces of `text` around `at`, and the characters two away."""
    yield ""
    for before, size in PIECES:
        start = at - before
        if start >= 0 and start + size <= len(text):
            yield f"{before}{text[start : start + size]}"
    if at > 1:
        yield f"<{text[at - 2]}"
    if at + 2 < len(text):
        yield f">{text[at + 2]}"


def known(char: str) -> bool:
    """Return whether the character has several readings that we can tell apart."""
    return char in _blocks()


def choose(text: str, at: int) -> tuple[str, bool]:
    """Return the reading of the character at `at`, without tone, and whether it is a close thing.

    The character must be `known`.
    """
    model = _readings(text[at])
    if len(model.names) == 1:
        return model.names[0], False
    sums = [0] * len(model.names)
    for piece in pieces(text, at):
        given = model.weights.get(piece)
        if given is not None:
            for number, weight in enumerate(given):
                sums[number] += weight
    ordered = sorted(range(len(sums)), key=lambda number: (-sums[number], number))
    close = len(ordered) > 1 and sums[ordered[0]] - sums[ordered[1]] < DOUBT
    return model.names[ordered[0]], close


@functools.cache
def _blocks() -> Mapping[str, str]:
    packed = resources.files("jianbao.zh").joinpath("data", "readings", "polyphones.txt.xz").read_bytes()
    text = lzma.decompress(packed).decode("utf-8").partition("\n\n")[2]
    return {block[0]: block[1:] for block in text.split("\n\n")}


@functools.cache
def _readings(char: str) -> _Readings:
    """Take one character's block apart, when it is first met: its readings, then a piece and its weights a line."""
    first, *rest = _blocks()[char].split("\n")
    weights = {}
    for line in rest:
        piece, *numbers = line.split("\t")
        weights[piece] = tuple(map(int, numbers))
    return _Readings(tuple(first.split()), weights)
