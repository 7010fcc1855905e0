"""Sure: how likely an article begins where a page was cut, so that of what is called .9 nine in ten are right.

A logistic regression on what the models say of the place, fitted on pages cut by models that had not seen their
dates (docs/import-quality.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log
from statistics import fmean

from jianbao.ingest.assign import odds
from jianbao.model.article import Story

_BIAS, _KIND, _OPENS, _OVER, _TITLE, _JOINT = 0.945, 0.364, 0.25, 0.194, 0.288, -0.224
"""For log odds of: the kind of the first block, that the first text opens an article, that the headline stands over
it, that the headline is one, that the first text goes on with the block before it."""


_ALIKE = 3
_MOST = 5.5
"""No chance of the models is believed further than these log odds."""


def opening(*, kind: float, opens: float, over: float, title: float, joint: float) -> float:
    """Return the chance that an article begins here, from these chances (0 where there is no text or headline)."""
    said = _BIAS + _KIND * _odds(kind) + _OPENS * _odds(opens) + _OVER * _odds(over)
    return 1 / (1 + exp(-(said + _TITLE * _odds(title) + _JOINT * _odds(joint))))


def _odds(chance: float) -> float:
    return max(-_MOST, min(_MOST, odds(chance)))


PAGE: Mapping[str, float] = {"bias": -0.84, "mean": 0.549, "least": 0.079, "articles": 0.697}
ORDER: Mapping[str, float] = {"bias": 1.537, "alike": -2.384}
BYLINE: Mapping[str, float] = {
    "bias": 3.082,
    "cut": 0.293,
    "people": -0.165,
    "dateline": -0.25,
    "torn": 0.026,
    "long or short": -0.717,
}
"""Weights of the traits below (scripts/calibrate_fields.py)."""


def page(certainties: Sequence[float]) -> float:
    """Return what share of a page's articles is right, given how sure the cut of each is."""
    return chance(PAGE, of_page(certainties)) if certainties else 0.0


def of_page(certainties: Sequence[float]) -> dict[str, float]:
    """Return what the certainties of a page's articles show."""
    return {
        "mean": _odds(fmean(certainties)),
        "least": _odds(min(certainties)),
        "articles": log(len(certainties)),
    }


def order(kicker: str, headline: str) -> float:
    """Return how likely the lower of two head lines is the headline and the upper its kicker."""
    return chance(ORDER, of_order(kicker, headline))


def of_order(kicker: str, headline: str) -> dict[str, float]:
    """Return what two head lines show: whether they begin alike, as two headlines side by side do.

    How long they are, how the upper ends and how sure their article's cut is told nothing of 66 pairs.
    """
    return {
        "alike": float(kicker[:_ALIKE] == headline[:_ALIKE]),
    }


def byline(story: Story, certainty: float) -> float:
    """Return how likely all reporters of a story, and no others, stand in its byline."""
    return chance(BYLINE, of_byline(story, certainty))


def of_byline(story: Story, certainty: float) -> dict[str, float]:
    """Return what a byline and the certainty of its article's cut show."""
    return {
        "cut": _odds(certainty),
        "people": log(1 + len(story.byline)),
        "dateline": float(bool(story.dateline)),
        "torn": float(any(gap.where == "byline" for gap in story.gaps)),
        "long or short": float(sum(not 2 <= len(who.name) <= 3 for who in story.byline)),
    }


def chance(weights: Mapping[str, float], shown: Mapping[str, float]) -> float:
    """Return the chance that the weights give to what is shown; a trait without a weight counts nothing."""
    said = sum(weight * shown.get(name, 1.0 if name == "bias" else 0.0) for name, weight in weights.items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, said))))
