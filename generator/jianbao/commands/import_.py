"""`jianbao import`: newspaper pages become Markdown articles in content/articles.

Importing again changes nothing that a person changed, and nothing at all where the page is the same.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jianbao.commands import import_problems as said
from jianbao.commands import import_terms as terms
from jianbao.commands.import_json import page_object
from jianbao.commands.import_page import CutSheet, Options, Sheet, cut_sheet, open_sheet
from jianbao.commands.import_plan import Deed, Plan, plan_page
from jianbao.commands.import_shelf import Shelf
from jianbao.commands.outcome import Outcome, Progress, no_progress
from jianbao.edge import files as disk
from jianbao.edge import lock, memory, pages, reading, tables
from jianbao.model.article import Article
from jianbao.model.problem import Problem, Sentence, Severity, Where
from jianbao.model.project import Project
from jianbao.model.tables import Tables
from jianbao.zh import words

SLUGS = "content/data/slugs.toml"


@dataclass(kw_only=True)
class _Run:
    """What a run has come to so far."""

    project: Project
    tables: Tables
    shelf: Shelf
    dry: bool = False
    problems: list[Problem] = field(default_factory=list)
    deeds: Counter[Deed] = field(default_factory=Counter)
    written: list[Article] = field(default_factory=list)
    papers: dict[str, str] = field(default_factory=dict)
    objects: list[dict[str, object]] = field(default_factory=list)
    lines: list[Sentence] = field(default_factory=list)


def run(
    project: Project,
    files: Sequence[str],
    *,
    paper: str | None = None,
    date: dt.date | None = None,
    page: int | None = None,
    dry_run: bool = False,
    start: Path | None = None,
    progress: Progress = no_progress,
) -> Outcome:
    """Import the pages in `files` (paths from `start`, the current folder unless it is given).

    `paper`, `date` and `page` say which page it is, before the TOML file beside it and its place in
    content/pages. Where that is not known, nothing of that file is imported and the exit code is 2. `data` is the
    object of the contract, a list of them for several files. With `dry_run` nothing is written.
    """
    if page is not None and not 1 <= page <= pages.MOST_PAGE:
        return Outcome(problems=(said.PAGE_NUMBER.at(number=page),), exit_code=2)
    paths = [(start or Path.cwd()) / file for file in files]
    options = Options(paper=paper, date=date, page=page)
    if dry_run:
        outcome = _import(project, paths, options, dry_run, progress)
    else:
        with lock.locked(project.cache, "import"):
            outcome = _import(project, paths, options, dry_run, progress)
    return outcome


def import_changed(project: Project, *, progress: Progress = no_progress) -> Outcome:
    """Import the pages in content/pages that are new, or whose text or facts changed since their import.

    For `build`, which holds the lock. Where nothing changed, no article is read and no dictionary loaded.
    """
    started = _start(project, dry=False)
    changed: list[Sheet] = []
    for path in pages.page_paths(project.root):
        found = open_sheet(project, path, Options(), started.tables)
        if found.value is None:
            started.problems.extend(found.problems)
        elif not _imported(project, found.value):
            started.problems.extend(found.problems)
            changed.append(found.value)
    _sheets(started, changed, progress)
    return _outcome(started, several=True)


def _imported(project: Project, sheet: Sheet) -> bool:
    """Return whether this very page was imported and something of that import is still there."""
    record = memory.read_record(project.root, sheet.record).value
    if record is None or record.sources.get(sheet.origin.file) != sheet.digest:
        return False
    return any((project.root / entry.path).exists() for entry in record.entries)


def _import(project: Project, paths: Sequence[Path], options: Options, dry: bool, progress: Progress) -> Outcome:
    started = _start(project, dry=dry)
    opened: list[Sheet] = []
    wrong_usage = False
    for path in _unfolded(paths):
        found = open_sheet(project, path, options, started.tables)
        started.problems.extend(found.problems)
        wrong_usage |= any(problem.code == said.PAGE_UNKNOWN.name for problem in found.problems)
        if found.value is not None:
            wrong_usage |= not _first(found.value, opened, started.problems)
    _sheets(started, opened, progress)
    outcome = _outcome(started, several=len(paths) > 1)
    if not wrong_usage:
        return outcome
    return Outcome(problems=outcome.problems, lines=outcome.lines, data=outcome.data, exit_code=2)


def _unfolded(paths: Iterable[Path]) -> list[Path]:
    """Return the files, each once; a folder stands for the text files in it."""
    found: list[Path] = []
    for path in paths:
        found.extend(sorted(path.rglob("*.txt")) if path.is_dir() else [path])
    return list(dict.fromkeys(found))


def _first(sheet: Sheet, opened: list[Sheet], problems: list[Problem]) -> bool:
    """Take the sheet into `opened`, unless another file of the run claims to be the same page."""
    same = (sheet.ref.paper, sheet.ref.date, sheet.ref.number)
    other = next((each for each in opened if (each.ref.paper, each.ref.date, each.ref.number) == same), None)
    if other is None:
        opened.append(sheet)
        return True
    where = Where(file=sheet.origin.file)
    paper, date, number = same
    problems.append(said.PAGE_TWICE.at(where, paper=paper, date=date, number=number, other=other.origin.file))
    return False


def _start(project: Project, *, dry: bool) -> _Run:
    read = tables.read_tables(project.content / "data")
    return _Run(project=project, tables=read.value, shelf=Shelf(project), dry=dry, problems=list(read.problems))


def _sheets(run: _Run, sheets: Sequence[Sheet], progress: Progress) -> None:
    """Cut each page, and write what it says."""
    if not sheets:
        return
    segmenter = words.load(_cache(run))
    for number, sheet in enumerate(sheets, 1):
        progress("import", number - 1, len(sheets))
        cut = cut_sheet(sheet, run.tables, segmenter)
        problems = list(cut.problems)
        record = memory.read_record(run.project.root, sheet.record)
        problems.extend(record.problems)
        if record.value is not None and cut.value.drafts:
            plan = plan_page(cut.value, record.value, run.shelf)
            problems.extend(plan.problems)
            _carry_out(run, cut.value, plan.value)
        run.problems.extend(problems)
        run.objects.append(page_object(sheet.ref, sheet.origin, cut.value.drafts, cut.value.leftovers, problems))
        progress("import", number, len(sheets))
    _write_slugs(run)


def _cache(run: _Run) -> Path | None:
    """Return the folder where the dictionary may be kept, ours alone; None where none may be made."""
    if not run.dry:
        run.project.cache.mkdir(parents=True, exist_ok=True)
    return run.project.cache if run.project.cache.is_dir() else None


def _carry_out(run: _Run, cut: CutSheet, plan: Plan) -> None:
    """Write the articles, then the record: what a crash leaves between the two is found to be the same text."""
    for item in plan.items:
        run.deeds[item.deed] += 1
        if item.deed in {Deed.NEW, Deed.CHANGED} and not run.dry:
            disk.put(run.project.root / item.path, item.text.encode("utf-8", "replace"))
        if item.deed in {Deed.NEW, Deed.CHANGED, Deed.SAME}:
            run.written.append(item.article)
        if item.deed in {Deed.NEW, Deed.CHANGED}:
            run.lines.append(_line(item.path, item.deed, item.article.title))
    run.papers[cut.sheet.ref.paper] = cut.sheet.ref.paper_slug
    if not run.dry:
        memory.write_record(run.project.root, plan.record_name, plan.record)


def _write_slugs(run: _Run) -> None:
    """Write down the addresses of terms that were met for the first time."""
    given: Mapping[str, str] = {f"papers/{paper}": slug for paper, slug in run.papers.items()}
    added = terms.new_slugs(terms.keys(run.written), run.tables.slugs, given)
    if not added or run.dry:
        return
    path = run.project.root / SLUGS
    text = reading.read_text(path, SLUGS).value if path.exists() else ""
    if text is None or any(problem.where.file == SLUGS for problem in run.problems):
        return  # the file is broken and said to be: it is not made worse
    disk.put(path, terms.with_slugs(text, added).encode())


def _line(path: str, deed: Deed, title: str) -> Sentence:
    en, zh = {Deed.NEW: ("new", "新增"), Deed.CHANGED: ("changed", "更新")}[deed]
    return Sentence(en=f"{en}: {path} ({title})", zh=f"{zh}：{path}（{title}）")


def _outcome(run: _Run, *, several: bool) -> Outcome:
    lines = [*run.lines]
    if run.objects:
        lines.append(_summary(run))
    data: object = run.objects if several else run.objects[0] if run.objects else None
    return Outcome(problems=tuple(run.problems), lines=tuple(lines), data=data)


def _summary(run: _Run) -> Sentence:
    count = {deed: run.deeds[deed] for deed in Deed}
    total = sum(count.values())
    review = sum(problem.severity is not Severity.NOTE for problem in run.problems)
    english = [
        f"{count[deed]} {word}"
        for deed, word in (
            (Deed.NEW, "new"),
            (Deed.CHANGED, "changed"),
            (Deed.SAME, "as before"),
            (Deed.KEPT, "edited by hand and kept"),
            (Deed.ABSENT, "deleted by hand"),
        )
        if count[deed]
    ]
    chinese = [
        f"{word} {count[deed]} 篇"
        for deed, word in (
            (Deed.NEW, "新增"),
            (Deed.CHANGED, "更新"),
            (Deed.SAME, "未变"),
            (Deed.KEPT, "人工修改、保留"),
            (Deed.ABSENT, "已人工删除"),
        )
        if count[deed]
    ]
    dry = ("; nothing was written", "；没有写任何文件") if run.dry else ("", "")
    found = (f"; {review} things to look at", f"；有 {review} 处需要查看") if review else ("", "")
    return Sentence(
        en=f"{len(run.objects)} page(s), {total} articles: {', '.join(english)}{found[0]}{dry[0]}",
        zh=f"{len(run.objects)} 个版面，{total} 篇稿件：{'，'.join(chinese)}{found[1]}{dry[1]}",
    )
