"""Networks: numbers in, chances out; the arithmetic by examples and by what must hold of any weights."""

from __future__ import annotations

from io import BytesIO
from itertools import chain, permutations

import numpy as np
import pytest

from jianbao.ingest import follow, network, sight, traits
from jianbao.ingest.network import Said
from jianbao.ingest.sight import Array, Sight

from .stages import labelled

WIDTH, COLUMNS, THOUGHT = 8, 3, 5
NEWS = (
    (
        "老渡口开通夜航班船",
        "　　本报讯 为方便两岸居民夜间出行，老渡口日前开通夜航班船，末班船开到二十三时。",
        "　　夜航班船每半小时一班，船上装有救生设备和照明灯，渡口还设了候船室。",
    ),
    (
        "城西苗圃育成三个抗寒月季新品种",
        "　　本报讯 城西苗圃培育的三个月季新品种日前通过鉴定，零下二十度仍能越冬。",
        "　　苗圃计划明年向全市公园供应抗寒月季苗木两万株。",
    ),
    (
        "县图书馆办起盲人读书角",
        "　　本报讯 县图书馆的盲人读书角昨天开放，盲文书有八百册。",
        "　　读者可以在图书馆借听书机，志愿者每周六来读书角陪读。",
    ),
)


def _weights(rng: np.random.Generator, *, near: bool) -> dict[str, Array]:
    """Return the weights of a small network at random; without `near` it does not know how far apart blocks are."""
    shapes = {"inp": (WIDTH, 4), "mid": (WIDTH, WIDTH), "kind": (3, WIDTH), "open": (1, WIDTH), "out": (2, THOUGHT)}
    shapes |= {"U": (THOUGHT, WIDTH), "V": (THOUGHT, WIDTH), "W": (THOUGHT, len(sight.PAIRS))}
    shapes |= {"bq": (8, WIDTH), "bk": (8, WIDTH), "0.qkv": (3 * WIDTH, WIDTH), "0.o": (WIDTH, WIDTH)}
    shapes |= {"0.f1": (10, WIDTH), "0.f2": (WIDTH, 10), "0.pb": (network.HEADS, len(sight.PAIRS))}
    found = {f"{name}.w": rng.normal(size=shape) for name, shape in shapes.items()}
    found |= {f"{name}.b": rng.normal(size=shape[0]) for name, shape in shapes.items()}
    found |= {f"{name}.{part}": rng.normal(size=WIDTH) for name in ("norm", "0.n1", "0.n2") for part in "wb"}
    far = rng.normal(size=(network.DISTANCES, max(network.HEADS, THOUGHT))) * near
    found |= {"rel": far[:, :THOUGHT], "0.rel": far[:, : network.HEADS], "none": rng.normal(size=2)}
    return found | {"edges": np.array([0.0, 1, 2, 0, 1, 0, 1]), "counts": np.array([3.0, 2, 2])}


def _sight(rng: np.random.Generator, count: int) -> Sight:
    pairs = rng.normal(size=(count, count, len(sight.PAIRS)))
    return Sight(rows=rng.uniform(0, 2, size=(count, COLUMNS)), topics=np.zeros((count, 2)), pairs=pairs)


def _parts(found: Said) -> dict[str, Array]:
    return {name: getattr(found, name) for name in Said.__dataclass_fields__}


def test_numbers_go_in_as_shares_of_the_way_between_thresholds() -> None:
    found = network.encoded(np.array([[1.5, -3], [9, 0.25]]), np.array([0.0, 1, 3, 0, 1]), np.array([3, 2]))
    assert found.tolist() == [[1, 0.25, 0], [1, 1, 0.25]]


@pytest.mark.parametrize(
    ("step", "told"),
    [(0, 0), (1, 1), (12, 12), (13, 13), (17, 14), (24, 14), (25, 15), (999, 18), (-1, 20), (-999, 37)],
)
def test_distances_are_told_the_less_exactly_the_greater_they_are(step: int, told: int) -> None:
    found = network.distances(1000)
    assert found[max(0, -step), max(0, step)] == told


def test_chances_add_up_to_one() -> None:
    rng = np.random.default_rng(1)
    found = network.one(_sight(rng, 7), _weights(rng, near=True))
    assert found.kinds.sum(1) == pytest.approx(1)
    assert found.over.sum(0) == pytest.approx(1)
    assert found.under.sum(0) == pytest.approx(1)
    assert ((found.opens > 0) & (found.opens < 1)).all()


def test_no_block_is_its_own_headline() -> None:
    rng = np.random.default_rng(2)
    found = network.one(_sight(rng, 5), _weights(rng, near=True))
    for chances in (found.over, found.under):
        assert np.diagonal(chances).max() < 1e-9


def test_what_does_not_know_of_distances_says_the_same_in_any_order() -> None:
    rng = np.random.default_rng(3)
    seen, held = _sight(rng, 6), _weights(rng, near=False)
    order = rng.permutation(6)
    mixed = Sight(rows=seen.rows[order], topics=seen.topics[order], pairs=seen.pairs[order][:, order])
    one, other = network.one(seen, held), network.one(mixed, held)
    assert other.kinds == pytest.approx(one.kinds[order])
    assert other.opens == pytest.approx(one.opens[order])
    assert other.under[:6] == pytest.approx(one.under[order][:, order])
    assert other.over[:6] == pytest.approx(one.over[order][:, order])


