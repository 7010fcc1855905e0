"""Makes test PDFs: articles that are known, typeset as newspaper pages in several layouts by two producers.

    python scripts/typeset.py OUT [--layout NAME…] [--part dev|held|all] [--limit N] [--truth FOLDER]
        [--fonts FOLDER] [--scan [--noise FACTOR]]

A layout may also be `clean-random-SEED` or `hostile-random-SEED`: one drawn by lot for every page.
For each layout OUT/<layout>/ gets <stem>.pdf, <stem>.truth.json (the articles as they were set) and <stem>.txt
(every word on the page). FOLDER holds *.truth.json; by default ../shared/data/pages. Layouts whose names are in
HELD, and the last two fifths of the pages by date, are for reporting only: nothing may be tuned on them. Chromium
must be on PATH; the layouts `cairo…` need cairocffi, `reportlab…` reportlab and wqy-zenhei.ttc and uming.ttc
(TrueType) below --fonts. With --scan the pages become pictures, as a scanner makes them
(200 dots an inch, grey, a little askew, blurred and grained, JPEG; needs Pillow), in OUT/<layout>-scan.
"""

from __future__ import annotations

import argparse
import base64
import html
import io
import json
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT)]

from scripts.typeset_plan import Area, Page, Setter, Style, Text, measure  # noqa: E402
from scripts.typeset_random import drawn, kind_of  # noqa: E402

