from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from jianbao.model.article import Credit, Document
from jianbao.model.settings import Settings
from jianbao.model.tables import Tables
from jianbao.publish.addresses import Addresses, address, is_permalink
from jianbao.publish.library import gather
from publish.making import DAY, PAPER, TODAY, codes, document, page, planned, printed


def addressed(documents: list[Document], tables: Tables | None = None, **given: Any) -> tuple[Addresses, list[str]]:
    """Return the addresses of a site and the codes of problems."""
    settings = Settings(**given)
    library = gather(documents, settings, today=TODAY).value
    found = address(library, [page()], settings, tables or Tables())
    return found.value, codes(found.problems)


def one(pattern: str = "/{year}/{month}/{slug}.html", **given: Any) -> tuple[str, list[str]]:
    """Return the address of one article and the codes of problems."""
    made = document(**given)
    addresses, problems = addressed([made], permalink=pattern)
    return addresses.articles[made.path], problems


def test_an_article_lies_at_year_month_slug() -> None:
    assert one() == ("2023/04/xin-wen.html", [])


def test_the_setting_permalink() -> None:
    assert one("/{year}-{month}-{day}/{slug}/") == ("2023-04-12/xin-wen/index.html", [])
    stood: dict[str, Any] = {"paper": PAPER, "edition": DAY, "page": 2}
    assert one("/{paper}/{page}/{slug}.html", **stood) == ("jiangbian-ribao/02/xin-wen.html", [])
    assert one("/{paper}/{slug}.html") == ("web/xin-wen.html", [])


@pytest.mark.parametrize(
    "pattern", ["/{year}.html", "/{title}/{slug}.html", "/{slug", "/../{slug}.html", "/{}{slug}"]
)
def test_a_pattern_that_cannot_be_used(pattern: str) -> None:
    assert not is_permalink(pattern)
    assert one(pattern) == ("2023/04/xin-wen.html", ["permalink-field"])


def test_an_article_may_have_an_address_of_its_own() -> None:
    assert one(permalink="/hand/made/") == ("hand/made/index.html", [])
    assert one(permalink="/../made.html") == ("2023/04/xin-wen.html", ["address-form"])


def test_a_missing_slug_is_read_from_the_title() -> None:
    assert one(slug="", title="甘肃工会", path="content/articles/a.md") == ("2023/04/gan-su-gong-hui.html", [])


def test_a_slug_of_another_form_is_said_and_read_as_text() -> None:
    made = document("甘肃 New", path="content/articles/a.md")
    addresses, problems = addressed([made])
    assert addresses.articles[made.path] == "2023/04/gan-su-new.html"
    assert problems == ["slug-form"]
    assert one(slug="A b", path="content/articles/a.md", permalink="/ok.html") == ("ok.html", [])
    bad = one(slug="A b", path="content/articles/a.md", permalink="a?b")
    assert bad == ("2023/04/a-b.html", ["address-form", "slug-form"])


def test_a_slug_too_long_for_a_file_is_cut() -> None:
    made = document("-".join(["gong"] * 60), path="content/articles/a.md")
    addresses, problems = addressed([made])
    assert len(addresses.articles[made.path]) <= len("2023/04/.html") + 60
    assert problems == ["slug-form"]
    tags, _ = addressed([document(tags=("工会" * 100,))])
    assert len(tags.tags["工会" * 100]) <= len("tags/.html") + 60


def test_aliases_are_earlier_slugs_or_paths() -> None:
    made = document(aliases=("jiu", "/old/a.html", "old/b", "jiu", "/2023/04/xin-wen.html", "/../x", ""))
    addresses, problems = addressed([made])
    assert addresses.moved[made.path] == ("2023/04/jiu.html", "old/a.html", "old/b/index.html")
    assert problems == ["address-form", "address-form"]


def test_terms_are_read_as_people_read_them() -> None:
    made = document(tags=("乡村振兴", "1年+3年"), rubric="要闻", authors=(Credit(name="单大川"),))
    addresses, _ = addressed([made])
    assert addresses.tags["乡村振兴"] == "tags/xiang-cun-zhen-xing.html"
    assert addresses.tags["1年+3年"] == "tags/1-nian-3-nian.html"
    assert addresses.rubrics["要闻"] == "rubrics/yao-wen.html"
    assert addresses.authors["单大川"] == "authors/shan-da-chuan.html"


def test_the_publishers_slugs_come_first() -> None:
    tables = Tables(slugs={"tags/工会": "union", "tags/协商": "Not A Slug", "papers/江边日报": "jb"})
    addresses, problems = addressed([printed("a", tags=("工会", "协商"))], tables)
    assert addresses.tags["工会"] == "tags/union.html"
    assert addresses.tags["协商"] == "tags/xie-shang.html"
    assert addresses.papers[PAPER] == "jb"
    assert problems == ["slug-form"]


