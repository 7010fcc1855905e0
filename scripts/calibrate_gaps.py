"""Says how sure import is that text was lost, and how often it is: gaps of pages whose losses are known.

    python scripts/calibrate_gaps.py FAMILY=FOLDER:SUFFIX… [--held FAMILY=FOLDER:SUFFIX…] [--models FOLDS] [--fit]

A place is one where a paragraph stops in mid-sentence or where two pieces of one were joined; text was lost there
where the truth says so behind the same four characters, or where a fragment is missing that stands elsewhere on the
page and was not put back. Families are learnt from in cross-validation over dates (three parts, as `--models` has
them: each page is cut by trees that have not seen it, and judged by weights that have not); those of `--held` are
judged by the weights of all others. `--fit` prints the weights of generator/jianbao/ingest/losses.py.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "generator"), str(ROOT)]

from scripts.gold import plain  # noqa: E402  # beside this script
from scripts.logistic import Row, fit  # noqa: E402
from scripts.measure_import import Models, pages  # noqa: E402

from jianbao.ingest import losses, sure  # noqa: E402  # the checkout's own
from jianbao.ingest.clean import clean  # noqa: E402
from jianbao.ingest.label import label  # noqa: E402
from jianbao.ingest.lines import number  # noqa: E402
from jianbao.ingest.pipeline import way_of  # noqa: E402
from jianbao.ingest.places import places  # noqa: E402
from jianbao.ingest.split import split  # noqa: E402
from jianbao.model.page import Origin  # noqa: E402

STEPS = (0.0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)
_FOLDS = 3
_DECAY = 0.0005
Weights = Mapping[str, Mapping[str, float]]
"""The tables of weights of losses.py by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A page: family, part of the dates, its places with what they show and whether text was lost, how much was."""

    family: str
    part: int
    page: losses.Page
    shown: Mapping[losses.Place, Mapping[str, float]]
    right: Mapping[losses.Place, bool]
    lost: int


def look(family: str, models: Models) -> Iterator[Seen]:
    """Yield what the pages of a family show."""
    name, _, place = family.partition("=")
    folder, _, suffix = place.rpartition(":")
    for text, truth, day in pages(Path(folder), suffix, "all"):
        models.leave_out(day)
        read = number(text, Origin(file="page.txt"))
        way = way_of(label(split(clean(read).value).value).value, "page.txt", places(read))
        page = losses.Page(cuttings=tuple(way.cuttings))
        gaps = [gap for article in truth["articles"] for gap in article.get("gaps") or []]
        true = Counter(plain(gap["after"])[-4:] for gap in gaps if gap.get("para") not in ("byline", "title"))
        lost, right = sum(true.values()), dict[losses.Place, bool]()
        holes = [hole for piece in truth.get("moved", ()) if (hole := _hole(plain(piece), truth))]
        for spot in page.places():
            held = page.cuttings[spot.item].blocks[spot.index].text
            tail, following = plain(held[: spot.at]), plain(held[spot.at :])
            known = true[tail[-4:]] > 0
            true[tail[-4:]] -= known
            right[spot] = known or any(tail.endswith(end) and following[:4] != piece for end, piece in holes)
        shown = {spot: page.shown(spot) for spot in right}
        yield Seen(family=name, part=day // 3 % _FOLDS, page=page, shown=shown, right=right, lost=lost)


def _hole(piece: str, truth: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return what stands before a fragment that was moved, and how it begins."""
    bodies = ("".join(map(plain, article["paragraphs"])) for article in truth["articles"])
    return next((((body[: body.find(piece)])[-6:], piece[:4]) for body in bodies if body.find(piece) > 0), None)


def learn(known: Sequence[Seen]) -> Weights:
    """Return the weights: of what a place shows by itself, then with what the page shows."""
    alone = _fitted(known, lambda seen, spot: seen.shown[spot])
    first = {"ENDS": alone[False], "JOINTS": alone[True]}
    chances = [_alone(seen, first) for seen in known]
    held = {id(seen): sure for seen, sure in zip(known, chances, strict=True)}
    both = _fitted(known, lambda seen, spot: {**seen.shown[spot], **losses.around(held[id(seen)], spot)})
    return {**first, "ENDS_ON_PAGE": both[False], "JOINTS_ON_PAGE": both[True]}


def _fitted(
    known: Sequence[Seen], shown: Callable[[Seen, losses.Place], Mapping[str, float]]
) -> dict[bool, dict[str, float]]:
    """Return the weights for ends (False) and for joints (True)."""
    found = dict[bool, dict[str, float]]()
    for inside in (False, True):
        rows = [
            Row(part=seen.part, shown=shown(seen, spot), right=right)
            for seen in known
            for spot, right in seen.right.items()
            if spot.inside == inside
        ]
        found[inside] = fit(rows, list(rows[0].shown), _DECAY)
    return found


def _alone(seen: Seen, weights: Weights) -> dict[losses.Place, float]:
    return {
        spot: sure.chance(weights["JOINTS" if spot.inside else "ENDS"], shown) for spot, shown in seen.shown.items()
    }


def judge(seen: Seen, weights: Weights) -> list[tuple[float, bool, bool]]:
    """Return the chance of each place of a page, whether text was lost there, whether it is a joint."""
    alone = _alone(seen, weights)
    return [
        (
            sure.chance(
                weights["JOINTS_ON_PAGE" if spot.inside else "ENDS_ON_PAGE"],
                {**seen.shown[spot], **losses.around(alone, spot)},
            ),
            seen.right[spot],
            spot.inside,
        )
        for spot in seen.shown
    ]


def table(name: str, said: Sequence[tuple[float, bool]]) -> None:
    """Print how often what was said with a chance is right."""
    print(f"{name}: {len(said)} places, {sum(right for _, right in said)} lost text")
    for low, high in pairwise(STEPS):
        rows = [(sure, right) for sure, right in said if low <= sure < high]
        if rows:
            mean, true = (sum(each) / len(rows) for each in zip(*rows, strict=True))
            print(f"  said {mean:.2f}: {len(rows):5d}, right {true:.3f}")


def main() -> None:
    """Look, learn, judge, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("families", nargs="+", help="NAME=FOLDER:SUFFIX")
    parser.add_argument("--held", nargs="*", default=[])
    parser.add_argument("--models", type=Path)
    parser.add_argument("--fit", action="store_true")
    args = parser.parse_args()
    models = Models(args.models)
    known = [seen for family in args.families for seen in look(family, models)]
    said = list[tuple[str, float, bool, bool]]()
    for part in range(_FOLDS):
        weights = learn([seen for seen in known if seen.part != part])
        said += [(seen.family, *row) for seen in known if seen.part == part for row in judge(seen, weights)]
    weights = learn(known)
    held = [seen for family in args.held for seen in look(family, models)]
    said += [(seen.family, *row) for seen in held for row in judge(seen, weights)]
    if args.fit:
        for name, values in weights.items():
            print(name, {trait: round(value, 3) for trait, value in values.items()})
    for inside, name in ((True, "joints"), (False, "ends")):
        table(name, [(chance, right) for _, chance, right, joint in said if joint == inside])
    table("all", [(chance, right) for _, chance, right, _ in said])
    lost = Counter[str]()
    for seen in (*known, *held):
        lost[seen.family] += seen.lost
    for family, total in lost.items():
        own = [(chance, right, joint) for name, chance, right, joint in said if name == family]
        told = [
            right for chance, right, joint in own if chance >= (losses.TOLD_JOINT if joint else losses.TOLD_END)
        ]
        print(f"{family}: told {len(told)}, right {sum(told)}; {total} lost")


if __name__ == "__main__":
    main()