LAYOUTS: dict[str, Style] = {
    "clean-five": Style(),
    "clean-four": Style(
        cols=4, column=17, align="left", column_rules=True, article_rules=False, kickers=0.5, body=10.5,
    ),
    "clean-six": Style(cols=6, column=12, gutter=1.4, body=9, boxes=0.4, head_font="serif", picture="bottom"),
    "clean-three": Style(cols=3, column=22, gutter=2, decks=0.6, subhead=1.1, folio="bottom", spaced=0.5),
    "clean-ruled": Style(
        cols=4, column=17.5, gutter=1.7, body=10.6, heads=(1.9, 3.4), subhead=1.1, boxes=0.2, column_rules=True,
        article_rules=False, picture="middle", leading=1.6, subheads=0.5, decks=0.5,
    ),
    "clean-held": Style(
        cols=5, column=13, gutter=1.5, body=9.5, boxes=0.25, heads=(1.8, 4.2), kickers=0.45, decks=0.45,
        align="left", body_font="sans", head_font="serif", folio="bottom", picture="middle", leading=1.42,
    ),
    "hostile-ell": Style(gutter=0.9, shapes=("ell",), boxes=0.3, article_rules=False, hang=True, column_rules=True),
    "hostile-pin": Style(
        cols=6, column=11, gutter=1.1, shapes=("pin", "ell"), half=0.4, rows=True, picture="middle",
    ),
    "hostile-tall": Style(
        cols=5, column=13, vertical=0.4, half=0.3, boxes=0.4, article_rules=False, condensed=0.75,
    ),
    "hostile-mix": Style(
        cols=5, column=14, gutter=0.9, body=10.2, shapes=("ell", "pin"), vertical=0.2, half=0.4, boxes=0.2,
        hang=True, article_rules=False, heads=(1.8, 3.4), align="left", rows=True, condensed=0.9,
    ),
    "hostile-narrow": Style(
        cols=6, column=11.5, gutter=0.75, body=8.8, shapes=("ell", "pin"), vertical=0.3, half=0.4, boxes=0.25,
        hang=True, article_rules=False, heads=(1.6, 3.4), align="left", condensed=0.9, picture="middle",
    ),
    "hostile-wide": Style(
        cols=7, column=10, gutter=0.9, body=9, shapes=("pin", "ell"), vertical=0.4, half=0.3, boxes=0.2,
        hang=True, article_rules=False, heads=(1.8, 3.8), decks=0.5, kickers=0.5, rows=True, head_font="serif",
    ),
    "hostile-held": Style(
        cols=6, column=12, gutter=0.8, body=9.2, shapes=("ell", "pin"), vertical=0.25, half=0.3, boxes=0.3,
        hang=True, article_rules=False, heads=(1.7, 3.8), align="left", head_font="serif", picture="middle",
        condensed=0.85, rows=True,
    ),
    "cairo-clean": Style(cols=5, column=14, body=9.6, gutter=1.4, decks=0.4, kickers=0.4, leading=1.45),
    "cairo-hostile": Style(
        cols=5, column=13, gutter=0.8, shapes=("ell", "pin"), vertical=0.3, half=0.3, boxes=0.3, hang=True,
        rows=True, article_rules=False, picture="middle", condensed=0.8,
    ),
    "reportlab-clean": Style(
        cols=5, column=13.5, gutter=1.7, body=9.8, heads=(2.0, 4.0), kickers=0.4, decks=0.4, boxes=0.15,
        leading=1.55, head_font="serif", body_font="sans", picture="bottom", folio="bottom",
    ),
    "reportlab-hostile": Style(
        cols=7, column=11, gutter=0.85, body=9, heads=(1.7, 3.5), shapes=("pin", "ell"), vertical=0.3, half=0.35,
        boxes=0.25, hang=True, article_rules=False, align="left", condensed=0.8, kickers=0.4, decks=0.4,
    ),
    "clean-last": Style(
        cols=4, column=18, gutter=1.8, body=10.8, heads=(1.9, 3.3), kickers=0.4, decks=0.5, subhead=1.1, boxes=0.2,
        head_font="serif", column_rules=True, article_rules=False, picture="middle", leading=1.6,
    ),
    "hostile-last": Style(
        cols=6, column=12.5, gutter=0.9, body=9.6, heads=(1.7, 3.6), shapes=("ell", "pin"), vertical=0.35,
        half=0.35, boxes=0.3, hang=True, article_rules=False, condensed=0.78, rows=True, picture="bottom",
        decks=0.4, head_font="serif", body_font="sans",
    ),
    "clean-fresh": Style(
        cols=6, column=13, gutter=1.5, body=9.3, heads=(1.8, 3.9), kickers=0.5, decks=0.4, subhead=1.0, boxes=0.35,
        align="left", head_font="serif", leading=1.4, picture="bottom", spaced=0.3, space=1.9, condensed=0.9,
    ),
    "hostile-fresh": Style(
        cols=7, column=10.5, gutter=0.8, body=9.1, heads=(1.7, 3.7), shapes=("ell", "pin"), vertical=0.3, half=0.35,
        boxes=0.35, hang=True, article_rules=False, align="left", kickers=0.5, decks=0.5, picture="middle",
        leading=1.42, condensed=0.85,
    ),
}  # fmt: skip
HELD = (
    "clean-held", "hostile-held", "cairo-clean", "cairo-hostile", "reportlab-clean", "reportlab-hostile",
    "clean-last", "hostile-last", "clean-fresh", "hostile-fresh",
)  # fmt: skip

Node = tuple[Any, ...]


