"""Logistic regression by Newton's method, in plain Python: enough for a dozen traits and some thousand rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

_ROUNDS, _FARTHEST, _CLOSE, _LEAST = 40, 3.0, 1e-6, 1e-7


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What a case shows, by name of the evidence, whether it is one, the part of the data it is of."""

    part: int
    shown: Mapping[str, float]
    right: bool


def fit(known: Sequence[Row], names: Sequence[str], decay: float = 0.003) -> dict[str, float]:
    """Return the weights of the evidence, and "bias", that say best which rows are right.

    The mean log loss and half of `decay` times the squared weights are made least by Newton's method.
    """
    keys = (*names, "bias")
    rows = [(*(row.shown[name] for name in names), 1.0) for row in known]
    weights = [0.0] * len(keys)
    for _ in range(_ROUNDS):
        slope = [decay * len(rows) * weight for weight in weights[:-1]] + [0.0]
        curve = [[decay * len(rows) * (a == b < len(names)) + _LEAST * (a == b) for b in range(len(keys))]
                 for a in range(len(keys))]  # fmt: skip
        for row, each in zip(rows, known, strict=True):
            said = sum(weight * value for weight, value in zip(weights, row, strict=True))
            sure = 1 / (1 + exp(-max(-30.0, min(30.0, said))))
            miss, doubt = sure - each.right, max(sure * (1 - sure), _LEAST)
            held = [(at, value) for at, value in enumerate(row) if value]
            for a, one in held:
                slope[a] += miss * one
                line = curve[a]
                for b, other in held:
                    line[b] += doubt * one * other
        step = _solved(curve, slope)
        weights = [weight - max(-_FARTHEST, min(_FARTHEST, by)) for weight, by in zip(weights, step, strict=True)]
        if max(map(abs, step)) < _CLOSE:
            break
    return dict(zip(keys, weights, strict=True))


def _solved(lines: list[list[float]], values: list[float]) -> list[float]:
    """Return what, multiplied by a matrix of positive curvature, gives the values (Gauss and Jordan)."""
    table = [[*line, value] for line, value in zip(lines, values, strict=True)]
    for at, pivot in enumerate(table):
        pivot[:] = [value / pivot[at] for value in pivot]
        for line in table:
            if line is not pivot and line[at]:
                by = line[at]
                line[:] = [value - by * own for value, own in zip(line, pivot, strict=True)]
    return [line[-1] for line in table]


def odds(weights: Mapping[str, float], shown: Mapping[str, float]) -> float:
    """Return the log odds that the weights give to what is shown, within ±30."""
    found = weights["bias"] + sum(weight * shown[name] for name, weight in weights.items() if name != "bias")
    return max(-30.0, min(30.0, found))


def chance(weights: Mapping[str, float], shown: Mapping[str, float]) -> float:
    """Return the probability that the weights give to what is shown."""
    return 1 / (1 + exp(-odds(weights, shown)))
