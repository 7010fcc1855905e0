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
import random
import re
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from jianbao.publish.search.normal import fold
from jianbao.publish.search.records import Record
from jianbao.publish.search.root import engine
from jianbao.publish.search.whole import build

ASK = """
import { readFileSync } from "node:fs";
const [site, asked] = process.argv.slice(1), made = [];
const { open } = await import(new URL("search/search.js", site));
for (const query of JSON.parse(readFileSync(asked, "utf-8"))) {
  const cold = await open(site);
  await cold.search(query, { limit: 5 });
  const first = [cold.bytes, cold.requests], start = performance.now();
  await cold.search(query, { limit: 5 });
  const warm = performance.now() - start, all = await (await open(site)).search(query, { limit: Infinity });
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
    given = asked.parse_args()
    records = list(read(given.articles_jsonl) if given.articles_jsonl else invent(given.articles))
    with tempfile.TemporaryDirectory() as name:
        files = size(records, Path(name))
        changes(records, files)
        del files
        if shutil.which("node"):
            queries(records, Path(name), given.queries)


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


def size(records: list[Record], folder: Path) -> dict[str, bytes]:
    """Build the index into `folder` and print what it costs."""
    text = sum(len("".join((it.title, it.kicker, it.deck, it.byline, *it.paragraphs)).encode()) for it in records)
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    files = dict(build(records).files)
    spent, peak = time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    total = sum(map(len, files.values()))
    fragments = sum(len(content) for path, content in files.items() if path.startswith("search/text/"))
    print(f"articles            {len(records):,} of {text / len(records):,.0f} bytes")
    print(f"index               {total:,} bytes in {len(files):,} files: {total / text:.2f} × the text")
    print(f"  texts for rows    {fragments:,} bytes; lists {total - fragments:,}")
    print(f"search.js           {len(engine()):,} bytes, {len(gzip.compress(engine(), mtime=0)):,} gzipped")
    print(f"build, CPU          {spent / len(records) * 1000:.2f} ms an article")
    print(f"build, memory       {(peak - before) / 1024:,.0f} MB above the records")
    return files


def changes(records: list[Record], files: dict[str, bytes]) -> None:
    """Print how much of the index's bytes a change rewrites."""
    at = len(records) // 3
    one = records[at]
    last = max(records, key=lambda it: it.date)
    longest = max(range(len(one.paragraphs)), key=lambda number: len(one.paragraphs[number]))

    def paragraph(change: Callable[[str], str]) -> list[Record]:
        lines = [change(text) if number == longest else text for number, text in enumerate(one.paragraphs)]
        return [*records[:at], dataclasses.replace(one, paragraphs=tuple(lines)), *records[at + 1 :]]

    new = dataclasses.replace(one, url="new.html", date=last.date)
    body = dataclasses.replace(one, paragraphs=records[at // 2].paragraphs)
    sites = {
        "a new article": [*records, new],
        "an old article more": [*records, dataclasses.replace(new, date=one.date)],
        "an old article less": [*records[:at], *records[at + 1 :]],
        "a typo": paragraph(lambda text: text[:9] + "某" + text[10:]),
        "a sentence more": paragraph(lambda text: text[:9] + records[0].paragraphs[0][:30] + text[9:]),
        "another body": [*records[:at], body, *records[at + 1 :]],
    }
    total = sum(map(len, files.values()))
    for name, site in sites.items():
        rewritten = sum(len(content) for path, content in build(site).files if files.get(path) != content)
        print(f"{name:<20}{rewritten / total:.2%} of the bytes rewritten")


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


def queries(records: list[Record], folder: Path, count: int) -> None:
    """Ask in Node and print what is found and what it costs."""
    asked = phrases(records, count)
    (folder / "asked.json").write_text(json.dumps(asked), "utf-8")
    command = [
        "node",
        "--input-type=module",
        "-e",
        ASK,
        folder.resolve().as_uri() + "/",
        str(folder / "asked.json"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    heap, rows = json.loads(done.stdout)
    base = folder.resolve().as_uri() + "/"
    texts = [
        (it.url, "\n".join(map(fold, (it.title, it.kicker, it.deck, it.byline, *it.paragraphs)))) for it in records
    ]
    right = wrong = missed = 0
    for query, row in zip(asked, rows, strict=True):
        wanted = {url for url, text in texts if fold(query) in text}
        found = {url.removeprefix(base) for url in row[3]}
        right, wrong, missed = (
            right + len(wanted & found),
            wrong + len(found - wanted),
            missed + len(wanted - found),
        )
    print(f"queries             {count}")
    print(f"found               recall {right / (right + missed):.4f}, precision {right / (right + wrong):.4f}")
    for number, name in enumerate(("cold, bytes", "cold, requests", "warm, ms")):
        values = sorted(row[number] for row in rows)
        print(f"{name:<20}{values[len(values) // 2]:,.0f} median, {values[len(values) * 95 // 100]:,.0f} of 95 %")
    print(f"Node's heap         {heap / 1e6:.0f} MB after all of them")


if __name__ == "__main__":
    main()
