"""Head lines of an item: kicker, headline, deck, rubric."""

from __future__ import annotations

import pytest

from jianbao.ingest.heads import Heads, head_lines
from jianbao.model.block import Block, Kind


def heads(*lines: tuple[Kind, str]) -> Heads:
    """The head lines of blocks made by hand."""
    return head_lines([Block(text=text, lines=(n,), kind=kind) for n, (kind, text) in enumerate(lines, 1)])


def one(text: str) -> tuple[str, str]:
    """Kicker and headline of one head block."""
    found = heads((Kind.HEADLINE, text))
    return found.kicker, found.headline


@pytest.mark.parametrize(
    ("text", "kicker", "headline"),
    [
        (
            "渡口主任在夜航工作会上强调 把安全放在首位",
            "渡口主任在夜航工作会上强调",
            "把安全放在首位",
        ),
        ("市苗圃协会召开会议 部署今冬月季越冬", "市苗圃协会召开会议", "部署今冬月季越冬"),
        ("城西苗圃五年育成三个新品种—— 零下二十度也开花", "城西苗圃五年育成三个新品种——", "零下二十度也开花"),
        ("渡口两岸同心协力 兰州夜航开通", "渡口两岸同心协力", "兰州夜航开通"),
        ("市渡口协会主任回信勉励青年船工 坚持安全第一", "市渡口协会主任回信勉励青年船工", "坚持安全第一"),
        (
            "林岚主持召开渡口夜航与两岸居民出行代表座谈会 听取意见",
            "林岚主持召开渡口夜航与两岸居民出行代表座谈会",
            "听取意见",
        ),
        ("《渡口》杂志发表林岚文章 夜航怎样才安全", "《渡口》杂志发表林岚文章", "夜航怎样才安全"),
        ("一年来，船工忠于职守 为两岸居民守夜", "一年来，船工忠于职守", "为两岸居民守夜"),
        ("两岸居民出行不再难 48班渡船夜里开", "两岸居民出行不再难", "48班渡船夜里开"),
    ],
)
def test_a_kicker_in_one_line_with_its_headline_is_taken_off(text: str, kicker: str, headline: str) -> None:
    assert one(text) == (kicker, headline)


@pytest.mark.parametrize(
    "text",
    [
        "为渡口加油 为居民造福",
        "坚持绿色育苗 推动月季产业高质量发展",
        "渡口开航",
        "认真落实夜航安全新要求 进一步方便两岸居民",
        "城市，农村 向左，还是向右",
        "林岚《一条河的两岸—— 在渡口文化节上的讲话》出版",
        "“渡口夜航一周年—— 两岸居民的故事”图片展开幕",
    ],
)
def test_two_halves_of_a_headline_stay_together(text: str) -> None:
    assert one(text) == ("", text)


def test_a_headline_that_went_on_in_a_second_line_is_one() -> None:
    assert one("城西苗圃历时五年育成三个抗寒月季新品种并向全 国推广") == (
        "",
        "城西苗圃历时五年育成三个抗寒月季新品种并向全国推广",
    )


def test_a_rubric_in_brackets_behind_the_headline_is_taken_off() -> None:
    found = heads((Kind.HEADLINE, "渡口开航（新春走基层）"))
    assert (found.headline, found.rubric) == ("渡口开航", "新春走基层")


def test_what_is_known_to_be_a_kicker_or_a_deck_is_one() -> None:
    found = heads((Kind.KICKER, "两岸同心"), (Kind.HEADLINE, "渡口开航"), (Kind.DECK, "每晚增开六班渡船"))
    assert (found.kicker, found.headline, found.deck) == ("两岸同心", "渡口开航", "每晚增开六班渡船")


def test_of_two_lines_the_first_is_the_kicker_unless_it_is_much_shorter() -> None:
    long = heads((Kind.HEADLINE, "老渡口便民服务再升级"), (Kind.HEADLINE, "夜航班船今起开通"))
    short = heads((Kind.HEADLINE, "渡口开航"), (Kind.HEADLINE, "每晚增开六班票价与白天一样"))
    assert (long.kicker, long.headline) == ("老渡口便民服务再升级", "夜航班船今起开通")
    assert (short.headline, short.deck) == ("渡口开航", "每晚增开六班票价与白天一样")


def test_head_lines_that_find_no_field_are_spare() -> None:
    found = heads(*[(Kind.HEADLINE, text) for text in ("渡口开航了今天", "夜航", "两岸居民", "票价不变")])
    assert (found.kicker, found.headline, found.deck) == ("渡口开航了今天", "夜航", "两岸居民")
    assert [block.text for block in found.spare] == ["票价不变"]


def test_rubrics_alone_are_headline_and_rubric() -> None:
    found = heads((Kind.RUBRIC, "今日谈"), (Kind.RUBRIC, "图片报道"))
    assert (found.headline, found.rubric, found.spare) == ("图片报道", "今日谈", ())


def test_a_short_line_that_leads_to_a_longer_one_is_its_kicker() -> None:
    found = heads((Kind.HEADLINE, "市渡口协会举行会议"), (Kind.HEADLINE, "研究部署今冬两岸夜航安全和船工轮休工作"))
    assert (found.kicker, found.deck) == ("市渡口协会举行会议", "")


def test_a_wide_line_that_leads_to_the_next_is_not_joined_to_it() -> None:
    assert one("城西渡口两岸居民代表和船工代表今天举行会议 研究夜航安全") == (
        "城西渡口两岸居民代表和船工代表今天举行会议",
        "研究夜航安全",
    )
