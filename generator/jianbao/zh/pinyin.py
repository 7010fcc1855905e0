"""Pinyin of headlines in context, for addresses. Import only: a build reads what import wrote down.

Who speaks, the strongest first: the publisher's readings, people's surnames, names of places, long words of the
dictionary, what the neighbours of a character say (polyphones.py), then the light tables that a build has too.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from jianbao.model.tables import Tables
from jianbao.zh import polyphones
from jianbao.zh.divisions import divisions, rows
from jianbao.zh.divisions import syllables as division_syllables
from jianbao.zh.lexicon import cut
from jianbao.zh.rare import settled
from jianbao.zh.readings import character, official, safe, words_of
from jianbao.zh.regions_names import gazetteer
from jianbao.zh.regions_scan import Hit, scan

_HAN = "\u3007\u3400-\u9fff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"(?<![A-Za-z0-9.])[0-9]+\.[0-9]+(?![.0-9A-Za-z])|[A-Za-z0-9]+|[{_HAN}]+")
_TITLES = (
    "总书记|书记|副书记|主席|副主席|主任|副主任|部长|省长|市长|县长|区长|镇长|乡长|村长|局长|处长|科长|院长|校长|所长|站长|厂长|队长|组长|班长|社长|会长|"
    "秘书长|董事长|总经理|经理|总裁|教授|院士|博士|医生|大夫|护士|老师|师傅|工程师|律师|法官|检察官|民警|同志|先生|女士|将军|烈士|委员|代表|"
    "记者|通讯员|编辑|导演|演员|作家|诗人|劳模|工匠|选手|教练|会计|支书"
)
_BEFORE = re.compile(f"(?:{_TITLES})$")
_BEHIND = re.compile(f"[\u4e00-\u9fff]{{0,2}}(?:{_TITLES})")
_NOTHING = Tables()
_GRAMMAR = frozenset(
    "的一不了在有是为这以和大到要上下个中也就说去我你他她它来对被把将向从与及等年月日人时后前过完好出起得着可能会让给再又只都很"
)
_EVERYDAY = frozenset("都过重应相黑种华石宁那曾任盛车解折区和乐句祭盖召藏柏薄哈那秘粘撒繁相种尉黑")
_PARTICLES = {"的": "de"}  # otherwise in a few words alone, which rare.tsv has
_MARKS = frozenset("　、。，；：？！“”‘’（）《》【】—…·")
# Towns and villages that no list of ours has: read as places too, where they begin a text or follow a division.
_UNLISTED = re.compile(
    "(?:(?<=[省市县区旗盟州])|^)[\u4e00-\u9fff]{1,6}?(?:镇|乡|街道|苏木|牧场|农场|林场|管理区|工业园区|新城|区(?=$|[^\u4e00-\u9fff]))"
)
_PEOPLES = (
    "回|满|壮|苗|彝|侗|瑶|畲|土家|白|哈尼|傣|黎|蒙古|朝鲜|藏|羌|水|布依|仡佬|纳西|拉祜|佤|傈僳|景颇|哈萨克|维吾尔|东乡|撒拉|土|达斡尔|鄂温克|鄂伦春|锡伯|"
    "塔吉克|柯尔克孜|裕固|保安|毛南|仫佬|普米|怒|独龙|各"
)
_LEVELS = re.compile(f"(?:[镇乡区]|街道|苏木|(?:(?:{_PEOPLES})族)+乡)$")
_OF_PLACES = frozenset(
    "圩埔垸峒垌圐圙酇篢茈浍溱镡隗奓湫峤桲堌塬峪埝坨垡"
)  # characters that stand in names of places only
_SHORT = 4  # characters of a text that is nothing but such a name
_SURE = 4  # characters of a word of the dictionary that outweighs the neighbours

Readings = list[tuple[int, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Spelling:
    """A text (NFKC) in syllables, Latin words and numbers. `ends`: where in the text each part ends; `doubts`:
    characters whose reading was a close thing, with the syllable taken."""

    text: str
    parts: tuple[str, ...]
    ends: tuple[int, ...]
    doubts: tuple[tuple[str, str], ...]


def title_slug(title: str, *, people: Sequence[str] = (), tables: Tables = _NOTHING, limit: int = 60) -> str:
    """Return the address of a headline: toneless syllables, Latin words and numbers, hyphens between.

    At most `limit` characters, cut where a word ends; never empty; never a name Windows reserves.
    `people` are names that may stand in it; `tables.readings` is the publisher's word and goes first.
    """
    return slug_of(spell(title, people=people, tables=tables), title, limit)


def slug_of(spelling: Spelling, title: str, limit: int = 60) -> str:
    """Return the address that a spelling of `title` makes, at most `limit` characters."""
    whole = "-".join(spelling.parts)
    if len(whole) <= limit:
        return safe(whole, title)
    kept, room = 0, limit + 1
    for number, part in enumerate(spelling.parts):
        room -= len(part) + 1
        if room < 0:
            break
        kept = number + 1
    words = _word_ends(spelling.text, spelling.ends[kept - 1]) if kept else ()
    while kept > 1 and spelling.ends[kept - 1] not in words:
        kept -= 1
    return safe("-".join(spelling.parts[: max(1, kept)])[:limit].strip("-"), title)


def _word_ends(text: str, at: int) -> frozenset[int]:
    """Return where words end up to `at`: looked for only where an address must be cut."""
    ends: set[int] = set()
    for found in _TOKEN.finditer(text):
        if found.start() >= at:
            break
        place = found.start()
        for word in (found[0],) if found[0].isascii() else cut(found[0]):
            place += len(word)
            ends.add(place)
    return frozenset(ends)


def syllables(text: str, *, people: Sequence[str] = (), tables: Tables = _NOTHING) -> tuple[str, ...]:
    """Return the syllables, Latin words and numbers of `text` in order, lower case, without tones."""
    return spell(text, people=people, tables=tables).parts


def spell(text: str, *, people: Sequence[str] = (), tables: Tables = _NOTHING) -> Spelling:
    """Return how `text` is read, where its words end, and which readings are doubtful."""
    text = unicodedata.normalize("NFKC", text)
    said, close = each(text, people=people, tables=tables)
    parts: list[str] = []
    ends: list[int] = []
    for found in _TOKEN.finditer(text):
        if found[0].isascii():
            own = found[0].lower().replace(".", " dian ").split()
            parts.extend(own)
            ends.extend([found.end()] * len(own))
        else:
            for at in range(*found.span()):
                if said[at]:
                    parts.append(said[at])
                    ends.append(at + 1)
    doubts = tuple((text[at], said[at]) for at in sorted(close))
    return Spelling(text, tuple(parts), tuple(ends), doubts)


def each(text: str, *, people: Sequence[str] = (), tables: Tables = _NOTHING) -> tuple[list[str], set[int]]:
    """Return how each character is read ("" where it has no reading), and where that is a close thing."""
    said, close = _spoken(text)
    places = _places(text)
    taken = {at for start, given in places for at in range(start, start + len(given))}
    for start, given in (*places, *_surnames(text, people, taken), *_words(text, tables.readings)):
        for at, part in enumerate(given, start):
            if part:
                said[at] = part
                close.discard(at)
    return said, close


@functools.cache
def place_rules() -> Mapping[str, tuple[str, ...]]:
    """Return how words and characters are read in names of places, where dictionaries say otherwise."""
    return {word: tuple(said.split(" ")) for word, said in rows("readings/places.tsv")}


def place(name: str) -> tuple[str, ...]:
    """Return the syllables of a place name by the rules of place names alone; "" where they say nothing."""
    rules = place_rules()
    said = [""] * len(name)
    at = 0
    while at < len(name):
        size = next((n for n in range(min(8, len(name) - at), 0, -1) if name[at : at + n] in rules), 0)
        if size:
            said[at : at + size] = rules[name[at : at + size]]
        at += size or 1
    return tuple(said)


def _spoken(text: str) -> tuple[list[str], set[int]]:
    """Read each character by its word or its neighbours; return the places of close things too."""
    said = [""] * len(text)
    close: set[int] = set()
    sure: set[int] = set()
    for start, given in words_of(text):
        said[start : start + len(given)] = given
        if len(given) >= _SURE:
            sure.update(range(start, start + len(given)))
    for at, char in enumerate(text):
        if char > "\u2fff" and at not in sure:
            if char in _PARTICLES:
                said[at] = _PARTICLES[char]
            elif polyphones.known(char):
                said[at], doubtful = polyphones.choose(text, at)
                if doubtful:
                    close.add(at)
            elif not said[at]:
                said[at] = character(char) or _rare(char)
    for at, syllable in settled(text):
        said[at] = syllable
        close.discard(at)
    return said, close


def _rare(char: str) -> str:
    """Return the reading of a rare character that our own table leaves out (𬀩 wei): pypinyin knows 15,000 more."""
    if not re.fullmatch(f"[{_HAN}]", char):
        return ""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415  half a second, for one headline in thousands

    found = lazy_pinyin(char, style=Style.NORMAL, errors="ignore")
    return official(found[0]) if found else ""


def dictionary(text: str, *, several: bool = False) -> Sequence[str]:
    """Return pypinyin's reading of each character, with tones, by the words it knows; of one character (`several`)
    all that it has. What has no reading stands for itself."""
    from pypinyin import Style, pinyin  # noqa: PLC0415  half a second, for sites that show readings

    found = pinyin(text, style=Style.TONE, heteronym=several, errors=list)  # type: ignore[arg-type]  # a list works
    return tuple(found[0]) if several else tuple(said[0] for said in found)


def _places(text: str) -> Readings:
    names = gazetteer()
    found: Readings = []
    for hit in scan(text, names, {}):
        if hit.name.kind in ("full", "short", "former", "alias", "word", "town") and _is_place(hit):
            found.append((hit.start, _place_of(hit)))
    found.extend((match.start(), place(match[0])) for match in _UNLISTED.finditer(text))
    if text in _stems() or (len(text) <= _SHORT and not _OF_PLACES.isdisjoint(text)):
        found.append((0, place(text)))
    return found


@functools.cache
def _stems() -> frozenset[str]:
    """Return the names of towns without 镇, 乡, 街道: read as places where they stand alone."""
    lifted = (name for _, _, names in rows("places/lifted.tsv") for name in names.split(" "))
    towns = (_LEVELS.sub("", town) for town in (*gazetteer().towns, *lifted))
    return frozenset(stem for stem in towns if len(stem) > 1)


def _is_place(hit: Hit) -> bool:
    return hit.apart and not (hit.name.kind == "short" and hit.text in gazetteer().never)


def _place_of(hit: Hit) -> tuple[str, ...]:
    said = place(hit.text)
    if not hit.name.codes:
        return said
    region = divisions()[hit.name.codes[0]]
    if hit.name.kind in ("full", "short") and hit.text.startswith(region.short):
        known = tuple(division_syllables()[region.code].split(" "))
        return known + said[len(known) :]
    return said


@functools.cache
def _surname_readings() -> Mapping[str, tuple[str, ...]]:
    return {name: tuple(said.split(" ")) for name, said in rows("readings/surnames.tsv")}


@functools.cache
def _surname_starts() -> frozenset[str]:
    return frozenset(name[0] for name in _surname_readings())


def _surnames(text: str, people: Sequence[str], places: Container[int]) -> Readings:
    known, firsts = _surname_readings(), _surname_starts()
    found: Readings = []
    for at in (at for at, char in enumerate(text) if char in firsts):
        for size in (2, 1):
            surname = text[at : at + size]
            if (
                len(surname) == size
                and surname in known
                and (
                    _names_someone(text, at, size, people)
                    or (size == 1 and at not in places and text[at] not in _EVERYDAY and _alone(text, at))
                )
            ):
                found.append((at, known[surname]))
                break
    return found


def _names_someone(text: str, at: int, size: int, people: Sequence[str]) -> bool:
    if any(text.startswith(name, at) for name in people if len(name) > size):
        return True
    if size == 1 and text[at] in _EVERYDAY:  # everyday characters: only the people we know
        return False
    return bool(_BEFORE.search(text[:at]) or _BEHIND.match(text, at + size))


def _alone(text: str, at: int) -> bool:
    """Say whether a name may begin here: nothing of a word before it, and no word with what follows, nor grammar.

    单霁翔, 仇英 at the beginning of a text or behind a mark, but not 查明, 查一查, 恨之如仇敌.
    """
    if at and text[at - 1] > "\u2fff" and text[at - 1] not in _MARKS:
        return False
    run = _TOKEN.match(text, at)
    words = cut(run[0][:6]) if run else ()
    return len(words) > 1 and len(words[0]) == len(words[1]) == 1 and words[1] not in _GRAMMAR


def _words(text: str, readings: Mapping[str, str]) -> Readings:
    found: Readings = []
    for word in sorted(readings, key=lambda key: (len(key), key)):
        parts = tuple(readings[word].lower().split())
        if word and len(parts) == len(word) and all(re.fullmatch(r"[a-z0-9]+", part) for part in parts):
            found.extend((match.start(), parts) for match in re.finditer(re.escape(word), text))
    return found
