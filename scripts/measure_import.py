"""Measures import on pages whose articles are known, in one process: figures, reliability of certainties, time.

    python scripts/measure_import.py SCORER FAMILY=FOLDER:SUFFIX… [--part held|tune|all] [--models DIR]
        [--layout as-is|narrow|wide|joined] [--composed N] [--laid N] [--articles articles.jsonl.gz] [--reliability]
        [--strange N] [--write PAGES.jsonl]

SCORER is score_pages.py (its `score` and `report` are used); a family's pages are FOLDER/<stem>SUFFIX with
FOLDER/<stem>.truth.json. `held`: the third of the pages, by date, that scripts/train_follow.py leaves out.
`--layout` sets every page anew first: in narrow (13 characters) or wide (24) physical lines, or each paragraph
in one line without a trace of its line ends. `--composed N` adds N pages composed of the articles of these
pages and of --articles, each in a layout of its own (scripts/compose_pages.py), `--laid N` N pages laid out in
columns (scripts/laid_pages.py), `--strange N` N pages of news alone in settings that no page to learn from has.
`--models` takes other trees and networks; where DIR holds fold0, fold1 …, each page is cut by the models that
were learnt without its dates (cross-validation). `--write` writes the counts of each page (compare_import.py).
"""

from __future__ import annotations

import argparse
import dataclasses
import importlib.util
import json
import lzma
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "generator"), str(ROOT)]

from scripts import compose_pages, laid_pages  # noqa: E402
from scripts.gold import successors, truth_of  # noqa: E402

from jianbao.ingest import network, trees  # noqa: E402  # the checkout's own
from jianbao.ingest.clean import clean  # noqa: E402
from jianbao.ingest.decide import Reading, is_apart, read  # noqa: E402
from jianbao.ingest.label import label  # noqa: E402
from jianbao.ingest.lines import number  # noqa: E402
from jianbao.ingest.pipeline import Cut, cut_page  # noqa: E402
from jianbao.ingest.split import split  # noqa: E402
from jianbao.model.page import Origin, PageText  # noqa: E402

STEPS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)
_RIGHT = 0.85
"""An article is right from this share of its groups of characters on (F1@.85)."""

WIDTHS = {"narrow": 13, "wide": 24, "joined": 10_000}
"""Characters a line of a page that is set anew."""


def pages(folder: Path, suffix: str, part: str) -> Iterator[tuple[str, dict[str, Any], int]]:
    """Return text, truth and place in the order of dates of each page of a family that belongs to the part."""
    for place, path in enumerate(sorted(folder.glob("*.truth.json"))):
        if part == "all" or (part == "held") == (place % 3 == 2):
            text = (folder / f"{path.name.removesuffix('.truth.json')}{suffix}").read_text("utf-8")
            yield text, json.loads(path.read_text("utf-8")), place


def reflowed(text: str, width: int) -> str:
    """Return the page with its running text in physical lines of this width; what stands in a short line stays."""
    return "\n\n".join(_set(part, width) for part in text.split("\n\n"))


def _set(part: str, width: int) -> str:
    lines = part.replace("\n", " ").split(" ")
    if len(part) < 2 * WIDTHS["narrow"] or max(map(len, lines)) > 40:
        return part
    whole = "".join(line if not line.isascii() else f" {line} " for line in lines).strip()
    opening = 2 if len(lines) > 1 and len(lines[0]) + 1 < len(lines[1]) else 0
    cuts = [0, *range(width - opening, len(whole), width), len(whole)]
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
        before = {right: left for left, right in after.items()}
        for kind, sure, true in zip(found.kinds, found.sure, gold, strict=True):
            self._note("kind of a block", sure, kind == true.kind)
            if kind == "title":
                self._note("headline", sure, true.kind == "title")
        for chain, chances, sure in zip(found.chains, found.chances, found.opens, strict=True):
            opens = before.get(chain[0]) is None or gold[before[chain[0]]].article != gold[chain[0]].article
            if any(found.kinds[index] in ("lead", "body", "caption") for index in chain):
                self._note("article start", sure, opens)
            for (left, right), chance in zip(pairwise(chain), chances, strict=True):
                apart = is_apart(found.kinds, left, right)
                what = "joint" if not apart else "head put over text" if is_head(found, left) else "moved"
                self._note(what, chance, after.get(left) == right)

    def trust(self, trust: float, scored: Counter[str]) -> None:
        """Compare how far a page is to be trusted with how many of its articles are right."""
        for place in range(max(scored["truth"], scored["guess"])):
            self._note("article of a page of this trust", trust, place < scored["clean"])

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


def is_head(found: Reading, index: int) -> bool:
    """Return whether a block is a head line."""
    return found.kinds[index] in ("title", "tail", "kicker")


