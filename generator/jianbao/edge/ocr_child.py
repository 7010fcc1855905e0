"""The door to RapidOCR (the extra `ocr`), in a process of its own: ``python -m jianbao.edge.ocr_child < page.ppm``.

It reads the picture of a page and prints one JSON object: lines of text with the place and confidence of every
character, rules and pictures, in pixels of the picture. The detector finds lines in overlapping tiles, for a page
is larger than it can take at once; the reader then reads each line on its own. A vertical line is first laid down,
character by character. Nothing is fetched: the models lie in the wheel of rapidocr.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import cv2
import numpy as np
from rapidocr import RapidOCR

from jianbao.edge.ocr_boxes import Box, is_tall, merged, sides, with_headlines
from jianbao.edge.ocr_gutters import columns, stretches

MEMORY = 1_000_000_000
"""Bytes of its own that the process may take."""

SECONDS = 60
"""Seconds of processor time for a page."""

_THREADS = "EngineConfig.onnxruntime.intra_op_num_threads"
"""With more than one they wait for one another, which costs more processor time than it saves."""

_FINE, _AFAR = 0.62, 0.25
"""The detector sees the page so much smaller than the reader does; from afar it finds headlines it then missed."""

_TILE, _OVERLAP = 960, 160
_DARK, _GREY = 128, 200
_EM = 0.91
"""The ink of a line of Chinese is so high, in em."""

_SOLID = 0.9
"""Rows of ink fuller than this are no type."""

_STEEPEST, _STEP, _COARSE = 2.5, 0.02, 1000
_THIN, _FULL, _MOST = 4, 0.6, 4_000
"""A rule is at most so many pixels thick (at half size), a picture so full; more patches are not looked at."""

Image = Any
"""An array of NumPy's, rows of pixels."""


def limit() -> None:
    """Bound what this process may use, where the system can."""
    try:
        import resource  # noqa: PLC0415  # not on every system
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> int:
    """Read the picture on standard input (PPM) and print what is on it."""
    limit()
    page = straight(picture(sys.stdin.buffer.read()))
    quiet = {"Global.use_cls": False, "Global.log_level": "error", "Global.text_score": 0.0, _THREADS: 1}
    engine = RapidOCR(params={**quiet, "Det.limit_type": "max", "Det.limit_side_len": _TILE})
    bare = without_rules(page)
    parts = columns(ink(bare), detected(engine, bare))
    boxes = [close for part in parts for close in tight(bare, part)]
    lines = [line for box in boxes if (line := read(engine, bare, box))]
    rules, framed, pictures = drawn(page, [line["box"] for line in lines])
    told = {"width": page.shape[1], "height": page.shape[0], "lines": lines,
            "rules": rules, "boxes": framed, "pictures": pictures}  # fmt: skip
    sys.stdout.write(json.dumps(told, ensure_ascii=True, separators=(",", ":")) + "\n")
    sys.stdout.flush()
    return 0


def picture(data: bytes) -> Image:
    """Return the pixels of a PPM of eight bits: rows by columns by three."""
    _, wide, high, _ = data.split(b"\n", 1)[0].split()
    count = int(wide) * int(high) * 3
    return np.frombuffer(data, np.uint8, count, len(data) - count).reshape(int(high), int(wide), 3)


def straight(page: Image) -> Image:
    """Return the page turned so that its lines run level and its columns upright."""
    scale = _COARSE / page.shape[1]
    small = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    dark = (cv2.cvtColor(small, cv2.COLOR_BGR2GRAY) < _GREY - 35).astype(
        np.uint8
    ) * 255  # no grain: it has no angle
    angle = 0.0
    for reach, step in ((_STEEPEST, 5 * _STEP), (5 * _STEP, _STEP)):
        steps = round(reach / step)
        angle = max((angle + i * step for i in range(-steps, steps + 1)), key=lambda a: _parted(dark, a))
    return page if abs(angle) < _STEP / 2 else _turned(page, angle, 255)


