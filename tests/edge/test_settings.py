"""Settings: where they are found, what each may be, and what is said of the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from jianbao.edge.settings import load
from jianbao.model.problem import JianbaoError
from jianbao.model.settings import DeployTarget, Settings


def write(folder: Path, text: str, name: str = "jianbao.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    return folder


def said(folder: Path, text: str) -> list[str]:
    return [problem.line() for problem in load(write(folder, text)).problems]


def test_all_settings(tmp_path: Path) -> None:
    text = """
title = "青禾报"
base_url = "HTTPS://Example.org/报纸//x"
language = "zh-CN"
timezone = "Asia/Urumqi"
theme = "mine"
paper = "青禾报"
permalink = "/{paper}/{year}-{month}-{day}/{page}-{slug}/"
per_listing = 5
icp = "京ICP备1号"
gongan = "京公网安备2号"
[extra]
list = [1, {a = "b"}]
[deploy.web]
kind = "rsync"
to = "www@example.org:/srv"
[deploy."gh"]
kind = "git"
to = "git@example.org:x.git"
branch = "pages"
"""
    found = load(write(tmp_path, text))
    assert found.problems == ()
    settings = found.value.settings
    assert settings.base_url == "https://example.org/%E6%8A%A5%E7%BA%B8/x/"
    assert settings.permalink == "/{paper}/{year}-{month}-{day}/{page}-{slug}/"
    assert (settings.title, settings.theme, settings.timezone) == ("青禾报", "mine", "Asia/Urumqi")
    assert (settings.per_listing, settings.icp, settings.gongan) == (5, "京ICP备1号", "京公网安备2号")
    assert settings.deploy == (
        DeployTarget(name="web", kind="rsync", to="www@example.org:/srv"),
        DeployTarget(name="gh", kind="git", to="git@example.org:x.git", branch="pages"),
    )
    assert settings.extra == {"list": (1, {"a": "b"})}
    with pytest.raises(TypeError):
        settings.extra["x"] = 1  # type: ignore[index]  # that it cannot be changed is the point


def test_the_nearest_file_counts_and_says_where_the_site_lies(tmp_path: Path) -> None:
    write(tmp_path, 'title = "外"')
    inner = write(tmp_path / "a", '[project]\nname = "x"\n[tool.jianbao]\ntitle = "内"', "pyproject.toml")
    deep = write(inner / "b" / "c", '[project]\nname = "y"', "pyproject.toml")
    project = load(deep).value
    assert project.settings.title == "内"
    assert (project.root, project.output, project.content) == (inner, inner / "site", inner / "content")
    assert (project.cache, project.settings_file) == (inner / ".cache" / "jianbao", "pyproject.toml")


def test_two_files_side_by_side(tmp_path: Path) -> None:
    write(tmp_path, '[tool.jianbao]\ntitle = "乙"', "pyproject.toml")
    found = load(write(tmp_path, 'title = "甲"'))
    assert found.value.settings.title == "甲"
    assert [problem.code for problem in found.problems] == ["settings-twice"]


def test_no_file_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "is_file", lambda _self: False)
    with pytest.raises(JianbaoError) as stopped:
        load(tmp_path)
    assert stopped.value.exit_code == 2
    assert "jianbao init" in stopped.value.problem.message()
    found = load(tmp_path, needed=False)
    assert (found.value.root, found.value.settings, found.problems) == (tmp_path, Settings(), ())


def test_options_go_before_the_file(tmp_path: Path) -> None:
    write(tmp_path, 'theme = "a"\nbase_url = "https://a.example/"')
    found = load(
        tmp_path, None, output="out", base_url="http://b.example/x", theme="b", drafts=True, future=True, jobs=3
    )
    project = found.value
    assert (project.settings.theme, project.settings.base_url) == ("b", "http://b.example/x/")
    assert (project.output, project.drafts, project.future, project.jobs) == (tmp_path / "out", True, True, 3)
    assert found.problems == ()


def test_a_wrong_option_is_an_error_without_a_place(tmp_path: Path) -> None:
    found = load(write(tmp_path, ""), base_url="example.org")
    (problem,) = found.problems
    assert problem.line().startswith("error[setting-value]: base_url: example.org cannot be used: write the whole")
    assert found.value.jobs >= 1


def test_a_named_file(tmp_path: Path) -> None:
    write(tmp_path / "x", '[tool.jianbao]\ntitle = "甲"', "pyproject.toml")
    found = load(tmp_path, Path("x/pyproject.toml"))
    assert (found.value.root, found.value.settings.title) == (tmp_path / "x", "甲")


@pytest.mark.parametrize(
    ("text", "code"), [(None, "file-missing"), ("[tool]", "settings-table-missing"), ("a = ", "toml-broken")]
)
def test_a_named_file_that_is_of_no_use_stops(tmp_path: Path, text: str | None, code: str) -> None:
    if text is not None:
        write(tmp_path, text, "pyproject.toml")
    with pytest.raises(JianbaoError) as stopped:
        load(tmp_path, Path("pyproject.toml"))
    assert (stopped.value.problem.code, stopped.value.problem.where.file) == (code, "pyproject.toml")


def test_a_broken_file_stops_and_does_not_look_further_up(tmp_path: Path) -> None:
    write(tmp_path, 'title = "外"')
    inner = write(tmp_path / "a", 'title = "甲"\nper_listing = \n')
    with pytest.raises(JianbaoError) as stopped:
        load(inner)
    assert stopped.value.problem.where.line == 2


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ('titel = "x"', 1, "there is no setting titel; did you mean title?"),
        ("\nper_listing = true", 2, "per_listing is true or false; write a number"),
        ("title = 5", 1, "title is a number; write text"),
        ("extra = 5", 1, "extra is a number; write a table [extra]"),
        ("title = 2023-04-12", 1, "title is a date; write text"),
        ("deploy = 5", 1, "deploy is a number; write a table [deploy.NAME]"),
        ("per_listing = 0", 1, "write a number from 1 to 1000"),
        ('timezone = "Asia/Shanghi"', 1, "did you mean Asia/Shanghai?"),
        ('timezone = ""', 1, "there is no such time zone"),
        ('timezone = "/etc/passwd"', 1, "there is no such time zone"),
        ('language = "中文"', 1, "such as zh-CN"),
        ('theme = "../x"', 1, "name of a folder under themes/"),
        ('base_url = "https://a.example/?x"', 1, "leave out"),
        ('base_url = "https://a.example/../x"', 1, "leave out"),
        ('base_url = "https://u:p@a.example/"', 1, "leave out"),
        ('base_url = "https://a.example:99999/"', 1, "whole address"),
        ('base_url = "ftp://a.example/"', 1, "whole address"),
        ('base_url = "https://a b/"', 1, "whole address"),
        ('permalink = "/{yaer}/{slug}.html"', 1, "there is no {yaer}; did you mean year?"),
        ('permalink = "/{year}/x.html"', 1, "without {slug}"),
        ('permalink = "{slug}.html"', 1, "begins with /"),
        ('permalink = "/{slug}"', 1, "ends with .html or /"),
        ('permalink = "/../{slug}.html"', 1, "begins with /"),
        ('permalink = "/{slug}/{.html"', 1, "begins with /"),
        ('permalink = "//{slug}.html"', 1, "begins with /"),
        ('[deploy.web]\nkid = "git"', 2, "there is no setting deploy.web.kid; did you mean kind?"),
        ('[deploy.web]\nkind = "rsnc"\nto = "x"', 2, "did you mean rsync?"),
        ('[deploy.web]\nkind = 5\nto = "x"', 2, "deploy.web.kind is a number"),
        ('[deploy.web]\nkind = "folder"', 1, "say where to publish"),
        ('[deploy.web]\nkind = "git"\nto = "--upload-pack=x"\nbranch = "a"', 3, "must not begin with -"),
        ('[deploy.web]\nkind = "git"\nto = "x"\nbranch = "-a"', 4, "must not begin with -"),
        ('[deploy]\nweb = "x"', 2, "deploy.web is text; write a table"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_on_its_line(tmp_path: Path, text: str, line: int, part: str) -> None:
    lines = said(tmp_path, text)
    assert len(lines) == 1, lines
    assert lines[0].startswith(f"jianbao.toml:{line}: error[setting-")
    assert part in lines[0]


def test_a_wrong_setting_leaves_its_default_and_the_others(tmp_path: Path) -> None:
    found = load(write(tmp_path, 'per_listing = "x"\ntitle = "甲"\nbase = "x"'))
    assert (found.value.settings.per_listing, found.value.settings.title) == (20, "甲")
    assert len(found.problems) == 2


def test_lines_in_pyproject_are_those_of_our_table(tmp_path: Path) -> None:
    text = '[project]\ntitle = "x"\n[tool.jianbao]\ntitle = 5\n[tool.jianbao.deploy.web]\nto = 5\n'
    found = load(write(tmp_path, text, "pyproject.toml"))
    assert [(problem.where.file, problem.where.line) for problem in found.problems] == [
        ("pyproject.toml", 4),
        ("pyproject.toml", 6),
    ]


def test_this_repository_s_settings_are_right(root: Path) -> None:
    found = load(root)
    assert found.problems == ()
    assert found.value.settings.paper == "工人日报"
