"""Headings: which headline stands over which first text, and which text speaks of what a headline says.

The rows are for two learned models (data/over.txt.xz, data/under.txt.xz); the names of their columns are OVER and
UNDER.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

from jianbao.ingest import follow, grams, traits, trees
from jianbao.ingest.heads import BOXES
from jianbao.ingest.openers import AHEAD, FAR, LIKELY, MAYBE_TEXT, Openers
from jianbao.ingest.traits import Traits

LEAST = 0.02
"""A text that is less likely an opening is not looked at as one."""

_AROUND = 2
_SHARP = 8.0
_RIVALLED = (0, 1, 2, 6, 8)
"""Of what shows that a text speaks of a headline, this is set against the best of the other headlines."""

_MOST_UNDER = 4000
_TITLE, _KICKER, _SUBHEAD, _CAPTION, _CREDIT = (
    follow.KINDS.index(name) for name in ("title", "kicker", "subhead", "caption", "credit")
)
_DATELINE, _PICTURE = (traits.ALONE.index(name) for name in ("dateline", "picture"))
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

UNDER = (
    "like", "like near", "like around", "like ahead", "like behind", "shares", "shares around", "triples",
    "triples around",
    *(f"{name} over heads" for name in ("like", "like near", "like around", "shares around", "triples around")),
    "like around place", "share of likes", "like above head", "like below head",
    "head is title", "head is kicker", "head is subhead", "box", "comment", "head length",
    "text is caption", "text is credit", "text length", "dateline", "picture", "torn page", "heads of page",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """How likely a text opens an article, a headline stands over it, a text speaks of what a headline says."""

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

    def under(self) -> list[Pair]:
        """Return what shows whether a text speaks of what a headline says, wherever the two stand."""
        if len(self.heads) * len(self.texts) > _MOST_UNDER:
            return []
        page, found = self.page, list[Pair]()
        windows = [
            [self.texts[max(0, at - reach) : at + reach + 1] for at in range(len(self.texts))]
            for reach in (1, _AROUND)
        ]
        topics = [page.topics[head] for head in self.heads]
        near, around = (
            grams.nears(topics, [grams.together([page.topics[i] for i in each]) for each in window])
            for window in windows
        )
        held = [frozenset[str]().union(*(page.pairs[i] for i in each)) for each in windows[1]]
        said = ["\n".join(page.forms[i] for i in each) for each in windows[1]]
        for at, text in enumerate(self.texts):
            shows = {
                head: self._speaks(head, at, near[place][at], around[place][at], held[at], said[at])
                for place, head in enumerate(self.heads)
            }
            sums = {head: exp(_SHARP * each[2]) for head, each in shows.items()}
            whole = sum(sums.values()) or 1.0
            tops = {i: sorted((each[i] for each in shows.values()), reverse=True)[:2] for i in _RIVALLED}
            for head, own in shows.items():
                over = [own[i] - follow.rival(tops[i], own[i]) for i in _RIVALLED]
                place = float(sum(each[2] > own[2] for each in shows.values()))
                beside = [own[2] - shows[i][2] if i in shows else -2.0 for i in (head - 1, head + 1)]
                row = (
                    *own,
                    *over,
                    place,
                    sums[head] / whole,
                    *beside,
                    *self._both(head, text),
                )
                found.append(Pair(head=head, text=text, row=row))
        return found

    def _speaks(
        self, head: int, at: int, near: float, around: float, held: frozenset[str], said: str
    ) -> tuple[float, ...]:
        page, text = self.page, self.texts[at]
        triples = self.triples[head]
        count = len(triples) or 1
        return (
            traits.like(page, head, text),
            near,
            around,
            self.likes[head][at],
            self.likes[head][max(0, at - AHEAD + 1)],
            traits.common(page.pairs[head], page.pairs[text]),
            traits.common(page.pairs[head], held),
            sum(each in page.forms[text] for each in triples) / count,
            sum(each in said for each in triples) / count,
        )

    def _both(self, head: int, text: int) -> tuple[float, ...]:
        said, alone = self.page.blocks[head].text.strip(), self.page.alone
        kinds, other = self.kinds[head], self.kinds[text]
        return (
            kinds[_TITLE],
            kinds[_KICKER],
            kinds[_SUBHEAD],
            float(said in BOXES),
            float(bool(_COMMENT.search(said))),
            alone[head][0],
            other[_CAPTION],
            other[_CREDIT],
            alone[text][0],
            alone[text][_DATELINE],
            alone[text][_PICTURE],
            self.page.torn,
            float(len(self.likely)),
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
    return Evidence(
        opens=opens,
        over=_chances("over", held.over(opens, LEAST)),
        under=_chances("under", held.under()),
    )


def _chances(name: str, pairs: Sequence[Pair]) -> dict[tuple[int, int], float]:
    likely = trees.forest(name).chance([pair.row for pair in pairs])
    return {(pair.head, pair.text): chance for pair, chance in zip(pairs, likely, strict=True)}
