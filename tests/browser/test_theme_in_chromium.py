"""The default theme in a real Chromium, under a strict content security policy: it fits every width.

No driver is needed: a page of ours shows each page of the theme in frames of several widths, measures them, and
Chromium prints what it has written down.
"""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from jianbao.publish import views
from jianbao.publish.theme import theme
from publish.making import folder
from themes.filling import view

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine")

THEME = Path(__file__).resolve().parents[2] / "themes" / "default"
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'"
)
WIDTHS = (320, 390, 820, 1024, 1216, 1440, 2560)
LONG = "江州市城乡建设和交通运输系统三千名一线职工" * 2 + "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk"
CELLS = "".join(f"<td>第{number}季度 {number * 1024}</td>" for number in range(8))
BODY = f"<p>{LONG}</p><table><tbody><tr>{CELLS}</tr></tbody></table><pre><code>{'x' * 200}</code></pre>"
PAGES = {
    "home.html": views.HomeView,
    "article.html": views.ArticleView,
    "listing.html": views.ListingView,
    "terms.html": views.TermsView,
    "regions.html": views.RegionsView,
    "archive.html": views.ArchiveView,
    "papers.html": views.PapersView,
    "paper.html": views.PaperView,
    "edition.html": views.EditionView,
    "newspaper-page.html": views.NewspaperPageView,
    "plain.html": views.PlainView,
    "search.html": views.PlainView,
}
MEASURE = """<!DOCTYPE html><title>measure</title><pre></pre><script>
addEventListener("load", async () => {
  const found = [];
  for (const name of NAMES) for (const width of WIDTHS) {
    const frame = document.createElement("iframe");
    frame.style.cssText = `width:${width}px;height:900px;border:0`;
    await new Promise(done => { frame.onload = done; frame.src = "/a/" + name; document.body.append(frame); });
    const page = frame.contentDocument, root = page.documentElement;
    found.push([name, width, root.scrollWidth, getComputedStyle(page.body).backgroundColor]);
    frame.remove();
  }
  document.querySelector("pre").textContent = JSON.stringify(found);
});
</script>"""


def _files(*names: str) -> dict[str, bytes]:
    made = theme([folder(THEME.parent / name, name) for name in names])
    site = view(views.SiteView, bare=False, words=LONG, language="zh-CN")
    shown = {name: view(noun, bare=False, words=LONG) for name, noun in PAGES.items()}
    shown["article.html"] = view(views.ArticleView, bare=False, words=LONG, body=BODY)
    pages = {name: made.draw(name, name, one, site) for name, one in shown.items()}
    measure = MEASURE.replace("NAMES", json.dumps(list(PAGES))).replace("WIDTHS", json.dumps(WIDTHS))
    files = {f"/a/{name}": text.encode() for name, text in pages.items()}
    files |= {f"/{address}": content for address, content in made.static.items()}
    return files | {"/": measure.encode()}


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, files: dict[str, bytes], *given: object) -> None:
        self.files = files
        super().__init__(*given)  # type: ignore[arg-type]  # what the server passes on

    def do_GET(self) -> None:
        content = self.files.get(self.path)
        kinds = {"css": "text/css", "svg": "image/svg+xml", "js": "text/javascript"}
        self.send_response(200 if content is not None else 404)
        self.send_header("Content-Type", kinds.get(self.path.rpartition(".")[2], "text/html; charset=utf-8"))
        if self.path != "/":
            self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(content or b"")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's name
        """Say nothing."""


@contextmanager
def _served(*names: str) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, _files(*names))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with _served("default") as found:
        yield found


def _measured(address: str, profile: Path, *flags: str) -> list[tuple[str, int, int, str]]:
    command = [CHROMIUM, "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
    command += ["--disable-background-networking", "--disable-component-update", f"--user-data-dir={profile}"]
    command += ["--no-sandbox"] if not hasattr(os, "geteuid") or os.geteuid() == 0 else []
    command += [*flags, "--virtual-time-budget=60000", "--dump-dom", address]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=True)
    written = re.search(r"<pre>(\[.*\])</pre>", done.stdout)
    assert written, done.stdout[:500] + done.stderr[-2000:]
    return [tuple(row) for row in json.loads(html.unescape(written[1]))]


@pytest.mark.parametrize(("number", "flags"), [(0, ()), (1, ("--blink-settings=preferredColorScheme=0",))])
def test_pages_fit_every_width_in_both_schemes(
    address: str, tmp_path: Path, number: int, flags: tuple[str, ...]
) -> None:
    """No sideways scrolling with the longest words, and the style sheet holds under a policy without exceptions."""
    rows = _measured(address, tmp_path, *flags)
    assert len(rows) == len(PAGES) * len(WIDTHS)
    assert [(name, width, needed) for name, width, needed, _ in rows if needed > width] == []
    style = (THEME / "static" / "style.css").read_text("utf-8")
    paper = re.findall(r"--paper: #([0-9a-f]{3,6});", style)[number]
    channels = paper if len(paper) == 6 else "".join(digit * 2 for digit in paper)
    wanted = "rgb({}, {}, {})".format(*(int(channels[at : at + 2], 16) for at in (0, 2, 4)))
    assert {colour for *_, colour in rows} == {wanted}


def test_the_plain_theme_fits_every_width(tmp_path: Path) -> None:
    with _served("plain", "default") as found:
        rows = _measured(found, tmp_path)
    assert len(rows) == len(PAGES) * len(WIDTHS)
    assert [(name, width, needed) for name, width, needed, _ in rows if needed > width] == []
