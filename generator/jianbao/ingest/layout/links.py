"""How well one part of a page follows another: what geometry, indents and the words at the seam say."""

from __future__ import annotations

from jianbao.ingest import openings, seams
from jianbao.ingest.layout.columns import Piece
from jianbao.ingest.layout.jumps import comes, goes
from jianbao.ingest.layout.scene import UNDER, Scene
from jianbao.zh import punctuation

NEVER = 30.0
"""A cost at which two parts are not linked."""

_LOST = 1.0
"""What the words at a seam may say at most where a line was not read."""

_STYLE = 1.5
"""What crossing a rule costs where rules between the columns of an article are a page's style."""


def seam_cost(left: Piece, right: Piece) -> float:
    """Return what the words say against `right` going on from `left`: 0 nothing, more is worse."""
    last, first = left.lines[-1], right.lines[0]
    full, closed = left.is_full(last), punctuation.is_closed(last.text)
    indented = right.is_indented(first)
    if not full:
        return 0.0 if indented else 7.0
    if not closed:
        tight = -0.35 * seams.seam(left.lines[-1].text[-12:], first.text[:12])
        return (5.0 if indented else 0.0) + max(-2.0, min(2.0, tight))
    return 0.3 if indented else 1.0


def start_cost(piece: Piece) -> float:
    """Return what its first lines say against a piece opening an article."""
    if comes(piece.lines[0].text):
        return -2.0
    opens = openings.read(piece.lines[0].text + "\n" + (piece.lines[1].text if len(piece.lines) > 1 else "")).found
    if opens:
        return -2.0
    return 0.0 if piece.is_indented(piece.lines[0]) else 5.0


def head_cost(scene: Scene, head: int, piece: int) -> float:
    """Return the cost of an article with this head beginning with this piece."""
    top, part = scene.heads[head], scene.pieces[piece]
    area, em = top.area, scene.body
    if scene.home(area) != scene.homes[piece] and scene.home(area) >= 0:
        return NEVER
    if scene.roofs[piece] == head:
        under = [p for i, p in enumerate(scene.pieces) if scene.roofs[i] == head]
        first = min(p.left for p in under)
        column = part.right - part.left
        cost = start_cost(part) + 3.0 * min(2.0, (part.left - first) / max(column, em))
        cost += 0.12 * max(0.0, part.top - area.y1) / em
        return cost + 8.0 * scene.crossed(area, part.area)
    beside = part.top < area.y1 and part.bottom > area.y0
    if not beside:
        return NEVER
    gap = part.left - area.x1 if part.left >= area.x1 - em else area.x0 - part.right
    if not -em <= gap < UNDER * em or abs(part.top - area.y0) > 3 * em + 0.3 * area.height:
        return NEVER
    return (
        start_cost(part) + (1.5 if top.tall else 3.0) + 0.3 * abs(gap) / em + 8.0 * scene.crossed(area, part.area)
    )


def piece_cost(scene: Scene, left: int, right: int) -> float:
    """Return the cost of one piece going on in another."""
    a, b = scene.pieces[left], scene.pieces[right]
    if scene.homes[left] != scene.homes[right] or comes(b.lines[0].text) or goes(a.lines[-1].text):
        return NEVER
    cost = seam_cost(a, b)
    em, roof = scene.body, scene.roofs[right]
    column = max(a.right - a.left, 4 * em)
    same = abs(a.left - b.left) < 0.8 * em and abs(a.right - b.right) < 2.5 * em
    if abs((b.right - b.left) - (a.right - a.left)) > 1.5 * em:
        cost += 2.0
    if b.left > a.right - em:
        cost += _sideways(scene, left, right, column)
    elif same and b.top > a.bottom - 0.5 * em:
        cost += _downwards(scene, a, b)
        cost += min(0.0, _LOST - seam_cost(a, b)) if _has_lost_line(scene, a, b) else 0.0
    elif b.top > a.bottom - 0.5 * em and b.right < a.left + em:
        cost += 4.5 + 0.05 * (b.top - a.bottom) / em + (4.0 if scene.flat_between(a.area, b.area) else 0.0)
    else:
        return NEVER
    if roof >= 0 and b.left <= min(p.left for i, p in enumerate(scene.pieces) if scene.roofs[i] == roof) + em:
        cost += 5.0
    if roof >= 0 and scene.heads[roof].area.y0 > a.bottom - em:
        cost += 6.0  # another head has begun since
    return cost


