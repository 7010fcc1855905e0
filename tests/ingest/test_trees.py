"""Trees read from text, and what they say of a row."""

from __future__ import annotations

import pytest

from jianbao.ingest import follow, traits, trees
from jianbao.ingest.decide import beside
from jianbao.ingest.label import label
from jianbao.ingest.standing import STANDING
from jianbao.model.block import Block

TWO = "2\n0<1.5 =1 1<0 =2 =3\n=-1\n=0.5\n=0"


def test_a_row_falls_into_one_leaf_of_each_tree() -> None:
    forest = trees.parse(TWO)
    assert forest.scores([1.5, 9]) == [1.5, -1.0]
    assert forest.scores([2, 0]) == [2.5, -1.0]
    assert forest.scores([2, 1]) == [3.5, -1.0]


def test_chances_add_up_to_one() -> None:
    assert sum(trees.parse(TWO).chances([2, 1])) == pytest.approx(1)
    assert trees.parse("1\n=0").chance([]) == 0.5


@pytest.mark.parametrize(
    ("name", "classes"), [("kinds", len(follow.KINDS)), ("kinds2", len(follow.KINDS)), ("follow", 1)]
)
def test_the_models_of_the_package_fit_the_traits(name: str, classes: int) -> None:
    blocks = label(
        tuple(Block(text=text, lines=(n,)) for n, text in enumerate(("渡口开航", "日前,渡口开航。"), 1))
    ).value
    page = traits.read(blocks)
    row = traits.around(page, 0)
    even = [1 / len(follow.KINDS)] * len(follow.KINDS)
    pair = follow.candidates(page, [even] * 2)[0].row
    assert len(page.alone[0]) == len(traits.ALONE)
    assert len(pair) == len(follow.TOGETHER)
    forest = trees.forest(name)
    wide = {"kinds": len(row), "kinds2": len([*row, *beside([even] * 2, 0), *STANDING]), "follow": len(pair)}[name]
    assert len(forest.trees) == classes
    assert all(node[0] < wide for rounds in forest.trees for tree in rounds for node in tree)
