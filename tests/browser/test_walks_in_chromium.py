"""Walks through a whole site in a real Chromium, under the policy that docs/web.md gives: by keyboard alone, and
without JavaScript."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from browser.driver import CHROMIUM, Page, chromium
from themes import invented

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine")

WEB = Path(__file__).resolve().parents[2] / "docs" / "web.md"
POLICIES = re.findall(r"default-src 'none';[^\"\n]*", WEB.read_text("utf-8"))
POLICY = POLICIES[0]
KINDS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml", "json": "application/json"}
ARTICLE = "2024/12/gao-jian-000.html"
PAGES = (
    "index.html",
    ARTICLE,
    "tags/index.html",
    "regions/index.html",
    "papers/jiangzhou-ribao/index.html",
    "papers/jiangzhou-ribao/2024-12-23/01.html",
    "404.html",
)
FOCUSED = """(() => {
  const it = document.activeElement;
  if (!it || it === document.body) return null;
  const style = getComputedStyle(it), inner = it.querySelector("rect, polygon"), box = it.getBoundingClientRect();
  const drawn = inner && getComputedStyle(inner);
  const shown = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
    || (drawn && drawn.stroke !== "none" && parseFloat(drawn.strokeWidth) >= 2);
  it.dataset.visited = "yes";
  return { name: it.outerHTML.slice(0, 120), shown, inside: box.right > 0 && box.width > 0 };
})()"""
UNREACHED = """[...document.querySelectorAll("a[href], button, input, select, summary")]
  .filter(it => it.checkVisibility() && it.tabIndex >= 0 && !it.dataset.visited)
  .map(it => it.outerHTML.slice(0, 120))"""


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, files: dict[str, bytes], *given: object) -> None:
        self.files = files
        super().__init__(*given)  # type: ignore[arg-type]  # what the server passes on

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path).removeprefix("/")
        path += "index.html" if not path or path.endswith("/") else ""
        content = self.files.get(path)
        self.send_response(200 if content is not None else 404)
        self.send_header("Content-Type", KINDS.get(path.rpartition(".")[2], "text/html; charset=utf-8"))
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(content if content is not None else self.files["404.html"])

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's name
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, invented.site())) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with chromium(tmp_path_factory.mktemp("profile")) as found:
        yield found


def test_every_server_is_told_the_same_policy() -> None:
    assert len(POLICIES) > 3
    assert set(POLICIES) == {POLICY}


def _stops(page: Page) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    while len(found) < 600:
        page.press("Tab")
        stop = page.ask(FOCUSED)
        if stop is None:
            break
        found.append(stop)
    return found


@pytest.mark.parametrize("path", PAGES)
def test_the_tab_key_reaches_everything_and_shows_where_it_is(page: Page, address: str, path: str) -> None:
    page.open(address + path)
    page.ask("document.querySelectorAll('details').forEach(it => { it.open = true; })")
    stops = _stops(page)
    assert "skip" in str(stops[0]["name"])
    assert [stop["name"] for stop in stops if not stop["shown"]] == []
    assert [stop["name"] for stop in stops if not stop["inside"]] == []
    assert page.ask(UNREACHED) == []
    assert page.errors == []


def test_the_skip_link_leads_past_the_sections(page: Page, address: str) -> None:
    page.open(address + ARTICLE)
    page.press("Tab")
    page.press("Enter")
    assert page.ask("location.hash") == "#main"
    page.press("Tab")
    assert page.ask("document.activeElement.closest('main') !== null")


def _focus(page: Page, selector: str) -> None:
    for _ in range(80):
        page.press("Tab")
        if page.ask(f"document.activeElement.matches({selector!r})"):
            return
    pytest.fail(f"no way to {selector}")


def test_size_and_colours_are_chosen_by_keyboard_and_remembered(page: Page, address: str) -> None:
    size = "parseFloat(getComputedStyle(document.querySelector('.story-body')).fontSize)"
    paper = "getComputedStyle(document.body).backgroundColor"
    page.open(address + ARTICLE)
    usual, white = page.ask(size), page.ask(paper)
    _focus(page, ".scheme")
    page.press(" ")
    assert page.ask(paper) != white
    assert page.ask("document.activeElement.getAttribute('aria-pressed')") == "true"
    _focus(page, ".sizes button[value='huge']")
    page.press("Enter")
    assert page.ask(size) == pytest.approx(usual * 1.4, rel=0.01)
    page.open(address + "2024/12/gao-jian-003.html")
    assert page.ask(size) == pytest.approx(usual * 1.4, rel=0.01)
    assert page.ask(paper) != white
    page.open(address)
    assert page.ask(paper) != white
    _focus(page, ".scheme")
    page.press("Enter")
    assert page.ask(paper) == white
    assert page.ask("localStorage.getItem('jianbao.scheme')") is None
    assert page.errors == []


def test_a_citation_is_opened_and_copied_by_keyboard(page: Page, address: str) -> None:
    page.open(address + ARTICLE)
    _focus(page, ".cite summary")
    page.press("Enter")
    assert page.ask("document.querySelector('.cite').open")
    assert "[N]. 江州日报, 2024-12-23(1)." in page.ask("document.querySelector('.cite pre').innerText")
    page.press("Tab")
    page.press("Enter")
    said = "document.querySelector('.cite [role=status]').textContent"
    assert page.ask(f"new Promise(done => setTimeout(() => done({said}), 300))") == "已复制"


def test_the_picture_of_a_page_leads_to_its_articles_by_keyboard(page: Page, address: str) -> None:
    page.open(address + "papers/jiangzhou-ribao/2024-12-23/01.html")
    _focus(page, ".facsimile a")
    page.press("Enter")
    page.loaded()
    assert page.ask("document.querySelector('h1').innerText") == "三十里水渠通到最后一户"


def _follow(page: Page, selector: str) -> str:
    """Go where the first link of `selector` leads; return the headline there."""
    target = page.ask(f"document.querySelector({selector!r}).href")
    page.open(target)
    return str(page.ask("document.querySelector('h1').innerText"))


def test_every_way_to_an_article_works_without_javascript(tmp_path: Path, address: str) -> None:
    with chromium(tmp_path) as plain:
        plain.call("Emulation.setScriptExecutionDisabled", value=True)
        plain.open(address)
        assert _follow(plain, ".card-lead .title a") == "夜班公交多开一小时（八）"
        assert plain.ask("document.querySelector('.story-body').innerText.length") > 100
        for hidden in (".scheme", ".sizes", ".cite button"):
            assert plain.ask(f"document.querySelector({hidden!r}).checkVisibility()") is False
        assert plain.ask("document.querySelector('.cite summary').checkVisibility()")
        assert _follow(plain, ".filed .path a:last-child") == "重庆市"
        assert _follow(plain, ".list .title a") != ""
        assert _follow(plain, ".story-meta .stand a") == "江州日报"
        assert _follow(plain, ".calendar td a") == "江州日报 2025年1月2日"
        assert _follow(plain, ".sheet h2 a") == "第1版 要闻"
        plain.open(address + "2024/12/gao-jian-002.html")
        assert _follow(plain, ".story-body a") == "新就业群体有了歇脚的地方"
        assert "上接第1版" in plain.ask("document.querySelector('.story-body').innerText")
        plain.open(address + "no/such/page.html")
        assert (
            plain.ask("document.querySelector('form[role=search]').getAttribute('action')") == "/search/index.html"
        )
        plain.open(address + "search/index.html?q=x")
        assert plain.ask("document.querySelector('noscript').checkVisibility()")
        assert "JavaScript" in plain.ask("document.querySelector('main').innerText")
        assert [error for error in plain.errors if "no/such/page" not in error] == []
