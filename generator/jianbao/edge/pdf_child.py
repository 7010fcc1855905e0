"""The door to pdfium, in a process of its own: ``python -m jianbao.edge.pdf_child FILE FIRST LAST``.

``render FILE PAGE WIDTH`` prints the page as a picture so many pixels wide (PPM). Otherwise it prints one JSON
object a line: first ``{"pages": N}`` or ``{"error": word}``, then one object a page. A damaged or hostile file may
make the library loop, swell or crash: the limits set here end this process, and nothing else.
Nothing in the document runs: the library is built without JavaScript, and forms are never initialised.
"""

from __future__ import annotations

import ctypes
import json
import math
import sys
from collections.abc import Iterator
from typing import Any

import pypdfium2_raw as c

from jianbao.edge.pdf_signs import spread

MEMORY = 1_000_000_000
"""Bytes of address space that reading a file may take."""

SECONDS = 60
"""Seconds of processor time for each page."""

MOST_GLYPHS = 120_000
MOST_AREAS = 4_000
_HIGHEST = 8_000
_THIN, _LONG = 4.0, 12.0
_DEEP, _SEGMENTS = 6, 64
_WIDE = 0x2E80
"""Characters from here on are an em wide; what fonts of type 3 say of their boxes is the ink, not the advance."""

_INVISIBLE = (c.FPDF_TEXTRENDERMODE_INVISIBLE, c.FPDF_TEXTRENDERMODE_CLIP)
_WORDS = {
    c.FPDF_ERR_PASSWORD: "encrypted",
    c.FPDF_ERR_SECURITY: "encrypted",
    c.FPDF_ERR_FORMAT: "damaged",
    c.FPDF_ERR_FILE: "unreadable",
}

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]


def limit(pages: int) -> None:
    """Bound what this process may use, where the system can."""
    try:
        import resource  # noqa: PLC0415  # not on every system
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    seconds = SECONDS * max(1, pages)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(arguments: list[str]) -> int:
    """Read the pages FIRST to LAST (from 1; 0 0: none) of FILE and print them, or draw one."""
    if arguments[0] == "render":
        return render(arguments[1], int(arguments[2]), int(arguments[3]))
    path, first, last = arguments[0], int(arguments[1]), int(arguments[2])
    limit(max(1, last - first + 1))
    c.FPDF_InitLibrary()
    document = c.FPDF_LoadDocument(path.encode(), None)
    if not document:
        _say({"error": _WORDS.get(c.FPDF_GetLastError(), "damaged")})
        return 0
    count = c.FPDF_GetPageCount(document)
    _say({"pages": count})
    for index in range(max(0, first - 1), min(count, last)):
        _say(page(document, index))
    return 0


def _say(value: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=True, separators=(",", ":")) + "\n")
    sys.stdout.flush()


def render(path: str, number: int, width: int) -> int:
    """Print page `number` (from 1) of a file as a PPM picture, white where nothing is drawn."""
    limit(1)
    c.FPDF_InitLibrary()
    document = c.FPDF_LoadDocument(path.encode(), None)
    handle = c.FPDF_LoadPage(document, number - 1) if document else None
    if not handle:
        return 1
    height = max(1, min(_HIGHEST, round(width * c.FPDF_GetPageHeightF(handle) / c.FPDF_GetPageWidthF(handle))))
    bitmap = c.FPDFBitmap_CreateEx(width, height, c.FPDFBitmap_BGR, None, 0)
    c.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
    c.FPDF_RenderPageBitmap(bitmap, handle, 0, 0, width, height, 0, c.FPDF_REVERSE_BYTE_ORDER)
    stride, start = c.FPDFBitmap_GetStride(bitmap), c.FPDFBitmap_GetBuffer(bitmap)
    raw = ctypes.string_at(start, stride * height)
    sys.stdout.buffer.write(b"P6 %d %d 255\n" % (width, height))
    for row in range(height):
        sys.stdout.buffer.write(raw[row * stride : row * stride + 3 * width])
    sys.stdout.buffer.flush()
    return 0


def page(document: Any, index: int) -> dict[str, Any]:
    """Return one page as plain values: size, glyphs, fonts, rules, boxes, pictures."""
    handle = c.FPDF_LoadPage(document, index)
    if not handle:
        return {"number": index + 1, "error": "damaged"}
    view = _View(handle)
    fonts = dict[str, int]()
    text = c.FPDFText_LoadPage(handle)
    total = max(0, c.FPDFText_CountChars(text)) if text else 0
    glyphs = spread(list(_glyphs(text, min(total, MOST_GLYPHS), view, fonts)))
    areas: dict[str, list[Box]] = {"rules": [], "boxes": [], "pictures": []}
    count = c.FPDFPage_CountObjects(handle)
    for each in range(count):
        _area(c.FPDFPage_GetObject(handle, each), (1, 0, 0, 1, 0, 0), view, areas, 0)
    if text:
        c.FPDFText_ClosePage(text)
    c.FPDF_ClosePage(handle)
    return {
        "number": index + 1,
        "width": view.width,
        "height": view.height,
        "glyphs": glyphs,
        "fonts": list(fonts),
        "crowded": total > MOST_GLYPHS,
        **areas,
    }