class Composer(Setter):
    """Places all articles of a page: a tree of stacks, rows, L-shapes and pinwheels."""

    def plans(self, index: int, cols: int, boxed: bool) -> dict[str, Any]:
        """Return the plan of an article over so many columns."""
        return self.plan(self.made[index], cols, boxed)

    def height(self, node: Node, cols: int) -> float:
        """Return how high a part of the page must be."""
        gap = self.style.space * self.style.body * self.style.leading
        if node[0] == "leaf":
            return float(self.plans(node[1], cols, node[2])["height"])
        if node[0] == "stack":
            return sum(self.height(n, cols) for n in node[1]) + gap * (len(node[1]) - 1)
        if node[0] == "row":
            return max(self.height(n, c) for n, c in zip(node[1], node[2], strict=True))
        return float(self.knot(node, cols)["height"])

    def place(self, node: Node, col: int, top: float, cols: int, height: float) -> None:
        """Place a part of the page."""
        gap = self.style.space * self.style.body * self.style.leading
        if node[0] == "leaf":
            plan = self.plans(node[1], cols, node[2])
            self.put(plan, col, top, height if plan["mode"] == "top" and not plan["pad"] else plan["height"])
        elif node[0] == "stack":
            for place, child in enumerate(node[1]):
                high = self.height(child, cols)
                self.place(child, col, top, cols, high)
                top += high + gap
                if self.style.article_rules and place + 1 < len(node[1]):
                    self.page.areas.append(
                        Area(kind="line", x=self.x(col), y=top - gap / 2, w=self.span(cols), h=0.5)
                    )
        elif node[0] == "row":
            for place, (child, wide) in enumerate(zip(node[1], node[2], strict=True)):
                if place and self.style.article_rules:
                    x = self.x(col) - self.gut / 2
                    self.page.areas.append(Area(kind="line", x=x, y=top, w=0.5, h=height))
                self.place(child, col, top, wide, self.height(child, wide))
                col += wide
        else:
            knot = self.knot(node, cols)
            for plan, at, y, high, ends in knot["parts"]:
                self.put(plan, col + at, top + y, high, ends)

    def knot(self, node: Node, cols: int) -> dict[str, Any]:
        """Return the parts of an L-shape or a pinwheel: plan, column, top, height, ends of its columns."""
        lead = self.style.body * self.style.leading
        gap = self.style.space * lead
        if node[0] == "ell":
            _, outer, inner, wide = node
            inside = self.plans(inner, wide, True)
            plan = self.plans(outer, cols, False)
            plan["pic"] = (
                plan["pic"] if plan["pic"] and plan["pic"]["first"] + plan["pic"]["wide"] <= cols else None
            )

            def ends(height: float) -> list[float]:
                return [height] * (cols - wide) + [height - inside["height"] - gap] * wide

            least = (
                max(plan["tops"]) + (plan["pic"]["all"] if plan["pic"] else 0) + 2 * lead + inside["height"] + gap
            )
            high = max(self._fit(plan, ends), least)
            parts = [
                (plan, 0, 0.0, high, ends(high)),
                (inside, cols - wide, high - inside["height"], inside["height"], ()),
            ]
            return {"height": high, "parts": parts}
        a, b, c, d, e = (self.plans(node[1], 3, False), self.plans(node[2], cols - 3, False),
                         self.plans(node[3], cols - 2, False), self.plans(node[4], 2, False),
                         self.plans(node[5], 1, False))  # fmt: skip
        ha = a["height"]
        hb = max(b["height"], ha + gap + e["height"])
        high = max(hb + gap + c["height"], ha + gap + d["height"])
        parts = [(a, 0, 0.0, ha, ()), (b, 3, 0.0, hb, ()), (e, 2, ha + gap, e["height"], ()),
                 (d, 0, ha + gap, d["height"], ()), (c, 2, hb + gap, c["height"], ())]  # fmt: skip
        return {"height": high, "parts": parts}

    def compose(self, articles: list[dict[str, Any]], head: dict[str, str]) -> Page:
        """Return the page."""
        for index, article in enumerate(articles):
            self.make(index, article, index == 0)
        best: tuple[float, Node] | None = None
        for _ in range(24):
            tree = self.tree(list(range(len(articles))))
            size = self.height(tree, self.style.cols)
            if best is None or size < best[0]:
                best = (size, tree)
        assert best is not None
        top = self.furniture(head)
        self.place(best[1], 0, top, self.style.cols, best[0])
        lowest = max(text.y + text.size for text in self.page.texts)
        self.page.height = max(top + best[0], lowest) + 5 * self.style.body
        if self.style.folio == "bottom":
            self._folio(head, self.page.height - 3.2 * self.style.body)
        return self.page

    def furniture(self, head: dict[str, str]) -> float:
        """Set the running head; return where the articles begin."""
        s = self.style
        if s.folio == "bottom":
            return 3 * s.body
        self._folio(head, 2 * s.body)
        self.page.areas.append(Area(kind="line", x=self.margin, y=3.6 * s.body, w=self.span(s.cols), h=0.8))
        return 5 * s.body

    def _folio(self, head: dict[str, str], y: float) -> None:
        size, right = 1.1 * self.style.body, self.margin + self.span(self.style.cols)
        self.page.texts += [
            Text(x=self.margin, y=y, size=size, text=head["date"], font="sans"),
            Text(x=self.page.width / 2 - 2 * size, y=y, size=1.3 * size, text="要闻", font="sans", bold=True),
            Text(
                x=right - (measure(head["paper"]) + 2) * size,
                y=y,
                size=size,
                text=f"{head['paper']} {head['page']}",
            ),
        ]

    def tree(self, left: list[int]) -> Node:
        """Return a random way to lay out the articles."""
        s, rng = self.style, self.rng
        parts = list[Node]()
        while left:
            kind = rng.choice((*s.shapes, "plain", "plain")) if s.shapes else "plain"
            if kind == "pin" and len(left) >= 5 and s.cols >= 5:
                five = [left.pop(0) for _ in range(5)]
                lengths = {i: len("".join(self.made[i]["paragraphs"])) for i in five}
                five.sort(key=lambda i: -lengths[i])
                parts.append(("pin", five[0], five[1], five[2], five[3], five[4]))
            elif kind == "ell" and len(left) >= 2:
                pair = sorted((left.pop(0), left.pop(0)), key=lambda i: -len("".join(self.made[i]["paragraphs"])))
                if self.made[pair[0]].get("caption"):
                    parts += [self.leaf(i) for i in sorted(pair)]
                else:
                    parts.append(("ell", *pair, rng.randint(1, max(1, s.cols // 2))))
            else:
                parts.append(self._plain(left, s.cols))
        return ("stack", parts) if len(parts) > 1 else parts[0]

    def leaf(self, index: int) -> Node:
        """Return an article on its own, in a box perhaps."""
        return ("leaf", index, self.rng.random() < self.style.boxes)

    def _plain(self, left: list[int], cols: int) -> Node:
        """Take one to three articles off `left`: alone, side by side, or one beside a stack of two."""
        count = min(len(left), self.rng.randint(1, 3), cols)
        taken = [left.pop(0) for _ in range(count)]
        if count == 1:
            return self.leaf(taken[0])
        stack = count == 3 and (self.rng.random() < 0.6 or cols < 4)
        nodes: list[Node] = (
            [self.leaf(taken[0]), ("stack", [self.leaf(taken[1]), self.leaf(taken[2])])]
            if stack
            else [self.leaf(i) for i in taken]
        )
        ways = list(_ways(cols, len(nodes)))
        way = min(
            ways, key=lambda w: (max(h := [self.height(n, c) for n, c in zip(nodes, w, strict=True)]) - min(h), w)
        )
        return ("row", nodes, way)


def _ways(cols: int, count: int) -> Iterator[tuple[int, ...]]:
    if count == 1:
        yield (cols,)
        return
    for first in range(1, cols - count + 2):
        for rest in _ways(cols - first, count - 1):
            yield (first, *rest)


FONTS = {"serif": "'Noto Serif CJK SC'", "sans": "'Noto Sans CJK SC'"}


def as_html(pages: list[Page]) -> str:
    """Return the pages as HTML, one printed page each."""
    out = [("<!doctype html><meta charset=utf-8><style>*{margin:0;padding:0}body{font-kerning:none}"
           ".p{position:relative;overflow:hidden;break-after:page}.t{position:absolute;white-space:nowrap;line-height:1;"
           "transform-origin:0 0}.j{text-align:justify;text-align-last:justify}.v{writing-mode:vertical-rl}"
           ".a{position:absolute}")]  # fmt: skip
    out += [f"@page p{i}{{size:{p.width:.2f}pt {p.height:.2f}pt;margin:0}}.p{i}{{page:p{i};"
            f"width:{p.width:.2f}pt;height:{p.height - 3:.2f}pt}}" for i, p in enumerate(pages)]  # fmt: skip
    out.append("</style>")
    for i, page in enumerate(pages):
        out.append(f"<div class='p p{i}'>")
        for a in page.areas:
            look = {
                "line": "background:#333",
                "box": "border:.6pt solid #333;box-sizing:border-box",
                "picture": "",
            }[a.kind]
            where = f"left:{a.x:.2f}pt;top:{a.y:.2f}pt;width:{a.w:.2f}pt;height:{a.h:.2f}pt"
            tag = (
                f"<img class=a style='{where}' src='{PIXEL}'>"
                if a.kind == "picture"
                else f"<div class=a style='{where};{look}'></div>"
            )
            out.append(tag)
        out += [_tag(t) for t in page.texts]
        out.append("</div>")
    return "".join(out)


PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAG0lEQVR4nGNgwAGYEpv+"
    "YBVgwqoBCBhxSQwTCQD88QKZLXMVJgAAAABJRU5ErkJggg=="
)


def _tag(t: Text) -> str:
    style = f"left:{t.x:.2f}pt;top:{t.y:.2f}pt;font:{'bold ' if t.bold else ''}{t.size:.2f}pt/1 {FONTS[t.font]}"
    style += f";width:{t.width:.2f}pt" if t.width else ""
    style += f";letter-spacing:{t.spacing / t.scale:.2f}pt" if t.spacing else ""
    style += f";transform:scaleX({t.scale})" if t.scale != 1 else ""
    kind = "t" + (" j" if t.width else "") + (" v" if t.tall else "")
    return f'<div class="{kind}" style="{html.escape(style)}">{html.escape(t.text)}</div>'


def chromium(pages: list[Page], out: Path) -> None:
    """Print the pages to one PDF."""
    with tempfile.TemporaryDirectory() as work:
        source = Path(work) / "pages.html"
        source.write_text(as_html(pages), "utf-8")
        command = ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
                   f"--user-data-dir={work}/profile", f"--print-to-pdf={out}", source.as_uri()]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=540)


def cairo(pages: list[Page], out: Path) -> None:
    """Draw the pages, character by character where a line is filled, with Cairo."""
    import cairocffi  # noqa: PLC0415  # for tests only

    surface = cairocffi.PDFSurface(str(out), 100, 100)
    pen = cairocffi.Context(surface)
    for page in pages:
        surface.set_size(page.width, page.height)
        for a in page.areas:
            pen.set_line_width(0.6)
            if a.kind == "picture":
                image = cairocffi.ImageSurface(cairocffi.FORMAT_RGB24, 8, 8)
                pen.save()
                pen.translate(a.x, a.y)
                pen.scale(a.w / 8, a.h / 8)
                pen.set_source_surface(image)
                pen.paint()
                pen.restore()
            else:
                pen.set_source_rgb(0.2, 0.2, 0.2)
                pen.rectangle(a.x, a.y, a.w, a.h)
                _ = pen.fill() if a.kind == "line" else pen.stroke()
        pen.set_source_rgb(0, 0, 0)
        for t in page.texts:
            _draw(pen, t)
        surface.show_page()
    surface.finish()


def _draw(pen: Any, t: Text) -> None:
    import cairocffi  # noqa: PLC0415  # for tests only

    weight = cairocffi.FONT_WEIGHT_BOLD if t.bold else cairocffi.FONT_WEIGHT_NORMAL
    pen.select_font_face({"serif": "Noto Serif CJK SC", "sans": "Noto Sans CJK SC"}[t.font], 0, weight)
    pen.set_font_matrix(cairocffi.Matrix(xx=t.size * t.scale, yy=t.size))
    widths = [pen.text_extents(c)[4] for c in t.text]
    extra = (t.width - sum(widths)) / (len(widths) - 1) if t.width and len(widths) > 1 else t.spacing
    x, y = t.x, t.y + 0.88 * t.size
    for char, wide in zip(t.text, widths, strict=True):
        pen.move_to(x, y)
        pen.show_text(char)
        if t.tall:
            y += t.size
        else:
            x += wide + extra


def reportlab(pages: list[Page], out: Path, fonts: Path) -> None:
    """Draw the pages line by line, the characters of a filled line spread, with ReportLab."""
    from reportlab.lib.utils import ImageReader  # noqa: PLC0415  # for tests only
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415  # for tests only
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415  # for tests only
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415  # for tests only

    for name, file in (("sans", "wqy-zenhei.ttc"), ("serif", "uming.ttc")):
        pdfmetrics.registerFont(TTFont(name, next(fonts.rglob(file))))
    pen = Canvas(str(out), pageCompression=1)
    pixel = ImageReader(io.BytesIO(base64.b64decode(PIXEL.partition(",")[2])))
    for page in pages:
        pen.setPageSize((page.width, page.height))
        pen.setLineWidth(0.6)
        for a in page.areas:
            bottom = page.height - a.y - a.h
            if a.kind == "picture":
                pen.drawImage(pixel, a.x, bottom, a.w, a.h)
            else:
                pen.rect(a.x, bottom, a.w, a.h, stroke=int(a.kind == "box"), fill=int(a.kind == "line"))
        for t in page.texts:
            _typed(pen, t, page.height, pdfmetrics.stringWidth)
        pen.showPage()
    pen.save()


def _typed(pen: Any, t: Text, height: float, width_of: Any) -> None:
    base = height - t.y - 0.88 * t.size
    if t.tall:
        for place, char in enumerate(t.text):
            pen.setFont(t.font, t.size)
            pen.drawString(t.x, base - place * t.size, char)
        return
    natural = width_of(t.text, t.font, t.size)
    extra = (t.width - natural) / (len(t.text) - 1) if t.width and len(t.text) > 1 else t.spacing / t.scale
    line = pen.beginText(t.x, base)
    line.setFont(t.font, t.size)
    line.setCharSpace(extra)
    line.setHorizScale(100 * t.scale)
    line.textOut(t.text)
    pen.drawText(line)


def made(truth: dict[str, Any], name: str, stem: str, spare: list[str]) -> tuple[Page, dict[str, Any]]:
    """Return a page set, and its articles as they were set."""
    composer = Composer(LAYOUTS.get(name) or drawn(name, stem), f"{name} {stem}", spare)
    year, month, day = (truth.get("date") or "2025-01-01").split("-")
    head = {
        "date": f"{year}年{int(month)}月{int(day)}日 星期三",
        "paper": truth.get("paper") or "测试报",
        "page": "1",
    }
    page = composer.compose(truth["articles"], head)
    keep = ("title", "kicker", "deck", "column", "paragraphs", "subheads", "caption", "credit", "continued")
    articles = [
        {k: it[k] for k in keep if it.get(k)} | {"paragraphs": it["paragraphs"]} for it in composer.made.values()
    ]
    if composer.style.rows:
        page.texts.sort(key=lambda t: (round(t.y), t.x))
    return page, dict(truth, articles=articles)


def main() -> int:
    """Typeset the pages."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--layout", nargs="+", default=list(LAYOUTS), type=layout)
    parser.add_argument("--part", choices=("dev", "held", "all"), default="all")
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--fonts", type=Path, default=Path("/usr/share/fonts"))
    parser.add_argument("--scan", action="store_true")
    parser.add_argument("--noise", type=float, default=1.0)
    parser.add_argument("--truth", type=Path, default=ROOT.parent / "shared" / "data" / "pages")
    asked = parser.parse_args()
    spare = spares(asked.truth.parent / "headlines.tsv")
    paths = sorted(asked.truth.glob("*.truth.json"))
    held = max(1, len(paths) * 2 // 5)
    paths = {"dev": paths[:-held], "held": paths[-held:], "all": paths}[asked.part]
    for name in asked.layout:
        folder = asked.out / (f"{name}-scan" if asked.scan else name)
        folder.mkdir(parents=True, exist_ok=True)
        pages = list[Page]()
        stems = [path.name.removesuffix(".truth.json") for path in paths[: asked.limit or None]]
        for stem in stems:
            truth = json.loads((asked.truth / f"{stem}.truth.json").read_text("utf-8"))
            page, told = made(truth, name, stem, spare)
            pages.append(page)
            (folder / f"{stem}.truth.json").write_text(json.dumps(told, ensure_ascii=False), "utf-8")
            (folder / f"{stem}.txt").write_text("\n".join(t.text for t in page.texts), "utf-8")
        whole = folder / "all.pdf"
        if name.startswith("reportlab"):
            reportlab(pages, whole, asked.fonts)
        else:
            (cairo if name.startswith("cairo") else chromium)(pages, whole)
        parts(whole, [folder / f"{stem}.pdf" for stem in stems])
        for stem in stems if asked.scan else []:
            scanned(folder / f"{stem}.pdf", f"{name} {stem}", asked.noise)
        print(f"{name}: {len(stems)} pages", flush=True)
    return 0


def layout(name: str) -> str:
    """Return the name of a layout; an argparse error where there is none."""
    if name not in LAYOUTS and not kind_of(name):
        raise argparse.ArgumentTypeError(f"no such layout: {name}")
    return name


def spares(path: Path) -> list[str]:
    """Return head lines to use as kickers, decks and subheads."""
    if not path.exists():
        return ["春耕正忙", "秋收在望", "一线见闻", "新区建设提速", "老街换上新颜", "服务到家门口"]
    rows = (row.partition("\t")[2] for row in path.read_text("utf-8").splitlines())
    plain = [row for row in rows if re.fullmatch("[\u4e00-\u9fff，、]{6,22}", row)]
    random.Random("spare").shuffle(plain)
    return plain[:4000]


def parts(whole: Path, targets: list[Path]) -> None:
    """Write each page of a PDF as a file of its own."""
    import pypdfium2  # noqa: PLC0415  # ours

    source = pypdfium2.PdfDocument(whole)
    assert len(source) == len(targets), (len(source), len(targets))
    for index, target in enumerate(targets):
        single = pypdfium2.PdfDocument.new()
        single.import_pages(source, [index])
        single.save(target)
        single.close()
    source.close()


def scanned(path: Path, seed: str, noise: float = 1.0) -> None:
    """Make a page a picture of itself, as a scanner would; `noise` times as blurred and grained."""
    import numpy as np  # noqa: PLC0415  # ours
    import pypdfium2  # noqa: PLC0415  # ours
    from PIL import Image, ImageFilter  # noqa: PLC0415  # for tests only

    rng = random.Random(seed)
    page = pypdfium2.PdfDocument(path)[0].render(scale=200 / 72).to_pil().convert("L")
    page = page.rotate(rng.uniform(-0.8, 0.8), resample=Image.Resampling.BICUBIC, fillcolor=255)
    page = page.filter(ImageFilter.GaussianBlur(noise * rng.uniform(0.3, 0.9)))
    grain = np.random.default_rng(rng.randrange(2**32)).normal(0, noise * rng.uniform(4, 14), page.size[::-1])
    grey = np.asarray(page, float) * 0.8 + 25 + grain
    Image.fromarray(grey.clip(0, 255).astype("uint8")).save(path, "PDF", resolution=200, quality=70)


if __name__ == "__main__":
    sys.exit(main())
