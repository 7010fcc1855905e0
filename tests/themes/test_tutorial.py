"""The theme that docs/themes.md builds from nothing makes a whole site."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from jianbao.publish import views
from jianbao.publish.theme import Theme, theme
from jianbao.publish.theme_toml import ThemeFolder
from publish.making import dead_links, site, town
from publish.making import page as printed_page
from themes.filling import MARKUP, view
from themes.test_default_theme import PAGES, Page

FILE = re.compile(r"^`themes/xin/([\w./-]+)`\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TUTORIAL = Path(__file__).resolve().parents[2] / "docs" / "themes.md"


@cache
def _theme() -> Theme:
    told = FILE.findall(TUTORIAL.read_text("utf-8"))
    files = {path: text.encode() for path, text in told}
    assert len(files) == len(told)
    return theme([ThemeFolder(name="xin", place="themes/xin", files=files)])


def test_it_has_every_template() -> None:
    assert _theme().templates >= {*PAGES, "base.html"}


@pytest.mark.parametrize("bare", [False, True])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_well_formed(name: str, bare: bool) -> None:
    shown = view(views.SiteView, bare=bare, language="zh-CN")
    text = _theme().draw(name, name, view(PAGES[name], bare=bare), shown)
    assert [tag for tag, _ in Page(text).tags].count("h1") == 1
    assert MARKUP not in text


def test_no_link_of_its_site_is_dead() -> None:
    pages = [printed_page(2, name="要闻"), printed_page(3)]
    made = site(town(), _theme(), pages=pages)
    assert [link for link in dead_links(made) if "#ti" not in link] == []
    assert sum(path.endswith(".html") for path in made) > 30


def test_the_search_it_shows_is_a_module_of_its_own() -> None:
    assert any(path.startswith("assets/find.") for path in _theme().static)
