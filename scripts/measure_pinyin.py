"""Counts how many readings are right, and how many headlines are spelled in a second.

    python scripts/measure_pinyin.py [--hard place_pinyin_hard.tsv] [--cpp FOLDER --part dev|test [--half]]
                                     [--headlines headlines.tsv] [--stations FILE] [--wrong]

Always: every county, prefecture and province, by its full and by its short name alone, against the official
readings in data/divisions.tsv; tests/zh/data/polyphones.txt, odd lines and even lines apart,
and the later lists. --hard: a TSV of
level, name, full name, reading. --cpp: sentences of https://github.com/kakaobrain/g2pM; --half counts the
sentences that train_polyphones.py --half has not seen. --headlines: a TSV, its last column a headline; speed by
CPU time. --stations: a file with the railway's names of stations and their readings ("name": …, "pinying": …), as
public/js/all-station.js of https://github.com/chenyue1118/cc12306. --wrong names what is wrong. Tones do not count.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "generator"))

from jianbao.zh.divisions import divisions  # noqa: E402  the path is set above
from jianbao.zh.divisions import syllables as official_readings  # noqa: E402
from jianbao.zh.pinyin import each, syllables, title_slug  # noqa: E402
from jianbao.zh.readings import official  # noqa: E402

Case = tuple[str, str, bool]  # what was read, how it was read and how it should be, whether that is right


def told(name: str, cases: Iterable[Case], wrong: bool) -> None:
    """Print one line of the table."""
    rows = list(cases)
    right = sum(ok for *_, ok in rows)
    print(f"{name}: {right} of {len(rows)} = {100 * right / max(1, len(rows)):.2f} %")
    for text, said, ok in rows if wrong else ():
        if not ok:
            print(f"    {text}: {said}")


def begins(text: str, wanted: str) -> Case:
    """Compare the first syllables of `text`."""
    said = " ".join(syllables(text))
    return text, f"{said}, not {wanted}", f"{said} ".startswith(f"{wanted} ")


def counties(short: bool) -> Iterable[Case]:
    """Compare the names of all divisions."""
    for code, region in divisions().items():
        yield begins(region.short if short else region.name, official_readings()[code])


def hard(path: Path, full: bool, town: bool) -> Iterable[Case]:
    """Compare the places of a list."""
    for row in path.read_text("utf-8").splitlines()[1:]:
        level, name, whole, said, *_ = row.split("\t")
        if (level == "3") is town:
            yield begins(whole if full else name, said)


def marked(rows: Iterable[str]) -> Iterable[Case]:
    """Compare the character before the brackets in each sentence."""
    for row in rows:
        text = re.sub(r"\[[a-z]+\]", "", row)
        marks = list(re.finditer(r"\[([a-z]+)\]", row))
        assert marks, row
        before = 0
        for found in marks:
            yield one(text, found.start() - before - 1, found[1])
            before += len(found[0])


def one(text: str, at: int, wanted: str) -> Case:
    """Compare one character of a sentence."""
    said = each(text)[0][at]
    return text, f"{text[at]} {said}, not {wanted}", said == wanted


def cpp(folder: Path, part: str, half: bool) -> Iterable[Case]:
    """Compare the characters of CPP."""
    rows = (folder / f"{part}.sent").read_text("utf-8").splitlines()
    labels = (folder / f"{part}.lb").read_text("utf-8").splitlines()
    for number, (row, label) in enumerate(zip(rows, labels, strict=True)):
        if not half or number % 2:
            said = re.sub(r"\d$", "", label.strip()).replace("u:", "v")
            yield one(row.replace("▁", ""), row.index("▁"), official(said))


def stations(path: Path) -> Iterable[Case]:
    """Compare the names of railway stations with the railway's own spelling, which writes lv for lyu."""
    rows = re.findall(
        r'"name": "([\u4e00-\u9fff]+)",\s*"code": "[A-Z]+",\s*"pinying": "([a-z]+)"', path.read_text("utf-8")
    )
    for name, wanted in rows:
        said = "".join({"lyu": "lv", "nyu": "nv"}.get(part, part) for part in syllables(name))
        yield name, f"{said}, not {wanted}", said == wanted


def lists(wrong: bool, unseen: bool) -> None:
    """Tell of the lists of sentences of our own."""
    for name in ("polyphones", "polyphones_more"):
        text = (ROOT / f"tests/zh/data/{name}.txt").read_text("utf-8").splitlines()
        rows = [row for row in text if not row.startswith("#")]
        told(f"{name}.txt, odd lines", marked(rows[::2]), wrong)
        told(f"{name}.txt, even lines, kept unseen", marked(rows[1::2]), wrong and unseen)
    for name in ("polyphones_third", "polyphones_fourth"):
        text = (ROOT / f"tests/zh/data/{name}.txt").read_text("utf-8").splitlines()
        told(f"{name}.txt", marked(row for row in text if not row.startswith("#")), wrong)


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hard", type=Path)
    parser.add_argument("--cpp", type=Path)
    parser.add_argument("--part", default="dev")
    parser.add_argument("--half", action="store_true")
    parser.add_argument("--headlines", type=Path)
    parser.add_argument("--stations", type=Path)
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--unseen", action="store_true", help="with --wrong: name what is wrong of the unseen, too")
    args = parser.parse_args()
    told("divisions, full names", counties(short=False), args.wrong)
    told("divisions, short names alone", counties(short=True), args.wrong)
    lists(args.wrong, args.unseen)
    for level, town in (("counties and above", False), ("towns", True)):
        for form, full in (("full names", True), ("names alone", False)):
            if args.hard:
                told(f"hard {level}, {form}", hard(args.hard, full, town), args.wrong)
    if args.cpp:
        told(f"CPP {args.part}", cpp(args.cpp, args.part, args.half), args.wrong)
    if args.stations:
        told("stations", stations(args.stations), args.wrong)
    if args.headlines:
        heads = [row.rsplit("\t", 1)[-1] for row in args.headlines.read_text("utf-8").splitlines()][::5]
        for head in heads[:500]:
            title_slug(head)
        start = time.process_time()
        for head in heads:
            title_slug(head)
        print(f"headlines: {len(heads) / (time.process_time() - start):.0f} a second of CPU time")


if __name__ == "__main__":
    main()
