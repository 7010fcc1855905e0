"""A route's key says all that its view is made of: the same key at the same path means the same view.

Incremental builds leave out what has the key it had before; this law is what they stand on.
"""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from jianbao.model.article import Article, Correction, Credit, Document, Gap, Image
from jianbao.model.page import Area, Facsimile, PageRef
from jianbao.model.settings import Settings
from jianbao.publish.keys import digest
from jianbao.publish.route import Route
from jianbao.publish.site import SitePlan
from jianbao.publish.touched import Change, gone, touched, usual
from publish.making import DAY, PAPER, plan

SMALL = Settings(title="江边剪报", base_url="https://news.example/blog/", per_listing=2, paper=PAPER)
DATES = st.sampled_from(
    [dt.date(2022, 12, 31), dt.date(2023, 4, 11), DAY, dt.datetime(2023, 4, 12, 9, tzinfo=dt.UTC)]
)
AREA = Area(order=1, points=((0, 0), (5, 0), (5, 5)))
CHANGES: dict[str, st.SearchStrategy[Any]] = {
    "title": st.sampled_from(["题目", "<题>&", "另一题"]),
    "body": st.sampled_from(
        [
            "一段。",
            "文。（下转第2版）",
            "（上接第1版）文。",
            "一段。" * 60,
            "一段。" * 60 + "又。",
            "## 题\n\n见[一](/index.html)。",
            "甲*乙*",
        ]
    ),
    "date": DATES,
    "updated": st.none() | DATES,
    "slug": st.sampled_from(["s-0", "s-1", "x", ""]),
    "tags": st.lists(st.sampled_from(["工会", "时间", "实践", "AI"]), max_size=3).map(tuple),
    "region": st.none() | st.sampled_from(["620000", "620923", "110106", "999999"]),
    "regions": st.lists(st.sampled_from(["620900", "620923", "500000"]), max_size=2).map(tuple),
    "authors": st.lists(st.sampled_from([Credit(name="江大川", role="记者"), Credit(name="李梅")]), max_size=2).map(
        tuple
    ),
    "rubric": st.sampled_from(["", "要闻", "综合"]),
    "kicker": st.sampled_from(["", "引题"]),
    "deck": st.sampled_from(["", "副题"]),
    "summary": st.sampled_from(["", "提要"]),
    "kind": st.sampled_from(["", "photo"]),
    "page": st.none() | st.integers(1, 3),
    "order": st.none() | st.integers(0, 2),
    "edition": st.none() | st.sampled_from([DAY, dt.date(2023, 4, 11)]),
    "paper": st.sampled_from(["", PAPER, "晨报"]),
    "images": st.sampled_from(
        [
            (),
            (Image(src="/a.jpg", caption="图说"),),
            (Image(src="/a.jpg", width=3, height=2),),
            (Image(src="", caption="图"),),
        ]
    ),
    "aliases": st.sampled_from([(), ("old-name",), ("/old/x/",)]),
    "permalink": st.sampled_from(["", "/hand/made.html"]),
    "pullquote": st.sampled_from(["", "提要句"]),
    "dateline": st.sampled_from(["", "本报讯"]),
    "gaps": st.sampled_from([(), (Gap(where="paragraph 0", after="一"),), (Gap(where="byline", after=""),)]),
    "corrections": st.sampled_from([(), (Correction(date=DAY, text="更正。"),)]),
    "draft": st.booleans(),
}
PAGES = st.lists(
    st.builds(
        PageRef,
        paper=st.just(PAPER),
        date=st.just(DAY),
        number=st.integers(1, 2),
        paper_slug=st.just("jb"),
        name=st.sampled_from(["", "要闻"]),
        inferred=st.sampled_from([(), ("date",)]),
        picture=st.none() | st.sampled_from([Facsimile(src="/p.webp", width=9, height=9, areas=(AREA,))]),
    ),
    max_size=2,
    unique_by=lambda page: page.number,
)


@st.composite
def documents(draw: st.DrawFn) -> list[Document]:
    """Invent a few articles, of each a handful of fields."""
    made = []
    for number in range(draw(st.integers(1, 6))):
        names = draw(st.lists(st.sampled_from(sorted(CHANGES)), max_size=8, unique=True))
        given_fields = {name: draw(CHANGES[name]) for name in names}
        usual: dict[str, Any] = {"title": f"题{number}", "date": DAY, "body": "正文。", "slug": f"n-{number}"}
        made.append(Document(path=f"content/articles/{number}.md", article=Article(**(usual | given_fields))))
    return made


