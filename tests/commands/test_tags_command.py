"""`jianbao tags`."""

from __future__ import annotations

from pathlib import Path

import pytest

from jianbao.commands.tags import run
from jianbao.edge.tables import read_tables
from jianbao.model.project import Project
from jianbao.model.settings import Settings
from jianbao.model.tables import Tables


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
    tables = ["content/data/tags.toml", "content/data/slugs.toml"]
    assert found.data == {
        "changes": {"总工会": "工会"},
        "files": ["content/articles/2024/05/a.md"],
        "tables": tables,
    }
    assert read(project, "a") == before
    assert not any((project.root / name).exists() for name in tables)
    assert "--apply" in found.lines[-1].en


def test_merge_changes_only_the_tags(tmp_path: Path) -> None:
    project = make(tmp_path, a="总工会, 基层工会", b="工会", c="其他")
    before = {name: read(project, name) for name in "abc"}
    assert run(project, ["merge", "总工会", "基层工会", "工会"], apply=True).problems == ()
    assert read(project, "a") == before["a"].replace("[总工会, 基层工会]", "[工会]")
    assert {name: read(project, name) for name in "bc"} == {name: before[name] for name in "bc"}
    assert run(project, ["merge", "工会", "工会"], apply=True).data == {
        "changes": {},
        "files": [],
        "tables": [],
    }


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


def tables(project: Project) -> Tables:
    """Return what the publisher's tables say."""
    found = read_tables(project.content / "data")
    assert found.problems == ()
    return found.value


def test_import_writes_the_new_name_and_the_old_page_is_known(tmp_path: Path) -> None:
    project = make(tmp_path, a="县总工会", b="总工会", c="工会")
    run(project, ["merge", "县总工会", "总工会"], apply=True)
    run(project, ["merge", "总工会", "工会"], apply=True)
    assert tables(project).tag_aliases == {"县总工会": "工会", "总工会": "工会"}
    assert tables(project).slugs == {
        "tags/县总工会": "xian-zong-gong-hui",
        "tags/工会": "gong-hui",
        "tags/总工会": "zong-gong-hui",
    }


def test_there_and_back_again(tmp_path: Path) -> None:
    project = make(tmp_path, a="招聘会")
    run(project, ["rename", "招聘会", "就业服务"], apply=True)
    run(project, ["rename", "就业服务", "招聘会"], apply=True)
    assert tables(project).tag_aliases == {"就业服务": "招聘会"}
    assert "tags: [招聘会]" in read(project, "a")


def test_the_publishers_own_lines_stay(tmp_path: Path) -> None:
    project = make(tmp_path, a="总工会", b="工会")
    data = project.content / "data"
    data.mkdir()
    text = '# mine\ncontrolled = true\n\n[aliases] # here\n"乙" = "甲"\n# last\n\n[names]\n"甲" = "甲（名）"\n'
    (data / "tags.toml").write_text(text, "utf-8")
    (data / "slugs.toml").write_text('[slugs]\n"tags/总工会" = "zgh"\n"tags/工会" = "gh"\n', "utf-8")
    found = run(project, ["merge", "总工会", "工会"], apply=True)
    assert found.problems == ()
    assert (data / "tags.toml").read_text("utf-8") == text.replace(
        '"甲"\n# last', '"甲"\n"总工会" = "工会"\n# last'
    )
    assert (data / "slugs.toml").read_text("utf-8") == '[slugs]\n"tags/总工会" = "zgh"\n"tags/工会" = "gh"\n'


@pytest.mark.parametrize(
    "bad", [b'aliases = {a = "b"}\n', b"[aliases\n", b"\xb1\xa3\n", b'[aliases]\n"\xef" = "x"\n']
)
def test_a_table_that_cannot_be_edited_safely_stays_and_is_said(tmp_path: Path, bad: bytes) -> None:
    project = make(tmp_path, a="总工会", b="工会")
    path = project.content / "data/tags.toml"
    path.parent.mkdir()
    path.write_bytes(bad)
    found = run(project, ["merge", "总工会", "工会"], apply=True)
    assert [(problem.code, problem.where.file) for problem in found.problems] == [
        ("tags-table-not-edited", "content/data/tags.toml")
    ]
    assert path.read_bytes() == bad
    assert "tags: [工会]" in read(project, "a")


def test_what_the_tables_say_of_a_tag_goes_over_to_its_new_name(tmp_path: Path) -> None:
    project = make(tmp_path, a="集市", b="庙会")
    data = project.content / "data"
    data.mkdir()
    (data / "tags.toml").write_text(
        '[parents]\n"集市" = "民俗"\n"灯会" = "集市"\n"庙会" = "集市"\n[names]\n"集市" = "集市（乡间）"\n', "utf-8"
    )
    found = run(project, ["rename", "集市", "赶集"], apply=True)
    assert found.problems == ()
    assert tables(project).tag_parents == {"灯会": "赶集", "庙会": "赶集", "赶集": "民俗"}
    assert tables(project).tag_names == {"赶集": "集市（乡间）"}
    assert run(project, ["merge", "赶集", "庙会"], apply=True).problems == ()
    assert tables(project).tag_parents == {"灯会": "庙会"}
    assert tables(project).tag_aliases == {"集市": "庙会", "赶集": "庙会"}