def _parted(dark: Image, angle: float) -> float:
    """Return how well ink and white part, turned so: along rows and along columns, in three strips each."""
    turned = _turned(dark, angle, 0)
    found = 0.0
    for side in (turned, turned.T):
        whole = side[:, : side.shape[1] // 3 * 3]
        sums = whole.reshape(side.shape[0], 3, -1).sum(axis=2, dtype=np.float64)
        found += float((np.diff(sums, axis=0) ** 2).sum())
    return found


def _turned(image: Image, angle: float, paper: int) -> Image:
    high, wide = image.shape[:2]
    turn = cv2.getRotationMatrix2D((wide / 2, high / 2), angle, 1.0)
    return cv2.warpAffine(image, turn, (wide, high), flags=cv2.INTER_LINEAR, borderValue=(paper,) * 3)


def without_rules(page: Image) -> Image:
    """Return the page without its long thin rules: one in a gutter joins the lines on both sides of it."""
    dark = (cv2.cvtColor(page, cv2.COLOR_BGR2GRAY) < _GREY).astype(np.uint8)
    long = page.shape[1] // 14
    bare, paper = page.copy(), np.median(page[:: page.shape[0] // 50 + 1], axis=(0, 1)).astype(np.uint8)
    for shape in ((1, long), (long, 1)):
        count, _, stats, _ = cv2.connectedComponentsWithStats(
            cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones(shape))
        )
        for x, y, w, h in stats[1:count, :4]:
            if min(w, h) <= 3 * _THIN:
                bare[max(0, y - 2) : y + h + 2, max(0, x - 2) : x + w + 2] = paper
    return bare


def detected(engine: Any, page: Image) -> list[Box]:
    """Return where lines of text stand, those put together that go over the edges of tiles."""
    return with_headlines(_looked_at(engine, page, _FINE), _looked_at(engine, page, _AFAR))


def _looked_at(engine: Any, page: Image, scale: float) -> list[Box]:
    small = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    found = list[Box]()
    for top in _starts(small.shape[0]):
        for left in _starts(small.shape[1]):
            tile = small[top : top + _TILE, left : left + _TILE]
            held = engine(tile, use_det=True, use_cls=False, use_rec=False).boxes
            for corners in [] if held is None else held:
                (x0, y0), (x1, y1) = corners.min(axis=0), corners.max(axis=0)
                corner = (x0 + left, y0 + top, x1 + left, y1 + top)
                found.append(tuple(int(side / scale) for side in corner))  # type: ignore[arg-type]  # four
    return merged(found)


def _starts(length: int) -> list[int]:
    """Return where the tiles of a side begin, evenly spread."""
    count = 1 if length <= _TILE else -(-(length - _OVERLAP) // (_TILE - _OVERLAP))
    return [round(i * (length - _TILE) / (count - 1)) for i in range(count)] if count > 1 else [0]


def ink(image: Image) -> Image:
    """Return where a picture of text is dark (light, where the type is white): true and false."""
    grey = cv2.medianBlur(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), 3)  # grain of the paper
    _, dark = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    edge = np.concatenate([dark[0], dark[-1], dark[:, 0], dark[:, -1]])
    return (dark > 0) != (edge.mean() > _DARK)


def tight(page: Image, box: Box) -> list[Box]:
    """Return a box close about its ink; several where vertical lines stand side by side in it; none without ink."""
    marks = ink(page[box[1] : box[3], box[0] : box[2]])
    if min(marks.shape) < 6:
        return []
    tall = is_tall(box)
    columns = marks.sum(axis=0) > (0.03 * marks.shape[0] if tall else 1)
    parts = stretches(columns, max(3, marks.shape[1] // 32) if tall else len(columns))
    found = list[Box]()
    for left, right in parts:
        rows = (_longest if tall else _band)(marks[:, left:right])
        if rows[1] - rows[0] >= 4 and right - left >= 3:
            found.append((box[0] + left, box[1] + rows[0], box[0] + right, box[1] + rows[1]))
    return found


def _band(marks: Image) -> tuple[int, int]:
    """Return where the type of a line begins and ends, without specks, and without the edge of what is above it."""
    high, wide = marks.shape
    share = marks.sum(axis=1) / wide
    rows = (share > 1.5 / wide) & (share < _SOLID)
    found = stretches(rows, max(2, high // 12))
    middle = [each for each in found if each[1] > 0.3 * high and each[0] < 0.7 * high]
    return (middle[0][0], middle[-1][1]) if middle else (0, 0)


def _longest(marks: Image) -> tuple[int, int]:
    """Return where the longest vertical line among the ink begins and ends; rules across it are no type."""
    wide = marks.shape[1]
    share = marks.sum(axis=1) / wide
    rows = [each for each in stretches((share > 1.5 / wide) & (share < _SOLID), 2) if each[1] - each[0] > 3]
    held = np.zeros(len(share), bool)
    for first, last in rows:
        held[first:last] = True
    return max(stretches(held, max(3, wide // 2)), key=lambda each: each[1] - each[0], default=(0, 0))


def read(engine: Any, page: Image, box: Box) -> dict[str, Any] | None:
    """Return the line in a box: its text, the middle and confidence of each character, its size, its middle."""
    x0, y0, x1, y1 = box
    tall = is_tall(box)
    pad = max(2, round(0.08 * min(x1 - x0, y1 - y0)))
    left, top = max(0, x0 - pad), max(0, y0 - pad)
    part = page[top : y1 + pad, left : x1 + pad]
    cells = _cells(part) if tall else []
    if tall:
        part = _laid(part, cells)
    told = engine(np.ascontiguousarray(part), use_det=False, use_cls=False, use_rec=True, return_word_box=True)
    if not told.txts or not told.txts[0].strip():
        return None
    info = told.word_results[0]
    chars = [char for word in info.words for char in word]
    scale = part.shape[1] / max(1.0, info.line_txt_len)
    middles = [(column + 0.5) * scale for word in info.word_cols for column in word]
    sure = [round(min(1.0, each), 4) for each in info.confs if each][: len(chars)]
    if tall:
        held = [min(len(cells) - 1, int(middle / part.shape[1] * len(cells))) for middle in middles]
        places = [top + sum(cells[at]) / 2 for at in held]
        return _line(box, chars, places, sure, size=(x1 - x0) / _EM, level=(x0 + x1) / 2, tall=True)
    size, level = _measured(ink(part), chars, middles)
    return _line(box, chars, [left + m for m in middles], sure, size=size, level=top + level, tall=False)


def _line(
    box: Box, chars: list[str], places: list[float], sure: list[float], *, size: float, level: float, tall: bool
) -> dict[str, Any]:
    return {"box": box, "text": "".join(chars), "places": [round(p, 1) for p in places], "sure": sure,
            "size": round(size, 1), "level": round(level, 1), "tall": tall}  # fmt: skip


def _measured(marks: Image, chars: list[str], middles: list[float]) -> tuple[float, float]:
    """Return the size of a level line and the height of its middle, by its Chinese characters where it has some."""
    top, bottom = _band(marks)
    marks = marks[top:bottom]
    reach = 0.42 * (bottom - top)
    found = list[tuple[int, int]]()
    for char, middle in zip(chars, middles, strict=True):
        if "\u4e00" < char <= "\u9fff":
            own = np.flatnonzero(marks[:, max(0, int(middle - reach)) : int(middle + reach) + 1].sum(axis=1) > 1)
            found += [(top + int(own[0]), top + int(own[-1]) + 1)] if len(own) else []
    if not found:
        return (bottom - top) / _EM, (top + bottom) / 2
    highs = sorted(b - a for a, b in found)
    return highs[len(highs) * 4 // 5 - (len(highs) == 5)] / _EM, float(np.median([(a + b) / 2 for a, b in found]))


def _cells(part: Image) -> list[tuple[int, int]]:
    """Return where the characters of a vertical line begin and end: as many as make the seams whitest."""
    rows = ink(part).sum(axis=1) / part.shape[1]
    high, wide = part.shape[:2]
    best, least = [(0, high)], 9.0
    for count in range(max(2, round(high / (1.25 * wide))), round(high / (0.8 * wide)) + 1):
        cuts, reach = [0], max(1, high // count // 8)
        for i in range(1, count):
            at = round(i * high / count)
            near = rows[at - reach : at + reach + 1] + 0.02 * np.abs(np.arange(2 * reach + 1) - reach) / reach
            cuts.append(at - reach + int(np.argmin(near)))
        white = float(np.mean([rows[at] for at in cuts[1:]])) + 0.002 * count
        if white < least:
            best, least = list(zip(cuts, [*cuts[1:], high], strict=True)), white
    return best


def _laid(part: Image, cells: list[tuple[int, int]]) -> Image:
    """Return the characters of a vertical line side by side."""
    side = part.shape[1]
    return np.concatenate([cv2.resize(part[a:b], (side, side)) for a, b in cells], axis=1)


def drawn(page: Image, lines: list[Box]) -> tuple[list[Box], list[Box], list[Box]]:
    """Return rules (long thin ink), boxes (white that rules enclose) and pictures (large patches without text)."""
    half = cv2.resize(page, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(half, cv2.COLOR_BGR2GRAY)
    dark = (grey < _GREY).astype(np.uint8)
    for x0, y0, x1, y1 in lines:
        dark[y0 // 2 : y1 // 2 + 1, x0 // 2 : x1 // 2 + 1] = 0
    long = max(24, page.shape[1] // 60)
    level = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, long), np.uint8))
    upright = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((long, 1), np.uint8))
    rules = [box for mask in (level, upright) for box, _ in _patches(mask) if min(sides(box)) <= 2 * _THIN]
    patches = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    patches = cv2.morphologyEx(patches, cv2.MORPH_OPEN, np.ones((_THIN * 4, _THIN * 4), np.uint8))
    least = page.shape[1] // 16
    pictures = [box for box, share in _patches(patches) if min(sides(box)) > least and share > _FULL]
    lines_drawn = cv2.dilate(cv2.bitwise_or(level, upright), np.ones((5, 5), np.uint8))
    boxes = [box for box, share in _holes(lines_drawn) if min(sides(box)) > least and share > _FULL]
    return rules, boxes, pictures


def _patches(mask: Image) -> list[tuple[Box, float]]:
    """Return the rectangles about connected patches of a mask of half the page's size, and how full they are."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    rows = [[int(value) for value in stats[i]] for i in range(1, count)][:_MOST]
    return [((2 * x, 2 * y, 2 * (x + w), 2 * (y + h)), area / (w * h)) for x, y, w, h, area in rows]


def _holes(mask: Image) -> list[tuple[Box, float]]:
    """Return the rectangles about the white that lines enclose, and how much of each it takes; not the paper."""
    contours, tree = cv2.findContours(mask, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    found = list[tuple[Box, float]]()
    for i, contour in enumerate(contours[:_MOST]):
        x, y, w, h = cv2.boundingRect(contour)
        if tree[0][i][3] >= 0:
            found.append(((2 * x, 2 * y, 2 * (x + w), 2 * (y + h)), cv2.contourArea(contour) / (w * h)))
    return found


if __name__ == "__main__":
    sys.exit(main())
