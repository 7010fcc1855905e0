"""Twice: the mean of what two sets of models say of a page.

Two sets learnt from the same pages, one of which is told more traits, go wrong in different places; on pages out
of order their mean is better than either (docs/import-quality.md). Means are taken in log odds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp
from typing import TypeVar

from jianbao.ingest.assign import odds
from jianbao.ingest.headings import Evidence

Key = TypeVar("Key")
_LEAST = 1e-9


def evidence(one: Evidence, other: Evidence) -> Evidence:
    """Return the mean of what was said twice of what opens articles; what was said once stands as it is."""
    return Evidence(
        opens=_both(one.opens, other.opens),
        over=_both(one.over, other.over),
        under=_both(one.under, other.under),
    )


def tables(one: Sequence[Sequence[float]], other: Sequence[Sequence[float]]) -> list[tuple[float, ...]]:
    """Return the mean of two chances of kinds, block by block."""
    return [_shares(first, second) for first, second in zip(one, other, strict=True)]


def _both(one: Mapping[Key, float], other: Mapping[Key, float]) -> dict[Key, float]:
    twice = {key: _between(chance, other[key]) for key, chance in one.items() if key in other}
    return {**one, **other, **twice}


def _between(one: float, other: float) -> float:
    return 1 / (1 + exp(-(odds(one) + odds(other)) / 2))


def _shares(one: Sequence[float], other: Sequence[float]) -> tuple[float, ...]:
    powers = [(max(a, _LEAST) * max(b, _LEAST)) ** 0.5 for a, b in zip(one, other, strict=True)]
    whole = sum(powers)
    return tuple(power / whole for power in powers)
