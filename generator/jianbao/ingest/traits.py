"""Traits: what a block shows, alone and beside another, as numbers for the learned models.

Every trait can be said in words; ALONE, CONTEXT, PLACE and AROUND name them in order. Missing knowledge is −1 where
a trait is a yes or no. Similarity is the share of pairs of characters that two texts have in common, weighted by
how rare they are in news (inverse document frequency over data/seams.txt.xz).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp, fsum, log
from statistics import median

from jianbao.ingest import geometry, grams, headline, links, openings, seams
from jianbao.ingest.opinion import Opinion, opinions
from jianbao.model.block import Block, Kind
from jianbao.zh import bylines, punctuation

_PAIR = re.compile("(?=([㐀-鿿]{2}))")
_STARTS = re.compile(r"据|近日|日前|记者|此外|同时|目前|截至|会议|为此|其中|对此|其|这|在此|\d{1,2}月\d{1,2}日")
_PICTURE = re.compile(r"图为|图[①-⑨]|[上下左右]图|题图|资料图")
_JUMP = re.compile(r"[下上][转接]第?[\d一二三四五六七八九十]{1,3}版")
_SPACE = re.compile(r"\s")
_BRACKETED = re.compile(r"[（(][^（()）\d]{3,24}[）)]$")
_SIGNED = re.compile(r"[（(](?:下转|作者|本报|新华社|记者|[^（()）]{0,8}全文)[^（()）]{2,50}[）)]$")
_CLOSING = re.compile(
    r"(?:参加(?:上述|有关)?(?:会见|活动|会谈|考察|调研)|出席[^，。]{0,8}|在座|陪同[^，。]{0,8}|其他事项|参观了?[^，。]{0,6})。$"
)
_LISTS = re.compile(r"■|●|▲|▶|►|◆|导读|要闻")
_KINDS = (Kind.NOISE, Kind.JUMP, Kind.CREDIT, Kind.BYLINE, Kind.CAPTION, Kind.PULLQUOTE, Kind.RUBRIC, Kind.HEADLINE)
_SPAN = 1500
_HEAD_SPAN = 60
_GROUPS = (2, 3, 4)
_ACROSS = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2))

ALONE = (
    "length", "lines", "column", "to column", "first to column", "last gap", "indented", "closed", "comma",
    "mark last",
    "starts han", "starts digit", "starts quote", "never first", "sounds", "opening", "dateline", "credit",
    "picture", "jump", "bracketed", "lists", "starts", "full stops", "commas", "spaces", "digits", "odd quote",
    "closing words", "brackets open", "question",
    *(f"rule {kind}" for kind in _KINDS),
    "a head by words", *(f"by words {kind}" for kind in grams.HEADS), "begins",
)  # fmt: skip
CONTEXT = (
    "like text after",
    "like text before",
    "text after like before",
    "text before",
    "before ended",
    "opening after",
    "speaks of text after",
    "speaks of text before",
    "text after speaks of before",
    "a head with next",
    "a head with previous",
)
PLACE = ("from top", "from bottom", "place", "torn page", "seam before", "seam after", "like before", "like after")
AROUND = (
    "length", "lines", "to column", "last gap", "indented", "closed", "sounds", "opening", "credit", "full stops",
    "closing words", "brackets open", "rule headline", "rule rubric", "rule noise", "rule byline",
    "a head by words", "begins",
)  # fmt: skip
"""Of the two blocks before and the two after, these traits are told as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """A page's blocks with what they show."""

    blocks: tuple[Block, ...]
    ends: tuple[links.End, ...]
    alone: tuple[tuple[float, ...], ...]
    pairs: tuple[frozenset[str], ...]
    column: float
    torn: float
    context: tuple[tuple[float, ...], ...]
    ruled: tuple[Opinion, ...]
    forms: tuple[str, ...]
    topics: tuple[grams.Topic, ...]
    likes: tuple[tuple[float, ...], ...]
    """How much each two blocks speak of the same, -1 to 1; the last row and column: beyond the page's ends, -1."""

    held: frozenset[str]
    """All groups of two to four characters that stand within a block."""


