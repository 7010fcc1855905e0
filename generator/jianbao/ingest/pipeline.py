"""The way of a page: text, blocks, cuttings, stories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jianbao.ingest import follow, losses, sure
from jianbao.ingest import problems as codes
from jianbao.ingest.clean import clean
from jianbao.ingest.compose import certainty, compose, moves, offers
from jianbao.ingest.cut import READ, WEIGHTS, cut
from jianbao.ingest.decide import Reading, read
from jianbao.ingest.extract import Extracted, extract
from jianbao.ingest.label import label
from jianbao.ingest.places import Places, places
from jianbao.ingest.relabel import relabel
from jianbao.ingest.split import split
from jianbao.ingest.stitch import stitch
from jianbao.ingest.suspects import suspects
from jianbao.model.article import Doubt, Story
from jianbao.model.block import Block, Cutting, Kind, Leftover
from jianbao.model.page import PageText
from jianbao.model.problem import Found, Problem, Sentence, Where

_TRUSTED = 0.7
_SIGNED = 0.7
"""Where a greater share of the articles is signed, rules do better than models (docs/import-quality.md)."""

_PLAIN = 0.8
"""A signed page is cut by the models if each of its items is as likely as that (and more: `is_plain`)."""

_WHOLE = 3
"""The models have read whole pages: on one of fewer items they know less than the rules."""

_TEXTS = ("lead", "body", "caption")
_BODY = follow.KINDS.index("body")
_MOST_BLOCKS = 600
"""A page of more blocks is no newspaper page; the models would take too long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A page cut up: its stories in reading order, and the text that belongs to none of them.

    `trust` is the share of its stories, 0 to 1, that is likely cut as an editor would cut them; `certainties` how
    sure each of them is.
    """

    stories: tuple[Story, ...]
    leftovers: tuple[Leftover, ...]
    trust: float = 1.0
    certainties: tuple[float, ...] = ()


def cut_page(page: PageText) -> Found[Cut]:
    """Return the stories of a printed page, restored, with gaps, doubts and leftovers."""
    file = page.origin.file
    cleaned = clean(page)
    if not any(line.text.strip() for line in cleaned.value.lines):
        return Found(
            value=Cut(stories=(), leftovers=()), problems=(*cleaned.problems, codes.EMPTY_PAGE.at(Where(file=file)))
        )
    labelled = label(split(cleaned.value).value).value
    where = places(page)
    way = way_of(labelled, file, where)
    stories = [each.value.story for each in way.extracted]
    leftovers = [*way.leftovers, *(left for each in way.extracted for left in each.value.leftovers)]
    problems = [*cleaned.problems, *way.problems, *(p for each in way.extracted for p in each.problems)]
    problems += suspects(stories, file, where)
    problems += [_left(left, file, way.furniture) for left in leftovers]
    kept = [left for left in leftovers if left.lines not in way.furniture]
    trust, reason = trust_in(sure.page([cutting.certainty for cutting in way.cuttings]), kept, stories)
    if reason is not None:
        problems.append(codes.LOW_TRUST.at(Where(file=file), reason=reason.en, reason_zh=reason.zh))
    if stories and not any(story.headline for story in stories):
        problems.append(codes.NO_HEADLINE.at(Where(file=file), count=len(stories)))
    leftovers += [said for each in way.extracted for said in each.value.outlets]
    told = tuple(with_doubts(story, problems) for story in stories)
    value = Cut(
        stories=told,
        leftovers=tuple(sorted(leftovers, key=lambda left: left.lines)),
        trust=trust,
        certainties=tuple(cutting.certainty for cutting in way.cuttings),
    )
    return Found(value=value, problems=tuple(problems))


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A page cut one way: the items, what is in them, what is left over, the lines of running heads."""

    cuttings: tuple[Cutting, ...]
    extracted: tuple[Found[Extracted], ...]
    leftovers: tuple[Leftover, ...]
    furniture: frozenset[tuple[int, ...]]
    problems: tuple[Problem, ...] = ()


def way_of(labelled: tuple[Block, ...], file: str, where: Places) -> Way:
    """Return a page, its blocks labelled, cut by the rules or by the models, whichever are right for it."""
    way = _by_rules(labelled, file, where)
    if len(labelled) > _MOST_BLOCKS:
        return way
    reading = read(labelled)
    signed = _signed(way.extracted) >= _SIGNED and not is_plain(reading)
    return _by_both(reading, file, where) if signed else _by_models(reading, file, where)


