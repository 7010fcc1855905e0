"""How much must speak for a name before it is taken for a place: by hand, by a dictionary, as learnt from text."""

from __future__ import annotations

from jianbao.zh.divisions import divisions
from jianbao.zh.regions_names import Names
from jianbao.zh.regions_scan import Hit

# How much speaks for a reading: it follows what it lies in; is named beyond doubt elsewhere; what it lies in is;
# a part of it is; its province is; it lies near the paper's home.
FOLLOWS, SAME, INSIDE, AROUND, PROVINCE, HOME = 100, 60, 40, 30, 20, 10
SUFFIXES = frozenset("市县区盟旗")
_COMMON = 1000  # a name that is a word this often in the dictionary is never a place without its suffix


def needed(hit: Hit, names: Names) -> int:
    """Return how much must speak for a name before it is taken for a place."""
    kind = hit.name.kind
    if kind == "full":
        return HOME if hit.text in names.generic else 0
    if kind == "former":
        return _of_old(hit.text, names)
    if kind == "word":
        return PROVINCE
    if kind == "town":
        return _of_town(hit)
    return _of_short(hit, names) if kind == "short" else 0


def _of_town(hit: Hit) -> int:
    if hit.text.endswith("城镇"):  # 小城镇, 用地|城镇
        return INSIDE
    return 0 if hit.text.endswith("镇") and len(hit.name.codes) == 1 else PROVINCE


def _of_short(hit: Hit, names: Names) -> int:
    if hit.text in names.never or (common(hit.text, names) and level(hit.name.codes) == 3):
        return FOLLOWS
    if hit.text in names.trusted or hit.text in names.safe:
        return 0
    if level(hit.name.codes) < 3:
        return PROVINCE if hit.text in names.doubtful else 0
    if len(hit.text) > 2:
        return 0
    return SAME if hit.text in names.risky else PROVINCE


def _of_old(text: str, names: Names) -> int:
    if text.endswith("区") and len(text) == 2:
        return FOLLOWS  # 新区, seldom the one of 唐山
    return PROVINCE if text in names.generic or _wordlike(text, names) else 0


def _wordlike(text: str, names: Names) -> bool:
    """Say whether a former name is a common word with 区 behind it, as 新区 (seldom the district of old), or a word
    or a person without it (崇文, 宣武)."""
    short = text[-1] not in SUFFIXES
    return (short or (text[-1] == "区" and text[:-1] in names.costs)) and text not in names.trusted


def common(text: str, names: Names) -> bool:
    """Say whether a name is an ordinary word, and not trusted all the same."""
    return names.risky.get(text, 0) >= _COMMON and text not in names.trusted


def level(codes: tuple[str, ...]) -> int:
    """Return the level of the highest of the divisions."""
    return min(divisions()[code].level for code in codes)