def read(blocks: Sequence[Block]) -> Traits:
    """Return the traits of labelled blocks."""
    shapes = [geometry.shape(block.text) for block in blocks]
    columns = [shape.column for shape in shapes if shape.column]
    column = median(columns) if columns else 18.0
    ends = tuple(links.ends(block) for block in blocks)
    body = [end for end, block in zip(ends, blocks, strict=True) if block.kind is Kind.PARAGRAPH]
    torn = sum(not end.closed for end in body) / (len(body) or 1)
    forms = tuple(grams.form(block.text.removeprefix(geometry.INDENT)) for block in blocks)
    topics = tuple(grams.topic(form[:_SPAN]) for form in forms)
    alone = [
        (*_alone(block, shape, end, column), *_by_words(form), grams.begins(form))
        for block, shape, end, form in zip(blocks, shapes, ends, forms, strict=True)
    ]
    pairs = [frozenset(_PAIR.findall(block.text[:_SPAN].replace("\n", ""))) for block in blocks]
    return Traits(
        blocks=tuple(blocks),
        ends=ends,
        alone=tuple(alone),
        pairs=tuple(pairs),
        column=column,
        torn=torn,
        context=tuple(
            (*one, *two)
            for one, two in zip(_contexts(blocks, pairs, alone), _spoken(blocks, topics, forms), strict=True)
        ),
        ruled=opinions(blocks),
        forms=forms,
        topics=topics,
        likes=(*((*row, -1.0) for row in grams.nears(topics, topics)), (-1.0,) * (len(topics) + 1)),
        held=frozenset(
            form[at : at + size] for form in forms for size in _GROUPS for at in range(len(form) - size + 1)
        ),
    )


def _by_words(form: str) -> tuple[float, ...]:
    """Return how much a block sounds like a head line and not like text, and what kind of either, by its words."""
    scores = grams.sounds_like(form[:_HEAD_SPAN])
    powers = [exp(score) for score in scores]
    heads, texts, whole = sum(powers[:3]), sum(powers[3:]), log(sum(powers))
    return (log(heads) - log(texts), *(score - whole for score in scores))


def _spoken(
    blocks: Sequence[Block], topics: Sequence[grams.Topic], forms: Sequence[str]
) -> Iterable[tuple[float, ...]]:
    """Tell of each block whether it speaks of the text before and after it, and how it sounds with a neighbour."""
    texts = [index for index, block in enumerate(blocks) if block.kind is Kind.PARAGRAPH]
    passed = 0
    for index in range(len(blocks)):
        while passed < len(texts) and texts[passed] < index:
            passed += 1
        ahead = passed + (passed < len(texts) and texts[passed] == index)
        before = grams.together([topics[i] for i in texts[max(0, passed - 4) : passed]])
        after = grams.together([topics[i] for i in texts[ahead : ahead + 4]])
        yield (
            grams.near(topics[index], after),
            grams.near(topics[index], before),
            grams.near(after, before),
            _joined(forms, index, index + 1),
            _joined(forms, index - 1, index),
        )


def _joined(forms: Sequence[str], one: int, other: int) -> float:
    """Return how much two neighbours sound like one head line, if both are short."""
    if one < 0 or other >= len(forms) or max(len(forms[one]), len(forms[other])) > _HEAD_SPAN:
        return -9.0
    return _by_words(forms[one] + forms[other])[0]


def _contexts(
    blocks: Sequence[Block], pairs: Sequence[frozenset[str]], alone: Sequence[tuple[float, ...]]
) -> Iterable[tuple[float, ...]]:
    """Tell of each block how it goes with the running text before and after it (four paragraphs each way)."""
    texts = [index for index, block in enumerate(blocks) if block.kind is Kind.PARAGRAPH]
    since, passed = 0, 0
    opens = ALONE.index("opening")
    for index, block in enumerate(blocks):
        while passed < len(texts) and texts[passed] < index:
            passed += 1
        ahead = passed + (passed < len(texts) and texts[passed] == index)
        before = frozenset[str]().union(*(pairs[i] for i in texts[max(0, passed - 4) : passed]))
        after = frozenset[str]().union(*(pairs[i] for i in texts[ahead : ahead + 4]))
        follows = texts[ahead] if ahead < len(texts) else -1
        last = blocks[index - 1] if index else block
        ended = last.kind in (Kind.CREDIT, Kind.JUMP) or bool(_SIGNED.search(_SPACE.sub("", last.text[-80:])))
        yield (
            common(pairs[index], after),
            common(pairs[index], before),
            common(after, before),
            float(min(since, 30)),
            float(ended),
            alone[follows][opens] if 0 < follows - index <= 3 else -1.0,
        )
        since = 0 if block.kind in (Kind.HEADLINE, Kind.RUBRIC) else since + 1


