"""Printed pages for tests: typeset by scripts/typeset.py, their characters placed without any PDF."""

from __future__ import annotations

import random
from typing import Any

from scripts.typeset import LAYOUTS, Composer
from scripts.typeset_plan import Page, Style, Text, em

from jianbao.model.printed import Area, Glyph, PrintedPage

WORDS = (
    "春耕时节田间地头一派繁忙景象农机手驾驶拖拉机来回翻整土地技术员走村入户讲解种子处理要点"
    "社区食堂开到了家门口老人不用再为一日三餐发愁志愿者每天把热饭送上楼邻里之间往来也多起来"
    "新修的步道沿着河岸展开两旁种上海棠与垂柳傍晚散步的人三三两两孩子骑着小车追逐笑声传得很远"
)
HEADS = (
    "春耕忙起来",
    "社区食堂开饭了",
    "河岸步道迎客",
    "夜校点亮小巷",
    "老厂房变身书屋",
    "乡村医生上门来",
    "渔港添了新码头",
)


def article(number: int, *, long: int = 5, picture: bool = False) -> dict[str, Any]:
    """An article whose every paragraph is its own: number and words."""
    rng = random.Random(number)
    paragraphs = []
    for place in range(long):
        start = rng.randrange(len(WORDS))
        words = "".join(WORDS[(start + 7 * i) % len(WORDS)] for i in range(rng.randint(30, 120)))
        paragraphs.append(f"第{number}篇第{place}段，{words[:20]}，{words[20:]}。")
    found: dict[str, Any] = {"title": HEADS[number % len(HEADS)], "paragraphs": paragraphs}
    if picture:
        found |= {"caption": f"图为第{number}篇里的田野。", "credit": "林晓禾 摄"}
    return found


def composed(style: Style, articles: list[dict[str, Any]], seed: str = "1") -> tuple[Page, list[dict[str, Any]]]:
    """The articles as a page of this style, and as they were set (words may be added)."""
    composer = Composer(style, seed, ["一线见闻录", "新区提速建设", "秋收在望时", "服务送到门前"])
    page = composer.compose(articles, {"date": "2025年3月4日 星期二", "paper": "青禾日报", "page": "3"})
    return page, list(composer.made.values())


def laid_out(
    name: str, articles: list[dict[str, Any]], seed: str = "1"
) -> tuple[PrintedPage, list[dict[str, Any]]]:
    """The articles in one of the layouts of scripts/typeset.py."""
    page, made = composed(LAYOUTS[name], articles, seed)
    return printed(page), made


def printed(page: Page) -> PrintedPage:
    """The page as its characters."""
    held: dict[str, list[Area]] = {"line": [], "box": [], "picture": []}
    for area in page.areas:
        held[area.kind].append(Area(area.x, area.y, area.x + area.w, area.y + area.h))
    return PrintedPage(
        width=page.width,
        height=page.height,
        glyphs=tuple(glyph for text in page.texts for glyph in glyphs(text)),
        rules=tuple(held["line"]),
        boxes=tuple(held["box"]),
        pictures=tuple(held["picture"]),
    )


def glyphs(text: Text) -> list[Glyph]:
    """The characters of a line of type, spread over its width if it has one."""
    widths = [em(char) * text.size * text.scale for char in text.text]
    extra = (text.width - sum(widths)) / (len(widths) - 1) if text.width and len(widths) > 1 else text.spacing
    x, y, found = text.x, text.y, list[Glyph]()
    for char, wide in zip(text.text, widths, strict=True):
        found.append(Glyph(char, x, y, x + wide, y + text.size, text.size))
        if text.tall:
            y += text.size
        else:
            x += wide + extra
    return found
