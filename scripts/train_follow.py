"""Makes generator/jianbao/ingest/data/{kinds,kinds2,follow,opens,over}.txt.xz: boosted trees that say what a
block is (first by itself, then by what its neighbours seem to be), which block follows which, which text opens an
article and which headline stands over it.

    python scripts/train_follow.py PAGES… --articles articles.jsonl.gz [--all] [--composed N] [--laid N] [--folds N]
        [--starts-only] [--without SUFFIX]

PAGES: folders of <stem>.truth.json with <stem>*.txt beside them (data/pages and its sim). Pages composed of the
same articles and of --articles are learnt from as well: in many styles (scripts/compose_pages.py) and laid out in
columns and read as extractors read them (scripts/laid_pages.py). The tables of scripts/train_grams.py come first.
The trees are not told the trait _NEW: the networks are (scripts/train_network.py), and go wrong in other places.
Needs lightgbm and numpy (not dependencies of jianbao). Every third page by date is held out unless --all is given.
What is learnt from the kinds is always learnt from kinds foretold over other dates. --folds N writes N models,
each without a part of the dates, for cross-validation (measure_import.py --part tune --models; with --all over all
dates: --part all). --without leaves out files whose name ends so: a family that is never seen. --starts-only
writes the last two (the kinds they are learnt from are foretold over other dates all the same). Output: trees
only, no text.
"""

from __future__ import annotations

import argparse
import importlib
import json
import lzma
import random
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

lightgbm: Any = importlib.import_module("lightgbm")  # of a throw-away environment
np: Any = importlib.import_module("numpy")

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "generator"), str(ROOT)]

from scripts import compose_pages, laid_pages  # noqa: E402  # beside this script
from scripts.gold import Truth, successors, truth_of  # noqa: E402  # beside this script

from jianbao.ingest import follow, headings, openers, standing, traits  # noqa: E402  # the checkout's own
from jianbao.ingest.clean import clean  # noqa: E402
from jianbao.ingest.decide import beside  # noqa: E402
from jianbao.ingest.label import label  # noqa: E402
from jianbao.ingest.lines import number  # noqa: E402
from jianbao.ingest.split import split  # noqa: E402
from jianbao.model.page import Origin  # noqa: E402

OUT = ROOT / "generator/jianbao/ingest/data"
HELD_OUT = 3
"""Every page whose place in the order of dates leaves 2 when divided by this is held out."""

_COMPOSED = 0.35
"""How much a composed page counts."""

_NEW = "begins"
"""Trees are not told this trait."""

_AROUND = (*traits.ALONE, *[""] * (len(traits.CONTEXT) + 12), *[*traits.AROUND] * 4)
"""The names of the columns of traits.around; of those between its parts, none."""

_PARTS = 3
_TEXTS = ("lead", "body", "subhead", "part", "caption", "credit")

_COMMON = {
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 2,
    "max_bin": 63,
    "verbosity": -1,
    "seed": 6,
    "num_threads": 1,
    "deterministic": True,
    "force_col_wise": True,
}
_KINDS = {
    **_COMMON,
    "objective": "multiclass",
    "num_class": len(follow.KINDS),
    "num_leaves": 24,
    "learning_rate": 0.1,
    "min_data_in_leaf": 12,
}
_STARTS = {**_COMMON, "objective": "binary", "feature_fraction": 0.3, "learning_rate": 0.06, "num_leaves": 20}
_STARTS["min_data_in_leaf"] = 25
_FOLLOW = {**_COMMON, "objective": "binary", "num_leaves": 31, "learning_rate": 0.1, "min_data_in_leaf": 20}


@dataclass(kw_only=True)
class Sample:
    """A page with its truth; `weight` evens out families of few pages."""

    name: str
    place: int
    weight: float
    page: traits.Traits
    gold: tuple[Truth, ...]
    rows: Any = None
    chances: Any = None
    tables: list[list[float]] = field(default_factory=list)
    pairs: list[follow.Pair] = field(default_factory=list)
    links: Any = None


def samples(folders: Iterable[Path]) -> list[Sample]:
    """Return every page of the folders, in the order of their names."""
    found = []
    for folder in folders:
        truths = sorted(folder.glob("*.truth.json"))
        for place, path in enumerate(truths):
            stem = path.name.removesuffix(".truth.json")
            truth = json.loads(path.read_text("utf-8"))
            for file in sorted([*folder.glob(f"{stem}.txt"), *folder.glob(f"{stem}.*.txt")]):
                weight = 105 / len(truths) if len(truths) < 105 else 1.0
                found.append(sample(file.read_text("utf-8"), truth, file.name, place, weight))
    return found


def sample(text: str, truth: dict[str, Any], name: str, place: int, weight: float) -> Sample:
    """Return a page as it is learnt from."""
    blocks = label(split(clean(number(text, Origin(file=name))).value).value).value
    held = traits.read(blocks)
    rows = without([traits.around(held, index) for index in range(len(blocks))], _AROUND)
    return Sample(name=name, place=place, weight=weight, page=held, gold=truth_of(blocks, truth), rows=rows)


