"""Measures the finder of lost marks (ingest/torn.lost_marks) on news set in columns, one mark lost on purpose.

    python scripts/measure_lost_marks.py articles.jsonl.gz

Every paragraph that lists things that end in the same word (甲企业、乙企业，以及…) is set so that the mark between
two of them ends a line, and set again without that mark. Printed: how many lost marks are found, and how many line
ends of all other paragraphs, whole and set in columns of 12 to 24, are taken for one.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "generator"), str(ROOT)]

from scripts.compose_pages import lines_of  # noqa: E402  # beside this script

from jianbao.ingest.torn import lost_marks  # noqa: E402  # the checkout's own

LIST = re.compile(r"([㐀-鿿]{2})、(?=[㐀-鿿]{2,10}\1(?:[,，]?以及|、|和))")
WIDTHS = range(12, 25)


def without(text: str, at: int, width: int) -> str | None:
    """Return the paragraph in printed lines, the mark at `at` lost where it ends one; None where it ends none."""
    lines = lines_of(text, width, indent=2)
    end = 0
    for index, line in enumerate(lines[:-1]):
        end += len(line)
        if end - 1 == at and index:
            return "\n".join([*lines[:index], line[:-1], *lines[index + 1 :]])
    return None


def main() -> None:
    """Set, look, count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    args = parser.parse_args()
    tried = found = ends = alarms = 0
    with gzip.open(args.articles, "rt", encoding="utf-8") as rows:
        paragraphs = [part for row in rows for part in json.loads(row)["text"].split("\n") if 80 < len(part) < 600]
    for number, text in enumerate(paragraphs):
        for match in LIST.finditer(text):
            for width in WIDTHS:
                if torn := without(text, match.end() - 1, width):
                    tried += 1
                    found += bool(lost_marks(torn))
        if number % 10 == 0:
            whole = "\n".join(lines_of(text, WIDTHS[number // 10 % len(WIDTHS)], indent=2))
            ends += whole.count("\n")
            alarms += len(lost_marks(whole))
    print(f"lost marks: {tried}, found {found} ({found / max(tried, 1):.3f})")
    print(f"line ends that lost nothing: {ends}, taken for a lost mark {alarms}")


if __name__ == "__main__":
    main()
