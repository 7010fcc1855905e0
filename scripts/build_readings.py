"""Rebuild the light table of readings from pypinyin's dictionaries (MIT): python scripts/build_readings.py.

Written, in generator/jianbao/zh/data/readings/: characters.tsv (syllable, its characters, first reading each),
phrases.tsv (words in which a character is read otherwise, toneless) and divisions.tsv (the same of short names of
divisions, from the table of divisions beside it, so that a build need not read that).
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pypinyin
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

DATA = Path(__file__).resolve().parent.parent / "generator" / "jianbao" / "zh" / "data" / "readings"
CHOSEN = {"长": "chang", "佛": "fo", "勒": "le", "圩": "xu", "卜": "bu", "泊": "bo"}
"""Characters whose first reading in the dictionary is not the usual one."""
HEAD = (
    f"# From PyPI pypinyin {pypinyin.__version__} (MIT, Copyright (c) mozillazg and others). "
    "Made by scripts/build_readings.py; do not edit.\n"
)
NAMES_HEAD = "# From ../divisions.tsv (source and licence there). Made by scripts/build_readings.py; do not edit.\n"


def plain(syllable: str) -> str:
    """Return a syllable without its tone, ü as passports write it, ASCII only; empty where nothing is left."""
    bare = "".join(c for c in unicodedata.normalize("NFD", syllable) if c not in "\u0300\u0301\u0304\u030c")
    bare = unicodedata.normalize("NFC", bare).replace("ê", "e")
    bare = re.sub(r"^([ln])ü(e?)", lambda m: m[1] + ("ue" if m[2] else "yu"), bare).replace("ü", "u")
    return re.sub(r"[^a-z]", "", bare)


def main() -> None:
    """Write both files."""
    first: dict[str, str] = {}
    for point, said in PINYIN_DICT.items():
        if 0x3400 <= point <= 0x9FFF or point == 0x3007:
            first[chr(point)] = CHOSEN.get(chr(point), plain(said.split(",")[0]))
    groups: dict[str, list[str]] = {}
    for char, said in sorted(first.items()):
        if said:
            groups.setdefault(said, []).append(char)
    text = HEAD + "".join(f"{said}\t{''.join(chars)}\n" for said, chars in sorted(groups.items()))
    (DATA / "characters.tsv").write_text(text, encoding="utf-8", newline="\n")
    lines = []
    for phrase, spoken in sorted(PHRASES_DICT.items()):
        parts = [plain(syllable[0]) for syllable in spoken]
        known = [first.get(char, "") for char in phrase]
        if len(phrase) == len(parts) <= 6 and all(parts) and parts != known and phrase.isalpha():
            lines.append(f"{phrase}\t{' '.join(parts)}\n")
    (DATA / "phrases.tsv").write_text(HEAD + "".join(lines), encoding="utf-8", newline="\n")
    names = divisions(first)
    (DATA / "divisions.tsv").write_text(NAMES_HEAD + "".join(names), encoding="utf-8", newline="\n")
    print(len(groups), len(first), len(lines), len(names))


def divisions(first: dict[str, str]) -> list[str]:
    """Return a line of each short name of divisions that is read otherwise than its characters alone are."""
    said: dict[str, list[str]] = {}
    for line in (DATA.parent / "divisions.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            _, _, name, short, syllables, *_ = line.split("\t")
            name, parts = short or name, syllables.split(" ")
            if len(name) > 1 and parts != [first.get(char, "") for char in name]:
                said[name] = parts
    return [f"{name}\t{' '.join(parts)}\n" for name, parts in said.items()]


if __name__ == "__main__":
    main()
