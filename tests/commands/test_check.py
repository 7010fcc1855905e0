"""`jianbao check` over a small project: the articles and the site as it was built."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from jianbao.commands import build, check
from jianbao.commands.outcome import Outcome, Project
from jianbao.model.settings import Settings

ARTICLE = """---
title: 石桥县办起职工夜校
date: 2024-05-06
slug: shi-qiao
tags: [工会]
region: "{region}"
---

近日，石桥县总工会办起职工夜校。{more}
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    write(tmp_path, "one.md")
    settings = Settings(base_url="https://news.example/daily/")
    return Project(root=tmp_path, settings=settings, output=tmp_path / "site", cache=tmp_path / ".cache/jianbao")


def write(root: Path, name: str, region: str = "620900", more: str = "") -> None:
    path = root / "content/articles" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(ARTICLE.format(region=region, more=more), "utf-8")


def lines(outcome: Outcome) -> list[str]:
    return [problem.line() for problem in outcome.problems]


def codes(outcome: Outcome) -> list[str]:
    return [problem.code for problem in outcome.problems]


def test_a_sound_project_has_no_findings(project: Project) -> None:
    build.run(project)
    outcome = check.run(project)
    assert lines(outcome) == []
    assert outcome.data == {"note": 0, "warning": 0, "error": 0}
    assert [line.en for line in outcome.lines] == ["no problems"]


def test_before_the_first_build_only_the_articles_are_checked(project: Project) -> None:
    outcome = check.run(project)
    assert codes(outcome) == ["site-not-built"]
    assert outcome.code(strict=True) == 0


def test_an_unknown_region_is_said_once_with_its_line(project: Project) -> None:
    write(project.root, "one.md", region="999999")
    found = [line for line in lines(check.run(project)) if "999999" in line]
    assert len(found) == 1
    assert found[0].startswith("content/articles/one.md:6: error[article-region-unknown]")


def test_two_articles_at_one_address_are_an_error(project: Project) -> None:
    write(project.root, "two.md")
    outcome = check.run(project)
    assert "address-clash" in codes(outcome)
    assert outcome.code(strict=False) == 1


def test_a_file_that_is_no_article_does_not_hide_the_others(project: Project) -> None:
    (project.content / "articles/bad.md").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (project.content / "articles/zero.md").write_text("", "utf-8")
    write(project.root, "one.md", region="999999")
    found = codes(check.run(project))
    assert {"file-binary", "article-region-unknown"} <= set(found)


def test_a_link_in_an_article_that_leads_nowhere(project: Project) -> None:
    write(project.root, "one.md", more="参见[旧闻](../../2020/01/gone.html)。")
    build.run(project)
    outcome = check.run(project)
    (line,) = [each for each in lines(outcome) if "gone.html" in each]
    assert "site/2024/05/shi-qiao.html:" in line
    assert "error[site-dead-link]" in line
    assert outcome.code(strict=False) == 1


def test_files_that_went_missing_and_files_that_came(project: Project) -> None:
    build.run(project)
    (project.output / "robots.txt").unlink()
    (project.output / "mine.html").write_text("<title>x</title>", "utf-8")
    found = lines(check.run(project))
    assert any(line.startswith("site/robots.txt: error[site-missing-file]") for line in found)
    assert any(line.startswith("site/mine.html: warning[site-stray-file]") for line in found)


def test_an_output_folder_elsewhere_is_named_in_full(project: Project, tmp_path: Path) -> None:
    elsewhere = replace(project, output=tmp_path.parent / "elsewhere-site")
    assert check.shown(elsewhere) == f"{(tmp_path.parent / 'elsewhere-site').as_posix()}/"
    assert check.shown(project) == "site/"


def test_it_says_how_far_it_is(project: Project) -> None:
    build.run(project)
    stages: list[tuple[str, int, int]] = []
    check.run(project, progress=lambda *seen: stages.append(seen))
    assert ("read", 1, 1) in stages
    last = stages[-1]
    assert last[0] == "check"
    assert last[1] == last[2] > 5
