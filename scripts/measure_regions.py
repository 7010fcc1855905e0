"""Measure how well regions are recognised, on the half that rules were tuned on or on the half that was held back.

    python scripts/measure_regions.py DATA [--half tuned|held] [--show] [--marked FILE]

DATA: a folder with articles.jsonl.gz (lines of {"date", "title", "text"}) and headlines.tsv (date, headline).
Split: articles before HELD are tuned on; of those from HELD on every third (by line) was seen while the first rules
were written and is left out, the others are held. Headlines: the other way round in time, held from HEADLINES_HELD.
Printed: short cases right (main division and exact set); F1 of place mentions against tests/measure/mentions.tsv;
articles whose title's place is hidden; loading; articles a second. --show lists mistakes of the tuned half.
--marked: NER/People's Daily/example.test of github.com/OYE93/Chinese-NLP-Corpus; F1 against
tests/measure/mentions_marked.tsv.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import hashlib
import json
import re
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jianbao.zh.divisions import divisions, parents, with_parents
from jianbao.zh.regions import find

HELD, HEADLINES_HELD = "2024-07-01", "1998-07-01"
TUNED, KEPT = ("third", "traps", "a", "b", "c"), ("second", "last", "fresh", "final", "d", "e")
FILES = Path(__file__).resolve().parent.parent / "tests" / "measure"


@dataclass(frozen=True, slots=True)
class Article:
    """A line of articles.jsonl.gz."""

    date: str
    title: str
    text: str


def articles(data: Path, *, held: bool) -> Iterator[Article]:
    """Yield the articles of one half."""
    with gzip.open(data / "articles.jsonl.gz", "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            raw = json.loads(line)
            if (raw["date"] >= HELD) is held and not (held and number % 3 == 0):
                yield Article(raw["date"], raw["title"], raw["text"])


def rows(name: str) -> Iterator[list[str]]:
    """Yield the rows of a file below tests/measure/."""
    text = (FILES / name).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines() if line and line[0] != "#")


def code_of(path: str) -> str:
    """Return the code that a path of names means: 福建/福州, 甘肃/临夏州/东乡族自治县."""
    above = ""
    for name in path.split("/"):
        fits = [
            code
            for code, region in divisions().items()
            if (name in (region.name, region.short) or (region.name.endswith("州") and region.short + "州" == name))
            and (above in parents(code)[:-1] if above else region.level == 1)
        ]
        nearest = [code for code in fits if divisions()[code].parent == above] or fits
        (above,) = nearest
    return above


def cases(name: str, *, held: bool | None = None, show: bool = False) -> None:
    """Measure the short cases of a file; `held`: its even rows, which are held back, or its odd ones."""
    right = total = 0
    given = [row for n, row in enumerate(rows(f"{name}.tsv"), 1) if held is None or (n % 2 == 0) is held]
    for text, mains, others in given:
        allowed = [None if name == "-" else code_of(name) for name in mains.split("|")]
        named = [code_of(name) for name in others.split()]
        wanted = {code: with_parents((*named, *([code] if code else []))) for code in allowed}
        found = find("", text)
        good = found.region in wanted and found.regions in (wanted[found.region], wanted[allowed[0]])
        right, total = right + good, total + 1
        if show and not good:
            print(f"  {text}: {found.region} {found.regions}, wanted {wanted}")
    print(f"short cases ({name}), main division and exact set: {right} of {total} ({right / total:.3f})")


def texts(data: Path, *, held: bool) -> Iterator[tuple[str, str]]:
    """Yield (date, text) of all sentences of the articles and all headlines of one half."""
    for article in articles(data, held=held):
        for sentence in re.split("[。；！？\n]", article.text):
            yield article.date, sentence
    for line in (data / "headlines.tsv").read_text(encoding="utf-8").splitlines():
        date, _, headline = line.partition("\t")
        if (date >= HEADLINES_HELD) is held:
            yield date, headline


@dataclass(slots=True)
class Tally:
    """Codes that were found, named, and both, of the provinces or of what lies below."""

    name: str
    right: int = 0
    found: int = 0
    named: int = 0

    def add(self, found: set[str], named: set[str]) -> None:
        """Count what one text has."""
        ours, theirs = (
            {code for code in each if (divisions()[code].level == 1) == (self.name == "province")}
            for each in (found, named)
        )
        self.right += len(ours & theirs)
        self.found += len(ours)
        self.named += len(theirs)

    def tell(self, what: str) -> None:
        """Print F1."""
        f1 = 2 * self.right / (self.found + self.named)
        print(f"{what}, {self.name}: F1 {f1:.3f} ({self.right} right, {self.found} found, {self.named} named)")


def mentions(data: Path, *, held: bool, show: bool) -> None:
    """Measure F1 of the provinces, and of the divisions below, that texts name."""
    half = "held" if held else "tuned"
    wanted = {
        row[1]: {*row[2].split(",")} if len(row) > 2 else set() for row in rows("mentions.tsv") if row[0] == half
    }
    tallies = (Tally("province"), Tally("below"))
    for date, text in texts(data, held=held):
        codes = wanted.pop(hashlib.sha256((date + text).encode()).hexdigest()[:16], None)
        if codes is None:
            continue
        found = {*find("", text, date=dt.date.fromisoformat(date)).regions}
        if show and found != codes:
            print(f"  {text}: {sorted(found - codes)} too much, {sorted(codes - found)} missed")
        for tally in tallies:
            tally.add(found, codes)
    for tally in tallies:
        tally.tell("place mentions")
    if wanted:
        print(f"{len(wanted)} labelled texts are not in DATA")


def marked(path: Path) -> None:
    """Measure F1 of what sentences of the People's Daily of January 1998 name: a character and its mark a line."""
    wanted = {row[0]: {*row[1].split(",")} if len(row) > 1 else set() for row in rows("mentions_marked.tsv")}
    tallies = (Tally("province"), Tally("below"))
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        text = "".join(line.split(" ")[0] for line in block.splitlines())
        codes = wanted.pop(hashlib.sha256(text.encode()).hexdigest()[:16], None)
        if codes is not None:
            found = {*find("", text, date=dt.date(1998, 1, 15)).regions}
            for tally in tallies:
                tally.add(found, codes)
    for tally in tallies:
        tally.tell("place mentions, marked text")


