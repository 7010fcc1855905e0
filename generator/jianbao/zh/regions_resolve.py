"""Decide for every name found whether it is a place here, and which of its name."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jianbao.model.tables import Tables
from jianbao.zh.divisions import divisions, parents
from jianbao.zh.regions_former import lay_in
from jianbao.zh.regions_names import Names, gazetteer
from jianbao.zh.regions_needed import AROUND, FOLLOWS, HOME, INSIDE, PROVINCE, SAME, SUFFIXES, common, level, needed
from jianbao.zh.regions_rules import LINE, around, begins, bureaus, heads, named_after, of_team, settled, spelled
from jianbao.zh.regions_scan import Hit, adjacent, contains

_BETWEEN = frozenset("、和与及")
_REASONS = (
    (FOLLOWS, "it follows what it lies in"),
    (SAME, "named beyond doubt in the text"),
    (INSIDE, "the text names what it lies in"),
    (AROUND, "the text names a part of it"),
    (PROVINCE, "the text speaks of its province"),
    (HOME, "near the paper's home"),
)
_KINDS = {
    "joint": "a name for several together",
    "nickname": "the publisher's name for it",
    "letter": "its one-character name",
    "former": "a former name",
    "town": "the only town of that name",
}


@dataclass(frozen=True, slots=True)
class Mention:
    """A name that means a place: `codes` (several for joint forms), where, why; `kind` as in the gazetteer.

    `prefix`: it only leads to the part of it that follows (甘肃省 in 甘肃省酒泉市). `bureau`: a reporter's seat.
    """

    start: int
    end: int
    text: str
    kind: str
    codes: tuple[str, ...]
    reason: str
    prefix: bool = False
    bureau: bool = False


@dataclass(frozen=True, slots=True)
class _Known:
    """What the whole text says: codes named beyond doubt, names told apart once, the paper's home."""

    sure: frozenset[str]
    told: Mapping[str, str]
    home: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolved:
    """The mentions in order; a sentence for every name that was dropped; official names that several divisions
    have and that the text does not tell apart, with their codes."""

    mentions: tuple[Mention, ...]
    dropped: tuple[str, ...]
    unclear: Mapping[str, tuple[str, ...]]


def resolve(text: str, hits: Sequence[Hit], tables: Tables, year: int | None = None) -> Resolved:
    """Decide about every hit. `year`: the article's own."""
    names = gazetteer()
    dropped: list[str] = []
    kept: list[Hit] = []
    for number, hit in enumerate(hits):
        reason = refusal(text, hit, tables) or _of_another(text, hits[number - 1] if number else None, hit)
        if reason:
            dropped.append(f"{hit.text}: dropped, {reason}")
        else:
            kept.append(hit)
    known = _Known(sure_codes(kept, names), _told(text, kept, names), parents(tables.home_region))
    offices = bureaus(text)
    mentions: list[Mention] = []
    unclear: dict[str, tuple[str, ...]] = {}
    listed = _listed(text, kept, names)
    for hit in kept:
        left = mentions[-1] if mentions and adjacent(text, mentions[-1].end, hit.start) else None
        if left is not None and hit.name.kind == "short" and _elsewhere(left, hit):
            dropped.append(f"{hit.text}: dropped, a name of its own behind another place")
            continue
        codes, reason = _choose(
            hit,
            left,
            known,
            names,
            begins=begins(text, hit.start),
            settled=settled(text, hit.end) or heads(text, hit.start, hit.end),
            listed=hit.start in listed,
        )
        if not codes:
            dropped.append(f"{hit.text}: dropped, {reason}")
            if hit.name.kind in ("full", "former") and len(hit.name.codes) > 1 and len(hit.text) > 2:
                unclear[hit.text] = hit.name.codes
            continue
        if left is not None and contains(left.codes, codes):
            mentions[-1] = dataclasses.replace(left, prefix=True)
        elif left is not None and lay_in(left.codes, codes[0], year):
            mentions.pop()
            dropped.append(f"{left.text}: dropped, {hit.text} lay in it once and lies elsewhere today")
        office = any(low <= hit.start < high for low, high in offices)
        whole = hit.name.whole(codes)
        mentions.append(Mention(hit.start, hit.end, hit.text, hit.name.kind, whole, reason, bureau=office))
    return Resolved(_without_bureaus(mentions, dropped), tuple(dropped), unclear)


