"""Small sites for tests: invented articles, a tiny theme, and a reader that follows every link."""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Iterable, Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from jianbao.model.article import Article, Credit, Document
from jianbao.model.page import PageRef
from jianbao.model.problem import Found
from jianbao.model.settings import Settings
from jianbao.model.tables import Tables
from jianbao.publish.render import render
from jianbao.publish.site import SitePlan, plan_site
from jianbao.publish.theme import Theme, theme
from jianbao.publish.theme_toml import ThemeFolder

FOLDER = Path(__file__).parent / "theme"
TODAY = dt.date(2030, 1, 1)
BASE = "https://news.example/blog/"
SETTINGS = Settings(title="江边剪报", base_url=BASE, per_listing=3)
DAY = dt.date(2023, 4, 12)
PAPER = "江边日报"


def document(slug: str = "xin-wen", **given: Any) -> Document:
    """Return an article at content/articles/<slug>.md."""
    path = given.pop("path", f"content/articles/{slug}.md")
    usual: dict[str, Any] = {"title": f"题目 {slug}", "date": DAY, "slug": slug, "body": "正文一段。\n"}
    return Document(path=path, article=Article(**(usual | given)))


def printed(slug: str, page: int = 2, order: int = 0, **given: Any) -> Document:
    """Return an article that stood in print."""
    return document(slug, paper=PAPER, edition=given.get("date", DAY), page=page, order=order, **given)


def town() -> list[Document]:
    """Return a small site with something of everything."""
    people = (Credit(name="江大川", role="记者"), Credit(name="李  梅", role="摄影"))
    return [
        printed("yi", order=0, tags=("工会", "乡村振兴"), region="620923", regions=("620923",), authors=people),
        printed(
            "er",
            order=1,
            tags=("工会",),
            region="630000",
            rubric="要闻",
            body="## 小题\n\n见[一](/2023/04/yi.html)。",
        ),
        printed("san", page=3, kind="photo", authors=people[:1], aliases=("/old/san.html", "jiu-san")),
        printed("si", date=dt.date(2023, 4, 13), tags=("乡村振兴",), regions=("620000", "110106")),
        document("wu", date=dt.date(2022, 12, 31), tags=("工会",), body="网上的稿子。"),
        document("liu", date=dt.date(2022, 11, 30), permalink="/hand/made.html", rubric="要闻"),
    ]


def planned(documents: Sequence[Document], **given: Any) -> Found[SitePlan | None]:
    """Plan a site with the usual settings."""
    usual: dict[str, Any] = {"pages": (), "settings": SETTINGS, "tables": Tables(), "today": TODAY}
    return plan_site(documents, **(usual | given))


def plan(documents: Sequence[Document], **given: Any) -> SitePlan:
    """Plan a site that has no clash."""
    value = planned(documents, **given).value
    assert value is not None
    return value


def views(documents: Sequence[Document], **given: Any) -> dict[str, Any]:
    """Return every view of a site by its path."""
    return {route.path: route.view for route in plan(documents, **given).routes()}


def folder(path: Path = FOLDER, name: str = "tiny") -> ThemeFolder:
    """Read a theme folder from disk."""
    files = {it.relative_to(path).as_posix(): it.read_bytes() for it in sorted(path.rglob("*")) if it.is_file()}
    return ThemeFolder(name=name, place=f"themes/{name}", files=files)


def tiny() -> Theme:
    """Return the tests' own theme."""
    return theme([folder()])


def site(documents: Sequence[Document], chosen: Theme | None = None, **given: Any) -> dict[str, bytes]:
    """Return every file of a site by its path."""
    chosen = chosen or tiny()
    made = plan(documents, own_words=chosen.words, **given)
    outputs = (render(route, chosen, made.site) for route in made.routes())
    return dict(chosen.static) | {output.path: output.content for output in outputs}


def page(number: int = 2, date: dt.date = DAY, **given: Any) -> PageRef:
    """Return a known newspaper page."""
    return PageRef(paper=PAPER, date=date, number=number, paper_slug="jiangbian-ribao", **given)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"href", "src"} and not (tag == "link" and ("rel", "canonical") in attrs):
                self.links.append(value or "")
            elif name == "id":
                self.ids.append(value or "")


def read(content: bytes) -> _Reader:
    """Return the links and ids of an HTML page."""
    reader = _Reader()
    reader.feed(content.decode())
    reader.close()
    return reader


def dead_links(files: dict[str, bytes], base: str = BASE) -> Iterator[str]:
    """Yield every link inside the site that leads nowhere, and every id used twice on a page."""
    pages = {path: read(content) for path, content in files.items() if path.endswith(".html")}
    for path, reader in pages.items():
        if len(set(reader.ids)) != len(reader.ids):
            yield f"{path}: an id is used twice"
        for link in reader.links:
            target = _inside(path, link, urlsplit(base).path)
            if target is None:
                continue
            file, fragment = target
            if file not in files:
                yield f"{path}: {link}"
            elif fragment and fragment not in pages[file].ids:
                yield f"{path}: {link} (no such place)"


def _inside(path: str, link: str, below: str) -> tuple[str, str] | None:
    """Return (file, fragment) that a link on the page at `path` leads to, None for another site."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    if not parts.path:
        return path, unquote(parts.fragment)
    served = posixpath.normpath(posixpath.join(below, posixpath.dirname(path), unquote(parts.path)))
    return served.removeprefix(below), unquote(parts.fragment)


def codes(problems: Iterable[Any]) -> list[str]:
    """Return the codes of problems, in order."""
    return [problem.code for problem in problems]
