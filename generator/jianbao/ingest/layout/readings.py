"""Head lines that can be read in two ways: as one headline with a gap inside, or as two side by side.

Both ways are tried: the one under which all parts of the page follow one another at less cost is taken.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence

from jianbao.ingest.layout.heads import Head, head_of
from jianbao.ingest.layout.order import total
from jianbao.ingest.layout.scene import Scene

_APART, _ALIKE, _LEVEL = 2.6, 0.02, 0.15
_GAP = 0.9
_GAIN = 2.0
"""So much less must the other way cost."""

_MOST = 6
"""No more ways are tried on a page."""


def chosen(heads: tuple[Head, ...], scene_of: Callable[[tuple[Head, ...]], Scene]) -> tuple[Head, ...]:
    """Return the heads in the reading that costs least; `scene_of` sets heads among all else on the page."""
    best = heads
    others = list(_others(heads))[:_MOST]
    if not others:
        return best
    least = total(scene_of(best))
    for old, new in others:
        if any(head not in best for head in old):
            continue
        kept = (head for head in best if head not in old)
        tried = tuple(sorted((*kept, *new), key=lambda h: (h.area.y0, h.area.x0)))
        cost = total(scene_of(tried))
        if cost < least - _GAIN:
            best, least = tried, cost
    return best


def _others(heads: Sequence[Head]) -> Iterable[tuple[tuple[Head, ...], tuple[Head, ...]]]:
    """Yield heads that may be read otherwise, and how: two made one, one made two."""
    for i, head in enumerate(heads):
        for other in heads[i + 1 :]:
            left, right = sorted((head, other), key=lambda h: h.area.x0)
            if _is_one_line(left, right):
                yield (left, right), (head_of([*left.runs, *right.runs]),)
        parted = _parted(head)
        if parted:
            yield (head,), parted


def _is_one_line(left: Head, right: Head) -> bool:
    """Return whether two headlines, each of one line, may be one: level, of one size, not far apart."""
    if len(left.headline) != 1 or len(right.headline) != 1 or left.tall or right.tall:
        return False
    a, b = left.headline[0], right.headline[0]
    alike = abs(a.size - b.size) < _ALIKE * a.size and abs(a.middle - b.middle) < _LEVEL * a.size
    return alike and 0 < b.x0 - a.x1 < _APART * a.size


def _parted(head: Head) -> tuple[Head, ...]:
    """Return the two heads that one may be: its lines end on both sides of one gap; none where some go over it."""
    if head.tall:
        return ()
    row = sorted(head.headline, key=lambda run: run.x0)
    for a, b in itertools.pairwise(row):
        if abs(a.middle - b.middle) < _LEVEL * a.size and b.x0 - a.x1 > _GAP * a.size:
            left = [run for run in head.runs if run.x1 < b.x0]
            right = [run for run in head.runs if run.x0 > a.x1]
            if len(left) + len(right) == len(head.runs):
                return head_of(left), head_of(right)
    return ()
