"""Sure: how likely an article begins where a page was cut, so that of what is called .9 nine in ten are right.

A logistic regression on what the models say of the place, fitted on pages cut by models that had not seen their
dates (docs/import-quality.md).
"""

from __future__ import annotations

from math import exp

from jianbao.ingest.assign import odds

_BIAS, _KIND, _OPENS, _OVER, _TITLE, _JOINT = 0.945, 0.364, 0.25, 0.194, 0.288, -0.224
"""For log odds of: the kind of the first block, that the first text opens an article, that the headline stands over
it, that the headline is one, that the first text goes on with the block before it."""


_MOST = 5.5
"""No chance of the models is believed further than these log odds."""


def opening(*, kind: float, opens: float, over: float, title: float, joint: float) -> float:
    """Return the chance that an article begins here, from these chances (0 where there is no text or headline)."""
    said = _BIAS + _KIND * _odds(kind) + _OPENS * _odds(opens) + _OVER * _odds(over)
    return 1 / (1 + exp(-(said + _TITLE * _odds(title) + _JOINT * _odds(joint))))


def _odds(chance: float) -> float:
    return max(-_MOST, min(_MOST, odds(chance)))
