"""What import does with pages that are known: cut them, plan, write, sum up."""

from __future__ import annotations

import datetime as dt
import functools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jianbao.commands import import_review as review
from jianbao.commands import import_terms as terms
from jianbao.commands import import_turns
from jianbao.commands import review_report as report
from jianbao.commands.import_json import page_object
from jianbao.commands.import_page import CutSheet, cut_sheet
from jianbao.commands.import_plan import Deed, Plan, plan_page
from jianbao.commands.import_sheet import Sheet
from jianbao.commands.import_shelf import Shelf
from jianbao.commands.outcome import Outcome, Progress
from jianbao.document.frontmatter import parse
from jianbao.edge import files as disk
from jianbao.edge import memory, reading
from jianbao.model.article import Article
from jianbao.model.problem import Found, Problem, Sentence, Severity
from jianbao.model.project import Project
from jianbao.model.tables import Tables
from jianbao.publish import turns
from jianbao.zh import words
from jianbao.zh.tags import Vocabulary, vocabulary

SLUGS = "content/data/slugs.toml"
MOST_REVIEWS = 10
_WRITES = frozenset({Deed.NEW, Deed.CHANGED, Deed.MERGED})
_WORDS = {
    Deed.NEW: ("new", "新增"),
    Deed.CHANGED: ("changed", "更新"),
    Deed.MERGED: ("merged with edits by hand", "与人工修改合并"),
    Deed.SAME: ("as before", "未变"),
    Deed.KEPT: ("edited by hand and kept", "人工修改、保留"),
    Deed.ABSENT: ("deleted by hand", "已人工删除"),
}


@dataclass(kw_only=True)
class Run:
    """What a run has come to so far."""

    project: Project
    tables: Tables
    dry: bool = False
    problems: list[Problem] = field(default_factory=list)
    deeds: Counter[Deed] = field(default_factory=Counter)
    written: list[Article] = field(default_factory=list)
    files: dict[str, Article] = field(default_factory=dict)
    papers: dict[str, str] = field(default_factory=dict)
    objects: list[dict[str, object]] = field(default_factory=list)
    lines: list[Sentence] = field(default_factory=list)
    reviews: list[Sentence] = field(default_factory=list)

    @functools.cached_property
    def shelf(self) -> Shelf:
        """The articles that are there."""
        return Shelf(self.project)


def sheets(run: Run, found: Sequence[Sheet], progress: Progress) -> None:
    """Cut each page, and write what it says."""
    if not found:
        return
    objects: dict[int, dict[str, object]] = {}
    # What is proposed for a page depends on the pages of earlier days: they come first, whatever their folder.
    by_day = sorted(enumerate(found), key=lambda item: (item[1].ref.date, item[0]))
    for number, (place, sheet) in enumerate(by_day, 1):
        progress("import", number - 1, len(found))
        cut = cut_one(run, sheet)
        taken = take_in(run, cut)
        problems = [*cut.problems, *taken.problems]
        run.problems.extend(problems)
        objects[place] = page_object(sheet.ref, sheet.origin, cut.value.drafts, cut.value.leftovers, problems)
        progress("import", number, len(found))
    if any(turns.turns(article.body) for article in run.files.values()):
        run.problems.extend(import_turns.told(run.files, dict(run.shelf.articles)))
    run.objects += [objects[place] for place in sorted(objects)]
    write_slugs(run)


def cut_one(run: Run, sheet: Sheet) -> Found[CutSheet]:
    """Cut up one page; the dictionary is loaded for the first."""
    found = cut_sheet(sheet, run.tables, words.load(_cache(run)), _known(run, sheet))
    if run.dry or not found.value.marks:
        return found
    from jianbao.commands import import_pictures  # noqa: PLC0415  # only for printed pages

    return import_pictures.kept(found)


def take_in(run: Run, cut: Found[CutSheet]) -> Found[Plan | None]:
    """Merge a page that was cut into the files; return what was planned, None where nothing was done."""
    sheet = cut.value.sheet
    record = memory.read_record(run.project.root, sheet.record)
    if record.value is None or not cut.value.drafts:
        return Found(value=None, problems=record.problems)
    plan = plan_page(cut.value, record.value, run.shelf)
    _carry_out(run, cut.value, plan.value)
    _report(run, cut, plan.value)
    return Found(value=plan.value, problems=(*record.problems, *plan.problems))