def test_a_block_attends_to_the_others_and_to_what_it_shows_with_them() -> None:
    rng = np.random.default_rng(4)
    seen, held = _sight(rng, 4), _weights(rng, near=True)
    rows, pairs = seen.rows.copy(), seen.pairs.copy()
    rows[3] = 2 - rows[3]
    pairs[0, 3] += 1
    own = network.one(seen, held).kinds[0]
    assert (
        abs(network.one(Sight(rows=rows, topics=seen.topics, pairs=seen.pairs), held).kinds[0] - own).max() > 1e-6
    )
    assert (
        abs(network.one(Sight(rows=seen.rows, topics=seen.topics, pairs=pairs), held).kinds[0] - own).max() > 1e-6
    )


def test_attention_by_hand() -> None:
    """Without distances: what a block takes up is the mean of what the others give, by how well they fit."""
    rng = np.random.default_rng(5)
    seen, held = _sight(rng, 3), _weights(rng, near=False)
    blocks = rng.normal(size=(3, WIDTH))
    found = network._layer(blocks, seen.pairs, network.distances(3), held, "0.")
    even = (blocks - blocks.mean(1, keepdims=True)) / np.sqrt(blocks.var(1, keepdims=True) + 1e-5)
    sides = (even * held["0.n1.w"] + held["0.n1.b"]) @ held["0.qkv.w"].T + held["0.qkv.b"]
    size = WIDTH // network.HEADS
    taken = np.zeros((3, WIDTH))
    for head in range(network.HEADS):
        asked, offered, given = (
            sides[:, part * WIDTH + head * size : part * WIDTH + (head + 1) * size] for part in range(3)
        )
        for block in range(3):
            powers = [
                np.exp(
                    asked[block] @ offered[other] / size**0.5
                    + seen.pairs[block, other] @ held["0.pb.w"][head]
                    + held["0.pb.b"][head]
                )
                for other in range(3)
            ]
            for other in range(3):
                taken[block, head * size : (head + 1) * size] += powers[other] / sum(powers) * given[other]
    half = blocks + taken @ held["0.o.w"].T + held["0.o.b"]
    even = (half - half.mean(1, keepdims=True)) / np.sqrt(half.var(1, keepdims=True) + 1e-5)
    inner = (even * held["0.n2.w"] + held["0.n2.b"]) @ held["0.f1.w"].T + held["0.f1.b"]
    assert found == pytest.approx(half + network._bent(inner) @ held["0.f2.w"].T + held["0.f2.b"])
    assert network._bent(np.array([-9.0, 0.0, 1.0, 9.0])) == pytest.approx([0, 0, 0.8412, 9], abs=1e-3)


def test_the_mean_of_networks_is_taken_in_logs() -> None:
    rng = np.random.default_rng(6)
    one = network.one(_sight(rng, 4), _weights(rng, near=True))
    same = _parts(network.mean([one, one]))
    assert all(same[name] == pytest.approx(chances, abs=1e-6) for name, chances in _parts(one).items())
    both = Said(**{**_parts(one), "kinds": np.array([[0.8, 0.2]]), "opens": np.array([0.9])})
    other = Said(**{**_parts(one), "kinds": np.array([[0.2, 0.8]]), "opens": np.array([0.5])})
    assert network.mean([both, other]).kinds == pytest.approx(np.array([[0.5, 0.5]]))
    assert network.mean([both, other]).opens == pytest.approx([0.75])  # odds of 9 and 1: of 3


def test_weights_are_bytes_times_the_scale_of_their_row() -> None:
    held = BytesIO()
    np.savez_compressed(
        held,
        allow_pickle=False,
        **{
            "a.w": np.array([[2, -4], [127, 0]], np.int8),
            "a.w.scale": np.array([0.5, 0.01]),
            "a.b": np.array([7.0]),
        },
    )
    found = network.parse(held.getvalue())
    assert found["a.w"].tolist() == [[1, -2], [1.27, 0]]
    assert found["a.b"].tolist() == [7]
    assert sorted(found) == ["a.b", "a.w"]


@pytest.mark.parametrize("name", network.NAMES)
def test_the_networks_of_the_package_fit_what_they_are_told(name: str) -> None:
    held = network.weights(name)
    seen = sight.sight(traits.read(labelled("城西渡口开航\n\n本报讯 5月20日，城西渡口开航。\n")))
    assert len(held["counts"]) == seen.rows.shape[1]
    assert network.one(seen, held).kinds.shape == (len(seen.rows), len(follow.KINDS))


def test_nine_texts_in_ten_speak_of_their_own_headline_in_whatever_order_articles_stand() -> None:
    right = list[bool]()
    for order in permutations(NEWS):
        page = traits.read(labelled("\n\n".join(chain.from_iterable(order)) + "\n"))
        under = network.said(sight.sight(page)).under
        heads = [index for index, block in enumerate(page.blocks) if not block.text.startswith("　　")]
        assert len(heads) == len(NEWS)
        best = under[heads].argmax(0)
        right += [best[head + step] == place for place, head in enumerate(heads) for step in (1, 2)]
    assert sum(right) >= 0.9 * len(right)
