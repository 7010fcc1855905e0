"""The index of regions, and what a region's page shows beside its articles."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from jianbao.model.article import Document
from jianbao.publish.views import ListingView, RegionsView
from jianbao.zh.divisions import divisions, tiles
from publish.making import DAY, document, plan, town, views


def index(documents: list[Document]) -> RegionsView:
    view = views(documents)["regions/index.html"]
    assert isinstance(view, RegionsView)
    return view


def page(documents: list[Document], path: str) -> ListingView:
    view = views(documents)[path]
    assert isinstance(view, ListingView)
    return view


def story(number: int, *codes: str, date: dt.date = DAY, **more: Any) -> Document:
    return document(f"a{number}", region=codes[0], regions=codes, date=date, **more)


def test_each_provincial_unit_has_one_square_of_its_own() -> None:
    provinces = {code for code, region in divisions().items() if region.level == 1}
    assert tiles().keys() == provinces
    assert len(set(tiles().values())) == len(provinces) == 34


def test_all_squares_are_shown_and_those_without_articles_lead_nowhere() -> None:
    view = index(town())
    assert len(view.tiles) == 34
    by_name = {tile.name: tile for tile in view.tiles}
    assert (by_name["甘肃"].count, by_name["甘肃"].href, by_name["甘肃"].full) == (
        2,
        "regions/gansu.html",
        "甘肃省",
    )
    assert (by_name["西藏"].count, by_name["西藏"].href, by_name["西藏"].shade) == (0, "", 0)
    assert all(bool(tile.count) == bool(tile.shade) == bool(tile.href) for tile in view.tiles)
    assert [(tile.row, tile.column) for tile in view.tiles] == sorted(
        (tile.row, tile.column) for tile in view.tiles
    )
    assert all(tile.column < view.columns and tile.row < view.rows for tile in view.tiles)


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 400))
def test_the_legend_says_what_the_shades_mean(count: int) -> None:
    view = index([story(number, "620000") for number in range(count)] + [story(10**6, "630000")])
    classes = {each.shade: each for each in view.legend}
    assert sorted(classes) == [*range(len(classes))]
    assert (classes[0].least, classes[0].most, classes[1].least) == (0, 0, 1)
    for tile in view.tiles:
        each = classes[tile.shade]
        assert each.least <= tile.count <= (each.most or 10**9)
    ends = [each.most + 1 for each in view.legend[1:-1]]
    assert ends == [each.least for each in view.legend[2:]]
    assert view.legend[-1].most == 0


def test_the_index_by_letter_follows_the_official_reading() -> None:
    groups = {
        group.letter: [it.text for it in group.terms]
        for group in index(
            [story(1, "610000"), story(2, "211300"), story(3, "511500", "110105"), story(4, "220104")]
        ).groups
    }
    assert list(groups) == sorted(groups)
    assert groups["S"] == ["陕西省", "四川省"]
    # 朝阳 of three places: those of one name say where they lie
    assert groups["C"] == ["朝阳区（北京）", "朝阳区（长春）", "朝阳市", "长春市"] or groups["C"] == [
        "长春市",
        "朝阳区（北京）",
        "朝阳区（长春）",
        "朝阳市",
    ]


def test_a_countys_article_stands_in_its_city_and_province_once() -> None:
    files = views([story(1, "620923", "620900", "620000"), story(2, "620000")])
    for path, count in (("gansu", 2), ("gansu/jiuquan", 1), ("gansu/jiuquan/subei", 1)):
        view = files[f"regions/{path}.html"]
        assert view.count == count
        assert len({card.href for card in view.cards}) == len(view.cards) == count


def test_a_regions_tree_is_what_lies_in_it() -> None:
    view = page([story(1, "620923"), story(2, "620100")], "regions/gansu.html")
    assert view.place is not None
    lanzhou, jiuquan = view.place.tree
    assert (lanzhou.link.text, lanzhou.link.count) == ("兰州市", 1)
    assert [node.link.text for node in jiuquan.children] == ["肃北蒙古族自治县"]


def test_a_region_without_parts_shows_what_lies_beside_it_and_itself_without_counts() -> None:
    view = page([story(1, "620923"), story(2, "620902")], "regions/gansu/jiuquan/subei.html")
    assert view.place is not None
    assert [(node.link.text, node.link.count, node.here) for node in view.place.tree] == [
        ("肃州区", 0, False),
        ("肃北蒙古族自治县", 0, True),
    ]
    assert page([story(1, "620923")], "regions/gansu/jiuquan/subei.html").place.tree == ()  # type: ignore[union-attr]  # asserted above


def test_months_without_articles_are_bars_without_height() -> None:
    stories = [story(1, "620000", date=dt.date(2023, 1, 5)), story(2, "620000", date=dt.date(2023, 4, 1))]
    view = page([*stories, story(3, "620000", date=dt.date(2023, 4, 2))], "regions/gansu.html")
    assert view.place is not None
    assert [(bar.text, bar.count, bar.height) for bar in view.place.bars] == [
        ("2023年1月", 1, 50),
        ("2023年2月", 0, 0),
        ("2023年3月", 0, 0),
        ("2023年4月", 2, 100),
    ]


def test_many_months_become_years_and_one_month_is_no_chart() -> None:
    years = [story(year, "620000", date=dt.date(year, 5, 5)) for year in (1998, 2001, 2003)]
    view = page(years, "regions/gansu.html")
    assert view.place is not None
    assert [(bar.text, bar.count) for bar in view.place.bars] == [
        ("1998", 1),
        ("1999", 0),
        ("2000", 0),
        ("2001", 1),
        ("2002", 0),
        ("2003", 1),
    ]
    alone = page([story(1, "620000")], "regions/gansu.html").place
    assert alone is not None
    assert alone.bars == ()


def test_neighbours_are_of_the_same_level_and_never_what_it_lies_in() -> None:
    stories = [story(1, "441224", "440600", "441200"), story(2, "440600", "430000"), story(3, "440600", "430000")]
    city = page(stories, "regions/guangdong/foshan.html").place
    province = page(stories, "regions/guangdong.html").place
    assert city is not None
    assert province is not None
    assert [(link.text, link.count) for link in city.together] == [("湖南省", 2), ("肇庆市", 1)]
    assert [(link.text, link.count) for link in province.together] == [("湖南省", 2)]


def test_old_names_stand_on_the_page_of_today() -> None:
    place = page([story(1, "440607", date=dt.date(1998, 5, 1))], "regions/guangdong/foshan/sanshui.html").place
    assert place is not None
    assert [(old.name, old.since, old.until) for old in place.formerly] == [
        ("三水县", 0, 1993),
        ("三水市", 1993, 2002),
    ]


def test_older_sheets_show_no_place_so_that_news_does_not_change_them() -> None:
    stories = [story(number, "620000", date=DAY + dt.timedelta(days=number)) for number in range(9)]
    made = views(stories)
    assert made["regions/gansu.html"].place is not None
    assert made["regions/gansu/1.html"].place is None


def test_the_key_of_a_regions_page_changes_with_what_it_shows() -> None:
    def key(stories: list[Document]) -> bytes:
        return next(route.key for route in plan(stories).routes() if route.path == "regions/gansu.html")

    before = [story(1, "620000", date=dt.date(2023, 1, 5)), story(2, "620000", "630000")]
    after = [story(1, "620000", date=dt.date(2023, 1, 5)), story(2, "620000", "640000")]
    assert key(before) == key(list(before))
    assert key(before) != key(after)


def test_a_build_loads_nothing_of_what_recognition_knows(root: Path) -> None:
    code = """
import sys, jianbao.publish.site, jianbao.publish.region_pages
heavy = {"jianbao.zh.regions_names", "jianbao.zh.regions", "jieba", "pypinyin"}
print(sorted(heavy & sys.modules.keys()))
"""
    env = {**os.environ, "PYTHONPATH": str(root / "generator")}
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    assert ran.stdout.strip() == "[]"
