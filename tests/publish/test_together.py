"""Tags that stand together, and what a few articles change of them."""

from __future__ import annotations

import random
from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from jianbao.publish.library import Library, sizes
from jianbao.publish.together import changed, related, together
from publish.making import document, plan

TAGS = [f"标签{number}" for number in range(14)]


def _beside(library: Library) -> Mapping[str, tuple[str, ...]]:
    return related(together(library), sizes(library.tags).__getitem__)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_what_a_few_articles_change_is_found_without_asking_all_tags(data: st.DataObject) -> None:
    chance = random.Random(data.draw(st.integers(0, 10**6)))
    made = [document(f"a{n}", tags=tuple(chance.sample(TAGS, chance.randrange(1, 5)))) for n in range(60)]
    gone, new = data.draw(st.integers(0, 2)), data.draw(st.integers(0, 2))
    first = plan(made[: 60 - new]).context.library
    second = plan(made[gone:]).context.library
    paths = {one.path for one in first.entries}, {one.path for one in second.entries}
    went = [one for one in first.entries if one.path not in paths[1]]
    came = [one for one in second.entries if one.path not in paths[0]]
    before, said = dict(together(first)), _beside(first)
    counts, near = changed(before, said, went, came)
    after = {tag: count for tag, count in (before | counts).items() if count}
    assert after == {tag: dict(count) for tag, count in together(second)}
    now = {tag: others for tag, others in said.items() if tag not in near}
    now |= related(((tag, after[tag]) for tag in near if tag in after), sizes(second.tags).__getitem__)
    assert now == _beside(second)


def test_few_tags_are_asked_where_an_article_comes() -> None:
    """Who did not name its tags before does not notice that they have more articles now."""
    pairs = [(f"甲{n}", f"乙{n}") for n in range(20)]
    made = [document(f"a{n}-{each}", tags=pair) for n, pair in enumerate(pairs) for each in range(3)]
    linking = [document(f"l{n}", tags=("共", pair[0])) for n, pair in enumerate(pairs)]
    library = plan([*made, *linking]).context.library
    new = plan([document("new", tags=("共", "新"))]).context.library.entries
    _, near = changed(dict(together(library)), _beside(library), (), new)
    assert near == {"共", "新"}
