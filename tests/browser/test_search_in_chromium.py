"""The search page in a real Chromium, below a path, under a strict content security policy."""

from __future__ import annotations

import html
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

from jianbao.publish import views
from jianbao.publish.search.records import Term
from jianbao.publish.theme import ThemeFolder, theme
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
