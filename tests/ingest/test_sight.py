"""A page as arrays: what is told of each two blocks is what the functions for two blocks say."""

from __future__ import annotations

import numpy as np
import pytest

from jianbao.ingest import grams, sight, traits

from .stages import labelled

PAGE = (
    "城西渡口开航\n\n本报讯 5月20日，城西渡口开航，两岸居民过河不用绕行。\n\n"
    "渡船每天往返八次，票价不变，老人与学\n\n旧书市集开到周末\n\n生凭证件可以免费乘船。\n\n"
    "本报讯 南关旧书市集从本周起开到周日，摊位增加到六十个。\n\n！\n"
)


def _page() -> traits.Traits:
    return traits.read(labelled(PAGE))


def test_pairs_say_what_the_functions_for_two_blocks_say() -> None:
    page = _page()
    found = sight.sight(page)
    count = len(page.blocks)
    named = dict(zip(sight.PAIRS, np.moveaxis(found.pairs, -1, 0), strict=True))
    seam, like, rare = named["seam"], named["like"], named["rare pairs said"]
    for one in range(count):
        for other in range(count):
            if one != other:
                joint = grams.joint(page.forms[one], page.forms[other])
                assert seam[one, other] == pytest.approx(max(-9.0, min(12.0, joint)) / 4)
                assert like[one, other] == pytest.approx(2 * page.likes[one][other])
                assert rare[one, other] == pytest.approx(2 * traits.common(page.pairs[one], page.pairs[other]))


def test_what_a_line_says_is_found_in_its_text() -> None:
    page = _page()
    found = sight.sight(page).pairs[..., sight.PAIRS.index("triples said")]
    at = {block.text.strip(): index for index, block in enumerate(page.blocks)}
    head = at["城西渡口开航"]
    texts = [index for text, index in at.items() if text.startswith("本报讯")]
    assert found[head, texts[0]] == pytest.approx(2.0)
    assert found[head, texts[1]] == pytest.approx(0.0)


def test_back_is_the_other_way_round() -> None:
    pairs = sight.sight(_page()).pairs
    for name in ("seam", "rare pairs said", "triples said", "like and its neighbours"):
        one, back = (pairs[..., sight.PAIRS.index(each)] for each in (name, f"{name} back"))
        assert np.array_equal(one, back.T)


@pytest.mark.parametrize("text", ["一\n", "城西渡口开航\n", "(\n\n)\n", f"{'渡船每天往返八次，' * 9}\n"])
def test_a_page_of_next_to_nothing_has_a_sight(text: str) -> None:
    found = sight.sight(traits.read(labelled(text)))
    assert np.isfinite(found.pairs).all()
    assert found.pairs.shape == (len(found.rows), len(found.rows), len(sight.PAIRS))
