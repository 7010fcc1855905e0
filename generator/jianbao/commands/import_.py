"""`jianbao import`: newspaper pages become Markdown articles in content/articles.

Importing again changes nothing that a person changed, and nothing at all where the page is the same. What needs
dictionaries is loaded only when there is a page to import: a build asks here every time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from jianbao.commands import import_problems as said
from jianbao.commands.import_sheet import Options, Sheet, open_sheet
from jianbao.commands.outcome import Outcome, Progress, no_progress
from jianbao.edge import lock, memory, pages, tables
from jianbao.model.problem import Found, Problem, Where
from jianbao.model.project import Project
from jianbao.model.tables import Tables

Taken = dict[tuple[str, dt.date, int], str]
"""Which file is which page: newspaper, date, number."""

PIPE = "-"
"""What stands for standard input among the files."""


def run(
    project: Project,
    files: Sequence[str],
    *,
    paper: str | None = None,
    date: dt.date | None = None,
    page: int | tuple[int, int] | None = None,
    dry_run: bool = False,
    start: Path | None = None,
    progress: Progress = no_progress,
) -> Outcome:
    """Import the pages in `files` (paths from `start`, the current folder unless it is given; - is standard input).

    `page` is the number of the page; as two numbers, the first and last page wanted of a file that holds several.

    `paper`, `date` and `page` say which page it is, before the TOML file beside it and its place in
    content/pages. Where that is not known, nothing of that file is imported and the exit code is 2. `data` is the
    object of the contract, a list of them for several files or a folder. With `dry_run` nothing is written.
    """
    if isinstance(page, int) and not 1 <= page <= pages.MOST_PAGE:
        return Outcome(problems=(said.PAGE_NUMBER.at(number=page),), exit_code=2)
    paths = [None if file == PIPE else (start or Path.cwd()) / file for file in files]
    options = Options(paper=paper, date=date)
    options = replace(options, page=page) if isinstance(page, int) else replace(options, places=page)
    if dry_run:
        outcome = _import(project, paths, options, dry_run, progress)
    else:
        with lock.locked(project.cache, "import"):
            outcome = _import(project, paths, options, dry_run, progress)
    return outcome


def import_changed(project: Project, progress: Progress = no_progress) -> Outcome:
    """Import the pages in content/pages that are new, or whose text or facts changed since their import.

    For `build`, which holds the lock. Where nothing changed, no article is read and no dictionary loaded.
    """
    read = tables.read_tables(project.content / "data")
    problems = list(read.problems)
    changed: list[Sheet] = []
    taken: Taken = {}
    for path in pages.page_paths(project.root):
        found = sheets_of(project, path, Options(), read.value)
        own = [sheet for sheet in found.value if _first(sheet, taken, problems)]
        fresh = [sheet for sheet in own if not _imported(project, sheet)]
        problems.extend(found.problems if fresh or not found.value else ())
        changed.extend(fresh)
    return _worked(project, read.value, changed, problems, progress, dry=False, several=True)


def _imported(project: Project, sheet: Sheet) -> bool:
    """Return whether this very page was imported and something of that import is still there."""
    record = memory.read_record(project.root, sheet.record).value
    if record is None or record.sources.get(sheet.origin.file) != sheet.digest:
        return False
    return any((project.root / entry.path).exists() for entry in record.entries)


def _import(
    project: Project, paths: Sequence[Path | None], options: Options, dry: bool, progress: Progress
) -> Outcome:
    read = tables.read_tables(project.content / "data")
    problems = list(read.problems)
    opened: list[Sheet] = []
    taken: Taken = {}
    wrong_usage = False
    for path in _unfolded(paths):
        found = _found(project, path, options, read.value, dry=dry)
        problems.extend(found.problems)
        usage = {said.PAGE_UNKNOWN.name, said.PAGE_PLACES.name}
        wrong_usage |= any(problem.code in usage for problem in found.problems)
        for sheet in found.value:
            is_first = _first(sheet, taken, problems)
            opened += [sheet] if is_first else []
            wrong_usage |= not is_first
    several = len(paths) > 1 or any(path is not None and path.is_dir() for path in paths) or len(opened) > 1
    outcome = _worked(project, read.value, opened, problems, progress, dry=dry, several=several)
    if not wrong_usage:
        return outcome
    return Outcome(problems=outcome.problems, lines=outcome.lines, data=outcome.data, exit_code=2)


def _found(
    project: Project, path: Path | None, options: Options, known: Tables, *, dry: bool
) -> Found[tuple[Sheet, ...]]:
    if path is not None:
        return sheets_of(project, path, options, known)
    from jianbao.commands import import_pipe  # noqa: PLC0415  # only where it is asked for

    return import_pipe.open_pipe(project, options, known, dry=dry)


def sheets_of(project: Project, path: Path, options: Options, known: Tables) -> Found[tuple[Sheet, ...]]:
    """Return the pages of a file: one of a text, one or several of a file of printed pages."""
    if pages.is_printed(path):
        from jianbao.commands import import_printed  # noqa: PLC0415  # only where there are such files

        return import_printed.open_printed(project, path, options, known)
    if options.places is not None:
        where = Where(file=pages.shown(path, project.root))
        return Found(value=(), problems=(said.PAGE_PLACES.at(where),))
    found = open_sheet(project, path, options, known)
    return Found(value=(found.value,) if found.value is not None else (), problems=found.problems)


def _unfolded(paths: Iterable[Path | None]) -> list[Path | None]:
    """Return the files, each once; a folder stands for the pages in it, None for standard input."""
    found: list[Path | None] = []
    for path in paths:
        found.extend(pages.of_folder(path) if path is not None and path.is_dir() else [path])
    return list(dict.fromkeys(found))


def _first(sheet: Sheet, taken: Taken, problems: list[Problem]) -> bool:
    """Return whether no other file of the run claims to be the same page; note in `taken` whose it is."""
    same = paper, date, number = (sheet.ref.paper, sheet.ref.date, sheet.ref.number)
    other = taken.setdefault(same, sheet.origin.file)
    if other == sheet.origin.file:
        return True
    where = Where(file=sheet.origin.file)
    problems.append(said.PAGE_TWICE.at(where, paper=paper, date=date, number=number, other=other))
    return False


def _worked(
    project: Project,
    known: Tables,
    opened: Sequence[Sheet],
    problems: list[Problem],
    progress: Progress,
    *,
    dry: bool,
    several: bool,
) -> Outcome:
    """Import the pages, if there are any."""
    if not opened:
        return Outcome(problems=tuple(problems), data=[] if several else None)
    from jianbao.commands import import_work as work  # noqa: PLC0415  # loads the dictionaries' modules

    run = work.Run(project=project, tables=known, dry=dry, problems=problems)
    work.sheets(run, opened, progress)
    return work.outcome(run, several=several)
