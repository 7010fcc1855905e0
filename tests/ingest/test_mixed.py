"""Pages are read by trees and by networks, and the mean of what they say counts."""

from __future__ import annotations

import numpy as np
import pytest

from jianbao.ingest import decide, follow, mixed, network, sight
from jianbao.ingest.headings import Evidence
from jianbao.ingest.network import Said

from .stages import labelled

PAGE = (
    "城西渡口开航\n\n本报讯 5月20日，城西渡口开航，两岸居民过河不用绕行。\n\n渡船每天往返八次，票价不变。\n\n"
    "旧书市集开到周末\n\n本报讯 南关旧书市集从本周起开到周日，摊位增加到六十个。\n\n市集不收摊位费。\n"
)


def _said(chance: float) -> Said:
    every = np.full((4, 3), chance)
    return Said(kinds=every[1:], opens=every[0], over=every, under=every)


def test_the_mean_is_taken_in_log_odds() -> None:
    trees = Evidence(opens={1: 0.9, 2: 0.5}, over={(0, 1): 0.9}, under={})
    found = mixed.evidence(trees, _said(0.5))
    assert found.opens == pytest.approx({1: 0.75, 2: 0.5})  # odds of 9 and 1: of 3
    assert found.over == pytest.approx({(0, 1): 0.75})
    assert found.under == pytest.approx({(head, text): 0.5 for head in range(3) for text in range(3)})
    assert mixed.tables([(0.8, 0.2)], np.array([[0.2, 0.8]]))[0] == pytest.approx((0.5, 0.5))


def test_chances_of_nought_and_one_have_a_mean() -> None:
    sure = Evidence(opens={1: 1.0}, over={(0, 1): 1.0}, under={})
    assert mixed.evidence(sure, _said(0.0)).over[0, 1] == pytest.approx(0.5)
    assert sum(mixed.tables([(1.0, 0.0)], np.array([[0.0, 1.0]]))[0]) == pytest.approx(1)


def test_what_networks_say_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = labelled(PAGE)
    own = decide.read(blocks)
    said = network.said(sight.sight(own.page))
    sure = np.full_like(said.kinds, 1e-6)
    body = follow.KINDS.index("body")
    sure[:, body] = 1.0
    monkeypatch.setattr(
        network,
        "said",
        lambda _: Said(kinds=sure, opens=said.opens, over=said.over, under=said.under),
    )
    other = decide.read(blocks)
    assert all(after[body] > before[body] for before, after in zip(own.tables, other.tables, strict=True))


def test_a_page_of_too_many_blocks_is_read_by_trees_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sight, "MOST", len(labelled(PAGE)) - 1)
    monkeypatch.setattr(network, "said", lambda _: pytest.fail("asked"))
    assert len(decide.read(labelled(PAGE)).kinds) == len(labelled(PAGE))
