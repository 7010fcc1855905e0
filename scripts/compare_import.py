"""Compares ways to cut the same pages, page by page: figures of each, and its difference from the first with the
interval that holds 95 of 100 draws of dates (paired bootstrap, Efron 1979).

    python scripts/measure_import.py SCORER FAMILY=FOLDER:SUFFIX… --part all --models FOLDS --write FIRST.jsonl
    python scripts/compare_import.py FIRST.jsonl OTHER.jsonl…

A difference whose interval holds 0 is none: other dates might turn it round.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

DRAWS = 1000
FIGURES = ("articles", "headlines", "character error")

Counts = Counter[str]
Family = dict[int, Counts]
"""The counts of a family's pages by their place in the order of dates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How far a figure differs from the first way's, and between what it lies in 95 of 100 draws."""

    figure: str
    first: float
    other: float
    low: float
    high: float


def figures(pages: Sequence[Counts]) -> tuple[float, ...]:
    """Return articles right (F1), headlines right and character error of some pages together."""
    whole = Counter[str]()
    for page in pages:
        whole.update(page)
    articles = 2 * whole["clean"] / max(1, whole["truth"] + whole["guess"])
    return articles, whole["headline_ok"] / max(1, whole["headline_n"]), whole["edits"] / max(1, whole["chars"])


def differences(first: Family, other: Family, draws: int = DRAWS, seed: int = 1) -> tuple[Difference, ...]:
    """Return how another way of cutting differs on the pages that both have cut."""
    dates = sorted(first.keys() & other.keys())
    chance = random.Random(seed)
    drawn = [
        [after - before for before, after in zip(figures(one), figures(two), strict=True)]
        for picked in (chance.choices(dates, k=len(dates)) for _ in range(draws))
        for one, two in [([first[date] for date in picked], [other[date] for date in picked])]
    ]
    one, two = figures([first[date] for date in dates]), figures([other[date] for date in dates])
    found = []
    for at, name in enumerate(FIGURES):
        spread = sorted(each[at] for each in drawn)
        low, high = spread[draws // 40], spread[draws - 1 - draws // 40]
        found.append(Difference(figure=name, first=one[at], other=two[at], low=low, high=high))
    return tuple(found)


def read(path: Path) -> dict[str, Family]:
    """Return what measure_import.py wrote, by family."""
    found = dict[str, Family]()
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        found.setdefault(row["family"], {})[row["place"]] = Counter(row["counts"])
    return found


def main() -> None:
    """Read and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    args = parser.parse_args()
    first = read(args.files[0])
    for name, family in first.items():
        print(name, f"{len(family)} pages:", " / ".join(f"{each:.4f}" for each in figures(list(family.values()))))
    for path in args.files[1:]:
        for name, family in read(path).items():
            for each in differences(first.get(name, {}), family):
                print(
                    f"{path.stem} {name} {each.figure}: {each.other:.4f}, {each.other - each.first:+.4f} "
                    f"({each.low:+.4f} to {each.high:+.4f})"
                )


if __name__ == "__main__":
    main()
