"""The few words that the core itself puts into views: names of sections, dates, page numbers.

A theme may replace any of them in a ``[words]`` table of its theme.toml. All others are the theme's own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

ZH: Mapping[str, str] = MappingProxyType(
    {
        "home": "首页",
        "tags": "标签",
        "regions": "地区",
        "papers": "报纸",
        "authors": "作者",
        "rubrics": "栏目",
        "archive": "归档",
        "search": "搜索",
        "not_found": "没有这一页",
        "about": "关于本站",
        "date": "{year}年{month}月{day}日",
        "month": "{year}年{month}月",
        "year": "{year}年",
        "month_short": "{month}月",
        "day_short": "{month}月{day}日",
        "page": "第{number}版",
        "listing_page": "{title}（第{number}页）",
        "newer": "较新",
        "older": "较早",
        "gap": "原文此处缺字",
        "back_to_text": "回到正文注 {}",
        "atom": "Atom 订阅",
        "rss": "RSS 订阅",
        "json_feed": "JSON 订阅",
        "list_comma": "、",
        "place_in": "{name}（{above}）",
        "place_once": "{name}（原{old}）",
    }
)
EN: Mapping[str, str] = MappingProxyType(
    {
        "home": "Home",
        "tags": "Tags",
        "regions": "Places",
        "papers": "Newspapers",
        "authors": "Authors",
        "rubrics": "Columns",
        "archive": "Archive",
        "search": "Search",
        "not_found": "Page not found",
        "about": "About",
        "date": "{year:04d}-{month:02d}-{day:02d}",
        "month": "{year:04d}-{month:02d}",
        "year": "{year}",
        "month_short": "{month:02d}",
        "day_short": "{month:02d}-{day:02d}",
        "page": "Page {number}",
        "listing_page": "{title} (page {number})",
        "newer": "Newer",
        "older": "Older",
        "gap": "Text is missing here in the source",
        "back_to_text": "Back to note {} in the text",
        "atom": "Atom feed",
        "rss": "RSS feed",
        "json_feed": "JSON feed",
        "list_comma": ", ",
        "place_in": "{name} ({above})",
        "place_once": "{name} (formerly {old})",
    }
)


def words(language: str, own: Mapping[str, str] | None = None) -> Mapping[str, str]:
    """Return the words for `language` ("zh-CN", "en" …), with a theme's `own` in front of them."""
    base = ZH if language.lower().startswith("zh") else EN
    return MappingProxyType({**base, **(own or {})})


def date_text(words_: Mapping[str, str], date: dt.date, key: str = "date") -> str:
    """Return `date` for readers, by the pattern `key`."""
    return words_[key].format(year=date.year, month=date.month, day=date.day)