def refusal(text: str, hit: Hit, tables: Tables) -> str:
    """Return why a name cannot be a place here, whatever else the text says; empty where it can."""
    kind = hit.name.kind
    if hit.text in tables.blocked_regions:
        return "blocked by the publisher"
    if kind == "stop":
        return "part of a fixed phrase"
    if kind == "joint" and hit.apart:
        line = len(hit.text) == 2 and LINE.match(text[hit.end : hit.end + 3])
        return "a railway, road or line" if line else ""
    if kind in ("nickname", "letter"):
        return "" if hit.name.codes[0] in divisions() else "no division has the code the publisher gave"
    if not hit.apart:
        return "its characters belong to other words"
    if kind == "full" and len(hit.text) == 2:  # 通讯员赵县生
        return "a person of that name" if named_after(text, hit.start) else ""
    if kind in ("short", "alias", "word") or (kind == "former" and hit.text[-1] not in SUFFIXES):
        sight = kind == "alias" and len(hit.text) > 2  # 布达拉宫|广场
        return around(text, hit.start, hit.end, level=min(level(hit.name.codes), 2 if sight else 3))
    return ""


def _of_another(text: str, before: Hit | None, hit: Hit) -> str:
    """Return why `hit` belongs to the name before it, or to a longer one, or an empty string."""
    if before is None or before.end != hit.start:
        return "a place abroad" if hit.name.kind == "short" and spelled(text, hit.start) else ""
    if before.name.codes and of_team(text, before.end, hit.end):
        return "the name of a team"  # 山东泰山队
    return ""


def _elsewhere(left: Mention, hit: Hit) -> bool:
    """Say whether the name of a county stands right behind a place of other provinces, now and then: what is called
    so there is something else (贵州裕华实业公司, 乐山市市中区嘉定坊)."""
    provinces = {code[:2] for code in left.codes}
    return left.end == hit.start and all(
        divisions()[code].level > 2 and code[:2] not in provinces and not lay_in(left.codes, code, None)
        for code in hit.name.codes
    )


def _listed(text: str, hits: Sequence[Hit], names: Names) -> frozenset[int]:
    """Return where names stand in a list beside a place of their kind that needs no support (深圳、中山和江门)."""
    found: set[int] = set()
    for one, other in itertools.pairwise(hits):
        if text[one.end : other.start] in _BETWEEN:
            pair = (one, other)
            sure = [needed(hit, names) == 0 and hit.name.kind in ("short", "full") for hit in pair]
            if any(sure) and _alike(one, other):
                found.update(hit.start for hit in pair)
    return frozenset(found)


def _alike(one: Hit, other: Hit) -> bool:
    """Say whether two names may be of places of one level, in one province where they are counties."""
    return any(
        divisions()[a].level == divisions()[b].level and (divisions()[a].level == 2 or a[:2] == b[:2])
        for a in one.name.codes
        for b in other.name.codes
    )


def sure_codes(hits: Sequence[Hit], names: Names) -> frozenset[str]:
    """Return the codes that the text names beyond doubt: names that need no support, with one highest meaning."""
    found: set[str] = set()
    for hit in hits:
        if hit.name.kind not in ("joint", "town") and needed(hit, names) == 0:
            top = _highest(hit.name.codes)
            if len(top) == 1:
                found.add(top[0])
    return frozenset(found)


