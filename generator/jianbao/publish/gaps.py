"""Marks at the places where the source lost text, put into finished HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jianbao.model.article import Gap
from jianbao.model.frozen import dataclass
from jianbao.publish.text import unescaped

_TOKEN = re.compile(r"<[^>]*>|&[^;\s<]{1,32};|[^<&]|.", re.DOTALL)
_ELEMENT = re.compile(r"<(/?)([a-z][a-z0-9]*)")
_VOID = frozenset({"br", "hr", "img"})
_NAMED = re.compile(r"(paragraph|subhead) (\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A top-level element: its tag, its text, and for each character of it the place in the HTML just after it."""

    tag: str
    text: str
    opened: int
    ends: tuple[int, ...]


def _pieces(body: str) -> Iterator[_Piece]:
    depth, tag, opened = 0, "", 0
    text: list[str] = []
    ends: list[int] = []
    for token in _TOKEN.finditer(body):
        element = _ELEMENT.match(token.group())
        if element and element[2] not in _VOID:
            if not element[1] and depth == 0:
                tag, opened, text, ends = element[2], token.end(), [], []
            depth += -1 if element[1] else 1
            if depth == 0:
                yield _Piece(tag=tag, text="".join(text), opened=opened, ends=tuple(ends))
        elif not element and depth:
            for character in unescaped(token.group()):
                text.append(character)
                ends.append(token.end())


def _spot(piece: _Piece, after: str) -> int | None:
    """Find the place in the HTML just after `after`; at the piece's end where it ends so, else the first."""
    if not after:
        return piece.opened
    at = len(piece.text) - len(after) if piece.text.endswith(after) else piece.text.find(after)
    return None if at < 0 else piece.ends[at + len(after) - 1]


def _place(gap: Gap, pieces: Sequence[_Piece]) -> int | None:
    """Find where a gap of the body belongs: in the part it names, else at the only place that reads so."""
    named = _NAMED.fullmatch(gap.where)
    if not named:
        return None
    tags = ("p",) if named[1] == "paragraph" else ("h2", "h3", "h4", "h5", "h6")
    alike = [piece for piece in pieces if piece.tag in tags]
    number = int(named[2])
    spot = _spot(alike[number], gap.after) if number < len(alike) else None
    if spot is not None or not gap.after:
        return spot
    holding = [piece for piece in pieces if gap.after in piece.text]
    return _spot(holding[0], gap.after) if len(holding) == 1 and holding[0].text.count(gap.after) == 1 else None


def mark_gaps(body: str, gaps: Sequence[Gap], title: str) -> tuple[str, tuple[Gap, ...]]:
    """Put a mark with `title` where each gap of a paragraph or subhead is.

    Returns the HTML and the gaps that have no place in it: those of other fields (byline, headline …), and
    those whose words are not found, or found more than once outside the paragraph that they name.
    """
    if not gaps:
        return body, ()
    pieces = tuple(_pieces(body))
    places = [(gap, _place(gap, pieces)) for gap in gaps]
    import html  # noqa: PLC0415  its table of names takes 3 ms, and few articles have a gap

    words = html.escape(title, quote=True)
    mark = f'<span class="gap" role="img" aria-label="{words}" title="{words}"></span>'
    for spot in sorted({spot for _, spot in places if spot is not None}, reverse=True):
        body = body[:spot] + mark + body[spot:]
    return body, tuple(gap for gap, spot in places if spot is None)
