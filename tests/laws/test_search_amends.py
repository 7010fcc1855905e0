"""An index that is brought up to date equals one made anew, byte for byte, whatever changed and however often."""

from __future__ import annotations

import datetime as dt
import pickle
import random
from dataclasses import replace
from unittest import mock

import hypothesis.strategies as st
from hypothesis import HealthCheck, given, settings

from jianbao.publish.search import bulk, bulk_piles, directory, index, lists, state, whole
from jianbao.publish.search.records import Change, Head, Record

SIGNS = "".join(chr(0x4E00 + 37 * n) for n in range(40)) + "a，。"
START = dt.date(2020, 1, 1)


def _records(signs: str) -> st.SearchStrategy[Record]:
    text = st.text(signs, max_size=90)
    return st.builds(
        lambda title, days, lines, kicker: Record(
            url="",
            title=title,
            date=START + dt.timedelta(days=days),
            kicker=kicker,
            paragraphs=tuple(lines),
            facets=(("year", "2020"),),
        ),
        st.text(signs, max_size=8),
        st.integers(0, 3) | st.integers(0, 400),
        st.lists(text, max_size=3),
        st.text(signs, max_size=3),
    )


@st.composite
def _sites(draw: st.DrawFn) -> tuple[list[Record], list[list[tuple[int, Record | None]]]]:
    signs = SIGNS[-draw(st.sampled_from((4, 9, 43))) :]
    some = _records(signs)
    first = draw(st.lists(some, min_size=1, max_size=70))
    step = st.lists(st.tuples(st.integers(0, 80), st.none() | some), min_size=1, max_size=3)
    return first, draw(st.lists(step, min_size=1, max_size=6))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    given=_sites(),
    most=st.sampled_from((120, 700, 5120)),
    few=st.sampled_from((2, 32)),
    inline=st.sampled_from((6, 512)),
)
def test_an_index_brought_up_to_date_is_the_one_made_anew(
    given: tuple[list[Record], list[list[tuple[int, Record | None]]]], most: int, few: int, inline: int
) -> None:
    """Articles come, go, change and move to other days, several at once; only what changed is told and read."""
    told = mock.patch.multiple(directory, INLINE=inline, MOST=4)
    with mock.patch.object(index, "shard_size", return_value=most), mock.patch.object(lists, "FEW", few), told:
        site = {n: replace(one, url=f"{n}.html") for n, one in enumerate(given[0])}
        made = whole.build(list(site.values()))
        disk = dict(made.files)
        for step in given[1]:
            changes = []
            for number, one in dict(step).items():
                before = site.pop(number, None)
                after = one and replace(one, url=f"{number}.html")
                if after:
                    site[number] = after
                if before or after:
                    changes.append(Change(before=before.head if before else None, after=after))
            if not site:
                return
            known = state.known(pickle.loads(pickle.dumps(state.plain(made.state))))  # noqa: S301  our own
            clean = whole.build(list(site.values()))
            amended = index.amend(known, changes, disk.get)
            if amended is None:  # numbered anew
                assert clean.state.numbering != made.state.numbering
                made, disk = clean, dict(clean.files)
                continue
            made = amended
            assert not set(amended.gone).intersection(dict(amended.files))
            disk = {path: content for path, content in disk.items() if path not in amended.gone} | dict(made.files)
            assert disk == dict(clean.files)
            assert state.plain(made.state) == state.plain(clean.state)


def test_a_file_that_is_not_what_was_written_is_not_built_upon() -> None:
    """Missing or altered: all is made anew."""
    site = [Record(url=f"{n}.html", title=f"第{n}篇", date=START) for n in range(9)]
    change = Change(before=site[0].head, after=replace(site[0], title="改"))
    made = whole.build(site)
    disk = dict(made.files)
    assert index.amend(made.state, [change], lambda _: None) is None
    assert index.amend(whole.build(site).state, [change], lambda path: disk[path] + b" ") is None
    assert index.amend(whole.build(site).state, [change], disk.get) is not None


def test_an_article_of_an_earlier_decade_or_one_too_many_numbers_all_anew() -> None:
    site = [Record(url=f"{n}.html", title=f"第{n}篇", date=START) for n in range(9)]
    old = Record(url="old.html", title="旧", date=dt.date(1999, 1, 1))
    made = whole.build(site)
    assert index.amend(made.state, [Change(before=None, after=old)], dict(made.files).get) is None
    none = [Change(before=Head(url=one.url, date=one.date), after=None) for one in site]
    made = whole.build(site)
    assert index.amend(made.state, none, dict(made.files).get) is None


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    rows=st.lists(_records(SIGNS + "Ａé 　\u0085\u2003𠮷ﬁ①¨\ud800\u0301"), min_size=1, max_size=40),
    most=st.sampled_from((120, 700, 5120)),
    few=st.sampled_from((2, 32)),
    run=st.sampled_from((7, 60, 1 << 17)),
    held=st.sampled_from((0, 1 << 20)),
)
def test_sorting_many_articles_gives_what_taking_one_by_one_gives(
    rows: list[Record], most: int, few: int, run: int, held: int
) -> None:
    """Two ways to one index, wide and strange characters included, however few postings are taken together."""
    site = [replace(one, url=f"{n}.html") for n, one in enumerate(rows)]
    with mock.patch.object(index, "shard_size", return_value=most), mock.patch.object(lists, "FEW", few):
        one_by_one = whole.build(site)
        with mock.patch.multiple(bulk, _RUN=run, _HELD=held), mock.patch.object(whole, "LEAST", 0):
            at_once = whole.build(site)
        assert dict(at_once.files) == dict(one_by_one.files)
        assert state.plain(at_once.state) == state.plain(one_by_one.state)


def test_postings_too_many_to_be_held_are_read_in_parts() -> None:
    """Characters that begin alike, in more postings than are held: the parts are those of the whole."""
    near = random.Random(5)
    texts = ["".join("一" + chr(0x4E01 + near.randrange(160)) for _ in range(30)) for _ in range(200)]
    site = [Record(url=f"{n}.html", title=text, date=START) for n, text in enumerate(texts)]
    with mock.patch.object(index, "shard_size", return_value=120), mock.patch.object(lists, "FEW", 2):
        one_by_one = whole.build(site)
        cut = mock.patch.object(bulk_piles.Pile, "cut", autospec=True, side_effect=bulk_piles.Pile.cut)
        with mock.patch.object(bulk, "_HELD", 0), mock.patch.object(whole, "LEAST", 0), cut as parted:
            at_once = whole.build(site)
            assert dict(at_once.files) == dict(one_by_one.files)
    assert state.plain(at_once.state) == state.plain(one_by_one.state)
    assert parted.call_count > 1
