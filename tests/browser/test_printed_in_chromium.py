"""A page imported from a PDF, in a real Chromium: a click on its picture opens the article printed there."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from browser.driver import CHROMIUM, Page, chromium
from edge import pdfs
from jianbao.commands import build
from jianbao.edge.settings import load

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine")
PAGE = "papers/qinghe-ribao/2025-03-04/03.html"
HEADS = {"春耕忙起来": (200, 60), "夜校点亮小巷": (200, 290)}
"""Where the middle of each headline stands on the printed page, in points from its top left corner."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's name
        """Say nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    pytest.importorskip("PIL")
    root: Path = tmp_path_factory.mktemp("printed")
    settings = 'title = "x"\nbase_url = "https://example.org/"\npaper = "青禾日报"\n'
    (root / "jianbao.toml").write_text(settings, "utf-8")
    path = root / "content/pages/qinghe-ribao/2025-03-04/03.pdf"
    path.parent.mkdir(parents=True)
    path.write_bytes(pdfs.document([pdfs.content(pdfs.newspaper())]))
    project = load(root).value
    build.run(project)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(project.output))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def click_on_the_picture(page: Page, x: float, y: float) -> None:
    """Click on a place of the printed page, given in points of its 400 by 600."""
    left, top, wide, high = page.ask(
        "(() => { const it = document.querySelector('.facsimile img'); it.scrollIntoView({block: 'start'});"
        " const box = it.getBoundingClientRect(); return [box.x, box.y, box.width, box.height]; })()"
    )
    at = {"x": left + x / 400 * wide, "y": top + y / 600 * high, "button": "left", "clickCount": 1}
    page.call("Input.dispatchMouseEvent", type="mousePressed", **at)
    page.call("Input.dispatchMouseEvent", type="mouseReleased", **at)
    page.loaded()


@pytest.mark.parametrize("width", [390, 1280])
def test_a_click_on_the_page_opens_the_article_printed_there(tmp_path: Path, address: str, width: int) -> None:
    with chromium(tmp_path) as page:
        page.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        for script in (True, False):
            page.call("Emulation.setScriptExecutionDisabled", value=not script)
            for head, (x, y) in HEADS.items():
                page.open(address + PAGE)
                click_on_the_picture(page, x, y)
                assert page.ask("document.querySelector('h1').innerText") == head
        assert page.ask("document.documentElement.scrollWidth <= innerWidth")
        assert page.errors == []
