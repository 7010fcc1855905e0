"""Addresses of headlines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jianbao.model.tables import Tables
from jianbao.zh.pinyin import place, spell, syllables, title_slug
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


def test_a_particle_is_read_otherwise_in_a_few_words_alone() -> None:
    assert syllables("和平与发展的崇高事业")[5] == "de"
    assert syllables("此行目的何在")[3] == "di"
    assert syllables("有的放矢")[1] == "di"
    assert syllables("这个节目的尾声")[4] == "de"


def test_towns_that_no_list_has() -> None:
    assert syllables("长凌镇") == ("chang", "ling", "zhen")
    assert syllables("江苏省罗圩乡") == ("jiang", "su", "sheng", "luo", "xu", "xiang")


def test_a_title_word_makes_a_surname() -> None:
    assert syllables("县委书记仇英")[-2:] == ("qiu", "ying")
    assert syllables("解放军")[:1] == ("jie",)
    assert syllables("都市生活")[:1] == ("du",)


def test_people_that_are_given() -> None:
    assert syllables("查良镛小说", people=("查良镛",))[:1] == ("zha",)
    assert syllables("区少坤到村里", people=("区少坤",))[:1] == ("ou",)
    assert syllables("区少坤到村里")[:1] == ("qu",)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("查良镛小说", "zha"),
        ("单霁翔讲故宫", "shan"),
        ("仇英画作", "qiu"),
        ("曾国藩家书", "zeng"),
        ("查明原因", "cha"),
        ("单日客流", "dan"),
        ("查一查隐患", "cha"),
        ("仇恨教育", "chou"),
        ("区块链", "qu"),
    ],
)
def test_a_surname_that_is_no_word_with_what_follows(text: str, first: str) -> None:
    assert syllables(text)[0] == first


def test_an_address_ends_where_a_word_ends() -> None:
    title = "上下游企业职工联合攻关创新发展"
    assert title_slug(title) == "shang-xia-you-qi-ye-zhi-gong-lian-he-gong-guan-chuang-xin"
    assert title_slug(title, limit=25) == "shang-xia-you-qi-ye"
    assert title_slug(title, limit=4) == "shan"


@pytest.mark.parametrize(
    ("text", "slug"),
    [("增长1.5%", "zeng-zhang-1-dian-5"), ("v2.0.1版", "v2-0-1-ban"), ("5G+工业", "5g-gong-ye"), ("C919", "c919")],
)
def test_numbers_stay_readable(text: str, slug: str) -> None:
    assert title_slug(text) == slug


def test_close_things_are_told_unless_the_publisher_has_spoken() -> None:
    doubtful = next(text for text in ("轧路机", "和面", "盛满粮食的谷仓") if spell(text).doubts)
    (char, said), *_ = spell(doubtful).doubts
    assert char in doubtful
    assert spell(doubtful, tables=Tables(readings={char: said})).doubts == ()


def test_towns_alone_are_read_as_towns() -> None:
    assert syllables("佛子庄") == ("fo", "zi", "zhuang")
    assert syllables("新圩") == ("xin", "xu")


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


def test_a_rare_character_outside_our_table_is_read_all_the_same() -> None:
    assert title_slug("马𬀩山谈修桥") == "ma-wei-shan-tan-xiu-qiao"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("圈养的羊掉色的布", "juan yang de yang diao shai de bu"),
        # a word counts where both its ends are ends of words
        ("银行为职工让利", "yin hang wei zhi gong rang li"),
        ("归还得到的奖金", "gui huan de dao de jiang jin"),
        ("上调预警等级", "shang tiao yu jing deng ji"),
        ("露了一手绝活", "lou le yi shou jue huo"),
    ],
)
def test_words_that_settle_a_reading(text: str, said: str) -> None:
    assert " ".join(syllables(text)) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("金宝屯镇", "jin bao tun zhen"),
        ("厦港街道", "xia gang jie dao"),
        ("巴依阿瓦提乡", "ba yi a wa ti xiang"),
        ("柏林镇", "bai lin zhen"),
        ("闸弄口街道", "zha nong kou jie dao"),
        # a name that no list has, alone: its characters stand in names of places only
        ("罗圩", "luo xu"),
        ("外埔", "wai bu"),
    ],
)
def test_towns(text: str, said: str) -> None:
    assert " ".join(syllables(text)) == said
