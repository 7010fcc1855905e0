"""The way of a page: text, blocks, cuttings, stories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from jianbao.ingest import problems as codes
from jianbao.ingest.clean import clean
from jianbao.ingest.cut import cut
from jianbao.ingest.extract import extract
from jianbao.ingest.label import label
from jianbao.ingest.places import places
from jianbao.ingest.split import split
from jianbao.ingest.stitch import stitch
from jianbao.ingest.suspects import suspects
from jianbao.model.article import Doubt, Story
from jianbao.model.block import Cutting, Kind, Leftover
from jianbao.model.page import PageText
from jianbao.model.problem import Found, Problem, Sentence, Where

_TRUSTED = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A page cut up: its stories in reading order, and the text that belongs to none of them.

    `trust` is the probability, 0 to 1, that the page was cut as an editor would cut it.
    """

    stories: tuple[Story, ...]
    leftovers: tuple[Leftover, ...]
    trust: float = 1.0


def cut_page(page: PageText) -> Found[Cut]:
    """Return the stories of a printed page, restored, with gaps, doubts and leftovers."""
    file = page.origin.file
    cleaned = clean(page)
    if not any(line.text.strip() for line in cleaned.value.lines):
        return Found(
            value=Cut(stories=(), leftovers=()), problems=(*cleaned.problems, codes.EMPTY_PAGE.at(Where(file=file)))
        )
    labelled = label(split(cleaned.value).value)
    stitched = stitch(labelled.value, file)
    cuttings = cut(stitched.value)
    where = places(page)
    extracted = [extract(cutting, file, where) for cutting in cuttings.value.cuttings]
    stories = [each.value.story for each in extracted]
    leftovers = [*cuttings.value.leftovers, *(left for each in extracted for left in each.value.leftovers)]
    problems = [*cleaned.problems, *stitched.problems, *(p for each in extracted for p in each.problems)]
    problems += suspects(stories, file, where)
    furniture = {block.lines for block in stitched.value if block.kind is Kind.NOISE}
    problems += [_left(left, file, furniture) for left in leftovers]
    trust, reason = trust_in(
        cuttings.value.cuttings, [left for left in leftovers if left.lines not in furniture], stories
    )
    if reason is not None:
        problems.append(codes.LOW_TRUST.at(Where(file=file), reason=reason.en, reason_zh=reason.zh))
    if stories and not any(story.headline for story in stories):
        problems.append(codes.NO_HEADLINE.at(Where(file=file), count=len(stories)))
    leftovers += [said for each in extracted for said in each.value.outlets]
    told = tuple(_with_doubts(story, problems) for story in stories)
    value = Cut(stories=told, leftovers=tuple(sorted(leftovers, key=lambda left: left.lines)), trust=trust)
    return Found(value=value, problems=tuple(problems))


def trust_in(
    cuttings: Sequence[Cutting], leftovers: Sequence[Leftover], stories: Sequence[Story]
) -> tuple[float, Sentence | None]:
    """Return how far to trust a cut page (0 to 1: the mean certainty of its cuts), and why it is low, if it is."""
    trust = fmean([cutting.certainty for cutting in cuttings]) if cuttings else 0.0
    kept = sum(len(each.text) for story in stories for each in story.paragraphs) + 1
    if sum(len(left.text) for left in leftovers) > 0.1 * kept:
        return min(trust, 0.5), Sentence(en="much text belongs to no article", zh="许多文字不属于任何稿件")
    if sum(not story.headline for story in stories) * 3 > len(stories):
        return min(trust, 0.5), Sentence(en="articles without headlines", zh="多篇稿件没有标题")
    if trust < _TRUSTED:
        return trust, Sentence(en="uncertain where articles begin", zh="稿件起点不确定")
    return trust, None


def _left(left: Leftover, file: str, furniture: set[tuple[int, ...]]) -> Problem:
    code = codes.DISCARDED if left.lines in furniture else codes.LEFTOVER
    return code.at(Where(file=file, line=min(left.lines, default=0)), text=left.text[:40])


def _with_doubts(story: Story, problems: list[Problem]) -> Story:
    """Return the story with what was found on its lines as doubts; its gaps it has already.

    A doubt is written into the article's file: in Chinese, whatever the locale of the machine.
    """
    doubts = tuple(
        Doubt(code=problem.code, message=problem.message("zh"), lines=(problem.where.line,))
        for problem in problems
        if problem.where.line in story.lines and problem.code != codes.GAP.name
    )
    return replace(story, doubts=doubts)
