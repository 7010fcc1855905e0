"""A draft becomes an article."""

from __future__ import annotations

import datetime as dt

from jianbao.document.compose import body, compose, runs
from jianbao.document.escape import heading, paragraph
from jianbao.model.article import Credit, Doubt, Draft, Gap, Image, Paragraph, Source, Story, Subhead
from jianbao.model.page import Origin, PageRef

PAGE = PageRef(paper="青禾报", date=dt.date(2023, 4, 12), number=2, paper_slug="qinghe-bao")
ORIGIN = Origin(file="content/pages/qinghe-bao/2023-04-12/02.txt", sha256="ab")


def test_every_word_of_the_story_stands_in_the_article() -> None:
    story = Story(
        kind="feature",
        headline="题",
        rubric="栏",
        kicker="引",
        deck="副",
        byline=(Credit(name="林晓禾", role="记者"),),
        dateline="本报讯",
        paragraphs=(Paragraph(text="一。"), Paragraph(text="二。")),
        subheads=(Subhead(text="小", before=1),),
        pullquote="提要",
        gaps=(Gap(where="byline", after="周"),),
        doubts=(Doubt(code="c", message="话", lines=(3,)),),
        lines=(9, 1, 2, 3),
    )
    article = compose(
        Draft(story=story, tags=("夜校",), region="620000", regions=("620000",), slug="ti"), PAGE, ORIGIN, 4
    )
    assert (article.title, article.kicker, article.deck, article.rubric) == ("题", "引", "副", "栏")
    assert (article.kind, article.dateline, article.pullquote) == ("feature", "本报讯", "提要")
    assert (article.paper, article.edition, article.page, article.order) == ("青禾报", PAGE.date, 2, 4)
    assert (article.tags, article.region, article.regions, article.slug) == (("夜校",), "620000", ("620000",), "ti")
    assert (article.authors, article.gaps, article.review) == (story.byline, story.gaps, story.doubts)
    assert article.source == Source(file=ORIGIN.file, sha256="ab", lines=((1, 3), (9, 9)))
    assert article.body == "一。\n\n## 小\n\n二。"
    assert article.images == ()


def test_the_words_of_a_picture_stand_in_images() -> None:
    story = Story(kind="photo", headline="题", caption="图为现场", credit="周望 摄")
    article = compose(Draft(story=story, tags=(), region=None, regions=(), slug="ti"), PAGE, ORIGIN, 1)
    assert article.images == (Image(src="", caption="图为现场", credit="周望 摄"),)
    assert article.body == ""


def test_subheads_keep_their_places_and_none_is_lost() -> None:
    story = Story(
        kind="news",
        headline="题",
        paragraphs=(Paragraph(text="一"), Paragraph(text="  "), Paragraph(text="三")),
        subheads=(Subhead(text="前", before=-1), Subhead(text="中", before=2), Subhead(text="后", before=3),
                  Subhead(text="远", before=9)),
    )  # fmt: skip
    assert body(story) == "## 前\n\n一\n\n## 中\n\n三\n\n## 后\n\n## 远"


def test_a_poem_keeps_its_lines() -> None:
    assert paragraph("床前\n\n- 明月") == "床前  \n\\- 明月"


def test_numbers_at_the_start_keep_their_dot() -> None:
    assert paragraph("2023. 年初") == "2023\\. 年初"
    assert paragraph("1.5万") == "1.5万"
    assert heading("1. 第一 #号") == "## 1. 第一 \\#号"


def test_runs() -> None:
    assert runs([]) == ()
    assert runs([5, 3, 4, 4, 9]) == ((3, 5), (9, 9))
