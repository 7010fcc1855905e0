"""Makes zh/data/tags/background.txt.xz: how many news texts a word, or one of our tags, occurs in.

    python scripts/train_background.py articles.jsonl.gz headlines.tsv [--before 2025-01-01] [--out FILE]

Articles: a JSON object a line with date, title and text; those from --before on are left out, so that pages of
2025 can be measured with a table that knows nothing of them. Headlines: the last column of a TSV, its first a date;
they add words, each headline a text of its own. Words are jieba's; tags are those of data/tags/terms.txt. Counts,
no text.
"""

from __future__ import annotations

import argparse
import gzip
import json
import lzma
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "generator"
sys.path.insert(0, str(ROOT))
OUT = ROOT / "jianbao/zh/data/tags/background.txt.xz"
LEAST = 5


def section(counts: Counter[str], least: int) -> str:
    """Return the counts as lines, the words of one count together, sorted."""
    rows: dict[int, list[str]] = defaultdict(list)
    for word, count in counts.items():
        if count >= least:
            rows[count].append(word)
    return "\n".join(f"{count} {' '.join(sorted(words))}" for count, words in sorted(rows.items(), reverse=True))


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("headlines", type=Path)
    parser.add_argument("--before", default="2025-01-01")
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    from jianbao.zh.terms import find  # noqa: PLC0415  the path is set above
    from jianbao.zh.words import load  # noqa: PLC0415  the path is set above

    segmenter, words, tags, texts = load(), Counter[str](), Counter[str](), 0
    with gzip.open(args.articles, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            if article["date"] < args.before:
                text = f"{article['title']}\n{article['text']}"
                words.update({word for word in segmenter.cut(text) if re.fullmatch("[\u4e00-\u9fff]{2,}", word)})
                tags.update({tag for tag, *_ in find(text)})
                texts += 1
    for row in args.headlines.read_text("utf-8").splitlines():
        if row < args.before:
            cut = segmenter.cut(row.rsplit("\t", 1)[-1])
            words.update({word for word in cut if re.fullmatch("[\u4e00-\u9fff]{2,}", word)})
    text = "\n\n".join([f"texts {texts}", section(words, LEAST), section(tags, 1)])
    args.out.write_bytes(lzma.compress(text.encode("utf-8"), preset=9))
    print(f"{texts} texts, {len(words)} words, {len(tags)} tags, {args.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
