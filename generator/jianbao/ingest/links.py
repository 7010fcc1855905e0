"""Links: how much speaks for one body block being read right after another. Scores in nats, about; 0 is a toss-up.

What is weighed: does the first stop in mid-sentence, does the second open a paragraph (geometry), do the
quotation marks fit, are they set equally wide, do the characters at the seam follow one another in news.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from jianbao.ingest import geometry, openings
from jianbao.ingest.seams import seam
from jianbao.model.block import Block
from jianbao.zh import punctuation

_LONGEST = 6000
"""No paragraph is longer, in characters: the quotes of such a text say nothing."""

_NEVER_FIRST = tuple("，。、；：？！）》”")


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """What a block shows at its two ends."""

    closed: bool  # ends as a sentence does
    starts: bool | None  # opens a paragraph; None: not known
    column: float
    quote_open: bool  # ends inside a quotation
    quote_closing: bool  # begins inside a quotation
    head: str
    tail: str


def ends(block: Block) -> End:
    """Return what `block` shows at its two ends."""
    return _ends(block.text)


@lru_cache(maxsize=1024)
def _ends(text: str) -> End:
    body = text.removeprefix(geometry.INDENT)
    shape = geometry.shape(text)
    starts = True if text != body or openings.read(body).found else shape.indented
    if body.startswith(_NEVER_FIRST):
        starts = False
    curled = punctuation.curl(punctuation.widen(body))[0] if len(body) < _LONGEST else ""
    first_close, first_open = curled.find("”"), curled.find("“")
    return End(
        closed=punctuation.is_closed(body),
        starts=starts,
        column=shape.column,
        quote_open=curled.rfind("“") > curled.rfind("”"),
        quote_closing=first_close >= 0 and (first_open < 0 or first_close < first_open),
        head=body[:12],
        tail=body[-12:],
    )


def score(left: End, right: End, *, adjacent: bool) -> float:
    """Return how much speaks for `right` continuing `left`: above 0, it does."""
    total = 1.6 if adjacent else -1.0
    total += -4.0 if left.closed else 1.5
    if right.starts is not None:
        total += -4.0 if right.starts else 2.4
    if left.column and right.column and abs(left.column - right.column) > 2.2:
        total -= 1.2
    total += _quotes(left, right)
    return total + 0.6 * (0.0 if left.closed else seam(left.tail, right.head))


def _quotes(left: End, right: End) -> float:
    if right.quote_closing:
        return 3.0 if left.quote_open else -2.5
    return -0.5 if left.quote_open and right.closed else 0.0