def _has_lost_line(scene: Scene, a: Piece, b: Piece) -> bool:
    """Return whether a line or two may stand unread between two pieces that were recognised on a picture."""
    read = any(line.sure < 1 for line in (*a.lines[-1:], *b.lines[:1]))
    return read and 0.6 * scene.grid.leading < b.top - a.bottom < 2.6 * scene.grid.leading


def _downwards(scene: Scene, a: Piece, b: Piece) -> float:
    em = scene.body
    for head in scene.heads:
        area = head.area
        if a.bottom - em < area.y0 and area.y1 < b.top + em and min(area.x1, b.right) - max(area.x0, b.left) > 0:
            return NEVER
    for other in scene.pieces:
        over = min(other.right, b.right) - max(other.left, b.left) > em
        if other is not a and other is not b and over and other.top >= a.bottom - em and other.bottom <= b.top + em:
            return NEVER
    steps = (b.top - a.bottom) / scene.grid.leading
    pictured = any(
        p.y0 > a.bottom - em and p.y1 < b.top + em and min(p.x1, b.right) - max(p.x0, b.left) > 0
        for p in scene.pictures
    )
    return (0.6 if pictured else min(4.0, 0.6 * steps)) + 7.0 * scene.crossed(a.area, b.area)


def _sideways(scene: Scene, left: int, right: int, column: float) -> float:
    a, b, em = scene.pieces[left], scene.pieces[right], scene.body
    gap = b.left - a.right
    cost = 2.5 * min(3.0, max(0.0, gap - 3 * em) / column)
    cost += (_STYLE if scene.ruled else 6.0) * scene.crossed(a.area, b.area)
    ours, theirs = scene.roofs[left], scene.roofs[right]
    if ours >= 0 and ours == theirs:
        cost -= 2.5
    elif theirs >= 0:
        over = scene.spans[theirs]
        cost += 1.0 if over.x0 < a.right and over.y1 < a.bottom else 4.0
    if b.bottom < a.top:
        cost += 3.0 + 0.03 * (a.top - b.bottom) / em
    elif b.top > a.bottom:
        cost += 1.5 + 0.05 * (b.top - a.bottom) / em
    else:
        level = abs(a.top - b.top) / em
        cost += min(1.0, 0.1 * level)
    return cost + _stepped_over(scene, left, right)


def _stepped_over(scene: Scene, left: int, right: int) -> float:
    """Return what stands against jumping over text that lies between two pieces of one row."""
    a, b = scene.pieces[left], scene.pieces[right]
    top, bottom = max(a.top, b.top), min(a.bottom, b.bottom)
    between = [
        p
        for i, p in enumerate(scene.pieces)
        if i not in (left, right)
        and p.left > a.right - scene.body
        and p.right < b.left + scene.body
        and min(p.bottom, bottom) - max(p.top, top) > 0
    ]
    return 3.0 * min(2, len(between))


def links(scene: Scene) -> dict[tuple[int, int], float]:
    """Return the cost of each link: from a head (its number) or a piece (number of heads + its own) to a piece."""
    count = len(scene.heads)
    found = dict[tuple[int, int], float]()
    for right in range(len(scene.pieces)):
        for head in range(count):
            found[head, count + right] = head_cost(scene, head, right)
        for left in range(len(scene.pieces)):
            if left != right:
                found[count + left, count + right] = piece_cost(scene, left, right)
    return {link: cost for link, cost in found.items() if cost < NEVER / 2}


def alone(piece: Piece) -> float:
    """Return the cost of a piece that begins an article without a head."""
    if comes(piece.lines[0].text):
        return 0.0
    return 7.0 + start_cost(piece)