def test_the_older_of_two_tags_with_one_slug_keeps_it() -> None:
    old = document("a", tags=("时间",), date=dt.date(2020, 1, 1))
    new = document("b", tags=("实践", "世间"))
    addresses, problems = addressed([new, old])
    assert addresses.tags["时间"] == "tags/shi-jian.html"
    assert {addresses.tags["实践"], addresses.tags["世间"]} == {"tags/shi-jian-2.html", "tags/shi-jian-3.html"}
    assert problems == ["term-slug-shared", "term-slug-shared"]
    assert addressed([old, new])[0] == addresses


def test_no_term_takes_the_place_of_the_index() -> None:
    addresses, _ = addressed([document("a", tags=("index", "Con"))])
    assert addresses.tags["index"] != "tags/index.html"
    assert addresses.tags["Con"] != "tags/con.html"


def test_papers_lie_where_their_pages_lie() -> None:
    addresses, _ = addressed([printed("a")])
    assert addresses.paper(PAPER) == "papers/jiangbian-ribao/index.html"
    assert addresses.edition(PAPER, DAY) == "papers/jiangbian-ribao/2023-04-12/index.html"
    assert addresses.page(PAPER, DAY, 2) == "papers/jiangbian-ribao/2023-04-12/02.html"
    assert addresses.page(PAPER, DAY, 0) == addresses.edition(PAPER, DAY)
    assert addressed([document("a", paper="晨报", page=1)])[0].papers == {"晨报": "chen-bao"}


def test_regions_lie_below_their_parents() -> None:
    addresses, _ = addressed([])
    assert addresses.region("620000") == "regions/gansu.html"
    assert addresses.region("610000") == "regions/shaanxi.html"
    assert addresses.region("620900") == "regions/gansu/jiuquan.html"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {"path": "content/articles/b.md"}),
        ({}, {"path": "content/articles/b.md", "slug": "b", "permalink": "/2023/04/Xin-Wen.html"}),
        ({}, {"path": "content/articles/b.md", "slug": "b", "aliases": ("xin-wen",)}),
        ({"permalink": "/caf\u00e9.html"}, {"path": "content/articles/b.md", "permalink": "/cafe\u0301.html"}),
        ({"permalink": "/a.b"}, {"path": "content/articles/b.md", "permalink": "/a.b/c.html"}),
    ],
)
def test_two_things_at_one_address_stop_the_build_and_name_both(first: Any, second: Any) -> None:
    slug = second.pop("slug", "xin-wen")
    found = planned([document(**first), document(slug, **second)])
    assert found.value is None
    clash = next(problem for problem in found.problems if problem.code == "address-clash")
    assert "content/articles/xin-wen.md" in clash.message()
    assert "content/articles/b.md" in clash.message("zh")
    assert clash.severity == "error"


@pytest.mark.parametrize(
    "path", ["/tags/index.html", "/index.html", "/feed.xml", "/data/articles.jsonl", "/404.html"]
)
def test_an_article_may_not_take_the_place_of_a_page_of_ours(path: str) -> None:
    found = planned([document(permalink=path, tags=("工会",))])
    assert found.value is None
    assert found.problems[-1].where.file == "content/articles/xin-wen.md"


def test_a_file_of_the_publisher_may_not_take_it_either_but_for_robots() -> None:
    others = [("feed.xml", "content/static/feed.xml"), ("robots.txt", "content/static/robots.txt")]
    found = planned([document()], others=others)
    assert codes(found.problems) == ["address-clash"]
    assert found.problems[0].where.file == "content/static/feed.xml"
    kept = planned([document()], others=others[1:]).value
    assert kept is not None
    assert "robots.txt" not in kept.paths
    assert "robots.txt" not in {route.path for route in kept.routes()}


def test_a_changed_slug_keeps_answering_at_the_address_the_file_was_named_by() -> None:
    made = document(slug="geng-hao", path="content/articles/2023/04/xin-wen.md")
    other = document(slug="ling-yi-pian", path="content/articles/2023/04/ling-yi-pian.md")
    found = addressed([made, other])[0]
    assert found.articles[made.path] == "2023/04/geng-hao.html"
    assert found.moved == {made.path: ("2023/04/xin-wen.html",)}


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("content/articles/2023/04/xin-wen.md", "xin-wen"),
        ("content/articles/2023/05/jiu.md", "xin-wen"),
        ("content/articles/jiu.md", "xin-wen"),
        ("content/articles/2023/04/旧.md", "xin-wen"),
        ("content/articles/2023/04/jiu.md", ""),
    ],
)
def test_a_file_named_otherwise_says_nothing_of_addresses(path: str, slug: str) -> None:
    assert addressed([document(slug=slug, path=path)])[0].moved == {}


def test_a_first_address_that_another_article_has_now_is_given_up() -> None:
    made = document(slug="geng-hao", path="content/articles/2023/04/xin-wen.md")
    other = document(slug="xin-wen", path="content/articles/2023/04/ling.md")
    found = addressed([made, other])[0]
    assert found.moved == {other.path: ("2023/04/ling.html",)}
