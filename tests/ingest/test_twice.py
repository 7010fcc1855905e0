"""Pages whose order is torn are read by two sets of models, and the mean of what they say counts."""

from __future__ import annotations

import pytest

from jianbao.ingest import decide, trees, twice
from jianbao.ingest.headings import Evidence
from jianbao.model.block import Block

from .stages import labelled

WHOLE = (
    "城西渡口开航\n\n本报讯 5月20日，城西渡口开航，两岸居民过河不用绕行。\n\n渡船每天往返八次，票价不变。\n\n"
    "旧书市集开到周末\n\n本报讯 南关旧书市集从本周起开到周日，摊位增加到六十个。\n\n市集不收摊位费。\n"
)
TORN = WHOLE.replace("票价不变。", "票价不变，老人与学生凭证件可以免费乘")


def said(chance: float) -> Evidence:
    return Evidence(opens={1: chance, int(chance * 10): chance}, over={(0, 1): chance}, under={(0, 1): chance})


def test_the_mean_is_taken_in_log_odds_and_what_was_said_once_stands() -> None:
    found = twice.evidence(said(0.9), said(0.5))
    assert found.opens == pytest.approx({1: 0.75, 9: 0.9, 5: 0.5})  # odds of 9 and 1: of 3
    assert [*found.over.values(), *found.under.values()] == pytest.approx([0.75, 0.75])
    assert twice.tables([(0.8, 0.2)], [(0.2, 0.8)])[0] == pytest.approx((0.5, 0.5))


def test_chances_of_nought_and_one_have_a_mean() -> None:
    assert twice.evidence(said(1.0), said(0.0)).over[0, 1] == pytest.approx(0.5)
    assert sum(twice.tables([(1.0, 0.0)], [(0.0, 1.0)])[0]) == pytest.approx(1)


@pytest.mark.parametrize(("text", "asked"), [(WHOLE, False), (TORN, True)])
def test_the_second_set_is_asked_on_a_torn_page_only(
    text: str, asked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    names, own = list[str](), trees.forest

    def forest(name: str) -> trees.Forest:
        names.append(name)
        return own(name)

    monkeypatch.setattr(trees, "forest", forest)
    blocks: tuple[Block, ...] = labelled(text)
    decide.read(blocks)
    assert {name.removeprefix("again.") for name in names} == {
        "kinds",
        "kinds2",
        "follow",
        "opens",
        "over",
        "under",
    }
    assert any(name.startswith("again.") for name in names) is asked
