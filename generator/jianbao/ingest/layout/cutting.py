"""A printed page becomes stories by its geometry: the counterpart of ingest.pipeline for pages with places."""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import fmean

from jianbao.ingest import losses
from jianbao.ingest import problems as codes
from jianbao.ingest.extract import extract
from jianbao.ingest.layout.adverts import looks_like_one, marked
from jianbao.ingest.layout.articles import Item, Numbering, cuttings, items
from jianbao.ingest.layout.glyphs import seen
from jianbao.ingest.layout.parts import parts
from jianbao.ingest.layout.runs import Row
from jianbao.ingest.layout.vertical import Laid, parted
from jianbao.ingest.pipeline import Cut, trust_in, with_doubts
from jianbao.ingest.places import places
from jianbao.ingest.suspects import suspects
from jianbao.model.article import Story
from jianbao.model.block import Leftover
from jianbao.model.page import Line, Origin, PageText
from jianbao.model.printed import Area, PrintedPage
from jianbao.model.problem import Code, Found, Problem, Where

TRUSTED = 0.85
"""Of the pages cut with less certainty most are cut wrong somewhere, of the others few (docs/pdf.md)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CutPrinted:
    """A page cut up by geometry: the stories, and for each the rectangles it takes and its pictures."""

    cut: Cut
    areas: tuple[tuple[Area, ...], ...]
    pictures: tuple[tuple[Area, ...], ...]
    text: PageText


@dataclass(frozen=True, slots=True, kw_only=True)
class _Left:
    """Texts that are in no article: those that belong to none, running heads, advertisements."""

    loose: tuple[Leftover, ...]
    furniture: list[Leftover]
    adverts: list[Leftover]


def cut_printed(page: PrintedPage, origin: Origin) -> Found[CutPrinted]:
    """Return the stories of a printed page; its lines are numbered in the order they are read."""
    visible = seen(page)
    numbering = Numbering(page.unsure)
    found = tuple[Item, ...]()
    loose = tuple[Leftover, ...]()
    furniture = list[Leftover]()
    halves = parted(page, visible)
    if halves.seen.glyphs:
        apart = parts(halves.page, halves.seen)
        furniture = [numbering.left(run.text) for run in apart.furniture]
        found, loose = items(apart, numbering)
    if halves.laid is not None:
        down, more = _vertical(halves.laid, numbering)
        found, loose = (*found, *down), (*loose, *more)
    is_advert = marked(found, page, visible)
    adverts = [item for item, is_one in zip(found, is_advert, strict=True) if is_one]
    found = tuple(item for item, is_one in zip(found, is_advert, strict=True) if not is_one)
    unseen = [numbering.left(text) for text in visible.unseen]
    lines = tuple(Line(number=number, text=row.text) for number, row in enumerate(numbering.rows, 1))
    text = PageText(origin=origin, lines=lines)
    out = [left for item in adverts for left in _texts(item)]
    given = _Left(loose=(*loose, *unseen), furniture=furniture, adverts=out)
    return _told(found, given, text, numbering)


def _texts(item: Item) -> list[Leftover]:
    """Return the texts of an article that is none."""
    return [Leftover(text=" ".join(block.text.split()), lines=block.lines) for block in item.blocks]


def _vertical(laid: Laid, numbering: Numbering) -> tuple[list[Item], tuple[Leftover, ...]]:
    """Return the articles set in vertical lines, placed on the upright page, and texts that belong to none."""
    found, loose = items(parts(laid.page, laid.seen, running=False), numbering)
    return [
        replace(
            item,
            areas=tuple(map(laid.upright, item.areas)),
            pictures=tuple(map(laid.upright, item.pictures)),
            vertical=True,
        )
        for item in found
    ], loose


def _told(found: tuple[Item, ...], given: _Left, text: PageText, numbering: Numbering) -> Found[CutPrinted]:
    """Return the stories with what is to be said about them."""
    file, where = text.origin.file, places(text)
    made = cuttings(found)
    extracted = [extract(cutting, file, where, losses.surely(cutting)) for cutting in made]
    stories = [_whole(each.value.story, item, numbering) for each, item in zip(extracted, found, strict=True)]
    left = [*given.loose, *(spare for each in extracted for spare in each.value.leftovers)]
    problems = [
        problem
        for each, story in zip(extracted, stories, strict=True)
        for problem in each.problems
        if problem.code != codes.GAP.name or story.gaps
    ]
    problems += [_read_down(story, file) for story, item in zip(stories, found, strict=True) if item.vertical]
    problems += suspects(stories, file, where)
    rows = enumerate(numbering.rows, 1)
    problems += [_unsure(number, row, file) for number, row in rows if row.sure < numbering.unsure]
    problems += [_said(codes.LEFTOVER, each, file) for each in left]
    problems += [_said(codes.DISCARDED, each, file) for each in given.furniture]
    problems += [_said(codes.ADVERT, each, file) for each in given.adverts]
    problems += [_offers(story, file) for story in stories if looks_like_one(story)]
    if not stories and not given.adverts:
        problems.append(codes.EMPTY_PAGE.at(Where(file=file)))
    mean = fmean([cutting.certainty for cutting in made]) if made else 0.0
    trust, reason = trust_in(mean, left, stories, TRUSTED)
    if reason is not None and stories:
        problems.append(codes.LOW_TRUST.at(Where(file=file), reason=reason.en, reason_zh=reason.zh))
    left += [*given.furniture, *given.adverts, *(said for each in extracted for said in each.value.outlets)]
    told = tuple(with_doubts(story, problems) for story in stories)
    cut = Cut(
        stories=told,
        leftovers=tuple(sorted(left, key=lambda each: each.lines)),
        trust=trust,
        certainties=tuple(cutting.certainty for cutting in made),
    )
    value = CutPrinted(
        cut=cut, areas=tuple(i.areas for i in found), pictures=tuple(i.pictures for i in found), text=text
    )
    return Found(value=value, problems=tuple(problems))


def _whole(story: Story, item: Item, numbering: Numbering) -> Story:
    """Return the story with the confidence of its characters, without the gaps that its words alone suggest.

    For the geometry shows where paragraphs end.
    One that ends in mid-sentence at the end of a full line goes on somewhere else: that gap stays.
    """
    last = f"paragraph {len(story.paragraphs) - 1}"
    return replace(
        story,
        gaps=tuple(gap for gap in story.gaps if item.torn and gap.where == last),
        confidence=round(numbering.confidence(story.lines), 3),
    )


def _read_down(story: Story, file: str) -> Problem:
    return codes.VERTICAL.at(Where(file=file, line=min(story.lines, default=0)), headline=story.headline)


def _offers(story: Story, file: str) -> Problem:
    return codes.ADVERT_SUSPECTED.at(Where(file=file, line=min(story.lines, default=0)), headline=story.headline)


def _unsure(number: int, row: Row, file: str) -> Problem:
    return codes.UNSURE_LINE.at(Where(file=file, line=number), sure=f"{row.sure:.2f}", text=row.text[:40])


def _said(code: Code, left: Leftover, file: str) -> Problem:
    return code.at(Where(file=file, line=min(left.lines, default=0)), text=left.text[:40])
