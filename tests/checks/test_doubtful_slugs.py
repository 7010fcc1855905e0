"""Addresses that rest on a doubtful reading."""

from __future__ import annotations

import datetime as dt

from jianbao.checks.slugs import doubtful
from jianbao.model.article import Article, Document
from jianbao.model.tables import Tables
from jianbao.zh.pinyin import spell, title_slug

TITLE = "轧路机"
(CHAR, SAID), *_ = spell(TITLE).doubts


def found(slug: str, tables: Tables | None = None, title: str = TITLE) -> list[tuple[str, int]]:
    made = Document(path="a.md", article=Article(title=title, date=dt.date(2024, 5, 6), slug=slug))
    given = doubtful([made], tables or Tables(), {"a.md": f"---\ntitle: {title}\nslug: {slug}\n---\n"})
    return [(problem.message("zh"), problem.where.line) for problem in given]


def test_an_address_on_a_close_reading_is_noted_on_its_line() -> None:
    ((said, line),) = found(title_slug(TITLE))
    assert f"“{CHAR}”读作 {SAID}" in said
    assert line == 3
    assert found(f"{title_slug(TITLE)}-06")


def test_what_a_person_wrote_is_settled() -> None:
    assert found("ya-lu") == []
    assert found(title_slug(TITLE), Tables(readings={TITLE: " ".join(spell(TITLE).parts)})) == []
    assert found(title_slug("乡村振兴"), title="乡村振兴") == []