def composed(args: argparse.Namespace, fold: int) -> list[Sample]:
    """Return composed pages of the articles of those dates that a model may see."""
    held = list[list[compose_pages.Item]]()
    for folder in args.folders:
        truths = []
        for place, path in enumerate(sorted(folder.glob("*.truth.json"))):
            if (args.all or not is_held_out(place)) and (args.folds == 1 or fold_of(place, args.folds) != fold):
                truths.append(json.loads(path.read_text("utf-8")))
        held.append(compose_pages.known(truths))
    known, rest = held[0], [item for items in held[1:] for item in items]
    news = compose_pages.news(args.articles, random.Random(11 + fold), 2 * len(known))
    made = compose_pages.pages([*known, *rest, *news], args.composed, 100 + fold)
    made += laid_pages.pages([*known * 3, *rest, *news], args.laid, 900 + fold)
    return [sample(text, truth, "composed", HELD_OUT * k, _COMPOSED) for k, (text, truth) in enumerate(made)]


def is_held_out(place: int) -> bool:
    """Return whether the page of this place in the order of dates is held out."""
    return place % HELD_OUT == HELD_OUT - 1


def fold_of(place: int, folds: int) -> int:
    """Return the part of the dates that a page belongs to."""
    return place // HELD_OUT % folds


def learn_kinds(pages: Sequence[Sample], *, second: bool = False) -> Any:
    """Return a model of what each block is; the second also sees what its neighbours seem to be."""
    rows = np.vstack([seconds(page) if second else page.rows for page in pages])
    wanted = [follow.KINDS.index(each.kind) for page in pages for each in page.gold]
    weights = [page.weight for page in pages for _ in page.gold]
    return lightgbm.train(_KINDS, lightgbm.Dataset(rows, wanted, weight=weights), 70 if second else 100)


def seconds(page: Sample) -> Any:
    """Return the rows of the second model."""
    tables = [list(row) for row in page.chances]
    told = standing.standing(page.page, tables)
    return np.array([[*row, *beside(tables, index), *told[index]] for index, row in enumerate(page.rows)])


def without(rows: Any, names: Sequence[str]) -> Any:
    """Return rows, the names of whose columns are given, with nothing told in those of the trait _NEW."""
    found = np.array(rows)
    found[:, [at for at, name in enumerate(names) if name == _NEW]] = 0
    return found


def learn_links(pages: Sequence[Sample]) -> Any:
    """Return a model of which block follows which."""
    rows = np.array([pair.row for page in pages for pair in page.pairs])
    wanted = np.concatenate([page.links for page in pages])
    weights = np.concatenate([np.full(len(page.pairs), page.weight) for page in pages])
    return lightgbm.train(_FOLLOW, lightgbm.Dataset(rows, wanted, weight=weights), 140)


