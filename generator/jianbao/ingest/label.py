"""Label: say of each block what it is on the printed page, and how certain that is.

Each recogniser looks at a block among its neighbours and answers with a kind and a certainty, or passes; the
first answer counts. Which of several headline lines is the kicker is decided later, when the item is cut.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from statistics import median

from jianbao.ingest import geometry, headline, openings
from jianbao.model.block import Block, Kind
from jianbao.model.problem import Found
from jianbao.zh import bylines, punctuation

Verdict = tuple[Kind, float] | None

_IMPRINT = re.compile(
    r"责任?编辑?[：:]|责编|版式|校对|第\s?\d+\s?版|国内统一|邮发代号|代号\s?\d|ISSN|CN\s?\d\d|今日\s?\d+\s?版|电话[：:]|"
    r"(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日\s*(?:星期|周)[一二三四五六日天]|^星期[一二三四五六日天]$|农历|网址|^\d{1,2}$|"
    r"^[㐀-鿿]{2,6}日报\s*\d{1,2}$"
)
_PHOTOGRAPHED = re.compile(r"(?:本报|新华社)记者[㐀-鿿]{2,9}摄")
_SOURCE = re.compile(r"(?:数据来源|资料来源|制图|制表|图表)[：:]")
_PAGE_NAMES = frozenset(
    [
        "要闻",
        "综合",
        "综合新闻",
        "国际",
        "社会",
        "文化",
        "体育",
        "经济",
        "新闻",
        "时事",
        "评论",
        "副刊",
        "广告",
        "理论",
        "视点",
        "专题",
        "生态",
        "科技",
        "教育",
        "政治",
        "法治",
        "工会新闻",
    ]
)
_JUMP = re.compile(
    r"[（(]?(?:下转|上接|紧接|相关报道见|详见|全文见)第?[\d一二三四五六七八九十]{1,3}版[^\n]{0,20}[）)]?[▶►>]?"
)
_PICTURE = re.compile(r"(?:图为|图[①②③④⑤⑥⑦⑧⑨]|[上下左右]图[：:为]|题图|资料图)")
_RUBRIC_END = re.compile(
    r"(?:故事|访谈|论坛|观察|纪事|风采|专栏|聚焦|进行时|在一线|走基层|面对面|今日谈|漫谈|随笔|看点|视野|回眸|巡礼|系列报道)(?:[（(]?[①-⑳\d]+[）)]?)?$"
)
_BRACKETED = re.compile(r"[（(][^（()）\d]{3,24}[）)]$")
_BODY_START = re.compile(r"据|近日|日前|记者|此外|同时|目前|截至|会议|为此|其中|对此|其|这|在此|\d{1,2}月\d{1,2}日")
_CONTINUES = tuple("的了着过，。、；：？！）》”")


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A block's neighbours and the page's usual column."""

    block: Block
    before: Block | None
    after: Block | None
    column: float
    first: bool
    last: bool

    @property
    def shape(self) -> geometry.Shape:
        """How the block is set."""
        return geometry.shape(self.block.text)


def label(blocks: tuple[Block, ...]) -> Found[tuple[Block, ...]]:
    """Return `blocks` with kind and certainty set."""
    columns = [shape.column for block in blocks if (shape := geometry.shape(block.text)).column]
    column = median(columns) if columns else 0.0
    labelled = list[Block]()
    for index, block in enumerate(blocks):
        context = Context(
            block=block,
            before=labelled[-1] if labelled else None,
            after=blocks[index + 1] if index + 1 < len(blocks) else None,
            column=column,
            first=index < 4,
            last=index >= len(blocks) - 4,
        )
        kind, certainty = _decide(context)
        labelled.append(replace(block, kind=kind, certainty=certainty))
    return Found(value=tuple(labelled))


def _decide(context: Context) -> tuple[Kind, float]:
    for recogniser in RECOGNISERS:
        verdict = recogniser(context)
        if verdict:
            return verdict
    return Kind.PARAGRAPH, 0.8


def furniture(context: Context) -> Verdict:
    """Running heads, page numbers, imprint: at the edge of the page, short, no sentence."""
    text = context.block.text.strip()
    if len(text) < 60 and _SOURCE.match(text):
        return Kind.NOISE, 0.9
    if not (context.first or context.last) or len(text) > 80 or punctuation.is_closed(text):
        return None
    if text in _PAGE_NAMES or _IMPRINT.search(text):
        return Kind.NOISE, 0.9
    return None


def jump(context: Context) -> Verdict:
    """``（下转第二版）`` on its own."""
    return (Kind.JUMP, 0.95) if _JUMP.fullmatch(context.block.text.strip()) else None


def credit(context: Context) -> Verdict:
    """Who took the picture, on its own."""
    text = context.block.text.removeprefix(geometry.INDENT)
    credited = len(text) < 80 and (
        bylines.credit_start(text) == 0 or _PHOTOGRAPHED.fullmatch(re.sub(r"\s", "", text))
    )
    return (Kind.CREDIT, 0.95) if credited else None


def byline(context: Context) -> Verdict:
    """``本报记者 叶小钟 本报通讯员 陈颖``: roles and names, nothing else."""
    text = context.block.text.strip("\u3000 （()）■●")
    if len(text) > 120 or not re.match(
        r"(?:本报|本刊|新华社|人民日报)?\s?(?:\S{0,4}记者|\S{0,2}通讯员|评论员|本报评论员)", text
    ):
        return None
    if text.endswith("评论员"):
        return Kind.BYLINE, 0.9
    line = bylines.parse(text)
    named = sum(len(who.name) for who in line.people)
    plain = not re.search(r"[。，！？：]|\d", text) and all(len(who.name) <= 5 for who in line.people)
    return (Kind.BYLINE, 0.9) if line.people and plain and named <= 60 and not line.fragments else None


