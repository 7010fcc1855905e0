"""A page becomes drafts of articles."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jianbao.commands import import_problems as said
from jianbao.commands.import_sheet import Sheet
from jianbao.ingest import draft as drafting
from jianbao.ingest import lines, pipeline
from jianbao.model.article import Draft
from jianbao.model.block import Leftover
from jianbao.model.problem import Found, Where
from jianbao.model.tables import Tables
from jianbao.zh.tags import Vocabulary
from jianbao.zh.words import Segmenter


@dataclass(frozen=True, slots=True, kw_only=True)
class CutSheet:
    """A page cut up into drafts, and what is left over."""

    sheet: Sheet
    drafts: tuple[Draft, ...]
    leftovers: tuple[Leftover, ...]


def cut_sheet(
    sheet: Sheet, tables: Tables, segmenter: Segmenter, known: Vocabulary | None = None
) -> Found[CutSheet]:
    """Cut the page up; propose tags (those of `known` before others), regions and an address for each article."""
    cut = pipeline.cut_page(lines.number(sheet.text, sheet.origin))
    problems = list(cut.problems)
    drafts = []
    for story in cut.value.stories:
        found = drafting.draft(story, sheet.ref, tables, segmenter, known)
        place = Where(file=sheet.origin.file, line=min(story.lines, default=0))
        problems.extend(each if each.where.file else replace(each, where=place) for each in found.problems)
        drafts.append(found.value)
    if not drafts and not any(problem.severity == "error" for problem in problems):
        problems.append(said.NOTHING.at(Where(file=sheet.origin.file)))
    value = CutSheet(sheet=sheet, drafts=tuple(drafts), leftovers=cut.value.leftovers)
    return Found(value=value, problems=tuple(problems))
