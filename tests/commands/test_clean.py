"""`jianbao clean`: what we made goes, what is not ours stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from jianbao.commands import clean
from jianbao.commands.outcome import Project
from jianbao.edge.lock import locked
from jianbao.edge.sink import Sink
from jianbao.model.problem import JianbaoError
from jianbao.model.settings import Settings


@pytest.fixture
def project(tmp_path: Path) -> Project:
    found = Project(root=tmp_path, settings=Settings(), output=tmp_path / "site", cache=tmp_path / ".cache/jianbao")
    sink = Sink(found.output)
    for path in ("index.html", "2024/05/a.html"):
        sink.put(path, b"x")
    sink.finish()
    (found.cache / "deploy").mkdir(parents=True)
    (found.cache / "deploy/x").write_text("x", "utf-8")
    (found.cache / "memo").write_text("x", "utf-8")
    (tmp_path / "content").mkdir()
    return found


def test_the_site_and_the_cache_go_and_content_stays(project: Project) -> None:
    outcome = clean.run(project)
    assert outcome.problems == ()
    assert outcome.data == {"removed": 2}
    assert [path.name for path in project.root.iterdir()] == ["content"]


def test_the_gitignore_of_the_folder_stays(project: Project) -> None:
    (project.output / ".gitignore").write_text("*\n!.gitignore\n", "utf-8")
    clean.run(project)
    assert [path.name for path in project.output.iterdir()] == [".gitignore"]


def test_files_of_others_stay_and_are_named(project: Project) -> None:
    (project.output / "mine.txt").write_text("mine", "utf-8")
    (project.output / "2024/mine.txt").write_text("mine", "utf-8")
    outcome = clean.run(project)
    assert [problem.code for problem in outcome.problems] == ["clean-left"]
    assert (project.output / "mine.txt").exists()
    assert (project.output / "2024/mine.txt").exists()
    assert not (project.output / "index.html").exists()


def test_a_folder_that_is_not_ours_is_left_alone(project: Project) -> None:
    clean.run(project)
    project.output.mkdir()
    (project.output / "index.html").write_text("mine", "utf-8")
    outcome = clean.run(project)
    assert [problem.code for problem in outcome.problems] == ["clean-not-ours"]
    assert outcome.code(strict=False) == 1
    assert (project.output / "index.html").read_text("utf-8") == "mine"


def test_a_dry_run_removes_nothing(project: Project) -> None:
    outcome = clean.run(project, dry_run=True)
    assert outcome.data == {"files": ["2024/05/a.html", "index.html"], "cache": True}
    assert (project.output / "index.html").exists()
    assert (project.cache / "memo").exists()


def test_twice_is_as_good_as_once(project: Project) -> None:
    clean.run(project)
    assert clean.run(project).data == {"removed": 0}
    assert clean.run(project, dry_run=True).data == {"files": [], "cache": False}


def test_another_tool_s_cache_stays(project: Project) -> None:
    (project.root / ".cache/other").mkdir()
    clean.run(project)
    assert [path.name for path in (project.root / ".cache").iterdir()] == ["other"]


def test_a_link_in_the_cache_is_not_followed(project: Project, tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious/x").write_text("x", "utf-8")
    (project.cache / "link").symlink_to(tmp_path / "precious")
    clean.run(project)
    assert (tmp_path / "precious/x").exists()


def test_while_a_build_runs_nothing_is_removed(project: Project) -> None:
    with locked(project.cache, "build"), pytest.raises(JianbaoError, match="already-running"):
        clean.run(project)
    assert (project.output / "index.html").exists()
