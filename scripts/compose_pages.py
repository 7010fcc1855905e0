"""Composes newspaper pages from known articles, in many layouts, to train and to try import on unseen ones.

A page is text and truth, as score_pages.py takes it. What varies from page to page: width of the columns, how a
line ends (space, newline, nothing), full-width or ASCII punctuation, indents, running heads, where paragraphs
are torn at column ends, in what order an extractor gave the blocks. From article to article: rubric, kicker,
byline and dateline in several forms, subheads, pictures, boxes, a headline in several lines.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent.parent / "generator")]

from jianbao.ingest import grams  # noqa: E402  # the checkout's own

ASCII = str.maketrans(
    {
        "，": ",",
        "：": ":",
        "；": ";",
        "？": "?",
        "！": "!",
        "（": "(",
        "）": ")",
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
    }
)
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
)
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华文斌玲建国志海永宁雪晨佳欣雨航浩然子涵梓萱思远"
RUBRICS = [
    "今日谈",
    "新春走基层",
    "政策问答",
    "现场评论",
    "一线调研",
    "经济聚焦",
    "新时代画卷",
    "民生观",
    "县域经济见闻",
    "人民眼",
    "铭记历史",
    "读者来信",
    "文化走笔",
    "工匠风采",
    "职工之家",
    "记者手记",
    "法治聚焦",
    "生态中国",
    "科技前沿",
    "乡村行",
    "看点",
    "深度观察",
    "街谈",
    "百姓故事",
    "高质量发展调研行",
]
PAPERS = ("日报", "晚报", "时报", "青年报", "工人报")
CITIES = [
    "北京",
    "上海",
    "广州",
    "成都",
    "西安",
    "武汉",
    "南京",
    "杭州",
    "沈阳",
    "长沙",
    "昆明",
    "兰州",
    "郑州",
    "合肥",
    "福州",
    "乌鲁木齐",
    "呼和浩特",
    "哈尔滨",
]


_LOOKED_AT, _SAME, _SPAN = 150, 0.9, 1500


@dataclass(kw_only=True)
class Item:
    """An article to be printed."""

    title: str
    paragraphs: list[str]
    kicker: str = ""
    rubric: str = ""
    byline: list[dict[str, str]] = field(default_factory=list)
    subheads: dict[int, str] = field(default_factory=dict)
    caption: str = ""
    credit: str = ""


@dataclass(kw_only=True)
class Style:
    """How a page is set and how it was extracted."""

    width: int
    wrap: str
    ascii: bool
    indent: bool
    torn: float
    disorder: float
    head_width: int
    signed: float
    apart: str


def style_of(chance: random.Random) -> Style:
    """Return a style at random."""
    return Style(
        width=chance.choice((11, 12, 13, 14, 15, 16, 16, 17, 18, 19, 20, 22, 24, 26, 29)),
        wrap=chance.choices((" ", "\n", ""), (5, 4, 1.5))[0],
        ascii=chance.random() < 0.4,
        indent=chance.random() < 0.2,
        torn=chance.choice((0, 0, 0.3, 0.6, 0.9)),
        disorder=chance.choice((0, 0, 0, 0.15, 0.4, 0.7)),
        head_width=chance.choice((16, 18, 20, 22, 25, 40)),
        signed=chance.choice((0, 0.2, 0.5, 0.9)),
        apart=chance.choices(("\n\n", "\n\n\n"), (5, 1))[0],
    )


def known(truths: Sequence[dict[str, Any]]) -> list[Item]:
    """Return the articles of known pages."""
    found = []
    for truth in truths:
        for article in truth["articles"]:
            paragraphs = [_plain(each) for each in article["paragraphs"]]
            title = _plain(article.get("title") or article.get("headline"))
            if paragraphs and title and max(map(len, paragraphs)) < 900:
                found.append(
                    Item(
                        title=re.sub(r"\s+", " ", title),
                        paragraphs=paragraphs,
                        kicker=re.sub(r"\s+", " ", _plain(article.get("kicker"))),
                        caption=_plain(article.get("caption")),
                        credit=_plain(article.get("credit")),
                    )
                )
    return found


def _plain(value: object) -> str:
    return str(value.get("text", "") if isinstance(value, dict) else value or "").strip()


def news(path: Path, chance: random.Random, count: int) -> list[Item]:
    """Return articles of a file of JSON lines, at random."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    found = list[Item]()
    for row in chance.sample(rows, min(len(rows), 3 * count)):
        rubric = re.match(r"【([^】]{2,10})】", row["title"])
        title = re.sub(r"\s+", " ", row["title"][rubric.end() :] if rubric else row["title"]).strip()
        paragraphs = [each for part in row["text"].split("\n") for each in cut(part.strip(), chance) if each]
        if 5 <= len(title) <= 44 and paragraphs and sum(map(len, paragraphs)) > 60 and len(found) < count:
            most = chance.choice((2, 4, 6, 8, 12))
            found.append(Item(title=title, paragraphs=paragraphs[:most], rubric=rubric.group(1) if rubric else ""))
    return found


