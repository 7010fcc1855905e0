"""The search page in a real Chromium, below a path, under a strict content security policy."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from browser.driver import Page, chromium
from jianbao.publish import views
from jianbao.publish.search.records import Term
from jianbao.publish.theme import theme
from jianbao.publish.theme_toml import ThemeFolder
from publish.searching import record, write
from themes.filling import view

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine")

THEME = Path(__file__).resolve().parents[2] / "themes" / "default"
POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; "
    "img-src 'self'; form-action 'self'"
)
RECORDS = [
    record(
        "yi",
        "渠水通到<b>田里</b>，麦田返青。",
        title="甘肃水渠通水",
        byline="记者 江大川",
        facets=(("year", "2023"),),
    ),
    record("er", "江州市的比赛，甘肃队参加。", title="马拉松"),
    *(record(f"n{number}", f"第{number}篇说到桥梁。", title=f"桥梁之{number}") for number in range(30)),
]


class _Handler(SimpleHTTPRequestHandler):
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".js": "text/javascript"}  # noqa: RUF012  # as there

    def translate_path(self, path: str) -> str:
        return super().translate_path(urlsplit(path).path.removeprefix("/sub"))

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's name
        """Say nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    terms = [Term(text="甘肃", reading=("gan", "su"), kind="region", url="regions/gansu.html", count=2)]
    write(folder, RECORDS, terms)
    own = {path.relative_to(THEME).as_posix(): path.read_bytes() for path in THEME.rglob("*") if path.is_file()}
    made = theme((ThemeFolder(name="default", place="themes/default", files=own),))
    shown = view(views.PlainView, bare=True, title="搜索", kind="search", root="../")
    page = made.draw("search.html", "search/index.html", shown, view(views.SiteView, bare=True, language="zh-CN"))
    (folder / "search" / "index.html").write_text(page, "utf-8")
    for address, content in made.static.items():
        (folder / address).parent.mkdir(parents=True, exist_ok=True)
        (folder / address).write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    handler = partial(_Handler, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/sub/search/index.html"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with chromium(tmp_path_factory.mktemp("profile")) as found:
        found.call("Network.enable")
        found.call("Network.setCacheDisabled", cacheDisabled=True)  # one test's files are not another's
        yield found


@pytest.fixture
def page(tab: Page) -> Page:
    tab.open("about:blank")
    tab.errors.clear()
    return tab


SAID = 'document.querySelector(".search-status").textContent'
ROWS = '[...document.querySelectorAll(".search-results h2 a")].map(it => new URL(it.href).pathname)'


def _said(page: Page, text: str) -> None:
    page.wait(f"{SAID}.startsWith({json.dumps(text)})")


def _shown(address: str, query: str, profile: Path) -> str:
    command = [CHROMIUM, "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
    command += ["--disable-background-networking", "--disable-component-update", f"--user-data-dir={profile}"]
    command += ["--no-sandbox"] if not hasattr(os, "geteuid") or os.geteuid() == 0 else []
    command += ["--virtual-time-budget=15000", "--dump-dom", f"{address}?q={quote(query)}"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=True)
    return done.stdout


def _status(page: str) -> str:
    found = re.search(r'<p class="search-status"[^>]*>(.*?)</p>', page)
    assert found, page[:500]
    return html.unescape(found[1])


def test_the_address_is_a_query_and_hits_are_marked(address: str, tmp_path: Path) -> None:
    """Rows, marks, a link to the hit, the headline first; markup in an article stays text."""
    page = _shown(address, "甘肃", tmp_path)
    assert _status(page) == "找到 2 篇"
    assert page.index("yi.html") < page.index("er.html")
    assert "<mark>甘肃</mark>水渠通水" in page
    assert "<mark>甘肃</mark>队" in page
    assert "/sub/er.html#:~:text=%E7%94%98%E8%82%83" in page
    assert "<b>田里" not in page
    assert "&lt;b&gt;田里" in page


def test_pinyin_suggests_a_heading(address: str, tmp_path: Path) -> None:
    page = _shown(address, "gan su", tmp_path)
    assert re.search(r'href="http://[^"]*/sub/regions/gansu\.html">甘肃', page)
    assert _status(page).startswith("没有找到")


def test_many_hits_come_in_portions(address: str, tmp_path: Path) -> None:
    page = _shown(address, "说到桥", tmp_path)
    assert len(re.findall(r'<li class="card">', page)) == 10
    assert _status(page) == "至少 10 篇"
    assert re.search(r'<button type="button" class="search-more">', page)


def test_markup_in_a_query_is_only_searched(address: str, tmp_path: Path) -> None:
    page = _shown(address, '<img src=x onerror="document.title=1">', tmp_path)
    assert "<img" not in page
    assert _status(page).startswith("没有找到")


def test_a_missing_shard_is_said_and_can_be_tried_again(site: Path, address: str, tmp_path: Path) -> None:
    """While a site is being copied to its server: a message and a button, no result."""
    away = site / "search" / "away"
    (site / "search" / "base").rename(away)
    try:
        page = _shown(address, "甘肃", tmp_path)
    finally:
        away.rename(site / "search" / "base")
    assert _status(page).startswith("网站刚刚更新")
    assert re.search(r'<button type="button" class="search-retry">', page)
    assert '<li class="card">' not in page


def test_typing_shows_hits_that_arrow_keys_walk_through(address: str, page: Page) -> None:
    """While typing, without a key more; the address says what was typed; / goes to the field from anywhere."""
    page.open(address)
    page.wait('document.activeElement.id === "search-words"')
    page.type("甘肃")
    _said(page, "找到 2 篇")
    assert page.ask(ROWS) == ["/sub/yi.html", "/sub/er.html"]
    assert page.ask("new URL(location.href).searchParams.get('q')") == "甘肃"
    for key, wanted in (("ArrowDown", "yi"), ("ArrowDown", "er"), ("ArrowDown", "er"), ("ArrowUp", "yi")):
        page.press(key)
        assert wanted in page.ask("document.activeElement.href")
    page.press("ArrowUp")
    assert page.ask("document.activeElement.id") == "search-words"
    page.ask("document.querySelector('h2 a').focus()")
    page.press("/")
    assert page.ask("document.activeElement.id") == "search-words"
    assert page.ask("document.querySelector('#search-words').value") == "甘肃"
    page.type("队")
    page.wait(f"{ROWS}.length === 1")
    assert page.errors == []


def test_the_back_button_brings_the_query_before(address: str, page: Page) -> None:
    page.open(f"{address}?q={quote('甘肃')}")
    _said(page, "找到 2 篇")
    page.ask("document.querySelector('#search-words').select()")
    page.type("马拉松")
    page.press("Enter")
    _said(page, "找到 1 篇")
    assert page.ask(ROWS) == ["/sub/er.html"]
    page.ask("document.querySelector('#search-words').select()")
    page.type("桥梁之7")
    page.press("Enter")
    page.wait(f"{ROWS}[0] === '/sub/n7.html'")
    page.ask("history.back()")
    page.wait(f"{ROWS}[0] === '/sub/er.html'")
    assert page.ask("document.querySelector('#search-words').value") == "马拉松"


def test_filters_narrow_and_count(address: str, page: Page) -> None:
    page.open(f"{address}?q={quote('甘肃')}")
    _said(page, "找到 2 篇")
    page.wait("document.querySelector('[data-kind=year] label')")
    assert page.ask("document.querySelector('[data-kind=year] label').textContent") == "2023 1"
    page.ask("document.querySelector('.search-filters').open = true")
    page.ask("document.querySelector('[data-kind=year] input').click()")
    _said(page, "找到 1 篇")
    assert page.ask("new URL(location.href).searchParams.get('year')") == "2023"


def _older(folder: Path) -> dict[str, bytes]:
    """Return the files of the same site before one article was changed."""
    before = [record("yi", "从前的文章，说到甘肃吗？", title="从前"), *RECORDS[1:]]
    write(folder, before)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("what", ["missing", "cut", "older", "older fragment", "missing fragment"])
def test_a_file_of_another_build_is_said_and_trying_again_helps(
    site: Path, address: str, page: Page, tmp_path: Path, what: str
) -> None:
    """While the site is being copied to its server: a message, no row; when it is there, the button finds all."""
    older = _older(tmp_path / "older")
    pattern = "text/*/*.z" if "fragment" in what else "base/*/*.bin"
    right = {path: path.read_bytes() for path in sorted((site / "search").glob(pattern))}
    for path, content in right.items():
        old = older.get(path.relative_to(site).as_posix(), content)
        if what.startswith("missing"):
            path.unlink()
        else:
            path.write_bytes(content[: len(content) // 2] if what == "cut" else old)
    try:
        page.open(f"{address}?q={quote('渠水')}")
        _said(page, "网站刚刚更新")
        assert page.ask(ROWS) == []
        assert page.ask("document.querySelector('.search-retry').hidden") is False
    finally:
        for path, content in right.items():
            path.write_bytes(content)
    page.ask("document.querySelector('.search-retry').click()")
    _said(page, "找到 1 篇")
    assert page.ask(ROWS) == ["/sub/yi.html"]


@pytest.mark.parametrize(
    "query",
    ["渠" * 10_000, "<img src=x onerror=alert(1)>", "(.*)+$[", "\\d{9}", "a\u0000b\u001b[31m", "{{7*7}}${7*7}"],
)
def test_a_hostile_query_only_searches(address: str, page: Page, query: str) -> None:
    """Ten thousand characters, markup, expressions, control characters: typed, and nothing but searched."""
    page.open(f"{address}?q={quote('谁也没写')}")
    _said(page, "没有找到")
    page.wait("document.querySelector('.search-suggested ul')")
    before = page.ask("document.querySelectorAll('*').length")
    page.ask("document.querySelector('#search-words').select()")
    page.type(query)
    page.press("Enter")
    page.wait("new URL(location.href).searchParams.get('q') !== '谁也没写'")
    _said(page, "没有找到")
    assert len(page.ask("location.href")) < 6000  # servers refuse longer ones
    assert page.ask("document.querySelectorAll('*').length") == before
    assert page.errors == []


def test_a_page_opened_from_disk_says_what_to_do(site: Path, page: Page) -> None:
    """Browsers read no index from disk: the page says so and offers no button that could not help."""
    page.open(f"{(site / 'search/index.html').as_uri()}?q={quote('甘肃')}")
    _said(page, "浏览器不让直接打开的文件读取索引")
    assert page.ask("document.querySelector('.search-retry').hidden") is True
