"""Find names in a text: leftmost, longest, none inside another."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from jianbao.zh.divisions import parents
from jianbao.zh.regions_names import Name, Names, in_year, lengths, stands
from jianbao.zh.regions_rules import FAIR, begins

_PROVINCES = {
    letter: code
    for code, letters in (
        ("110000", "京"), ("120000", "津"), ("130000", "冀"), ("140000", "晋"), ("150000", "蒙"), ("210000", "辽"),
        ("220000", "吉"), ("230000", "黑"), ("310000", "沪"), ("320000", "苏"), ("330000", "浙"), ("340000", "皖"),
        ("350000", "闽"), ("360000", "赣"), ("370000", "鲁"), ("410000", "豫"), ("420000", "鄂"), ("430000", "湘"),
        ("440000", "粤"), ("450000", "桂"), ("460000", "琼"), ("500000", "渝"), ("510000", "川"),
        ("520000", "黔贵"),
        ("530000", "滇云"), ("540000", "藏"), ("610000", "陕秦"), ("620000", "甘陇"), ("630000", "青"),
        ("640000", "宁"), ("650000", "新疆"), ("710000", "台"), ("810000", "港"), ("820000", "澳"),
    )
    for letter in letters
}  # fmt: skip
_RUN = re.compile(
    f"([{''.join(_PROVINCES)}](?:、?[{''.join(_PROVINCES)}]){{1,5}})(?=[两二三四五六七八九]省|[两三四五]地|[两三四五]市|边区|苏区|老区|省际|省界|交界|边界|毗邻|毗连|跨|联[防动合]|协作|协同|合作|经贸|携手|联手|共建)"
)
# One character alone stands for a province only behind these: 在京, 抵沪, 援藏 …
_ALONE = re.compile(
    "(?<=[在来返回抵离赴驻援进留晋])(?<!外援)([京津沪渝粤黔滇藏疆琼湘鄂豫鲁皖赣闽浙冀晋])(?![剧味族巴贴东西南北中商津冀沪浙苏鄂湘])"
)
_PART = re.compile("[东南西北中]部")
_TOWN = re.compile("镇|乡|街道|苏木")
_TOWN_LONGEST = 12
_TOLERATED = "省市县区·（("  # what may stand between a place and its part


@dataclass(frozen=True, slots=True)
class Hit:
    """A name at its place. `apart`: its characters can be a word of their own here."""

    start: int
    end: int
    text: str
    name: Name
    apart: bool = True


def scan(text: str, names: Names, nicknames: Mapping[str, str]) -> list[Hit]:
    """Return the names of `text` in order; `nicknames` (name to code) are the publisher's own and go first."""
    starts = {hit.start: hit for hit in _towns(text, names)}
    starts.update((found.start(1), _run(found)) for found in _RUN.finditer(text))
    starts.update(
        (found.start(1), _alone(found)) for found in _ALONE.finditer(text) if found.start(1) not in starts
    )
    own = lengths(nicknames)
    hits: list[Hit] = []
    at = 0
    while at < len(text):
        hit = _nickname(text, at, own, nicknames) if own else None
        if hit is None:
            hit = starts.get(at)
            sizes = names.lengths.get(text[at : at + 2])
            if sizes is not None:
                hit = _longer(_longest(text, at, sizes, names), hit)
        if hit is not None:
            hit = _checked(text, hit, hits[-1] if hits else None, starts.get(hit.end), names)
            hits.append(hit)
        at = hit.end if hit is not None and hit.apart else at + 1
    return hits


def dated(hits: Iterable[Hit], year: int | None, names: Names) -> list[Hit]:
    """Give names that meant something else at other times the meanings of `year` (None: not known)."""
    found = []
    for hit in hits:
        name = None
        if hit.name.kind in ("full", "former"):
            name = in_year(hit.name, hit.text, year, vague=hit.text in names.generic)
        if name is None and not hit.name.codes and hit.name.kind == "former":
            continue  # it says little, and meant nothing then
        found.append(hit if name is None else dataclasses.replace(hit, name=name))
    return found


