"""Network: a page read as a whole by small networks in which every block attends to all others.

Blocks are rows of numbers (sight.py); in each of a few layers every block takes up something of those it attends to
(Vaswani et al. 2017), the more so the better the two go together and by how far apart they stand; then a network
says what each block is, whether it opens an article, and of each two blocks which is whose headline. Weights
(data/network.*.npz, a byte each with a scale for each row) are made by scripts/train_network.py; numbers go in as
shares of the steps between thresholds (Gorishniy et al. 2022).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
import numpy.typing as npt

from jianbao.ingest.sight import Array, Sight

HEADS = 4
NAMES = ("topics", "plain")
"""One network is told what blocks speak of, the other only how near each two are: they go wrong in other places."""

_NEAR, _STEPS, _AWAY = 12, 2, 6
DISTANCES = 2 * (_NEAR + _AWAY + 1)
"""Distances up to 12 stand for themselves, greater ones for the half powers of two that they are of it."""

_SMALL = 1e-5
_LEAST = 1e-7
TOPIC = 5.0
NEVER = -1e4
_BOTH = ("over", "under")
Weights = Mapping[str, Array]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Said:
    """What networks say of a page of n blocks, as chances.

    `kinds` (n, kinds), `opens` (n); of two blocks `over[i, j]`: i is the headline over the text j, if that opens an
    article; `under[i, j]`: i is the headline of the article that j is of.
    """

    kinds: Array
    opens: Array
    over: Array
    under: Array


def said(sight: Sight) -> Said:
    """Return what the networks of the package say of a page: the mean of their log chances."""
    return mean([one(sight, weights(name)) for name in NAMES])


def mean(found: Sequence[Said]) -> Said:
    """Return the mean of what several networks say, in logs."""
    return Said(
        kinds=_shares(_middle([_log(each.kinds) for each in found]), 1),
        opens=1 / (1 + np.exp(-_middle([_log(each.opens) - _log(1 - each.opens) for each in found]))),
        over=_shares(_middle([_log(each.over) for each in found]), 0),
        under=_shares(_middle([_log(each.under) for each in found]), 0),
    )


def _middle(found: Sequence[Array]) -> Array:
    middle: Array = np.mean(found, axis=0)
    return middle


def one(sight: Sight, held: Weights) -> Said:
    """Return what one network says of a page; `over` and `under` have a row more: for none."""
    count, near = len(sight.rows), distances(len(sight.rows))
    told = encoded(sight.rows, held["edges"], held["counts"])
    if held["inp.w"].shape[1] > told.shape[1]:
        told = np.concatenate([told, sight.topics * TOPIC], 1)
    blocks = _linear(told, held, "inp")
    blocks = blocks + _linear(_bent(blocks), held, "mid")
    layers = sum(name.endswith(".qkv.w") for name in held)
    for layer in range(layers):
        blocks = _layer(blocks, sight.pairs, near, held, f"{layer}.")
    blocks = _even(blocks, held, "norm")
    both = _pairs(blocks, sight.pairs, near, held)
    none = np.repeat(held["none"], count).reshape(len(_BOTH), count)
    return Said(
        kinds=_shares(_linear(blocks, held, "kind"), 1),
        opens=1 / (1 + np.exp(-_linear(blocks, held, "open")[:, 0])),
        over=_shares(np.concatenate([both[0], none[:1]]), 0),
        under=_shares(np.concatenate([both[1], none[1:]]), 0),
    )


def encoded(rows: Array, edges: Array, counts: Array) -> Array:
    """Return numbers as shares of the way from each threshold of their column (so many each) to the next."""
    found, start = list[Array](), 0
    for column, count in enumerate(counts.astype(int)):
        held = edges[start : start + count]
        found.append(np.clip((rows[:, column, None] - held[:-1]) / np.diff(held), 0.0, 1.0))
        start += count
    return np.concatenate(found, 1)


def distances(count: int) -> npt.NDArray[np.int64]:
    """Return the class of the distance from each block to each other one: 0 to 18 ahead, 19 and more back."""
    steps = np.arange(count)[None] - np.arange(count)[:, None]
    away = np.abs(steps)
    far = _NEAR + np.clip(np.ceil(np.log2(np.maximum(away, 1) / _NEAR) * _STEPS), 0, _AWAY).astype(int)
    found = np.where(away <= _NEAR, away, far)
    told: npt.NDArray[np.int64] = np.where(steps < 0, DISTANCES // 2 + found, found)
    return told


def _layer(blocks: Array, pairs: Array, near: npt.NDArray[np.int64], held: Weights, at: str) -> Array:
    """Return the blocks when each has taken up something of the others, and been thought over by itself."""
    count, width = blocks.shape
    sides = _linear(_even(blocks, held, f"{at}n1"), held, f"{at}qkv").reshape(count, 3, HEADS, width // HEADS)
    asked, offered, given = sides.transpose(1, 2, 0, 3)
    fits = asked @ offered.transpose(0, 2, 1) / np.sqrt(width // HEADS)
    fits = fits + _linear(pairs, held, f"{at}pb").transpose(2, 0, 1) + held[f"{at}rel"][near].transpose(2, 0, 1)
    taken = (_shares(fits, -1) @ given).transpose(1, 0, 2).reshape(count, width)
    blocks = blocks + _linear(taken, held, f"{at}o")
    return blocks + _linear(_bent(_linear(_even(blocks, held, f"{at}n2"), held, f"{at}f1")), held, f"{at}f2")


def _pairs(blocks: Array, pairs: Array, near: npt.NDArray[np.int64], held: Weights) -> Array:
    """Return the scores of each two blocks: over, under."""
    count = len(blocks)
    sides = _linear(blocks, held, "U")[:, None] + _linear(blocks, held, "V")[None]
    thought = np.maximum(sides + _linear(pairs, held, "W") + held["rel"][near], 0.0)
    scores = _linear(thought, held, "out").transpose(2, 0, 1)
    asked, offered = (_linear(blocks, held, name).reshape(count, len(_BOTH), -1) for name in ("bq", "bk"))
    scores = scores + asked.transpose(1, 0, 2) @ offered.transpose(1, 2, 0) / np.sqrt(asked.shape[2])
    found: Array = np.where(np.eye(count, dtype=bool), NEVER, scores)
    return found


def _linear(given: Array, held: Weights, name: str) -> Array:
    found: Array = given @ held[f"{name}.w"].T + held[f"{name}.b"]
    return found


def _even(given: Array, held: Weights, name: str) -> Array:
    """Return rows brought to a mean of nought and a spread of one (Ba et al. 2016), scaled and shifted."""
    middle = given - given.mean(-1, keepdims=True)
    spread = np.sqrt((middle**2).mean(-1, keepdims=True) + _SMALL)
    found: Array = middle / spread * held[f"{name}.w"] + held[f"{name}.b"]
    return found


def _bent(given: Array) -> Array:
    """Return the numbers times how likely a normal one is below them (Hendrycks and Gimpel 2016, by tanh)."""
    found: Array = 0.5 * given * (1 + np.tanh(np.sqrt(2 / np.pi) * (given + 0.044715 * given**3)))
    return found


def _shares(scores: Array, axis: int) -> Array:
    powers = np.exp(scores - scores.max(axis, keepdims=True))
    found: Array = powers / powers.sum(axis, keepdims=True)
    return found


def _log(chances: Array) -> Array:
    found: Array = np.log(np.maximum(chances, _LEAST))
    return found


@cache
def weights(name: str) -> Weights:
    """Return the weights of a network of the package."""
    return parse((files("jianbao.ingest") / "data" / f"network.{name}.npz").read_bytes())


def parse(packed: bytes) -> Weights:
    """Return the weights of a network's file by name: bytes times the scale of their row where there is one."""
    with np.load(BytesIO(packed)) as held:
        arrays = {name: held[name].astype(np.float64) for name in held.files}
    scales = {name.removesuffix(".scale"): arrays.pop(name) for name in [*arrays] if name.endswith(".scale")}
    return {name: each * scales[name][:, None] if name in scales else each for name, each in arrays.items()}