def _known(run: Run, sheet: Sheet) -> Vocabulary:
    """Return the tags of earlier articles: those of the same day and later would make importing twice differ."""
    day = sheet.ref.date
    there = {**dict(run.shelf.articles), **run.files}
    earlier = [article.tags for article in there.values() if plain_day(article.date) < day]
    return vocabulary(run.tables, Counter(tag for given in earlier for tag in given), len(earlier))


def plain_day(date: dt.date) -> dt.date:
    """Return a date, or the day of a time."""
    return date.date() if isinstance(date, dt.datetime) else date


def _cache(run: Run) -> Path | None:
    """Return the folder where the dictionary may be kept, ours alone; None where none may be made."""
    if not run.dry:
        run.project.cache.mkdir(parents=True, exist_ok=True)
    return run.project.cache if run.project.cache.is_dir() else None


def _carry_out(run: Run, cut: CutSheet, plan: Plan) -> None:
    """Write the articles, then the record: what a crash leaves between the two is found to be the same text."""
    for name, content in () if run.dry else cut.sheet.keep:
        disk.put(run.project.root / name, content)
    for item in plan.items:
        run.deeds[item.deed] += 1
        if item.deed in _WRITES and not run.dry:
            disk.put(run.project.root / item.path, item.text.encode("utf-8", "replace"))
        if item.article is not None and item.deed is not Deed.ABSENT:
            run.written.append(item.article)
        if item.deed in _WRITES:
            run.lines.append(_line(item.path, item.deed, item.article.title if item.article is not None else ""))
    for path, text in plan.files:
        article = parse(text, path).value
        if article is not None:
            run.files[path] = article
    run.papers[cut.sheet.ref.paper] = cut.sheet.ref.paper_slug
    if not run.dry:
        memory.write_texts(run.project.root, plan.record_name, plan.texts)
        memory.write_record(run.project.root, plan.record_name, plan.record)


def _report(run: Run, cut: Found[CutSheet], plan: Plan) -> None:
    """Write the review report of the page, and its short form."""
    given = review.to_review(cut, plan)
    if not run.dry:
        memory.write_report(run.project.root, plan.record_name, report.report(given))
    found = report.sections(given)
    if found or given.low_trust:
        run.reviews.append(review.short(given, found, "" if run.dry else memory.report_name(plan.record_name)))


def write_slugs(run: Run) -> None:
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
    en, zh = _WORDS[deed]
    return Sentence(en=f"{en}: {path} {title}".rstrip(), zh=f"{zh}：{path} {title}".rstrip())


def outcome(run: Run, *, several: bool) -> Outcome:
    """Return what the run has come to; `data` is a list of objects where several files were given."""
    lines = [*run.lines]
    if run.objects:
        lines.append(_summary(run))
    lines += run.reviews[:MOST_REVIEWS]
    if len(run.reviews) > MOST_REVIEWS:
        more = len(run.reviews) - MOST_REVIEWS
        lines.append(
            Sentence(
                en=f"… and {more} more pages to review; the reports lie beside the pages (*{memory.REPORT})",
                zh=f"……另有 {more} 个版面需要审阅；报告在各版面文字旁边（*{memory.REPORT}）",
            )
        )
    data: object = run.objects if several else run.objects[0] if run.objects else None
    return Outcome(problems=tuple(run.problems), lines=tuple(lines), data=data)


def _summary(run: Run) -> Sentence:
    count = {deed: run.deeds[deed] for deed in Deed}
    total = sum(count.values())
    review = sum(problem.severity is not Severity.NOTE for problem in run.problems)
    english = [f"{count[deed]} {en}" for deed, (en, _) in _WORDS.items() if count[deed]]
    chinese = [f"{zh} {count[deed]} 篇" for deed, (_, zh) in _WORDS.items() if count[deed]]
    parts_en = f": {', '.join(english)}" if english else ""
    parts_zh = f"：{'，'.join(chinese)}" if chinese else ""
    dry = ("; nothing was written", "；没有写任何文件") if run.dry else ("", "")
    found = (f"; {review} things to look at", f"；有 {review} 处需要查看") if review else ("", "")
    return Sentence(
        en=f"{len(run.objects)} page(s), {total} articles{parts_en}{found[0]}{dry[0]}",
        zh=f"{len(run.objects)} 个版面，{total} 篇稿件{parts_zh}{found[1]}{dry[1]}",
    )
