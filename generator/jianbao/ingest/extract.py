"""Extract: a cutting becomes a Story, field by field, its text restored.

Restored means: wraps joined, full-width punctuation, paired quotes; otherwise the characters as they came. Lost
text is marked as a gap and never filled in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jianbao.ingest import geometry, openings
from jianbao.ingest import heads as heads_of
from jianbao.ingest import problems as codes
from jianbao.ingest.heads import BOXES, Heads, restore
from jianbao.ingest.places import Places
from jianbao.ingest.torn import is_torn_head, is_whole, lost_marks
from jianbao.model.article import Credit, Gap, Paragraph, Story, Subhead
from jianbao.model.block import Block, Cutting, Kind, Leftover
from jianbao.model.problem import Found, Problem, Where
from jianbao.zh import bylines

_GAP_TAIL = 8
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


def extract(cutting: Cutting, file: str, where: Places) -> Found[Extracted]:
    """Return the story of a cutting; `where` gives problems their lines."""
    blocks = cutting.blocks
    heads = heads_of.head_lines([block for block in blocks if block.kind in heads_of.KINDS])
    opening, opened = _opening(blocks)
    people, left_names, outlets = _people(blocks, opening)
    body, tears, subheads, signed, parts = _body(blocks, opening, opened)
    outlets += signed.outlets
    caption = _of(blocks, Kind.CAPTION)
    credit = " ".join(" ".join(_flat(block).split()) for block in blocks if block.kind is Kind.CREDIT)
    photographers = tuple(
        who for block in blocks if block.kind is Kind.CREDIT for who in bylines.photographers(_flat(block))
    )
    picture = bool(credit) and not opening.people and len(body) <= 2 and not subheads
    if credit and heads.headline in BOXES and not opening.found:
        body, caption, credit, tears, subheads = _as_printed(blocks), "", "", (), ()
    elif picture and not caption and len(body) == 1:
        caption, body, tears = body[0].text, (), ()
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
        gaps=gaps(heads, opening, body, subheads, caption, tears, parts),
        lines=tuple(dict.fromkeys(line for block in blocks for line in block.lines)),
    )
    spare = [Leftover(text=_flat(block), lines=block.lines) for block in heads.spare]
    spare += [Leftover(text=name, lines=lines) for name, lines in left_names]
    return Found(
        value=Extracted(story=story, leftovers=tuple(spare), outlets=outlets),
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
    blocks: Sequence[Block], opening: openings.Opening, opened: int
) -> tuple[tuple[Paragraph, ...], tuple[Gap, ...], tuple[Subhead, ...], _Signed, frozenset[int]]:
    """Return paragraphs, the gaps inside them, subheads, who signed below, which paragraphs stand above a part."""
    body, tears, subheads, signed = list[Paragraph](), list[Gap](), list[Subhead](), _Signed()
    parts = set[int]()
    for index, block in enumerate(blocks):
        text = block.text.removeprefix(geometry.INDENT)
        where = f"paragraph {len(body)}"
        torn = sorted({*block.tears, *lost_marks(block.text)})
        tears += [Gap(where=where, after=restore(block.text[max(0, t - 24) : t])[-_GAP_TAIL:]) for t in torn]
        if block.kind is Kind.SUBHEAD:
            subheads.append(Subhead(text=restore(text, head=True), before=len(body)))
        elif block.kind in (Kind.PARAGRAPH, Kind.NOTE, Kind.PART):
            text = text[opening.end :] if index == opened else text
            start, line = openings.signature(text)
            said = tuple(Leftover(text=name, lines=block.lines) for name in line.outlets)
            signed = _Signed(people=(*signed.people, *line.people), outlets=(*signed.outlets, *said))
            restored = restore(text[:start] if start >= 0 else text)
            if restored:
                parts |= {len(body)} if block.kind is Kind.PART else set()
                body.append(Paragraph(text=restored, lines=block.lines))
        elif block.kind is Kind.JUMP:
            last = body.pop() if body else Paragraph(text="")
            body.append(Paragraph(text=last.text + restore(text), lines=(*last.lines, *block.lines)))
    return tuple(body), tuple(tears), tuple(subheads), signed, frozenset(parts)


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


def gaps(
    heads: Heads,
    opening: openings.Opening,
    body: Sequence[Paragraph],
    subheads: Sequence[Subhead],
    caption: str,
    tears: Sequence[Gap] = (),
    parts: frozenset[int] = frozenset(),
) -> tuple[Gap, ...]:
    """Return the places where the source lost text.

    A paragraph or caption that ends in mid-sentence, a head line that ends in a dash or inside a quotation, a
    byline whose beginning is lost. Lines above a part of an article (`parts`: their places) end without a mark.
    """
    found = [
        Gap(where=where, after=text[-_GAP_TAIL:])
        for where, text in (("kicker", heads.kicker), ("headline", heads.headline), ("deck", heads.deck))
        if is_torn_head(text, leads=where == "kicker")
    ]
    if opening.torn:
        found.append(Gap(where="byline", after=""))
    if caption and not is_whole(caption):
        found.append(Gap(where="caption", after=caption[-_GAP_TAIL:]))
    for index, paragraph in enumerate(body):
        found += [tear for tear in tears if tear.where == f"paragraph {index}"]
        if index not in parts and not is_whole(paragraph.text):
            found.append(Gap(where=f"paragraph {index}", after=paragraph.text[-_GAP_TAIL:]))
    found += [
        Gap(where=f"subhead {index}", after=subhead.text[-_GAP_TAIL:])
        for index, subhead in enumerate(subheads)
        if is_torn_head(subhead.text, leads=True)
    ]
    return tuple(found)


def _problems(
    story: Story, blocks: Sequence[Block], left_names: list[tuple[str, tuple[int, ...]]], file: str, where: Places
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