def common(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much of the rarer content of `one` is in `other`, 0 to 1."""
    weight = _weight(one)
    return fsum(map(rarity, one & other)) / weight if weight else -1.0


@lru_cache(maxsize=1024)
def _weight(content: frozenset[str]) -> float:
    return fsum(map(rarity, content))  # the same in whatever order a set gives its members


def _alone(block: Block, shape: geometry.Shape, end: links.End, column: float) -> tuple[float, ...]:
    text = block.text.removeprefix(geometry.INDENT)
    flat = text.replace("\n", "").strip() or " "
    widths = [geometry.width(line) for line in text.split("\n")[:40]]
    opening = openings.read(text[:240])
    curled, odd = punctuation.curl(punctuation.widen(flat[:400]))
    head = flat[:1]
    return (
        float(min(len(flat), 400)),
        float(min(shape.lines, 40)),
        shape.column,
        max(widths) / column,
        shape.first / column,
        max(-3.0, min(20.0, (shape.column or column) - shape.last)),
        _tri(shape.indented),
        float(end.closed),
        float(flat[-1:] in "，,、"),
        float(not punctuation.is_han(flat[-1]) and not flat[-1].isalnum()),
        float(punctuation.is_han(head)),
        float(head.isdigit()),
        float(head in "\"“‘'《"),
        float(head in "，。、；：？！）》”的了着过"),
        headline.sounds(flat[:60]),
        float(opening.found),
        float(bool(opening.dateline)),
        float(len(flat) < 120 and bylines.credit_start(text[-200:]) >= 0),
        float(bool(_PICTURE.search(flat[:200]))),
        float(bool(_JUMP.search(flat[-24:]))),
        float(bool(_BRACKETED.search(flat[-40:]))),
        float(bool(_LISTS.search(flat[:12]))),
        float(bool(_STARTS.match(flat))),
        float(min(9, curled.count("。"))),
        float(min(20, curled.count("，"))),
        float(min(9, flat[:60].count(" "))),
        float(sum(map(str.isdigit, flat[:40]))),
        float(odd),
        float(bool(_CLOSING.search(flat[-40:]))),
        float(sum(map(flat[:80].count, "（(《")) - sum(map(flat[:80].count, "）)》"))),
        float(flat[-1:] in "?？!！"),
        *(float(block.kind is kind) for kind in _KINDS),
    )


def _tri(value: bool | None) -> float:
    return -1.0 if value is None else float(value)


def own(page: Traits, index: int) -> list[float]:
    """Return what a block shows itself and by its place (ALONE, CONTEXT, PLACE and what the rules say)."""
    count = len(page.blocks)
    row = [
        *page.alone[index],
        *page.context[index],
        float(min(index, 12)),
        float(min(count - 1 - index, 12)),
        index / count,
        page.torn,
    ]
    rule = page.ruled[index]
    row += [float(rule.opens), rule.certainty if rule.opens else -1.0, float(rule.subhead), float(rule.cutting < 0)]
    row += [_seam(page, index - 1, index), _seam(page, index, index + 1)]
    return [*row, like(page, index - 1, index), like(page, index, index + 1)]


def around(page: Traits, index: int) -> list[float]:
    """Return all that the label model is told of a block: itself, its place, the blocks around it."""
    count, row = len(page.blocks), own(page, index)
    for step in (-2, -1, 1, 2):
        at = index + step
        held = page.alone[at] if 0 <= at < count else None
        row += [held[place] if held else -5.0 for place in _AROUND]
    return row


_AROUND = tuple(ALONE.index(name) for name in AROUND)


def _seam(page: Traits, left: int, right: int) -> float:
    if left < 0 or right >= len(page.blocks):
        return -9.0
    return grams.joint(page.forms[left], page.forms[right])


def like(page: Traits, one: int, other: int) -> float:
    """Return how much two blocks speak of the same, -1 to 1 (-1 where one is just beyond the page's ends)."""
    return page.likes[one][other]


def across(page: Traits, left: int, right: int) -> float:
    """Return how many of the groups of two to four characters over a seam stand elsewhere on the page as well.

    A name or term that is torn here is mostly whole in another place: 贾博 and 瑞 where a text says 贾博瑞.
    """
    if left < 0 or right >= len(page.blocks):
        return -1.0
    end, start = page.forms[left][-3:], page.forms[right][:3]
    return float(
        sum(
            end[-before:] + start[:after] in page.held
            for before, after in _ACROSS
            if len(end) >= before and len(start) >= after
        )
    )


@cache
def rarity(pair: str) -> float:
    """Return how rare a pair of characters is in news: log of one over its share, 0 to about 14."""
    table, total = seams.counts()
    return max(0.0, log(total / (table.get(pair, 0) + 8)) - 5)
