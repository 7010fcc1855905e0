"""Headings: which headline stands over which first text.

The rows are for a learned model (data/over.txt.xz); the names of their columns are OVER.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jianbao.ingest import follow, traits, trees
from jianbao.ingest.heads import BOXES
from jianbao.ingest.openers import AHEAD, FAR, LIKELY, MAYBE_TEXT, Openers
from jianbao.ingest.traits import Traits

LEAST = 0.02
"""A text that is less likely an opening is not looked at as one."""

_TITLE, _CAPTION, _CREDIT = (follow.KINDS.index(name) for name in ("title", "caption", "credit"))
_COMMENT = re.compile("社论|评论|手记|谈[）)]|短评|快评|札记|论坛|随笔|观察")

OVER = (
    "step", "distance", "texts between", "heads between", "openings between", "nearest above",
    "opens", "opens more than before",
    *(f"head is {kind}" for kind in follow.KINDS), *(f"text is {kind}" for kind in follow.KINDS),
    "like", "like all", "shares", "shares all", "triples", "triples all", "begins",
    *(f"{name} over {side}" for name in ("like all", "shares all", "triples all") for side in ("heads", "texts")),
    "triples place",
    "head above it", "head below it", "upper fits", "lower fits", "upper shares", "lower shares",
    "box", "comment", "head bracketed", "head length", "head question", "head digits", "head quote",
    "dateline", "opening", "picture", "credit in run", "caption in run", "run", "run length", "starts quote",
    "torn page", "heads of page",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """How likely a text opens an article, a headline stands over it, a text speaks of what a headline says.

    Of the last (`under`) only the networks know.
    """

    opens: Mapping[int, float]
    over: Mapping[tuple[int, int], float]
    under: Mapping[tuple[int, int], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A headline that may stand over a text, and what shows it."""

    head: int
    text: int
    row: tuple[float, ...]


class Headings(Openers):
    """Headlines and the texts they may stand over."""

    def over(self, opens: dict[int, float], least: float) -> list[Pair]:
        """Return what shows which headline stands over which text, of texts that may open an article."""
        texts = [text for text in self.texts if opens.get(text, 0.0) >= least]
        shows = {(head, text): self._shows(head, text) for head in self.heads for text in texts}
        sure = [text for text in texts if opens[text] >= MAYBE_TEXT] or texts
        found = []
        for (head, text), own in shows.items():
            rivals = list[float]()
            for name in (1, 3, 5):
                heads = [shows[other, text][name] for other in self.heads if other != head]
                others = [shows[head, other][name] for other in sure if other != text]
                rivals += [own[name] - max(heads, default=0.0), own[name] - max(others, default=0.0)]
            better = sum(shows[other, text][5] > own[5] for other in self.heads)
            row = (
                *self._lie(head, text, opens),
                *self.kinds[head],
                *self.kinds[text],
                *own,
                *rivals,
                float(better),
                *self._stack(head, text, shows),
                *self._genre(head, text, opens),
                self.page.torn,
                float(len(self.likely)),
            )
            found.append(Pair(head=head, text=text, row=row))
        return found

    def _lie(self, head: int, text: int, opens: dict[int, float]) -> tuple[float, ...]:
        low, high = min(head, text), max(head, text)
        between = [i for i in range(low + 1, high) if i in self.place]
        heads = [i for i in self.likely if low < i < high]
        return (
            float(max(-FAR, min(FAR, text - head))),
            float(min(FAR, high - low)),
            float(len(between)),
            float(len(heads)),
            sum(opens.get(i, 0.0) for i in between),
            float(head < text and not heads),
            opens[text],
            opens[text] - max((opens.get(i, 0.0) for i in range(text - 3, text)), default=0.0),
        )

    def _shows(self, head: int, text: int) -> tuple[float, ...]:
        """Return how much the two speak of the same, in six ways, and whether the text takes up the first words."""
        page, at = self.page, self.place[text]
        form, said = page.forms[head], page.forms[text]
        triples = self.triples[head]
        ahead = "\n".join(page.forms[i][:300] for i in self.texts[at : at + AHEAD])
        near = sum(each in said[:120] for each in triples) / (len(triples) or 1)
        far = sum(each in ahead for each in triples) / (len(triples) or 1)
        return (
            traits.like(page, head, text),
            self.likes[head][at],
            traits.common(page.pairs[head], page.pairs[text]),
            traits.common(page.pairs[head], self.pairs[at]),
            near,
            far,
            float(form[:3] in said) + float(form[:2] in said),
        )

    def _stack(self, head: int, text: int, shows: dict[tuple[int, int], tuple[float, ...]]) -> tuple[float, ...]:
        """Tell of the head lines right above and below this one, and how they fit the text."""
        upper, lower = head - 1, head + 1
        high = self.kinds[upper][_TITLE] if upper >= 0 else -1.0
        low = self.kinds[lower][_TITLE] if lower < len(self.kinds) else -1.0
        above, below = shows.get((upper, text)), shows.get((lower, text))
        own = shows[head, text]
        return (
            high,
            low,
            own[1] - above[1] if above else -2.0,
            own[1] - below[1] if below else -2.0,
            own[5] - above[5] if above else -2.0,
            own[5] - below[5] if below else -2.0,
        )

    def _genre(self, head: int, text: int, opens: dict[int, float]) -> tuple[float, ...]:
        page, at = self.page, self.place[text]
        said = page.blocks[head].text.strip()
        run = [text]
        for other in self.texts[at + 1 : at + 13]:
            if opens.get(other, 0.0) > LIKELY:
                break
            run.append(other)
        stretch = self.kinds[text : run[-1] + 3]
        own = {name: page.alone[text][traits.ALONE.index(name)] for name in _TOLD}
        title = page.alone[head]
        return (
            float(said in BOXES),
            float(bool(_COMMENT.search(said))),
            title[traits.ALONE.index("bracketed")],
            title[0],
            title[traits.ALONE.index("question")],
            title[traits.ALONE.index("digits")],
            title[traits.ALONE.index("starts quote")],
            own["dateline"],
            own["opening"],
            own["picture"],
            max(each[_CREDIT] for each in stretch),
            max(each[_CAPTION] for each in stretch),
            float(len(run)),
            float(min(2000, sum(len(page.forms[i]) for i in run))),
            own["starts quote"],
        )


_TOLD = ("dateline", "opening", "picture", "starts quote")


def evidence(page: Traits, kinds: Sequence[Sequence[float]]) -> Evidence:
    """Return what the learned trees say, given the chances of the kinds of blocks."""
    held = Headings(page, kinds)
    rows = held.openings()
    likely = trees.forest("opens").chance([row for _, row in rows])
    opens = {text: chance for (text, _), chance in zip(rows, likely, strict=True)}
    pairs = held.over(opens, LEAST)
    fits = trees.forest("over").chance([pair.row for pair in pairs])
    over = {(pair.head, pair.text): chance for pair, chance in zip(pairs, fits, strict=True)}
    return Evidence(opens=opens, over=over, under={})
