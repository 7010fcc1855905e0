"""Pinyin of headlines in context. The one door of pypinyin, opened when first used: import only, never in a build.

pypinyin gets the raw text (its own phrases, no words of jieba, no `load_phrases_dict`, which changes its state for
everyone). Before it go, the strongest first: the publisher's readings, people's surnames, names of places.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping, Sequence

from jianbao.model.tables import Tables
from jianbao.zh.divisions import divisions, rows
from jianbao.zh.divisions import syllables as division_syllables
from jianbao.zh.readings import safe
from jianbao.zh.regions_names import gazetteer
from jianbao.zh.regions_scan import Hit, scan

_TOKEN = re.compile(r"[A-Za-z]+|[0-9]+|[\u3007\u3400-\u9fff\U00020000-\U0003ffff]+")
_TITLES = (
    "总书记|书记|副书记|主席|副主席|主任|副主任|部长|省长|市长|县长|区长|镇长|乡长|村长|局长|处长|科长|院长|校长|所长|站长|厂长|队长|组长|班长|社长|会长|"
    "秘书长|董事长|总经理|经理|总裁|教授|院士|博士|医生|大夫|护士|老师|师傅|工程师|律师|法官|检察官|民警|同志|先生|女士|将军|烈士|委员|代表|"
    "记者|通讯员|编辑|导演|演员|作家|诗人|劳模|工匠|选手|教练|会计|支书"
)
_BEFORE = re.compile(f"(?:{_TITLES})$")
_BEHIND = re.compile(f"[\u4e00-\u9fff]{{0,2}}(?:{_TITLES})")
_NOTHING = Tables()
# Towns and villages that no list of ours has: read as places too, where they begin a text or follow a division.
_UNLISTED = re.compile(
    "(?:(?<=[省市县区旗盟州])|^)[\u4e00-\u9fff]{1,6}?(?:镇|乡|街道|苏木|牧场|农场|林场|管理区|工业园区|新城|区(?=$|[^\u4e00-\u9fff]))"
)


def title_slug(title: str, *, people: Sequence[str] = (), tables: Tables = _NOTHING, limit: int = 60) -> str:
    """Return the address of a headline: toneless syllables, Latin words and numbers, hyphens between.

    At most `limit` characters, cut between syllables; never empty; never a name Windows reserves.
    `people` are names that may stand in it; `tables.readings` is the publisher's word and goes first.
    """
    slug = ""
    for part in syllables(title, people=people, tables=tables):
        longer = f"{slug}-{part}" if slug else part[:limit]
        if len(longer) > limit:
            break
        slug = longer
    return safe(slug, title)


def syllables(text: str, *, people: Sequence[str] = (), tables: Tables = _NOTHING) -> tuple[str, ...]:
    """Return the syllables, Latin words and numbers of `text` in order, lower case, without tones."""
    text = unicodedata.normalize("NFKC", text)
    said = _spoken(text)
    _set(said, _places(text))
    _set(said, _surnames(text, people))
    _set(said, _words(text, tables.readings))
    parts: list[str] = []
    for found in _TOKEN.finditer(text):
        if found[0].isascii():
            parts.append(found[0].lower())
        else:
            parts.extend(said[at] for at in range(*found.span()) if said[at])
    return tuple(parts)


@functools.cache
def place_rules() -> Mapping[str, tuple[str, ...]]:
    """Return how words and characters are read in names of places, where dictionaries say otherwise."""
    return {word: tuple(said.split(" ")) for word, said in rows("readings/places.tsv")}


def official(syllable: str) -> str:
    """Return a syllable of pypinyin in ASCII: ü as passports have it (lyu, nyu; lue, nue)."""
    plain = re.sub(r"^([ln])v(e?)", lambda found: found[1] + ("ue" if found[2] else "yu"), syllable).replace(
        "v", "u"
    )
    return re.sub(r"[^a-z]", "", plain.replace("ê", "e"))


def place(name: str) -> tuple[str, ...]:
    """Return the syllables of a place name by the rules of place names alone; "" where they say nothing."""
    rules = place_rules()
    said = [""] * len(name)
    at = 0
    while at < len(name):
        size = next((n for n in range(len(name) - at, 0, -1) if name[at : at + n] in rules), 0)
        if size:
            said[at : at + size] = rules[name[at : at + size]]
        at += size or 1
    return tuple(said)


Readings = list[tuple[int, tuple[str, ...]]]


def _spoken(text: str) -> list[str]:
    from pypinyin import lazy_pinyin  # noqa: PLC0415  a build must not load it

    said = [""] * len(text)
    for found in _TOKEN.finditer(text):
        if not found[0].isascii():
            spoken = lazy_pinyin(found[0])
            if len(spoken) == len(found[0]):
                said[found.start() : found.end()] = [official(part) for part in spoken]
    return said


def _set(said: list[str], readings: Readings) -> None:
    for start, parts in readings:
        for offset, part in enumerate(parts):
            if part:
                said[start + offset] = part


def _places(text: str) -> Readings:
    names = gazetteer()
    found: Readings = []
    for hit in scan(text, names, {}):
        if hit.name.kind in ("full", "short", "former", "alias", "word", "town") and _is_place(hit):
            found.append((hit.start, _place_of(hit)))
    found.extend((match.start(), place(match[0])) for match in _UNLISTED.finditer(text))
    return found


def _is_place(hit: Hit) -> bool:
    return hit.apart and not (hit.name.kind == "short" and hit.text in gazetteer().never)


def _place_of(hit: Hit) -> tuple[str, ...]:
    region = divisions()[hit.name.codes[0]]
    said = place(hit.text)
    if hit.name.kind in ("full", "short") and hit.text.startswith(region.short):
        known = tuple(division_syllables()[region.code].split(" "))
        return known + said[len(known) :]
    return said


@functools.cache
def _surname_readings() -> Mapping[str, tuple[str, ...]]:
    return {name: tuple(said.split(" ")) for name, said in rows("readings/surnames.tsv")}


def _surnames(text: str, people: Sequence[str]) -> Readings:
    known = _surname_readings()
    firsts = frozenset(name[0] for name in known)
    found: Readings = []
    for at in (at for at, char in enumerate(text) if char in firsts):
        for size in (2, 1):
            surname = text[at : at + size]
            if len(surname) == size and surname in known and _names_someone(text, at, size, people):
                found.append((at, known[surname]))
                break
    return found


def _names_someone(text: str, at: int, size: int, people: Sequence[str]) -> bool:
    if any(text.startswith(name, at) for name in people if len(name) > size):
        return True
    if size == 1 and text[at] in "都过重应相黑种华石宁那":  # everyday characters: only the people we know
        return False
    return bool(_BEFORE.search(text[:at]) or _BEHIND.match(text, at + size))


def _words(text: str, readings: Mapping[str, str]) -> Readings:
    found: Readings = []
    for word in sorted(readings, key=lambda key: (len(key), key)):
        parts = tuple(readings[word].lower().split())
        if word and len(parts) == len(word) and all(re.fullmatch(r"[a-z0-9]+", part) for part in parts):
            found.extend((match.start(), parts) for match in re.finditer(re.escape(word), text))
    return found