def cut(text: str, chance: random.Random) -> list[str]:
    """Return a text of many sentences as paragraphs."""
    if len(text) < 320:
        return [text]
    out, held = list[str](), ""
    for sentence in re.findall(r"[^。！？]*[。！？]?[”’）]?", text):
        held += sentence
        if len(held) > chance.choice((60, 110, 160, 230)):
            out.append(held)
            held = ""
    return [*out, held] if held else out


def dressed(item: Item, chance: random.Random) -> Item:
    """Return an article with what goes with it in print."""
    item = Item(**{name: getattr(item, name) for name in Item.__dataclass_fields__})
    item.paragraphs, item.subheads = list(item.paragraphs), {}
    parts = item.title.split(" ")
    if not item.kicker and len(parts) == 2 and abs(len(parts[0]) - len(parts[1])) > 2 and chance.random() < 0.5:
        item.kicker, item.title = parts
    if item.kicker and chance.random() < 0.3:
        item.kicker = ""
    if not item.rubric and not item.title.endswith("）") and chance.random() < 0.18:
        item.rubric = chance.choice(RUBRICS)
    if len(item.paragraphs) > 5 and chance.random() < 0.3:
        for at in chance.sample(range(2, len(item.paragraphs)), 2):
            clause = re.split("[，。：；、]", item.paragraphs[at])[0].strip("“”")
            if 5 <= len(clause) <= 14:
                item.subheads[at] = clause
    if not item.credit and chance.random() < 0.12:
        item.caption = f"图为{re.split('[，。]', item.paragraphs[-1])[0]}。"
        item.credit = chance.choice(
            ("{}摄", "新华社记者 {}摄", "本报记者 {} 摄", "{}摄（影像中国）", "摄影/{}")
        ).format(name(chance))
    return item


def name(chance: random.Random) -> str:
    """Return a name at random."""
    return chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, chance.choice((1, 2, 2))))


def opening(item: Item, style: Style, chance: random.Random) -> tuple[str, list[str], str]:
    """Return what stands before the first words, between head and text, and after the last words."""
    first = item.paragraphs[0]
    if re.match("本报|新华社|人民日报", first):
        return "", [], ""
    signed = chance.random() < style.signed
    people = [{"role": "记者", "name": name(chance)} for _ in range(chance.choice((1, 1, 2, 3)))]
    if signed and chance.random() < 0.4:
        people += [{"role": "通讯员", "name": name(chance)} for _ in range(chance.choice((1, 2)))]
    place = chance.choice(CITIES) if chance.random() < 0.6 else ""
    day = f"{chance.randint(1, 12)}月{chance.randint(1, 28)}日"
    if not signed:
        return (f"新华社{place}{day}电 " if place and chance.random() < 0.4 else ""), [], ""
    item.byline = people
    words = _said(people, chance)
    form = chance.random()
    if form < 0.45:
        line = f"本报{place}{day}电" if place else chance.choice(("本报讯", "本报讯 ", "本刊讯"))
        return f"{line}（{words}）", [], ""
    if form < 0.65:
        return f"新华社{place or '北京'}{day}电（{words}）", [], ""
    if form < 0.85:
        return "", [chance.choice(("本报", "■", "", "本报首席"))[:2] + words], ""
    return "", [], f"（本报{words}）"


def _said(people: Sequence[dict[str, str]], chance: random.Random) -> str:
    gap, out, last = chance.choice((" ", "、", "　")), list[str](), ""
    for who in people:
        out.append(
            (f"{'' if not last else ' '}{who['role']}" + chance.choice(("", " "))) if who["role"] != last else gap
        )
        out.append(who["name"])
        last = who["role"]
    return "".join(out)


