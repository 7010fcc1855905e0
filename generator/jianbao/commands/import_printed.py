"""Pages as printed (PDF, ALTO, hOCR): which page each is, read from its own imprint too, and its stories."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from pathlib import Path

from jianbao.commands import import_problems as said
from jianbao.commands.import_page import Marks
from jianbao.commands.import_sheet import Options, Sheet, known_facts, unknown
from jianbao.edge import pages, pdf, reading
from jianbao.edge import problems as files
from jianbao.edge.pages import Facts
from jianbao.ingest.layout.cutting import cut_printed
from jianbao.ingest.layout.imprint import Imprint, imprint
from jianbao.ingest.pipeline import Cut
from jianbao.model.page import Origin
from jianbao.model.printed import PrintedPage
from jianbao.model.problem import Found, Problem, Where
from jianbao.model.project import Project
from jianbao.model.tables import Tables

_PDF, _EARLY = b"%PDF", 1024
"""A PDF says so within its first bytes; some programs write a line before it."""

_MOST = 300 * reading.MEGABYTE
_WORDS = {
    "paper": ("newspaper", "报纸名称", "--paper NAME"),
    "date": ("date", "出版日期", "--date YYYY-MM-DD"),
    "page": ("page number", "版次", "--page N"),
}


def open_printed(project: Project, path: Path, options: Options, tables: Tables) -> Found[tuple[Sheet, ...]]:
    """Return the pages of a file of printed pages, with what is wrong with the rest.

    A page of several is called by its file and place (``issue.pdf#page=2``). Below content/pages a file is one
    page, and where its place says which, it is not read before it must be.
    """
    name = pages.shown(path, project.root)
    raw = reading.read_bytes(path, name, _MOST)
    if raw.value is None:
        return Found(value=(), problems=raw.problems)
    is_pdf = path.suffix.lower() == ".pdf"
    other = reading.what_it_is(raw.value) if is_pdf and _PDF not in raw.value[:_EARLY] else None
    if other is not None:
        return Found(
            value=(), problems=(files.PDF_FOREIGN.at(Where(file=name), what_en=other[0], what_zh=other[1]),)
        )
    origin = Origin(file=name, sha256=hashlib.sha256(raw.value).hexdigest())
    paper = pages.paper_of(name, project.settings.paper, tables.slugs)
    facts = pages.read_facts(path, name, paper=paper)
    ref = known_facts(facts.value, options, tables).ref()
    if ref is not None and pages.from_path(name).number and options.places is None:
        return Found(value=(Sheet(ref=ref, origin=origin, text="", path=path),), problems=facts.problems)
    if is_pdf and options.page is not None and pdf.count_pages(path, name).value > 1:
        options = replace(options, page=None, places=(options.page, options.page))
    read = _read_pages(path, name, options.places)
    problems = [*facts.problems, *read.problems]
    single = len(read.value) == 1 and options.places is None
    if not single and options.page is not None:
        asked, count = options.page, len(read.value)
        read = Found(value=tuple(each for each in read.value if each.number == asked))
        if count and not read.value:
            problems.append(files.PDF_NO_SUCH_PAGE.at(Where(file=name), count=count, asked=asked))
        options = replace(options, page=None)
    sheets = list[Sheet]()
    for page in read.value:
        known = _with_imprint(facts.value, options, page, problems, name, single=single)
        known = known_facts(known, options, tables)
        ref = known.ref()
        if ref is None:
            problems.append(unknown(known, "", name))
            continue
        here = origin if single else replace(origin, file=f"{name}#page={page.number}")
        sheets.append(Sheet(ref=ref, origin=here, text="", path=path, place=page.number, printed=page))
    return Found(value=tuple(sheets), problems=tuple(dict.fromkeys(problems)))


def _read_pages(path: Path, name: str, places: tuple[int, int] | None) -> Found[tuple[PrintedPage, ...]]:
    """Return the pages of a file, of whichever kind; `places` are the first and last wanted, None all."""
    if path.suffix.lower() == ".pdf":
        return pdf.read_pages(path, name, *(places or (0, 0)))
    from jianbao.edge import alto  # noqa: PLC0415  # only for its kinds of files

    found = alto.read_pages(path, name)
    if places is None:
        return found
    kept = tuple(p for p in found.value if places[0] <= p.number <= places[1])
    if found.value and places[1] > len(found.value):
        missing = files.PDF_NO_SUCH_PAGE.at(
            Where(file=name), count=len(found.value), asked=f"{places[0]}-{places[1]}"
        )
        return Found(value=(), problems=(*found.problems, missing))
    return Found(value=kept, problems=found.problems)


def _only_page(path: Path, name: str, problems: list[Problem]) -> PrintedPage | None:
    """Return the page of a file that must have one; say what is wrong with it."""
    is_pdf = path.suffix.lower() == ".pdf"
    read = _read_pages(path, name, (1, 1) if is_pdf else None)
    problems += read.problems
    count = pdf.count_pages(path, name).value if is_pdf and read.value else len(read.value)
    if count > 1:
        problems.append(said.PAGES_IN_FILE.at(Where(file=name), count=count))
    return read.value[0] if count == 1 and read.value else None


def _with_imprint(
    facts: Facts, options: Options, page: PrintedPage, problems: list[Problem], name: str, *, single: bool
) -> Facts:
    """Return the facts with those that only the page itself tells; what was read is said."""
    read = imprint(page)
    where = Where(file=name)
    said_now = {"paper": options.paper, "date": options.date, "page": options.page}
    own_number = facts.number if single else 0
    own = {"paper": facts.paper, "date": facts.date, "page": own_number}
    found = {"paper": read.paper, "date": read.date, "page": read.number}
    taken = [fact for fact in found if found[fact] and not own[fact] and not said_now[fact]]
    if taken:
        problems.append(_read(read, taken, where))
    number = own_number or read.number
    if not number and not options.page and not single:
        number = page.number
        problems.append(said.PAGE_COUNTED.at(where, place=page.number, number=number))
    return replace(
        facts,
        paper=facts.paper or read.paper,
        date=facts.date or read.date,
        number=number,
        name=facts.name or read.name,
    )


def _read(read: Imprint, taken: list[str], where: Where) -> Problem:
    words = [_WORDS[fact] for fact in taken]
    return said.PAGE_READ.at(
        where,
        read=read.said,
        facts_en=" and ".join(word[0] for word in words),
        facts_zh="、".join(word[1] for word in words),
        options=" ".join(word[2] for word in words),
    )


def _differs(page: PrintedPage, sheet: Sheet) -> list[Problem]:
    """Say that the page's own imprint names another day or number than it counts as."""
    read, ref = imprint(page), sheet.ref
    day = ref.date.date() if isinstance(ref.date, dt.datetime) else ref.date
    if (read.date or day) == day and (read.number or ref.number) == ref.number:
        return []
    where = Where(file=sheet.origin.file)
    return [said.PAGE_OTHERWISE.at(where, read=read.said, number=ref.number, date=day.isoformat())]


def cut(sheet: Sheet) -> tuple[Sheet, Found[Cut], tuple[Marks, ...]]:
    """Return the stories of a printed page, the sheet with the lines of its text, and where the stories stand."""
    page, problems = sheet.printed, list[Problem]()
    if page is None and sheet.path is not None:
        page = _only_page(sheet.path, sheet.origin.file, problems)
        problems += _differs(page, sheet) if page is not None else []
    if page is None:
        return sheet, Found(value=Cut(stories=(), leftovers=()), problems=tuple(problems)), ()
    found = cut_printed(page, sheet.origin)
    text = "\n".join(line.text for line in found.value.text.lines)
    marks = tuple(
        Marks(areas=areas, pictures=pictures)
        for areas, pictures in zip(found.value.areas, found.value.pictures, strict=True)
    )
    told = Found(value=found.value.cut, problems=(*problems, *found.problems))
    return replace(sheet, text=text, printed=page), told, marks
