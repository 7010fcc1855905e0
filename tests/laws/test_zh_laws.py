"""What holds for every text."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from jianbao.model.tables import Tables
from jianbao.zh.divisions import divisions, parents
from jianbao.zh.pinyin import title_slug
from jianbao.zh.readings import read, sort_key, term_slug
from jianbao.zh.regions import find
from jianbao.zh.tags import tags

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
PIECES = (
    *("甘肃省", "酒泉", "朝阳", "朝阳区", "北京", "桥头镇", "川渝", "京沪高铁", "合作", "来宾", "新乡", "中山装"),
    *("驻", "在", "、", "。", "记者", "总工会", "路", "1年", "+", "“", "A"),
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=20).map("".join))


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_addresses_are_always_addresses(text: str) -> None:
    for slug in (title_slug(text), term_slug(text)):
        assert SLUG.fullmatch(slug)
        assert not RESERVED.fullmatch(slug)
    assert len(title_slug(text)) <= 60
    assert title_slug(text) == title_slug(text)


@given(st.lists(TEXTS, max_size=6))
@settings(max_examples=50, deadline=None)
def test_sorting_does_not_depend_on_the_order(texts: list[str]) -> None:
    other = list(reversed(texts))
    key = {text: sort_key(text, read(text)) for text in texts}
    assert sorted(texts, key=key.__getitem__) == sorted(other, key=key.__getitem__)


@given(TEXTS, TEXTS)
@settings(max_examples=150, deadline=None)
def test_regions_are_closed_under_parents_and_sorted(title: str, text: str) -> None:
    found = find(title, text)
    assert list(found.regions) == sorted(set(found.regions))
    assert all(set(parents(code)) <= set(found.regions) for code in found.regions)
    assert found.region is None or found.region in found.regions
    assert all(code in divisions() for code in found.regions)
    assert find(title, text) == found


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_a_blocked_name_is_never_a_place(text: str) -> None:
    names = frozenset({"甘肃省", "酒泉", "北京", "朝阳", "朝阳区", "川渝", "桥头镇", "新乡", "来宾", "合作"})
    found = find("", text, tables=Tables(blocked_regions=names))
    assert all(not line.startswith(tuple(f"{name} →" for name in names)) for line in found.why)


@given(TEXTS, TEXTS)
@settings(max_examples=80, deadline=None)
def test_tags_are_few_and_distinct(title: str, text: str) -> None:
    found = tags(title, "", (), text, people=("酒泉",), tables=Tables(blocked_tags=frozenset({"总工会"})))
    assert len(found) <= 6
    assert len(set(found)) == len(found)
    assert "总工会" not in found
    assert all(len(tag) > 1 for tag in found)
