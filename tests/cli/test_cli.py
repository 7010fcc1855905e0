"""The whole program, called as a maintainer calls it: in this process, and a few times as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from jianbao import __version__, cli
from jianbao.commands import build

ARTICLE = """---
title: 石桥县办起职工夜校
date: 2024-05-06
slug: {slug}
tags: [工会, 夜校]
---

近日，石桥县总工会办起职工夜校，首批开设电工、烘焙等5门课程。
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project, the current folder, and messages in English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    articles = tmp_path / "content/articles"
    articles.mkdir(parents=True)
    (articles / "one.md").write_text(ARTICLE.format(slug="shi-qiao"), "utf-8")
    (tmp_path / "jianbao.toml").write_text('title = "石桥日报"\nbase_url = "https://news.example/"\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def process(*words: str, cwd: Path, **environ: str) -> subprocess.CompletedProcess[bytes]:
    source = Path(cli.__file__).resolve().parent.parent
    env = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "PYTHON", "COV"))}
    return subprocess.run(
        [sys.executable, *words],
        cwd=cwd,
        env={**env, "PYTHONPATH": str(source), **environ},
        capture_output=True,
        check=False,
        timeout=60,
    )


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out == f"jianbao {__version__}\n"


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["deploy", "--help"], ["biuld"]])
def test_starting_up_loads_none_of_the_heavy_libraries(words: list[str], tmp_path: Path) -> None:
    heavy = "{'jinja2', 'jieba', 'pypinyin', 'markdown', 'yaml', 'multiprocessing', 'http', 'difflib'}"
    if words == ["biuld"]:
        heavy = heavy.replace(", 'difflib'", "")
    code = (
        "import sys; from jianbao import cli; cli.main(sys.argv[1:]); "
        f"print(sorted({heavy} & set(sys.modules)), file=sys.stderr)"
    )
    done = process("-c", code, *words, cwd=tmp_path)
    assert done.stderr.decode().splitlines()[-1] == "[]"


