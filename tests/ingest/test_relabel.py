"""Where rules and model differ on head line or text."""

from __future__ import annotations

from collections.abc import Mapping

from jianbao.ingest.follow import KINDS
from jianbao.ingest.relabel import relabel
from jianbao.model.block import Block, Kind


def table(chances: Mapping[str, float]) -> tuple[float, ...]:
    """Chances of kinds, the rest body."""
    rest = 1 - sum(chances.values())
    return tuple(rest if kind == "body" else chances.get(kind, 0.0) for kind in KINDS)


TEXT = Block(text="入冬以来走访职工，送去\n温暖，大家都说这个办\n法好。", lines=(1,))


def test_a_line_the_model_calls_a_headline_is_one() -> None:
    """The rules took it for text."""
    line = Block(text="云泽市总工会搭台育工匠", lines=(2,))
    found = relabel((TEXT, line), [table({}), table({"title": 0.8})])
    assert [block.kind for block in found] == [Kind.PARAGRAPH, Kind.HEADLINE]
    assert found[1].certainty == 0.8


def test_a_line_that_may_go_on_the_column_above_needs_a_surer_model() -> None:
    """It fills the column, and the text above it stops in mid-sentence."""
    torn = Block(text="入冬以来走访职工，送去\n温暖到每一户的家门口\n和每一个车间里去的是", lines=(1,))
    line = Block(text="送温暖暨强县级工会", lines=(2,))
    assert relabel((torn, line), [table({}), table({"title": 0.8})])[1].kind is Kind.PARAGRAPH
    assert relabel((torn, line), [table({}), table({"title": 0.98})])[1].kind is Kind.HEADLINE


def test_a_question_in_the_text_is_no_head_line() -> None:
    """The rules took it for one, the model all but rules it out."""
    line = Block(text="一张图，能看出什么？", lines=(2,), kind=Kind.HEADLINE, certainty=0.95)
    assert relabel((line,), [table({"subhead": 0.01})])[0].kind is Kind.PARAGRAPH
    assert relabel((line,), [table({"subhead": 0.3})])[0].kind is Kind.HEADLINE


def test_the_certainty_of_a_head_line_is_that_it_stands_above_an_item() -> None:
    """A subhead is a head line, but none of an item."""
    line = Block(text="打造文旅模式", lines=(2,), kind=Kind.HEADLINE, certainty=0.95)
    assert relabel((line,), [table({"subhead": 0.75, "title": 0.25})])[0].certainty == 0.25
    assert relabel((line,), [table({"part": 0.5, "subhead": 0.25, "title": 0.25})])[0].certainty == 0.25


def test_what_the_rules_know_by_name_stays() -> None:
    """A credit, a reporters' line."""
    line = Block(text="本报记者 郑秋实", lines=(2,), kind=Kind.BYLINE, certainty=0.9)
    assert relabel((line,), [table({"title": 0.99})]) == (line,)
