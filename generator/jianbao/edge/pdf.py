"""Pages of a PDF file, read by pdfium in a process of its own (edge/pdf_child.py), bounded in time and memory."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from jianbao.edge import ocr, text_layer
from jianbao.edge import problems as said
from jianbao.model.printed import Area, Glyph, PrintedPage
from jianbao.model.problem import Found, Problem, Where

SECONDS = 60
"""The longest that reading one page may take."""

MEGABYTES = 1_000
MOST_PAGES = 64
"""No issue of a newspaper has more pages; of a longer file the pages wanted must be named."""

_MANY_UNKNOWN = 0.005
_TO_RECOGNISE = frozenset({said.PDF_NO_TEXT.name, said.PDF_UNKNOWN_CHARACTERS.name})
_LIBRARY_MISSING = "ModuleNotFoundError"


def read_pages(path: Path, name: str, first: int = 0, last: int = 0) -> Found[tuple[PrintedPage, ...]]:
    """Return the pages `first` to `last` (from 1; 0 0: all) of the PDF at `path`, called `name` in the problems.

    A page that cannot be read is left out and said; where the file cannot be read there is none.
    """
    where = Where(file=name)
    counted = _run(path, max(1, first), max(1, first))
    count, problem = _count(counted, where)
    if problem is not None:
        return Found(value=(), problems=(problem,))
    last = last or count
    if first > count or last > count or first > last:
        asked = str(first) if first == last else f"{first}-{last}"
        return Found(value=(), problems=(said.PDF_NO_SUCH_PAGE.at(where, count=count, asked=asked),))
    first = first or 1
    if last - first + 1 > MOST_PAGES:
        return Found(value=(), problems=(said.PDF_MANY_PAGES.at(where, count=count, most=MOST_PAGES),))
    pages, problems = list[PrintedPage](), list[Problem]()
    for number in range(first, last + 1):
        told = counted if number == first else _run(path, number, number)
        page, problem = _page(told, number, where)
        if problem is not None and problem.code in _TO_RECOGNISE and ocr.can():
            page, problem = _recognised(path, printed(told[0][1]), where)
        pages += [page] if page is not None else []
        problems += [problem] if problem is not None else []
    return Found(value=tuple(pages), problems=tuple(problems))


def _recognised(path: Path, page: PrintedPage, where: Where) -> tuple[PrintedPage | None, Problem]:
    """Return a page as its picture shows it, and say so; None where recognition fails or finds nothing."""
    drawn = draw(path, page.number, ocr.dots(page.width))
    found = ocr.read(drawn, page.number, page.width, page.height) if drawn else None
    if found is None:
        return None, said.OCR_FAILED.at(where, number=page.number, seconds=ocr.SECONDS)
    if not found.glyphs:
        return None, said.OCR_NOTHING.at(where, number=page.number)
    sure = sum(glyph.sure for glyph in found.glyphs) / len(found.glyphs)
    return found, said.OCR_READ.at(where, number=page.number, sure=f"{sure:.3f}")


def draw(path: Path, number: int, width: int) -> bytes:
    """Return page `number` of the PDF at `path` as a PPM picture `width` pixels wide; nothing if it fails."""
    command = [
        sys.executable,
        "-I",
        "-m",
        "jianbao.edge.pdf_child",
        "render",
        str(path.absolute()),
        str(number),
        str(width),
    ]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return b""
    return done.stdout if done.returncode == 0 else b""


def count_pages(path: Path, name: str) -> Found[int]:
    """Return how many pages the PDF at `path` has; 0 and what is wrong where it cannot be read."""
    count, problem = _count(_run(path, 0, 0), Where(file=name))
    return Found(value=count, problems=(problem,) if problem is not None else ())


def _run(path: Path, first: int, last: int) -> tuple[list[dict[str, Any]], str]:
    """Return what the reading process says, and how it ended: "", "time" or its last words."""
    command = [sys.executable, "-I", "-m", "jianbao.edge.pdf_child", str(path.absolute()), str(first), str(last)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return [], "time"
    told = list(_objects(done.stdout))
    return told, "" if done.returncode == 0 else done.stderr.decode("utf-8", "replace")[-400:] or "killed"


def _objects(data: bytes) -> Iterator[dict[str, Any]]:
    for row in data.splitlines():
        try:
            yield json.loads(row)
        except ValueError:  # cut off where the process was ended
            return


def _count(told: tuple[list[dict[str, Any]], str], where: Where) -> tuple[int, Problem | None]:
    """Return how many pages the file has, or what is wrong with it."""
    objects, end = told
    if not objects:
        return 0, _ended(end, where, "this file", "这个文件")
    if objects[0].get("error") == "encrypted":
        return 0, said.PDF_ENCRYPTED.at(where)
    if "error" in objects[0]:
        return 0, said.PDF_DAMAGED.at(where, what_en="this file", what_zh="这个文件")
    count = int(objects[0]["pages"])
    return count, None if count > 0 else said.PDF_NO_PAGES.at(where)


def _ended(end: str, where: Where, what_en: str, what_zh: str) -> Problem:
    """Say why the process ended without an answer."""
    if _LIBRARY_MISSING in end and "pypdfium2" in end:
        return said.PDF_NO_LIBRARY.at(where)
    if end == "time" or "MemoryError" in end or end == "killed":
        return said.PDF_TOO_MUCH.at(where, what_en=what_en, what_zh=what_zh, seconds=SECONDS, megabytes=MEGABYTES)
    return said.PDF_DAMAGED.at(where, what_en=what_en, what_zh=what_zh)


def _page(
    told: tuple[list[dict[str, Any]], str], number: int, where: Where
) -> tuple[PrintedPage | None, Problem | None]:
    objects, end = told
    what = (f"page {number}", f"第 {number} 页")
    if len(objects) < 2:
        return None, _ended(end, where, *what)
    raw = objects[1]
    if "error" in raw:
        return None, said.PDF_DAMAGED.at(where, what_en=what[0], what_zh=what[1])
    if raw["crowded"]:
        return None, said.PDF_TOO_MUCH.at(
            where, what_en=what[0], what_zh=what[1], seconds=SECONDS, megabytes=MEGABYTES
        )
    page = printed(raw)
    read = text_layer.layer(page)
    shown = [glyph for glyph in page.glyphs if (read or not glyph.hidden) and not glyph.text.isspace()]
    if not shown:
        return None, said.PDF_NO_TEXT.at(where, number=number)
    unknown = sum(glyph.unknown for glyph in shown)
    if unknown > _MANY_UNKNOWN * len(shown):
        return None, said.PDF_UNKNOWN_CHARACTERS.at(where, number=number, count=unknown, total=len(shown))
    if read is not None:
        return read, said.PDF_TEXT_LAYER.at(where, number=number)
    return replace(page, pictures=tuple(a for a in page.pictures if not _is_paper(a, page))), None


def _is_paper(area: Area, page: PrintedPage) -> bool:
    """Return whether a picture lies behind the whole page: it belongs to no article."""
    return area.width * area.height > text_layer.COVERED * page.width * page.height


def printed(raw: dict[str, Any]) -> PrintedPage:
    """Return the page that the reading process told of."""
    return PrintedPage(
        width=raw["width"],
        height=raw["height"],
        glyphs=tuple(
            Glyph(text, x0, y0, x1, y1, size, font, bool(flags & 1), bool(flags & 2), _is_unknown(text, flags))
            for text, x0, y0, x1, y1, size, font, flags in raw["glyphs"]
        ),
        rules=tuple(Area(*box) for box in raw["rules"]),
        boxes=tuple(Area(*box) for box in raw["boxes"]),
        pictures=tuple(Area(*box) for box in raw["pictures"]),
        number=raw["number"],
        fonts=tuple(raw["fonts"]),
    )


def _is_unknown(text: str, flags: int) -> bool:
    """Return whether nobody says which character it is: no entry in the map, or a private one."""
    return bool(flags & 4) or text in ("\0", "\ufffd") or "\ue000" <= text[:1] <= "\uf8ff"
