"""Losses: how likely the source lost text where a paragraph stops in mid-sentence, or where its pieces were joined.

Two logistic regressions, one over such ends and one over such joints, by what can be read at the place (does the
text go on, do the quotation marks fit, is the last line full) and by what the rest of the page shows: a page that
lost text in one place lost some in others. Weights and what they are worth: scripts/calibrate_gaps.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from math import log

from jianbao.ingest import geometry, grams, links, openings
from jianbao.ingest.seams import seam
from jianbao.ingest.sure import chance
from jianbao.ingest.torn import is_whole
from jianbao.model.block import Block, Cutting, Kind

TOLD_JOINT, TOLD_END = 0.4, 0.2
"""A gap is told at a joint and at an end from these chances on; an end without a mark anybody can see."""

Lost = Callable[[int, int], float]
"""Says how likely text is lost in a block of an item (its index) at an offset of its text."""

_TEXTS = (Kind.PARAGRAPH, Kind.NOTE, Kind.CAPTION, Kind.FRAGMENT, Kind.JUMP)
_FULL, _SHORT = 1.2, 2.3
"""A last line is full, or short of the column, by so many em."""

_AROUND = 12
_MOST = 300
"""A page of more such places is no newspaper page: nothing is told, and no more loose pieces are compared."""

_LONGEST = 60
_PRIOR = 0.15
_CALM = 2.0
"""A page is taken to show losses in `_PRIOR` of `_CALM` places before any is looked at."""

_CREDITS = tuple("摄版图讯电")

ENDS: Mapping[str, float] = {
    "full": 1.992,
    "short": -2.023,
    "comma": 1.122,
    "done": -0.201,
    "quote open": -0.415,
    "bracket open": -2.175,
    "goes on elsewhere": -0.558,
    "one line": 1.769,
    "size": 1.255,
    "stops": -0.833,
    "list": -3.055,
    "credit": -1.164,
    "quote": -0.414,
    "last": -0.183,
    "opens": 0.71,
    "above a part": 1.063,
    "next goes on": -1.229,
    "bias": -7.973,
}
JOINTS: Mapping[str, float] = {
    "full": -0.71,
    "short": -1.448,
    "comma": 0.413,
    "done": -0.166,
    "quote open": -0.372,
    "bracket open": -0.547,
    "goes on elsewhere": -0.143,
    "seam": -0.479,
    "gram": -0.343,
    "said": -0.285,
    "half said": -1.306,
    "quotes": 0.311,
    "piece": -0.401,
    "bias": -2.436,
}
"""How much each trait counts by itself, and …"""

ENDS_ON_PAGE: Mapping[str, float] = {
    "full": 2.252,
    "short": -1.63,
    "comma": 0.588,
    "done": -0.13,
    "quote open": -0.471,
    "bracket open": -2.173,
    "goes on elsewhere": -0.36,
    "one line": 1.133,
    "size": 1.33,
    "stops": -1.051,
    "list": -1.796,
    "credit": -0.536,
    "quote": -0.573,
    "last": -0.514,
    "opens": 0.687,
    "above a part": 0.793,
    "next goes on": -1.196,
    "ends of the page": 1.964,
    "joints of the page": 1.772,
    "bias": -0.689,
}
JOINTS_ON_PAGE: Mapping[str, float] = {
    "full": 0.027,
    "short": -0.77,
    "comma": -0.299,
    "done": -0.206,
    "quote open": -0.027,
    "bracket open": -0.651,
    "goes on elsewhere": 0.088,
    "seam": -0.546,
    "gram": -0.288,
    "said": -0.232,
    "half said": -0.662,
    "quotes": 0.371,
    "piece": -0.03,
    "ends of the page": 0.964,
    "joints of the page": 1.24,
    "ends": -0.463,
    "joints": -1.491,
    "bias": 4.673,
}
"""… with what the other places of the page show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place where text may be missing: `at` in the text of block `index` of item `item`; `inside`: at a joint."""

    item: int
    index: int
    at: int
    inside: bool


@dataclass(frozen=True, kw_only=True)
class Page:
    """The items of a page, to be asked where they lost text."""

    cuttings: tuple[Cutting, ...]

    @cached_property
    def said(self) -> str:
        """All text of the page, in the form of the tables."""
        return "|".join(grams.form(block.text) for cutting in self.cuttings for block in cutting.blocks)

    @cached_property
    def loose(self) -> tuple[tuple[Block, str], ...]:
        """The blocks of text that begin in mid-sentence as far as they show, each with how it begins."""
        texts = [block for cutting in self.cuttings for block in cutting.blocks if block.kind in _TEXTS]
        return tuple(
            (block, grams.form(_body(block)[:_AROUND])) for block in texts if not links.ends(block).starts
        )[:_MOST]

    @cached_property
    def alone(self) -> Mapping[Place, float]:
        """Every place, with the chance that it shows by itself."""
        found = [*islice(self.places(), _MOST + 1)]
        if len(found) > _MOST:
            return {}
        return {place: chance(JOINTS if place.inside else ENDS, self.shown(place)) for place in found}

    @cached_property
    def chances(self) -> Mapping[Place, float]:
        """Every place, with the chance that text is lost there."""
        found = {}
        for place in self.alone:
            weights = JOINTS_ON_PAGE if place.inside else ENDS_ON_PAGE
            found[place] = chance(weights, {**self.shown(place), **around(self.alone, place)})
        return found

    def of(self, item: int) -> Lost:
        """Return how likely text is lost at the places of an item; 0 where nothing shows it."""
        held = {(place.index, place.at): each for place, each in self.chances.items() if place.item == item}
        return lambda index, at: held.get((index, at), 0.0)

    def places(self) -> Iterator[Place]:
        """Yield the joints and ends in mid-sentence, in order."""
        for item, cutting in enumerate(self.cuttings):
            for index, block in enumerate(cutting.blocks):
                for at in block.tears:
                    yield Place(item=item, index=index, at=at, inside=True)
                if block.kind in _TEXTS and not is_whole(block.text[: end_of(block)]):
                    yield Place(item=item, index=index, at=end_of(block), inside=False)

    def shown(self, place: Place) -> dict[str, float]:
        """Return what a place shows by itself, by the name of the trait."""
        block = self.cuttings[place.item].blocks[place.index]
        left = block.text[: place.at]
        if not place.inside:
            return {**self._at_end(left, block), **self._of_end(left, place)}
        return {**self._at_end(left, block), **self._of_joint(left, block.text[place.at + 1 :])}

    def _at_end(self, left: str, block: Block) -> dict[str, float]:
        """Return what the text before a place shows."""
        shape = geometry.shape(block.text)
        room = shape.column - geometry.width(left.rsplit("\n", 1)[-1]) if shape.column else 0.0
        flat = grams.form(left)
        goes_on = max(
            (grams.joint(flat, head) for other, head in self.loose if other is not block and head), default=-8.0
        )
        return {
            "full": float(bool(shape.column) and room < _FULL),
            "short": float(bool(shape.column) and room > _SHORT),
            "comma": float(flat.endswith(("，", "、"))),
            "done": _within(seam(left, "。")),
            "quote open": float(flat.rfind("“") > flat.rfind("”")),
            "bracket open": float(any(flat.rfind(a) > flat.rfind(b) for a, b in ("（）", "《》"))),
            "goes on elsewhere": _within(goes_on),
        }

    def _of_joint(self, left: str, right: str) -> dict[str, float]:
        """Return what a joint shows."""
        a, b = grams.form(left[-2 * _AROUND :]), grams.form(right[: 2 * _AROUND])
        whole = grams.form(left)
        rest = grams.form(right)
        elsewhere = self.said.replace(whole[-20:] + rest[:20], "")
        opened = whole.rfind("“") > whole.rfind("”")
        first_open, first_close = rest.find("“"), rest.find("”")
        closes = first_close >= 0 and not 0 <= first_open < first_close
        return {
            "seam": _within(seam(left, right)),
            "gram": _within(grams.joint(a, b)),
            "said": float(a[-3:] + b[:3] in elsewhere),
            "half said": float(a[-2:] + b[:2] in elsewhere),
            "quotes": float(opened != closes and max(first_open, first_close) >= 0),
            "piece": float(len(rest) < _LONGEST),
        }

    def _of_end(self, left: str, place: Place) -> dict[str, float]:
        """Return what an end shows, and what stands beside it in its article."""
        blocks = self.cuttings[place.item].blocks
        texts = [index for index, block in enumerate(blocks) if block.kind in _TEXTS]
        spot = texts.index(place.index)
        beside = [blocks[index] for index in texts[max(0, spot - 1) : spot + 2] if index != place.index]
        flat = grams.form(left)
        following = blocks[place.index + 1] if place.index + 1 < len(blocks) else None
        return {
            "one line": float("\n" not in left),
            "size": log(1 + len(flat)),
            "stops": float("。" in flat),
            "list": float(any(not is_whole(each.text) for each in beside)),
            "credit": float(flat.endswith(_CREDITS)),
            "quote": float(flat.endswith("”")),
            "last": float(spot == len(texts) - 1),
            "opens": float(spot == 0),
            "above a part": float(following is not None and following.kind not in _TEXTS),
            "next goes on": float(following is not None and links.ends(following).starts is False),
        }


def around(alone: Mapping[Place, float], place: Place) -> dict[str, float]:
    """Return what the other places of a page show: log odds of their mean chances, for joints also how many are.

    How many ends there are says little: a page may be full of lists, or have lost much.
    """
    ends = [sure for other, sure in alone.items() if other != place and not other.inside]
    joints = [sure for other, sure in alone.items() if other != place and other.inside]
    shown = {"ends of the page": _odds(_mean(ends)), "joints of the page": _odds(_mean(joints))}
    counted = {"ends": log(1 + len(ends)), "joints": log(1 + len(joints))}
    return {**shown, **counted} if place.inside else shown


def _mean(chances: Sequence[float]) -> float:
    return (sum(chances) + _PRIOR * _CALM) / (len(chances) + _CALM)


def surely(cutting: Cutting) -> Lost:
    """Return the same as if text were lost at every place of an item that stops in mid-sentence."""
    held = {(place.index, place.at) for place in Page(cuttings=(cutting,)).places()}
    return lambda index, at: float((index, at) in held)


def end_of(block: Block) -> int:
    """Return the offset at which the news in a block's text ends: before a signature in brackets."""
    start, _ = openings.signature(block.text)
    return start if start >= 0 else len(block.text)


def _body(block: Block) -> str:
    return block.text.removeprefix(geometry.INDENT)


def _within(value: float) -> float:
    return max(-6.0, min(6.0, value))


def _odds(value: float) -> float:
    return log(value / (1 - value))
