"""Makes generator/jianbao/ingest/data/headlines.txt.xz: pairs of characters that tell headlines from body text.

    python scripts/train_headlines.py headlines.tsv articles.jsonl.gz [--every N --leave K]

Headlines: the last column of a TSV. Body lines: pieces of 8 to 38 characters cut from the articles' text at random
(seeded). Output: log odds of frequent pairs (^ and $ are the two ends), in tenths; no text.
"""

from __future__ import annotations

import argparse
import gzip
import json
import lzma
import random
import re
from collections import Counter
from math import log
from pathlib import Path

OUT = Path(__file__).parent.parent / "generator/jianbao/ingest/data/headlines.txt.xz"


def pairs(text: str) -> list[str]:
    """Return the pairs of characters of a line, ends marked, digits and letters folded (as ingest/headline.py)."""
    plain = re.sub("[A-Za-z]", "a", re.sub("[0-9]", "0", re.sub(r"\s", "", text)))
    held = f"^{plain}$"
    return [held[i : i + 2] for i in range(len(held) - 1)]


def kept(rows: list[str], every: int, leave: int) -> list[str]:
    """Return the rows that are not left out for cross-validation."""
    return [row for index, row in enumerate(rows) if not every or index % every != leave]


def main() -> None:
    """Count, compare, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("headlines", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--every", type=int, default=0)
    parser.add_argument("--leave", type=int, default=0)
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    chance = random.Random(6)
    heads = [row.rsplit("\t", 1)[-1] for row in args.headlines.read_text("utf-8").splitlines()]
    with gzip.open(args.articles, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    good = Counter(pair for head in kept(heads, args.every, args.leave) for pair in set(pairs(head)))
    pieces = []
    for text in kept(texts, args.every, args.leave):
        for _ in range(max(1, len(text) // 160)):
            start = chance.randrange(max(1, len(text) - 40))
            pieces.append(text[start : start + chance.randrange(8, 38)])
    bad = Counter(pair for piece in pieces for pair in set(pairs(piece)))
    ratio = log(len(pieces) / len(kept(heads, args.every, args.leave)))
    rows = []
    for pair in sorted(good | bad):
        if good[pair] + bad[pair] >= 12:
            weight = round(10 * (log((good[pair] + 0.7) / (bad[pair] + 0.7)) + ratio))
            if abs(weight) >= 6:
                rows.append(f"{pair}{max(-40, min(40, weight))}")
    args.out.write_bytes(lzma.compress("\n".join(rows).encode(), preset=9))
    print(f"{len(rows)} rows, {args.out.stat().st_size} bytes, {len(heads)} headlines, {len(pieces)} pieces")


if __name__ == "__main__":
    main()