def foresee(pages: Sequence[Sample]) -> None:
    """Foretell the kinds of each third of the dates from the rest."""
    for part in range(_PARTS):
        model = learn_kinds([page for page in pages if page.place // (2 * HELD_OUT) % _PARTS != part])
        for page in pages:
            if page.place // (2 * HELD_OUT) % _PARTS == part:
                page.chances = model.predict(page.rows)
    said(pages, [page.chances for page in pages], "first")


def pair_up(pages: Sequence[Sample]) -> None:
    """Foretell the kinds anew from what the neighbours seem to be."""
    tables = dict[int, Any]()
    for part in range(_PARTS):
        model = learn_kinds([p for p in pages if p.place // (2 * HELD_OUT) % _PARTS != part], second=True)
        rest = [page for page in pages if page.place // (2 * HELD_OUT) % _PARTS == part]
        tables |= {id(page): model.predict(seconds(page)) for page in rest}
    said(pages, [tables[id(page)] for page in pages], "second")
    for page in pages:
        page.tables = [list(map(float, row)) for row in tables[id(page)]]


def link_up(pages: Sequence[Sample]) -> None:
    """Gather the pairs of blocks that may follow each other."""
    for page in pages:
        page.pairs = follow.candidates(page.page, page.tables)
        after = successors(page.gold)
        page.links = np.array([float(after.get(pair.left) == pair.right) for pair in page.pairs])


def said(pages: Sequence[Sample], tables: Sequence[Any], what: str) -> None:
    """Print how many kinds are right, of pages that were not composed."""
    both = [(page, table) for page, table in zip(pages, tables, strict=True) if page.name != "composed"]
    right = sum(
        int((table.argmax(1) == [follow.KINDS.index(g.kind) for g in page.gold]).sum()) for page, table in both
    )
    print(f"{what} kinds right over other dates: {right / sum(len(page.gold) for page, _ in both):.4f}", flush=True)


def opened(gold: Sequence[Truth]) -> dict[int, int]:
    """Return the first text of each article, as the page has them, with its headline (-2: none)."""
    first, title = dict[int, int](), dict[int, int]()
    for index, each in enumerate(gold):
        if each.article >= 0 and each.kind in _TEXTS:
            first.setdefault(each.article, index)
        if each.kind == "title":
            title.setdefault(each.article, index)
    return {index: title.get(article, -2) for article, index in first.items()}


def fitted(rows: Sequence[Sequence[Sequence[float]]], wanted: Sequence[Sequence[bool]], pages: Sequence[Sample],
           params: dict[str, Any], rounds: int) -> Any:  # fmt: skip
    """Return a model of a yes or no, learnt from rows page by page."""
    held = [
        (page.weight, np.array(own), answers) for page, own, answers in zip(pages, rows, wanted, strict=True) if own
    ]
    weights = np.concatenate([np.full(len(answers), weight) for weight, _, answers in held])
    answers = np.concatenate([np.array(each, dtype=float) for _, _, each in held])
    return lightgbm.train(
        params, lightgbm.Dataset(np.vstack([r for _, r, _ in held]), answers, weight=weights), rounds
    )


def learn_starts(pages: Sequence[Sample]) -> dict[str, Any]:
    """Return models of which text opens an article, and under which headline."""
    looks = [headings.Headings(page.page, page.tables) for page in pages]
    golds = [opened(page.gold) for page in pages]
    rows = [look.openings() for look in looks]
    rows = [[(at, tuple(without([row], openers.OPENS)[0])) for at, row in own] for own in rows]
    wanted = [[text in gold for text, _ in own] for own, gold in zip(rows, golds, strict=True)]
    bare = [[row for _, row in own] for own in rows]
    found = {"opens": fitted(bare, wanted, pages, _STARTS, 160)}
    opens = list[dict[int, float]]({} for _ in pages)
    for part in range(_PARTS):
        rest = [at for at, page in enumerate(pages) if page.place // (2 * HELD_OUT) % _PARTS != part]
        model = fitted(
            [bare[at] for at in rest], [wanted[at] for at in rest], [pages[at] for at in rest], _STARTS, 160
        )
        for at in set(range(len(pages))) - set(rest):
            said_ = model.predict(np.array(bare[at])) if bare[at] else []
            opens[at] = {text: float(chance) for (text, _), chance in zip(rows[at], said_, strict=True)}
    over = [look.over(own, headings.LEAST) for look, own in zip(looks, opens, strict=True)]
    right = [[gold.get(p.text) == p.head for p in own] for own, gold in zip(over, golds, strict=True)]
    found["over"] = fitted([[p.row for p in own] for own in over], right, pages, _STARTS, 160)
    return found


def learn(pages: Sequence[Sample], out: Path, *, starts_only: bool) -> None:
    """Learn the trees of these pages and write them."""
    out.mkdir(parents=True, exist_ok=True)
    foresee(pages)
    found = {} if starts_only else {"kinds": learn_kinds(pages), "kinds2": learn_kinds(pages, second=True)}
    pair_up(pages)
    found |= learn_starts(pages)
    if not starts_only:
        link_up(pages)
        found["follow"] = learn_links(pages)
    for name, model in found.items():
        write(model, len(follow.KINDS) if name.startswith("kinds") else 1, out / f"{name}.txt.xz")


def write(model: Any, classes: int, path: Path) -> None:
    """Write the trees in the form that ingest/trees.py reads."""
    rows = [str(classes), *(" ".join(nodes(tree["tree_structure"])) for tree in model.dump_model()["tree_info"])]
    path.write_bytes(lzma.compress("\n".join(rows).encode(), preset=9))
    print(f"{path.name}: {len(rows) - 1} trees, {path.stat().st_size} bytes")


def nodes(node: dict[str, Any]) -> Iterable[str]:
    """Return the nodes of a tree in preorder."""
    if "leaf_value" in node:
        yield f"={node['leaf_value']:.4g}"
        return
    yield f"{node['split_feature']}<{node['threshold']:.6g}"
    yield from nodes(node["left_child"])
    yield from nodes(node["right_child"])


def main() -> None:
    """Read, learn, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--all", action="store_true", help="learn from the held-out pages as well")
    parser.add_argument("--composed", type=int, default=60, help="so many composed pages")
    parser.add_argument("--laid", type=int, default=320, help="so many pages laid out in columns")
    parser.add_argument("--folds", type=int, default=1)
    parser.add_argument("--starts-only", action="store_true", help="write opens and over only")
    parser.add_argument("--only", default="", help="learn from files whose name ends so (.mupdf.txt)")
    parser.add_argument("--without", default="\n", help="learn from no file whose name ends so (.seedlike.txt)")
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    pages = [page for page in samples(args.folders) if args.all or not is_held_out(page.place)]
    pages = [page for page in pages if page.name.endswith(args.only) and not page.name.endswith(args.without)]
    for fold in range(args.folds):
        seen = [page for page in pages if args.folds == 1 or fold_of(page.place, args.folds) != fold]
        seen += composed(args, fold)
        print(f"{len(seen)} pages, {sum(len(page.gold) for page in seen)} blocks", flush=True)
        out = args.out / f"fold{fold}" if args.folds > 1 else args.out
        learn(seen, out, starts_only=args.starts_only)


if __name__ == "__main__":
    main()
