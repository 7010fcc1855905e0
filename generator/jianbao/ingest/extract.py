"""Extract: a cutting becomes a Story, field by field, its text restored.

Restored means: wraps joined, full-width punctuation, paired quotes; otherwise the characters as they came. Lost
text is marked as a gap and never filled in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from jianbao.ingest import geometry, losses, openings
from jianbao.ingest import heads as heads_of
from jianbao.ingest import problems as codes
from jianbao.ingest.heads import BOXES, Heads, restore
from jianbao.ingest.losses import Lost
from jianbao.ingest.places import Places
from jianbao.ingest.torn import is_torn_head, lost_marks
from jianbao.model.article import Credit, Gap, Paragraph, Story, Subhead
from jianbao.model.block import Block, Cutting, Kind, Leftover
from jianbao.model.problem import Found, Problem, Where
from jianbao.zh import bylines

_GAP_TAIL = 8
_LOST_MARK = 0.98
"""Of 32,837 line ends that lost nothing none is taken for one (scripts/measure_lost_marks.py)."""

_TORN_HEAD = 0.5
_TORN_BYLINE = 0.9
_NOTICES = ("公告", "启事", "更正", "声明", "通告", "遗失")


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """A story, and what of its cutting has no field."""

    story: Story
    leftovers: tuple[Leftover, ...] = ()
    outlets: tuple[Leftover, ...] = ()
    """The words for outlets in its bylines, as printed: a byline says them once for all whom they belong to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Signed:
    """Who signed below the text, and the outlets named there."""

    people: tuple[Credit, ...] = ()
    outlets: tuple[Leftover, ...] = ()


def extract(cutting: Cutting, file: str, where: Places, lost: Lost | None = None) -> Found[Extracted]:
    """Return the story of a cutting; `where` gives problems their lines, `lost` the chance that text is missing.

    Without `lost` the cutting is looked at as if it were the whole page.
    """
    blocks, lost = cutting.blocks, lost or losses.Page(cuttings=(cutting,)).of(0)
    heads = heads_of.head_lines([block for block in blocks if block.kind in heads_of.KINDS])
    opening, opened = _opening(blocks)
    people, left_names, outlets = _people(blocks, opening)
    body, lacks, subheads, signed = _body(blocks, opening, opened, lost)
    caption = _of(blocks, Kind.CAPTION)
    credit = " ".join(" ".join(_flat(block).split()) for block in blocks if block.kind is Kind.CREDIT)
    photographers = tuple(
        who for block in blocks if block.kind is Kind.CREDIT for who in bylines.photographers(_flat(block))
    )
    picture = bool(credit) and not opening.people and len(body) <= 2 and not subheads
    if credit and heads.headline in BOXES and not opening.found:
        body, caption, credit, lacks, subheads = _as_printed(blocks), "", "", (), ()
        signed = replace(signed, outlets=())  # they stand in the text as printed
    elif picture and not caption and len(body) == 1:
        caption, body = body[0].text, ()
        lacks = tuple(replace(gap, where="caption") for gap in lacks)
    else:
        lacks += _captions(blocks, lost)
    story = Story(
        kind=_kind(heads.headline, body, picture=picture, blocks=blocks, opening=opening),
        headline=heads.headline,
        rubric=heads.rubric,
        kicker=heads.kicker,
        deck=heads.deck,
        byline=_once((*people, *signed.people, *photographers)),
        dateline=opening.dateline,
        paragraphs=body,
        subheads=subheads,
        pullquote=_of(blocks, Kind.PULLQUOTE),
        caption=caption,
        credit=credit,
        gaps=(*_torn_heads(heads, opening), *lacks, *_torn_subheads(subheads)),
        lines=tuple(dict.fromkeys(line for block in blocks for line in block.lines)),
    )
    spare = [Leftover(text=_flat(block), lines=block.lines) for block in heads.spare]
    spare += [Leftover(text=name, lines=lines) for name, lines in left_names]
    return Found(
        value=Extracted(story=story, leftovers=tuple(spare), outlets=(*outlets, *signed.outlets)),
        problems=tuple(_problems(story, blocks, left_names, file, where)),
    )


def _flat(block: Block) -> str:
    return block.text.removeprefix(geometry.INDENT).replace("\n", " ")