def caption(context: Context) -> Verdict:
    """``图为…``."""
    text = context.block.text.strip()
    return (Kind.CAPTION, 0.9) if _PICTURE.match(text) and len(text) < 200 else None


def pull_quote(context: Context) -> Verdict:
    """A sentence or two set much wider than the columns around it."""
    text, shape = context.block.text, context.shape
    if not context.column or shape.lines > 3 or not punctuation.is_closed(text) or context.before is None:
        return None
    wide = min(map(geometry.width, re.split(r"[\n ]", text))) > 1.5 * context.column
    among = all(
        other is not None and 0 < geometry.shape(other.text).column < 0.75 * shape.first
        for other in (context.before, context.after)
    )
    return (Kind.PULLQUOTE, 0.8) if wide and among else None


def rubric(context: Context) -> Verdict:
    """A standing head: known by name, by how such heads end, or a slogan in two equal halves."""
    text = punctuation.join(context.block.text.strip(" ■●▲◆□\u3000"), head=True)
    if len(text) > 24 or "\n" in context.block.text or punctuation.is_closed(text):
        return None
    if plain_rubric(text) in known_rubrics():
        return Kind.RUBRIC, 0.95
    halves = text.split(" ")
    slogan = len(halves) == 2 and len(halves[0]) == len(halves[1]) and 3 <= len(halves[0]) <= 9
    if _RUBRIC_END.search(text) and len(text) <= 14:
        return Kind.RUBRIC, 0.6
    return (Kind.RUBRIC, 0.6) if slogan else None


def plain_rubric(text: str) -> str:
    """Return a rubric's name without marks and spaces, for looking it up."""
    return re.sub(r"[^\w]", "", text)


@cache
def known_rubrics() -> frozenset[str]:
    """Return the standing heads that national newspapers share (data/rubrics.txt), marks and spaces taken out."""
    rows = (files("jianbao.ingest") / "data" / "rubrics.txt").read_text("utf-8").splitlines()
    return frozenset(plain_rubric(row) for row in rows if row and not row.startswith("#"))


def display(context: Context) -> Verdict:
    """A line in headline type: short, no sentence, not a piece of the column around it."""
    score = display_score(context)
    return (Kind.HEADLINE, min(0.95, 0.55 + score / 8)) if score > 0 else None


def display_score(context: Context) -> float:
    """Return how much speaks for a display line (above 0) or for body text."""
    text = context.block.text.removeprefix(geometry.INDENT)
    shape = context.shape
    bare = text.strip()
    if (
        shape.lines > 2
        or sum(map(geometry.width, text.split("\n"))) > 64
        or bare[-1:] in tuple("。；，、：,;:．")
        or "。" in bare[:-1]
    ):
        return -3.0
    if openings.read(text).found or context.block.text.startswith(geometry.INDENT):
        return -3.0
    score = 1.0 if not re.search(r"[，,；;：:]", bare) else 0.4
    score += 0.6 if shape.first <= 30 else 0.0
    score -= 1.0 if shape.lines > 1 and shape.column else 0.0
    score -= 2.2 if _BODY_START.match(bare) else 0.0
    score += 2.0 if _BRACKETED.search(bare) else 0.0
    score -= 1.0 if bare[0] in _CONTINUES else 0.0
    score += max(-2.5, min(2.0, 3.0 * (headline.sounds(bare) + 0.45)))
    score -= 3.0 if _closes_first(bare) else 0.0
    return score + _around(context, shape)


def _closes_first(text: str) -> bool:
    """Return whether the text closes a quotation that it did not open: a piece torn from a sentence."""
    curled, odd = punctuation.curl(punctuation.widen(text))
    return bool(odd) and 0 <= curled.find("”") < (curled.find("“") if "“" in curled else len(curled))


def _around(context: Context, shape: geometry.Shape) -> float:
    """Return what the neighbours say: an opening after it speaks for a headline, a running sentence for body."""
    score = 0.0
    after, before = context.after, context.before
    if after and openings.read(after.text).found:
        score += 2.5
    if after and bylines.credit_start(after.text) == 0:
        score -= 0.5
    follows = (
        after is not None and geometry.shape(after.text).indented is False and after.lines != context.block.lines
    )
    columns = [geometry.shape(other.text).column for other in (before, after) if other]
    narrow = min([column for column in columns if column], default=0.0)
    if shape.lines == 1 and narrow and shape.first < narrow - 2.6:
        score += 1.5  # a torn line of body text fills its column
    if after and before and shape.lines == 1 and not narrow and shape.first < 27:
        between = punctuation.is_closed(before.text) and geometry.width(after.text) > 34
        score += 1.0 if between else 0.0
    if context.block.text.endswith("——"):
        score += 1.0
    running = before is not None and before.kind is Kind.PARAGRAPH and not punctuation.is_closed(before.text)
    if running and before is not None:
        column = geometry.shape(before.text).column or context.column
        fits = column and min(abs(shape.first - column), abs(shape.first + 2 - column)) < 1.3
        score -= 2.6 if fits else 0.4
    return score - (2.0 if follows else 0.0)


RECOGNISERS: tuple[Callable[[Context], Verdict], ...] = (
    furniture,
    jump,
    credit,
    byline,
    caption,
    pull_quote,
    rubric,
    display,
)
