"""Tags of an article: what it is about, in two to six terms.

Three sources, in this order: terms of newspapers that we know (data/tags/terms.txt) and the publisher's preferred
tags; words that stand beside each other again and again (乡村 振兴), counted as one term; single nouns by TF-IDF.
Never a place, a person, a date, a number, boilerplate of newspapers, or one character.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jianbao.model.tables import Tables
from jianbao.zh.divisions import rows
from jianbao.zh.regions_names import gazetteer
from jianbao.zh.words import Segmenter, load

_MOST, _LEAST = 6, 2
_HEAD, _SUB = 4.0, 2.0  # how often a word in the headline, in kicker or subheads counts
_LEAD = 300  # characters at the beginning of a text
_WHOLE = 1.5  # a phrase counts more than its words
_TERM = 6.0  # a known term counts like a word of this rarity
_WEAK = 18.0  # a single word below this score is taken only to reach two tags
_HAN = re.compile(r"[\u4e00-\u9fff]{2,12}")
_TOWN = re.compile(r"(?:镇|乡|街道|苏木)$")
_NUMBER = re.compile(r"[0-9一二三四五六七八九十百千万亿两几多]+[年月日号个名家场次人届项元届期条层级]|[0-9]")


_Cut = tuple[tuple[str, ...], float]  # the words of a field, and how much the field counts


@dataclass(frozen=True, slots=True)
class _Field:
    text: str
    weight: float


def tags(
    headline: str,
    kicker: str,
    subheads: Sequence[str],
    text: str,
    *,
    people: Sequence[str],
    tables: Tables,
    segmenter: Segmenter | None = None,
) -> tuple[str, ...]:
    """Return up to six tags, the most telling first; two at least where the text allows.

    `people` are names that never become tags. `tables` brings aliases (variant to tag), blocked and preferred tags.
    """
    words = segmenter or load()
    fields = (
        _Field(headline, _HEAD),
        _Field(kicker, _SUB),
        *(_Field(subhead, _SUB) for subhead in subheads),
        _Field(text, 1.0),
    )
    scores = _terms(fields, tables)
    cut = [(words.cut(field.text), field.weight) for field in fields if field.text]
    parts = frozenset(word for word in {word for row, _ in cut for word in row} if _part(word, words))
    whole = tuple(scores)
    for more in (_phrases(cut, parts, words), _singles(cut, parts, words)):
        _add(scores, {term: score for term, score in more.items() if not any(term in known for known in whole)})
    return _choose(scores, set(people), tables)


@functools.cache
def known_terms() -> Mapping[str, str]:
    """Return the terms we know, each with the tag it counts as."""
    return {row[0]: row[-1] for row in rows("tags/terms.txt")}


@functools.cache
def stopwords() -> frozenset[str]:
    """Return the words that are no tags."""
    return frozenset(word for (word,) in rows("stopwords.txt"))


def _terms(fields: Sequence[_Field], tables: Tables) -> dict[str, float]:
    terms = {**known_terms(), **{tag: tag for tag in sorted(tables.preferred_tags)}}
    terms.update(tables.tag_aliases)
    scores: dict[str, float] = {}
    for term in sorted(terms):
        count = sum(field.text.count(term) * field.weight for field in fields)
        if count:
            bonus = 2.0 if term in tables.preferred_tags else 1.0
            early = any(term in field.text[:_LEAD] for field in fields)
            sure = 2.0 if count > 1.0 or early else 0.0  # named once, far down, says little
            scores[terms[term]] = scores.get(terms[term], 0.0) + (count + sure) * _TERM * bonus
    return scores


def _phrases(cut: Sequence[_Cut], parts: frozenset[str], words: Segmenter) -> dict[str, float]:
    """Score two and three words that stand together at least twice and seldom apart."""
    nouns = frozenset(
        word for word in parts if words.part_of_speech(word).startswith(("n", "vn", "a", "b", "l", "j"))
    )
    pairs: Counter[tuple[str, ...]] = Counter()
    singles: Counter[str] = Counter()
    weights: dict[tuple[str, ...], float] = {}
    for row, weight in cut:
        singles.update(row)
        for size in (2, 3):
            for at in range(len(row) - size + 1):
                phrase = tuple(row[at : at + size])
                if nouns.issuperset(phrase) and 4 <= len("".join(phrase)) <= 6:
                    pairs[phrase] += 1
                    weights[phrase] = weights.get(phrase, 0.0) + weight
    scores: dict[str, float] = {}
    for phrase, count in pairs.items():
        together = count / max(1, min(singles[word] for word in phrase))
        if (
            count >= 2
            and not set(phrase) <= stopwords()
            and together >= 0.5
            and words.part_of_speech(phrase[-1]).startswith(("n", "vn"))
        ):
            scores["".join(phrase)] = _WHOLE * weights[phrase] * together * max(words.idf(word) for word in phrase)
    return scores


def _singles(cut: Sequence[_Cut], parts: frozenset[str], words: Segmenter) -> dict[str, float]:
    scores: dict[str, float] = {}
    for row, weight in cut:
        for word in row:
            if (
                words.part_of_speech(word).startswith(("n", "vn", "l", "j"))
                and word in parts
                and word not in stopwords()
            ):
                scores[word] = scores.get(word, 0.0) + weight * words.idf(word)
    return {word: score for word, score in scores.items() if score >= words.idf(word) * 2}


def _part(word: str, words: Segmenter) -> bool:
    """Say whether a word may be a tag or a part of one: two Han characters or more, no place, person, date."""
    kind = words.part_of_speech(word)
    if not _HAN.fullmatch(word) or kind.startswith(("nr", "ns", "nt", "m", "t", "d", "r", "p", "c", "f", "q", "u")):
        return False
    known = gazetteer().names.get(word)
    return known is None or known.kind == "stop" or word in gazetteer().never


def _add(scores: dict[str, float], more: Mapping[str, float]) -> None:
    for term, score in more.items():
        scores[term] = scores.get(term, 0.0) + score


def _choose(scores: Mapping[str, float], people: set[str], tables: Tables) -> tuple[str, ...]:
    merged: dict[str, float] = {}
    for term, score in scores.items():
        name = tables.tag_aliases.get(term, known_terms().get(term, term))
        merged[name] = max(merged.get(name, 0.0), score)
    chosen: list[str] = []
    for term in sorted(merged, key=lambda name: (-merged[name], name)):
        if len(chosen) == _MOST or (merged[term] < _WEAK and len(chosen) >= _LEAST):
            break
        if _allowed(term, people, tables) and not any(term in other or other in term for other in chosen):
            chosen.append(term)
    return tuple(chosen)


def _allowed(term: str, people: set[str], tables: Tables) -> bool:
    if term in tables.blocked_tags or len(term) < 2:
        return False
    if term in tables.preferred_tags:
        return True
    if _TOWN.search(term) and term in gazetteer().towns:
        return False
    return not (
        term in stopwords() or _NUMBER.search(term) or any(term in name or name in term for name in people if name)
    )
