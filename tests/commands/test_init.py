"""A small site that works."""

from __future__ import annotations

from pathlib import Path

import pytest

from jianbao.commands import import_, init
from jianbao.document.frontmatter import parse
from jianbao.edge.settings import load
from jianbao.edge.tables import read_tables

FILES = [
    ".gitignore",
    "README.md",
    "content/articles/2024/05/huan-ying.md",
    "content/data/people.toml",
    "content/data/pinyin.toml",
    "content/data/regions.toml",
    "content/data/slugs.toml",
    "content/data/tags.toml",
    "content/pages/qinghe-bao/2024-05-06/01.toml",
    "content/pages/qinghe-bao/2024-05-06/01.txt",
    "jianbao.toml",
]


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_the_example_has_all_a_site_needs(tmp_path: Path) -> None:
    outcome = init.run(tmp_path / "a" / "site")
    assert outcome.code(strict=True) == 0
    assert names(tmp_path / "a" / "site") == FILES
    found = load(tmp_path / "a" / "site")
    assert found.problems == ()
    assert found.value.settings.paper == "青禾报"
    assert read_tables(found.value.content / "data").problems == ()


def test_its_page_is_imported_by_the_real_thing(tmp_path: Path) -> None:
    init.run(tmp_path)
    project = load(tmp_path).value
    outcome = import_.import_changed(project)
    assert outcome.code(strict=True) == 0, [problem.line() for problem in outcome.problems]
    texts = {path.stem: path.read_text("utf-8") for path in (tmp_path / "content/articles").rglob("*.md")}
    articles = {stem: parse(text, stem).value for stem, text in texts.items()}
    article = articles["qing-he-shi-kai-tong-san-tiao-zhi-gong-ye-xiao-zhuan-xian"]
    assert len(articles) == 3
    assert article is not None
    assert article.title == "青禾市开通三条职工夜校专线"
    assert article.dateline == "本报讯"
    assert [(credit.role, credit.name) for credit in article.authors] == [("记者", "林晓禾"), ("通讯员", "周望")]
    assert article.body.startswith("5月5日，记者从青禾市职工学校获悉，今年春季学期起，")
    before = names(tmp_path)
    assert import_.import_changed(project).lines == ()
    assert names(tmp_path) == before


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x", "utf-8")
    outcome = init.run(tmp_path)
    assert (outcome.code(strict=False), outcome.problems[0].code) == (2, "init-not-empty")
    assert names(tmp_path) == ["mine.txt"]


def test_hidden_files_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine\n", "utf-8")
    (tmp_path / ".git").mkdir()
    assert init.run(tmp_path).code(strict=True) == 0
    assert (tmp_path / ".gitignore").read_text("utf-8") == "mine\n"


@pytest.mark.parametrize("name", ["file", "file/below", "a\0b"])
def test_what_cannot_be_a_folder_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    outcome = init.run(tmp_path / name)
    assert (outcome.code(strict=False), outcome.problems[0].code) == (2, "init-no-folder")
