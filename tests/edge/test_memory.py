"""What import remembers of a page."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

from jianbao.edge.memory import (
    Entry,
    Record,
    digest,
    read_record,
    record_name,
    source_digest,
    write_record,
)
from jianbao.model.page import PageRef

ENTRY = '{"lines": [], "sha256": "", "made": "", "file": "", "headline": ""}'
PAGE = PageRef(paper="青禾报", date=dt.date(2023, 4, 12), number=2, paper_slug="qinghe-bao")
NAME = "content/pages/qinghe-bao/2023-04-12/02.imported.json"
FILE = "content/pages/qinghe-bao/2023-04-12/02.txt"
ENTRIES = (
    Entry(path="content/articles/2023/04/b.md", sha256="2", file=FILE, headline="“乙”", lines=(7, 9)),
    Entry(path="content/articles/2023/04/a.md", sha256="1", file=FILE, headline="甲", lines=(1, 3)),
)


def test_what_is_written_is_read_back_sorted(tmp_path: Path) -> None:
    record = Record(sources={FILE: "d"}, entries=ENTRIES)
    assert write_record(tmp_path, NAME, record)
    found = read_record(tmp_path, NAME)
    assert found.problems == ()
    assert found.value is not None
    assert found.value.entries == (ENTRIES[1], ENTRIES[0])
    assert found.value.sources == {FILE: "d"}
    assert not write_record(tmp_path, NAME, record)
    text = (tmp_path / NAME).read_text("utf-8")
    assert '"headline": "“乙”"' in text
    assert json.loads(text)["note"].startswith("Written by jianbao import")


def test_one_line_an_article(tmp_path: Path) -> None:
    write_record(tmp_path, NAME, Record(sources={FILE: "d"}, entries=ENTRIES))
    lines = (tmp_path / NAME).read_text("utf-8").split("\n")
    assert sum("content/articles/" in line for line in lines) == 2


def test_an_empty_record(tmp_path: Path) -> None:
    assert read_record(tmp_path, NAME).value == Record()
    write_record(tmp_path, NAME, Record())
    assert read_record(tmp_path, NAME).value == Record()


def test_line_ends_are_no_edit() -> None:
    assert digest("一\r\n二\n") == digest("一\n二\n")
    assert digest("一\n") != digest("二\n")


@pytest.mark.parametrize("change", ["paper", "name", "note", "paper_slug"])
def test_the_source_s_digest_covers_text_and_facts(change: str) -> None:
    same = source_digest("a", PAGE)
    assert source_digest("a", replace(PAGE)) == same
    assert source_digest("b", PAGE) != same
    assert source_digest("a", replace(PAGE, number=3)) != same
    assert source_digest("a", replace(PAGE, **{change: "x"})) != same  # type: ignore[arg-type]  # all are text


def test_the_record_lies_beside_the_page_or_where_it_would_lie() -> None:
    assert record_name(FILE, PAGE) == NAME
    assert record_name("content/pages/x.txt", PAGE) == "content/pages/x.imported.json"
    assert record_name("x.txt", PAGE) == NAME


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"sources": {}}',
        '{"sources": [], "articles": {}}',
        '{"sources": {}, "articles": {"a": 1}}',
        '{"sources": {}, "articles": {"a": {"lines": "x", "sha256": "", "made": "", "file": "", "headline": ""}}}',
        '{"sources": {}, "articles": {"a": {"lines": [], "sha256": 1, "file": "", "headline": ""}}}',
        f'{{"sources": {{}}, "articles": {{"../a": {ENTRY}}}}}',
        f'{{"sources": {{}}, "articles": {{"/a": {ENTRY}}}}}',
        "[" * 100_000,
        "<<<<<<< HEAD\n{}",
    ],
)
def test_a_broken_record_is_said_and_not_guessed(tmp_path: Path, text: str) -> None:
    path = tmp_path / NAME
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    found = read_record(tmp_path, NAME)
    assert found.value is None
    assert [(problem.code, problem.where.file) for problem in found.problems] == [("import-record-broken", NAME)]


def test_a_record_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.mkdir(parents=True)
    assert [problem.code for problem in read_record(tmp_path, NAME).problems] == ["file-unreadable"]