def lines_of(text: str, width: int, *, indent: int) -> list[str]:
    """Return a paragraph as printed lines; no mark stands at the head of a line."""
    out, at, room = list[str](), 0, width - indent
    while at < len(text):
        end, used = at, 0.0
        while end < len(text) and used < room:
            used += 0.5 if text[end].isascii() else 1.0
            end += 1
        while end < len(text) and text[end] in "，。、；：？！）》”":
            end += 1
        out.append(text[at:end])
        at, room = end, width
    return out


def columns(item: Item, style: Style, chance: random.Random) -> tuple[list[str], list[list[str]]]:
    """Return the head blocks of an article and its text blocks, column by column."""
    width = max(9, style.width + chance.choice((0, 0, 0, 0, 4, 7)))
    before, between, after = opening(item, style, chance)
    height = chance.randint(8, 30) if chance.random() < style.torn else 10_000
    blocks, filled = [list[str]()], 0
    for number, paragraph in enumerate(item.paragraphs):
        if number in item.subheads:
            blocks[-1].append(item.subheads[number])
        text = (before if number == 0 else "") + paragraph + (after if number == len(item.paragraphs) - 1 else "")
        lines = lines_of(text, width, indent=2)
        fresh = True
        while lines:
            taken, lines = lines[: max(1, height - filled)], lines[max(1, height - filled) :]
            filled += len(taken)
            mark = "　　" if style.indent and fresh else ""
            blocks[-1].append(mark + style.wrap.join(taken))
            fresh = False
            if lines or filled >= height:
                blocks.append([])
                filled = 0
    if item.credit:
        blocks[-1] += (
            [item.caption, item.credit] if chance.random() < 0.7 else [item.caption + style.wrap + item.credit]
        )
    if chance.random() < 0.06:
        blocks[-1].append("（下转第二版）")
    return [*heads(item, style, chance), *between], [column for column in blocks if column]


def heads(item: Item, style: Style, chance: random.Random) -> list[str]:
    """Return the head blocks of an article."""
    title = item.title
    inside = item.rubric and chance.random() < 0.6
    if inside:
        title += f"（{item.rubric}）"
    parts = [part for piece in title.split(" ") for part in _torn(piece, style.head_width)]
    glue = chance.choice((" ", " ", "\n\n", "\n"))
    whole = glue.join(parts) if len(parts) < 3 else " ".join(parts)
    out = [whole]
    if item.kicker:
        out = [f"{item.kicker} {whole}"] if chance.random() < 0.5 else [item.kicker, whole]
    if item.rubric and not inside:
        out = [item.rubric, *out] if chance.random() < 0.6 else [*out, item.rubric]
    return [part for each in out for part in each.split("\n\n")]


def _torn(text: str, width: int) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)]


def page(items: Sequence[Item], style: Style, chance: random.Random) -> tuple[str, dict[str, Any]]:
    """Return a page of these articles, and its truth."""
    made = [dressed(item, chance) for item in items]
    if chance.random() < 0.3:
        made.insert(chance.randint(1, len(made)), box(chance, items))
    laid = [columns(item, style, chance) for item in made]
    out, at = list[str](), 0
    while at < len(laid):
        pair = laid[at : at + 2]
        if len(pair) == 2 and chance.random() < style.disorder:
            out += _beside(pair, chance)
            at += 2
        else:
            out += _own(laid[at], style, chance)
            at += 1
    if chance.random() < 0.15:
        _move(out, chance)
    out = [*furniture(chance), *out]
    text = style.apart.join(out)
    held = {"articles": [truth(item) for item in made]}
    return (text.translate(ASCII) if style.ascii else text), held


def box(chance: random.Random, items: Sequence[Item]) -> Item:
    """Return a small box: a picture with its words, or a list of what stands inside."""
    if chance.random() < 0.65:
        words = chance.choice(items).paragraphs[-1][:150]
        return Item(title="图片报道", paragraphs=[words, f"新华社记者 {name(chance)}摄"])
    said = [f"{item.title} 第{chance.choice('二三四五六七八')}版" for item in chance.sample(list(items), 2)]
    return Item(title=chance.choice(("导读", "今日导读", "要闻速览")), paragraphs=said)


def _own(laid: tuple[list[str], list[list[str]]], style: Style, chance: random.Random) -> list[str]:
    """Return the blocks of an article that stands alone."""
    head, text = laid
    if len(text) > 1 and chance.random() < style.disorder:
        at = chance.randrange(len(text) - 1)
        text = [*text[:at], _mixed(text[at], text[at + 1]), *text[at + 2 :]]
    flat = [block for column in text for block in column]
    if style.disorder and chance.random() < 0.12:
        late = chance.randint(1, min(3, len(flat)))
        return [*flat[:late], *head, *flat[late:]]
    return [*head, *flat]


