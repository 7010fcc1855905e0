"""Measure search on the articles of a site: ``bench_search.py [ARTICLES.jsonl] [--articles N] [--queries 400]``.

ARTICLES.jsonl is a built site's data/articles.jsonl; without one, N invented articles. Prints what the index costs
to build and to keep, what a change rewrites, and what queries find and cost in Node, an empty cache for each query:
runs of 2 to 8 characters, half cut at random, half words of jieba. Recall and precision are against a plain search
through all texts. Bytes and requests are those of the index; search.js (said apart) comes once.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import gzip
import json
import pickle
import random
import re
import resource
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from jianbao.publish.search.index import amend
from jianbao.publish.search.normal import fold
from jianbao.publish.search.records import Change, Record
from jianbao.publish.search.root import engine
from jianbao.publish.search.state import State, plain
from jianbao.publish.search.state import known as unplain
from jianbao.publish.search.whole import stream

PEAK = Path("/proc/self/status")
ASK = """
import { readFileSync } from "node:fs";
const [site, asked, counted] = process.argv.slice(1), made = [];
const { open } = await import(new URL("search/search.js", site));
for (const query of JSON.parse(readFileSync(asked, "utf-8"))) {
  const cold = await open(site);
  await cold.search(query, { limit: 5 });
  const first = [cold.bytes, cold.requests], start = performance.now();
  await cold.search(query, { limit: 5 });
  const warm = performance.now() - start, every = made.length < counted;
  const all = every ? await (await open(site)).search(query, { limit: Infinity }) : { hits: [] };
  made.push([...first, warm, all.hits.map(hit => hit.url)]);
}
console.log(JSON.stringify([process.memoryUsage().heapUsed, made]));
"""


def main() -> None:
    """Read or invent a corpus, build its index, ask, print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("articles_jsonl", nargs="?", type=Path)
    asked.add_argument("--articles", type=int, default=1000, help="how many are invented")
    asked.add_argument("--queries", type=int, default=400)
    asked.add_argument("--counted", type=int, default=0, help="of how many all hits are looked at (0: of all)")
    given = asked.parse_args()
    records = list(read(given.articles_jsonl) if given.articles_jsonl else invent(given.articles))
    with tempfile.TemporaryDirectory() as name:
        state = size(records, Path(name))
        changes(records, Path(name), state)
        if shutil.which("node"):
            queries(records, Path(name), given.queries, given.counted or given.queries)


