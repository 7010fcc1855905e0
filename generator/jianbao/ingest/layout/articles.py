"""Chains of parts become cuttings: blocks in reading order with their kinds, on numbered lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from jianbao.ingest.layout import heads as heading
from jianbao.ingest.layout.columns import Piece
from jianbao.ingest.layout.jumps import is_jump
from jianbao.ingest.layout.order import Chain, chains
from jianbao.ingest.layout.parts import Parts, Photo
from jianbao.ingest.layout.runs import Row, Run, row
from jianbao.model.block import Block, Cutting, Kind, Leftover
from jianbao.model.printed import Area
from jianbao.zh import bylines, punctuation

_MADE = re.compile(
    r"(?:制图|绘图|图表|插图|漫画|供图|摄影|拍摄|图片)[：:／/ ]\s?[㐀-鿿·]{2,4}(?:[、 ]{1,2}[㐀-鿿·]{2,4}){0,3}"
)
_MAY_JUMP = (Kind.PARAGRAPH, Kind.KICKER, Kind.HEADLINE, Kind.DECK)
INDENT = "\u3000\u3000"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One article: its blocks, where it stands on the page, how sure that is."""

    blocks: tuple[Block, ...]
    areas: tuple[Area, ...]
    pictures: tuple[Area, ...]
    sure: float
    torn: bool = False
    """Whether its text ends in mid-sentence at the very end of a column."""

    vertical: bool = False
    """Whether it is set in vertical lines."""


class Numbering:
    """Gives the lines of a page their numbers, in the order they are read; those below `unsure` are doubtful."""

    def __init__(self, unsure: float = 0.9) -> None:
        self.unsure = unsure
        self.rows: list[Row] = []

    def block(self, rows: Sequence[Row], kind: Kind) -> Block:
        """Return a block of one or more lines, numbered on."""
        first = len(self.rows) + 1
        self.rows += [row._replace(text=row.text.removeprefix(INDENT)) for row in rows]
        text = "\n".join(row.text for row in rows)
        return Block(text=text, lines=tuple(range(first, first + len(rows))), kind=kind)

    def left(self, text: str) -> Leftover:
        """Return a leftover, numbered on."""
        return Leftover(text=text, lines=self.block([Row(text)], Kind.NOISE).lines)

    def confidence(self, lines: Iterable[int]) -> float:
        """Return the mean confidence of the characters of some lines."""
        held = [self.rows[number - 1] for number in lines]
        return sum(row.sure * len(row.text) for row in held) / max(1, sum(len(row.text) for row in held))


def items(found: Parts, numbering: Numbering) -> tuple[tuple[Item, ...], tuple[Leftover, ...]]:
    """Return the articles of a page in reading order, and the texts that belong to none."""
    scene = found.scene
    made = sorted(chains(scene), key=lambda chain: _place(found, chain))
    owners = _owners(found, made)
    out, left = list[Item](), list[Leftover]()
    for number, chain in enumerate(made):
        photos = [found.photos[i] for i, owner in owners.items() if owner == number]
        item = _item(found, chain, photos, numbering)
        if any(block.kind in (Kind.PARAGRAPH, Kind.CAPTION) for block in item.blocks):
            out.append(item)
        else:
            left += [Leftover(text=block.text.replace("\n", " "), lines=block.lines) for block in item.blocks]
    for index, photo in enumerate(found.photos):
        if owners.get(index, -1) < 0 and photo.words:
            blocks = tuple(_words(photo, numbering))
            out.append(Item(blocks=blocks, areas=(photo.area,), pictures=_pictures([photo]), sure=0.6))
    return tuple(out), tuple(left)


def _place(found: Parts, chain: Chain) -> tuple[float, float]:
    """Return where an article begins, for the order of the page."""
    scene = found.scene
    area = scene.heads[chain.head].area if chain.head >= 0 else scene.pieces[chain.pieces[0]].area
    step = 4 * max(scene.body, 1.0)
    return (round(area.y0 / step), area.x0)


def _areas(found: Parts, chain: Chain) -> tuple[Area, ...]:
    scene = found.scene
    held = [scene.pieces[i].area for i in chain.pieces]
    return tuple([scene.heads[chain.head].area, *held] if chain.head >= 0 else held)


def _owners(found: Parts, made: Sequence[Chain]) -> dict[int, int]:
    """Return for each picture the article it belongs to (-1: it stands alone)."""
    return {index: _owner(found, made, photo) for index, photo in enumerate(found.photos)}


def _owner(found: Parts, made: Sequence[Chain], photo: Photo) -> int:
    scene, area = found.scene, photo.area
    home = scene.home(area)
    best, least = -1, 6.0
    for number, chain in enumerate(made):
        places = _areas(found, chain)
        if home >= 0 and not any(scene.home(place) == home for place in places):
            continue
        if home < 0 and all(scene.home(place) >= 0 for place in places):
            continue
        hull = Area(
            min(p.x0 for p in places),
            min(p.y0 for p in places),
            max(p.x1 for p in places),
            max(p.y1 for p in places),
        )
        over = _overlap(hull, area) / max(area.width * area.height, 1.0)
        near = min(_distance(area, place) + 6 * scene.body * scene.crossed(area, place) for place in places)
        cost = near / scene.body - 4.0 * over
        if chain.head >= 0:
            head = scene.heads[chain.head].area
            above = head.y1 <= area.y0 + scene.body and min(head.x1, area.x1) - max(head.x0, area.x0) > 0
            cost -= 1.5 if above else 0.0
            cost -= 6.0 if above and not chain.pieces and area.y0 - head.y1 < 4 * scene.body else 0.0
        if cost < least - 1e-9:
            best, least = number, cost
    return best


