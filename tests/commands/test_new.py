"""A draft to be written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from jianbao.commands import new
from jianbao.document.frontmatter import parse
from jianbao.edge.settings import load
from jianbao.model.project import Project


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1681315200")  # 2023-04-12 16:00 UTC: the 13th in Shanghai
    (tmp_path / "jianbao.toml").write_text('timezone = "Asia/Shanghai"', "utf-8")
    return load(tmp_path).value


def test_a_draft_of_today_in_the_site_s_time_zone(project: Project) -> None:
    outcome = new.run(project, "  单县的: “夜校”  开课 ")
    path = "content/articles/2023/04/shan-xian-de-ye-xiao-kai-ke.md"
    assert outcome.code(strict=True) == 0
    assert outcome.data == {"path": path, "slug": "shan-xian-de-ye-xiao-kai-ke"}
    text = (project.root / path).read_text("utf-8")
    assert text == (
        '---\ntitle: "单县的: “夜校” 开课"\ndate: 2023-04-13\nslug: shan-xian-de-ye-xiao-kai-ke\n'
        "draft: true\n---\n\n"
    )
    assert parse(text, "x.md").problems == ()


def test_an_article_that_is_there_is_never_written_over(project: Project) -> None:
    paths = [new.run(project, "夜校").data for _ in range(3)]
    assert [path["slug"] for path in paths if isinstance(path, dict)] == ["ye-xiao", "ye-xiao-13", "ye-xiao-13-2"]
    assert len(list((project.root / "content").rglob("*.md"))) == 3


@pytest.mark.parametrize("title", ["", "  ", "！？", "…", "\x00", "a\x07b"])
def test_a_title_that_says_nothing_is_refused(project: Project, title: str) -> None:
    outcome = new.run(project, title)
    assert (outcome.code(strict=False), [problem.code for problem in outcome.problems]) == (
        2,
        ["new-title-unusable"],
    )
    assert not (project.root / "content").exists()


@pytest.mark.parametrize("title", ["../../etc/passwd", "CON", "😀 a", "长" * 500, "English only", "2023"])
def test_any_title_stays_in_its_folder(project: Project, title: str) -> None:
    assert new.run(project, title).code(strict=True) == 0
    (path,) = (project.root / "content").rglob("*.md")
    assert path.parent == project.root / "content/articles/2023/04"
    assert len(path.stem) <= 60
    assert path.stem != "con"
