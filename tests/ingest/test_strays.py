"""Stray pieces of text: where they go, and that nothing is lost on the way."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jianbao.ingest.stitch import stitch
from jianbao.ingest.strays import SURE, Move, Place
from jianbao.model.block import Block, Kind

PIECES = (
    "工会组织职工代表到企业走访，了\n解生产经营和职工的生活困难，并",
    "把收集到的一百多条意见交给有关部",
    "门办理，职工都说这样的走访好。",
    "省总工会计划从现在起每年安排专项补助经费，",
    "帮助困难企业渡过难关",
    "灯亮了，生活便利多了",
    "据介绍，活动将持续到年底。",
    "“我们的",
    "新办法”",
)
KINDS = (Kind.PARAGRAPH, Kind.PARAGRAPH, Kind.PARAGRAPH, Kind.HEADLINE, Kind.CREDIT, Kind.NOISE)


def move(gain: float, margin: float, *, head: bool = False, linked: bool = False, text: float = 0.9) -> Move:
    """A move with this evidence."""
    place = Place(left=0, right=-1, gain=gain)
    return Move(stray=2, place=place, margin=margin, head=head, linked=linked, text=text)


def test_certainty_grows_with_the_evidence() -> None:
    """More gain, a greater lead, text rather than a head line, nothing that holds it: surer."""
    plain = move(5, 4).sure
    assert move(7, 4).sure > plain
    assert move(5, 5).sure > plain
    assert plain > move(5, 4, text=0.1).sure
    assert plain > move(5, 4, head=True).sure
    assert plain > move(5, 4, linked=True).sure
    assert move(1, 0.5).sure < 0.3 < SURE < move(8, 6).sure <= 1


@pytest.mark.parametrize("gain", [-1e9, 1e9])
def test_certainty_is_a_probability(gain: float) -> None:
    """Whatever a place gains."""
    assert 0 <= move(gain, gain).sure <= 1


@settings(deadline=None)  # the first call loads tables
@given(
    st.lists(
        st.tuples(st.sampled_from(PIECES), st.sampled_from(KINDS), st.sampled_from((0.01, 0.5, 0.99))), max_size=14
    )
)
def test_no_block_is_lost_or_doubled(given_: list[tuple[str, Kind, float]]) -> None:
    """Wherever pieces go: every character once, every line once."""
    blocks = tuple(
        Block(text=text, lines=(number,), kind=kind, certainty=sure)
        for number, (text, kind, sure) in enumerate(given_)
    )
    for texts in ((), [sure for _, _, sure in given_]):
        found = stitch(blocks, "page.txt", texts).value
        said = Counter("".join(block.text.replace("\n", "") for block in found))
        assert said == Counter("".join(block.text.replace("\n", "") for block in blocks))
        assert sorted(line for block in found for line in block.lines) == list(range(len(blocks)))


def test_a_likely_move_that_is_not_sure_enough_is_told() -> None:
    """The piece stays, the editor reads where it may belong."""
    blocks = (
        Block(text="省总工会计划从现在起每年安\n排专项补助经费，要求各级工", lines=(1,)),
        Block(text="据介绍，活动将持续到年底，各级\n工会都要拿出具体办法来做好它。", lines=(2,)),
        Block(text="会组织走访慰问困难职工，为他", lines=(3,)),
    )
    found = stitch(blocks, "page.txt", [0.9, 0.9, 0.99])
    assert [problem.code for problem in found.problems] == ["fragment-may-belong"]
    assert [block.lines for block in found.value][-1] == (3,)
