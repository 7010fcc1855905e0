"""Advertisements on printed pages: what is marked so is no article and never lost; what looks like one is told."""

from __future__ import annotations

from dataclasses import replace

from ingest import printing
from jianbao.ingest.layout.adverts import looks_like_one
from jianbao.ingest.layout.cutting import cut_printed
from jianbao.model.article import Credit, Paragraph, Story
from jianbao.model.page import Origin
from jianbao.model.printed import Area, Glyph, PrintedPage

ORIGIN = Origin(file="page.pdf")
OFFER = ("青禾家具城八周年店庆全场特价", "实木餐桌八折优惠名额有限先到", "订购热线010-62345678", "地址：青禾路8号")


def line(text: str, x: float, y: float, size: float) -> list[Glyph]:
    return [Glyph(c, x + i * size, y, x + (i + 1) * size, y + size, size) for i, c in enumerate(text)]


def with_offer(*, mark: str = "", boxed: bool = True, frame: bool = False) -> tuple[PrintedPage, list[str]]:
    """A page of two articles, and an offer below them."""
    page, made = printing.laid_out("clean-five", [printing.article(0), printing.article(1)])
    low, body = page.height + 30, 10.0
    glyphs = [*page.glyphs, *line("店庆大促", 90, low + 12, 26)]
    for row, text in enumerate(OFFER):
        glyphs += line(text, 60, low + 50 + 15 * row, body)
    glyphs += line(mark, 262, low + 4, 8)
    boxes = (*page.boxes, Area(40, low, 300, low + 120)) if boxed else page.boxes
    if frame:
        boxes = (*boxes, Area(5, 5, page.width - 5, low + 130))
    titles = [article["title"] for article in made]
    return replace(page, height=low + 140, glyphs=tuple(glyphs), boxes=boxes), titles


def test_a_box_marked_as_advertisement_is_left_out_and_said() -> None:
    for mark in ("广告", "·广告·", "广 告"):
        page, titles = with_offer(mark=mark)
        found = cut_printed(page, ORIGIN)
        cut = found.value.cut
        assert [story.headline for story in cut.stories] == titles
        left = "".join(each.text for each in cut.leftovers)
        assert all(text in left for text in ("店庆大促", *OFFER, mark))
        assert "page-advertisement" in [problem.code for problem in found.problems]
        assert len(found.value.areas) == len(titles)


def test_a_mark_never_empties_the_page() -> None:
    page, titles = with_offer(mark="广告", boxed=False, frame=True)
    headlines = [story.headline for story in cut_printed(page, ORIGIN).value.cut.stories]
    assert set(titles) <= set(headlines)


def test_an_offer_without_a_mark_stays_and_is_told() -> None:
    page, titles = with_offer()
    found = cut_printed(page, ORIGIN)
    assert [story.headline for story in found.value.cut.stories] == [*titles, "店庆大促"]
    (told,) = [problem for problem in found.problems if problem.code == "advertisement-suspected"]
    assert "店庆大促" in told.message()
    assert "advertisement-suspected" in [doubt.code for doubt in found.value.cut.stories[-1].doubts]


def test_news_of_a_number_or_an_offer_is_no_advertisement() -> None:
    text = Paragraph(text="市民可拨打热线010-62345678咨询，也可到窗口办理。")
    story = Story(kind="brief", headline="办证大厅搬家", paragraphs=(text,))
    assert looks_like_one(story)
    assert not looks_like_one(replace(story, dateline="本报讯"))
    assert not looks_like_one(replace(story, byline=(Credit(name="林晓禾", role="记者"),)))
    assert not looks_like_one(replace(story, kind="notice"))
    assert not looks_like_one(replace(story, paragraphs=(Paragraph(text="咨询者众，优惠不少。"),)))


def test_the_word_in_a_text_is_no_mark() -> None:
    made = printing.article(0) | {
        "paragraphs": ["广告法修订草案公开征求意见，各界反响热烈，广告行业也在议论。" * 3]
    }
    page, _ = printing.laid_out("clean-five", [made, printing.article(1)])
    found = cut_printed(page, ORIGIN)
    assert len(found.value.cut.stories) == 2
    assert not [problem for problem in found.problems if problem.code.startswith("page-adv")]
