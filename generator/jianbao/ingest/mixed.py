"""Mixed: the mean of what trees and networks say of a page.

Trees look at a block and its neighbours, networks at the page as a whole: they go wrong in different places, and
their mean is better than either (docs/import-quality.md). Means are taken in log odds.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from jianbao.ingest.assign import odds
from jianbao.ingest.headings import Evidence
from jianbao.ingest.network import Said
from jianbao.ingest.sight import Array

_LEAST = 1e-9


def evidence(trees: Evidence, said: Said) -> Evidence:
    """Return the mean of what is said of texts and headlines that the trees have looked at.

    Which headline a text speaks of the networks alone say.
    """
    return Evidence(
        opens={text: _between(chance, float(said.opens[text])) for text, chance in trees.opens.items()},
        over={link: _between(chance, float(said.over[link])) for link, chance in trees.over.items()},
        under={
            (head, text): each for head, row in enumerate(said.under[:-1].tolist()) for text, each in enumerate(row)
        },
    )


def tables(trees: Sequence[Sequence[float]], said: Array) -> list[tuple[float, ...]]:
    """Return the mean of two chances of kinds, block by block."""
    return [_shares(first, second) for first, second in zip(trees, said.tolist(), strict=True)]


def _between(one: float, other: float) -> float:
    return 1 / (1 + exp(-(odds(one) + odds(other)) / 2))


def _shares(one: Sequence[float], other: Sequence[float]) -> tuple[float, ...]:
    powers = [(max(a, _LEAST) * max(b, _LEAST)) ** 0.5 for a, b in zip(one, other, strict=True)]
    whole = sum(powers)
    return tuple(power / whole for power in powers)
