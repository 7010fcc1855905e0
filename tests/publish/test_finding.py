"""What search gets of a site: records and headings."""

from __future__ import annotations

import datetime as dt

from jianbao.model.article import Image
from jianbao.publish import finding
from jianbao.publish.search.records import Record, Term
from publish.making import document, plan, town


def _records(documents: list[object]) -> dict[str, Record]:
    made = plan(documents)  # type: ignore[arg-type]  # documents
    routes = made.routes()
    context = made.context
    return {one.path: finding.record(context, one, routes.line(one)) for one in context.library.entries}


def test_a_record_holds_what_readers_search() -> None:
    """Headline, kicker, deck, byline, body and every caption; what filters ask for."""
    image = Image(src="/images/a.png", caption="图为水渠。")
    other = Image(src="/images/b.png", caption="图为麦田。")
    one = document("tu", body="第一段。\n\n第二段。\n", kicker="引", deck="副", images=(image, other))
    (record,) = _records([one]).values()
    assert (record.title, record.kicker, record.deck, record.url) == ("题目 tu", "引", "副", "2023/04/tu.html")
    assert record.paragraphs == ("第一段。", "第二段。", "图为水渠。", "图为麦田。")
    assert record.date == dt.date(2023, 4, 12)
    record = _records([*town()])["content/articles/yi.md"]
    assert record.byline == "记者 江大川、摄影 李梅"
    assert record.facets == (
        ("year", "2023"),
        ("province", "甘肃"),
        ("tag", "工会"),
        ("tag", "乡村振兴"),
        ("paper", "江边日报"),
        ("page", "江边日报 2"),
    )
    assert ("rubric", "要闻") in _records([*town()])["content/articles/liu.md"].facets


def test_headings_are_suggested_with_their_pinyin() -> None:
    terms = list(finding.terms(plan(town()).context))
    assert Term(text="工会", reading=("gong", "hui"), kind="tag", url="tags/gong-hui.html", count=3) in terms
    assert {one.kind for one in terms} == {"region", "tag", "rubric", "author", "article"}
    assert all((one.count == 0) == (one.kind == "article") for one in terms)
    assert any(one.text == "甘肃" and one.reading == ("gan", "su") for one in terms)


def test_a_mark_changes_with_its_article() -> None:
    """By it a build knows which records to make again; a heading's count is in the mark of the headings."""
    before, after = (plan([document("yi", body=body)]).context for body in ("一。\n", "二。\n"))
    one, other = finding.findables(before), finding.findables(after)
    assert one.keys() == other.keys() == {"2023/04/yi.html"}
    assert finding.state(one["2023/04/yi.html"]) != finding.state(other["2023/04/yi.html"])
    assert finding.terms_mark(before) == finding.terms_mark(after) != finding.terms_mark(plan(town()).context)
    renamed = plan([document("yi", title="新题", body="一。\n")]).context
    assert finding.terms_mark(before) != finding.terms_mark(renamed)
