"""The names that places go by, and what we know of each: the gazetteer that recognition reads. Loaded once.

Sources stand in the heads of the files below data/places/.
"""

from __future__ import annotations

import bisect
import functools
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources

from jianbao.zh.divisions import divisions, rows
from jianbao.zh.regions_former import meanings, namesake
from jianbao.zh.regions_former import names as former_names

SINGLE = 10.5  # cost of a character that is no word of the list: -log of about 1,600 in 60 million
_COUNTED = math.log(6.0e7)  # a name that is a word of the dictionary, too, costs this less the log of its count
_WHOLE = 11.0  # a prefecture with 市 or 州 to its name
_PAST = 11.0  # cost of a name of the past
_NAME = {1: 8.0, 2: 11.5, 3: 13.3, 4: 13.3}  # cost of a place name by level, as of 20,000, 600 and 100


@dataclass(frozen=True, slots=True)
class Name:
    """One name: `kind` is full, short, alias, word, former, joint, town or stop; `codes` are what it may mean.

    `parts`: for each of `codes` all divisions that it stands for, where a former division was split.
    """

    kind: str
    codes: tuple[str, ...] = ()
    parts: tuple[tuple[str, ...], ...] = ()

    def whole(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """Return all divisions that the chosen `codes` stand for."""
        if not self.parts:
            return codes
        chosen = (
            part for code, parts in zip(self.codes, self.parts, strict=True) if code in codes for part in parts
        )
        return tuple(dict.fromkeys(chosen))


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """All names; the towns (name to codes joined by commas); for two first characters the lengths of names to try;
    what words cost; names that are ordinary words, names that are safe (by hand, and learnt from text), names that
    are likely places where a clause begins, names that are words too (how often)."""

    names: Mapping[str, Name]
    towns: Mapping[str, str]
    lengths: Mapping[str, tuple[int, ...]]
    costs: Mapping[str, float]
    never: frozenset[str]
    trusted: frozenset[str]
    doubtful: frozenset[str]
    generic: frozenset[str]
    safe: frozenset[str]
    likely: frozenset[str]
    risky: Mapping[str, int]

    def cost(self, name: Name) -> float:
        """Return how unlikely this name is as a word, as -log of its frequency: provinces are named most."""
        if not name.codes:
            return _PAST
        level = _top(name.codes)
        return _WHOLE if level == 2 and name.kind == "full" else _NAME[level]


def _divisions() -> dict[str, Name]:
    fulls: dict[str, list[str]] = {}
    shorts: dict[str, list[str]] = {}
    for region in divisions().values():
        fulls.setdefault(region.name, []).append(region.code)
        if region.short != region.name:
            shorts.setdefault(region.short, []).append(region.code)
        if region.name.endswith(("自治州", "自治县", "自治旗")):
            fulls.setdefault(region.short + region.name[-1], []).append(region.code)
    found = {name: Name("short", tuple(codes)) for name, codes in shorts.items()}
    found.update({name: Name("full", tuple(codes)) for name, codes in fulls.items()})
    return found


def lengths(names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Return for the first two characters of `names` the lengths of those that begin so, longest first."""
    found: dict[str, set[int]] = {}
    for name in names:
        found.setdefault(name[:2], set()).add(len(name))
    return {start: tuple(sorted(sizes, reverse=True)) for start, sizes in found.items()}


class Towns(Mapping[str, str]):
    """Names of towns to codes joined by commas: sorted lines of UTF-8 that are searched, for a dictionary of 30,000
    would cost more to make than all that is ever asked of it."""

    def __init__(self, lines: list[bytes]) -> None:
        self._lines = lines

    def __getitem__(self, name: str) -> str:
        """Return the codes of the counties that have a town of this name."""
        key = f"{name}\t".encode()
        at = bisect.bisect_left(self._lines, key)
        if at == len(self._lines) or not self._lines[at].startswith(key):
            raise KeyError(name)
        return self._lines[at][len(key) :].decode()

    def __iter__(self) -> Iterator[str]:
        """Yield all names."""
        return (line.partition(b"\t")[0].decode() for line in self._lines)

    def __len__(self) -> int:
        """Return how many names there are."""
        return len(self._lines)


def _towns() -> Towns:
    lines = resources.files("jianbao.zh").joinpath("data", "places", "towns.tsv").read_bytes().split(b"\n")
    start = next(number for number, line in enumerate(lines) if not line.startswith(b"#"))
    return Towns(lines[start:-1])


def _costs(names: Mapping[str, Name]) -> dict[str, float]:
    found = {text: _NAME[_top(name.codes)] for text, name in names.items() if name.codes and len(text) <= 4}
    for name, count in rows("places/risky.tsv"):
        found[name] = min(found.get(name, _COUNTED), _COUNTED - math.log(int(count)))
    for cost, words in rows("places/words.tsv"):
        found.update(dict.fromkeys(words.split(" "), float(cost)))
    for text in [text for text, name in names.items() if name.kind == "joint"]:
        found.pop(text, None)  # 山东|三省 is no 东三省
    return found


def _top(codes: tuple[str, ...]) -> int:
    return min(1 if code[2:] == "0000" else 2 if code[4:] == "00" else 3 for code in codes)


def _list(name: str) -> frozenset[str]:
    return frozenset(name for (name,) in rows(f"places/{name}.txt"))


def in_year(name: Name, text: str, year: int | None, *, vague: bool) -> Name | None:
    """Return what `text`, that is `name` today, may mean in an article of `year`; None: nothing else."""
    today = () if name.kind == "former" else name.codes
    found = {}
    for span in meanings(text, year, today=today, vague=vague):
        parts = namesake(text, span.codes)
        found[parts[0]] = parts
    if not found:
        return None
    return Name(name.kind, tuple(found), tuple(found.values()))


@functools.cache
def gazetteer() -> Names:
    """Load all names."""
    names = _divisions()
    for text, kind, codes in rows("places/aliases.tsv"):
        known = names.get(text)
        more = tuple(codes.split(","))
        names[text] = (
            Name(kind, more) if known is None else Name(known.kind, tuple(dict.fromkeys(known.codes + more)))
        )
    for code, kind, lifted in rows("places/lifted.tsv"):
        for text in lifted.split(" "):
            names.setdefault(text, Name(kind, (code,)))
    former = Name("former")  # which divisions it means depends on the year: regions_scan.dated
    for text in former_names():
        names.setdefault(text, former)
    for (text,) in rows("places/former_short.txt"):
        names.setdefault(text, former)
    for (text,) in rows("places/stops.txt"):
        names[text] = Name("stop")
    learned = dict(rows("places/learned.tsv"))
    return Names(
        names=names,
        towns=_towns(),
        lengths=lengths(names),
        costs=_costs(names),
        never=_list("never"),
        trusted=_list("trusted"),
        doubtful=_list("doubtful"),
        generic=_list("generic"),
        safe=frozenset(learned["safe"].split(" ")),
        likely=frozenset(learned["likely"].split(" ")),
        risky={name: int(count) for name, count in rows("places/risky.tsv")},
    )


def stands(text: str, start: int, end: int, cost: float, costs: Mapping[str, float], *, sure: bool = False) -> bool:
    """Say whether text[start:end] can be a word of its own here.

    The likeliest way to cut the characters around it into words (unigram model over `costs`, words of two to four
    characters) must not be likelier than the best way that keeps it whole: 新乡 in 创新乡村 is none. `sure`: longer
    words that hold it all are about the place (中国香港, 上海交大).
    """
    low, high = max(0, start - 3), min(len(text), end + 3)
    best = _cheapest(text, low, high, costs, (start, end) if sure else (-1, 0))
    cost = min(cost, costs.get(text[start:end], cost))
    return _cheapest(text, low, start, costs) + cost + _cheapest(text, end, high, costs) <= best + 1e-9


def _cheapest(text: str, low: int, high: int, costs: Mapping[str, float], but: tuple[int, int] = (-1, 0)) -> float:
    """Return what text[low:high] costs cut into words, none of which is longer than text[but] and holds it."""
    table = [0.0]
    for at in range(low + 1, high + 1):
        best = table[-1] + costs.get(text[at - 1], SINGLE)
        for size in range(2, min(4, at - low) + 1):
            cost = costs.get(text[at - size : at])
            if cost is not None and not (at - size <= but[0] and but[1] <= at and size > but[1] - but[0]):
                best = min(best, table[at - low - size] + cost)
        table.append(best)
    return table[-1]
