"""A page becomes drafts of articles."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jianbao.commands import import_problems as said
from jianbao.commands.import_sheet import Sheet
from jianbao.ingest import draft as drafting
from jianbao.ingest import lines, pipeline, sure
from jianbao.model.article import Doubt, Draft, Image, Story
from jianbao.model.block import Leftover
from jianbao.model.printed import Area
from jianbao.model.problem import Found, Problem, Where
from jianbao.model.tables import Tables
from jianbao.zh.tags import Vocabulary
from jianbao.zh.words import Segmenter

SURE = 0.9
"""Of what is cut with this certainty or more, nine in ten are right (docs/import-quality.md): no doubt is noted."""
_LONGER = 1.15
"""A kicker stands in smaller type and has more characters than its headline; where it is not this much longer, the
two may be the other way round, and the editor is asked."""

_SIGNED = 0.9
"""So is he where a byline is less likely right than that: it lacks somebody, or names somebody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Where an article stands on its printed page: the rectangles of its parts, and its pictures."""

    areas: tuple[Area, ...]
    pictures: tuple[Area, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CutSheet:
    """A page cut up into drafts, and what is left over."""

    sheet: Sheet
    drafts: tuple[Draft, ...]
    leftovers: tuple[Leftover, ...]
    certainties: tuple[float, ...] = ()
    """How sure the cut of each draft is, 0 to 1."""

    marks: tuple[Marks, ...] = ()
    """Where each draft stands on a page that was cut by geometry."""

    images: tuple[tuple[Image, ...], ...] = ()
    """The addresses of the pictures of each draft that are kept with the site."""


def cut_sheet(
    sheet: Sheet, tables: Tables, segmenter: Segmenter, known: Vocabulary | None = None
) -> Found[CutSheet]:
    """Cut the page up; propose tags (those of `known` before others), regions and an address for each article."""
    sheet, cut, marks = _cut(sheet)
    problems = list(cut.problems)
    drafts = []
    certainties = cut.value.certainties or (1.0,) * len(cut.value.stories)
    for given, certainty in zip(cut.value.stories, certainties, strict=True):
        story, said_here = _doubted(given, certainty, sheet)
        problems.extend(said_here)
        found = drafting.draft(story, sheet.ref, tables, segmenter, known)
        place = Where(file=sheet.origin.file, line=min(story.lines, default=0))
        problems.extend(each if each.where.file else replace(each, where=place) for each in found.problems)
        drafts.append(found.value)
    if not drafts and not any(problem.severity == "error" for problem in problems):
        problems.append(said.NOTHING.at(Where(file=sheet.origin.file)))
    value = CutSheet(
        sheet=sheet,
        drafts=tuple(drafts),
        leftovers=cut.value.leftovers,
        certainties=tuple(certainties),
        marks=marks,
    )
    return Found(value=value, problems=tuple(problems))


def _cut(sheet: Sheet) -> tuple[Sheet, Found[pipeline.Cut], tuple[Marks, ...]]:
    """Cut a page, by its geometry where it has one; the sheet comes back with the text that was read."""
    if sheet.path is None:
        return sheet, pipeline.cut_page(lines.number(sheet.text, sheet.origin)), ()
    from jianbao.commands import import_printed  # noqa: PLC0415  # only where there are such files

    return import_printed.cut(sheet)


def _doubted(story: Story, certainty: float, sheet: Sheet) -> tuple[Story, list[Problem]]:
    """Return the story with what an editor should decide: whether it is cut right, which line is the headline."""
    where = Where(file=sheet.origin.file, line=min(story.lines, default=0))
    problems = []
    if certainty < SURE:
        problems.append(said.UNCERTAIN.at(where, headline=story.headline))
    sized = sheet.path is not None  # type sizes told kicker and headline apart
    both = not sized and story.kicker and story.headline
    if both and len(story.kicker) < _LONGER * len(story.headline):
        problems.append(said.TIE.at(where, kicker=story.kicker, headline=story.headline))
    if not sized and story.byline and sure.byline(story, certainty) < _SIGNED:
        problems.append(said.UNSURE_BYLINE.at(where, names="、".join(who.name for who in story.byline)))
    doubts = (
        Doubt(code=each.code, message=each.message("zh"), lines=(each.where.line,) if each.where.line else ())
        for each in problems
    )
    return replace(story, doubts=(*story.doubts, *doubts)), problems
