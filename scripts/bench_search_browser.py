"""Search in a real browser, beside Pagefind: ``bench_search_browser.py ARTICLES.jsonl [--pagefind PYTHON]``.

ARTICLES.jsonl is a built site's data/articles.jsonl. Asks in Chromium over a line of 1.6 Mbit/s and 150 ms
(DevTools' network conditions), the cache empty before each query, until the first five rows are there; bytes and
requests are what the server gave, the program included. PYTHON is an interpreter with `pagefind[extended]` (in an
environment of its own; nothing here depends on it): it is asked as it comes, and fed one character a word and asked
for the characters in quotes, its best. Recall and precision are against a plain search through all texts.
"""

from __future__ import annotations

import argparse
import html
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from jianbao.publish.search.normal import fold
from jianbao.publish.search.records import Record
from jianbao.publish.search.whole import stream

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "tests"))
from scripts.bench_search import phrases, read  # noqa: E402  of this repository, found by the lines above

from browser.driver import Page, chromium  # noqa: E402  as above

SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 200_000}
FAST = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
OURS = """
const { open } = await import("/search/search.js"), loaded = performance.now();
const index = await open(location.origin + "/");
const first = await index.search(QUERY, { limit: 5 });
const done = performance.now();
await index.search(QUERY, { limit: 5 });
const warm = performance.now() - done;
"""
THEIRS = """
const pagefind = await import("/pagefind/pagefind.js");
await pagefind.init();
const loaded = performance.now();
const search = await pagefind.search(QUERY), first = await Promise.all(
  search.results.slice(0, 5).map(it => it.data()));
const done = performance.now();
await Promise.all((await pagefind.search(QUERY)).results.slice(0, 5).map(it => it.data()));
const warm = performance.now() - done;
"""
TAIL = "return [done - loaded, done - start, warm];"
ALL = {
    OURS: """const { hits } = await index.search(QUERY, { limit: Infinity });
return hits.map(it => new URL(it.url).pathname.slice(1));""",
    THEIRS: "return search.results.map(it => it.id);",
}
NAMES = """const pagefind = await import("/pagefind/pagefind.js");
const { results } = await pagefind.search(null), made = [];
for (let at = 0; at < results.length; at += 100)
  made.push(...await Promise.all(results.slice(at, at + 100).map(async it =>
    [it.id, (await it.data()).url.slice(1)])));
return made;"""
"""Pagefind's results are numbers; their addresses cost a file each, so they are asked for once."""
ROW = """const { open } = await import("/search/search.js"), index = await open(location.origin + "/");
for (const query of QUERY) await index.search(query, { limit: 10 });
return 0;"""


TALLY: list[int] = []
"""Bytes of each file that was asked for."""


class _Handler(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        """Serve a file and note its size."""
        path = Path(self.translate_path(self.path))
        TALLY.append(path.stat().st_size if path.is_file() else 0)
        super().do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's name
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def ours(records: Sequence[Record], folder: Path) -> None:
    """Write our index."""
    of_url = {it.url: it for it in records}
    for path, content in stream([it.head for it in records], of_url.__getitem__).files:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def theirs(records: Sequence[Record], folder: Path, python: str, *, apart: bool) -> None:
    """Write pages and let Pagefind index them; `apart`: with a blank between all characters."""
    for it in records:
        lines = [" ".join(line) if apart else line for line in (it.title, *it.paragraphs)]
        head, *body = map(html.escape, lines)
        page = f'<!doctype html><html lang="zh"><title>{head}</title><body><h1>{head}</h1>'
        (folder / it.url).parent.mkdir(parents=True, exist_ok=True)
        (folder / it.url).write_text(page + "".join(f"<p>{line}</p>" for line in body) + "</body></html>", "utf-8")
    subprocess.run([python, "-m", "pagefind", "--site", str(folder)], check=True, capture_output=True)


def ask(page: Page, address: str, script: str, query: str | Sequence[str]) -> Any:
    """Return what a script says in an empty page, nothing kept from the query before."""
    page.call("Network.clearBrowserCache")
    page.open(f"{address}empty.html")
    TALLY.clear()
    return page.ask(f"(async () => {{ const QUERY = {json.dumps(query)}, start = performance.now(); {script} }})()")


def measure(name: str, page: Page, address: str, script: str, asked: dict[str, str], texts: dict[str, str]) -> None:
    """Print what the queries cost and find. `asked`: phrase -> the query to type."""
    page.call("Network.emulateNetworkConditions", **SLOW)
    rows = []
    for query in asked.values():
        times = ask(page, address, script + TAIL, query)
        rows.append([*times, sum(TALLY), len(TALLY)])
    page.call("Network.emulateNetworkConditions", **FAST)
    heap = page.call("Runtime.getHeapUsage")["usedSize"]
    names = dict(ask(page, address, NAMES, "")) if script is THEIRS else {}
    right = wrong = missed = 0
    for phrase, query in asked.items():
        wanted = {url for url, text in texts.items() if fold(phrase) in text}
        found = {names.get(it, it) for it in ask(page, address, script + ALL[script], query)}
        right, wrong, missed = (
            right + len(wanted & found),
            wrong + len(found - wanted),
            missed + len(wanted - found),
        )
    recall, precision = right / max(1, right + missed), right / max(1, right + wrong)
    print(f"{name}: recall {recall:.3f}, precision {precision:.3f}, heap {heap / 1e6:.0f} MB")
    if script is OURS:
        ask(page, address, ROW, list(asked.values()))
        heap = page.call("Runtime.getHeapUsage")["usedSize"]
        print(f"  heap after all of them in one page {heap / 1e6:.0f} MB")
    said = ("ms to five rows", "ms, program included", "ms warm", "bytes, program included", "requests")
    for at, what in enumerate(said):
        values = sorted(row[at] for row in rows)
        middle, late = statistics.median(values), values[len(values) * 95 // 100]
        print(f"  {what:<26}{middle:>10,.0f} median {late:>10,.0f} of 95 %")


def main() -> None:
    """Write the indexes, ask, print."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("articles_jsonl", type=Path)
    given.add_argument("--articles", type=int, default=0, help="only the first so many")
    given.add_argument("--queries", type=int, default=100)
    given.add_argument("--pagefind", default="", help="a Python with pagefind[extended]")
    chosen = given.parse_args()
    records = list(read(chosen.articles_jsonl))[: chosen.articles or None]
    texts = {it.url: "\n".join(map(fold, (it.title, it.byline, *it.paragraphs))) for it in records}
    asked = [it for it in phrases(records, chosen.queries) if it.strip('"')]
    apart = {it: '"' + " ".join(it) + '"' for it in asked}
    plain = {it: it for it in asked}
    kinds: list[tuple[str, str, dict[str, str], bool | None]] = [("jianbao", OURS, plain, None)]
    if chosen.pagefind:
        kinds.append(("Pagefind extended", THEIRS, plain, False))
        kinds.append(("Pagefind, a character a word, quoted", THEIRS, apart, True))
    print(f"{len(records):,} articles, {len(asked)} phrases, 1.6 Mbit/s and 150 ms")
    for name, script, queries, split in kinds:
        folder = Path(tempfile.mkdtemp())
        try:
            if split is None:
                ours(records, folder)
            else:
                theirs(records, folder, chosen.pagefind, apart=split)
            (folder / "empty.html").write_text("<!doctype html><title>empty</title>", "utf-8")
            with served(folder) as address, chromium(folder / ".profile") as page:
                page.call("Network.enable")
                measure(name, page, address, script, queries, texts)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
