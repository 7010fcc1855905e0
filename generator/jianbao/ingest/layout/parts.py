"""A page taken apart: running heads, heads, columns of text, captions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from jianbao.ingest.layout import columns as setting
from jianbao.ingest.layout.columns import Grid, Piece
from jianbao.ingest.layout.edges import Edges
from jianbao.ingest.layout.glyphs import Seen
from jianbao.ingest.layout.heads import LARGE, WAVERING, Gutters, Head, heads
from jianbao.ingest.layout.jumps import is_jump
from jianbao.ingest.layout.readings import chosen
from jianbao.ingest.layout.runs import Run
from jianbao.ingest.layout.scene import Scene, bars_of
from jianbao.ingest.layout.threads import runs
from jianbao.model.printed import Area, PrintedPage
from jianbao.zh import bylines

_SMALL = 0.94
_IMPRINT = re.compile(
    r"责任?编辑?[：:]|责编|版式|校对|第\s?\d+\s?版|国内统一|邮发代号|代号\s?\d|ISSN|CN\s?\d\d|今日\s?\d+\s?版|电话[：:]|网址|"
    r"(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|^星期[一二三四五六日天]$|农历|(?:日|晚|早|周|时|导)报\s*\d{1,3}$|^\d{1,3}$"
)
_SUBHEAD, _MISMEASURED, _STEP = 1.24, 0.86, 2.3
"""Subheads are no larger, in em of the body, lines of the text seem no smaller, and both stand so close to it."""

_UNREAD = 3.2
"""So many em below a recognised line the next one may stand: one between them was not read."""

_ROWS = 4
_LINE = 6
"""Lines of columns have at least so many characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A picture (None: only its words stand there) and what is said below it."""

    picture: Area | None
    words: tuple[Piece, ...]

    @property
    def area(self) -> Area:
        """The rectangle of the picture and its words."""
        held = [*([self.picture] if self.picture else []), *(piece.area for piece in self.words)]
        return Area(
            min(a.x0 for a in held), min(a.y0 for a in held), max(a.x1 for a in held), max(a.y1 for a in held)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a page consists of. `signed`: lines of names below a head, by the number of the head."""

    scene: Scene
    furniture: tuple[Run, ...]
    photos: tuple[Photo, ...]
    signed: dict[int, tuple[Run, ...]]


def parts(page: PrintedPage, seen: Seen, *, running: bool = True) -> Parts:
    """Return the parts of a page, with `running` its running heads too; every run is in exactly one of them."""
    body = seen.body
    found = runs(seen.glyphs, body)
    bars = bars_of(page.rules, page.boxes)
    heading = furniture(found) if running else []
    apart = {run.order for run in heading}
    rest = [run for run in found if run.order not in apart]
    small = [run for run in rest if run.size < _SMALL * body and not run.tall and not is_jump(run.text)]
    least = (LARGE if all(run.sure == 1 for run in found) else WAVERING) * body
    large = [run for run in rest if run.size >= least or run.tall]
    large = [run for run in large if not _is_in_column(run, large, rest, body)]
    small = [run for run in small if not _is_in_column(run, small, rest, body)]
    apart |= {run.order for run in (*small, *large)}
    plain = [run for run in rest if run.order not in apart]
    texts, grid = setting.pieces(plain, bars, body)
    gutters = _gutters(grid, Edges.learnt(found, body), body)

    def scene(tops: tuple[Head, ...], texts: Sequence[Piece]) -> Scene:
        return Scene(
            heads=tops,
            pieces=tuple(sorted(texts, key=lambda p: (p.top, p.left))),
            bars=bars,
            boxes=page.boxes,
            pictures=page.pictures,
            grid=grid,
            body=body,
        )

    tops = chosen(heads(large, texts, bars, gutters, body), lambda tops: scene(tops, texts))
    signed, texts = _signed(tops, texts, body)
    photos, loose = _photos(small, page.pictures, bars, body)
    return Parts(scene=scene(tops, (*texts, *loose)), furniture=tuple(heading), photos=photos, signed=signed)


def _is_in_column(run: Run, odd: Sequence[Run], found: Sequence[Run], body: float) -> bool:
    """Return whether a recognised line of seemingly `odd` size stands alone in text: a subhead, or mismeasured."""
    if run.tall or run.sure == 1 or not _MISMEASURED * body < run.size < _SUBHEAD * body:
        return False
    near = [r for r in found if r is not run and min(r.x1, run.x1) - max(r.x0, run.x0) > body and not r.tall]
    above = [r for r in near if -0.3 * body < run.y0 - r.y1 < _STEP * body]
    below = [r for r in near if -0.3 * body < r.y0 - run.y1 < _STEP * body]
    others = {r.order for r in odd}
    return bool(above and below) and not any(r.order in others for r in (*above, *below))


def furniture(found: Sequence[Run]) -> list[Run]:
    """Return the runs of the first and last rows of the page that are running heads or imprint."""
    held = list[Run]()
    for backwards in (False, True):
        rest = [r for r in found if r not in held and not r.tall]
        rest.sort(key=lambda r: -r.y1 if backwards else r.y0)
        for _ in range(_ROWS):
            if not rest:
                break
            first = rest[0]
            row = [r for r in rest if min(r.y1, first.y1) - max(r.y0, first.y0) > 0.3 * min(r.size, first.size)]
            said = any(_IMPRINT.search(r.text) and len(r.text) < 80 and not _is_in_text(r, found) for r in row)
            if not said or any(len(r.text) > 90 for r in row):
                break
            held += row
            rest = [r for r in rest if r not in row]
    return held