class _View:
    """From the coordinates of a page's content to those of a reader: turned as the page says, y downwards."""

    def __init__(self, handle: Any) -> None:
        self.turn = c.FPDFPage_GetRotation(handle) % 4
        self.width, self.height = c.FPDF_GetPageWidthF(handle), c.FPDF_GetPageHeightF(handle)
        box = [ctypes.c_float() for _ in range(4)]
        ok = c.FPDFPage_GetCropBox(handle, *box) or c.FPDFPage_GetMediaBox(handle, *box)
        plain = [value.value for value in box]
        self.left, self.bottom = (min(plain[0], plain[2]), min(plain[1], plain[3])) if ok else (0.0, 0.0)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return a point of the content as a reader sees it."""
        x, y = x - self.left, y - self.bottom
        if self.turn == 0:
            return x, self.height - y
        if self.turn == 1:
            return y, x
        if self.turn == 2:
            return self.width - x, y
        return self.width - y, self.height - x

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """Return a rectangle as a reader sees it."""
        a, b = self.point(x0, y0), self.point(x1, y1)
        return (
            round(min(a[0], b[0]), 2),
            round(min(a[1], b[1]), 2),
            round(max(a[0], b[0]), 2),
            round(max(a[1], b[1]), 2),
        )


def _glyphs(text: Any, total: int, view: _View, fonts: dict[str, int]) -> Iterator[list[Any]]:
    """Yield [character, x0, y0, x1, y1, size, font, flags] of each character that the page draws.

    The library's own place of a character is wrong where the file gives a sign another text (ActualText) inside a
    group, as Chromium does for every character that looks like a radical: then the object's matrix tells it.
    """
    looks = _Looks(fonts)
    loose, matrix = c.FS_RECTF(), c.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    high, last, shift = "", 0, (0.0, 0.0)
    for index in range(total):
        if c.FPDFText_IsGenerated(text, index) == 1:
            continue
        code = c.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            high = chr(code)
            continue
        char = chr(code)
        if high or 0xDC00 <= code < 0xE000:
            char = (high + char).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        high = ""
        c.FPDFText_GetLooseCharBox(text, index, loose)
        c.FPDFText_GetMatrix(text, index, matrix)
        item = c.FPDFText_GetTextObject(text, index)
        key = _key(item)
        font, hidden = looks.of(item, key)
        across, down = math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d)
        size = c.FPDFText_GetFontSize(text, index) * down
        if not math.isfinite(loose.left + loose.bottom + loose.right + loose.top + size + matrix.e + matrix.f):
            continue
        turned = _is_turned(matrix, view.turn)
        if turned:
            x0, y0, x1, y1 = view.box(loose.left, loose.bottom, loose.right, loose.top)
        else:
            c.FPDFText_GetCharOrigin(text, index, x, y)
            if key != last:
                last, shift = key, (matrix.e - x.value, matrix.f - y.value)
                if math.hypot(*shift) < 0.6 * size:
                    shift = (0.0, 0.0)
            start, base = view.point(x.value + shift[0], y.value + shift[1])
            wide = size * across / (down or 1.0)
            x1 = start + wide
            if code < _WIDE:
                x0, _, x1, _ = view.box(loose.left, loose.bottom, loose.right, loose.top)
                x1 = x1 if abs(x0 - start) < size else start + wide / 2
            x0, x1 = round(start, 2), round(max(start, x1), 2)
            y0, y1 = round(base - 0.88 * size, 2), round(base + 0.12 * size, 2)
        wrong = c.FPDFText_HasUnicodeMapError(text, index) == 1 or not code
        yield [char, x0, y0, x1, y1, round(size, 2), font, hidden + 2 * turned + 4 * wrong]


def _is_turned(matrix: Any, turn: int) -> bool:
    """Return whether a character is not upright to a reader."""
    a, b = matrix.a, matrix.b
    for _ in range(turn):
        a, b = b, -a
    return not (a > 0 and abs(b) < 0.2 * abs(a))


def _key(item: Any) -> int:
    """Return what tells one object of the document from another, 0 for none."""
    return ctypes.addressof(item.contents) if item else 0


class _Looks:
    """Which font the objects of a page are set in, and whether anybody sees them; each is asked once."""

    def __init__(self, fonts: dict[str, int]) -> None:
        self.fonts = fonts
        self.known: dict[int, tuple[int, bool]] = {0: (0, False)}
        self.named = dict[int, int]()
        self.shades = [ctypes.c_uint() for _ in range(4)]

    def of(self, item: Any, key: int) -> tuple[int, bool]:
        """Return the number of the font of a text object, and whether nobody sees it."""
        if key not in self.known:
            clear = c.FPDFPageObj_GetFillColor(item, *self.shades) == 1 and self.shades[3].value == 0
            hidden = clear or c.FPDFTextObj_GetTextRenderMode(item) in _INVISIBLE
            self.known[key] = (self._font(c.FPDFTextObj_GetFont(item)), hidden)
        return self.known[key]

    def _font(self, font: Any) -> int:
        key = _key(font)
        if key not in self.named:
            name = ctypes.create_string_buffer(128)
            c.FPDFFont_GetBaseFontName(font, name, 128)
            plain = name.value.decode("utf-8", "replace").rpartition("+")[2]
            self.named[key] = self.fonts.setdefault(plain, len(self.fonts))
        return self.named[key]


def _area(item: Any, outer: Matrix, view: _View, areas: dict[str, list[Box]], depth: int) -> None:
    """Take a drawn object into `areas`, if it is a rule, a box or a picture; look into groups."""
    if not item or sum(map(len, areas.values())) >= MOST_AREAS:
        return
    kind = c.FPDFPageObj_GetType(item)
    if kind == c.FPDF_PAGEOBJ_FORM:
        own = c.FS_MATRIX()
        c.FPDFPageObj_GetMatrix(item, own)
        inner = _times((own.a, own.b, own.c, own.d, own.e, own.f), outer)
        count = c.FPDFFormObj_CountObjects(item) if depth < _DEEP else 0
        for each in range(min(max(count, 0), MOST_AREAS)):
            _area(c.FPDFFormObj_GetObject(item, each), inner, view, areas, depth + 1)
        return
    if kind not in (c.FPDF_PAGEOBJ_PATH, c.FPDF_PAGEOBJ_IMAGE, c.FPDF_PAGEOBJ_SHADING):
        return
    corners = [_apply(outer, x, y) for x, y in _corners(item, kind)]
    if not corners:
        return
    box = view.box(
        min(x for x, _ in corners),
        min(y for _, y in corners),
        max(x for x, _ in corners),
        max(y for _, y in corners),
    )
    if all(map(math.isfinite, box)):
        _sort(box, picture=kind == c.FPDF_PAGEOBJ_IMAGE, areas=areas, page=view)


def _corners(item: Any, kind: int) -> list[tuple[float, float]]:
    """Return points about a drawn object, none where pdfium knows none; of a small path those it goes through.

    What pdfium says of a stroked path is thousands of points too high where the path lies far from its origin.
    """
    count = c.FPDFPath_CountSegments(item) if kind == c.FPDF_PAGEOBJ_PATH else 0
    own = c.FS_MATRIX()
    if 0 < count <= _SEGMENTS and c.FPDFPageObj_GetMatrix(item, own):
        points = list[tuple[float, float]]()
        x, y = ctypes.c_float(), ctypes.c_float()
        for place in range(count):
            if c.FPDFPathSegment_GetPoint(c.FPDFPath_GetPathSegment(item, place), x, y):
                points.append(_apply((own.a, own.b, own.c, own.d, own.e, own.f), x.value, y.value))
        return points
    sides = [ctypes.c_float() for _ in range(4)]
    if not c.FPDFPageObj_GetBounds(item, *sides):
        return []
    left, bottom, right, top = (side.value for side in sides)
    return [(left, bottom), (right, top), (left, top), (right, bottom)]


def _sort(box: Box, *, picture: bool, areas: dict[str, list[Box]], page: _View) -> None:
    """Say what a rectangle is; one as large as the page is paper."""
    wide, high = box[2] - box[0], box[3] - box[1]
    if wide > 0.97 * page.width and high > 0.97 * page.height and not picture:
        return
    if picture:
        if min(wide, high) >= _LONG:
            areas["pictures"].append(box)
    elif min(wide, high) <= _THIN:
        if max(wide, high) >= _LONG:
            areas["rules"].append(box)
    elif min(wide, high) >= _LONG:
        areas["boxes"].append(box)


def _times(a: Matrix, b: Matrix) -> Matrix:
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )


def _apply(m: Matrix, x: float, y: float) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
