"""Findings about a built site."""

from __future__ import annotations

import pytest

from jianbao.checks.site import check_files, check_manifest, resolve
from jianbao.model.problem import Problem

BASE = "https://news.example/daily/"
PAGE = "<!doctype html><title>题</title>{}"


def check(files: dict[str, str], extra: tuple[str, ...] = ()) -> list[Problem]:
    contents = ((path, text.encode()) for path, text in files.items())
    return list(check_files(contents, paths={*files, *extra}, base_url=BASE, shown="site/"))


def codes(found: list[Problem]) -> list[str]:
    return [problem.code for problem in found]


def test_a_sound_site_has_no_findings() -> None:
    home = '<a href="2023/04/a.html#di-yi">甲</a><img src="p.webp" alt="图"><link rel="canonical" href="{}">'
    page = (
        '<h2 id="di-yi">一</h2><a href="../../">首页</a><a href="https://o.example/">外</a><a href="#di-yi">一</a>'
    )
    files = {"index.html": PAGE.format(home.format(BASE)), "2023/04/a.html": PAGE.format(page)}
    assert check(files, ("p.webp",)) == []


def test_a_dead_link_says_where_it_stands_and_where_it_leads() -> None:
    (problem,) = check({"index.html": PAGE.format('\n\n<a href="gone.html">x</a>')})
    assert problem.line() == (
        "site/index.html:3: error[site-dead-link]: links to gone.html, which the site does not have; "
        "correct the link or build again"
    )


def test_one_dead_address_is_one_finding_however_many_pages_link_to_it() -> None:
    files = {f"{number}.html": PAGE.format('<a href="gone.html">x</a>') for number in range(5)}
    (problem,) = check(files)
    assert problem.where.file == "site/0.html"
    assert "×5" in problem.message()


def test_two_dead_addresses_are_two_findings() -> None:
    found = check({"index.html": PAGE.format('<a href="b.html">x</a><a href="a.html">x</a>')})
    assert [problem.message().split()[2] for problem in found] == ["a.html,", "b.html,"]


def test_a_dead_anchor_is_a_warning() -> None:
    (problem,) = check({"index.html": PAGE.format('<a href="b.html#nowhere">x</a>'), "b.html": PAGE.format("")})
    assert (problem.code, str(problem.severity)) == ("site-dead-anchor", "warning")


def test_anchors_that_every_page_has_or_that_point_at_text() -> None:
    assert (
        check({"index.html": PAGE.format('<a href="#">a</a><a href="#top">b</a><a href="#:~:text=x">c</a>')}) == []
    )


def test_an_anchor_in_something_that_is_no_page_is_not_judged() -> None:
    assert check({"index.html": PAGE.format('<img alt="" src="a.svg#part">')}, ("a.svg",)) == []


def test_ids_that_stand_twice() -> None:
    (problem,) = check({"index.html": PAGE.format('<p id="a">\n<p id="a">')})
    assert problem.line().startswith('site/index.html:2: warning[site-duplicate-id]: id="a"')


@pytest.mark.parametrize("html", ["<p>x</p>", "<title></title>", "<title> \n </title>"])
def test_a_page_without_a_title(html: str) -> None:
    assert codes(check({"index.html": html})) == ["site-no-title"]


def test_a_picture_without_alt_but_an_empty_alt_will_do() -> None:
    found = check({"index.html": PAGE.format('<img src="a.png">\n<img src="a.png" alt="">')}, ("a.png",))
    assert codes(found) == ["site-image-without-alt"]
    assert "a.png" in found[0].message()


def test_bytes_that_are_no_text_are_said_and_the_rest_is_checked() -> None:
    files = [("a.html", b"\xff\xfe\x00"), ("b.html", PAGE.format('<a href="gone">').encode())]
    found = list(check_files(iter(files), paths={"a.html", "b.html"}, base_url=BASE))
    assert codes(found) == ["site-not-utf8", "site-dead-link"]


def test_feeds_and_sitemaps_are_looked_at_too() -> None:
    xml = f"<urlset>\n<url><loc>{BASE}a.html</loc></url><url><loc>{BASE}gone.html</loc></url></urlset>"
    feed = f'<feed><link href="{BASE}gone.xml" rel="self"/><link href="https://other.example/"/></feed>'
    found = check({"sitemap.xml": xml, "feed.xml": feed}, ("a.html",))
    assert [problem.where.file for problem in found] == ["site/feed.xml", "site/sitemap.xml"]
    assert found[1].where.line == 2


def test_links_in_the_text_that_a_feed_carries_are_looked_at_on_their_page_only() -> None:
    feed = '<content>&lt;a href="gone.html"&gt;</content><enclosure length="1" url="gone.mp3"/>'
    (problem,) = check({"feed.xml": feed})
    assert "gone.mp3" in problem.message()


def test_other_files_are_not_read() -> None:
    assert check({"style.css": 'a{background:url("gone.png")}'}) == []


@pytest.mark.parametrize(
    ("path", "link", "target"),
    [
        ("index.html", "a.html", ("a.html", "")),
        ("2023/04/a.html", "b.html", ("2023/04/b.html", "")),
        ("2023/04/a.html", "../../tags/", ("tags/index.html", "")),
        ("2023/04/a.html", "../..", ("index.html", "")),
        ("2023/04/a.html", ".", ("2023/04/index.html", "")),
        ("2023/04/a.html", "", ("2023/04/a.html", "")),
        ("2023/04/a.html", "#x", ("2023/04/a.html", "x")),
        ("2023/04/a.html", "?q=1", ("2023/04/a.html", "")),
        ("a.html", "%E7%94%B2.html#%E4%B9%99", ("甲.html", "乙")),
        ("a.html", "/daily/b.html", ("b.html", "")),
        ("a.html", "/daily", ("index.html", "")),
        ("a.html", "/daily/", ("index.html", "")),
        ("a.html", BASE, ("index.html", "")),
        ("a.html", BASE + "b/", ("b/index.html", "")),
        ("a.html", "//news.example/daily/b.html", ("b.html", "")),
        ("a.html", "https://NEWS.example/daily/b.html", ("b.html", "")),
        ("a.html", "../b.html", ("../b.html", "")),
        ("a.html", "/b.html", ("../b.html", "")),
        ("a.html", "https://news.example/other/b.html", None),
        ("a.html", "http://news.example/daily/b.html", None),
        ("a.html", "https://other.example/daily/b.html", None),
        ("a.html", "mailto:a@b.example", None),
        ("a.html", "data:image/png;base64,AAAA", None),
        ("a.html", "javascript:void(0)", None),
        ("a.html", "//[", ("//[", "")),
    ],
)
def test_where_a_link_leads(path: str, link: str, target: tuple[str, str] | None) -> None:
    assert resolve(path, link, BASE) == target


@pytest.mark.parametrize("base", ["https://news.example/", "https://news.example"])
def test_a_site_at_the_root_of_its_host(base: str) -> None:
    assert resolve("x/a.html", "/b.html", base) == ("b.html", "")
    assert resolve("x/a.html", "/", base) == ("index.html", "")
    assert resolve("x/a.html", "https://news.example/b.html", base) == ("b.html", "")


def test_the_manifest_and_the_folder_are_held_together() -> None:
    found = list(check_manifest({"a.html", "b.html"}, {"b.html", "c.html"}, "site/"))
    assert [(problem.code, problem.where.file) for problem in found] == [
        ("site-missing-file", "site/a.html"),
        ("site-stray-file", "site/c.html"),
    ]
