"""Addresses before pages: where everything of a site will lie, decided from the library alone.

All addresses are paths of files below the site's root, without a leading slash.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import field

from jianbao.model.frozen import dataclass
from jianbao.model.page import PageRef
from jianbao.model.problem import Found, Problem, Where
from jianbao.model.settings import Settings
from jianbao.model.tables import Tables
from jianbao.publish import paths
from jianbao.publish.library import Entry, Library, term
from jianbao.publish.moved import Moved, by_file, earlier, in_place, month_of
from jianbao.publish.problems import ADDRESS_FORM, PERMALINK_FIELD, SLUG_FORM
from jianbao.publish.terms import SLUGS_FILE, oldest_first, term_page, term_slugs, turned_terms
from jianbao.zh import divisions, readings

_FIELD = re.compile(r"\{([^{}]*)\}")
_KNOWN = frozenset({"year", "month", "day", "slug", "paper", "page"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where things lie. `articles` and `moved` are by the document's path; the rest by term, code or name.

    `turned`: old address of a tag, person or rubric that is called otherwise now, to its name and new address.
    `wanted`: addresses that articles had and do not have now; they answer there, if nobody else does.
    """

    articles: Mapping[str, str]
    moved: Mapping[str, tuple[str, ...]]
    tags: Mapping[str, str]
    authors: Mapping[str, str]
    rubrics: Mapping[str, str]
    papers: Mapping[str, str]  # slugs
    turned: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    wanted: frozenset[str] = frozenset()

    def region(self, code: str) -> str:
        """Return the address of a division that is known."""
        return f"regions/{divisions.divisions()[code].path}.html"

    def paper(self, name: str) -> str:
        """Return the address of a newspaper."""
        return f"papers/{self.papers[name]}/index.html"

    def edition(self, name: str, date: dt.date) -> str:
        """Return the address of an issue."""
        return f"papers/{self.papers[name]}/{date.isoformat()}/index.html"

    def page(self, name: str, date: dt.date, number: int) -> str:
        """Return the address of a printed page; the edition's where the page is not known (0)."""
        if not number:
            return self.edition(name, date)
        return f"papers/{self.papers[name]}/{date.isoformat()}/{number:02d}.html"


def month(year: int, number: int) -> str:
    """Return the address of a month of the archive."""
    return f"archive/{year:04d}/{number:02d}.html"


def beside(address: str, name: str) -> str:
    """Return the address of a listing's further file: tags/x.html and "feed.xml" give tags/x/feed.xml."""
    return f"{address.removesuffix('.html')}/{name}"


def is_permalink(pattern: str) -> bool:
    """Whether a permalink pattern can be used: known fields only, and {slug} among them."""
    fields = set(_FIELD.findall(pattern))
    stripped = _FIELD.sub("x", pattern)
    whole = "{" not in stripped and "}" not in stripped and bool(paths.file_path(stripped))
    return whole and "slug" in fields and fields <= _KNOWN


def _fill(pattern: str, entry: Entry, slug: str, papers: Mapping[str, str]) -> str:
    day = entry.day
    paper = papers.get(entry.edition[0], "") if entry.edition else ""
    parts = {"year": f"{day.year:04d}", "month": f"{day.month:02d}", "day": f"{day.day:02d}", "slug": slug}
    return pattern.format(**parts, paper=paper or "web", page=f"{entry.page:02d}")


def _slug(entry: Entry) -> Found[str]:
    if paths.is_slug(entry.slug):
        return Found(value=entry.slug)
    used = paths.cut(readings.term_slug(entry.slug or entry.title))
    if not entry.slug:
        return Found(value=used)
    return Found(value=used, problems=(SLUG_FORM.at(Where(file=entry.path), slug=entry.slug, used=used),))


def article(entry: Entry, pattern: str, papers: Mapping[str, str]) -> Found[str]:
    """Decide the address of one article; `pattern` is the site's permalink, `papers` the slugs of newspapers."""
    own = entry.permalink
    found = _slug(entry)
    usual = paths.file_path(_fill(pattern, entry, found.value, papers))
    if not own:
        return Found(value=usual, problems=found.problems)
    path = paths.file_path(own)
    if path:
        return Found(value=path)
    problem = ADDRESS_FORM.at(Where(file=entry.path), address=own, field="permalink")
    return Found(value=usual, problems=(problem, *found.problems))


def _moved(entry: Entry, pattern: str, papers: Mapping[str, str]) -> Found[tuple[str, ...]]:
    """Read aliases: a bare slug is an earlier slug, anything else a path from the root."""
    kept: list[str] = []
    problems: list[Problem] = []
    for alias in entry.aliases:
        path = paths.file_path(_fill(pattern, entry, alias, papers) if paths.is_slug(alias) else alias)
        if path:
            kept.append(path)
        else:
            problems.append(ADDRESS_FORM.at(Where(file=entry.path), address=alias, field="aliases"))
    return Found(value=tuple(dict.fromkeys(kept)), problems=tuple(problems))