def _told(text: str, hits: Sequence[Hit], names: Names) -> dict[str, str]:
    """Return the names of several places that stand somewhere right behind what they lie in: so all through."""
    told: dict[str, str] = {}
    for before, hit in itertools.pairwise(hits):
        if len(hit.name.codes) > 1 and adjacent(text, before.end, hit.start) and hit.text not in names.never:
            inside = [code for code in hit.name.codes if contains(before.name.codes, (code,))]
            if len(inside) == 1 and hit.name.kind not in ("joint", "stop"):
                told.setdefault(hit.text, inside[0])
    return told


def _choose(
    hit: Hit, left: Mention | None, known: _Known, names: Names, *, begins: bool, settled: bool, listed: bool
) -> tuple[tuple[str, ...], str]:
    """Return the codes a name means and the reason, or no code and why not. `begins`: a place may begin here;
    `settled`: what follows says that it is one; `listed`: it stands in a list of places.
    """
    kind = hit.name.kind
    if kind in ("joint", "nickname", "letter"):
        return hit.name.codes, _KINDS[kind]
    if kind == "short" and level(hit.name.codes) == 3 and common(hit.text, names) and not listed:
        return (), "an ordinary word"
    support = {code: _support(code, left, known) for code in hit.name.codes}
    best = max(support.values())
    if hit.text in known.told and best < FOLLOWS:
        return (known.told[hit.text],), "told apart elsewhere in the text"
    least = needed(hit, names)
    if kind == "short" and least < FOLLOWS and (settled or (begins and hit.text in names.likely)):
        least = 0
    if listed and kind == "short":
        least, begins = 0, True
    short = kind == "short" or (kind == "town" and len(hit.text) == 3)
    if best < least or (short and not begins and best < FOLLOWS and (least or kind == "town")):
        return (), "nothing else in the text speaks for that place"
    fitting = tuple(code for code in hit.name.codes if support[code] == best)
    top = fitting if kind == "town" else _highest(fitting)
    if len(top) > 1:
        return (), "several places have this name and the text does not say which"
    said = next((reason for score, reason in _REASONS if best >= score), _KINDS.get(kind, "its name"))
    then = kind == "former" or not set(top) <= set(names.names[hit.text].codes if kind == "full" else top)
    return top, _KINDS["former"] if then else said


def _support(code: str, left: Mention | None, known: _Known) -> int:
    line = parents(code)
    above = line[:-1]
    if left is not None and contains(left.codes, (code,)):
        return FOLLOWS
    if code in known.sure:
        return SAME
    near = above[1:] if len(above) > 1 or divisions()[code].level == 2 else above
    if any(parent in known.sure for parent in near):
        return INSIDE
    if any(code in parents(other) for other in known.sure):
        return AROUND
    if above and any(parents(other)[0] == above[0] for other in known.sure):
        return PROVINCE
    return HOME if known.home and (code in known.home or known.home[-1] in line) else 0


def _highest(codes: tuple[str, ...]) -> tuple[str, ...]:
    top = level(codes)
    return tuple(code for code in codes if divisions()[code].level == top)


def _another_city(office: Mention, others: Sequence[Mention]) -> bool:
    """Say whether the story is set in another city of the province than its reporter's (太原电 大同市某厂)."""
    cities = {line[1] for mention in others for code in mention.codes if len(line := parents(code)) > 1}
    return (
        bool(cities)
        and not cities & {code for each in office.codes for code in parents(each)[1:2]}
        and any(len(parents(code)) > 1 for code in office.codes)
    )


def _without_bureaus(mentions: Sequence[Mention], dropped: list[str]) -> tuple[Mention, ...]:
    """Leave out where the reporter sat, unless the story's other places lie there or it names no other."""
    others = [mention for mention in mentions if not mention.bureau]
    provinces = {parents(code)[0] for mention in others for code in mention.codes}
    kept = []
    for mention in mentions:
        here = any(parents(code)[0] in provinces for code in mention.codes)
        elsewhere = not here if others else mention.codes == ("110000",)
        elsewhere = elsewhere or (here and _another_city(mention, others))
        if mention.bureau and elsewhere:
            dropped.append(f"{mention.text}: dropped, where the report was sent from")
        else:
            kept.append(mention)
    return tuple(kept)