def test_help_in_both_languages(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert cli.main(["--help"]) == 0
    assert capsys.readouterr().out.startswith("用法: jianbao")
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert cli.main(["build", "-h"]) == 0
    assert capsys.readouterr().out.startswith("Usage: jianbao build")


def test_nothing_said_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("error[usage-no-command]: ")


def test_wrong_usage_is_2_and_goes_to_standard_error(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert cli.main(["biuld"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "error[usage-command-near]: 没有 biuld 这个命令；是不是 `jianbao build`？\n"


def test_wrong_usage_as_json_is_still_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build", "--json", "-j", "x"]) == 2
    said = capsys.readouterr()
    assert said.err == ""
    (problem,) = json.loads(said.out)["problems"]
    assert (problem["code"], problem["severity"], problem["file"], problem["line"]) == (
        "usage-number",
        "error",
        "",
        0,
    )


def test_outside_a_project_it_says_how_to_begin_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["build"]) == 2
    assert "jianbao init" in capsys.readouterr().err


@pytest.mark.usefixtures("site")
def test_a_build_ends_with_a_summary_and_where_to_look(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build"]) == 0
    said = capsys.readouterr()
    assert "1 article" in said.out
    assert said.out.rstrip().endswith("site")
    assert "reading articles 1" in said.err


@pytest.mark.usefixtures("site")
def test_quiet_says_nothing_when_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["-q", "build"]) == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.usefixtures("site")
def test_a_build_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build", "--json"]) == 0
    said = capsys.readouterr()
    found = json.loads(said.out)
    assert (found["articles"], found["problems"]) == (1, [])
    assert said.err == ""


def test_a_problem_names_file_and_line_and_changes_the_exit_code(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = ARTICLE.format(slug="two").replace("2024-05-06", "昨天")
    (site / "content/articles/two.md").write_text(bad, "utf-8")
    assert cli.main(["build"]) == 1
    assert "content/articles/two.md:3: error[wrong-date]: " in capsys.readouterr().err
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert cli.main(["build"]) == 1
    assert "content/articles/two.md:3: error[wrong-date]: date: 昨天 不是存在的日期" in capsys.readouterr().err


def test_warnings_count_only_under_strict(site: Path) -> None:
    text = ARTICLE.format(slug="two").replace("tags:", "sloganx: x\ntags:")
    (site / "content/articles/two.md").write_text(text, "utf-8")
    assert cli.main(["-q", "build"]) == 0
    assert cli.main(["-q", "build", "--strict"]) == 1


def test_wrong_settings_stop_every_command_with_2(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "jianbao.toml").write_text('titel = "x"\n', "utf-8")
    for words in (["build"], ["check"], ["list", "tags"], ["deploy"], ["clean"], ["serve"]):
        assert cli.main(words) == 2
        assert "jianbao.toml:1: error[setting-unknown]" in capsys.readouterr().err
    assert not (site / "site").exists()


def test_settings_may_be_named(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert cli.main(["-q", "-c", str(site / "jianbao.toml"), "-o", "out", "build"]) == 0
    assert (folder / "out/index.html").is_file()
    assert cli.main(["-q", "-c", "gone.toml", "build"]) == 2


@pytest.mark.usefixtures("site")
def test_ctrl_c_is_one_line_and_130(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_args: object, **_rest: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(build, "run", interrupted)
    assert cli.main(["build"]) == 130
    said = capsys.readouterr()
    assert said.err.count("\n") == 1
    assert "interrupted" in said.err


@pytest.mark.usefixtures("site")
def test_what_the_system_refuses_is_a_problem_and_a_bug_is_not(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_rest: object) -> None:
        raise OSError(28, "No space left on device", "x.html")

    def bug(*_args: object, **_rest: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(build, "run", full)
    assert cli.main(["build"]) == 1
    assert "error[system-error]: the system refused: No space left on device (x.html)" in capsys.readouterr().err
    monkeypatch.setattr(build, "run", bug)
    with pytest.raises(ZeroDivisionError):
        cli.main(["build"])


def test_many_warnings_of_one_kind_are_cut_short_without_v(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(30):
        text = ARTICLE.format(slug=f"n{number}").replace("tags:", "sloganx: x\ntags:")
        (site / f"content/articles/{number}.md").write_text(text, "utf-8")
    cli.main(["check"])
    said = capsys.readouterr().err
    assert said.count("[unknown-field]:") == cli.SHOWN
    assert "… and 10 more [unknown-field]; -v shows all" in said
    cli.main(["check", "-v"])
    assert capsys.readouterr().err.count("[unknown-field]:") == 30


def test_the_way_of_a_site(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Build, check, list, deploy, clean: what a maintainer does in a week."""
    with (site / "jianbao.toml").open("a", encoding="utf-8") as file:
        file.write('[deploy.web]\nkind = "folder"\nto = "www"\n')
    assert cli.main(["build", "-q"]) == 0
    assert cli.main(["check", "-q", "--strict"]) == 0
    capsys.readouterr()
    assert cli.main(["list", "tags", "-q"]) == 0
    assert capsys.readouterr().out == "     1  夜校\n     1  工会\n"
    assert cli.main(["deploy", "--dry-run"]) == 0
    assert "would publish to" in capsys.readouterr().out
    assert not (site / "www").exists()
    assert cli.main(["deploy"]) == 0
    assert "石桥县" in (site / "www/index.html").read_text("utf-8")
    assert cli.main(["clean"]) == 0
    assert not (site / "site").exists()
    assert (site / "www/index.html").exists()


def test_explain_reads_a_file_or_standard_input(site: Path) -> None:
    (site / "a.txt").write_text("石桥县办起夜校\n石桥县在甘肃省酒泉市。\n", "utf-8")
    done = process("-m", "jianbao", "explain", "a.txt", cwd=site)
    assert json.loads(done.stdout)["region"] == "620900"
    assert cli.main(["-q", "explain", "gone.txt"]) == 1


def test_under_a_c_locale_output_is_utf_8(site: Path) -> None:
    done = process("-m", "jianbao", "list", "tags", cwd=site, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert "夜校" in done.stdout.decode("utf-8")
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(os.name == "nt", reason="a POSIX shell")
def test_a_reader_that_leaves_is_no_error(site: Path) -> None:
    script = f"{sys.executable} -m jianbao list urls | head -n 1; {sys.executable} -m jianbao --help | true"
    done = subprocess.run(
        ["/bin/sh", "-c", script],
        cwd=site,
        env={**os.environ, "PYTHONPATH": str(Path(cli.__file__).resolve().parent.parent)},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.stdout == b"https://news.example/\n"
    assert done.stderr == b""


PAGE = "石桥县办起职工夜校\n\n本报讯(记者林小满)近日,石桥县总工会办起职工夜校,首批开设5门课程。\n"
WHICH = ["--paper", "石桥日报", "--date", "2024-05-06", "--page", "3"]


def test_looking_at_a_page_needs_no_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text(PAGE, "utf-8")
    assert cli.main(["import", "page.txt", *WHICH, "--dry-run", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [article["headline"] for article in found["articles"]] == ["石桥县办起职工夜校"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["page.txt"]


def test_several_pages_give_a_list_of_objects(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in (3, 4):
        path = site / f"content/pages/shi-qiao/2024-05-06/0{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE, "utf-8")
    assert cli.main(["import", "content/pages", "--paper", "石桥日报", "--dry-run", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [each["page"]["page"] for each in found] == [3, 4]
