from __future__ import annotations

import json
from typing import Any

from jianbao.model.article import Credit
from publish.making import BASE, PAPER, document, printed, site


def lines(documents: Any) -> list[dict[str, Any]]:
    """Return the lines of /data/articles.jsonl."""
    content = site(documents)["data/articles.jsonl"].decode()
    assert content == "" or content.endswith("\n")
    return [json.loads(line) for line in content.split("\n") if line]


def test_one_article_a_line_with_the_fields_of_the_contract() -> None:
    article = printed(
        "yi",
        kicker="引题",
        deck="副题",
        rubric="要闻",
        tags=("工会",),
        region="620923",
        authors=(Credit(name="李　梅", role="记者", outlet="新华社"), Credit(name="", outlet="新华社")),
        body="## 小题\n\n第一段**粗**，\n接着说。\n\n- 甲\n- 乙\n",
    )
    assert lines([article]) == [
        {
            "url": f"{BASE}2023/04/yi.html",
            "title": "题目 yi",
            "kicker": "引题",
            "deck": "副题",
            "rubric": "要闻",
            "date": "2023-04-12",
            "paper": PAPER,
            "page": 2,
            "authors": [{"name": "李梅", "role": "记者"}],
            "tags": ["工会"],
            "region": "620923",
            "regions": ["620000", "620900", "620923"],
            "text": "小题\n第一段粗，接着说。\n甲\n乙",
        }
    ]


def test_what_is_unknown_is_null_or_empty() -> None:
    row = lines([document(region="999999", paper="网报")])[0]
    assert (row["page"], row["region"], row["regions"], row["paper"]) == (None, None, [], "网报")


def test_an_empty_site_has_an_empty_file() -> None:
    assert lines([]) == []


def test_line_ends_of_other_kinds_stay_inside_a_line() -> None:
    assert lines([document(title="甲\u2028乙\x85丙")])[0]["title"] == "甲\u2028乙\x85丙"
