"""Where on a page articles begin, and under which headline."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.stages import evidence
from jianbao.ingest import follow, starts


def table(**chances: float) -> list[float]:
    """Chances of kinds: these, the rest even."""
    rest = (1 - sum(chances.values())) / (len(follow.KINDS) - len(chances))
    return [chances.get(kind, rest) for kind in follow.KINDS]


def kinds_of(tables: Sequence[Sequence[float]]) -> list[str]:
    """The likeliest kinds."""
    return [follow.KINDS[max(range(len(row)), key=row.__getitem__)] for row in tables]


def planned(tables: Sequence[Sequence[float]], chances: dict[tuple[int, int], float]) -> starts.Plan:
    """The plan of a page."""
    return starts.plan(kinds_of(tables), tables, chances, evidence(tables, chances))


def test_a_headline_stands_above_its_text() -> None:
    found = planned(
        [table(title=0.9), table(lead=0.9), table(body=0.9), table(title=0.9), table(lead=0.9)],
        {(0, 1): 0.9, (1, 2): 0.9, (2, 4): 0.05, (3, 4): 0.9},
    )
    assert dict(found.heads) == {1: 0, 4: 3}
    assert dict(found.first) == {1: 1, 2: 1, 4: 4}


def test_two_headlines_side_by_side_go_each_to_its_own_text() -> None:
    found = planned(
        [table(title=0.9), table(title=0.9), table(lead=0.9), table(body=0.9), table(lead=0.6, body=0.3)],
        {(0, 2): 0.1, (1, 2): 0.8, (2, 3): 0.9, (3, 4): 0.4, (0, 4): 0.7, (1, 4): 0.1},
    )
    assert dict(found.heads) == {2: 1, 4: 0}


def test_a_headline_may_stand_inside_its_own_text() -> None:
    found = planned(
        [table(lead=0.9), table(title=0.9), table(body=0.9)],
        {(0, 2): 0.9, (1, 0): 0.6, (1, 2): 0.2},
    )
    assert dict(found.heads) == {0: 1}
    assert dict(found.first) == {0: 0, 2: 0}


def test_what_only_may_be_a_headline_is_text_where_nothing_stands_under_it() -> None:
    found = planned(
        [table(title=0.9), table(lead=0.9), table(title=0.3, subhead=0.5), table(body=0.95)],
        {(0, 1): 0.9, (1, 3): 0.9, (2, 3): 0.2},
    )
    assert found.kinds == ("title", "lead", "subhead", "body")
    assert dict(found.first) == {1: 1, 2: 1, 3: 1}


def test_a_line_inside_an_article_is_no_headline_unless_it_may_well_be_one() -> None:
    tables = [table(title=0.9), table(lead=0.9), table(title=0.2, part=0.7), table(lead=0.9), table(body=0.9)]
    found = planned(tables, {(0, 1): 0.9, (1, 3): 0.05, (2, 3): 0.95, (3, 4): 0.9})
    assert dict(found.heads) == {1: 0, 3: 2}
    inside = [*tables[:2], table(title=0.04, part=0.9), *tables[3:]]
    found = planned(inside, {(0, 1): 0.9, (1, 3): 0.05, (2, 3): 0.95, (3, 4): 0.9})
    assert dict(found.heads) == {1: 0}
    assert found.kinds[2] == "part"


def test_of_many_lines_the_likeliest_are_looked_at() -> None:
    lines = [table(title=0.3, body=0.6)] * 40
    found = planned([*lines, table(title=0.95), table(lead=0.95)], {(40, 41): 0.95})
    assert found.heads[41] == 40


def test_a_second_head_line_above_a_headline_is_its_kicker_and_below_it_its_deck() -> None:
    chances = {(1, 2): 0.9, (0, 2): 0.05}
    above = planned([table(title=0.8), table(title=0.9), table(lead=0.9)], chances)
    assert above.kinds == ("kicker", "title", "lead")
    below = planned([table(title=0.9), table(title=0.8), table(lead=0.9)], {(0, 2): 0.9, (1, 2): 0.05})
    assert below.kinds == ("title", "deck", "lead")


def test_a_picture_with_its_words_is_an_item() -> None:
    found = planned(
        [table(title=0.9), table(lead=0.9), table(title=0.9), table(caption=0.9), table(credit=0.9)],
        {(0, 1): 0.9, (1, 3): 0.1, (2, 3): 0.9, (3, 4): 0.9},
    )
    assert dict(found.heads) == {1: 0, 3: 2}
    assert found.kinds[3] == "caption"
    assert found.first[4] == 3


def test_a_page_without_headlines_is_one_text() -> None:
    found = planned([table(lead=0.5, body=0.4), table(body=0.9)], {(0, 1): 0.9})
    assert set(found.heads.values()) <= {-2}
    assert set(found.first.values()) <= {-1, 0}
