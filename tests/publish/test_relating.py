"""Related articles: close ones first, and an edit changes few of them."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from jianbao.model.article import Document
from jianbao.publish.relating import naming, near, related, related_to
from publish.making import document, plan

START = dt.date(2020, 1, 1)


def _kin(documents: Sequence[Document]) -> dict[str, list[str]]:
    found = related(plan(documents).context.library)
    return {path: [one.path for one in others] for path, others in found.items()}


def _archive(count: int) -> list[Document]:
    chance = random.Random(5)
    tags = [f"标签{number}" for number in range(40)]
    return [
        document(
            f"n-{number}",
            date=START + dt.timedelta(number // 8),
            tags=tuple(sorted({tags[min(39, int(chance.paretovariate(0.7)))] for _ in range(4)})),
            region=chance.choice(["620923", "110106", "500000"]),
        )
        for number in range(count)
    ]


def test_an_article_is_near_those_that_share_most_and_the_rarest() -> None:
    made = [document(f"c-{n}", date=START + dt.timedelta(n), tags=("工会",)) for n in range(30)]
    rare = document("rare", date=START, tags=("水渠",))
    own = document("own", date=START + dt.timedelta(60), tags=("工会", "水渠"))
    assert _kin([*made, rare, own])[own.path][0] == rare.path


def test_two_to_four_or_none() -> None:
    found = _kin(_archive(400))
    assert {len(others) for others in found.values()} <= {2, 3, 4}
    assert len(found) > 350
    one = document("one", tags=("工会",))
    assert _kin([one, document("two", date=START, tags=("工会",))]) == {}


def test_nobody_is_related_to_himself_or_twice() -> None:
    for path, others in _kin(_archive(400)).items():
        assert path not in others
        assert len(others) == len(set(others))


def test_articles_of_one_page_are_near_each_other() -> None:
    made = [document(f"n-{n}", tags=("工会",), order=n) for n in range(3)]
    assert {path: len(others) for path, others in _kin(made).items()} == dict.fromkeys((it.path for it in made), 2)


def test_a_new_article_changes_nothing_of_earlier_days() -> None:
    made = _archive(400)
    before = _kin(made)
    new = document("new", date=START + dt.timedelta(90), tags=("标签1", "标签2", "标签3"), region="620923")
    after = _kin([*made, new])
    assert {path: others for path, others in after.items() if path != new.path} == before


def test_an_article_that_is_taken_away_changes_few() -> None:
    made = _archive(400)
    before = _kin(made)
    for gone in made[100:300:20]:
        after = _kin([one for one in made if one is not gone])
        changed = [path for path, others in after.items() if before.get(path) != others]
        assert len(changed) <= 60
        named = [path for path, others in before.items() if gone.path in others]
        assert set(named) <= {*changed, gone.path} | {path for path in named if path not in after}


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 5), st.sets(st.sampled_from("甲乙丙")), st.sampled_from(["", "620000"])),
        max_size=24,
    )
)
def test_one_article_alone_gives_what_all_of_them_give(made: list[tuple[int, set[str], str]]) -> None:
    documents = [
        document(f"a{number}", date=dt.date(2023, 4, day), tags=tuple(sorted(tags)), region=code or None)
        for number, (day, tags, code) in enumerate(made)
    ]
    library = plan(documents).context.library
    together = related(library)
    for one in library.entries:
        assert tuple(related_to(library, one)) == tuple(together.get(one.path, ()))


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_who_names_an_article_is_found_and_few_others_are_asked(data: st.DataObject) -> None:
    chance = random.Random(data.draw(st.integers(0, 10**6)))
    made = [
        document(
            f"a{n}",
            date=START + dt.timedelta(chance.randrange(data.draw(st.sampled_from((3, 60))))),
            tags=tuple(chance.choice(("甲", "乙", "甲乙"))),
            region=chance.choice(("", "620923")),
        )
        for n in range(data.draw(st.integers(2, 60)))
    ]
    library = plan(made).context.library
    found = related(library)
    for one in library.entries:
        asked = {it.path for it in naming(library, one)}
        assert {path for path, others in found.items() if one in others} <= asked
        assert len(asked) <= 3 * 8


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_only_near_articles_notice_one_that_goes(data: st.DataObject) -> None:
    tags = st.sets(st.sampled_from("甲乙"), min_size=1).map(lambda it: tuple(sorted(it)))
    made = [
        document(f"a{number}", date=dt.date(2023, 4, data.draw(st.integers(1, 6))), tags=data.draw(tags))
        for number in range(data.draw(st.integers(2, 24)))
    ]
    gone = data.draw(st.sampled_from(made))
    library = plan(made).context.library
    noticed = {one.path for it in library.entries if it.path == gone.path for one in near(library, it, 1)}
    before, after = related(library), related(plan([it for it in made if it != gone]).context.library)
    for path in (it.path for it in library.entries if it.path != gone.path):
        same = [it.path for it in before.get(path, ())] == [it.path for it in after.get(path, ())]
        assert same or path in noticed


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_only_near_articles_notice_several_that_come_and_go_at_once(data: st.DataObject) -> None:
    count, seed = data.draw(st.integers(8, 90)), data.draw(st.integers(0, 10**6))
    chance = random.Random(seed)
    made = [
        document(
            f"a{n}",
            date=START + dt.timedelta(chance.randrange(30)),
            tags=tuple(chance.choice(("甲", "乙", "甲乙"))),
        )
        for n in range(count)
    ]
    some = data.draw(st.integers(1, 9))
    first, second = (
        plan(made[some:]).context.library,
        plan(made[: count - data.draw(st.integers(0, 9))]).context.library,
    )
    gone = [it for it in first.entries if it.path not in {one.path for one in second.entries}]
    came = [it for it in second.entries if it.path not in {one.path for one in first.entries}]
    most = max(len(gone), len(came))
    noticed = {one.path for it in gone for one in near(first, it, most)}
    noticed |= {one.path for it in came for one in near(second, it, most)}
    before, after = related(first), related(second)
    for path in {it.path for it in first.entries} & {it.path for it in second.entries}:
        same = [it.path for it in before.get(path, ())] == [it.path for it in after.get(path, ())]
        assert same or path in noticed