def _by_rules(blocks: tuple[Block, ...], file: str, where: Places, texts: Sequence[float] = ()) -> Way:
    """Cut in the order of the page: right where articles are signed, for their openings are unmistakable."""
    stitched = stitch(blocks, file, texts)
    found = cut(stitched.value, READ if texts else WEIGHTS).value
    return Way(
        cuttings=found.cuttings,
        extracted=_extracted(found.cuttings, file, where),
        leftovers=found.leftovers,
        furniture=frozenset(block.lines for block in stitched.value if block.kind is Kind.NOISE),
        problems=stitched.problems,
    )


def _extracted(cuttings: tuple[Cutting, ...], file: str, where: Places) -> tuple[Found[Extracted], ...]:
    """Return the stories of the items of a page, looked at for losses together."""
    page = losses.Page(cuttings=cuttings)
    return tuple(extract(cutting, file, where, page.of(item)) for item, cutting in enumerate(cuttings))


def is_plain(reading: Reading) -> bool:
    """Return whether the models are sure of all items of a page that reads on and has no reporters' line apart."""
    items = [certainty(reading, at) for at, chain in enumerate(reading.chains) if _told(reading, chain)]
    apart = reading.torn or "byline" in reading.kinds
    return len(items) >= _WHOLE and not apart and min(items) >= _PLAIN


def _told(reading: Reading, chain: Sequence[int]) -> bool:
    """Return whether a chain of blocks has text."""
    return any(reading.kinds[index] in _TEXTS for index in chain)


def _by_both(reading: Reading, file: str, where: Places) -> Way:
    """Cut in the order of the page, by the rules, with what the learned model knows of head lines and text."""
    texts = [table[_BODY] for table in reading.tables]
    return _by_rules(relabel(reading.page.blocks, reading.tables), file, where, texts)


def _by_models(reading: Reading, file: str, where: Places) -> Way:
    """Cut by what is learnt from known pages, the page as a whole: where few articles are signed."""
    found = compose(reading)
    noise = zip(reading.page.blocks, reading.kinds, strict=True)
    return Way(
        cuttings=found.cuttings,
        extracted=_extracted(found.cuttings, file, where),
        leftovers=found.leftovers,
        furniture=frozenset(block.lines for block, kind in noise if kind == "noise"),
        problems=(*moves(reading, file), *offers(reading, file)),
    )


def _signed(extracted: Sequence[Found[Extracted]]) -> float:
    """Return the share of stories that name who wrote or photographed them."""
    return sum(bool(each.value.story.byline) for each in extracted) / (len(extracted) or 1)


def trust_in(
    trust: float,
    leftovers: Sequence[Leftover],
    stories: Sequence[Story],
    least: float = _TRUSTED,
) -> tuple[float, Sentence | None]:
    """Return how far to trust a cut page (`trust` by its cuttings, 0 to 1), and why that is below `least`."""
    kept = sum(len(each.text) for story in stories for each in story.paragraphs) + 1
    if sum(len(left.text) for left in leftovers) > 0.1 * kept:
        return min(trust, 0.5), Sentence(en="much text belongs to no article", zh="许多文字不属于任何稿件")
    if sum(not story.headline for story in stories) * 3 > len(stories):
        return min(trust, 0.5), Sentence(en="articles without headlines", zh="多篇稿件没有标题")
    if trust < least:
        return trust, Sentence(en="uncertain where articles begin", zh="稿件起点不确定")
    return trust, None


def _left(left: Leftover, file: str, furniture: frozenset[tuple[int, ...]]) -> Problem:
    code = codes.DISCARDED if left.lines in furniture else codes.LEFTOVER
    return code.at(Where(file=file, line=min(left.lines, default=0)), text=left.text[:40])


def with_doubts(story: Story, problems: list[Problem]) -> Story:
    """Return the story with what was found on its lines as doubts; its gaps it has already.

    A doubt is written into the article's file: in Chinese, whatever the locale of the machine.
    """
    doubts = tuple(
        Doubt(code=problem.code, message=problem.message("zh"), lines=(problem.where.line,))
        for problem in problems
        if problem.where.line in story.lines and problem.code != codes.GAP.name
    )
    return replace(story, doubts=doubts)
