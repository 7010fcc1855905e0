"""Every run of characters that stands in an article is found, and nothing else; whatever the articles are."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

import hypothesis.strategies as st
from hypothesis import HealthCheck, given, settings

from jianbao.publish.search.normal import fold
from jianbao.publish.search.records import Record
from jianbao.publish.search.whole import build
from publish.searching import ask, needs_node, urls, write

ALPHABET = "甲乙丙丁的，。2aＡ𠮷é"
TEXT = st.text(ALPHABET, max_size=150)
RECORDS = st.lists(
    st.builds(
        lambda title, body, kicker, days: (title, body, kicker, dt.date(2020, 1, 1) + dt.timedelta(days=days)),
        st.text(ALPHABET, max_size=40),
        st.lists(TEXT, max_size=3),
        st.text(ALPHABET, max_size=5),
        st.integers(0, 900),
    ),
    min_size=1,
    max_size=70,
)


def _records(rows: list[tuple[str, list[str], str, dt.date]]) -> list[Record]:
    return [
        Record(url=f"{n}.html", title=title, date=date, kicker=kicker, paragraphs=tuple(body))
        for n, (title, body, kicker, date) in enumerate(rows)
    ]


def _has(record: Record, text: str) -> bool:
    return any(fold(text) in fold(part) for part in (record.title, record.kicker, *record.paragraphs))


@needs_node
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=RECORDS, data=st.data())
def test_exactly_the_articles_with_a_run_of_characters_are_found(
    rows: list[tuple[str, list[str], str, dt.date]], data: st.DataObject
) -> None:
    """Against a plain search through all texts: runs cut at any place, and runs that may not be there at all."""
    records = _records(rows)
    texts = [text for one in records for text in (one.title, *one.paragraphs) if text] or ["甲"]
    queries = []
    for _ in range(30):
        text = data.draw(st.sampled_from(texts))
        start = data.draw(st.integers(0, len(text) - 1))
        queries.append(text[start : start + data.draw(st.integers(1, 70))])
    queries += data.draw(st.lists(st.text(ALPHABET, min_size=1, max_size=4), max_size=15))
    with tempfile.TemporaryDirectory() as name:
        folder = write(Path(name), records)
        answers = ask(folder, [(query, {"limit": "all"}) for query in queries])
        some = ask(folder, [(query, {"limit": 3}) for query in queries])
    for query, answer, few in zip(queries, answers, some, strict=True):
        wanted = {one.url for one in records if _has(one, query)}
        assert set(urls(answer)) == wanted, query
        assert (answer["total"], answer["exact"]) == (len(wanted), True)
        assert set(urls(few)) <= wanted
        assert len(urls(few)) == min(3, len(wanted))
        assert few["total"] == len(wanted) if few["exact"] else few["total"] <= len(wanted)


@settings(max_examples=25, deadline=None)
@given(rows=RECORDS, seed=st.randoms(use_true_random=False))
def test_the_index_does_not_depend_on_the_order_of_the_records(
    rows: list[tuple[str, list[str], str, dt.date]], seed: object
) -> None:
    """The same articles give the same files, however they come."""
    records = _records(rows)
    shuffled = list(records)
    seed.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random
    assert build(records).files == build(shuffled).files
