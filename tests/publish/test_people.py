"""People: pen names joined, two of one name told apart; tags with names, broader and related ones."""

from __future__ import annotations

from typing import Any

from jianbao.model.article import Credit
from jianbao.model.settings import Settings
from jianbao.model.tables import Tables
from jianbao.publish.cards import byline
from jianbao.publish.context import Context
from jianbao.publish.indexes import terms
from jianbao.publish.listings import Listing, listings
from jianbao.publish.people import listed
from jianbao.publish.site import plan_site
from publish.making import TODAY, document

PEOPLE = Tables(
    people={"江 边": "江大川"},
    people_apart={"甲报/张锋": "张锋（甲报）", "content/articles/b.md/张锋": "张锋（摄影）"},
)


def planned(tables: Tables, *documents: Any) -> Context:
    found = plan_site(documents, (), Settings(), tables, today=TODAY)
    assert found.value is not None, found.problems
    return found.value.context


def test_who_is_meant() -> None:
    assert listed("张  锋", "", "content/articles/a.md", PEOPLE) == "张锋"
    assert listed("张锋", "甲报", "content/articles/a.md", PEOPLE) == "张锋（甲报）"
    assert listed("张锋", "甲报", "content/articles/b.md", PEOPLE) == "张锋（摄影）"
    assert listed("江 边", "", "", Tables(people={"江边": "江大川"})) == "江大川"
    assert listed("", "新华社", "a", PEOPLE) == ""


def test_author_pages_and_bylines_agree() -> None:
    credits_ = {"a": ("张锋", "甲报"), "b": ("张  锋", ""), "c": ("张锋", ""), "d": ("江边", "")}
    made = [
        document(slug, authors=(Credit(name=name, outlet=outlet),)) for slug, (name, outlet) in credits_.items()
    ]
    tables = Tables(people={"江边": "江大川"}, people_apart=PEOPLE.people_apart)
    context = planned(tables, *made, document("e", authors=(Credit(name="江大川"), Credit(name="江边"))))
    assert set(context.library.authors) == {"张锋", "张锋（甲报）", "张锋（摄影）", "江大川"}
    assert len(context.library.authors["江大川"]) == 2
    links = {entry.slug: [by.href for by in byline(context, entry)] for entry in context.library.entries}
    assert len({links[slug][0] for slug in "abc"}) == 3
    assert links["e"] == links["d"] * 2
    assert (
        next(by.name for entry in context.library.entries for by in byline(context, entry) if entry.slug == "d")
        == "江边"
    )


def tag_page(context: Context, tag: str) -> Listing:
    return next(each for each in listings(context) if each.path == context.addresses.tags[tag])


def test_broader_narrower_and_related_tags() -> None:
    pairs = {"a": ("甲会", "乙会"), "b": ("甲会", "乙会"), "c": ("甲会", "丙会"), "d": ("丁会",)}
    made = [document(slug, tags=tags) for slug, tags in pairs.items()]
    tables = Tables(tag_parents={"丁会": "甲会", "甲会": "无此标签", "圈": "圈"}, tag_names={"乙会": "乙会（名）"})
    context = planned(tables, *made)
    assert [link.text for link in tag_page(context, "甲会").children] == ["丁会", "乙会（名）"]
    assert [link.text for link in tag_page(context, "丁会").breadcrumb][1:] == ["甲会"]
    assert tag_page(context, "乙会").title == "乙会（名）"
    assert tag_page(context, "丙会").children == ()
    assert all(each.feed for each in listings(context) if each.kind in {"tag", "author", "rubric"})


def test_circles_of_broader_tags_end() -> None:
    context = planned(Tables(tag_parents={"甲": "乙", "乙": "甲"}), document("a", tags=("甲", "乙")))
    assert [link.text for link in tag_page(context, "甲").breadcrumb][1:] == ["乙"]


def test_the_list_by_count_is_for_long_indexes() -> None:
    many = [document(f"a{n}", tags=(f"标签{n}", "常用")) for n in range(60)]
    context = planned(Tables(), *many)
    view = terms(context, "tags", context.library.tags, context.addresses.tags)
    assert [(link.text, link.count) for link in view.often[:1]] == [("常用", 60)]
    assert len(view.often) == 24
    few = planned(Tables(), *many[:3])
    assert terms(few, "tags", few.library.tags, few.addresses.tags).often == ()


def test_rubrics_of_one_meaning_have_one_page() -> None:
    tables = Tables(rubrics={"本报要闻": "要闻", "今日要闻": "本报要闻"})
    names = ("要闻", "本报要闻", "今日要闻", "")
    context = planned(tables, *(document(f"x{n}", rubric=name) for n, name in enumerate(names)))
    assert {name: len(found) for name, found in context.library.rubrics.items()} == {"要闻": 3}
