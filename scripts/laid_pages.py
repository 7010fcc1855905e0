"""Lays known articles out on a printed page and reads it as two kinds of extractor do: text with its truth.

Modules of one to five columns are stacked and set side by side (a guillotine layout, as front pages are); head
lines stand across a module, text runs down its columns. `streamed` reads module by module, column by column (the
order in which a page was made); `boxed` first joins lines that stand above one another and align into boxes, then
orders the boxes by how much empty area two groups of them enclose together: the way of layout analysis in pdfminer,
whose boxes_flow is 0.5. Lengths are in em of the text type, y grows upwards.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent.parent)]

from scripts import compose_pages as composed  # noqa: E402  # beside this script

_FLOW = 0.5
_MARGIN = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A printed line: text, box, which run of lines (paragraph piece or head) it belongs to."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    run: int

    @property
    def height(self) -> float:
        """How high the type is."""
        return self.y1 - self.y0


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How a page is set."""

    width: int
    gutter: float
    leading: float
    head_leading: float
    glued: float
    wrap: str
    ascii: bool
    spaced: float
    pictures: float
    signed: float
    boxed: bool


def setting(chance: random.Random, *, boxed: bool) -> Setting:
    """Return a setting at random."""
    return Setting(
        width=chance.choice((11, 12, 13, 14, 15, 16, 16, 16, 16, 17, 17, 18, 18, 20, 22)),
        gutter=chance.choice((2.1, 2.4, 3.0)),
        leading=chance.choice((1.25, 1.35, 1.45)),
        head_leading=chance.choice((1.15, 1.3, 1.45, 1.6)),
        glued=chance.choice((0.1, 0.5, 0.8)),
        wrap=chance.choices((" ", "\n", ""), (8, 3, 0.5))[0],
        ascii=chance.random() < (0.8 if boxed else 0.15),
        spaced=chance.choice((0.0, 0.05, 0.15)) if boxed else 0.0,
        pictures=chance.choice((0.0, 0.15, 0.4)),
        signed=chance.choice((0.0, 0.1, 0.3)),
        boxed=boxed,
    )


