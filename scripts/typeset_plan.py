"""Sets newspaper pages: articles become placed lines, rules, boxes and pictures. Used by scripts/typeset.py.

Units are points, y grows downwards. A page is a grid of equal columns; an article takes a run of columns and is as
high as its text. Layouts differ in the grid, the sizes, where head lines stand, and in how articles interlock.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any

OPENING = "“‘（《〈【「『("
CLOSING = "，。、；：？！”’）》〉】」』…)%％·"


@dataclass(frozen=True, kw_only=True)
class Style:
    """How the pages of one layout are set. Sizes are multiples of `body` (points), widths in em of it.

    `space` is what stands between two articles, in lines.
    """

    cols: int = 5
    column: float = 14.0
    gutter: float = 1.6
    body: float = 10.0
    leading: float = 1.5
    heads: tuple[float, float] = (2.2, 3.6)
    kicker: float = 1.5
    deck: float = 1.35
    align: str = "center"
    head_font: str = "sans"
    body_font: str = "serif"
    caption: float = 0.85
    boxes: float = 0.0
    column_rules: bool = False
    article_rules: bool = True
    hang: bool = False
    shapes: tuple[str, ...] = ()
    vertical: float = 0.0
    half: float = 0.0
    side_kicker: float = 0.0
    decks: float = 0.3
    kickers: float = 0.3
    subheads: float = 0.3
    subhead: float = 1.0
    spaced: float = 0.0
    rows: bool = False
    folio: str = "top"
    picture: str = "top"
    condensed: float = 1.0
    space: float = 1.6


@dataclass(kw_only=True)
class Text:
    """A line of type: left, top of its em box, size; `width` to fill it, `tall` for vertical type."""

    x: float
    y: float
    size: float
    text: str
    width: float = 0.0
    font: str = "serif"
    bold: bool = False
    tall: bool = False
    spacing: float = 0.0
    scale: float = 1.0


@dataclass(kw_only=True)
class Area:
    """A rule (`kind` line), a box or a picture."""

    kind: str
    x: float
    y: float
    w: float
    h: float


@dataclass(kw_only=True)
class Page:
    """A page set."""

    width: float
    height: float = 0.0
    texts: list[Text] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)


def em(char: str) -> float:
    """Return the width of a character in em."""
    return 1.0 if char > "\u2e7f" or char in "“”‘’…—·■●" else 0.3 if char == " " else 0.58


def measure(text: str) -> float:
    """Return the width of a text in em."""
    return sum(map(em, text))


def broken(text: str, width: float, *, indent: float = 2.0, hang: bool = False) -> list[tuple[str, bool, bool]]:
    """Return the lines of a paragraph: text, whether it is the first, whether it fills the column."""
    lines, at, room = list[tuple[str, bool, bool]](), 0, width - indent
    while at < len(text):
        end, used = at, 0.0
        while end < len(text) and used + em(text[end]) <= room + 0.01:
            used += em(text[end])
            end += 1
        if end < len(text):
            if (
                text[end] in CLOSING
                and hang
                and text[end] in "，。、"
                and text[end + 1 : end + 2] not in (*CLOSING,)
            ):
                end += 1
            else:
                end = _legal(text, at, end)
        lines.append((text[at:end], at == 0, end < len(text)))
        at, room = end, width
    return lines


def _legal(text: str, start: int, end: int) -> int:
    """Return the nearest place before `end` where the line may break."""
    at = end
    while at > start + 1 and (
        text[at] in CLOSING
        or text[at - 1] in OPENING
        or (text[at].isascii() and text[at - 1].isascii() and text[at].isalnum() and text[at - 1].isalnum())
        or (text[at] == text[at - 1] and text[at] in "—…")
    ):
        at -= 1
    return at if at > start + 1 else end


def overprinted(page: Page) -> list[str]:
    """Return the lines of type that stand on another one: a fault of the setter, no page is printed so."""
    boxes = [(t.x, t.y, t.x + (t.size if t.tall else t.width or measure(t.text) * t.size * t.scale),
              t.y + (len(t.text) if t.tall else 1) * t.size, t) for t in page.texts]  # fmt: skip
    boxes.sort(key=lambda box: box[1])
    found = []
    for i, (x0, y0, x1, y1, text) in enumerate(boxes):
        for other in boxes[i + 1 :]:
            if other[1] > y1:
                break
            small = min(text.size, other[4].size)
            across, along = min(x1, other[2]) - max(x0, other[0]), min(y1, other[3]) - max(y0, other[1])
            found += [text.text] if across > 1.1 * small and along > 0.3 * small else []
    return found


class Setter:
    """Places the articles of one page."""

    def __init__(self, style: Style, seed: str, spare: Sequence[str]) -> None:
        self.style, self.rng, self.spare = style, random.Random(seed), spare
        self.cw = style.column * style.body
        self.gut = style.gutter * style.body
        self.margin = 3.0 * style.body
        self.page = Page(width=2 * self.margin + style.cols * self.cw + (style.cols - 1) * self.gut)
        self.made: dict[int, dict[str, Any]] = {}

    def x(self, col: int) -> float:
        """Return the left edge of a column."""
        return self.margin + col * (self.cw + self.gut)

    def span(self, cols: int) -> float:
        """Return the width of so many columns."""
        return cols * self.cw + (cols - 1) * self.gut

    def make(self, index: int, article: dict[str, Any], lead: bool) -> dict[str, Any]:
        """Decide how an article is set; truth is changed where words are added or made subheads."""
        s, rng = self.style, self.rng
        it = dict(article, lead=lead, index=index)
        it.setdefault("kicker", "")
        it.setdefault("deck", "")
        if not it["kicker"] and rng.random() < s.kickers:
            it["kicker"] = rng.choice(self.spare)
        if not it["deck"] and rng.random() < s.decks:
            it["deck"] = ("——" if rng.random() < 0.3 else "") + rng.choice(self.spare)
        author = article.get("author") or ""
        body = "".join(article["paragraphs"])
        plain = author.removesuffix("参与采写").startswith(("本报记者", "本报评论员"))
        it["by"] = author if plain and author.replace("记者", "") not in body and len(author) < 60 else ""
        it["set"], it["subheads"] = self._paragraphs(article["paragraphs"])
        it["paragraphs"] = [text for text, sub in it["set"] if not sub]
        self.made[index] = it
        return it

    def _paragraphs(self, given: Sequence[str]) -> tuple[list[tuple[str, bool]], list[str]]:
        """Return the paragraphs to set, each with whether it is a subhead; long stories get some."""
        s, out, subs = self.style, list[tuple[str, bool]](), list[str]()
        wanted = s.subheads > 0 and len(given) >= 9 and self.rng.random() < s.subheads
        for i, raw in enumerate(given):
            if wanted and i and i % 4 == 0 and i < len(given) - 1:
                sub = self.rng.choice([t for t in self.spare if len(t) <= s.column - 2] or ["小标题"])
                out.append((sub, True))
                subs.append(sub)
            out.append((raw.replace("  ", "\u3000"), False))
        return out, subs

    def lines(self, it: dict[str, Any], width: float) -> list[tuple[str, bool, bool, bool]]:
        """Return the lines of the body: text, first, filled, subhead."""
        found = list[tuple[str, bool, bool, bool]]()
        for text, sub in it["set"]:
            if sub:
                found.append((text, False, False, True))
            else:
                found += [(*line, False) for line in broken(text, width, hang=self.style.hang)]
        return found

    def head(self, it: dict[str, Any], width: float) -> tuple[list[Text], float]:
        """Return the head lines set in `width`, from y 0, and how high they are."""
        s, out, y = self.style, list[Text](), 0.0
        size = s.heads[1] if it["lead"] else self.rng.uniform(s.heads[0], (s.heads[0] + s.heads[1]) / 2)
        size *= s.body
        title = it["title"].replace("  ", "\u3000")
        most = 2 if len(title) < 40 else 3
        while ceil(measure(title) * size * s.condensed / width) > most or len(title) * size < 0:
            size *= 0.9
        size = max(size, 1.35 * s.body)
        rows = self._rows(title, width / size / s.condensed)
        lone = min(width, max(measure(r) for r in rows) * size * s.condensed)
        if it["kicker"]:
            ks = min(max(s.kicker * s.body, 1.15 * s.body), 0.8 * size)
            ks = max(ks, 1.15 * s.body)
            for row in self._rows(it["kicker"], width / ks):
                out.append(self._row(row, ks, y, width, font=s.head_font))
                y += ks * 1.25
            y += 0.3 * s.body
        spaced = s.spaced and len(rows) == 1 and lone * 1.5 < width and self.rng.random() < s.spaced
        for row in rows:
            out.append(
                self._row(row, size, y, width, font=s.head_font, bold=True, spacing=size * 0.5 if spaced else 0)
            )
            y += size * 1.2
        if it["deck"]:
            y += 0.2 * s.body
            ds = max(min(s.deck * s.body, 0.7 * size), 1.15 * s.body)
            for row in self._rows(it["deck"], width / ds):
                out.append(self._row(row, ds, y, width, font=s.body_font))
                y += ds * 1.25
        if it["by"]:
            y += 0.5 * s.body
            for row in self._rows(it["by"], width / s.body):
                out.append(self._row(row, s.body, y, width, font="sans"))
                y += s.body * 1.4
        return out, y + 0.8 * s.body

    def _rows(self, text: str, most: float) -> list[str]:
        """Break a head line at its spaces, or evenly."""
        if measure(text) <= most:
            return [text]
        parts = [p for p in text.replace("\u3000", " ").split(" ") if p]
        if len(parts) == 2 and max(map(measure, parts)) <= most:
            return parts
        count = ceil(measure(text) / most)
        while True:
            rows, at = list[str](), 0
            for k in range(count):
                end = round(len(text) * (k + 1) / count)
                while at + 1 < end < len(text) and (text[end] in CLOSING or text[end - 1] in OPENING):
                    end -= 1
                rows.append(text[at:end].strip(" \u3000"))
                at = end
            if max(map(measure, rows)) <= most + 0.01 or count > len(text):
                return [r for r in rows if r]
            count += 1

    def _row(self, row: str, size: float, y: float, width: float, **how: Any) -> Text:
        spacing = how.get("spacing", 0.0)
        scale = self.style.condensed if how.get("bold") else 1.0
        w = measure(row) * size * scale + spacing * (len(row) - 1)
        x = 0.0 if self.style.align == "left" else max(0.0, (width - w) / 2)
        return Text(x=x, y=y, size=size, text=row, scale=scale, **how)

    # -- one article --------------------------------------------------------------------------------------------

    def plan(self, it: dict[str, Any], cols: int, boxed: bool) -> dict[str, Any]:
        """Return the parts of an article over `cols` columns: heads, where its columns begin, how high it is."""
        s, pad = self.style, self.style.body if boxed else 0.0
        state = self.rng.getstate()
        self.rng.seed(f"{it['index']} {cols}")
        mode = "top"
        if cols >= 3 and self.rng.random() < s.half:
            mode = "half"
        elif cols >= 3 and len(it["title"]) < 24 and self.rng.random() < s.vertical:
            mode = "vertical"
        width = self.span(ceil(cols / 2) if mode == "half" else cols) - 2 * pad
        heads, high = self.head(it, width) if mode != "vertical" else self._vertical(it)
        tops = [high] * cols
        if mode == "half":
            tops[ceil(cols / 2) :] = [0.0] * (cols - ceil(cols / 2))
        if mode == "vertical":
            tops = [high, *([0.0] * (cols - 1))]
        cw = (self.span(cols) - 2 * pad - (cols - 1) * self.gut) / cols
        lines = self.lines(it, cw / s.body)
        plan = {
            "it": it,
            "cols": cols,
            "pad": pad,
            "heads": heads,
            "tops": tops,
            "cw": cw,
            "lines": lines,
            "mode": mode,
        }
        plan["pic"] = self._picture(it, plan)
        plan["height"] = self._fit(plan)
        self.rng.setstate(state)
        return plan

    def _vertical(self, it: dict[str, Any]) -> tuple[list[Text], float]:
        """Return a vertical headline in the first column; kicker and deck stand to its right and left."""
        s, size = self.style, self.style.body * 2.6
        columns = self._rows(it["title"], 12)
        out = list[Text]()
        right = self.cw - size * 1.1
        for row in columns:
            out.append(Text(x=right, y=0, size=size, text=row, tall=True, bold=True, font=s.head_font))
            right -= size * 1.15
        it["kicker"] = it["deck"] = ""
        high = max(len(r) for r in columns) * size + s.body
        if it["by"]:
            for row in self._rows(it["by"], s.column):
                out.append(Text(x=0, y=high, size=s.body, text=row, font="sans"))
                high += s.body * 1.4
        return out, high + s.body

    def _picture(self, it: dict[str, Any], plan: dict[str, Any]) -> dict[str, Any] | None:
        """Return the picture of an article: columns, height, and its caption and credit lines."""
        if not it.get("caption"):
            return None
        s, cols = self.style, plan["cols"]
        wide = cols if not it["paragraphs"] else max(1, min(cols, 2))
        first = 0 if wide == cols else (cols - wide if s.picture != "middle" else (cols - wide) // 2)
        width = wide * plan["cw"] + (wide - 1) * self.gut
        size = s.caption * s.body
        lines = broken(it["caption"], width / size)
        credit = it.get("credit") or ""
        h = width * 0.55
        return {"first": first, "wide": wide, "width": width, "h": h, "lines": lines, "credit": credit,
                "size": size, "all": h + 1.4 * s.body + (len(lines) + bool(credit)) * size * 1.35}  # fmt: skip

    def _fit(self, plan: dict[str, Any], cut: Callable[[float], list[float]] | None = None) -> float:
        """Return the least height that holds the article."""
        lead = self.style.body * self.style.leading
        base = max(plan["tops"])
        low = base + (plan["pic"]["all"] if plan["pic"] else 0.0)
        height = max(low, base + lead)
        while sum(self._room(plan, height, cut)) < len(plan["lines"]):
            height += lead
        return float(height + 2 * plan["pad"])

    def _room(
        self, plan: dict[str, Any], height: float, cut: Callable[[float], list[float]] | None = None
    ) -> list[int]:
        lead = self.style.body * self.style.leading
        ends = cut(height) if cut else [height] * plan["cols"]
        pic = plan["pic"]
        room = []
        for c in range(plan["cols"]):
            top = plan["tops"][c]
            if pic and pic["first"] <= c < pic["first"] + pic["wide"]:  # it stands below the longest head over it
                top = max(plan["tops"][pic["first"] : pic["first"] + pic["wide"]]) + pic["all"]
            room.append(max(0, int((ends[c] - top) / lead + 1e-6)))
        return room

    def put(self, plan: dict[str, Any], col: int, top: float, height: float, ends: Sequence[float] = ()) -> None:
        """Place a planned article at a column and a height; `ends` are where its columns end, from its top."""
        s, pad, it = self.style, plan["pad"], plan["it"]
        x0, y0 = self.x(col) + pad, top + pad
        lead = s.body * s.leading
        if pad:
            self.page.areas.append(
                Area(kind="box", x=self.x(col) - 3, y=top, w=self.span(plan["cols"]) + 6, h=height)
            )
        for text in plan["heads"]:
            text.x, text.y = text.x + x0, text.y + y0
            self.page.texts.append(text)
        pic = plan["pic"]
        bottom_pic = s.picture == "bottom" and not ends
        floor = height - 2 * pad
        if pic:
            self._put_picture(
                plan,
                x0,
                y0
                + (
                    floor - pic["all"]
                    if bottom_pic
                    else max(plan["tops"][pic["first"] : pic["first"] + pic["wide"]])
                ),
            )
        need, at = len(plan["lines"]), 0
        room = self._even(plan, list(ends) or [floor] * plan["cols"], need)
        for c in range(plan["cols"]):
            x = x0 + c * (plan["cw"] + self.gut)
            y = y0 + plan["tops"][c]
            if pic and pic["first"] <= c < pic["first"] + pic["wide"] and not bottom_pic:
                y = y0 + max(plan["tops"][pic["first"] : pic["first"] + pic["wide"]]) + pic["all"]
            for line in plan["lines"][at : at + room[c]]:
                self._put_line(line, x, y, plan["cw"])
                y += lead
            at += room[c]
            if s.column_rules and c and room[c]:
                self.page.areas.append(
                    Area(
                        kind="line",
                        x=x - self.gut / 2,
                        y=y0 + plan["tops"][c],
                        w=0.4,
                        h=max(lead, y - y0 - plan["tops"][c]),
                    )
                )
        assert at >= need, (it["title"], at, need)

    def _even(self, plan: dict[str, Any], ends: list[float], need: int) -> list[int]:
        """Return how many lines each column takes: full ones, the last what is left."""
        room = self._room(plan, 0.0, lambda _: ends)
        out = []
        for each in room:
            out.append(min(each, need))
            need -= out[-1]
        return out

    def _put_line(self, line: tuple[str, bool, bool, bool], x: float, y: float, cw: float) -> None:
        s = self.style
        text, first, filled, sub = line
        if sub:
            size = s.body * s.subhead
            self.page.texts.append(
                Text(
                    x=x + max(0.0, (cw - measure(text) * size) / 2),
                    y=y,
                    size=size,
                    text=text,
                    bold=True,
                    font="sans",
                )
            )
            return
        indent = 2 * s.body if first else 0.0
        width = cw - indent
        if filled and s.hang and text[-1] in "，。、" and measure(text) * s.body > width + 0.1:
            width += s.body
        self.page.texts.append(
            Text(x=x + indent, y=y, size=s.body, text=text, width=width if filled else 0.0, font=s.body_font)
        )

    def _put_picture(self, plan: dict[str, Any], x0: float, y: float) -> None:
        s, pic = self.style, plan["pic"]
        x = x0 + pic["first"] * (plan["cw"] + self.gut)
        self.page.areas.append(Area(kind="picture", x=x, y=y, w=pic["width"], h=pic["h"]))
        y += pic["h"] + s.body * 0.6
        for text, first, filled in pic["lines"]:
            shift = 2 * pic["size"] if first else 0.0
            self.page.texts.append(
                Text(
                    x=x + shift,
                    y=y,
                    size=pic["size"],
                    text=text,
                    font="sans",
                    width=pic["width"] - shift if filled else 0,
                )
            )
            y += pic["size"] * 1.35
        if pic["credit"]:
            w = measure(pic["credit"]) * pic["size"]
            self.page.texts.append(
                Text(x=x + pic["width"] - w, y=y, size=pic["size"], text=pic["credit"], font="sans")
            )
