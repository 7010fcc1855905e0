"""Pages of ALTO XML and hOCR, as libraries hold them: words with boxes become characters with boxes.

Both are read by the standard library's parsers as plain trees: a file that declares a document type with entities
of its own is refused, so nothing is fetched and nothing swells. Lengths are taken as the file has them (pixels or
tenths of a millimetre): only their relations count.
"""

from __future__ import annotations

import html.parser
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET  # entities are refused before it sees the file

from jianbao.edge import problems as said
from jianbao.edge import reading, recognised
from jianbao.model.printed import Area, PrintedPage
from jianbao.model.problem import Found, Where

_MOST = 100 * reading.MEGABYTE
_ENTITY = re.compile(r"<!(?:ENTITY|DOCTYPE[^>]*\[)", re.IGNORECASE)
_BOX = re.compile(r"bbox" + 4 * r"\s+(-?\d{1,9}(?:\.\d+)?)")
_TALL = 2
"""A line so much higher than wide, of more characters than that, runs downwards."""

_SURE = re.compile(r"x_wconf\s+(\d+(?:\.\d+)?)")
Box = tuple[float, float, float, float]


@dataclass(kw_only=True)
class _Line:
    """A line of recognised text: its box, and its words with theirs and their confidence."""

    box: Box
    words: list[tuple[str, Box, float]] = field(default_factory=list)


@dataclass(kw_only=True)
class _Sheet:
    """A page as it is gathered."""

    box: Box
    lines: list[_Line] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)


def read_pages(path: Path, name: str) -> Found[tuple[PrintedPage, ...]]:
    """Return the pages of the ALTO or hOCR file at `path`, called `name` in the problems."""
    read = reading.read(path, name, _MOST)
    if read.value is None:
        return Found(value=(), problems=read.problems)
    where = Where(file=name)
    if _ENTITY.search(read.value.text):
        return Found(value=(), problems=(said.OCR_ENTITIES.at(where),))
    try:
        sheets = _hocr(read.value.text) if path.suffix.lower() == ".hocr" else _alto(read.value.text)
    except (ET.ParseError, ValueError, RecursionError) as error:
        return Found(value=(), problems=(said.OCR_BROKEN.at(where, reason=str(error)[:80]),))
    pages = tuple(_page(sheet, number) for number, sheet in enumerate(sheets, 1) if any(map(_placed, sheet.lines)))
    return Found(value=pages, problems=() if pages else (said.OCR_EMPTY.at(where),))


def _page(sheet: _Sheet, number: int) -> PrintedPage:
    """Return a page; a word's characters share its box evenly, and take the height of their line for size."""
    glyphs = recognised.glyphs([_reading(line, place) for place, line in enumerate(sheet.lines)])
    return PrintedPage(
        width=max(sheet.box[2], *(glyph.x1 for glyph in glyphs)),
        height=max(sheet.box[3], *(glyph.y1 for glyph in glyphs)),
        glyphs=glyphs,
        pictures=tuple(Area(*box) for box in sheet.pictures),
        number=number,
    )


def _reading(line: _Line, place: int) -> recognised.Reading:
    """Return a line (the one at `place` of its page) with places for its characters."""
    if not _placed(line):  # nobody knows where it belongs: it goes to the leftovers
        chars = [(char, 0.0, 1.0, sure) for text, _, sure in line.words for char in text]
        return recognised.Reading(chars=tuple(chars), size=1.0, top=-2.0 * place, hidden=True)
    wide, high = line.box[2] - line.box[0], line.box[3] - line.box[1]
    tall = high > _TALL * wide and sum(len(text) for text, _, _ in line.words) > _TALL
    words = line.words
    if not all(_has_size(box, tall=tall) for _, box, _ in words):  # evenly over the line
        words = [("".join(text for text, _, _ in words), line.box, min(sure for _, _, sure in words))]
    chars = []
    for text, box, sure in words:
        start, end = (box[1], box[3]) if tall else (box[0], box[2])
        step = (end - start) / len(text)
        chars += [(char, start + i * step, start + (i + 1) * step, sure) for i, char in enumerate(text)]
    return recognised.Reading(
        chars=tuple(chars), size=wide if tall else high, top=line.box[0] if tall else line.box[1], tall=tall
    )


def _alto(text: str) -> list[_Sheet]:
    """Return the pages of ALTO (2, 3 or 4): Page, TextLine, String, Illustration."""
    root = ET.fromstring(text)  # noqa: S314  # entities were refused
    return [_alto_page(node) for node in root.iter() if _name(node) == "Page"]


