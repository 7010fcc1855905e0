"""Logistic regression by momentum, in plain Python: enough for a dozen traits and some thousand rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

_ROUNDS, _STEP, _CALM = 3000, 0.09, 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What a case shows, by name of the evidence, whether it is one, the part of the data it is of."""

    part: int
    shown: Mapping[str, float]
    right: bool


def fit(known: Sequence[Row], names: Sequence[str], decay: float = 0.003) -> dict[str, float]:
    """Return the weights of the evidence, and "bias", that say best which rows are right."""
    weights, pace = dict.fromkeys((*names, "bias"), 0.0), dict.fromkeys((*names, "bias"), 0.0)
    for _ in range(_ROUNDS):
        slope = dict.fromkeys(weights, 0.0)
        for row in known:
            miss = row.right - chance(weights, row.shown)
            slope["bias"] += miss
            for name in names:
                slope[name] += miss * row.shown[name]
        for name in weights:
            calm = decay * weights[name] * (name != "bias")
            pace[name] = _CALM * pace[name] + slope[name] / len(known) - calm
            weights[name] += _STEP * pace[name]
    return weights


def odds(weights: Mapping[str, float], shown: Mapping[str, float]) -> float:
    """Return the log odds that the weights give to what is shown, within ±30."""
    found = weights["bias"] + sum(weight * shown[name] for name, weight in weights.items() if name != "bias")
    return max(-30.0, min(30.0, found))


def chance(weights: Mapping[str, float], shown: Mapping[str, float]) -> float:
    """Return the probability that the weights give to what is shown."""
    return 1 / (1 + exp(-odds(weights, shown)))
