"""Light readings for the build."""

from __future__ import annotations

import subprocess
import sys

import pytest

from jianbao.zh.divisions import divisions, syllables
from jianbao.zh.readings import letter, read, sort_key, term_slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("乡村振兴", "xiang-cun-zhen-xing"),
        ("重庆日报", "chong-qing-ri-bao"),
        ("银行", "yin-hang"),
        ("音乐", "yin-yue"),
        ("工人日报", "gong-ren-ri-bao"),
        ("吕梁女工", "lyu-liang-nyu-gong"),
        ("AI+制造", "ai-zhi-zao"),
        ("２０２３年", "2023-nian"),
        ("朝阳市", "chao-yang-shi"),
    ],
)
def test_slugs(text: str, slug: str) -> None:
    assert term_slug(text) == slug


def test_surnames_are_read_as_surnames_in_names_of_people() -> None:
    assert term_slug("单霁翔", person=True) == "shan-ji-xiang"
    assert term_slug("曾文", person=True) == "zeng-wen"
    assert term_slug("尉迟恭", person=True) == "yu-chi-gong"
    assert term_slug("曾文") == "ceng-wen"


def test_what_cannot_be_read_gets_a_stable_number() -> None:
    assert term_slug("！？") == term_slug("！？")
    assert term_slug("！？") != term_slug("……")
    assert term_slug("").startswith("x-")


@pytest.mark.parametrize("name", ["con", "NUL", "aux", "com1", "index"])
def test_names_that_a_file_may_not_have(name: str) -> None:
    assert term_slug(name) == f"{name.lower()}-x"


def test_sorting_by_pinyin_is_a_total_order() -> None:
    terms = ["招聘会", "安全", "安康", "重庆", "Zebra", "1号"]
    assert sorted(terms, key=lambda it: sort_key(it, read(it))) == [
        "1号",
        "安康",
        "安全",
        "重庆",
        "Zebra",
        "招聘会",
    ]
    assert sort_key("市", read("市")) != sort_key("事", read("事"))


def test_letters() -> None:
    assert letter(read("重庆")) == "C"
    assert letter(read("单霁翔", person=True)) == "S"
    assert letter(read("1号")) == "#"
    assert letter(read("！")) == "#"


def test_rare_characters_are_left_out_not_an_error() -> None:
    assert read("\U0002a700乡") == ("xiang",)


def test_a_build_loads_neither_pypinyin_nor_jieba() -> None:
    code = (
        "import sys; sys.path.insert(0, 'generator'); from jianbao.zh.readings import term_slug;"
        "from jianbao.zh.divisions import divisions; term_slug('乡村'); divisions();"
        "import jianbao.zh.pinyin, jianbao.zh.words, jianbao.zh.tags;"
        "sys.exit(any(name in sys.modules for name in ('pypinyin', 'jieba')))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_short_names_of_divisions_are_read_as_the_table_of_divisions_says() -> None:
    said = syllables()
    wrong = {
        one.short
        for code, one in divisions().items()
        if len(one.short) > 1 and read(one.short) != tuple(said[code].split(" "))
    }
    assert wrong == {"马尾", "南乐", "民乐"}  # words of the language as well: 民乐 is first of all a kind of music
