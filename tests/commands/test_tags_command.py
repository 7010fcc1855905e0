"""`jianbao tags`."""

from __future__ import annotations

from pathlib import Path

import pytest

from jianbao.commands.tags import run
from jianbao.model.project import Project
from jianbao.model.settings import Settings


def make(root: Path, **tags: str) -> Project:
    folder = root / "content/articles/2024/05"
    folder.mkdir(parents=True)
    for name, given in tags.items():
        text = f"---\ntitle: {name}\ndate: 2024-05-06\ntags: [{given}]\n---\n\n正文：总工会。\n"
        (folder / f"{name}.md").write_bytes(text.encode())
    return Project(root=root, settings=Settings(), output=root / "site", cache=root / ".cache/jianbao")


def read(project: Project, name: str) -> str:
    return (project.root / f"content/articles/2024/05/{name}.md").read_text("utf-8")


def test_the_vocabulary(tmp_path: Path) -> None:
    found = run(make(tmp_path, a="工会, 招聘会", b="工会, 总工会", c="工会"))
    assert isinstance(found.data, dict)
    assert found.data["tags"][0] == {"tag": "工会", "count": 3}
    assert found.data["single"] == ["总工会", "招聘会"] or set(found.data["single"]) == {"总工会", "招聘会"}
    assert found.data["near"] == [{"keep": "工会", "other": "总工会", "why": "part"}]
    assert any("jianbao tags merge 总工会 工会" in line.zh for line in found.lines)


def test_dry_run_first(tmp_path: Path) -> None:
    project = make(tmp_path, a="总工会", b="工会")
    before = read(project, "a")
    found = run(project, ["merge", "总工会", "工会"])
    assert found.data == {"changes": {"总工会": "工会"}, "files": ["content/articles/2024/05/a.md"]}
    assert read(project, "a") == before
    assert "--apply" in found.lines[-1].en


def test_merge_changes_only_the_tags(tmp_path: Path) -> None:
    project = make(tmp_path, a="总工会, 基层工会", b="工会", c="其他")
    before = {name: read(project, name) for name in "abc"}
    assert run(project, ["merge", "总工会", "基层工会", "工会"], apply=True).problems == ()
    assert read(project, "a") == before["a"].replace("[总工会, 基层工会]", "[工会]")
    assert {name: read(project, name) for name in "bc"} == {name: before[name] for name in "bc"}
    assert run(project, ["merge", "工会", "工会"], apply=True).data == {"changes": {}, "files": []}


def test_rename(tmp_path: Path) -> None:
    project = make(tmp_path, a="招聘会", b="其他")
    assert run(project, ["rename", "招聘会", "就业服务"], apply=True).problems == ()
    assert "tags: [就业服务]" in read(project, "a")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["join", "甲", "乙"], "usage-choice"),
        (["merge", "甲"], "tags-words"),
        (["merge"], "tags-words"),
        (["rename", "甲", "乙", "丙"], "tags-words"),
        (["merge", "无此标签", "甲"], "tag-unknown"),
        (["rename", "甲", "乙"], "tag-taken"),
        (["rename", "甲", " "], "tags-words"),
    ],
)
def test_wrong_words(tmp_path: Path, words: list[str], code: str) -> None:
    project = make(tmp_path, a="甲, 乙")
    found = run(project, words, apply=True)
    assert [problem.code for problem in found.problems] == [code]
    assert found.exit_code == 2
    assert "tags: [甲, 乙]" in read(project, "a")


def test_files_that_are_not_utf8_are_left_alone(tmp_path: Path) -> None:
    project = make(tmp_path, a="甲")
    other = tmp_path / "content/articles/2024/05/z.md"
    other.write_bytes("---\ntitle: 题\ndate: 2024-05-06\ntags: [甲]\n---\n".encode("gb18030"))
    before = other.read_bytes()
    run(project, ["rename", "甲", "丁"], apply=True)
    assert other.read_bytes() == before
