"""The first real page, item by item, by the numbers of its lines and the names on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.stages import page
from jianbao.ingest.pipeline import Cut, cut_page


@pytest.fixture(scope="module")
def cut(root: Path) -> Cut:
    text = (root / "content/pages/gongren-ribao/2023-04-12/02.txt").read_bytes().decode("utf-8")
    return cut_page(page(text)).value


def test_nine_items_seven_articles_and_two_photo_reports(cut: Cut) -> None:
    assert [story.kind for story in cut.stories] == [*["news"] * 4, "photo", "photo", "news", "news", "feature"]
    heads = [[bool(s.kicker), bool(s.headline), bool(s.rubric), bool(s.deck)] for s in cut.stories]
    both, plain, ruled = [True, True, False, False], [False, True, False, False], [True, True, True, False]
    assert heads == [ruled, both, plain, both, plain, plain, both, both, ruled]


def test_every_paragraph_has_its_lines(cut: Cut) -> None:
    assert [[paragraph.lines for paragraph in story.paragraphs] for story in cut.stories] == [
        [(7,), (9, 11), (13, 87, 15), (17,), (19,), (21,)],
        [(27,), (29,), (31,), (33,), (35,), (37,)],
        [(41,), (43,), (45,), (47,)],
        [(53, 55), (55, 57), (57, 59), (59, 61), (61,), (63,)],
        [],
        [(73,)],
        [(81,), (83,), (85,)],
        [(93,), (95,), (97,), (99,), (101,)],
        [(n,) for n in (111, 113, 117, 121, 123, 125, 129, 131, 133, 137, 139, 141)],
    ]


def test_people_and_their_roles(cut: Cut) -> None:
    assert [[f"{who.outlet}{who.role} {who.name}" for who in story.byline] for story in cut.stories] == [
        ["记者 康劲"],
        ["记者 邢生祥"],
        ["记者 赖志凯"],
        ["记者 刘旭", "通讯员 陈阳"],
        ["视觉中国摄影 赵俊超"],
        ["本报记者 李润钊", "本报通讯员 薛晓秋"],
        ["记者 杨明清", "记者 张嫱", "通讯员 夏丽萍"],
        [" 贾丽莉"],
        ["本报记者 叶小钟", "本报通讯员 陈颖", "本报通讯员 蓝星"],
    ]
    assert [story.dateline for story in cut.stories] == [*["本报讯"] * 4, "", "", "本报讯", "", ""]


def test_every_place_that_lost_text_is_a_gap(cut: Cut) -> None:
    assert [[gap.where for gap in story.gaps] for story in cut.stories] == [
        ["paragraph 1", "paragraph 2", "paragraph 5"],
        ["paragraph 1", "paragraph 1", "paragraph 5"],
        [],
        [],
        ["caption"],
        [],
        [],
        ["byline", "paragraph 2"],
        ["headline", "paragraph 7", "paragraph 10"],
    ]


def test_subheads_pull_quote_leftovers_and_doubts(cut: Cut) -> None:
    feature = cut.stories[-1]
    assert [subhead.before for subhead in feature.subheads] == [2, 6, 9]
    assert len(feature.pullquote) == 75
    left = [(left.text, left.lines) for left in cut.leftovers]
    assert left == [("莹", (93,)), ("本报", (109,)), ("本报", (109,))]
    told = [(doubt.code, *doubt.lines) for story in cut.stories for doubt in story.doubts]
    assert told == [
        ("fragment-moved", 87),
        ("misprint-suspected", 83),
        ("byline-torn", 93),
        ("text-left-over", 93),
        ("misprint-suspected", 107),
        ("quote-unpaired", 105),
    ]
