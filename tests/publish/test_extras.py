"""The small files: OpenSearch, the table of articles, the list of new addresses."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from xml.etree import ElementTree as ET

from jianbao.model.settings import Settings
from publish.making import BASE, SETTINGS, document, plan, site, town


def test_a_browser_learns_how_to_search() -> None:
    made = site(town(), settings=replace(SETTINGS, title="江边<剪报>一二三四五六七八九十一二三四五六"))
    space = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
    found = ET.fromstring(made["opensearch.xml"])  # noqa: S314  # made by us, a line above
    assert found.findtext("o:ShortName", namespaces=space) == "江边<剪报>一二三四五六七八九十"
    url = found.find("o:Url", space)
    assert url is not None
    assert url.get("template") == f"{BASE}search/index.html?q={{searchTerms}}"
    assert "opensearch.xml" not in site([])


def test_the_table_is_one_row_an_article_that_a_spreadsheet_reads() -> None:
    made = site([*town(), document("qi", title='有"引号"，有,逗号\n和行', tags=("甲", "乙"))])
    text = made["data/articles.csv"].decode("utf-8-sig")
    assert made["data/articles.csv"].startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == 7
    named = {row["url"].rpartition("/")[2]: row for row in rows}
    one = named["yi.html"]
    assert (one["authors"], one["tags"], one["page"]) == ("江大川;李梅", "工会;乡村振兴", "2")
    assert (one["region"], one["regions"]) == ("620923", "620000;620900;620923")
    assert (named["wu.html"]["paper"], named["wu.html"]["page"], named["wu.html"]["date"]) == ("", "", "2022-12-31")
    assert named["qi.html"]["title"] == '有"引号"，有,逗号\n和行'


def test_the_list_of_new_addresses_is_asked_for() -> None:
    assert "data/newest.txt" not in site(town())
    made = site(town(), settings=Settings(base_url=BASE, push_list=True))["data/newest.txt"].decode()
    assert made.splitlines() == [f"{BASE}2023/04/{name}.html" for name in ("si", "yi", "er", "san")]


def test_a_body_changes_none_of_them() -> None:
    before = [document("yi", body="文。" * 80), document("er")]
    after = [document("yi", body="文。" * 80 + "改。"), document("er")]
    keys = [{route.path: route.key for route in plan(made).routes()} for made in (before, after)]
    for path in ("opensearch.xml", "data/articles.csv"):
        assert keys[0][path] == keys[1][path]


def test_the_order_on_the_printed_page_is_part_of_the_table() -> None:
    two = [document("yi", order=1), document("er", order=2)]
    turned = [document("yi", order=2), document("er", order=1)]
    (first, old), (second, new) = (
        (site(made)["data/articles.csv"], {route.path: route.key for route in plan(made).routes()})
        for made in (two, turned)
    )
    assert first != second
    assert old["data/articles.csv"] != new["data/articles.csv"]
