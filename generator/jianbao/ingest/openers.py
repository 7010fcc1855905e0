"""Openers: which text opens an article, and what shows it.

The rows are for a learned model (data/opens.txt.xz); the names of their columns are OPENS. A text is looked at with
those beside it, and with the head lines of the page: from an article's first text on another matter is spoken of.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jianbao.ingest import follow, grams, traits
from jianbao.ingest.traits import Traits

AHEAD = 4
"""So many texts, from the first on, are looked at together."""

FAR = 40
LIKELY = 0.5
MAYBE_TEXT = 0.3
_SPANS = (1, 3, 6)
_BESIDE = 2
_MAYBE_HEAD = 0.02
_MOST_HEADS = 30
_MOST_TEXTS = 400
_TITLE = follow.KINDS.index("title")
_LEAD, _BODY, _SUBHEAD, _PART, _CAPTION, _CREDIT = (
    follow.KINDS.index(name) for name in ("lead", "body", "subhead", "part", "caption", "credit")
)
_SHOWN = (
    "length", "lines", "to column", "first to column", "last gap", "indented", "closed", "opening", "dateline",
    "full stops", "sounds", "credit", "starts", "picture", "jump", "bracketed", "lists", "starts quote",
    "odd quote", "closing words", "digits", "brackets open", "question", "a head by words", "begins",
)  # fmt: skip
_PLACES = tuple(traits.ALONE.index(name) for name in _SHOWN)
_CLOSED, _ENDS, _JUMP = (traits.ALONE.index(name) for name in ("closed", "closing words", "jump"))
_DATELINE, _OPENING = (traits.ALONE.index(name) for name in ("dateline", "opening"))

OPENS = (
    *(f"{name} is {kind}" for name in ("it", "before", "two before", "next", "two next") for kind in follow.KINDS),
    *_SHOWN,
    "steps from text", "text before closed", "text before ends", "text before jumps", "text before credit",
    "opening after", "dateline after",
    "seam", "across", "starts in the middle", "text before open",
    *(f"like over {span}" for span in _SPANS), *(f"dip over {span}" for span in _SPANS),
    "head gains", "its chance", "steps to it", "head fits", "head over before",
    "head above", "texts since", "head above fits", "head above fits before", "head above shares", "heads together",
    "rule opens", "rule certainty", "place", "torn page", "heads of page", "leads of page", "leads so far",
    "heads so far",
)  # fmt: skip


def heads_of(kinds: Sequence[Sequence[float]]) -> list[int]:
    """Return the blocks that may be headlines: the likeliest, in the order of the page."""
    maybe = [index for index, each in enumerate(kinds) if head_like(each) >= _MAYBE_HEAD]
    return sorted(sorted(maybe, key=lambda index: (-kinds[index][_TITLE], index))[:_MOST_HEADS])


def head_like(chances: Sequence[float]) -> float:
    """Return how likely a block stands above text: over an article or over a part of one."""
    return chances[_TITLE] + chances[_SUBHEAD] + chances[_PART]


def texts_of(kinds: Sequence[Sequence[float]]) -> list[int]:
    """Return the blocks that may be text."""
    return [index for index, each in enumerate(kinds) if _text(each) >= MAYBE_TEXT][:_MOST_TEXTS]


def _text(chances: Sequence[float]) -> float:
    return chances[_LEAD] + chances[_BODY] + chances[_SUBHEAD] + chances[_PART] + chances[_CAPTION]


def triples(form: str) -> frozenset[str]:
    """Return the groups of three characters of a text."""
    return frozenset(form[i : i + 3] for i in range(len(form) - 2))


class Openers:
    """A page's texts and headlines, looked at together."""

    def __init__(self, page: Traits, kinds: Sequence[Sequence[float]]) -> None:
        """Take the traits of a page and the chances of the kinds of its blocks."""
        self.page, self.kinds = page, kinds
        self.heads, self.texts = heads_of(kinds), texts_of(kinds)
        self.likely = [i for i, each in enumerate(kinds) if each[_TITLE] >= LIKELY]
        self.place = {text: at for at, text in enumerate(self.texts)}
        self.topics = [self._ahead(at) for at in range(len(self.texts))]
        self.pairs = [self._held(at) for at in range(len(self.texts))]
        self.likes = dict(
            zip(self.heads, grams.nears([page.topics[i] for i in self.heads], self.topics), strict=True)
        )
        self.triples = {head: triples(page.forms[head]) for head in self.heads}
        self.dips = [[self._across(at, span) for at in range(len(self.texts))] for span in _SPANS]

    def _ahead(self, at: int) -> grams.Topic:
        return grams.together([self.page.topics[i] for i in self.texts[at : at + AHEAD]])

    def _held(self, at: int) -> frozenset[str]:
        return frozenset[str]().union(*(self.page.pairs[i] for i in self.texts[at : at + AHEAD]))

    def _across(self, at: int, span: int) -> float:
        """Return how like the texts before are to those from here on."""
        topics = self.page.topics
        before = grams.together([topics[i] for i in self.texts[max(0, at - span) : at]])
        after = grams.together([topics[i] for i in self.texts[at : at + span]])
        return grams.near(before, after) if at else -1.0

    def openings(self) -> list[tuple[int, tuple[float, ...]]]:
        """Return for each text what shows whether it opens an article."""
        count = sum(each[_TITLE] for each in self.kinds)
        leads = [self.kinds[text][_LEAD] for text in self.texts]
        whole, so_far, passed = sum(leads), 0.0, 0.0
        found, seen = [], 0
        for at, text in enumerate(self.texts):
            passed += sum(each[_TITLE] for each in self.kinds[seen:text])
            seen = text
            row = (
                *self._beside(text),
                *(self.page.alone[text][place] for place in _PLACES),
                *self._before(at, text),
                *self._shift(at),
                *self._gaining(at, text),
                *self._above(at, text),
                float(self.page.ruled[text].opens),
                self.page.ruled[text].certainty,
                text / len(self.kinds),
                self.page.torn,
                count,
                whole,
                so_far,
                passed,
            )
            found.append((text, row))
            so_far += leads[at]
        return found

    def _beside(self, text: int) -> Iterable[float]:
        for step in (0, -1, -2, 1, 2):
            at = text + step
            yield from self.kinds[at] if 0 <= at < len(self.kinds) else (-1.0,) * len(follow.KINDS)

    def _before(self, at: int, text: int) -> tuple[float, ...]:
        page, last = self.page, self.texts[at - 1] if at else -1
        after = self.texts[at + 1] if at + 1 < len(self.texts) else -1
        ahead = (page.alone[after][_OPENING], page.alone[after][_DATELINE]) if after >= 0 else (-1.0, -1.0)
        seam = (
            grams.joint(page.forms[last], page.forms[text]) if last >= 0 else -9.0,
            traits.across(page, last, text),
            -1.0 if page.ends[text].starts is None else float(page.ends[text].starts is True),
            float(last >= 0 and not page.ends[last].closed),
        )
        if last < 0:
            return (-1.0, -1.0, -1.0, -1.0, -1.0, *ahead, *seam)
        held = page.alone[last]
        credit = max(each[_CREDIT] for each in self.kinds[last:text])
        return (float(min(9, text - last)), held[_CLOSED], held[_ENDS], held[_JUMP], credit, *ahead, *seam)

    def _shift(self, at: int) -> Iterable[float]:
        for dips in self.dips:
            yield dips[at]
        for dips in self.dips:
            around = dips[max(1, at - _BESIDE) : at] + dips[at + 1 : at + 1 + _BESIDE]
            yield dips[at] - min(around) if around and at else -2.0

    def _gaining(self, at: int, text: int) -> tuple[float, ...]:
        """Tell of the head line that goes with the texts from here on so much better than with those before."""
        earlier = max(0, at - AHEAD)
        best = max(
            self.heads,
            key=lambda head: (self.likes[head][at] - self.likes[head][earlier] if at else 0.0, -abs(head - text)),
            default=-1,
        )
        if best < 0 or not at:
            return (-2.0, -1.0, -99.0, -2.0, -2.0)
        own, before = self.likes[best][at], self.likes[best][earlier]
        return (own - before, self.kinds[best][_TITLE], float(max(-FAR, min(FAR, text - best))), own, before)

    def _above(self, at: int, text: int) -> tuple[float, ...]:
        """Tell of the head line above the text."""
        above = max((head for head in self.likely if head < text), default=-1)
        if above < 0:
            return (-1.0, -1.0, -2.0, -2.0, -2.0, 0.0)
        since = sum(above < other < text for other in self.texts[max(0, at - FAR) : at])
        together = sum(head in self.likely for head in range(max(0, above - 3), above + 1))
        likes = self.likes.get(above)
        return (
            float(min(FAR, text - above)),
            float(since),
            likes[at] if likes else -2.0,
            likes[max(0, at - AHEAD)] if likes and at else -2.0,
            traits.common(self.page.pairs[above], self.pairs[at]),
            float(together),
        )
