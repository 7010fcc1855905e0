"""Addresses of headlines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jianbao.model.tables import Tables
from jianbao.zh.pinyin import place, syllables, title_slug
from jianbao.zh.readings import official

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "slug"


@pytest.mark.parametrize("case", sorted(GOLDEN.iterdir()), ids=lambda path: path.name)
def test_golden(case: Path) -> None:
    title = (case / "input.txt").read_text(encoding="utf-8").split("\n")[0]
    wanted = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    assert title_slug(title, people=wanted["people"]) == wanted["slug"]


def test_places_that_general_dictionaries_get_wrong(shared: Path) -> None:
    rows = (shared / "data" / "places" / "place_pinyin_hard.dev.tsv").read_text(encoding="utf-8").splitlines()[1:]
    right = {"county": 0, "town": 0}
    count = {"county": 0, "town": 0}
    for row in rows:
        deep, _, full, said, _ = row.split("\t")
        level = "town" if deep == "3" else "county"
        count[level] += 1
        right[level] += f"{' '.join(syllables(full))} ".startswith(f"{said} ")
    assert right["county"] >= 0.99 * count["county"]
    assert right["town"] >= 0.95 * count["town"]


def test_the_publishers_reading_goes_first() -> None:
    tables = Tables(readings={"大城": "da cheng", "朝阳": "zhao yang", "坏": "two syllables", "空": "！"})
    assert title_slug("大城县坏朝阳空", tables=tables) == "da-cheng-xian-huai-zhao-yang-kong"


def test_towns_that_no_list_has() -> None:
    assert syllables("长凌镇") == ("chang", "ling", "zhen")
    assert syllables("江苏省罗圩乡") == ("jiang", "su", "sheng", "luo", "xu", "xiang")


def test_a_title_word_makes_a_surname() -> None:
    assert syllables("县委书记仇英")[-2:] == ("qiu", "ying")
    assert syllables("解放军")[:1] == ("jie",)
    assert syllables("都市生活")[:1] == ("du",)


def test_people_that_are_given() -> None:
    assert syllables("查良镛小说", people=("查良镛",))[:1] == ("zha",)
    assert syllables("查良镛小说")[:1] == ("cha",)


def test_limits() -> None:
    assert title_slug("中国" * 9, limit=20) == "zhong-guo-zhong-guo"
    assert len(title_slug("中国" * 50)) <= 60
    assert title_slug("a" * 80) == "a" * 60
    assert title_slug("").startswith("x-")
    assert title_slug("aux") == "aux-x"


def test_official_spelling_of_u_umlaut() -> None:
    assert [official(said) for said in ("lv", "nv", "lve", "nve", "ê")] == ["lyu", "nyu", "lue", "nue", "e"]


def test_rules_of_place_names_alone() -> None:
    assert place("圩") == ("xu",)
    assert place("甲乙") == ("", "")