def _beside(pair: Sequence[tuple[list[str], list[list[str]]]], chance: random.Random) -> list[str]:
    """Return the blocks of two articles that stand side by side."""
    (head, text), (other, below) = pair
    one, two = ([block for column in each for block in column] for each in (text, below))
    heads_ = [*head, *other] if chance.random() < 0.6 else [*other, *head]
    form = chance.random()
    if form < 0.6:
        return [*heads_, *one, *two]
    if form < 0.8:
        return [*head, *one[:1], *other, *one[1:], *two]
    cut = chance.randint(1, len(one))
    return [*heads_, *one[:cut], *two[: max(1, len(two) // 2)], *one[cut:], *two[max(1, len(two) // 2) :]]


def _mixed(one: list[str], other: list[str]) -> list[str]:
    out = list[str]()
    for at in range(max(len(one), len(other))):
        out += [*one[at : at + 1], *other[at : at + 1]]
    return out


def _move(blocks: list[str], chance: random.Random) -> None:
    """Move a short torn piece to another place."""
    loose = [
        at for at, block in enumerate(blocks) if 8 < len(block) < 60 and block[-1] not in "。！？”）" and at > 2
    ]
    if loose:
        piece = blocks.pop(chance.choice(loose))
        blocks.insert(chance.randint(0, len(blocks)), piece)


def furniture(chance: random.Random) -> list[str]:
    """Return running heads at random, or none."""
    paper = chance.choice(CITIES) + chance.choice(PAPERS)
    date = f"20{chance.randint(10, 26)}年{chance.randint(1, 12)}月{chance.randint(1, 28)}日"
    day = f"{date} 星期{chance.choice('一二三四五六日')}"
    forms: tuple[list[str], ...] = (
        [f"{day} 要闻 {paper} {chance.randint(1, 16)}"],
        [day, "要闻", f"{paper} {chance.randint(1, 16)}"],
        [],
        [paper],
    )
    return chance.choice(forms)


def truth(item: Item) -> dict[str, Any]:
    """Return an article in the form of a truth file."""
    return {
        "title": item.title,
        "kicker": item.kicker,
        "rubric": item.rubric,
        "paragraphs": item.paragraphs,
        "subheads": list(item.subheads.values()),
        "caption": item.caption,
        "credit": item.credit,
        "byline": item.byline,
    }


def pages(items: Sequence[Item], count: int, seed: int, *, kin: float = 0.0) -> list[tuple[str, dict[str, Any]]]:
    """Return so many pages, each of four to nine of the articles, each in a style of its own (`kin`: Picker)."""
    chance = random.Random(seed)
    pick = Picker(items, chance, kin)
    return [page(pick(chance.randint(4, 9)), style_of(chance), chance) for _ in range(count)]


class Picker:
    """Picks the articles of a page at random, or so that some speak of what the one before speaks of.

    On a front page articles that stand side by side often do: of two that do so by chance a model would learn that
    a change of matter is where an article ends, and that there is no end without one.
    """

    def __init__(self, items: Sequence[Item], chance: random.Random, kin: float) -> None:
        """Take the articles and the share of them that are kin to the one before."""
        self.items, self.chance, self.kin = list(items), chance, kin
        self.topics = [grams.topic(grams.form(_head_of(item))) for item in items] if kin else []

    def __call__(self, count: int) -> list[Item]:
        """Return so many articles."""
        if not self.kin:
            return self.chance.sample(self.items, count)
        found = list[int]()
        while len(found) < count:
            at = self._kin(found[-1]) if found and self.chance.random() < self.kin else self._any()
            if all(self.items[at].title != self.items[other].title for other in found):
                found.append(at)
        return [self.items[at] for at in found]

    def _any(self) -> int:
        return self.chance.randrange(len(self.items))

    def _kin(self, last: int) -> int:
        """Return the article of a hundred or so that speaks most of the same, the same news told again left out."""
        near = [
            (grams.near(self.topics[last], self.topics[at]), at)
            for at in self.chance.sample(range(len(self.items)), min(_LOOKED_AT, len(self.items)))
        ]
        return max((each for each in near if each[0] < _SAME), default=(0.0, self._any()))[1]


def _head_of(item: Item) -> str:
    return (item.title + "".join(item.paragraphs))[:_SPAN]
