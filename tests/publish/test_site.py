"""The pages of a small site, as views."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from jianbao.model.article import Correction, Credit, Gap, Image
from jianbao.model.page import Area, Facsimile
from jianbao.model.settings import Settings
from jianbao.publish.views import Link
from publish.making import (
    BASE,
    DAY,
    PAPER,
    SETTINGS,
    TODAY,
    codes,
    document,
    page,
    plan,
    planned,
    printed,
    town,
    views,
)

KINDS = {"NewsArticle", "CollectionPage", "PublicationIssue", "WebSite"}
PAGES = (page(2, name="要闻", inferred=("date", "page"), note="附注"), page(3))


def text(links: Any) -> list[str]:
    """Return the texts of links."""
    return [link.text for link in links]


def test_every_address_is_planned_before_it_is_made() -> None:
    made = plan(town(), pages=PAGES)
    assert sorted(made.paths) == sorted(route.path for route in made.routes())
    assert len(set(made.paths)) == len(made.paths)


def test_the_addresses_of_a_small_site() -> None:
    assert set(plan(town(), pages=PAGES).paths) == {
        *(
            "index.html",
            "page/1.html",
            "404.html",
            "robots.txt",
            "sitemap.xml",
            "news-sitemap.xml",
            "data/articles.jsonl",
            "search/index.html",
        ),
        *("feed.xml", "rss.xml", "feed.json", "hand/made.html", "old/san.html", "2023/04/jiu-san.html"),
        *(f"2023/04/{slug}.html" for slug in ("yi", "er", "san", "si")),
        "2022/12/wu.html",
        *("tags/index.html", "tags/gong-hui.html", "tags/gong-hui/feed.xml"),
        *("tags/xiang-cun-zhen-xing.html", "tags/xiang-cun-zhen-xing/feed.xml"),
        *("regions/index.html", "regions/gansu.html", "regions/gansu/feed.xml", "regions/gansu/jiuquan.html"),
        *("regions/gansu/jiuquan/feed.xml", "regions/qinghai.html", "regions/qinghai/feed.xml"),
        *("regions/beijing.html", "regions/beijing/feed.xml"),
        *("regions/beijing/fengtai.html", "regions/beijing/fengtai/feed.xml"),
        *("regions/gansu/jiuquan/subei.html", "regions/gansu/jiuquan/subei/feed.xml"),
        *("_redirects", "data/redirects.map", "opensearch.xml", "data/articles.csv"),
        *("rubrics/index.html", "rubrics/yao-wen.html", "rubrics/yao-wen/feed.xml"),
        *("authors/index.html", "authors/jiang-da-chuan.html", "authors/li-mei.html"),
        *("authors/jiang-da-chuan/feed.xml", "authors/li-mei/feed.xml"),
        *("archive/index.html", "archive/2022/11.html", "archive/2022/12.html", "archive/2023/04.html"),
        *("papers/index.html", "papers/jiangbian-ribao/index.html"),
        *(f"papers/jiangbian-ribao/2023-04-12/{name}.html" for name in ("index", "02", "03")),
        *(f"papers/jiangbian-ribao/2023-04-13/{name}.html" for name in ("index", "02")),
    }


def test_the_name_that_a_code_of_the_past_meant_is_kept() -> None:
    made = views([document(region="371200", regions=("371200", "110106"), date=dt.date(1998, 5, 1))])
    crumbs = made["1998/05/xin-wen.html"].regions
    assert [[link.text for link in path] for path in crumbs] == [
        ["山东省", "济南市", "莱芜区（原莱芜市）"],
        ["北京市", "丰台区"],
    ]
    assert made["regions/shandong/jinan/laiwu.html"].title == "莱芜区"


def test_an_empty_site_has_a_home_page_and_feeds() -> None:
    made = plan([])
    assert set(made.paths) == {
        *("index.html", "archive/index.html", "404.html", "robots.txt", "sitemap.xml", "news-sitemap.xml"),
        *("feed.xml", "rss.xml", "feed.json", "data/articles.jsonl"),
    }
    assert made.site.nav == ()
    assert {route.path for route in made.routes()} == set(made.paths)
    assert made.articles == 0


def test_sections_are_those_that_have_something() -> None:
    site = plan(town()).site
    assert [link.href.partition("/")[0] for link in site.nav] == [
        *("regions", "tags", "rubrics", "papers", "authors", "archive", "search"),
    ]
    assert text(plan([document()]).site.nav) == ["归档", "搜索"]
    assert text(site.feeds) == ["Atom 订阅", "RSS 订阅", "JSON 订阅"]


def test_an_article_page() -> None:
    view = views(town(), pages=PAGES)["2023/04/yi.html"]
    assert (view.root, view.href, view.title) == ("../../", "2023/04/yi.html", "题目 yi")
    assert [(by.role, by.name, by.href) for by in view.byline] == [
        ("记者", "江大川", "authors/jiang-da-chuan.html"),
        ("摄影", "李梅", "authors/li-mei.html"),
    ]
    assert [text(path) for path in view.regions] == [["甘肃省", "酒泉市", "肃北蒙古族自治县"]]
    assert view.tags == (
        Link(text="工会", href="tags/gong-hui.html"),
        Link(text="乡村振兴", href="tags/xiang-cun-zhen-xing.html"),
    )
    assert (view.previous, view.following) == (None, Link(text="题目 er", href="2023/04/er.html"))
    assert view.stand.page == Link(text="第2版", href="papers/jiangbian-ribao/2023-04-12/02.html")
    assert view.stand.edition.text == "2023年4月12日"
    assert (view.stand.page_name, view.stand.inferred, view.stand.note) == ("要闻", ("date", "page"), "附注")
    assert view.head.canonical == f"{BASE}2023/04/yi.html"
    assert view.head.title == "题目 yi - 江边剪报"
    assert (view.characters, view.reading_minutes) == (5, 1)


def test_an_article_links_below_the_root_and_its_page_neighbours_only() -> None:
    made = views(town(), pages=PAGES)
    assert '<a href="../../2023/04/yi.html">' in made["2023/04/er.html"].body
    assert made["2023/04/er.html"].previous.text == "题目 yi"
    assert made["2023/04/er.html"].following is None
    assert made["hand/made.html"].stand is None


def test_main_region_first_and_no_holder_of_another() -> None:
    article = document(region="630000", regions=("620000", "620900", "620923", "110106"))
    crumbs = views([article])["2023/04/xin-wen.html"].regions
    assert [text(path)[-1] for path in crumbs] == ["青海省", "肃北蒙古族自治县", "丰台区"]
    loose = views([document(regions=("620000", "620923"))])["2023/04/xin-wen.html"].regions
    assert [text(path)[-1] for path in loose] == ["肃北蒙古族自治县"]


def test_the_rest_of_an_article() -> None:
    article = document(
        updated=dt.datetime(2023, 4, 13, 9, 30, tzinfo=dt.UTC),
        corrections=(Correction(date=dt.date(2023, 4, 14), text="改字"),),
        gaps=(Gap(where="paragraph 0", after="正文"), Gap(where="byline", after="张")),
        images=(
            Image(src="/img/一.jpg", caption="图说", credit="李梅 摄"),
            Image(src="javascript:1"),
            Image(src=""),
        ),
        authors=(Credit(name="", outlet="新华社"),),
        draft=True,
    )
    view = views([article], drafts=True)["2023/04/xin-wen.html"]
    assert view.updated.iso == "2023-04-13T17:30:00+08:00"
    assert view.corrections[0].date.text == "2023年4月14日"
    assert (view.gap_count, [gap.where for gap in view.gaps]) == (2, ["byline"])
    assert 'class="gap"' in view.body
    assert [(it.src, it.alt, it.external) for it in view.figures] == [
        ("img/%E4%B8%80.jpg", "图说", False),
        ("", "", False),
        ("", "", False),
    ]
    assert (view.byline[0].outlet, view.byline[0].href) == ("新华社", "")
    assert view.draft


def test_a_picture_of_another_site() -> None:
    figure = views([document(images=(Image(src="https://x.example/甲.jpg"),))])["2023/04/xin-wen.html"].figures[0]
    assert (figure.src, figure.external) == ("https://x.example/甲.jpg", True)


def test_a_removed_link_is_said_with_its_file() -> None:
    images = (Image(src=" data:1"), Image(src="/a.jpg"), Image(src=""))
    routes = list(plan([document(body="[坏](javascript:1)", images=images)]).routes())
    found = [problem for route in routes for problem in route.problems]
    assert codes(found) == ["unsafe-link", "unsafe-link"]
    assert found[0].where.file == "content/articles/xin-wen.md"


def test_json_ld_tells_the_newspaper_and_cannot_leave_its_script() -> None:
    article = printed(
        "yi", title="</script><b>题&目</b>", region="620923", tags=("工会",), deck="副题", rubric="要闻"
    )
    raw = views([article], pages=PAGES)["2023/04/yi.html"].head.jsonld
    assert not set("<>&") & set(raw)
    data = json.loads(raw)
    assert data["headline"] == "</script><b>题&目</b>"
    assert (data["@type"], data["printPage"], data["printEdition"]) == ("NewsArticle", "2", "2023-04-12")
    assert data["isPartOf"]["isPartOf"]["name"] == data["publisher"]["name"] == PAPER
    assert data["contentLocation"] == [{"@type": "Place", "name": "甘肃省酒泉市肃北蒙古族自治县"}]
    assert data["mainEntityOfPage"]["@id"] == data["url"] == f"{BASE}2023/04/yi.html"
    steps = data["mainEntityOfPage"]["breadcrumb"]["itemListElement"]
    assert [(step["position"], step["name"]) for step in steps] == [
        (1, "首页"),
        (2, PAPER),
        (3, "2023年4月12日"),
        (4, "</script><b>题&目</b>"),
    ]
    assert steps[1]["item"] == {"@id": f"{BASE}papers/jiangbian-ribao/"}
    assert "item" not in steps[-1]
    assert data["description"] == "正文一段。"
    bare = json.loads(views([document()])["2023/04/xin-wen.html"].head.jsonld)
    assert bare["publisher"]["name"] == SETTINGS.title
    assert not {"printPage", "isPartOf", "contentLocation", "image", "correction"} & set(bare)
    assert bare["author"] == [{"@type": "Organization", "name": SETTINGS.title}]
    assert bare["dateModified"] == bare["datePublished"] == "2023-04-12"


def test_json_ld_has_picture_people_and_corrections() -> None:
    images = (Image(src="", caption="只有字"), Image(src="/a.jpg"))
    told = (Correction(date=dt.date(2023, 5, 1), text="应为五。"),)
    people = (Credit(name="江大川", role="记者"),)
    head = views([document(images=images, corrections=told, authors=people)])["2023/04/xin-wen.html"].head
    data = json.loads(head.jsonld)
    assert data["image"] == [head.image] == [f"{BASE}a.jpg"]
    assert data["author"] == [{"@type": "Person", "name": "江大川"}]
    assert data["correction"] == [{"@type": "CorrectionComment", "datePublished": "2023-05-01", "text": "应为五。"}]


def test_other_pages_say_what_they_are() -> None:
    made = views(town(), pages=PAGES)
    assert json.loads(made["index.html"].head.jsonld)["potentialAction"]["target"]["urlTemplate"].endswith(
        "/blog/search/index.html?q={search_term_string}"
    )
    assert "potentialAction" not in json.loads(views([])["index.html"].head.jsonld)
    place = json.loads(made["regions/gansu/jiuquan/subei.html"].head.jsonld)
    names = [step["name"] for step in place["breadcrumb"]["itemListElement"]]
    assert names == ["首页", "地区", "甘肃省", "酒泉市", "肃北蒙古族自治县"]
    for path, view in made.items():
        if path.endswith(".html") and path not in {"404.html", "search/index.html"} and hasattr(view, "head"):
            assert json.loads(view.head.jsonld)["@type"] in KINDS, path
    issue = json.loads(made["papers/jiangbian-ribao/2023-04-12/index.html"].head.jsonld)
    assert (issue["@type"], issue["isPartOf"]["name"]) == ("PublicationIssue", PAPER)


def test_the_description_is_the_summary_the_opening_or_the_caption() -> None:
    def about(**given: Any) -> str:
        return str(views([document(**given)])["2023/04/xin-wen.html"].head.description)

    assert about(summary="摘要。") == "摘要。"
    assert about(body="## 小题\n\n第一段。") == "第一段。"
    assert about(body="", images=(Image(src="", caption="图说"),)) == "图说"
    assert about(body="", deck="副题") == "副题"


def test_home_is_the_latest_edition_then_the_newest() -> None:
    made = [*town(), printed("tu", date=dt.date(2023, 4, 13), kind="photo", order=9)]
    view = views(made, pages=PAGES, settings=Settings(per_listing=5))["index.html"]
    assert view.lead.title == "题目 si"
    assert view.seconds == ()
    assert [card.title for card in view.photos] == ["题目 tu"]
    assert [card.title for card in view.newest] == ["题目 yi", "题目 er", "题目 san", "题目 wu", "题目 liu"]
    assert view.stand.date.iso == "2023-04-13"
    assert text(view.pages) == ["第2版"]
    assert [(link.text, link.count) for link in view.tags] == [("工会", 3), ("乡村振兴", 2)]
    assert [(link.text, link.count) for link in view.regions] == [("北京市", 1), ("甘肃省", 2), ("青海省", 1)]
    assert view.pager is None


def test_home_without_an_edition_leads_with_the_newest() -> None:
    view = views([document("a"), document("b", date=dt.date(2023, 4, 13))])["index.html"]
    assert (view.lead.title, [card.title for card in view.newest]) == ("题目 b", ["题目 a"])
    assert view.stand is None


def test_cards_are_shared() -> None:
    made = views(town())
    card = made["tags/gong-hui.html"].cards[0]
    assert card is made["papers/jiang-bian-ri-bao/2023-04-12/02.html"].contents.cards[0]
    assert any(card is other for other in made["archive/2023/04.html"].cards)
    assert card.region.text == "肃北蒙古族自治县"
    assert (card.authors, card.paper, card.page) == ("江大川、李梅", PAPER, 2)


def test_pages_of_a_listing_keep_their_numbers() -> None:
    days = [document(f"d{day:02d}", date=dt.date(2023, 4, day), tags=("工会",)) for day in range(1, 11)]
    made = views(days)
    front, second, first = (made[f"tags/gong-hui{it}.html"] for it in ("", "/2", "/1"))
    assert [len(it.cards) for it in (front, second, first)] == [4, 3, 3]
    assert (front.pager.number, front.pager.total, front.pager.newer, front.pager.older.href) == (
        3,
        3,
        None,
        "tags/gong-hui/2.html",
    )
    assert (second.pager.number, second.pager.total, second.pager.newer.href) == (2, 0, "tags/gong-hui.html")
    assert (first.pager.newer.href, first.pager.older) == ("tags/gong-hui/2.html", None)
    assert (front.count, second.count) == (10, 0)
    assert made["index.html"].pager.older.href == "page/2.html"
    assert made["page/2.html"].pager.newer.href == "index.html"
    more = views([*days, document("d11", date=dt.date(2023, 4, 11), tags=("工会",))])
    assert all(
        more[path] == made[path]
        for path in ("tags/gong-hui/1.html", "tags/gong-hui/2.html", "page/1.html", "page/2.html")
    )


def test_a_countys_article_is_in_city_and_province_once() -> None:
    made = views(town())
    for path in ("regions/gansu", "regions/gansu/jiuquan", "regions/gansu/jiuquan/subei"):
        assert [card.title for card in made[f"{path}.html"].cards].count("题目 yi") == 1
    province = made["regions/gansu.html"]
    assert province.children == (Link(text="酒泉市", href="regions/gansu/jiuquan.html", count=1),)
    assert text(made["regions/gansu/jiuquan.html"].breadcrumb) == ["地区", "甘肃省"]
    assert province.feed == province.head.feed == "regions/gansu/feed.xml"
    tree = made["regions/index.html"]
    assert [(node.link.text, node.link.count, len(node.children)) for node in tree.provinces] == [
        ("北京市", 1, 1),
        ("甘肃省", 2, 1),
        ("青海省", 1, 0),
    ]
    assert tree.count == 6


def test_terms_stand_under_the_letter_of_their_pinyin() -> None:
    tags = ("重庆", "安全", "AI", "案例", "2023", "★")
    view = views([document(tags=tags)])["tags/index.html"]
    assert [(group.letter, text(group.terms)) for group in view.groups] == [
        ("A", ["AI", "案例", "安全"]),
        ("C", ["重庆"]),
        ("#", ["★", "2023"]),
    ]
    assert view.count == 6


def test_the_archive() -> None:
    made = views(town())
    assert [(year.year, text(year.links)) for year in made["archive/index.html"].years] == [
        (2023, ["4月"]),
        (2022, ["12月", "11月"]),
    ]
    month = made["archive/2022/12.html"]
    assert (month.title, text(month.children)) == ("2022年12月", ["2022年11月", "2023年4月"])


def test_the_archive_has_a_chart_of_the_months() -> None:
    bars = views(town())["archive/index.html"].bars
    assert [(bar.text, bar.count, bar.height) for bar in bars[:3]] == [
        ("2022年11月", 1, 25),
        ("2022年12月", 1, 25),
        ("2023年1月", 0, 0),
    ]
    assert (bars[-1].text, bars[-1].count) == ("2023年4月", 4)
    assert views([document("yi")])["archive/index.html"].bars == ()
    old = views([document("yi"), document("er", date=dt.date(1983, 4, 12))])["archive/index.html"].bars
    assert (old[0].text, old[-1].text, len(old)) == ("1983", "2023", 41)


def test_a_newspaper_is_a_calendar_of_issues() -> None:
    made = views(town(), pages=PAGES)
    (april,) = made["papers/jiangbian-ribao/index.html"].months
    assert april.text == "4月"
    assert [day.number for day in april.weeks[0]] == [0, 0, 0, 0, 0, 1, 2]  # the 1st was a Saturday
    issues = [(day.number, day.href, day.text) for week in april.weeks for day in week if day.href]
    assert issues == [
        (12, "papers/jiangbian-ribao/2023-04-12/index.html", "2023年4月12日"),
        (13, "papers/jiangbian-ribao/2023-04-13/index.html", "2023年4月13日"),
    ]


def test_earlier_years_of_a_newspaper_have_pages_of_their_own() -> None:
    early = [printed("gu", date=dt.date(2021, 1, 2)), printed("jin"), printed("zao", date=dt.date(2019, 5, 1))]
    made = views(early)
    newest, old = made["papers/jiang-bian-ri-bao/index.html"], made["papers/jiang-bian-ri-bao/2021.html"]
    assert (newest.year, newest.count, newest.title) == (2023, 3, PAPER)
    assert (old.year, old.count, old.title) == (2021, 0, f"{PAPER} 2021年")
    assert text(old.breadcrumb) == ["报纸", PAPER]
    assert [link.href.rpartition("/")[2] for link in old.years] == ["index.html", "2021.html", "2019.html"]
    assert old.years == newest.years
    keys = {route.path: route.key for route in plan(early).routes()}
    later = {route.path: route.key for route in plan([*early, printed("xin", date=dt.date(2023, 5, 1))]).routes()}
    assert keys["papers/jiang-bian-ri-bao/2021.html"] == later["papers/jiang-bian-ri-bao/2021.html"]
    assert keys["papers/jiang-bian-ri-bao/index.html"] != later["papers/jiang-bian-ri-bao/index.html"]


def test_the_picture_of_a_page_leads_to_its_articles() -> None:
    areas = (Area(order=1, points=((0, 0), (90, 0), (90, 50))), Area(order=7, points=((0, 60), (9, 60), (9, 90))))
    scan = Facsimile(src="/scans/02.webp", width=100, height=150, areas=areas)
    made = views(town(), pages=[page(picture=scan)])["papers/jiangbian-ribao/2023-04-12/02.html"].picture
    assert (made.src, made.external, made.width, made.height) == ("scans/02.webp", False, 100, 150)
    assert [(area.href, area.text, area.points) for area in made.areas] == [
        ("2023/04/er.html", "题目 er", "0,0 90,0 90,50")
    ]
    unsafe = Facsimile(src="javascript:alert(1)", width=1, height=1)
    assert views(town(), pages=[page(picture=unsafe)])["papers/jiangbian-ribao/2023-04-12/02.html"].picture is None


def test_the_home_page_has_the_sketch_of_regions() -> None:
    home = views(town())["index.html"]
    counted = {tile.name: tile.count for tile in home.tiles}
    assert (counted["甘肃"], counted["青海"], counted["西藏"], len(counted)) == (2, 1, 0, 34)
    assert home.columns * home.rows >= 34
    assert views([document("yi")])["index.html"].tiles == ()


def test_the_newspaper() -> None:
    made = views(town(), pages=PAGES)
    assert made["papers/index.html"].papers == (
        Link(text=PAPER, href="papers/jiangbian-ribao/index.html", count=2),
    )
    paper = made["papers/jiangbian-ribao/index.html"]
    assert (paper.year, text(paper.years), paper.count) == (2023, ["2023年"], 2)
    edition = made["papers/jiangbian-ribao/2023-04-12/index.html"]
    assert [(it.number, it.name, [card.title for card in it.cards]) for it in edition.pages] == [
        (2, "要闻", ["题目 yi", "题目 er"]),
        (3, "", ["题目 san"]),
    ]
    assert (edition.inferred, edition.previous, edition.following.text) == (("date",), None, "2023年4月13日")
    second = made["papers/jiangbian-ribao/2023-04-12/02.html"]
    assert (text(second.pages), second.previous, second.following.text) == (["第2版 要闻", "第3版"], None, "第3版")
    assert (second.inferred, second.note) == (("date", "page"), "附注")
    assert second.title == "江边日报 2023年4月12日 第2版 要闻"
    assert made["papers/jiangbian-ribao/2023-04-12/03.html"].previous.text == "第2版 要闻"
    assert (second.previous_edition, second.following_edition.text) == (None, "2023年4月13日")


def test_articles_of_an_unknown_page_are_in_the_edition_only() -> None:
    made = views([printed("yi"), document("er", paper=PAPER, edition=DAY)])
    contents = made["papers/jiang-bian-ri-bao/2023-04-12/index.html"].pages[-1]
    assert (contents.number, contents.link) == (
        0,
        Link(text="", href="papers/jiang-bian-ri-bao/2023-04-12/index.html"),
    )
    assert not any(path.endswith("/00.html") for path in made)
    assert made["2023/04/er.html"].previous is None


def test_aliases_lead_to_the_article() -> None:
    moved = views(town())["old/san.html"]
    assert (moved.root, moved.href, moved.canonical) == ("../", "2023/04/san.html", f"{BASE}2023/04/san.html")


def test_the_404_page_links_from_the_root_of_the_server() -> None:
    assert views([])["404.html"].root == "/blog/"
    assert views([], settings=Settings(base_url="https://x.example/"))["404.html"].root == "/"


def test_another_language() -> None:
    made = plan(town(), settings=Settings(language="en", per_listing=3), own_words={"tags": "Topics"})
    assert text(made.site.nav)[:3] == ["Places", "Topics", "Columns"]
    article = next(route.view for route in made.routes() if route.path == "2023/04/yi.html")
    assert getattr(article, "date", None) is not None
    assert article.date.text == "2023-04-12"  # type: ignore[union-attr]  # an article's view


def test_the_number_of_a_filing_is_read_from_its_text() -> None:
    site = plan([], settings=Settings(gongan="京公网安备 11010502000001号", icp="京ICP备1号")).site
    assert (site.gongan_code, site.icp) == ("11010502000001", "京ICP备1号")


def test_every_page_describes_itself() -> None:
    made = views(town(), pages=PAGES)
    heads = {path: view.head for path, view in made.items() if hasattr(view, "head")}
    assert [path for path, head in heads.items() if not head.description] == []
    assert heads["tags/gong-hui.html"].description == "题目 yi；题目 er；题目 wu"
    assert heads["papers/index.html"].description == PAPER
    assert heads["404.html"].canonical == ""
    assert heads["index.html"].canonical == BASE
    own = views(town(), settings=Settings(extra={"description": "江边的报纸"}))["index.html"]
    assert own.head.description == "江边的报纸"


def test_a_text_nested_too_deep_is_said() -> None:
    routes = plan([document(body="- " * 1500 + "x")]).routes()
    assert codes(problem for route in routes for problem in route.problems) == ["body-too-deep"]


def test_problems_of_all_rooms_come_together() -> None:
    found = planned([document("A b", path="content/articles/a.md", region="999999")], today=TODAY)
    assert codes(found.problems) == ["unknown-region", "slug-form"]
    assert found.value is not None
