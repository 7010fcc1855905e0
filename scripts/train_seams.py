"""Makes generator/jianbao/ingest/data/seams.txt.xz: how often two and three characters follow one another in news.

    python scripts/train_seams.py articles.jsonl.gz … [--every N --leave K]

Input: JSON lines with "text" (and "title"), gzip or plain. Output: counts of frequent pairs and triples only, no
running text. `--every N --leave K` leaves out every article whose number modulo N is K, for cross-validation.
"""

from __future__ import annotations

import argparse
import gzip
import json
import lzma
import re
from collections import Counter
from pathlib import Path

RUN = re.compile("[㐀-鿿0-9A-Za-z，、。；：？！“”《》（）]+")
OUT = Path(__file__).parent.parent / "generator/jianbao/ingest/data/seams.txt.xz"


def main() -> None:
    """Count, thin out, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--every", type=int, default=0)
    parser.add_argument("--leave", type=int, default=0)
    parser.add_argument("--pairs", type=int, default=12, help="least count of a pair")
    parser.add_argument("--triples", type=int, default=24, help="least count of a triple")
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    ones, twos, threes = Counter[str](), Counter[str](), Counter[str]()
    for path in args.files:
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as lines:
            for index, line in enumerate(lines):
                if args.every and index % args.every == args.leave:
                    continue
                for run in RUN.findall(json.loads(line).get("text", "")):
                    folded = re.sub("[0-9]", "0", re.sub("[A-Za-z]", "a", run))
                    ones.update(folded)
                    twos.update(folded[i : i + 2] for i in range(len(folded) - 1))
                    threes.update(folded[i : i + 3] for i in range(len(folded) - 2))
    table = {**ones, **twos, **threes}
    least = {1: args.pairs, 2: args.pairs, 3: args.triples}
    rows = [f"{key}\t{count}" for key, count in sorted(table.items()) if count >= least[len(key)]]
    args.out.parent.mkdir(exist_ok=True)
    args.out.write_bytes(lzma.compress("\n".join(rows).encode(), preset=9))
    print(f"{len(rows)} rows, {args.out.stat().st_size} bytes, {sum(ones.values())} characters read")


if __name__ == "__main__":
    main()