def adjacent(text: str, end: int, start: int) -> bool:
    """Say whether a place that ends at `end` and one that begins at `start` stand together (佛山 · 顺德)."""
    between = text[end:start]
    return not between or (len(between) == 1 and between in _TOLERATED)


def contains(above: tuple[str, ...], codes: tuple[str, ...]) -> bool:
    """Say whether one of `above` has one of `codes` as its part."""
    return any(up in parents(code)[:-1] for code in codes for up in above)


def _checked(text: str, hit: Hit, before: Hit | None, town: Hit | None, names: Names) -> Hit:
    """Say whether a name can be a word of its own here. `town`: one that stands right behind it."""
    if len(hit.text) > 3 or hit.name.kind in ("stop", "letter", "nickname"):
        return hit
    if hit.name.kind == "joint" and hit.text not in names.names:
        return hit  # 京津冀|三地
    if before is not None and adjacent(text, before.end, hit.start) and contains(before.name.codes, hit.name.codes):
        return hit
    if town is not None and any(code in parents(one) for one in town.name.codes for code in hit.name.codes):
        return hit  # 昆山|花桥镇, though 山花 is a word
    if (
        hit.name.codes
        and hit.name.codes[0][2:] == "0000"
        and _PART.match(text, hit.end)
        and begins(text, hit.start)
    ):
        return hit  # 山西|南部
    sure = hit.name.kind == "short" and hit.text not in names.doubtful and _wide(hit.name.codes)
    if stands(text, hit.start, hit.end, names.cost(hit.name), names.costs, sure=sure):
        return hit
    bare = names.names.get(hit.text[:-1])  # 浙江|省委, 天津|市委
    if bare is not None and bare.kind == "stop" and text.startswith(("委", "政府"), hit.end):
        return hit  # 公安县|委
    if hit.name.kind == "full" and bare is not None and bare.kind == "short":
        return _checked(text, Hit(hit.start, hit.end - 1, hit.text[:-1], bare), before, None, names)
    return Hit(hit.start, hit.end, hit.text, hit.name, apart=False)


def _wide(codes: tuple[str, ...]) -> bool:
    """Say whether the name is of provinces and prefectures alone, but not never a place by itself."""
    return bool(codes) and all(code.endswith("00") for code in codes)


def _longer(one: Hit | None, other: Hit | None) -> Hit | None:
    if one is None or other is None:
        return one or other
    return one if one.end >= other.end else other


def _longest(text: str, at: int, sizes: tuple[int, ...], names: Names) -> Hit | None:
    for size in sizes:
        found = text[at : at + size]  # shorter than size at the end of the text
        if found in names.names and not (names.names[found].kind == "stop" and FAIR.match(text, at + len(found))):
            return Hit(at, at + len(found), found, names.names[found])
    return None


def _towns(text: str, names: Names) -> Iterator[Hit]:
    """Find towns from their last character backwards: 30,000 names that need no index."""
    for found in _TOWN.finditer(text):
        end = found.end()
        for size in range(min(_TOWN_LONGEST, end), 2, -1):
            codes = names.towns.get(text[end - size : end])
            if codes is not None:
                yield Hit(end - size, end, text[end - size : end], Name("town", tuple(codes.split(","))))
                break


def _nickname(text: str, at: int, own: Mapping[str, tuple[int, ...]], nicknames: Mapping[str, str]) -> Hit | None:
    for size in own.get(text[at : at + 2], ()):
        name = text[at : at + size]
        if name in nicknames:
            return Hit(at, at + size, name, Name("nickname", (nicknames[name],)))
    return None


def _run(found: re.Match[str]) -> Hit:
    letters = found[1].replace("、", "")
    near = set(letters) <= set("沪宁苏浙")  # 宁 is 南京 in 沪宁两地
    codes = tuple(dict.fromkeys("320100" if near and it == "宁" else _PROVINCES[it] for it in letters))
    return Hit(found.start(1), found.end(1), found[1], Name("joint", codes))


def _alone(found: re.Match[str]) -> Hit:
    return Hit(found.start(1), found.end(1), found[1], Name("letter", (_PROVINCES[found[1]],)))