class Sheet:
    """A page being laid out."""

    def __init__(self, style: Setting, chance: random.Random) -> None:
        self.style, self.chance = style, chance
        self.lines: list[Line] = []
        self.runs = 0

    def run(self) -> int:
        """Begin a new run of lines."""
        self.runs += 1
        return self.runs

    def group(self, items: Sequence[composed.Item], x: float, y: float, columns: int) -> float:
        """Lay items out in so many columns from this corner down; return the lowest y."""
        if len(items) == 1:
            return self.module(items[0], x, y, columns)
        cut = self.chance.randint(1, len(items) - 1)
        sizes = [sum(map(_area, part)) for part in (items[:cut], items[cut:])]
        if columns >= 2 and self.chance.random() < (0.65 if columns >= 4 else 0.4):
            left = max(1, min(columns - 1, round(columns * sizes[0] / sum(sizes))))
            step = left * (self.style.width + self.style.gutter)
            one = self.group(items[:cut], x, y, left)
            two = self.group(items[cut:], x + step, y, columns - left)
            return min(one, two)
        below = self.group(items[:cut], x, y, columns)
        return self.group(items[cut:], x, below - self.chance.choice((1.0, 2.0, 3.0)), columns)

    def module(self, item: composed.Item, x: float, y: float, columns: int) -> float:
        """Set an article: head lines across the columns, then the text down them."""
        style, chance = self.style, self.chance
        whole = columns * style.width + (columns - 1) * style.gutter
        before, between, after = composed.opening(item, _as_style(style), chance)
        low = self.heads(item, x, y, whole)
        if between:
            low = self.head(between, x, low, whole, 1.0)
        texts = list(item.paragraphs)
        texts[0], texts[-1] = before + texts[0], texts[-1] + after
        rows: list[tuple[str, float, bool]] = []
        for number, text in enumerate(texts):
            if number in item.subheads:
                rows.append((item.subheads[number], 2.0, True))
            indent = 2.0
            for line in composed.lines_of(text, style.width, indent=2):
                rows.append((line, indent, indent > 0))
                indent = 0.0
        deep = -(-len(rows) // columns)
        space = chance.random() < style.pictures and columns > 1 and deep > 6
        hole = (chance.randrange(columns), chance.randint(3, max(3, deep))) if space else (-1, 0)
        deep = -(-(len(rows) + hole[1]) // columns)
        lowest, at = low, 0
        for column in range(columns):
            left = x + column * (style.width + style.gutter)
            top = low - (hole[1] * style.leading if column == hole[0] else 0.0)
            held = deep - (hole[1] if column == hole[0] else 0)
            run = self.run()
            for row, (text, indent, opens) in enumerate(rows[at : at + held]):
                run = self.run() if opens else run
                lowest = min(
                    lowest,
                    self.line(text, left + indent, top - row * style.leading, 1.0, run, style.width - indent),
                )
            at += held
        if item.credit:
            run = self.run()
            for text in composed.lines_of(
                item.caption + " " + item.credit, style.width * min(2, columns), indent=0
            ):
                lowest = self.line(text, x, lowest - 0.6, 0.9, run, 0.0)
        return lowest - 0.8

    def heads(self, item: composed.Item, x: float, y: float, whole: float) -> float:
        """Set the head lines; return where the text begins."""
        chance = self.chance
        size = min(chance.choice((1.6, 2.0, 2.4, 3.0)), whole / 6)
        room = max(6, int(whole / size))
        title = item.title
        if item.rubric and chance.random() < 0.6:
            title += f"（{item.rubric}）"
            rubric = ""
        else:
            rubric = item.rubric
        parts = [part for piece in title.split(" ") for part in _even(piece, room)]
        low = self.head([rubric], x, y, whole, 1.2) if rubric else y
        if item.kicker:
            low = self.head(_even(item.kicker, int(whole / 1.4)), x, low, whole, chance.choice((1.3, 1.4, size)))
        return self.head(parts, x, low, whole, size) - chance.choice((0.4, 0.8))

    def head(self, parts: Sequence[str], x: float, y: float, whole: float, size: float) -> float:
        """Set lines in the middle of a width; return where they end."""
        run, low = self.run(), y
        for part in parts:
            wide = composed_width(part) * size
            left = x + max(0.0, (whole - wide) / 2)
            self.line(part, left, low, size, run, wide)
            low -= size * self.style.head_leading
        return low

    def line(self, text: str, x: float, y: float, size: float, run: int, room: float) -> float:
        """Set one line, spread to the room if it nearly fills it; return its lower edge."""
        wide = composed_width(text) * size
        wide = room if room and abs(room - wide) < 1.6 else wide
        self.lines.append(Line(text=text, x0=x, y0=y - size, x1=x + wide, y1=y, run=run))
        return y - size


def composed_width(text: str) -> float:
    """Return how wide a text is set, in em."""
    return sum(0.5 if char.isascii() else 1.0 for char in text)


def _area(item: composed.Item) -> int:
    return sum(map(len, item.paragraphs)) + 4 * len(item.title) + 60


def _even(text: str, room: int) -> list[str]:
    """Return a head line in as many lines as it takes, of about the same length."""
    count = -(-len(text) // room)
    size = -(-len(text) // count) if count else 1
    return [text[at : at + size] for at in range(0, len(text), size)]


def _as_style(style: Setting) -> composed.Style:
    return composed.Style(
        width=style.width, wrap=style.wrap, ascii=style.ascii, indent=False, torn=0, disorder=0, head_width=20,
        signed=style.signed, apart="\n\n",
    )  # fmt: skip


def streamed(sheet: Sheet) -> list[str]:
    """Return the blocks of a page in the order in which it was made."""
    style, chance = sheet.style, sheet.chance
    found: list[list[Line]] = []
    for line in sheet.lines:
        last = found[-1][-1] if found else None
        same = last is not None and last.run == line.run and (last.height == 1.0 or chance.random() < style.glued)
        near = last is not None and last.height != 1.0 and line.height != 1.0 and 0 < last.y0 - line.y1 < 1.5
        if same or (near and chance.random() < 0.5 * style.glued):
            found[-1].append(line)
        else:
            found.append([line])
    return [_said(each, style, chance) for each in found]


def _said(lines: Sequence[Line], style: Setting, chance: random.Random) -> str:
    glue = style.wrap if lines[0].height == 1.0 else (style.wrap or " ")
    spaced = [
        " ".join(line.text) if chance.random() < style.spaced and len(line.text) > 8 else line.text
        for line in lines
    ]
    return glue.join(spaced)


def boxed(sheet: Sheet) -> list[str]:
    """Return the blocks of a page as layout analysis of its lines gives them."""
    boxes = _boxes(sheet.lines)
    return [_said(box, sheet.style, sheet.chance) for box in _ordered(boxes)]


def _boxes(lines: Sequence[Line]) -> list[list[Line]]:
    """Join lines that stand right above one another, are as high and align left, right or in the middle."""
    parent = list(range(len(lines)))

    def root(at: int) -> int:
        while parent[at] != at:
            at = parent[at]
        return at

    order = sorted(range(len(lines)), key=lambda i: -lines[i].y1)
    for place, i in enumerate(order):
        one = lines[i]
        reach = _MARGIN * one.height
        for j in order[place + 1 :]:
            other = lines[j]
            if other.y1 < one.y0 - 6:
                break
            if other.y1 <= one.y0 - reach or other.x1 <= one.x0 or other.x0 >= one.x1:
                continue
            aligned = (
                abs(one.x0 - other.x0) <= reach
                or abs(one.x1 - other.x1) <= reach
                or abs(one.x0 + one.x1 - other.x0 - other.x1) / 2 <= reach
            )
            if aligned and abs(one.height - other.height) <= reach:
                parent[root(j)] = root(i)
    held: dict[int, list[Line]] = {}
    for i in order:
        held.setdefault(root(i), []).append(lines[i])
    return list(held.values())


@dataclass(slots=True)
class _Group:
    x0: float
    y0: float
    x1: float
    y1: float
    parts: tuple[Any, ...]

    @property
    def area(self) -> float:
        return (self.x1 - self.x0) * (self.y1 - self.y0)


def _ordered(boxes: Sequence[list[Line]]) -> list[list[Line]]:
    """Put boxes in order: group the two that enclose least empty area until all are one, then read each group."""
    groups: dict[int, _Group] = {}
    for number, box in enumerate(boxes):
        groups[number] = _Group(
            min(line.x0 for line in box), min(line.y0 for line in box), max(line.x1 for line in box),
            max(line.y1 for line in box), (box,),
        )  # fmt: skip
    live = set(groups)
    heap = [(False, _waste(groups[i], groups[j]), i, j) for i in groups for j in groups if i < j]
    heapify(heap)
    while heap:
        late, waste, i, j = heappop(heap)
        if i not in live or j not in live:
            continue
        if not late and _anything_between(groups[i], groups[j], (groups[k] for k in live if k not in (i, j))):
            heappush(heap, (True, waste, i, j))
            continue
        one, two = groups[i], groups[j]
        new = max(groups) + 1
        groups[new] = _Group(
            min(one.x0, two.x0), min(one.y0, two.y0), max(one.x1, two.x1), max(one.y1, two.y1), (one, two)
        )
        live -= {i, j}
        for k in live:
            heappush(heap, (False, _waste(groups[new], groups[k]), k, new))
        live.add(new)
    return [box for top in live for box in _read(groups[top])]


def _waste(one: _Group, two: _Group) -> float:
    wide = max(one.x1, two.x1) - min(one.x0, two.x0)
    return wide * (max(one.y1, two.y1) - min(one.y0, two.y0)) - one.area - two.area


def _anything_between(one: _Group, two: _Group, others: Any) -> bool:
    x0, x1 = min(one.x0, two.x0), max(one.x1, two.x1)
    y0, y1 = min(one.y0, two.y0), max(one.y1, two.y1)
    return any(o.x0 < x1 and o.x1 > x0 and o.y0 < y1 and o.y1 > y0 for o in others)


def _read(group: _Group) -> list[list[Line]]:
    if len(group.parts) == 1:
        return [group.parts[0]]
    first, second = sorted(group.parts, key=lambda g: (1 - _FLOW) * g.x0 - (1 + _FLOW) * (g.y0 + g.y1))
    return [*_read(first), *_read(second)]


def strange(chance: random.Random, *, boxed: bool) -> Setting:
    """Return a setting that no page to learn from has: other widths, leadings, gutters, more pictures and names."""
    return replace(
        setting(chance, boxed=boxed),
        width=chance.choice((9, 10, 19, 21, 24, 26)),
        gutter=chance.choice((1.7, 3.6)),
        leading=chance.choice((1.15, 1.48)),
        head_leading=chance.choice((1.1, 1.7)),
        glued=chance.choice((0.3, 0.95)),
        pictures=chance.choice((0.25, 0.6)),
        signed=chance.choice((0.2, 0.5)),
    )


def unseen(items: Sequence[composed.Item], count: int, seed: int) -> list[tuple[str, dict[str, Any]]]:
    """Return so many pages of five to nine of the articles in settings that no page to learn from has."""
    chance = random.Random(seed)
    return [
        page([replace(item) for item in chance.sample(list(items), chance.randint(5, 9))], chance,
             boxes=number % 2 == 0, among=strange)
        for number in range(count)
    ]  # fmt: skip


def page(
    items: Sequence[composed.Item],
    chance: random.Random,
    *,
    boxes: bool,
    among: Callable[..., Setting] = setting,
) -> tuple[str, dict[str, Any]]:
    """Return a page of these articles as an extractor reads it, and its truth."""
    style = among(chance, boxed=boxes)
    made = [composed.dressed(item, chance) for item in items]
    if chance.random() < 0.6:
        made.append(composed.box(chance, items))
    sheet = Sheet(style, chance)
    columns = chance.choice((4, 5, 5, 6, 6, 7))
    furniture = composed.furniture(chance)
    for number, text in enumerate(furniture):
        sheet.line(text, number * 30.0, 4.0, 0.8, sheet.run(), 0.0)
    sheet.group(made, 0.0, 0.0, columns)
    blocks = boxed(sheet) if boxes else streamed(sheet)
    text = "\n\n".join(blocks)
    return (text.translate(composed.ASCII) if style.ascii else text), {
        "articles": [composed.truth(m) for m in made]
    }


def pages(
    items: Sequence[composed.Item], count: int, seed: int, *, kin: float = 0.0
) -> list[tuple[str, dict[str, Any]]]:
    """Return so many pages, each of five to nine of the articles, two in three read in boxes (`kin`: Picker)."""
    chance = random.Random(seed)
    pick = composed.Picker(items, chance, kin)
    found = []
    for number in range(count):
        picked = pick(chance.randint(5, 9))
        found.append(page([replace(item) for item in picked], chance, boxes=number % 3 != 0))
    return found
