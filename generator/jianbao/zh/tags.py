"""Tags of an article: what it is about, in two to six terms that gather articles.

Terms that newspapers write about (terms.py) and the publisher's own tags go first, each with the words that count
as it. They are weighed by how often and where they stand, and by how rare they are in news (lexicon.py). Only
where an article has fewer than two of them do nouns stand in, common ones and those the archive has before others.
Never a place, a person, a date, a number, boilerplate of newspapers, or one character.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from math import log
from types import MappingProxyType

from jianbao.model.tables import Tables
from jianbao.zh import terms
from jianbao.zh.divisions import rows
from jianbao.zh.lexicon import lexicon
from jianbao.zh.regions_names import gazetteer
from jianbao.zh.words import Segmenter, load

_MOST, _LEAST = 6, 2
_HEAD, _SUB = 5.0, 2.5  # what a term in the headline, in kicker or subheads counts
_LEAD = 160  # characters at the beginning of a text
_EARLY = 0.7  # what a term in the lead counts more
_HALF = 3.0  # a term that counts this much has half of the weight it can have
_ENOUGH = 0.42  # of the best tag's score: less is not what the article is about
_FIRM = 1.9  # what a term must count to be more than a mention …
_MORE, _LONG, _FIRMEST = 0.9, 1000, 4.9  # … and how much more in every so many characters, at most
_RAREST = 4.5  # what the rarity of a term in the text alone counts at most: this year's news are rare in our table
_KNOWN = 7.5  # rarity from which on fewer mentions are enough

_SHORT = 260  # characters: in a text this short a mention is enough
_LONGEST, _WHOLE = 6, 8.0  # characters of two nouns that are one term, and what each time counts
_COMMON, _RARE = 0.08, 0.0012  # shares of news texts between which a noun gathers articles without being general
_CROWDED, _ARCHIVE = 0.05, 100  # a tag on more of an archive (of so many articles) must be in the headline
_RUBRIC = re.compile(r"[（(][^（）()]{2,24}[）)]$")
_NAME = re.compile(r"[\u4e00-\u9fff]{0,4}?(?:有限公司|股份|公司|集团|研究院|研究所|学院|大学|学校|医院)")
_NAMES = ("陵园", "文化宫", "纪念馆")  # ends of terms that are names of buildings
_BEFORE = re.compile(r"(?:[\u4e00-\u9fff]{1,7}、)+$")
_BEHIND = re.compile(r"(?:、[\u4e00-\u9fff]{1,7})+")
_NAMED, _LISTED = 0.3, 0.5  # how much a mention in a name counts, and one in a list of three or more
_HAN = re.compile(r"[\u4e00-\u9fff]{2,6}")
_NUMBER = re.compile(r"^第|[0-9一二三四五六七八九十百千万亿两几多]+[版年月日号个名家场次人届项元期条层级]|[0-9]")
_NOTHING: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Field:
    text: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What tags are looked for: our terms, the publisher's, the archive's. Made once for many articles.

    `counts`: on how many of the archive's articles each tag stands that it has; `crowded`: those on too many.
    """

    tables: Tables
    table: terms.Terms
    counts: Mapping[str, int]
    crowded: frozenset[str]


def vocabulary(tables: Tables, archive: Mapping[str, int] = _NOTHING, articles: int = 0) -> Vocabulary:
    """Return the vocabulary for an archive of `articles` with these tags; each later word goes first."""
    crowded = frozenset(
        tag for tag, count in archive.items() if articles >= _ARCHIVE and count > _CROWDED * articles
    )
    known = terms.known()
    if archive or tables.tag_aliases or tables.own_tags:
        words = dict(known.tags)
        for tag in archive:
            if len(tag) > 1 and tag not in stopwords():
                words.setdefault(terms.bare(tag), tag)
        words.update({terms.bare(tag): tag for tag in sorted(tables.own_tags)})
        words.update({terms.bare(word): tag for word, tag in tables.tag_aliases.items()})
        known = terms.index({word: tables.tag_aliases.get(tag, tag) for word, tag in words.items() if word})
    return Vocabulary(tables=tables, table=known, counts=archive, crowded=crowded)


def tags(
    headline: str,
    kicker: str,
    subheads: Sequence[str],
    text: str,
    *,
    people: Sequence[str],
    tables: Tables,
    segmenter: Segmenter | None = None,
    known: Vocabulary | None = None,
) -> tuple[str, ...]:
    """Return up to six tags, the most telling first; two at least where the text allows.

    `people` are names that never become tags. `tables` brings aliases (variant to tag), blocked and preferred tags,
    and whether only the publisher's own tags may be given. `known` is their vocabulary, with what the archive has:
    its tags are preferred, unless they are on too many articles already.
    """
    known = known or vocabulary(tables)
    rubric = _RUBRIC.search(headline)  # (新春走基层) behind a headline is the name of a series
    fields = (
        _Field(headline[: rubric.start()] if rubric else headline, _HEAD),
        _Field(kicker, _SUB),
        *(_Field(subhead, _SUB) for subhead in subheads),
        _Field(text, 1.0),
    )
    counts, headed = _counted(fields, known.table)
    firm = min(_FIRMEST, _FIRM + _MORE * len(text) / _LONG) if len(text) > _SHORT else 0.0
    scores: dict[str, float] = {}
    for tag, count in counts.items():
        wide = (tag in known.crowded or tag in terms.broad()) and tag not in tables.preferred_tags
        enough = firm * min(1.0, _KNOWN / max(0.5, lexicon().rarity(tag)))
        if tag in headed or (count >= enough and not wide):
            scores[tag] = _score(tag, count, known, rarest=_RAREST if tag not in headed else None)
    chosen = _best(_telling(scores, headed, tables), people, tables)
    if len(chosen) < _LEAST:
        weak = {tag: _score(tag, count, known) for tag, count in counts.items() if tag not in known.crowded}
        chosen = _filled(chosen, weak, people, tables)
    if len(chosen) < _LEAST and not tables.controlled_tags:
        chosen = _filled(chosen, _nouns(fields, segmenter or load(), known), people, tables)
    return chosen


