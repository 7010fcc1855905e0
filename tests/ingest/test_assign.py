"""Chains of a page out of links between blocks."""

from __future__ import annotations

import pytest

from jianbao.ingest import assign


def test_odds_are_kept_within_bounds() -> None:
    assert assign.odds(0.5) == 0
    assert assign.odds(1.0) == pytest.approx(-assign.odds(0.0)) == pytest.approx(9.03, abs=0.01)


def test_the_best_links_make_chains_in_the_order_of_the_page() -> None:
    assert assign.chains(4, {(0, 2): 2.0, (1, 3): 1.0, (0, 1): 1.5}) == [[0, 2], [1, 3]]


def test_a_link_of_no_weight_is_none() -> None:
    assert assign.chains(2, {(0, 1): 0.0, (1, 0): -3.0}) == [[0], [1]]


def test_both_cuts_are_chosen_together() -> None:
    weights = {(0, 2): 3.0, (0, 3): 2.5, (1, 2): 2.5}
    assert assign.chains(4, weights) == [[0, 3], [1, 2]]


def test_an_exchange_joins_the_freed_ends() -> None:
    weights = {(0, 2): 3.0, (1, 3): 0.5, (0, 3): 2.0, (1, 2): 2.0}
    assert assign.chains(4, weights) == [[0, 3], [1, 2]]


def test_a_circle_breaks_at_its_weakest_link() -> None:
    assert assign.chains(3, {(0, 1): 3.0, (1, 2): 1.0, (2, 0): 2.0}) == [[2, 0, 1]]
