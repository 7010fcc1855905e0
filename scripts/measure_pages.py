"""What the pages of articles cost: measure_pages.py CONTENT prints microseconds of processor time, and bytes.

CONTENT holds Markdown articles at any depth. Every number is an article's, the least of several rounds over
hundreds of them, in one process; compare numbers of one run only.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from jianbao.document.frontmatter import parse
from jianbao.edge.themes import shipped, theme_files
from jianbao.model.article import Document
from jianbao.model.settings import Settings
from jianbao.model.tables import Tables
from jianbao.publish import article, linked_data
from jianbao.publish.relating import related
from jianbao.publish.render import render
from jianbao.publish.route import Route
from jianbao.publish.site import plan_site
from jianbao.publish.theme import theme
from jianbao.publish.theme_toml import ThemeFolder

_PART = 100
T = TypeVar("T")


def documents(place: Path) -> list[Document]:
    """Read the articles below `place`."""
    found = ((path, parse(path.read_text("utf-8"), str(path)).value) for path in sorted(place.rglob("*.md")))
    return [Document(path=str(path), article=made) for path, made in found if made is not None]


def least(rounds: int, items: Sequence[T], work: Callable[[T], object]) -> float:
    """Return microseconds an item: the sum of the quickest round of each hundred."""
    total = 0.0
    for at in range(0, len(items), _PART):
        times = []
        for _ in range(rounds):
            start = time.process_time()
            for one in items[at : at + _PART]:
                work(one)
            times.append(time.process_time() - start)
        total += min(times)
    return total / len(items) * 1e6


def _anew(route: Route) -> object:
    route.forget()
    return route.view


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("content", type=Path)
    asked.add_argument("--rounds", type=int, default=5)
    given = asked.parse_args()
    files = theme_files("default", (shipped(),), Path.cwd())
    assert files is not None, "the default theme is not there"
    chosen = theme([ThemeFolder(name=files.name, place=files.place, files=files.files)])
    settings = Settings(title="剪报", base_url="https://example.org/")
    today = dt.date(2100, 1, 1)
    plan = plan_site(documents(given.content), [], settings, Tables(), today=today, own_words=chosen.words).value
    assert plan is not None, "two articles want one address"
    context, site, rounds = plan.context, plan.site, given.rounds
    routes = [route for route in plan.routes() if route.template == "article.html"]
    size = sum(len(render(route, chosen, site).content) for route in routes) / len(routes)
    entries = context.library.entries
    where = context.addresses.articles
    gc.collect()
    gc.freeze()
    gc.disable()
    rows = {
        "view": least(rounds, routes, _anew),
        "  structured data": least(
            rounds, entries, lambda it: linked_data.news(context, it, it.about, it.named, "")
        ),
        "  citations": least(rounds, entries, lambda it: article.cited(context, it, where[it.path])),
        "related, of all": least(rounds, [context.library], related) / len(routes),
        "HTML": least(rounds, routes, lambda it: render(it, chosen, site)),
    }
    for name, value in rows.items():
        print(f"{name:20}{value:8.1f} µs")
    print(f"{'size':20}{size:8.0f} bytes, of {len(routes)} articles")


if __name__ == "__main__":
    main()
