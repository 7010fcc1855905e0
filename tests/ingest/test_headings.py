"""What shows which text opens an article and which headline stands over it; torn head lines; a page's order."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from ingest.stages import evidence, labelled
from jianbao.ingest import follow, headings, openers, traits
from jianbao.ingest.compose import compose
from jianbao.ingest.decide import decide, is_torn, kinds_of
from jianbao.model.block import Block

FERRY = "老渡口开通夜航班船\n\n　　为方便两岸居民夜间出行，老渡口日前开通夜航班船，末班船开到二十三时。\n\n"
ROSES = (
    "城西苗圃育成三个抗寒月季新品种\n\n　　城西苗圃历时五年育成三个抗寒月季新品种，月季在零下二十度仍能越冬。\n\n"
    "　　苗圃计划明年向全市公园供应抗寒月季苗木两万株。\n\n"
)


def blocks_of(*texts: str) -> tuple[Block, ...]:
    """Blocks of one line each."""
    return tuple(Block(text=text, lines=(number,)) for number, text in enumerate(texts, 1))


def table(kind: str) -> list[float]:
    """The chances of kinds of a block that is very likely of this kind."""
    return [0.9 if name == kind else 0.1 / (len(follow.KINDS) - 1) for name in follow.KINDS]


def test_rows_have_a_value_for_each_column() -> None:
    page = traits.read(labelled(FERRY + ROSES))
    look = headings.Headings(page, kinds_of(page))
    opens = dict.fromkeys(look.texts, 0.5)
    assert {len(row) for _, row in look.openings()} == {len(openers.OPENS)}
    assert {len(pair.row) for pair in look.over(opens, headings.LEAST)} == {len(headings.OVER)}


@pytest.mark.parametrize(("rest", "kept"), [("瑞", True), ("丰", False)])
def test_the_end_of_a_name_below_a_headline_goes_on_with_it_if_the_page_has_the_name(rest: str, kept: bool) -> None:
    blocks = blocks_of("船长今日会见来访的林贾博", rest, "本报今日电，船长会见来访的林贾博瑞。")
    sure = [table("title"), table("noise"), table("lead")]
    chances = {(0, 1): 0.5, (1, 2): 0.5, (0, 2): 0.8}
    (item,) = compose(decide(traits.read(blocks), sure, chances, evidence(sure, chances))).cuttings
    assert (item.blocks[0].lines == (1, 2)) is kept


def test_the_groups_over_a_seam_count_that_the_page_has_elsewhere() -> None:
    page = traits.read(blocks_of("来访的林贾博", "瑞", "林贾博瑞说。", "票价不变。"))
    assert traits.across(page, 0, 1) == 3  # 博瑞, 贾博瑞, 林贾博瑞
    assert traits.across(page, 0, 3) == 0
    assert traits.across(page, -1, 0) == traits.across(page, 3, 4) == -1


def test_a_page_is_out_of_order_where_a_torn_text_is_not_read_on() -> None:
    page = traits.read(blocks_of("苗圃供应抗寒月", "渡口今日开航。", "季苗木两万株。"))
    tables = [table("body")] * 3
    assert is_torn(page, tables, {(0, 1): 0.2, (1, 2): 0.9})
    assert not is_torn(page, tables, {(0, 1): 0.8, (1, 2): 0.2})


def test_traits_are_the_same_in_whatever_order_sets_give_their_members() -> None:
    code = (
        "import sys; from ingest.stages import labelled; from jianbao.ingest import traits;"
        "page = traits.read(labelled(sys.argv[1])); print(page.alone, page.context)"
    )
    shown = {
        subprocess.run(
            [sys.executable, "-c", code, FERRY + ROSES],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(shown) == 1
