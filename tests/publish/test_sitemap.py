from __future__ import annotations

import datetime as dt
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from jianbao.model.settings import Settings
from jianbao.publish import sitemap
from publish.making import BASE, TODAY, document, plan, site, town, views

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def parsed(content: bytes) -> ET.Element:
    """Parse our own XML."""
    return ET.fromstring(content)  # noqa: S314


def test_every_page_that_a_reader_may_find_is_in_the_sitemap_once() -> None:
    files = site(town())
    found = [node.text for node in parsed(files["sitemap.xml"]).iter(f"{SPACE}loc")]
    hidden = {"404.html", "search/index.html", "old/san.html", "2023/04/jiu-san.html"}
    pages = {path for path in files if path.endswith(".html")} - hidden
    assert sorted(found, key=str) == sorted(BASE + path.removesuffix("index.html") for path in pages)


def test_an_article_says_when_it_changed() -> None:
    files = site([document(updated=dt.date(2023, 5, 1))])
    rows = {url.findtext(f"{SPACE}loc"): url.findtext(f"{SPACE}lastmod") for url in parsed(files["sitemap.xml"])}
    assert rows[f"{BASE}2023/04/xin-wen.html"] == "2023-05-01"
    assert rows[BASE] is None


def test_a_large_site_has_a_sitemap_a_year(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "LIMIT", 10)
    made = plan(town())
    paths = [path for path in made.paths if "sitemap" in path]
    assert sorted(paths) == [
        "news-sitemap.xml",
        "sitemap.xml",
        "sitemap/2022.xml",
        "sitemap/2023.xml",
        "sitemap/pages.xml",
    ]
    files = site(town())
    index = parsed(files["sitemap.xml"])
    assert index.tag == f"{SPACE}sitemapindex"
    assert [node.text for node in index.iter(f"{SPACE}loc")] == [
        f"{BASE}sitemap/{part}.xml" for part in ("pages", "2022", "2023")
    ]
    assert len(parsed(files["sitemap/2022.xml"])) == 2
    assert len(parsed(files["sitemap/2023.xml"])) == 4


def test_news_are_those_of_the_two_days_up_to_the_newest() -> None:
    days = [document(f"d{day}", date=dt.date(2023, 4, day), title=f"<{day}>") for day in (10, 11, 12)]
    root = parsed(site(days)["news-sitemap.xml"])
    assert [node.text for node in root.iter(f"{NEWS}title")] == ["<12>", "<11>"]
    assert [node.text for node in root.iter(f"{NEWS}publication_date")] == [
        "2023-04-12T00:00:00+08:00",
        "2023-04-11T00:00:00+08:00",
    ]
    assert {node.text for node in root.iter(f"{NEWS}language")} == {"zh-cn"}
    assert views([document()], settings=Settings(language="en-GB"))["news-sitemap.xml"].language == "en"


@pytest.mark.parametrize("documents", [[], [document(date=dt.date.min)]])
def test_no_news_and_very_old_news(documents: Any) -> None:
    assert len(views(documents, today=TODAY)["news-sitemap.xml"].articles) == len(documents)


def test_robots_name_the_sitemaps() -> None:
    assert site([])["robots.txt"].decode() == (
        f"User-agent: *\nAllow: /\n\nSitemap: {BASE}sitemap.xml\nSitemap: {BASE}news-sitemap.xml\n"
    )