def _alto_page(node: ET.Element) -> _Sheet:
    sheet = _Sheet(box=(0.0, 0.0, _number(node, "WIDTH"), _number(node, "HEIGHT")))
    for each in node.iter():
        if _name(each) in {"Illustration", "GraphicalElement"}:
            sheet.pictures.append(_alto_box(each))
        elif _name(each) == "TextLine":
            words = [child for child in each if _name(child) == "String" and child.get("CONTENT", "").strip()]
            if words:
                told = [(w.get("CONTENT", "").strip(), _alto_box(w), _share(w.get("WC", "1"))) for w in words]
                boxes = [box for _, box, _ in told if _has_size(box)]
                own = _alto_box(each)
                sheet.lines.append(_Line(box=own if _has_size(own) or not boxes else _around(boxes), words=told))
    return sheet


def _name(node: ET.Element) -> str:
    return node.tag.rpartition("}")[2]


def _number(node: ET.Element, key: str) -> float:
    return _real(node.get(key) or "0", key)


def _share(told: str, whole: float = 1.0) -> float:
    """Return a confidence as a share, 0 to 1."""
    return min(1.0, max(0.0, _real(told, "WC") / whole))


def _real(told: str, key: str) -> float:
    """Return a number as the file writes it. Raise ValueError, which says where, for what is none."""
    try:
        value = float(told)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ValueError(f'{key}="{told[:20]}"')
    return value


def _alto_box(node: ET.Element) -> Box:
    x, y = _number(node, "HPOS"), _number(node, "VPOS")
    return x, y, x + _number(node, "WIDTH"), y + _number(node, "HEIGHT")


def _has_size(box: Box, *, tall: bool = False) -> bool:
    """Return whether a box is as long as its text needs: to the right, or downwards."""
    return box[3] > box[1] if tall else box[2] > box[0]


def _around(boxes: Sequence[Box]) -> Box:
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def _placed(line: _Line) -> bool:
    """Return whether the file says where a line stands."""
    return _has_size(line.box) and _has_size(line.box, tall=True)


class _Hocr(html.parser.HTMLParser):
    """Gathers the pages of hOCR: ocr_page, ocr_line (and its kin), ocrx_word, ocr_photo."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[_Sheet] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in what an element says."""
        told = {key: value or "" for key, value in attrs}
        kinds = set(told.get("class", "").split())
        found = _BOX.search(told.get("title", ""))
        box: Box = tuple(map(float, found.groups())) if found else (0.0, 0.0, 0.0, 0.0)  # type: ignore[assignment]  # four
        kind = ""
        if "ocr_page" in kinds:
            self.sheets.append(_Sheet(box=box))
        elif not self.sheets:
            pass
        elif kinds & {"ocr_photo", "ocr_image"}:
            self.sheets[-1].pictures += [box] if found else []
        elif kinds & {"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat", "ocrx_line"}:
            self.sheets[-1].lines.append(_Line(box=box))
            kind = "line"
        elif "ocrx_word" in kinds and self.sheets[-1].lines:
            sure = _SURE.search(told.get("title", ""))
            self.sheets[-1].lines[-1].words.append(("", box, _share(sure[1], 100) if sure else 1.0))
            kind = "word"
        if tag not in {"br", "img", "meta", "link", "hr", "input"}:
            self.open.append(kind)

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        if self.open and tag not in {"br", "img", "meta", "link", "hr", "input"}:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        """Take the text of a word, or of a line without words."""
        text = "".join(data.split())
        if not text or not any(self.open) or not self.sheets or not self.sheets[-1].lines:
            return
        line = self.sheets[-1].lines[-1]
        if "word" in self.open:
            before, box, sure = line.words.pop()
            line.words.append((before + text, box, sure))
        elif "line" in self.open:
            line.words.append((text, line.box, 1.0))


def _hocr(text: str) -> list[_Sheet]:
    parser = _Hocr()
    parser.feed(text)
    parser.close()
    for sheet in parser.sheets:
        sheet.lines = list(_filled(sheet.lines))
    return parser.sheets


def _filled(lines: Iterable[_Line]) -> Iterator[_Line]:
    """Yield the lines that have words."""
    for line in lines:
        line.words = [word for word in line.words if word[0]]
        if line.words:
            yield line
