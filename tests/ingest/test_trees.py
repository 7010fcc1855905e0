"""Trees read from text, and what they say of a row."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import pytest

from jianbao.ingest import follow, traits, trees
from jianbao.ingest.decide import beside
from jianbao.ingest.label import label
from jianbao.ingest.standing import STANDING
from jianbao.model.block import Block

TWO = "2\n0<1.5 =1 1<0 =2 =3\n=-1\n=0.5\n=0"


def test_a_row_falls_into_one_leaf_of_each_tree() -> None:
    forest = trees.parse(TWO)
    assert forest.scores([(1.5, 9), (2, 0), (2, 1)]) == [[1.5, 2.5, 3.5], [-1.0, -1.0, -1.0]]


def _walked(text: str, row: Sequence[float]) -> list[float]:
    """Return the scores of one row, each tree gone down from its root: the plain way."""
    head, *rows = text.split("\n")
    totals = [0.0] * int(head)
    for index, line in enumerate(rows):
        words = iter(line.split(" "))
        totals[index % len(totals)] += _leaf(words, row)
    return totals


def _leaf(words: Iterator[str], row: Sequence[float]) -> float:
    word = next(words)
    if word.startswith("="):
        return float(word[1:])
    trait, _, threshold = word.partition("<")
    left, right = _leaf(words, row), _leaf(words, row)
    return left if row[int(trait)] <= float(threshold) else right


def _grown(rng: random.Random, depth: int) -> str:
    if depth == 0 or rng.random() < 0.2:
        return f"={rng.uniform(-1, 1):.5g}"
    cut = f"{rng.randrange(4)}<{rng.choice((rng.uniform(-2, 2), rng.randrange(-2, 3)))}"
    return f"{cut} {_grown(rng, depth - 1)} {_grown(rng, depth - 1)}"


@pytest.mark.parametrize("seed", range(4))
def test_many_rows_at_once_fall_where_each_falls_by_itself(seed: int) -> None:
    rng = random.Random(seed)
    text = "\n".join(["2", *(_grown(rng, 7) for _ in range(120))])
    rows = [tuple(rng.choice((rng.uniform(-3, 3), rng.randrange(-2, 3))) for _ in range(4)) for _ in range(4500)]
    forest = trees.parse(text)
    assert max(len(thresholds) for _, thresholds, _ in forest.cuts) == 255  # a trait of more is told in parts
    told = list(zip(*forest.scores(rows), strict=True))
    for place in [*rng.sample(range(4500), 8), 0, 4095, 4096, 4499]:
        assert list(told[place]) == _walked(text, rows[place])


def test_no_rows_have_no_chances() -> None:
    assert trees.forest("follow").chance([]) == []
    assert trees.forest("kinds").chances([]) == []


def test_chances_add_up_to_one() -> None:
    assert sum(trees.parse(TWO).chances([(2, 1)])[0]) == pytest.approx(1)
    assert trees.parse("1\n=0").chance([()]) == [0.5]


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
    assert all(trait < wide for trait, _, _ in forest.cuts)