def _first(entry: Entry, pattern: str, papers: Mapping[str, str]) -> str:
    """Return the address that an article had when its file was named: the one record of it that every clone has. ""
    where it is the same as today's, named otherwise, or where its day is not known any more."""
    found = None if in_place(entry) else by_file(entry)
    if found is None:
        return ""
    year, month, slug = found
    if (year, month) != month_of(entry) and "{day}" in pattern:
        return ""
    return paths.file_path(_fill(pattern.replace("{year}", year).replace("{month}", month), entry, slug, papers))


def _papers(library: Library, pages: Sequence[PageRef], tables: Tables) -> Found[dict[str, str]]:
    """Papers get the folder name under content/pages/, unless slugs.toml says otherwise."""
    written = dict(tables.slugs)
    for page in sorted(pages, key=lambda it: it.paper_slug, reverse=True):
        if paths.is_slug(page.paper_slug) and f"papers/{term(page.paper)}" not in tables.slugs:
            written[f"papers/{term(page.paper)}"] = page.paper_slug
    first: dict[str, dt.date] = {}
    for name, date in library.editions:
        first[name] = min(date, first.get(name, date))
    return term_slugs("papers", sorted(first, key=lambda name: (first[name], name)), written)


def _articles(
    library: Library, settings: Settings, papers: Mapping[str, str], had: Moved, foreign: Container[str]
) -> Found[tuple[dict[str, str], dict[str, tuple[str, ...]], frozenset[str]]]:
    problems: list[Problem] = []
    pattern = settings.permalink
    if not is_permalink(pattern):
        problems.append(PERMALINK_FIELD.at(permalink=pattern))
        pattern = Settings().permalink
    articles: dict[str, str] = {}
    moved: dict[str, tuple[str, ...]] = {}
    for entry in library.entries:
        address = article(entry, pattern, papers)
        articles[entry.path] = address.value
        problems.extend(address.problems)
        if entry.aliases:
            aliases = _moved(entry, pattern, papers)
            moved[entry.path] = tuple(alias for alias in aliases.value if alias != address.value)
            problems.extend(aliases.problems)
    known = earlier(had, library, articles)
    taken = {*articles.values(), *(alias for aliases in moved.values() for alias in aliases)}
    wanted: set[str] = set()
    for entry in library.entries:
        for old in (_first(entry, pattern, papers), *known.get(entry.path, ())):
            if old and old != articles[entry.path]:
                wanted.add(old)
            # whoever is at an old address now goes first: nobody wrote down that it should lead elsewhere
            if old and old not in taken and old not in foreign:
                taken.add(old)
                moved[entry.path] = (*moved.get(entry.path, ()), old)
    return Found(value=(articles, moved, frozenset(wanted)), problems=tuple(problems))


def address(
    library: Library,
    pages: Sequence[PageRef],
    settings: Settings,
    tables: Tables,
    foreign: Container[str] = frozenset(),
) -> Found[Addresses]:
    """Decide every address. Clashes are looked for later, when all outputs are known (site.py).

    `foreign` are the paths that others put files at: no article answers there from earlier days.
    """
    papers = _papers(library, pages, tables)
    articles = _articles(library, settings, papers.value, tables.moved, foreign)
    shelves = {"tags": library.tags, "authors": library.authors, "rubrics": library.rubrics}
    slugs = {name: term_slugs(name, oldest_first(shelf), tables.slugs) for name, shelf in shelves.items()}
    pages_of = {name: _pages(name, found.value) for name, found in slugs.items()}
    turned = {name: turned_terms(name, pages_of[name], tables) for name in shelves}
    made = Addresses(
        articles=articles.value[0],
        moved=articles.value[1],
        wanted=articles.value[2],
        papers=papers.value,
        turned={old: new for found in turned.values() for old, new in found.items() if old not in foreign},
        **pages_of,
    )
    problems = (*articles.problems, *papers.problems, *(it for found in slugs.values() for it in found.problems))
    return Found(value=made, problems=problems)


def _pages(section: str, slugs: Mapping[str, str]) -> dict[str, str]:
    return {name: term_page(section, slug) for name, slug in slugs.items()}


def article_claims(library: Library, addresses: Addresses) -> Iterator[tuple[str, str]]:
    """Yield (path, file) for every article, then for every alias, then for terms that are called otherwise now."""
    for entry in library.entries:
        yield addresses.articles[entry.path], entry.path
    for entry in library.entries:
        for alias in addresses.moved.get(entry.path, ()):
            yield alias, entry.path
    for old in addresses.turned:
        yield old, SLUGS_FILE
