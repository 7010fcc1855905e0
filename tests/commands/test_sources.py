"""Articles put aside, and what is said about them, are read again as they were."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from jianbao.commands.sources import Sources
from jianbao.edge.spool import Spools
from jianbao.model.article import Article


def _article(number: int) -> Article:
    return Article(title=f"题{number}", date=dt.date(2023, 4, 12), body="正文。" * number)


@pytest.mark.parametrize("flushed", [False, True])
@pytest.mark.parametrize("about", ["", "一句话。", "长提要" * 400, "\ud800"])
def test_an_article_and_what_is_said_about_it_come_back(tmp_path: Path, about: str, flushed: bool) -> None:
    with Spools(tmp_path, 1) as spools:
        sources = Sources(spools)
        put = [sources.read("file", "name", _article(number), f"{about}{number}") for number in range(3)]
        if flushed:
            sources.flush()
        for number in (2, 0, 1, 1):
            assert put[number].about() == f"{about}{number}"
            assert put[number]() == _article(number)
            assert put[number].about() == f"{about}{number}"


def test_without_a_place_to_put_it_an_article_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("---\ntitle: 题\ndate: 2023-04-12\n---\n\n正文。\n", "utf-8")
    source = Sources().stored(str(file), "a.md", "一句话。")
    assert source.about() == "一句话。"
    assert source().title == "题"
