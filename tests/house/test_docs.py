"""What the program has, its documentation has: problems, settings, front matter, commands, views."""

from __future__ import annotations

import dataclasses
import importlib.util
import re
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest

from jianbao.model.article import Article
from jianbao.model.settings import Settings
from jianbao.publish import views


@pytest.fixture(scope="module")
def docs_script(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_script", root / "scripts" / "docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def words(path: Path) -> set[str]:
    """Everything in backquotes."""
    return set(re.findall(r"`([^`\n]+)`", path.read_text("utf-8")))


def test_every_problem_is_documented(root: Path, docs_script: ModuleType) -> None:
    assert (root / "docs/problems.md").read_text("utf-8") == docs_script.table(), "run scripts/docs.py"


def test_every_problem_says_both_languages_with_the_same_fields(docs_script: ModuleType) -> None:
    found = docs_script.codes()
    assert len(found) > 30
    for code in found.values():
        fields = [set(re.findall(r"{(\w+?)(?:_en|_zh)?[}:!]", text)) for text in (code.en, code.zh)]
        assert fields[0] == fields[1], code.name
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code.name)
        assert re.search(r"[\u4e00-\u9fff]", code.zh), code.name


def test_every_setting_is_documented(root: Path) -> None:
    told = words(root / "docs/settings.md")
    names = {field.name for field in dataclasses.fields(Settings)} - {"deploy", "extra"}
    assert names <= told
    assert {"[deploy.NAME]", "[extra]"} <= told


def test_every_front_matter_key_is_documented(root: Path) -> None:
    names = {field.name for field in dataclasses.fields(Article)} - {"body"}
    assert names <= words(root / "docs/front-matter.md")


def test_every_view_is_in_the_theme_s_table(root: Path) -> None:
    told = words(root / "themes/default/README.md")
    assert {view.__name__ for view in get_args(views.View)} <= told


def test_every_command_and_option_is_documented(root: Path, docs_script: ModuleType) -> None:
    told = (root / "docs/commands.md").read_text("utf-8")
    assert told == docs_script.commands(), "run scripts/docs.py"
    for name in ["build", "import", "serve", "check", "deploy", "new", "init", "list", "clean", "explain"]:
        assert f"## `jianbao {name}`" in told
