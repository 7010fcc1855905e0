"""On which line a piece of restored text stands."""

from __future__ import annotations

from ingest.stages import page
from jianbao.ingest.pipeline import cut_page
from jianbao.ingest.places import places

TEXT = (
    '市总工会搭台比武\n\n渡口边的"老船长\n\n本报讯(记者周望川)日前,职工 比武举行,职工同场 竞技,各显本领,比武设了'
    " 焊工、钳工和电工三个项 目,优胜者是来自城东的"
)


def test_a_piece_stands_where_its_letters_are() -> None:
    found = places(page(TEXT))
    assert found.of("边的“老船长", (1, 3, 5)) == 3
    assert found.of("职工比武举行，职工同场", (1, 3, 5)) == 5


def test_a_piece_over_a_line_end_stands_where_it_ends() -> None:
    assert places(page(TEXT)).of("老船长本报讯", (1, 3, 5)) == 5


def test_what_is_not_found_stands_on_the_first_line() -> None:
    assert places(page(TEXT)).of("查无此句", (3, 5)) == 3
    assert places(page(TEXT)).of("", (), 7) == 7


def test_problems_name_the_line_they_speak_of() -> None:
    found = cut_page(page(TEXT)).problems
    assert {(each.code, each.where.line) for each in found} == {
        ("text-lost", 3),
        ("text-lost", 5),
        ("quote-unpaired", 3),
    }


def test_doubts_are_chinese_and_do_not_repeat_gaps() -> None:
    (story,) = cut_page(page(TEXT)).value.stories
    assert [gap.where for gap in story.gaps] == ["headline", "paragraph 0"]
    assert [(doubt.code, doubt.lines) for doubt in story.doubts] == [("quote-unpaired", (3,))]
    assert "引号不成对" in story.doubts[0].message
