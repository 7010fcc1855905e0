"""How sure it is that an article begins where a page was cut."""

from __future__ import annotations

import pytest

from jianbao.ingest import sure
from jianbao.model.article import Credit, Story

SEEN = {"kind": 0.9, "opens": 0.8, "over": 0.7, "title": 0.9, "joint": 0.1}


@pytest.mark.parametrize("name", ["kind", "opens", "over", "title"])
def test_what_speaks_for_a_beginning_makes_it_likelier(name: str) -> None:
    assert sure.opening(**{**SEEN, name: 0.99}) > sure.opening(**SEEN) > sure.opening(**{**SEEN, name: 0.05})


def test_text_that_goes_on_with_the_block_before_it_is_a_less_likely_beginning() -> None:
    assert sure.opening(**{**SEEN, "joint": 0.99}) < sure.opening(**SEEN)


def test_all_at_its_best_is_nearly_certain_and_without_text_or_headline_it_is_doubtful() -> None:
    assert sure.opening(kind=1.0, opens=1.0, over=1.0, title=1.0, joint=0.0) > 0.99
    assert sure.opening(kind=0.9, opens=0.0, over=0.0, title=0.0, joint=0.05) < 0.5


def test_a_page_is_trusted_less_for_one_doubtful_article_and_for_all_being_doubtful() -> None:
    """What is promised follows the least sure article as well as the mean."""
    assert sure.page([0.99] * 5) > sure.page([0.99] * 4 + [0.5]) > sure.page([0.5] * 5)
    assert sure.page([]) == 0.0


def test_two_lines_that_begin_alike_are_less_likely_a_kicker_and_its_headline() -> None:
    """They are two headlines that stood side by side."""
    assert sure.order("开学典礼昨举行", "读书要读进生活里") > 0.5 > sure.order("校长会见家长", "校长会见毕业生")


def test_a_byline_in_a_surely_cut_article_is_surer() -> None:
    """The names can only be as right as the article's ends."""
    story = Story(kind="news", headline="夜校开课", byline=(Credit(name="林晓禾", role="记者"),))
    assert sure.byline(story, 0.99) > sure.byline(story, 0.4)