def _overlap(a: Area, b: Area) -> float:
    return max(0.0, min(a.x1, b.x1) - max(a.x0, b.x0)) * max(0.0, min(a.y1, b.y1) - max(a.y0, b.y0))


def _distance(a: Area, b: Area) -> float:
    across = max(0.0, a.x0 - b.x1, b.x0 - a.x1)
    along = max(0.0, a.y0 - b.y1, b.y0 - a.y1)
    return float(across + along)


def _pictures(photos: Iterable[Photo]) -> tuple[Area, ...]:
    return tuple(photo.picture for photo in photos if photo.picture is not None)


def _item(found: Parts, chain: Chain, photos: Sequence[Photo], numbering: Numbering) -> Item:
    scene, blocks = found.scene, list[Block]()
    if chain.head >= 0:
        head = scene.heads[chain.head]
        for kind, lines in ((Kind.KICKER, head.kicker), (Kind.HEADLINE, head.headline), (Kind.DECK, head.deck)):
            if lines:
                blocks.append(numbering.block(heading.lines(lines), kind))
        names = found.signed.get(chain.head, ())
        if names:
            blocks.append(numbering.block([row([line]) for line in names], Kind.BYLINE))
    texts = [scene.pieces[i] for i in chain.pieces]
    blocks += [numbering.block(rows, kind) for kind, rows in paragraphs(texts)]
    for photo in photos:
        blocks += _words(photo, numbering)
    areas = (*_areas(found, chain), *(photo.area for photo in photos))
    torn = bool(texts) and texts[-1].is_full(texts[-1].lines[-1])
    return Item(blocks=tuple(blocks), areas=areas, pictures=_pictures(photos), sure=chain.sure, torn=torn)


def paragraphs(texts: Sequence[Piece]) -> list[tuple[Kind, list[Row]]]:
    """Return the paragraphs and subheads of an article's columns as their printed lines."""
    out = list[tuple[Kind, list[Row]]]()
    before: tuple[Piece, Run] | None = None
    for piece in texts:
        for at, line in enumerate(piece.lines):
            following = piece.lines[at + 1] if at + 1 < len(piece.lines) else None
            if _is_subhead(piece, line, before, following):
                out.append((Kind.SUBHEAD, [row([line])]))
                before = None
                continue
            if before is None or _opens(piece, line, before) or not out:
                indent = INDENT if piece.is_indented(line) else ""
                out.append((Kind.PARAGRAPH, [Row(indent + line.text, line.sure)]))
            else:
                out[-1][1].append(row([line]))
            before = (piece, line)
    return out


def _opens(piece: Piece, line: Run, before: tuple[Piece, Run]) -> bool:
    """Return whether a line opens a paragraph: it is indented, or the one before it stopped short."""
    if piece.is_indented(line):
        return True
    above, last = before
    return not above.is_full(last) and punctuation.is_closed(last.text)


def _is_subhead(piece: Piece, line: Run, before: tuple[Piece, Run] | None, following: Run | None) -> bool:
    """Return whether a line of body size stands in the middle of its column between two paragraphs."""
    if len(line.text) > 22 or not piece.is_centred(line) or punctuation.is_closed(line.text):
        return False
    ended = before is None or not before[0].is_full(before[1]) or punctuation.is_closed(before[1].text)
    return ended and following is not None and (piece.is_indented(following) or piece.is_centred(following))


def _words(photo: Photo, numbering: Numbering) -> Iterable[Block]:
    """Yield caption and credit of a picture."""
    for piece in photo.words:
        text, sure = "\n".join(line.text for line in piece.lines), row(piece.lines).sure
        start = bylines.credit_start(text)
        if start < 0 and _is_credit_line(piece):
            start = text.rfind("\n") + 1
        caption, credit = (text[:start].rstrip(), text[start:]) if start >= 0 else (text, "")
        if caption:
            yield numbering.block([Row(text, sure) for text in caption.split("\n")], Kind.CAPTION)
        if credit:
            yield numbering.block([Row(credit.replace("\n", " "), sure)], Kind.CREDIT)


def _is_credit_line(piece: Piece) -> bool:
    """Return whether the last line stands alone at the right, as credits do."""
    last = piece.lines[-1]
    if _MADE.fullmatch(last.text):
        return True
    alone = last.x0 > piece.left + 0.4 * (piece.right - piece.left) and piece.is_full(last)
    whole = len(piece.lines) == 1 or punctuation.is_closed(piece.lines[-2].text)
    return alone and whole and len(last.text) < 24 and not punctuation.is_closed(last.text)


def cuttings(found: Sequence[Item]) -> tuple[Cutting, ...]:
    """Return the articles as cuttings."""
    return tuple(Cutting(blocks=_jumped(item.blocks), certainty=item.sure) for item in found)


def _jumped(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return blocks with a jump line (下转第二版) that stands alone known as one."""
    return tuple(
        replace(block, kind=Kind.JUMP) if block.kind in _MAY_JUMP and is_jump(block.text) else block
        for block in blocks
    )
