"""How sure it is that an article begins where a page was cut."""

from __future__ import annotations

import pytest

from jianbao.ingest import sure

SEEN = {"kind": 0.9, "opens": 0.8, "over": 0.7, "title": 0.9, "joint": 0.1}


@pytest.mark.parametrize("name", ["kind", "opens", "over", "title"])
def test_what_speaks_for_a_beginning_makes_it_likelier(name: str) -> None:
    assert sure.opening(**{**SEEN, name: 0.99}) > sure.opening(**SEEN) > sure.opening(**{**SEEN, name: 0.05})


def test_text_that_goes_on_with_the_block_before_it_is_a_less_likely_beginning() -> None:
    assert sure.opening(**{**SEEN, "joint": 0.99}) < sure.opening(**SEEN)


def test_all_at_its_best_is_nearly_certain_and_without_text_or_headline_it_is_doubtful() -> None:
    assert sure.opening(kind=1.0, opens=1.0, over=1.0, title=1.0, joint=0.0) > 0.99
    assert sure.opening(kind=0.9, opens=0.0, over=0.0, title=0.0, joint=0.05) < 0.5
