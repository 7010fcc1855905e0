"""The plain theme: short, and every page of the default theme stands in it."""

from __future__ import annotations

import re
from functools import cache

import pytest

from jianbao.publish import views
from jianbao.publish.theme import Theme, theme
from publish.making import folder
from themes.filling import MARKUP, view
from themes.test_default_theme import PAGES, THEME, Page, _luminance

PLAIN = THEME.parent / "plain"
STYLE = (PLAIN / "static" / "style.css").read_text("utf-8")


@cache
def _theme() -> Theme:
    return theme([folder(PLAIN, "plain"), folder(THEME, "default")])


def test_it_is_under_a_hundred_lines() -> None:
    files = [path for path in PLAIN.rglob("*") if path.is_file()]
    assert sum(len(path.read_text("utf-8").splitlines()) for path in files) < 100
    assert {path.suffix for path in files} == {".toml", ".css", ".html"}


@pytest.mark.parametrize("bare", [False, True])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_well_formed(name: str, bare: bool) -> None:
    site = view(views.SiteView, bare=bare, language="zh-CN", base_url="https://example.org/")
    text = _theme().draw(name, name, view(PAGES[name], bare=bare), site)
    page = Page(text)
    assert [tag for tag, _ in page.tags].count("h1") == 1
    assert MARKUP not in text


def test_it_changes_what_it_says_and_nothing_else() -> None:
    made = _theme()
    assert made.view.strings.front_newest == "新近"
    assert made.view.strings.front_seconds == "本期要目"
    assert made.view.settings.summaries is False
    home = view(views.HomeView, bare=False)
    text = made.draw("home.html", "index.html", home, view(views.SiteView, bare=False))
    assert 'class="summary"' not in text
    assert 'class="lead"' not in text


def test_dim_text_has_contrast_on_white_and_black() -> None:
    light, dark = re.findall(r"--dim: (#[0-9a-f]{6});", STYLE)[:2]
    assert 1.05 / (_luminance(light) + 0.05) >= 4.5
    assert (_luminance(dark) + 0.05) / (_luminance("#121212") + 0.05) >= 4.5
