"""The newspaper pages in content/pages, and what is known of each without reading its text.

``content/pages/<paper>/<yyyy-mm-dd>/<nn>.txt``: the path gives the paper's address, the date and the page number. A
TOML file of the same name beside it goes before the path and adds what a path cannot say:

    paper = "工人日报"          # the newspaper's name
    slug = "gongren-ribao"      # its address, where the folder does not say it
    date = 2023-04-12
    page = 2
    name = "要闻"               # 版名
    inferred = ["paper", "date", "page"]   # which of the three no source states
    note = "where the text comes from"
    picture = "/scans/02.webp"  # the page as printed: a file of content/static, or an address
    size = [1200, 1720]         # its pixels, width and height
    [[areas]]                   # where its articles stand on it, by their `order`
    order = 1
    points = [[40, 60], [900, 60], [900, 800], [40, 800]]
"""

from __future__ import annotations

import datetime as dt
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from jianbao.edge import problems as said
from jianbao.edge.toml import Table, hints, line_of, read_toml, type_name
from jianbao.model.frozen import dataclass
from jianbao.model.page import Area, Facsimile, PageRef
from jianbao.model.problem import Found, Problem, Where
from jianbao.model.project import Project

FACTS = ("paper", "date", "page")
MOST_PAGE = 999
MOST_TEXT = 1_000_000
"""Bytes of the text of a page: fifty full pages. Cutting that much takes seconds, ten times more takes a minute."""
_NONE: Mapping[str, str] = MappingProxyType({})
PICTURE = ".picture.toml"
"""Ends the name of what import writes beside a printed page: `picture`, `size`, `areas`. The TOML of a person goes
before it."""

PRINTED = (".pdf", ".alto", ".hocr")
_PATH = re.compile(r"(?:.*/)?content/pages/([^/]+)/(\d{4}-\d{2}-\d{2})/0*(\d{1,3})\.[^/]+")
_KEYS = ("paper", "slug", "date", "page", "name", "inferred", "note", "picture", "size", "areas")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a page: as PageRef, with "", None and 0 for what is not. `toml` names the file beside it."""

    paper: str = ""
    paper_slug: str = ""
    date: dt.date | None = None
    number: int = 0
    name: str = ""
    inferred: tuple[str, ...] = ()
    note: str = ""
    picture: str = ""
    size: tuple[int, ...] = ()
    areas: tuple[Area, ...] = ()
    toml: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """Which of paper, date and page nobody has said."""
        known = {"paper": self.paper, "date": self.date, "page": self.number}
        return tuple(fact for fact in FACTS if not known[fact])

    def ref(self) -> PageRef | None:
        """Return the page these facts are of, None while one is missing."""
        if not self.paper or self.date is None or not self.number:
            return None
        return PageRef(
            paper=self.paper,
            date=self.date,
            number=self.number,
            paper_slug=self.paper_slug,
            name=self.name,
            inferred=tuple(fact for fact in FACTS if fact in self.inferred),
            note=self.note,
            picture=self._facsimile(),
        )

    def _facsimile(self) -> Facsimile | None:
        if not self.picture or not self.size:
            return None
        return Facsimile(src=self.picture, width=self.size[0], height=self.size[1], areas=self.areas)


def page_paths(root: Path) -> list[Path]:
    """Return the pages below content/pages, sorted; hidden ones are passed over."""
    return of_folder(root / "content" / "pages")


def of_folder(folder: Path) -> list[Path]:
    """Return the text files below `folder`, and the printed pages (PDF, ALTO, hOCR) whose text does not lie beside
    them; sorted."""
    found = list(_walk(folder))
    texts = {path.with_suffix("") for path in found if path.suffix.lower() == ".txt"}
    return sorted(
        (path for path in found if path.suffix.lower() == ".txt" or path.with_suffix("") not in texts),
        key=lambda path: path.parts,
    )


def is_printed(path: Path) -> bool:
    """Return whether a file is a page as printed: characters with places, not lines of text."""
    return path.suffix.lower() in PRINTED


def read_pages(project: Project, slugs: Mapping[str, str] = _NONE) -> Found[tuple[PageRef, ...]]:
    """Return the pages in content/pages of which all is known, sorted; what is wrong beside them is said.

    `slugs` are the publisher's (content/data/slugs.toml): they tell whose a folder is. Pages of which something is
    missing are left to import, which says what.
    """
    refs: list[PageRef] = []
    problems: list[Problem] = []
    for path in page_paths(project.root):
        name = shown(path, project.root)
        found = read_facts(path, name, paper=paper_of(name, project.settings.paper, slugs))
        problems.extend(found.problems)
        ref = found.value.ref()
        refs.extend([ref] if ref is not None else [])
    return Found(value=tuple(refs), problems=tuple(problems))


def shown(path: Path, root: Path) -> str:
    """Return `path` relative to the project, with forward slashes; of a file elsewhere, its name only, since the
    folders of one machine mean nothing on another."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100  # links stay links
    try:
        return absolute.relative_to(os.path.abspath(root)).as_posix()  # noqa: PTH100  # as above
    except ValueError:
        return path.name


def read_facts(path: Path, name: str, paper: str = "") -> Found[Facts]:
    """Return what the place of the page `path` (called `name`) and the TOML beside it say.

    `paper` is the newspaper of the site, for pages that lie in content/pages and do not name theirs.
    """
    facts = from_path(name)
    if facts.paper_slug:
        facts = replace(facts, paper=paper)
    beside = path.with_suffix(".toml")
    toml = name.rpartition(".")[0] + ".toml"
    facts = replace(_drawn(path, name, facts), toml=toml)
    if not beside.is_file() or beside == path:
        return Found(value=facts)
    found = read_toml(beside, toml)
    if found.value is None:
        return Found(value=facts, problems=found.problems)
    table, text = found.value
    added, problems = _from_toml(facts, table, text, toml)
    return Found(value=added, problems=(*found.problems, *problems))