class Models:
    """The models in use: those of the package, of a folder, or of the fold that leaves a page's dates out."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.folds = len(list(folder.glob("fold*"))) if folder else 0
        self.fold = 0
        self.own = trees.forest
        self.held = dict[Path, trees.Forest]()
        self.nets = network.weights
        self.read = dict[Path, network.Weights]()
        trees.forest = self.forest  # type: ignore[assignment]  # one process, one measurement
        network.weights = self.weights  # type: ignore[assignment]

    def forest(self, name: str) -> trees.Forest:
        """Return the trees of a name."""
        if self.folder is None:
            return self.own(name)
        path = self._place(self.folder) / f"{name}.txt.xz"
        if path not in self.held:
            self.held[path] = trees.parse(lzma.decompress(path.read_bytes()).decode())
        return self.held[path]

    def weights(self, name: str) -> network.Weights:
        """Return the weights of the network of a name."""
        if self.folder is None:
            return self.nets(name)
        path = self._place(self.folder) / f"network.{name}.npz"
        if path not in self.read:
            self.read[path] = network.parse(path.read_bytes())
        return self.read[path]

    def _place(self, folder: Path) -> Path:
        return folder / f"fold{self.fold}" if self.folds else folder

    def leave_out(self, place: int) -> None:
        """Take the models that have not seen this page."""
        self.fold = place // 3 % self.folds if self.folds else 0


def composed(args: argparse.Namespace, *, laid: bool) -> Iterator[tuple[str, dict[str, Any], int]]:
    """Return pages composed of the articles of the families, every layout its own, or laid out in columns."""
    truths = list[dict[str, Any]]()
    for family in args.families[:1]:
        folder, _, suffix = family.partition("=")[2].rpartition(":")
        truths += [truth for _, truth, _ in pages(Path(folder), suffix, args.part)]
    items = compose_pages.known(truths)
    items += compose_pages.news(args.articles, random.Random(77), 3 * len(truths))
    made = laid_pages.pages(items, args.laid, 778) if laid else compose_pages.pages(items, args.composed, 777)
    for text, truth in made:
        yield text, truth, 0


def strange(args: argparse.Namespace) -> Iterator[tuple[str, dict[str, Any], int]]:
    """Return pages of another newspaper: none of its articles and none of its settings is one of the families'."""
    news = compose_pages.news(args.articles, random.Random(78), 8 * args.strange)
    for place, (text, truth) in enumerate(laid_pages.unseen(news, args.strange, 779)):
        yield text, truth, place


def main() -> None:
    """Cut, score, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("families", nargs="+", help="NAME=FOLDER:SUFFIX")
    parser.add_argument("--part", choices=("held", "tune", "all"), default="held")
    parser.add_argument("--models", type=Path)
    parser.add_argument("--layout", choices=("as-is", *WIDTHS), default="as-is")
    parser.add_argument("--composed", type=int, default=0)
    parser.add_argument("--laid", type=int, default=0)
    parser.add_argument("--strange", type=int, default=0)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--reliability", action="store_true")
    parser.add_argument("--write", type=Path, help="write the counts of each page")
    args = parser.parse_args()
    models, scorer, reliability = Models(args.models), scorer_of(args.scorer), Reliability()
    for family in args.families:
        name, _, place = family.partition("=")
        folder, _, suffix = place.rpartition(":")
        _measure(name, pages(Path(folder), suffix, args.part), args, models, scorer, reliability)
    if args.composed:
        _measure("composed", composed(args, laid=False), args, models, scorer, reliability)
    if args.laid:
        _measure("laid", composed(args, laid=True), args, models, scorer, reliability)
    if args.strange:
        _measure("strange", strange(args), args, models, scorer, reliability)
    if args.reliability:
        reliability.show()


def _measure(
    name: str,
    family: Iterator[tuple[str, dict[str, Any], int]],
    args: argparse.Namespace,
    models: Models,
    scorer: Any,
    reliability: Reliability,
) -> None:
    """Cut the pages of a family and print their figures."""
    total, times, rows = Counter[str](), list[float](), list[str]()
    for text, truth, place in family:
        models.leave_out(place)
        page = number(reflowed(text, WIDTHS[args.layout]) if args.layout in WIDTHS else text, Origin(file=name))
        started = time.process_time()
        cut, said = cut_of(page)
        times.append(time.process_time() - started)
        scored = scorer.score(truth, said, text)
        total += scored
        total["apart"] += apart(scorer, truth, said)
        total["pages"] += 1
        rows.append(json.dumps({"family": name, "place": place, "counts": dict(scored)}) + "\n")
        if args.reliability:
            reliability.add(page, truth)
            reliability.trust(cut.trust, scored)
    if args.write:
        with args.write.open("a", encoding="utf-8") as file:
            file.writelines(rows)
    timed = times[1:] or times  # the first page loads the tables
    told = f"CPU a page: {sum(timed) / len(timed):.2f} s, slowest {max(timed):.2f} s" if timed else "no page"
    found = 2 * total["apart"] / max(1, total["truth"] + total["guess"])
    print(name, json.dumps(scorer.report(total), ensure_ascii=False), flush=True)
    print(f"  {told}; F1@.85 with datelines and signatures as fields: {found:.4f}", flush=True)


def apart(scorer: Any, truth: dict[str, Any], said: dict[str, Any]) -> int:
    """Return how many articles are right if datelines and signatures may stand in fields of their own.

    The scorer's character error allows for that; its F1 counts what they say as lost from the text, and where an
    article has one short paragraph that is more than it forgives.
    """
    right = 0
    for place, other, share in scorer.pairs(truth["articles"], said["articles"]):
        texts = [scorer.text(each) for each in truth["articles"][place].get("paragraphs") or [""]]
        texts[0] = scorer.DATELINE.sub("", re.sub(r"\s", "", texts[0]))
        texts[-1] = scorer.SIGNATURE.sub("", re.sub(r"\s", "", texts[-1]))
        one, two = (
            scorer.grams({**truth["articles"][place], "paragraphs": texts}),
            scorer.grams(said["articles"][other]),
        )
        right += max(share, len(one & two) / len(one | two)) >= _RIGHT
    return right


def scorer_of(path: Path) -> Any:
    """Return the scorer that lies at `path`, as a module."""
    spec = importlib.util.spec_from_file_location("score_pages", path)
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


if __name__ == "__main__":
    main()