@st.composite
def edits(draw: st.DrawFn, before: list[Document]) -> list[Document]:
    """Change some fields of one article, take one away, or add one."""
    after, index = before[:], draw(st.integers(0, len(before) - 1))
    deed = draw(st.sampled_from(["change", "change", "change", "remove", "add"]))
    if deed == "remove":
        del after[index]
        return after
    names = draw(st.lists(st.sampled_from(sorted(CHANGES)), min_size=1, max_size=3, unique=True))
    article = replace(before[index].article, **{name: draw(CHANGES[name]) for name in names})
    if deed == "add":
        there = {each.path for each in before}
        new = next(it for it in map("new{}".format, itertools.count()) if f"content/articles/{it}.md" not in there)
        return [
            *after,
            Document(
                path=f"content/articles/{new}.md",
                article=replace(article, slug=new, permalink=""),
            ),
        ]
    after[index] = replace(before[index], article=article)
    return after


def routes(made: list[Document], pages: list[PageRef]) -> dict[str, Route]:
    return {route.path: route for route in plan(made, pages=pages, settings=SMALL, drafts=True).routes()}


def clean(made: list[Document]) -> list[Document]:
    """Leave out who would want an address that another has."""
    slugs: dict[str, Document] = {}
    for each in made:
        article = each.article
        key = article.permalink or f"{article.date:%Y-%m}{article.slug or article.title}"
        if key not in slugs:
            slugs[key] = replace(each, article=replace(article, aliases=article.aliases if not slugs else ()))
    return list(slugs.values())


@settings(max_examples=250, deadline=None)
@given(st.data())
def test_the_same_key_means_the_same_view(data: st.DataObject) -> None:
    first = clean(data.draw(documents()))
    second = clean(data.draw(edits(first)))
    pages = data.draw(PAGES)
    before = routes(first, pages)
    after = routes(second, data.draw(st.just(pages) | PAGES))
    for path, route in after.items():
        old = before.get(path)
        if old is not None and (old.key, old.template) == (route.key, route.template):
            assert old.view == route.view, path
            assert old.problems == route.problems, path


def changes(first: SitePlan, second: SitePlan) -> list[Change]:
    """Return what changed from one plan to the other."""
    before, after = ({one.path: one for one in it.context.library.entries} for it in (first, second))
    old, new = (it.context.addresses.articles for it in (first, second))
    return [
        Change(before.get(path), after.get(path), old.get(path, ""), new.get(path, ""))
        for path in sorted({*before, *after})
        if path not in before or path not in after or before[path].digest != after[path].digest
    ]


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_touched_routes_are_all_that_changed(data: st.DataObject) -> None:
    first = clean(data.draw(documents()))
    second = first
    for _ in range(data.draw(st.integers(1, 3))):
        second = clean(data.draw(edits(second))) if second else second
    pages = data.draw(PAGES)
    plans = [plan(each, pages=pages, settings=SMALL, drafts=True) for each in (first, second)]
    found = changes(*plans)
    if not usual(plans[0].context, plans[1].context, found):
        return
    before, after = ({route.path: route for route in each.routes()} for each in plans)
    some = {route.path: route.key for route in touched(plans[0].context, plans[1].routes(), found)}
    assert some.items() <= {path: route.key for path, route in after.items()}.items()
    changed = {path for path, route in after.items() if path not in before or before[path].key != route.key}
    assert changed - {"data/articles.jsonl", "data/articles.csv"} <= some.keys()
    assert {*gone(plans[0].context, plans[1].context, found)} == before.keys() - after.keys()


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_what_did_not_change_keeps_its_key(data: st.DataObject) -> None:
    made = clean(data.draw(documents()))
    pages = data.draw(PAGES)
    keys = [{path: route.key for path, route in routes(each, pages).items()} for each in (made, made[::-1])]
    assert keys[0] == keys[1]


def test_a_changed_body_changes_few_keys() -> None:
    body = "文。" * 60
    articles = [Article(title=f"题{n}", date=DAY, slug=f"n-{n}", body=body) for n in range(60)]
    made = [Document(path=f"content/articles/{it.slug}.md", article=it) for it in articles]
    other = [replace(made[0], article=replace(made[0].article, body="文。" * 60 + "改。")), *made[1:]]
    before, after = routes(made, []), routes(other, [])
    changed = [path for path in after if before[path].key != after[path].key]
    assert sorted(changed) == ["2023/04/n-0.html", "data/articles.jsonl", "feed.json", "feed.xml", "rss.xml"]


def test_a_digest_tells_values_apart_and_is_the_same_everywhere() -> None:
    assert digest("a", ("b", 1, None)).hex() == digest("a", ("b", 1, None)).hex()
    assert (
        len({digest("ab", "c"), digest("a", "bc"), digest(("a", "bc")), digest(b"a", "bc"), digest("a", "bc", 0)})
        == 5
    )
