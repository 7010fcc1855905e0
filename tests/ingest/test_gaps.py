"""Where import says that text was lost, and how sure it is."""

from __future__ import annotations

import pytest

from jianbao.ingest import losses
from jianbao.ingest.extract import extract
from jianbao.ingest.losses import Page, Place
from jianbao.ingest.places import Places
from jianbao.model.article import Gap
from jianbao.model.block import Block, Cutting, Kind

NOWHERE = Places(lines={})


def _item(*blocks: tuple[Kind, str], tears: tuple[int, ...] = ()) -> Cutting:
    made = [Block(text=text, lines=(number,), kind=kind) for number, (kind, text) in enumerate(blocks, 1)]
    last = made[-1]
    return Cutting(blocks=(*made[:-1], Block(text=last.text, lines=last.lines, kind=last.kind, tears=tears)))


@pytest.mark.parametrize(
    ("text", "torn"),
    [
        ("外卖骑手——", False),
        ("急诊医生—", False),
        ("“红色", True),
        ("打造文旅、", True),
        ("灯亮了，生活便利多了", False),
    ],
)
def test_a_subhead_may_lead_to_its_text_with_a_dash(text: str, torn: bool) -> None:  # a table of cases
    """A comma or an open quotation at its end is a tear."""
    item = _item((Kind.HEADLINE, "题"), (Kind.SUBHEAD, text), (Kind.PARAGRAPH, "这一天他走了三趟。"))
    found = [(gap.where, gap.after) for gap in extract(item, "01.txt", NOWHERE).value.story.gaps]
    assert found == ([("subhead 0", text)] if torn else [])


def test_a_paragraph_that_ends_as_one_has_no_place_for_a_gap() -> None:
    """Only what stops in mid-sentence is looked at."""
    item = _item((Kind.HEADLINE, "题"), (Kind.PARAGRAPH, "河边新修了一条步道。"), (Kind.PARAGRAPH, "他说：“好。”"))
    assert not list(Page(cuttings=(item,)).places())


def test_a_joint_that_reads_on_is_surer_to_be_whole_than_one_that_does_not() -> None:
    """The same paragraph, torn inside a word and where a line went missing."""
    left = "县里把新修的步道和公园连成一片，每天傍晚都有许多居民到这里散步健"
    whole, lost = (f"{left}\n{right}" for right in ("身，孩子们也多了一个去处。", "，粮食产量又比上年多了一成。"))
    sure = [
        Page(cuttings=(_item((Kind.PARAGRAPH, text), tears=(len(left),)),)).of(0)(0, len(left))
        for text in (whole, lost)
    ]
    assert sure[0] < sure[1]


def test_a_page_that_lost_text_elsewhere_makes_a_gap_likelier() -> None:
    """What the other places of the page show counts."""
    spot, other = (Place(item=0, index=index, at=9, inside=True) for index in (0, 1))
    low, high = (losses.around({spot: 0.3, other: chance}, spot) for chance in (0.05, 0.9))
    assert low["joints of the page"] < high["joints of the page"]


@pytest.mark.parametrize(
    ("sure", "told", "codes"),
    [(0.9, True, ["text-lost"]), (losses.TOLD_JOINT, True, ["text-lost"]), (losses.TOLD_JOINT - 0.01, False, [])],
)
def test_a_gap_at_a_joint_is_told_or_passed_over_by_its_certainty(
    sure: float, told: bool, codes: list[str]
) -> None:
    """Nothing is marked as lost below the threshold."""
    item = _item((Kind.HEADLINE, "题"), (Kind.PARAGRAPH, "县里把新修的步道连成\n了一片。"), tears=(10,))
    found = extract(item, "01.txt", NOWHERE, lambda _index, at: sure if at == 10 else 0.0)
    gap = Gap(where="paragraph 0", after="把新修的步道连成", certainty=sure)
    assert found.value.story.gaps == ((gap,) if told else ())
    assert [problem.code for problem in found.problems] == codes


def test_an_end_without_a_mark_is_told_earlier_than_a_joint() -> None:
    """Anybody can see it, so it costs little to settle."""
    item = _item((Kind.HEADLINE, "题"), (Kind.PARAGRAPH, "县里把新修的步道连成"))
    found = extract(item, "01.txt", NOWHERE, lambda _index, _at: losses.TOLD_END)
    assert [gap.where for gap in found.value.story.gaps] == ["paragraph 0"]


def test_a_signature_behind_the_text_is_not_where_the_news_ends() -> None:
    """What stands in brackets behind a paragraph is taken off before its end is looked at."""
    block = Block(text="县里把新修的步道连成（记者李小明）", lines=(1,))
    assert block.text[: losses.end_of(block)] == "县里把新修的步道连成"


def test_who_signed_in_a_box_of_pictures_is_not_said_twice() -> None:
    """Its text stays as printed, signature and all; found by fuzzing."""
    item = _item(
        (Kind.HEADLINE, "图片报道"), (Kind.PARAGRAPH, "昨日举行比武。（本报记者李小明）"), (Kind.CREDIT, "马兰 摄")
    )
    found = extract(item, "01.txt", NOWHERE).value
    assert [each.text for each in found.story.paragraphs] == ["昨日举行比武。（本报记者李小明）", "马兰摄"]
    assert found.outlets == ()


def test_a_text_that_is_no_newspaper_page_is_not_looked_at_for_losses() -> None:
    """The work grows with the square of the places."""
    texts = [(Kind.PARAGRAPH, f"第{number}段没有说完") for number in range(400)]
    assert not Page(cuttings=(_item(*texts),)).chances
    assert len(Page(cuttings=(_item(*texts[:40]),)).chances) == 40