def read(path: Path) -> Iterator[Record]:
    """Make records of a data file."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        people = "、".join(f"{one['role']} {one['name']}".strip() for one in row["authors"])
        yield Record(
            url=row["url"].partition("://")[2].partition("/")[2],
            title=row["title"],
            date=dt.date.fromisoformat(row["date"]),
            kicker=row["kicker"],
            deck=row["deck"],
            byline=people,
            paragraphs=tuple(row["text"].split("\n")),
            facets=tuple(("tag", tag) for tag in row["tags"]),
        )


def invent(count: int) -> Iterator[Record]:
    """Invent articles of made-up words, used as unevenly as words are."""
    chance = random.Random(20260101)
    signs = [chr(0x4E00 + number * 7) for number in range(2500)]
    words = [
        "".join(chance.choices(signs[: 200 + number // 4], k=chance.choice((1, 2, 2, 2, 3))))
        for number in range(9000)
    ]
    weights = [1 / (number + 3) for number in range(len(words))]
    for number in range(count):
        text = [
            "".join(chance.choices(words, weights, k=chance.randint(20, 120))) + "。"
            for _ in range(chance.randint(2, 7))
        ]
        day = dt.date(2014, 1, 1) + dt.timedelta(days=number * 3650 // count)
        title = "".join(chance.choices(words, weights, k=7))
        yield Record(url=f"{number}.html", title=title, date=day, paragraphs=tuple(text))


def resident() -> int:
    """Return the kB of memory now in use, where the system tells, and let the peak begin from here."""
    if not PEAK.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    Path("/proc/self/clear_refs").write_text("5", "ascii")
    return int(PEAK.read_text("ascii").partition("VmRSS:")[2].split()[0])


def size(records: list[Record], folder: Path) -> State:
    """Build the index into `folder` and print what it costs."""
    text = sum(len("".join((it.title, it.kicker, it.deck, it.byline, *it.paragraphs)).encode()) for it in records)
    of_url = {it.url: it for it in records}
    before, start = resident(), time.process_time()
    total, count, fragments, writing = 0, 0, 0, 0.0
    with tempfile.TemporaryFile() as scratch:
        made = stream([it.head for it in records], of_url.__getitem__, (), scratch)
        for path, content in made.files:
            begun = time.process_time()
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
            writing += time.process_time() - begun
            total, count = total + len(content), count + 1
            fragments += len(content) if path.startswith("search/text/") else 0
    spent, peak = time.process_time() - start - writing, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if PEAK.exists():
        peak = int(PEAK.read_text("ascii").partition("VmHWM:")[2].split()[0])
    print(f"articles            {len(records):,} of {text / len(records):,.0f} bytes")
    print(f"index               {total:,} bytes in {count:,} files: {total / text:.3f} × the text")
    print(f"  texts for rows    {fragments:,} bytes; lists {total - fragments:,}")
    print(f"search.js           {len(engine()):,} bytes, {len(gzip.compress(engine(), mtime=0)):,} gzipped")
    print(f"build, CPU          {spent / len(records) * 1000:.2f} ms an article")
    print(f"  writing           {writing / count * 1e6:.0f} µs a file")
    print(f"build, memory       {(peak - before) / 1024:,.0f} MB above the records")
    return made.state


def changes(records: list[Record], folder: Path, known: State) -> None:
    """Print how much of the index's bytes a change rewrites, as a median of some articles, and the CPU time."""
    chance, kept = random.Random(11), pickle.dumps(plain(known))
    total = sum(path.stat().st_size for path in (folder / "search").rglob("*") if path.is_file())
    last = max(records, key=lambda it: it.date)

    def edited(one: Record, change: Callable[[str], str]) -> Record:
        longest = max(range(len(one.paragraphs)), key=lambda number: len(one.paragraphs[number]))
        lines = (change(text) if number == longest else text for number, text in enumerate(one.paragraphs))
        return dataclasses.replace(one, paragraphs=tuple(lines))

    def sites(one: Record, other: Record) -> dict[str, tuple[Record | None, Record | None]]:
        new = dataclasses.replace(other, url="new.html", date=last.date)
        sentence = other.paragraphs[0][:30]
        return {
            "a new article": (None, new),
            "an old article more": (None, dataclasses.replace(new, date=one.date)),
            "an old article less": (one, None),
            "a typo": (one, edited(one, lambda text: text[:9] + "某" + text[10:])),
            "a sentence more": (one, edited(one, lambda text: text[:9] + sentence + text[9:])),
            "a line at the end": (one, dataclasses.replace(one, paragraphs=(*one.paragraphs, "补记第三次。"))),
            "another title": (one, dataclasses.replace(one, title="改" + one.title)),
            "another body": (one, dataclasses.replace(one, paragraphs=other.paragraphs)),
        }

    found: dict[str, list[tuple[float, float, int]]] = {}
    for _ in range(9):
        for name, (before, after) in sites(*chance.sample(records, 2)).items():
            state = unplain(pickle.loads(kept))  # noqa: S301  our own
            start = time.process_time()
            change = Change(before=before.head if before else None, after=after)
            made = amend(state, [change], lambda path: (folder / path).read_bytes())
            if made is None:
                continue
            files, spent = tuple(made.files), time.process_time() - start
            rewritten = sum(len(content) for path, content in files)
            found.setdefault(name, []).append((rewritten / total, spent, len(files)))
    for name, rows in found.items():
        middle = [statistics.median(row[at] for row in rows) for at in range(3)]
        print(f"{name:<20}{middle[0]:.2%} of the bytes, {middle[2]:.0f} files, {middle[1] * 1000:.0f} ms of CPU")


def phrases(records: list[Record], count: int) -> list[str]:
    """Return runs of 2 to 8 characters of the texts: half cut at random, half words of jieba."""
    chance, made = random.Random(7), list[str]()
    while len(made) < count:
        text = chance.choice(chance.choice(records).paragraphs or ("",))
        length = chance.randint(2, 8)
        if len(made) % 2:
            import jieba  # noqa: PLC0415  a second to load

            run = chance.choice(list(jieba.cut(text)) or [""])
        else:
            start = chance.randrange(max(1, len(text) - length + 1))
            run = text[start : start + length]
        if len(run) > 1 and not re.search(r'[\s"]|^[-－]|^OR$|[:：]', run):
            made.append(run)
    return made


def queries(records: list[Record], folder: Path, count: int, counted: int) -> None:
    """Ask in Node and print what is found (of the first so many) and what it costs."""
    asked = phrases(records, count)
    (folder / "asked.json").write_text(json.dumps(asked), "utf-8")
    command = [
        "node",
        "--input-type=module",
        "-e",
        ASK,
        folder.resolve().as_uri() + "/",
        str(folder / "asked.json"),
        str(counted),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    heap, rows = json.loads(done.stdout)
    base = folder.resolve().as_uri() + "/"
    texts = [
        (it.url, "\n".join(map(fold, (it.title, it.kicker, it.deck, it.byline, *it.paragraphs)))) for it in records
    ]
    right = wrong = missed = 0
    for query, row in zip(asked[:counted], rows, strict=False):
        wanted = {url for url, text in texts if fold(query) in text}
        found = {url.removeprefix(base) for url in row[3]}
        right, wrong, missed = (
            right + len(wanted & found),
            wrong + len(found - wanted),
            missed + len(wanted - found),
        )
    print(f"queries             {count}")
    print(f"found, of {counted:<10}recall {right / (right + missed):.4f}, precision {right / (right + wrong):.4f}")
    for number, name in enumerate(("cold, bytes", "cold, requests", "warm, ms")):
        values = sorted(row[number] for row in rows)
        print(f"{name:<20}{values[len(values) // 2]:,.0f} median, {values[len(values) * 95 // 100]:,.0f} of 95 %")
    print(f"Node's heap         {heap / 1e6:.0f} MB after all of them")


if __name__ == "__main__":
    main()
