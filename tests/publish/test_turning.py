"""下转 and 上接 between the pages of an issue."""

from __future__ import annotations

from typing import Any

import pytest

from jianbao.publish.turns import turns
from publish.making import document, page, printed, site, views


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("一段。（下转第3版）", (("下转", 3),)),
        ("（上接一版）一段。", (("上接", 1),)),
        ("（紧接第一版）一段。", (("上接", 1),)),
        ("（下转第十二版）", (("下转", 12),)),
        ("（下转第 2 版）二。（下转2版）", (("下转", 2),)),
        ("（上接第1版）中。（下转第4版）", (("上接", 1), ("下转", 4))),
        ("转版是一门学问，上接气，下转版。", ()),
    ],
)
def test_a_text_says_where_it_goes_on(body: str, wanted: tuple[tuple[str, int], ...]) -> None:
    assert turns(body) == wanted


def _bodies(*documents: Any) -> dict[str, str]:
    return {path: view.body for path, view in views(documents).items() if path.startswith("2023/04/")}


def test_the_two_parts_lead_to_each_other() -> None:
    first = printed("yi", page=1, body="一段。（下转第3版）")
    second = printed("er", page=3, body="（上接第一版）二段。")
    made = _bodies(first, second)
    assert made["2023/04/yi.html"] == '<p>一段。（<a href="../../2023/04/er.html">下转第3版</a>）</p>'
    assert made["2023/04/er.html"] == '<p>（<a href="../../2023/04/yi.html">上接第一版</a>）二段。</p>'


def test_of_several_the_one_with_the_same_headline_is_meant() -> None:
    there = [printed(f"n-{n}", page=3, title=f"题{n}", body="（上接第1版）文。") for n in range(3)]
    here = printed("yi", page=1, title="题1", body="文。（下转第3版）")
    assert "n-1.html" in _bodies(here, *there)["2023/04/yi.html"]
    assert "<a" not in _bodies(printed("yi", page=1, body="文。（下转第3版）"), *there)["2023/04/yi.html"]


@pytest.mark.parametrize(
    "other",
    [
        printed("er", page=3, body="不相干。"),
        printed("er", page=4, body="（上接第1版）文。"),
        printed("er", page=3, body="（上接第2版）文。"),
        document("er", body="（上接第1版）文。"),
    ],
)
def test_nothing_is_linked_where_the_other_part_is_not_there(other: Any) -> None:
    assert "<a" not in _bodies(printed("yi", page=1, body="文。（下转第3版）"), other)["2023/04/yi.html"]


def test_words_inside_a_link_stay_as_they_are() -> None:
    first = printed("yi", page=1, body="见[下转第3版的说明](https://e.org/)。（下转第3版）")
    made = _bodies(first, printed("er", page=3, body="（上接第1版）文。"))["2023/04/yi.html"]
    assert made.count("<a") == 2
    assert "（<a href" in made


def test_links_of_parts_live_in_feeds_and_on_pages() -> None:
    made = site(
        [printed("yi", page=1, body="文。（下转第3版）"), printed("er", page=3, body="（上接第1版）文。")],
        pages=[page(1)],
    )
    assert 'href="https://news.example/blog/2023/04/er.html"' in made["feed.json"].decode().replace("\\", "")
