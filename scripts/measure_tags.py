"""Counts how well the tags of an archive gather articles.

    python scripts/measure_tags.py FOLDER [--show N]

FOLDER holds *.truth.json: pages of known articles, one archive together. Shared: the share of assignments whose tag
stands on three articles or more. Pages of even number (by name) were looked at while the list of terms was written,
those of odd number were not: both are told apart. The background table knows nothing of 2025. --show: the tags of
the first N articles, to be judged by eye.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "generator"))

from jianbao.model.tables import Tables  # noqa: E402  the path is set above
from jianbao.zh.regions_names import gazetteer  # noqa: E402
from jianbao.zh.tags import stopwords, tags, vocabulary  # noqa: E402
from jianbao.zh.terms import known  # noqa: E402
from jianbao.zh.words import load  # noqa: E402

Tagged = tuple[str, tuple[str, ...]]


def tagged(paths: Sequence[Path]) -> list[Tagged]:
    """Return title and tags of every article of some pages."""
    segmenter, words = load(), vocabulary(Tables())
    found: list[Tagged] = []
    for path in paths:
        for article in json.loads(path.read_text("utf-8"))["articles"]:
            text = "\n".join(article["paragraphs"])
            given = tags(
                article["title"], "", (), text, people=(), tables=Tables(), segmenter=segmenter, known=words
            )
            found.append((article["title"], given))
    return found


def forbidden(tag: str) -> str:
    """Return why a tag is of a kind that may not be, or nothing."""
    name = gazetteer().names.get(tag)
    terms = set(known().tags.values())
    region = name is not None and name.kind not in ("stop", "word") and tag not in gazetteer().never
    reasons = {
        "one character": len(tag) < 2,
        "number or date": bool(re.search("[0-9]|[年月日]$", tag)) and tag not in known().tags,
        "region": region or tag in gazetteer().towns,
        "boilerplate": tag in stopwords() or "记者" in tag,
        "person": tag not in terms and load().part_of_speech(tag).startswith("nr"),
    }
    return ", ".join(reason for reason, wrong in reasons.items() if wrong)


def told(name: str, found: Sequence[Tagged]) -> None:
    """Print one archive's figures."""
    counts = Counter(tag for _, given in found for tag in given)
    total, sizes = sum(counts.values()), Counter(len(given) for _, given in found)
    shared = sum(count for count in counts.values() if count >= 3)
    (most, often), *_ = counts.most_common(1)
    wrong = {tag: why for tag in counts if (why := forbidden(tag))}
    single = [tag for tag in counts if tag not in set(known().tags.values())]
    print(f"{name}: {len(found)} articles, {total} assignments of {len(counts)} tags")
    print(f"  shared by three articles or more: {100 * shared / total:.1f} %")
    print(f"  the most frequent: {most}, on {100 * often / len(found):.1f} % of the articles")
    print(f"  tags an article: {dict(sorted(sizes.items()))}")
    print(f"  of a forbidden kind: {wrong or 'none'}; not in our list of terms: {len(single)}")


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", type=int, default=0)
    args = parser.parse_args()
    paths = sorted(args.folder.glob("*.truth.json"))
    even, odd = tagged(paths[::2]), tagged(paths[1::2])
    told("pages of even number", even)
    told("pages of odd number, not looked at", odd)
    told("all as one archive", [*even, *odd])
    for title, given in even[: args.show]:
        print(f"{title[:40]}: {', '.join(given)}")


if __name__ == "__main__":
    main()