def hidden(data: Path, *, held: bool, show: bool) -> None:
    """Measure articles whose title's place is hidden: those whose title names one province, as we read it."""
    total = province = near = absent = 0
    for article in articles(data, held=held):
        told = find(article.title, "")
        if not told.region or sum(code.endswith("0000") for code in told.regions) != 1:
            continue
        title = article.title
        for line in told.why:
            if " → " in line:
                title = title.replace(line.split(" → ", 1)[0], "")
        found = find(title, article.text, date=dt.date.fromisoformat(article.date))
        right = (found.region or "")[:2] == told.region[:2]
        total, province = total + 1, province + right
        near += bool(found.region) and told.region in parents(found.region or "")
        absent += told.region[:2] not in {code[:2] for code in found.regions}
        if show and not right:
            print(f"  {article.title}: {told.region}, found {found.region} {found.regions}")
    print(
        f"title's place hidden: {total} articles, province right {province / total:.3f}, "
        f"at or below the named division {near / total:.3f}; {absent} do not name the province elsewhere"
    )


def speed(data: Path, *, held: bool) -> None:
    """Measure articles a second, after loading."""
    some = [article for _, article in zip(range(1500), articles(data, held=held), strict=False)]
    find("", "预热")
    start = time.process_time()
    for article in some:
        find(article.title, article.text)
    spent = time.process_time() - start
    length = sum(len(article.text) for article in some) // len(some)
    print(f"speed: {len(some) / spent:.0f} articles of {length} characters a second of CPU time")


def loading() -> None:
    """Measure what the first call costs: CPU time and memory of all tables."""
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    find("", "预热")
    spent = time.process_time() - start
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"loading: {spent * 1000:.0f} ms of CPU time, {grown:.0f} MB")


def main() -> None:
    """Measure one half."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--half", choices=("tuned", "held"), default="tuned")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--marked", type=Path)
    given = parser.parse_args()
    held = given.half == "held"
    show = given.show and not held
    loading()
    cases("region_cases", held=held, show=show)
    for name in KEPT if held else TUNED:
        cases(f"region_cases_{name}", show=show)
    mentions(given.data, held=held, show=show)
    if given.marked:
        marked(given.marked)
    hidden(given.data, held=held, show=show)
    speed(given.data, held=held)


if __name__ == "__main__":
    main()
