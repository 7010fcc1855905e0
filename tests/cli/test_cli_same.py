"""What a build that has nothing to do prints."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOADED = """import sys; sys.argv[0] = "jianbao"
from jianbao.cli import main
code = main(sys.argv[1:])
print(sorted(sys.modules))
sys.exit(code)"""


def run(site: Path, *words: str, program: tuple[str, ...] = ("-m", "jianbao")) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT / "generator"), "LC_ALL": "C.UTF-8"}
    command = [sys.executable, *program, *words]
    return subprocess.run(command, cwd=site, env=env, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "jianbao.toml").write_text('title = "剪报"\n', "utf-8")
    folder = tmp_path / "content" / "articles"
    folder.mkdir(parents=True)
    (folder / "a.md").write_text("---\ntitle: 题\ndate: 2023-04-12\nslug: a\nshoe: 1\n---\n\n文。\n", "utf-8")
    (folder / "b.md").write_text("---\ntitle: 后天\ndate: 2199-04-12\nslug: b\n---\n\n文。\n", "utf-8")
    return tmp_path


def timeless(text: str) -> str:
    return re.sub(r"[0-9.]+ s\b", "… s", text)


def test_the_same_is_said_again_and_hardly_anything_is_loaded(site: Path) -> None:
    assert run(site, "build").returncode == 0
    again = run(site, "build")
    for _ in range(2):
        repeated = run(site, "build", program=("-c", LOADED))
        said, _, modules = repeated.stdout.partition("['")
        assert timeless(said) == timeless(again.stdout)
        assert [line for line in repeated.stderr.split("\n") if "shoe" in line]
        assert "0 written" in said
        for name in ("argparse", "dataclasses", "jinja2", "yaml", "jianbao.commands", "jianbao.model.problem"):
            assert f"'{name}'" not in modules, name
    data = json.loads(run(site, "build", "--json").stdout)
    repeated_data = json.loads(run(site, "build", "--json").stdout)
    assert (repeated_data["written"], repeated_data["problems"]) == (0, data["problems"])
    assert isinstance(repeated_data["seconds"], float)


def test_the_exit_code_is_said_again(site: Path) -> None:
    assert run(site, "build", "--strict").returncode == 1
    assert run(site, "build", "--strict").returncode == 1


def test_a_change_of_any_kind_is_noticed(site: Path) -> None:
    run(site, "build")
    article = site / "content/articles/a.md"
    about = article.stat()
    text = article.read_text("utf-8")
    article.write_text(text.replace("文。", "字。"), "utf-8")
    os.utime(article, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert "outputs: 0 written" not in run(site, "build").stdout
    assert "字。" in (site / "site/2023/04/a.html").read_text("utf-8")
    (site / "site/2023/04/a.html").unlink()
    run(site, "build")
    assert (site / "site/2023/04/a.html").exists()
    (site / "jianbao.toml").write_text('title = "另"\n', "utf-8")
    run(site, "build")
    assert "另" in (site / "site/index.html").read_text("utf-8")


def test_a_future_article_comes_on_its_day(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(time.time())))
    run(site, "build")
    run(site, "build")
    assert not (site / "site/2199").exists()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "7300000000")
    run(site, "build")
    assert (site / "site/2199/04/b.html").exists()
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    run(site, "build")
    assert not (site / "site/2199").exists()


def test_a_command_that_builds_leaves_to_the_next_what_it_looked_at(site: Path) -> None:
    """After publishing, a build need not plan the site again; nor does publishing after a build."""
    with (site / "jianbao.toml").open("a", encoding="utf-8") as file:
        file.write('base_url = "https://news.example/"\n\n[deploy.web]\nkind = "folder"\nto = "www"\n')
    quick = """import sys; sys.argv[0] = "jianbao"
from jianbao.cli import main
from jianbao.commands import build
build._whole = None
sys.exit(main(sys.argv[1:]))"""
    first = run(site, "deploy")
    assert first.returncode == 0, first.stderr
    assert (site / "content/data/moved.toml").exists()  # what a build writes itself is no change
    for words in (["build"], ["deploy"], ["build", "-v"]):
        again = run(site, *words, program=("-c", quick))
        assert again.returncode == 0, again.stderr
        assert "0 written" in again.stdout


def test_a_changed_article_needs_neither_words_nor_settings_read_again(site: Path) -> None:
    article, page = site / "content/articles/c.md", site / "site/2023/04/c.html"
    (site / "jianbao.toml").write_text(
        'title = "剪报"\n[extra]\nnote = "注"\n[extra.more]\nday = 2023-04-12\n', "utf-8"
    )

    def edited(title: str, *words: str) -> tuple[str, str]:
        article.write_text(f"---\ntitle: {title}\ndate: 2023-04-11\nslug: c\n---\n\n文。\n", "utf-8")
        done = run(site, "build", *words, program=("-c", LOADED))
        assert done.returncode == 0, done.stderr
        return page.read_text("utf-8"), done.stdout

    edited("甲", "--base-url", "https://one.example/")
    found, modules = edited("乙", "--base-url", "https://one.example/")
    assert "乙" in found
    assert "https://one.example/2023/04/c.html" in found
    assert "'jianbao.commands.quick'" in modules
    for name in ("argparse", "jianbao.commands.arguments", "jianbao.edge.settings"):
        assert f"'{name}'" not in modules, name
    found, modules = edited("丙", "--base-url", "https://two.example/")
    assert "https://two.example/2023/04/c.html" in found
    assert "'argparse'" in modules
    toml = site / "jianbao.toml"
    toml.write_text(toml.read_text("utf-8").replace("剪报", "新报"), "utf-8")
    found, modules = edited("丁", "--base-url", "https://two.example/")
    assert "丁" in found
    assert "新报" in found
    assert "'jianbao.edge.settings'" in modules