def _opening(blocks: Sequence[Block]) -> tuple[openings.Opening, int]:
    """Return the opening of the item and the index of the block it stands in (-1: none)."""
    index = next((i for i, block in enumerate(blocks) if block.kind is Kind.PARAGRAPH), -1)
    if index < 0:
        return openings.Opening(), -1
    opening = openings.read(blocks[index].text.removeprefix(geometry.INDENT))
    return opening, index if opening.found else -1


def _people(
    blocks: Sequence[Block], opening: openings.Opening
) -> tuple[tuple[Credit, ...], list[tuple[str, tuple[int, ...]]], tuple[Leftover, ...]]:
    """Return the people of the reporters' lines, pieces that are no names, and the outlets named."""
    people, left, outlets = list[Credit](), list[tuple[str, tuple[int, ...]]](), list[Leftover]()
    first = next((block.lines[:1] for block in blocks if block.kind is Kind.PARAGRAPH), ())
    for block in blocks:
        if block.kind is Kind.BYLINE:
            line = bylines.parse(block.text.removeprefix(geometry.INDENT))
            people.extend(line.people)
            if not line.people or _says_more(block.text, line.people, (*line.fragments, *line.outlets)):
                left.append((_flat(block), block.lines))
            else:
                outlets += [Leftover(text=name, lines=block.lines) for name in line.outlets]
                left += [(piece, block.lines) for piece in line.fragments]
    said = next((block.text for block in blocks if block.kind is Kind.PARAGRAPH), "").removeprefix(geometry.INDENT)
    told = (opening.dateline, *opening.fragments, *opening.outlets)
    if opening.people and _says_more(said[: opening.end], opening.people, told):
        left.append((said[_after(said, opening.dateline) : opening.end].replace("\n", " ").strip(), first))
    else:
        left += [(piece, first) for piece in opening.fragments]
        outlets += [Leftover(text=name, lines=first) for name in opening.outlets]
    return (*people, *opening.people), left, tuple(outlets)


def _after(said: str, dateline: str) -> int:
    """Return where a dateline ends in the text that opens with it: a mark may stand before it, spaces inside."""
    at = 0
    for char in dateline:
        at = said.index(char, at) + 1
    return at


def _says_more(text: str, people: Sequence[Credit], rest: Sequence[str]) -> bool:
    """Return whether a reporters' line holds more than is read from it: a role said twice, a role of nobody."""
    told = "".join([*(who.name + who.role + who.outlet for who in people), *rest])
    return any(char.isalnum() and char not in told for char in text)


def _body(
    blocks: Sequence[Block], opening: openings.Opening, opened: int, lost: Lost
) -> tuple[tuple[Paragraph, ...], tuple[Gap, ...], tuple[Subhead, ...], _Signed]:
    """Return paragraphs, where they may lack text, subheads, who signed below."""
    body, lacks, subheads, signed = list[Paragraph](), list[Gap](), list[Subhead](), _Signed()
    for index, block in enumerate(blocks):
        text = block.text.removeprefix(geometry.INDENT)
        if block.kind is Kind.SUBHEAD:
            subheads.append(Subhead(text=restore(text, head=True), before=len(body)))
        elif block.kind in (Kind.PARAGRAPH, Kind.NOTE, Kind.PART):
            text = text[opening.end :] if index == opened else text
            start, line = openings.signature(text)
            said = tuple(Leftover(text=name, lines=block.lines) for name in line.outlets)
            signed = _Signed(people=(*signed.people, *line.people), outlets=(*signed.outlets, *said))
            restored = restore(text[:start] if start >= 0 else text)
            if restored:
                lacks += _lacks(block, index, f"paragraph {len(body)}", lost)
                body.append(Paragraph(text=restored, lines=block.lines))
        elif block.kind is Kind.JUMP:
            last = body.pop() if body else Paragraph(text="")
            lacks += _lacks(block, index, f"paragraph {len(body)}", lost)
            body.append(Paragraph(text=last.text + restore(text), lines=(*last.lines, *block.lines)))
    return tuple(body), tuple(lacks), tuple(subheads), signed


