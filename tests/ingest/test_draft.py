"""What import proposes for a story."""

from __future__ import annotations

import datetime as dt

from jianbao.ingest.draft import body, draft
from jianbao.model.article import Credit, Paragraph, Story, Subhead
from jianbao.model.page import PageRef
from jianbao.model.tables import Tables

PAGE = PageRef(paper="某报", date=dt.date(2023, 4, 12), number=2)
STORY = Story(
    kind="news",
    headline="曾文讲述招聘会故事",
    kicker="福建福州市总工会开展集体协商",
    byline=(Credit(name="曾文", role="记者"),),
    subheads=(Subhead(text="志愿服务暖人心", before=1),),
    paragraphs=(
        Paragraph(text="福州市的招聘会吸引求职者。"),
        Paragraph(text="志愿服务队到场。曾文记录了曾文的见闻。"),
    ),
    caption="图为招聘会现场。",
)


def test_tags_regions_and_slug_are_proposed() -> None:
    found = draft(STORY, PAGE, Tables())
    assert found.problems == ()
    assert found.value.story is STORY
    assert found.value.region == "350100"
    assert found.value.regions == ("350000", "350100")
    assert found.value.slug == "zeng-wen-jiang-shu-zhao-pin-hui-gu-shi"
    assert {"招聘会", "志愿服务", "集体协商"} <= set(found.value.tags)


def test_people_of_the_byline_are_no_tags() -> None:
    assert not any("曾文" in tag for tag in draft(STORY, PAGE, Tables()).value.tags)


def test_a_headline_that_cannot_be_spelled_gets_a_stable_address_and_is_reported() -> None:
    story = Story(kind="photo", headline="……", paragraphs=(Paragraph(text="集体协商与招聘会。"),))
    found = draft(story, PAGE, Tables())
    assert found.value.slug.startswith("photo-02-")
    assert found.value.slug == draft(story, PAGE, Tables()).value.slug
    assert [problem.code for problem in found.problems] == ["slug-unreadable"]
    assert found.value.slug in found.problems[0].message("zh")


def test_two_stories_without_a_headline_differ() -> None:
    one = Story(kind="brief", headline="", paragraphs=(Paragraph(text="招聘会开幕。"),))
    other = Story(kind="brief", headline="", paragraphs=(Paragraph(text="集体协商启动。"),))
    assert draft(one, PAGE, Tables()).value.slug != draft(other, PAGE, Tables()).value.slug


def test_few_tags_are_a_note() -> None:
    found = draft(Story(kind="news", headline="你好"), PAGE, Tables())
    assert [problem.code for problem in found.problems] == ["tags-few"]


def test_the_text_is_all_a_reader_reads() -> None:
    assert body(STORY).split("\n")[-1] == "图为招聘会现场。"
    assert body(Story(kind="news", headline="你好")) == ""
