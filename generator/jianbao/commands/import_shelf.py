"""The articles that are there already, read once a run and only if import needs to know them."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable
from pathlib import Path

from jianbao.commands.import_places import addresses, article_path
from jianbao.document.frontmatter import parse
from jianbao.edge import files as disk
from jianbao.edge import memory, reading
from jianbao.edge.articles import read_articles
from jianbao.edge.memory import Entry
from jianbao.model.article import Article
from jianbao.model.project import Project


class Shelf:
    """content/articles as it is, and the addresses given out in this run."""

    def __init__(self, project: Project) -> None:
        self.root: Path = project.root
        self._given: set[tuple[tuple[int, int], str]] = set()

    @functools.cached_property
    def articles(self) -> tuple[tuple[str, Article], ...]:
        """Path and article of every file that can be read; what is wrong in one is for build to say."""
        return _parsed(self._texts)

    @functools.cached_property
    def _texts(self) -> tuple[tuple[str, str], ...]:
        return read_articles(self.root / "content" / "articles", self.root).value

    @functools.cached_property
    def _addresses(self) -> frozenset[tuple[tuple[int, int], str]]:
        return addresses(self.articles)

    def taken(self, date: dt.date, slug: str) -> bool:
        """Return whether an article of the month has this slug, or a file stands where it would go."""
        at = ((date.year, date.month), slug)
        return at in self._given or at in self._addresses or (self.root / article_path(date, slug)).exists()

    def give(self, date: dt.date, slug: str) -> None:
        """Remember that this address is given out."""
        self._given.add(((date.year, date.month), slug))

    def there(self, path: str) -> bool:
        """Return whether something lies at `path`."""
        return (self.root / path).exists()

    def text(self, path: str) -> str | None:
        """Return the file at `path` as it is, line ends too; None where there is none or it is no text."""
        return disk.whole_text(self.root / path)

    def texts(self, record: str, entries: Iterable[Entry]) -> dict[str, str]:
        """Return what import wrote last at the paths of `entries`, where that is known: remembered beside `record`,
        or in a file that nobody touched."""
        known = memory.read_texts(self.root, record)
        found = {}
        for entry in entries:
            text = known.get(entry.sha256) if entry.sha256 else None
            if text is None and entry.sha256:
                there = (self.text(entry.path) or "").replace("\r\n", "\n")
                text = there if memory.digest(there) == entry.sha256 else None
            if text is not None:
                found[entry.path] = text
        return found

    def slug_of(self, path: str, wrote: str | None) -> str:
        """Return the slug that import gave the article at `path`, as it `wrote` it; where that is not known, what
        its file says, or else the file's name."""
        text = wrote if wrote is not None else reading.read_text(self.root / path, path).value
        article = parse(text, path).value if text is not None else None
        return (article.slug if article is not None else "") or path.rpartition("/")[2].rpartition(".")[0]

    def of_page(self, file: str, known: Iterable[str]) -> tuple[Entry, ...]:
        """Return the articles whose front matter names `file` as their source and whose paths are not `known`.

        They are files that a person moved or renamed, or that were imported where no record was kept. What
        import wrote in them is not known: their sha256 is "".
        """
        paths = set(known)
        named = [(path, text) for path, text in self._texts if file in text]
        return tuple(
            Entry(path=path, sha256="", file=file, headline=article.title, lines=_lines(article))
            for path, article in _parsed(named)
            if article.source is not None and article.source.file == file and path not in paths
        )


def _parsed(texts: Iterable[tuple[str, str]]) -> tuple[tuple[str, Article], ...]:
    parsed = ((path, parse(text, path).value) for path, text in texts)
    return tuple((path, article) for path, article in parsed if article is not None)


def _lines(article: Article) -> tuple[int, ...]:
    runs = article.source.lines if article.source is not None else ()
    return tuple(line for first, last in runs for line in range(first, min(last, first + 10_000) + 1))
