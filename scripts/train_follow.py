"""Makes generator/jianbao/ingest/data/kinds.txt.xz and follow.txt.xz: boosted trees that say what a block is, and
which block follows which.

    python scripts/train_follow.py PAGES… [--all] [--report]

PAGES: folders of <stem>.truth.json with <stem>*.txt beside them (data/pages and its sim). Needs lightgbm
and numpy (not dependencies of jianbao). Every third page by date is held out unless --all is given; what
is learnt from the kinds is always learnt from kinds that were predicted over the other half of the dates.
--report prints the accuracy over dates. Output: trees only, no text.
"""

from __future__ import annotations

import argparse
import importlib
import json
import lzma
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

lightgbm: Any = importlib.import_module("lightgbm")  # of a throw-away environment
np: Any = importlib.import_module("numpy")

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "generator"), str(ROOT)]

from scripts.gold import Truth, successors, truth_of  # noqa: E402  # beside this script

from jianbao.ingest import follow, traits  # noqa: E402  # the checkout's own
from jianbao.ingest.clean import clean  # noqa: E402
from jianbao.ingest.label import label  # noqa: E402
from jianbao.ingest.lines import number  # noqa: E402
from jianbao.ingest.split import split  # noqa: E402
from jianbao.model.page import Origin  # noqa: E402

OUT = ROOT / "generator/jianbao/ingest/data"
HELD_OUT = 3
"""Every page whose place in the order of dates leaves 2 when divided by this is held out."""

_COMMON = {
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 2,
    "max_bin": 63,
    "verbosity": -1,
    "seed": 6,
    "num_threads": 2,
    "deterministic": True,
    "force_col_wise": True,
}
_KINDS = {
    **_COMMON,
    "objective": "multiclass",
    "num_class": len(follow.KINDS),
    "num_leaves": 12,
    "learning_rate": 0.12,
    "min_data_in_leaf": 12,
}
_FOLLOW = {**_COMMON, "objective": "binary", "num_leaves": 20, "learning_rate": 0.1, "min_data_in_leaf": 20}


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
                page = number(file.read_text("utf-8"), Origin(file=file.name))
                blocks = label(split(clean(page).value).value).value
                held = traits.read(blocks)
                sample = Sample(
                    name=file.name,
                    place=place,
                    weight=105 / len(truths) if len(truths) < 105 else 1.0,
                    page=held,
                    gold=truth_of(blocks, truth),
                )
                sample.rows = np.array([traits.around(held, index) for index in range(len(blocks))])
                found.append(sample)
    return found


def learn_kinds(pages: Sequence[Sample]) -> Any:
    """Return a model of what each block is."""
    rows = np.vstack([page.rows for page in pages])
    wanted = [follow.KINDS.index(each.kind) for page in pages for each in page.gold]
    weights = [page.weight for page in pages for _ in page.gold]
    return lightgbm.train(_KINDS, lightgbm.Dataset(rows, wanted, weight=weights), 60)


def learn_links(pages: Sequence[Sample]) -> Any:
    """Return a model of which block follows which."""
    rows = np.array([pair.row for page in pages for pair in page.pairs])
    wanted = np.concatenate([page.links for page in pages])
    weights = [page.weight for page in pages for _ in page.pairs]
    return lightgbm.train(_FOLLOW, lightgbm.Dataset(rows, wanted, weight=weights), 100)


def foresee(pages: Sequence[Sample]) -> None:
    """Predict the kinds of each half of the dates by a model of the other half, and gather the pairs."""
    for half in (0, 1):
        model = learn_kinds([page for page in pages if page.place // HELD_OUT % 2 != half])
        for page in pages:
            if page.place // HELD_OUT % 2 == half:
                page.chances = model.predict(page.rows)
    for page in pages:
        page.pairs = follow.candidates(page.page, [list(map(float, row)) for row in page.chances])
        after = successors(page.gold)
        page.links = np.array([float(after.get(pair.left) == pair.right) for pair in page.pairs])


def report(pages: Sequence[Sample]) -> None:
    """Print how often kinds and links of one half of the dates are foretold by the other half."""
    right = sum(
        int((page.chances.argmax(1) == [follow.KINDS.index(g.kind) for g in page.gold]).sum()) for page in pages
    )
    print(f"kinds right: {right / sum(len(page.gold) for page in pages):.4f}")
    for half in (0, 1):
        model = learn_links([page for page in pages if page.place // HELD_OUT % 2 != half])
        rest = [page for page in pages if page.place // HELD_OUT % 2 == half]
        told = np.concatenate([model.predict(np.array([pair.row for pair in page.pairs])) for page in rest])
        true = np.concatenate([page.links for page in rest])
        print(f"links, half {half}: {float(((told > 0.5) == true).mean()):.4f} right")
        for low in (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97):
            high = {0.0: 0.1, 0.1: 0.3, 0.3: 0.5, 0.5: 0.7, 0.7: 0.9, 0.9: 0.97, 0.97: 1.01}[low]
            inside = (told >= low) & (told < high)
            if inside.any():
                span = f"{low:.2f} to {min(high, 1.0):.2f}"
                print(f"  said {span}: {inside.sum():6d} links, true {true[inside].mean():.3f}")


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
    parser.add_argument("--all", action="store_true", help="learn from the held-out pages as well")
    parser.add_argument("--report", action="store_true")
    parser.add_argument("--only", default="", help="learn from files whose name ends so (.mupdf.txt)")
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    pages = [page for page in samples(args.folders) if args.all or page.place % HELD_OUT != HELD_OUT - 1]
    pages = [page for page in pages if page.name.endswith(args.only)]
    print(f"{len(pages)} pages, {sum(len(page.gold) for page in pages)} blocks")
    foresee(pages)
    if args.report:
        report(pages)
    write(learn_kinds(pages), len(follow.KINDS), args.out / "kinds.txt.xz")
    write(learn_links(pages), 1, args.out / "follow.txt.xz")


if __name__ == "__main__":
    main()
