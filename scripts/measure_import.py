"""Measures import on pages whose articles are known, in one process: figures, reliability of certainties, time.

    python scripts/measure_import.py SCORER FAMILY=FOLDER:SUFFIX… [--part held|tune|all] [--models DIR] [--reflow]

SCORER is score_pages.py (its `score` and `report` are used); a family's pages are FOLDER/<stem>SUFFIX with
FOLDER/<stem>.truth.json. `held`: the third of the pages, by date, that scripts/train_follow.py leaves out.
`--reflow` sets every page anew first: other line lengths, physical line ends in place of spaces. `--models` takes
other trees.
"""

from __future__ import annotations

import argparse
import dataclasses
import importlib.util
import json
import lzma
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "generator"), str(ROOT)]

from scripts.gold import successors, truth_of  # noqa: E402

from jianbao.ingest import trees  # noqa: E402  # the checkout's own
from jianbao.ingest.clean import clean  # noqa: E402
from jianbao.ingest.compose import read  # noqa: E402
from jianbao.ingest.label import label  # noqa: E402
from jianbao.ingest.lines import number  # noqa: E402
from jianbao.ingest.pipeline import Cut, cut_page  # noqa: E402
from jianbao.ingest.split import split  # noqa: E402
from jianbao.model.page import Origin, PageText  # noqa: E402

STEPS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)
NARROW = 13
"""Characters a line of a page that is set anew."""


def pages(folder: Path, suffix: str, part: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Return text and truth of each page of a family that belongs to the part."""
    for place, path in enumerate(sorted(folder.glob("*.truth.json"))):
        if part == "all" or (part == "held") == (place % 3 == 2):
            text = (folder / f"{path.name.removesuffix('.truth.json')}{suffix}").read_text("utf-8")
            yield text, json.loads(path.read_text("utf-8"))


def reflowed(text: str) -> str:
    """Return the page with its running text in narrow physical lines; what stands in one short line stays."""
    return "\n\n".join(map(_narrow, text.split("\n\n")))


def _narrow(part: str) -> str:
    lines = part.replace("\n", " ").split(" ")
    if len(part) < 2 * NARROW or max(map(len, lines)) > 40:
        return part
    whole = "".join(line if not line.isascii() else f" {line} " for line in lines).strip()
    opening = 2 if len(lines) > 1 and len(lines[0]) + 1 < len(lines[1]) else 0
    cuts = [0, *range(NARROW - opening, len(whole), NARROW), len(whole)]
    return "\n".join(whole[a:b] for a, b in pairwise(cuts))


def cut_of(page: PageText) -> tuple[Cut, dict[str, object]]:
    """Return a page cut, and the same in the form that is scored."""
    cut = cut_page(page).value
    said: dict[str, object] = {
        "articles": [dataclasses.asdict(story) for story in cut.stories],
        "leftovers": [dataclasses.asdict(left) for left in cut.leftovers],
    }
    return cut, said


class Reliability:
    """How often what was said with a certainty is right."""

    def __init__(self) -> None:
        self.said: dict[str, list[tuple[float, bool]]] = {}

    def add(self, page: PageText, truth: dict[str, Any]) -> None:
        """Compare what the models say of a page with the truth."""
        blocks = label(split(clean(page).value).value).value
        found, gold = read(blocks), truth_of(blocks, truth)
        after = successors(gold)
        near = [
            next((j for j in range(i + 1, len(blocks)) if found.kinds[j] != "noise"), -1)
            for i in range(len(blocks))
        ]
        for kind, sure, true in zip(found.kinds, found.sure, gold, strict=True):
            self._note("kind of a block", sure, kind == true.kind)
            if kind == "title":
                self._note("headline", sure, true.kind == "title")
        for chain, chances in zip(found.chains, found.chances, strict=True):
            for left, right, chance in zip(chain, chain[1:], chances, strict=False):
                true_link = after.get(left) == right
                self._note("joint" if near[left] == right else "moved", chance, true_link)

    def _note(self, what: str, sure: float, right: bool) -> None:
        self.said.setdefault(what, []).append((sure, right))

    def show(self) -> None:
        """Print a table for each kind of decision."""
        for what, rows in sorted(self.said.items()):
            print(f"{what}: {len(rows)} decisions, {sum(right for _, right in rows) / len(rows):.3f} right")
            for low, high in pairwise(STEPS):
                inside = [(sure, right) for sure, right in rows if low <= sure < high]
                if inside:
                    mean = sum(sure for sure, _ in inside) / len(inside)
                    true = sum(right for _, right in inside) / len(inside)
                    print(f"  said {mean:.2f}: {len(inside):5d}, right {true:.3f}")


def use(folder: Path) -> None:
    """Make the evaluator read its trees from another folder."""
    held = {
        name: trees.parse(lzma.decompress((folder / f"{name}.txt.xz").read_bytes()).decode())
        for name in ("kinds", "follow")
    }
    trees.forest = held.__getitem__  # type: ignore[assignment]  # one process, one measurement


def main() -> None:
    """Cut, score, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("families", nargs="+", help="NAME=FOLDER:SUFFIX")
    parser.add_argument("--part", choices=("held", "tune", "all"), default="held")
    parser.add_argument("--models", type=Path)
    parser.add_argument("--reflow", action="store_true")
    parser.add_argument("--reliability", action="store_true")
    args = parser.parse_args()
    if args.models:
        use(args.models)
    spec = importlib.util.spec_from_file_location("score_pages", args.scorer)
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    reliability = Reliability()
    for family in args.families:
        name, _, place = family.partition("=")
        folder, _, suffix = place.rpartition(":")
        total, slowest = Counter[str](), 0.0
        for index, (text, truth) in enumerate(pages(Path(folder), suffix, args.part)):
            page = number(reflowed(text) if args.reflow else text, Origin(file=name))
            started = time.process_time()
            _, said = cut_of(page)
            slowest = max(slowest, time.process_time() - started if index else 0.0)
            total += scorer.score(truth, said, text)
            total["pages"] += 1
            if args.reliability:
                reliability.add(page, truth)
        print(name, json.dumps(scorer.report(total), ensure_ascii=False), f"slowest {slowest:.2f} s CPU")
    if args.reliability:
        reliability.show()


if __name__ == "__main__":
    main()