def _lacks(block: Block, index: int, where: str, lost: Lost) -> Iterator[Gap]:
    """Yield where a block of text may lack some, in the order of its text."""
    marks = lost_marks(block.text)
    end = losses.end_of(block)
    for at in sorted({*block.tears, *marks, end}):
        sure = _LOST_MARK if at in marks else lost(index, at)
        after = restore(block.text[max(0, at - 24) : at])[-_GAP_TAIL:]
        if sure >= (losses.TOLD_END if at == end else losses.TOLD_JOINT):
            yield Gap(where=where, after=after, certainty=sure)


def _captions(blocks: Sequence[Block], lost: Lost) -> tuple[Gap, ...]:
    """Return where the words of a picture may lack some."""
    captions = [(block, index) for index, block in enumerate(blocks) if block.kind is Kind.CAPTION]
    return tuple(lack for block, index in captions for lack in _lacks(block, index, "caption", lost))


def _as_printed(blocks: Sequence[Block]) -> tuple[Paragraph, ...]:
    """Return the text of a box that has but its name above it: words and credit are its body, line by line."""
    texts = [block for block in blocks if block.kind not in (*heads_of.KINDS, Kind.BYLINE, Kind.PULLQUOTE)]
    return tuple(Paragraph(text=text, lines=block.lines) for block in texts if (text := restore(block.text)))


def _of(blocks: Sequence[Block], kind: Kind, *, head: bool = False) -> str:
    """Return the restored text of all blocks of one kind."""
    return (" " if head else "").join(restore(block.text, head=head) for block in blocks if block.kind is kind)


def _once(people: Iterable[Credit]) -> tuple[Credit, ...]:
    seen = dict[tuple[str, str], Credit]()
    for who in people:
        seen.setdefault((who.name, who.role), who)
    return tuple(seen.values())


def _kind(
    headline: str, body: Sequence[Paragraph], *, picture: bool, blocks: Sequence[Block], opening: openings.Opening
) -> str:
    if picture:
        return "photo"
    if headline.endswith(_NOTICES):
        return "notice"
    signed = any(block.kind in (Kind.BYLINE, Kind.SUBHEAD) for block in blocks)
    if signed and not opening.dateline:
        return "feature"
    short = len(body) == 1 and len(body[0].text) < 220
    return "brief" if short and not opening.people else "news"


def _torn_heads(heads: Heads, opening: openings.Opening) -> Iterator[Gap]:
    """Yield what the head lines lack, and a byline whose beginning is lost.

    A head line that ends in a dash or inside a quotation lost its end.
    """
    for where, text in (("kicker", heads.kicker), ("headline", heads.headline), ("deck", heads.deck)):
        if is_torn_head(text, leads=where == "kicker"):
            yield Gap(where=where, after=text[-_GAP_TAIL:], certainty=_TORN_HEAD)
    if opening.torn:
        yield Gap(where="byline", after="", certainty=_TORN_BYLINE)


def _torn_subheads(subheads: Sequence[Subhead]) -> Iterator[Gap]:
    for index, subhead in enumerate(subheads):
        if is_torn_head(subhead.text, leads=True):
            yield Gap(where=f"subhead {index}", after=subhead.text[-_GAP_TAIL:], certainty=_TORN_HEAD)


def _problems(
    story: Story,
    blocks: Sequence[Block],
    left_names: list[tuple[str, tuple[int, ...]]],
    file: str,
    where: Places,
) -> Iterable[Problem]:
    if not story.headline:
        yield codes.HEADLINE_MISSING.at(Where(file=file, line=min(story.lines, default=0)))
    for gap in story.gaps:
        if gap.where == "byline":
            first = next((block.lines[0] for block in blocks if block.kind is Kind.PARAGRAPH), 0)
            left = " ".join(name for name, _ in left_names)
            yield codes.TORN_BYLINE.at(Where(file=file, line=first), text=left)
        else:
            place = Where(file=file, line=where.of(gap.after, _lines_of(story, gap)))
            yield codes.GAP.at(place, headline=story.headline, where=gap.where, after=gap.after)


def _lines_of(story: Story, gap: Gap) -> tuple[int, ...]:
    """Return the lines on which the gap may open."""
    name, _, index = gap.where.partition(" ")
    return story.paragraphs[int(index)].lines if name == "paragraph" else story.lines