def paper_of(name: str, paper: str, slugs: Mapping[str, str]) -> str:
    """Return the newspaper of a page by its folder: the one that has this address in `slugs`; a folder with a
    name in Chinese is called as its paper is; else `paper`, the site's own."""
    folder = from_path(name).paper_slug
    if not folder.isascii():
        return unicodedata.normalize("NFC", folder)
    known = {slug: key.removeprefix("papers/") for key, slug in slugs.items() if key.startswith("papers/")}
    return known.get(folder, paper)


def _drawn(path: Path, name: str, facts: Facts) -> Facts:
    """Return the facts with the picture of the page that import wrote down, if it did."""
    beside = path.with_suffix(PICTURE)
    if not beside.is_file():
        return facts
    called = name.rpartition(".")[0] + PICTURE
    found = read_toml(beside, called)
    return facts if found.value is None else _from_toml(facts, *found.value, called)[0]


def from_path(name: str) -> Facts:
    """Return what a path below content/pages says; nothing where it does not have the form."""
    found = _PATH.fullmatch(name)
    if found is None:
        return Facts()
    try:
        date = dt.date.fromisoformat(found[2])
    except ValueError:
        return Facts(paper_slug=found[1], number=int(found[3]))
    return Facts(paper_slug=found[1], date=date, number=int(found[3]))


def _from_toml(facts: Facts, table: Table, text: str, toml: str) -> tuple[Facts, list[Problem]]:
    """Put what the table says over `facts`; say what is wrong in it."""
    problems: list[Problem] = []
    values: dict[str, object] = {}
    for key, given in table.items():
        where = Where(file=toml, line=line_of(text, key))
        if key not in _KEYS:
            en, zh = hints(key, _KEYS)
            problems.append(said.SETTING_UNKNOWN.at(where, key=key, hint_en=en, hint_zh=zh))
            continue
        field, value = _READ[key](given) if key in _READ else (key, given if isinstance(given, str) else None)
        if value is None:
            en, zh = _WANTED.get(key, ("text", "文字"))
            problems.append(said.SETTING_TYPE.at(where, key=key, got=_got(given), wanted_en=en, wanted_zh=zh))
        else:
            values[field] = value
    return replace(facts, **values), problems  # type: ignore[arg-type]  # typed by _READ


def _got(given: object) -> str:
    return type_name(given) if not isinstance(given, str | int | list) else repr(given)


def _date(given: object) -> tuple[str, dt.date | None]:
    if isinstance(given, dt.datetime):
        return "date", given.date()
    if isinstance(given, str):
        try:
            return "date", dt.date.fromisoformat(given)
        except ValueError:
            return "date", None
    return "date", given if isinstance(given, dt.date) else None


def _page(given: object) -> tuple[str, int | None]:
    number = int(given) if isinstance(given, str) and re.fullmatch(r"[0-9]{1,3}", given) else given
    return "number", number if type(number) is int and 1 <= number <= MOST_PAGE else None


def _slug(given: object) -> tuple[str, str | None]:
    ok = isinstance(given, str) and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", given)
    return "paper_slug", given if ok and isinstance(given, str) else None


def _inferred(given: object) -> tuple[str, tuple[str, ...] | None]:
    ok = isinstance(given, list) and all(item in FACTS for item in given)
    return "inferred", tuple(given) if ok and isinstance(given, list) else None


def _size(given: object) -> tuple[str, tuple[int, ...] | None]:
    ok = (
        isinstance(given, list)
        and len(given) == 2
        and all(type(side) is int and 0 < side < 10**5 for side in given)
    )
    return "size", tuple(given) if ok and isinstance(given, list) else None


def _areas(given: object) -> tuple[str, tuple[Area, ...] | None]:
    found = [_area(one) for one in given] if isinstance(given, list) else [None]
    return "areas", None if None in found else tuple(one for one in found if one is not None)


def _area(given: object) -> Area | None:
    if not isinstance(given, dict) or set(given) != {"order", "points"} or type(given["order"]) is not int:
        return None
    points = given["points"]
    if not isinstance(points, list) or len(points) < 3 or not all(map(_is_point, points)):
        return None
    return Area(order=given["order"], points=tuple((x, y) for x, y in points))


def _is_point(given: object) -> bool:
    return isinstance(given, list) and len(given) == 2 and all(type(it) is int and 0 <= it < 10**5 for it in given)


_READ = {"date": _date, "page": _page, "slug": _slug, "inferred": _inferred, "size": _size, "areas": _areas}
_WANTED: Mapping[str, tuple[str, str]] = {
    "date": ("a date such as 2023-04-12", "日期，例如 2023-04-12"),
    "page": ("a number from 1 to 999", "1 到 999 之间的数"),
    "slug": ("small letters, digits and hyphens", "小写字母、数字和连字符"),
    "size": ("two numbers of pixels such as [1200, 1720]", "两个像素数，例如 [1200, 1720]"),
    "areas": (
        "tables [[areas]] with a number order and three or more points = [[x, y], …]",
        "若干个 [[areas]] 表，各有 order（数）和至少三个点的 points = [[x, y], …]",
    ),
    "inferred": ('a list of "paper", "date" or "page"', '由 "paper"、"date"、"page" 组成的列表'),
}


def _walk(folder: Path) -> Iterator[Path]:
    try:
        entries = list(os.scandir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
        elif entry.name.lower().endswith((".txt", *PRINTED)) and not entry.is_dir():
            yield Path(entry.path)