@functools.cache
def stopwords() -> frozenset[str]:
    """Return the words that are no tags."""
    return frozenset(word for (word,) in rows("stopwords.txt"))


def _counted(fields: Sequence[_Field], table: terms.Terms) -> tuple[dict[str, float], set[str]]:
    """Weigh each tag by where it stands; return too which of them stand above the text."""
    counts: dict[str, float] = {}
    headed: set[str] = set()
    for number, field in enumerate(fields):
        body = number == len(fields) - 1
        text = terms.bare(field.text)
        for tag, at, size in terms.find(text, table):
            weight = field.weight + (_EARLY if body and at < _LEAD else 0.0)
            counts[tag] = counts.get(tag, 0.0) + weight * _share(text, at, at + size)
            if not body:
                headed.add(tag)
    return counts, headed


def _share(text: str, start: int, end: int) -> float:
    """Return how much of a mention counts: little in a name (某钢铁公司), half in a list (机械、纺织、化工)."""
    if _NAME.match(text, end) or text.endswith(_NAMES, start, end):
        return _NAMED
    before, behind = _BEFORE.search(text, max(0, start - 9), start), _BEHIND.match(text, end)
    two_before = before is not None and before[0].count("、") > 1
    two_behind = behind is not None and behind[0].count("、") > 1
    return _LISTED if two_before or two_behind or (before and behind) else 1.0


def _telling(scores: Mapping[str, float], headed: Container[str], tables: Tables) -> dict[str, float]:
    """Leave out tags beside which a narrower one says more, unless the broad one alone is in the headline."""

    def said(tag: str) -> bool:
        others = terms.narrower().get(tag, frozenset()) & scores.keys()
        return any(other in headed or tag not in headed for other in others)

    return {tag: score for tag, score in scores.items() if tag in tables.preferred_tags or not said(tag)}


def _score(tag: str, count: float, known: Vocabulary, rarest: float | None = None) -> float:
    """Return how much a tag says; `rarest` is how much its rarity may count at most."""
    had = 1.0 + 0.12 * log(1 + known.counts.get(tag, 0))
    bonus = 2.0 if tag in known.tables.preferred_tags else 1.0
    rarity = max(0.5, lexicon().rarity(tag))
    return count / (count + _HALF) * (rarity if rarest is None else min(rarity, rarest)) * had * bonus


def _nouns(fields: Sequence[_Field], words: Segmenter, archive: Vocabulary) -> dict[str, float]:
    """Score nouns, and two that stand together again and again, for articles without enough terms."""
    known, scores, pairs = lexicon(), dict[str, float](), Counter[str]()
    for field in fields:
        row = words.cut(field.text)
        for word in row:
            if _is_noun(word, words) and word not in terms.known().tags and known.share(word) < _COMMON:
                scores[word] = scores.get(word, 0.0) + field.weight
        for one, other in itertools.pairwise(row):
            if len(one + other) <= _LONGEST and _is_noun(one, words) and _is_noun(other, words):
                pairs[one + other] += 1
    for pair, count in pairs.items():
        if count > 1 and pair not in terms.known().tags:
            scores[pair] = _WHOLE * count
    for word in scores:
        usual = 3.0 if word in archive.counts or known.share(word) > _RARE else 1.0
        scores[word] *= usual * (1.0 + 0.2 * known.rarity(word))
    return scores


def _is_noun(word: str, words: Segmenter) -> bool:
    """Say whether a word may be a tag: two Han characters or more, a noun, no place, person, date."""
    kind = words.part_of_speech(word)
    if not _HAN.fullmatch(word) or word in stopwords() or not kind.startswith(("n", "vn", "l", "j")):
        return False
    if kind.startswith(("nr", "ns", "nt")):
        return False
    known = gazetteer().names.get(word)
    return known is None or known.kind == "stop" or word in gazetteer().never


def _best(scores: Mapping[str, float], people: Sequence[str], tables: Tables) -> tuple[str, ...]:
    allowed = {tag: score for tag, score in scores.items() if _allowed(tag, people, tables)}
    best = max(allowed.values(), default=0.0)
    ordered = sorted(allowed, key=lambda tag: (-allowed[tag], tag))
    return tuple(tag for tag in ordered if allowed[tag] >= _ENOUGH * best)[:_MOST]


def _filled(
    chosen: tuple[str, ...], scores: Mapping[str, float], people: Sequence[str], tables: Tables
) -> tuple[str, ...]:
    """Add the best of `scores` that say something else, until there are enough."""
    for tag in sorted(scores, key=lambda tag: (-scores[tag], tag)):
        if len(chosen) >= _LEAST:
            break
        other = not any(tag in known or known in tag for known in chosen)
        if other and _allowed(tag, people, tables):
            chosen = (*chosen, tag)
    return chosen


def _allowed(tag: str, people: Sequence[str], tables: Tables) -> bool:
    if tag in tables.blocked_tags or len(tag) < 2:
        return False
    if tag in tables.own_tags:
        return True
    if tables.controlled_tags or tag in stopwords() or tag in gazetteer().towns:
        return False
    known = gazetteer().names.get(tag)
    if known is not None and known.kind not in ("stop", "word") and tag not in gazetteer().never:
        return False
    named = any(tag in name or name in tag for name in people if name)
    return not (named or (_NUMBER.search(tag) and tag not in terms.known().tags))
