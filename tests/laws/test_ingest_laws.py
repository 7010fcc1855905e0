"""Laws of import: nothing lost, nothing invented, cleaning twice is cleaning once, no text breaks it."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.stages import SHOW, page
from jianbao.ingest.clean import clean
from jianbao.ingest.pipeline import Cut, cut_page
from jianbao.model.article import Story

GOLDEN = Path(__file__).parent.parent / "golden"
CASES = sorted(path for stage in SHOW for path in (GOLDEN / stage).glob("*/input.txt"))
PIECES = (
    "本报讯(记者周望川 通讯员马\n兰)近日,云泽市总工会举行技能比武。",
    '"大家都说好,',
    "岚 何晓棠)入冬以来,走访职工。",
    "云泽市总工会搭台比武育工匠",
    "本报记者 郑秋实 本报通讯员 马兰",
    "郑秋实 摄/云泽图片社",
    "图为比武现场。",
    "今日谈",
    "（下转第三版）",
    "2031年5月6日 星期二",
    "新华社云泽5月6日电 （记者丁雨）",
    "政 治 优 势 。 好",
    "让更多青年职工有机会展示本领,也为企业\n选拔人才搭建了平台,据悉",
    "6.6 万 10:30 www.example.org, x@example.org",
    "⽉⽇⼈⺠ \x07\u200b\ufeff\u3000\u3000",
)
SOUP = st.text(
    alphabet="工会职员本报讯记者摄影图为马兰,。、;:?!()（）\"'“”-—…·/ \n\r\t\f\u30001年月日Az", max_size=300
)
PAGES = st.one_of(
    st.text(max_size=200),
    SOUP,
    st.lists(st.sampled_from(PIECES), max_size=14).flatmap(
        lambda parts: st.sampled_from(("\n\n", "\n", " ", "\r\n\r\n")).map(lambda glue: glue.join(parts))
    ),
)


def words(text: str) -> Counter[str]:
    """The letters, digits and characters of a text."""
    return Counter(char for char in text if char.isalnum())


def people(story: Story) -> str:
    """The people of a story: named twice on the page, they stand in the byline once."""
    return "".join(who.role + who.name + who.outlet for who in story.byline)


def told(story: Story) -> str:
    """All that a story holds."""
    fields = (story.rubric, story.kicker, story.headline, story.deck, story.dateline, story.pullquote)
    body = "".join(each.text for each in story.paragraphs) + "".join(each.text for each in story.subheads)
    return "".join(fields) + story.caption + story.credit + body + people(story)


def text_of(cut: Cut, *, named: bool = True) -> Counter[str]:
    """All that a cut page holds; without the byline, whose role and outlet words stand for many people."""
    stories = cut.stories
    held = sum((words(told(story)) for story in stories), Counter[str]())
    if not named:
        held -= sum((words(people(story)) for story in stories), Counter[str]())
    return held + sum((words(left.text) for left in cut.leftovers), Counter[str]())


@given(PAGES)
@settings(max_examples=150, deadline=None)
def test_no_character_is_lost(text: str) -> None:
    cleaned = clean(page(text)).value
    source = sum((words(line.text) for line in cleaned.lines), Counter[str]())
    cut = cut_page(page(text)).value
    lost = source - text_of(cut)
    assert set(lost) <= set("".join(people(story) for story in cut.stories)), lost


@given(PAGES)
@settings(max_examples=150, deadline=None)
def test_no_character_is_invented(text: str) -> None:
    cleaned = clean(page(text)).value
    source = sum((words(line.text) for line in cleaned.lines), Counter[str]())
    assert not text_of(cut_page(page(text)).value, named=False) - source


@given(PAGES)
@settings(max_examples=150, deadline=None)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(page(text)).value
    assert clean(once).value == once


@given(PAGES)
@settings(max_examples=60, deadline=None)
def test_same_page_same_cut_and_every_line_is_a_line_of_the_page(text: str) -> None:
    first, second = cut_page(page(text)), cut_page(page(text))
    assert first == second
    numbers = {line.number for line in page(text).lines}
    assert all(set(story.lines) <= numbers for story in first.value.stories)
    assert all(set(left.lines) <= numbers for left in first.value.leftovers)


def cost(text: str) -> float:
    """CPU seconds to cut a page, at least so many that a ratio of two means something."""
    started = time.process_time()
    cut_page(page(text))
    return max(time.process_time() - started, 0.05)


@pytest.mark.parametrize("bit", ["工会 ", '"', "( ", "本报记者", "下沉、"])
@pytest.mark.parametrize("size", [100_000, pytest.param(1_000_000, marks=pytest.mark.slow)])
def test_a_long_line_costs_no_more_than_its_share(bit: str, size: int) -> None:
    short = bit * (size // 4 // len(bit.encode()))
    assert cost(short * 4) < 10 * cost(short), "sixteen times would be the square"


@pytest.mark.parametrize("bit", ["工会\n\n", "工会职工。\n\n", "本报讯(记者马兰)好。\n\n", "好，\n"])
def test_many_short_blocks_cost_no_more_than_their_share(bit: str) -> None:
    short = bit * (12_500 // len(bit.encode()))
    assert cost(short * 4) < 10 * cost(short), "sixteen times would be the square"


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.parent.name)
def test_goldens_keep_every_character(case: Path) -> None:
    text = case.read_bytes().decode("utf-8")
    cleaned = clean(page(text)).value
    source = sum((words(line.text) for line in cleaned.lines), Counter[str]())
    cut = cut_page(page(text)).value
    assert not source - text_of(cut)
    assert not text_of(cut, named=False) - source