def _is_in_text(run: Run, found: Sequence[Run]) -> bool:
    """Return whether a line stands in a column of text: two more lines of its size go on below it or above it."""
    if len(run.text) < _LINE:
        return False
    for way in (1, -1):
        last = run
        for _ in range(2):
            steps = [r for r in found if _is_next(last, r, way)]
            if not steps:
                break
            last = steps[0]
        else:
            return True
    return False


def _is_next(run: Run, other: Run, way: int) -> bool:
    """Return whether a line stands right below another one (`way` 1) or above it (-1), as in a column."""
    step = way * (other.y0 - run.y0) / run.size
    over = min(run.x1, other.x1) - max(run.x0, other.x0)
    alike = abs(other.size - run.size) < 0.03 * run.size and not other.tall
    most = 2.0 if run.sure == 1 else _UNREAD
    return alike and 1.02 < step < most and over > 0.2 * (run.x1 - run.x0) and abs(other.x0 - run.x0) < 3 * run.size


def _gutters(grid: Grid, edges: Edges, body: float) -> Gutters:
    """Return the white between neighbouring columns."""
    found = {
        (a[1], b[0], 0.0, 0.0) for a in grid.columns for b in grid.columns if -0.3 * body < b[0] - a[1] < 3.5 * body
    }
    return Gutters(found=tuple(sorted(found)), edges=edges, body=body)


def _signed(
    tops: Sequence[Head], texts: Sequence[Piece], body: float
) -> tuple[dict[int, tuple[Run, ...]], tuple[Piece, ...]]:
    """Take the lines of names between a head and its text off the pieces."""
    held, rest = dict[int, tuple[Run, ...]](), list[Piece]()
    for piece in texts:
        taken = 0
        index = next((i for i, head in enumerate(tops) if _is_below(head, piece, body)), -1)
        if index >= 0:
            lines = piece.lines
            taken = next((n for n in (3, 2, 1) if n <= len(lines) and _is_byline(piece, lines[:n])), 0)
        if taken:
            held[index] = (*held.get(index, ()), *piece.lines[:taken])
        if piece.lines[taken:]:
            rest.append(piece if not taken else _without(piece, taken))
    for index, names in held.items():
        more = [piece for piece in rest if _names_more(names[-1], piece, body)]
        held[index] = (*names, *(piece.lines[0] for piece in more))
        rest = [piece for piece in rest if piece not in more]
    return held, tuple(rest)


def _without(piece: Piece, count: int) -> Piece:
    """Return a piece without its first lines: names may stand over more than its column."""
    lines = piece.lines[count:]
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    return Piece(lines=lines, left=left, right=min(right, piece.right))


def _names_more(last: Run, piece: Piece, body: float) -> bool:
    """Return whether a line of names, parted where a column begins, goes on in this piece."""
    line = piece.lines[0]
    level = abs(line.middle - last.middle) < 0.3 * body and -body < line.x0 - last.x1 < 3 * body
    return (
        level and last.text.endswith("、") and len(piece.lines) == 1 and not re.search(r"[。！？：]|\d", line.text)
    )


def _is_below(head: Head, piece: Piece, body: float) -> bool:
    area = head.area
    over = min(area.x1, piece.right) - max(area.x0, piece.left)
    return over > 0 and -0.5 * body < piece.top - area.y1 < 3.0 * body


def _is_byline(piece: Piece, lines: Sequence[Run]) -> bool:
    """Return whether lines name who wrote: roles and names, nothing else, no paragraph of the text."""
    text = "".join(line.text for line in lines)
    bare = re.sub(r"[（()）\s]|参与采写$", "", text)
    if len(bare) > 140 or re.search(r"[。！？：]|\d", bare) or len(lines) == len(piece.lines) == 3:
        return False
    if not re.match(r"(?:本报|本刊|新华社|人民日报|□|■)?.{0,6}(?:记者|通讯员|评论员|特约撰稿|作者)", bare):
        return False
    named = bylines.parse(bare)
    return bare.endswith("评论员") or (bool(named.people) and not named.fragments)


def _photos(
    small: Sequence[Run], pictures: Sequence[Area], bars: Sequence[Area], body: float
) -> tuple[tuple[Photo, ...], tuple[Piece, ...]]:
    """Return pictures with the small type below or beside them, and small type that stands with no picture."""
    if not small:
        return tuple(Photo(picture=p, words=()) for p in pictures), ()
    size = sorted(run.size for run in small)[len(small) // 2]
    made, _ = setting.pieces(small, bars, size)
    held = dict[int, list[Piece]]()
    loose = list[Piece]()
    for piece in sorted(made, key=lambda p: (p.top, p.left)):
        near = min(((_away(picture, piece, body), i) for i, picture in enumerate(pictures)), default=(99.0, -1))
        close = [(_away(w.area, piece, body), i) for i, ws in held.items() for w in ws]
        best = min([near, *close], default=(99.0, -1))
        if best[0] < 2.2 and best[1] >= 0:
            held.setdefault(best[1], []).append(piece)
        else:
            loose.append(piece)
    found = [Photo(picture=picture, words=tuple(held.get(i, ()))) for i, picture in enumerate(pictures)]
    return tuple(found), tuple(loose)


def _away(a: Area, piece: Piece, body: float) -> float:
    """Return how far a piece stands from a picture, in em: below it, above it or beside it; 99 if askew."""
    b = piece.area
    over_x = min(a.x1, b.x1) - max(a.x0, b.x0)
    over_y = min(a.y1, b.y1) - max(a.y0, b.y0)
    if over_x > 0.3 * min(a.width, b.width):
        return max(0.0, b.y0 - a.y1 if b.y0 >= a.y0 else (a.y0 - b.y1) * 1.5) / body
    if over_y > 0.3 * min(a.height, b.height):
        return max(0.0, b.x0 - a.x1, a.x0 - b.x1) / body + 0.5
    return 99.0
