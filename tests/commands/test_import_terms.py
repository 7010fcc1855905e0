"""Addresses of terms: given once, sorted, never changed."""

from __future__ import annotations

import datetime as dt
import tomllib

import pytest

from jianbao.commands.import_places import free_slug, shortened
from jianbao.commands.import_terms import keys, new_slugs, with_slugs
from jianbao.model.article import Article, Credit


def test_the_terms_of_articles() -> None:
    article = Article(
        title="题",
        date=dt.date(2023, 4, 12),
        tags=("夜校", "坏\x07"),
        authors=(Credit(name="张　锋"),),
        rubric="",
        paper="青禾报",
    )
    assert keys([article, article]) == ("authors/张锋", "papers/青禾报", "tags/夜校")


def test_two_terms_of_a_kind_never_share_an_address() -> None:
    found = new_slugs(
        ["tags/事实", "tags/实施", "authors/石氏", "tags/有"], {"tags/史诗": "shi-shi", "tags/有": "x"}, {}
    )
    assert found["tags/事实"] == "shi-shi-2"
    assert found["tags/实施"] == "shi-shi-3"
    assert found["authors/石氏"] == "shi-shi"
    assert "tags/有" not in found


@pytest.mark.parametrize(
    "text",
    ["", "# 只有注释\n", "[slugs]\n", '[slugs]\n"tags/a" = "a"\n', "[slugs]\n'tags/z' = 'z'\n[other]\nx = 1\n"],
)
def test_lines_are_added_in_order_and_none_is_touched(text: str) -> None:
    written = with_slugs(text, {"tags/夜校": "ye-xiao", 'tags/"引"': "yin", "authors/甲": "jia"})
    read = tomllib.loads(written)["slugs"]
    assert {"tags/夜校": "ye-xiao", 'tags/"引"': "yin", "authors/甲": "jia"}.items() <= read.items()
    assert list(read) == sorted(read)
    assert [line for line in text.split("\n") if line and line not in written.split("\n")] == []
    assert with_slugs(written, {}) == written


def test_a_long_slug_gives_way_at_a_word() -> None:
    slug = "-".join(["abcd"] * 12)
    day = dt.date(2023, 4, 5)
    assert free_slug(slug, day, lambda each: each == slug) == "-".join(["abcd"] * 11) + "-05"
    assert shortened("a" * 70, 57) == "a" * 57
    assert shortened("abc-de", 3) == "abc"
