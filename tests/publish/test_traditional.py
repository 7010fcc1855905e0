"""The site in Traditional characters."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace

import pytest

from jianbao.model.article import Image
from jianbao.publish.theme import theme
from jianbao.publish.traditional import converted
from jianbao.zh.traditional import converter
from publish.making import BASE, SETTINGS, dead_links, document, folder, page, plan, printed, read, site, town
from themes.test_default_theme import THEME

HANT = replace(SETTINGS, traditional="tw")
TURN = str.maketrans("发汉", "發漢")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('汉<b title="汉">汉</b>', '漢<b title="漢">漢</b>'),
        ('<a href="../../tags/a.html">', '<a href="../../tags/a.html">'),
        ('<a href="../../tags/none.html">', '<a href="../../../tags/none.html">'),
        ('<link href="../../assets/s.css">', '<link href="../../../assets/s.css">'),
        ('<img src="../../汉.png">', '<img src="../../../汉.png">'),
        ('<a href="#汉"><a href="https://汉.example/"><a href="mailto:a@b.c">',) * 2,
        ('<a href="../../../2023/04/x.html">',) * 2,
        ('<a href="x.html?q=1#p">', '<a href="x.html?q=1#p">'),
        ('<a href="y.html#p">', '<a href="../y.html#p">'),
    ],
)
def test_text_is_converted_and_links_lead_where_they_should(text: str, wanted: str) -> None:
    there = {"2023/04/x.html", "tags/a.html"}
    assert converted(text, "2023/04/x.html", there, lambda it: it.translate(TURN)) == wanted


@pytest.mark.parametrize(
    ("way", "wanted"), [("t", "頭髮發展，裏面"), ("tw", "頭髮發展，裡面"), ("hk", "頭髮發展，裏面")]
)
def test_words_decide_and_places_write_differently(way: str, wanted: str) -> None:
    assert converter(way)("头发发展，里面") == wanted


def _files() -> dict[str, bytes]:
    chosen = theme([folder(THEME, "default")])
    pictured = document("tu", images=(Image(src="/a.jpg"),), body="头发。见[一](/2023/04/yi.html)。")
    return site([*town(), pictured], chosen, settings=HANT, pages=[page(2, name="要闻")])


def test_every_page_has_a_twin_and_no_link_is_dead() -> None:
    made = _files() | {"a.jpg": b""}
    pages = {path for path in made if path.endswith(".html") and not path.startswith("zh-hant/")}
    without = pages - {path.removeprefix("zh-hant/") for path in made if path.startswith("zh-hant/")}
    assert without == {"404.html", "old/san.html", "2023/04/jiu-san.html"} & pages
    assert [link for link in dead_links(made) if "#ti" not in link and "search.js" not in link] == []


def test_the_two_name_each_other() -> None:
    made = _files()
    own, twin = (made[path].decode() for path in ("2023/04/tu.html", "zh-hant/2023/04/tu.html"))
    assert '<html lang="zh-CN"' in own
    assert '<html lang="zh-Hant"' in twin
    assert "頭髮" in twin
    assert "頭髮" not in own
    assert f'<link rel="canonical" href="{BASE}zh-hant/2023/04/tu.html">' in twin
    named = re.findall(r'hreflang="([\w-]+)" href="(https[^"]*)"', own)
    assert named == re.findall(r'hreflang="([\w-]+)" href="(https[^"]*)"', twin)
    assert dict(named)["zh-Hant"] == f"{BASE}zh-hant/2023/04/tu.html"
    assert "../../zh-hant/2023/04/tu.html" in read(own.encode()).links
    assert "../../../2023/04/tu.html" in read(twin.encode()).links


def test_its_feeds_lead_into_it() -> None:
    made = _files()
    atom = made["zh-hant/feed.xml"].decode()
    assert 'xml:lang="zh-Hant"' in atom
    assert f'<link rel="self" type="application/atom+xml" href="{BASE}zh-hant/feed.xml"/>' in atom
    assert f'<link rel="alternate" type="text/html" href="{BASE}zh-hant/"/>' in atom
    assert f"<id>{BASE}zh-hant/2023/04/tu.html</id>" in atom
    assert f'href="{BASE}zh-hant/2023/04/yi.html"' in html.unescape(atom)
    assert f'src="{BASE}a.jpg"' in html.unescape(atom)
    assert "頭髮" in atom
    assert "頭髮" in made["zh-hant/rss.xml"].decode()
    told = json.loads(made["zh-hant/feed.json"])
    assert (told["language"], told["home_page_url"]) == ("zh-Hant", f"{BASE}zh-hant/")
    assert {item["url"].startswith(f"{BASE}zh-hant/") for item in told["items"]} == {True}
    feeds = {path for path in made if path.endswith("feed.xml") and not path.startswith("zh-hant/")}
    assert {f"zh-hant/{path}" for path in feeds} <= set(made)
    assert 'href="../../feed.xml"' in made["zh-hant/2023/04/tu.html"].decode()


def test_its_search_asks_the_index_of_the_site() -> None:
    asking = _files()["zh-hant/search/index.html"].decode()
    assert 'data-root="../../"' in asking
    assert "沒有找到" in asking


def test_nothing_of_it_is_there_unless_asked_for() -> None:
    assert not any(path.startswith("zh-hant") for path in plan(town()).paths)
    assert "hreflang" not in site([printed("yi")], theme([folder(THEME, "default")]))["2023/04/yi.html"].decode()


def test_readings_do_not_part_the_words_of_a_twin() -> None:
    made = plan([document("yi", body="头发发展。")], settings=replace(HANT, ruby=True))
    routes = {route.path: route.view for route in made.routes()}
    assert "<rt>" in getattr(routes["2023/04/yi.html"], "body", "")
    assert getattr(routes["zh-hant/2023/04/yi.html"], "body", "") == "<p>头发发展。</p>"


def test_all_addresses_are_claimed_and_every_key_is_its_own() -> None:
    made = plan(town(), settings=HANT)
    routes = list(made.routes())
    assert sorted(route.path for route in routes) == sorted(made.paths)
    keys = {route.path: route.key for route in routes}
    assert keys["index.html"] != keys["zh-hant/index.html"]


LINKING = ("见[那篇](/2023/04/er.html)。", "见[那篇][1]。\n\n[1]: /2023/04/er.html")


@pytest.mark.parametrize("body", LINKING)
def test_a_link_to_a_page_that_comes_later_is_led_there_then(body: str) -> None:
    chosen = theme([folder(THEME, "default")])
    one, other, path = document("yi", body=body), document("er"), "zh-hant/2023/04/yi.html"
    pages = [site(made, chosen, settings=HANT)[path].decode() for made in ([one], [one, other])]
    assert ["../../../2023/04/er.html" in it for it in pages] == [True, False]
    keys = [{it.path: it.key for it in plan(made, settings=HANT).routes()}[path] for made in ([one], [one, other])]
    assert keys[0] != keys[1]


def test_a_page_without_links_stays_when_another_comes() -> None:
    one, other, path = document("yi"), document("er"), "zh-hant/2023/04/yi.html"
    keys = [{it.path: it.key for it in plan(made, settings=HANT).routes()}[path] for made in ([one], [one, other])]
    assert keys[0] == keys[1]
