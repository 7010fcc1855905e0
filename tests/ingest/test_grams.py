"""What pieces of text say by their characters alone."""

from __future__ import annotations

import random

import pytest

from jianbao.ingest import grams


def test_the_form_knows_no_spaces_and_no_single_digits() -> None:
    assert grams.form(" 2 0 2 5 年,GDP\n增长") == "0000年，aaa增长"


def test_a_word_torn_in_two_goes_on_with_its_other_half() -> None:
    torn = "苗圃计划明年向全市公园供应抗寒月季，推动高质量发"
    assert grams.joint(torn, "展迈上新台阶。") > 2
    assert grams.joint(torn, "展迈上新台阶。") > grams.joint(torn, "票价不变。") + 3
    assert grams.joint("", "展") == 0.0


@pytest.mark.parametrize(
    ("first", "torn"),
    [("近年来，苗圃计划", "的苗圃计划明年向"), ("会议指出，要推动", "动高质量发展。")],
)
def test_a_paragraph_begins_otherwise_than_a_piece_of_one(first: str, torn: str) -> None:
    assert grams.begins(first) > 0
    assert grams.begins(first) > grams.begins(torn) + 2


def test_what_begins_is_told_of_very_short_pieces_too() -> None:
    assert grams.begins("动。") < 0 > grams.begins("的。")


def test_a_headline_sounds_like_one_and_a_piece_of_text_does_not() -> None:
    head = grams.sounds_like("我市举行抗寒月季新品种推介会")
    text = grams.sounds_like("的时候，记者在现场看到，不少市民")
    assert len(head) == len(grams.HEADS)
    assert head.index(max(head)) == 0
    assert text.index(max(text)) in (3, 4)


def test_texts_of_one_matter_are_near_one_another() -> None:
    port = grams.topic("港口集装箱吞吐量增长，航线通达全球，货轮靠泊码头。")
    ship = grams.topic("远洋货轮满载集装箱驶离码头，航运公司新开航线。")
    school = grams.topic("学校开设劳动课，学生在老师带领下学习种菜做饭。")
    assert grams.near(port, ship) > grams.near(port, school) + 0.1
    assert grams.near(port, port) == pytest.approx(1)
    assert grams.near(port, grams.together([])) == 0.0


def test_several_texts_together_are_the_sum_of_each() -> None:
    one, two = grams.topic("港口繁忙"), grams.topic("学校开学")
    both = grams.together([one, two])
    assert both.sums == tuple(a + b for a, b in zip(one.sums, two.sums, strict=True))
    assert both.size == pytest.approx(sum(value * value for value in both.sums) ** 0.5)


def test_long_texts_add_up_without_one_sum_running_into_the_next() -> None:
    once, often = grams.topic("港口"), grams.topic("港口" * 2)
    again = grams.topic("口港")
    assert often.sums == tuple(2 * a + b for a, b in zip(once.sums, again.sums, strict=True))
    assert grams.topic("港" * 70_001).sums == tuple(70_000 * value for value in grams.topic("港港").sums)


def test_a_joint_adds_up_its_groups_however_the_two_sides_are_looked_at() -> None:
    rng = random.Random(3)
    characters = "港口集装箱吞吐量增长，航线通达全球。0a"
    pieces = ["".join(rng.choices(characters, k=rng.randrange(1, 9))) for _ in range(60)]
    for left, right in zip(pieces, reversed(pieces), strict=True):
        codes = [*map(ord, left[-5:].rjust(5, "\0")), *map(ord, right[:5].ljust(5, "\0"))]
        total = 0
        for kind, (start, stop) in enumerate(grams.SPANS):
            held = kind + 1
            for code in codes[start:stop]:
                held = (held * grams.FACTOR + code) % grams.JOINT_SIZE
            total += grams._table("joint")[held] - 128
        assert grams.joint(left, right) == total / grams.JOINT_SCALE


def test_all_texts_at_once_are_as_near_as_two_by_two() -> None:
    texts = ["港口集装箱吞吐量增长。" * 40, "学校开设劳动课", "", "航线通达全球" * 300, "货轮"]
    topics = [*map(grams.topic, texts), grams.together([])]
    assert grams.nears(topics, topics[:4]) == [[grams.near(one, other) for other in topics[:4]] for one in topics]
    assert grams.nears(topics[:2], []) == [[], []]
