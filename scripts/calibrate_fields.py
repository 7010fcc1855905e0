"""Says how often bylines, the order of kicker and headline, and pages are right, by how sure import is of them.

    python scripts/calibrate_fields.py SCORER FAMILY=FOLDER:SUFFIX… [--bylines FAMILY=FOLDER:SUFFIX…]
        [--models FOLDS] [--fit]

SCORER is score_pages.py. A byline is right where its names are those of the article's truth, photographers counted
or not (some truths leave them out; families that print no byline are left out); the order where the headline is
that of the truth; an article of a page where the scorer calls it clean. Of the families of `--bylines`, whose head
lines are made, bylines alone are judged. Everything is judged by weights fitted on the other two parts of the dates
(as `--models` has them); `--fit` prints those of generator/jianbao/ingest/sure.py, fitted on all.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "generator"), str(ROOT)]

from scripts.logistic import Row, chance, fit  # noqa: E402  # beside this script
from scripts.measure_import import STEPS, Models, cut_of, pages, scorer_of  # noqa: E402

from jianbao.ingest import sure  # noqa: E402  # the checkout's own
from jianbao.ingest.lines import number  # noqa: E402
from jianbao.model.article import Story  # noqa: E402
from jianbao.model.page import Origin  # noqa: E402

_FOLDS, _DECAY = 3, 0.003
_PHOTOGRAPHER = "摄"
Seen = tuple[str, str, Row]
"""What was decided, on a page of which family, and what it shows."""


def look(family: str, models: Models, scorer: Any) -> Iterator[Seen]:
    """Yield the decisions on the pages of a family."""
    name, _, place = family.partition("=")
    folder, _, suffix = place.rpartition(":")
    for text, truth, day in pages(Path(folder), suffix, "all"):
        models.leave_out(day)
        part = day // 3 % _FOLDS
        cut, said = cut_of(number(text, Origin(file="page.txt")))
        scored = scorer.score(truth, said, None)
        for at in range(max(scored["truth"], scored["guess"])) if cut.certainties else ():
            shown = sure.of_page(cut.certainties)
            yield "article of a page", name, Row(part=part, shown=shown, right=at < scored["clean"])
        articles: Any = said["articles"]
        paired = {j: truth["articles"][i] for i, j, _ in scorer.pairs(truth["articles"], articles)}
        signed = any(article.get("byline") for article in truth["articles"])
        for at, (story, certainty) in enumerate(zip(cut.stories, cut.certainties, strict=True)):
            article = paired.get(at)
            if story.kicker and story.headline:
                right = article is not None and bool(
                    scorer.headline_forms(article) & scorer.headline_forms(articles[at])
                )
                shown = sure.of_order(story.kicker, story.headline)
                yield "headline below its kicker", name, Row(part=part, shown=shown, right=right)
            if signed and reporters(story):
                shown = sure.of_byline(story, certainty)
                right = article is not None and _signed(story, article)
                yield "byline", name, Row(part=part, shown=shown, right=right)


def reporters(story: Story) -> set[str]:
    """Return who signed a story, photographers left out."""
    return {
        credit.name
        for credit in story.byline
        if _PHOTOGRAPHER not in credit.role and credit.name not in story.credit
    }


def _signed(story: Story, article: Mapping[str, Any]) -> bool:
    """Return whether the names are those of the article."""
    by = article.get("byline") or []
    people = by.get("people", []) if isinstance(by, dict) else by
    true = {each["name"] for each in people}
    wrote = {each["name"] for each in people if _PHOTOGRAPHER not in each.get("role", "")}
    return {credit.name for credit in story.byline} == true or reporters(story) in (true, wrote)


def judged(rows: Sequence[Seen]) -> Iterator[tuple[str, float, bool]]:
    """Yield family, chance and whether it was right, by weights that did not see the part."""
    for part in range(_FOLDS):
        known = [row for _, _, row in rows if row.part != part]
        weights = fit(known, list(known[0].shown), _DECAY)
        yield from ((name, chance(weights, row.shown), row.right) for _, name, row in rows if row.part == part)


def table(what: str, said: Sequence[tuple[str, float, bool]]) -> None:
    """Print how often what was said with a chance is right."""
    print(f"{what}: {len(said)} decisions, {sum(right for _, _, right in said) / len(said):.3f} right")
    for low, high in pairwise(STEPS):
        rows = [(chance_, right) for _, chance_, right in said if low <= chance_ < high]
        if rows:
            mean, true = (sum(each) / len(rows) for each in zip(*rows, strict=True))
            print(f"  said {mean:.2f}: {len(rows):5d}, right {true:.3f}")
    for family in dict.fromkeys(name for name, _, _ in said):
        own = [(chance_, right) for name, chance_, right in said if name == family]
        mean, true = (sum(each) / len(own) for each in zip(*own, strict=True))
        print(f"  {family}: {len(own)}, said {mean:.3f}, right {true:.3f}")


def main() -> None:
    """Look, fit, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("families", nargs="+", help="NAME=FOLDER:SUFFIX")
    parser.add_argument("--bylines", nargs="*", default=[])
    parser.add_argument("--models", type=Path)
    parser.add_argument("--fit", action="store_true")
    args = parser.parse_args()
    models, scorer = Models(args.models), scorer_of(args.scorer)
    seen = [each for family in args.families for each in look(family, models, scorer)]
    made = (each for family in args.bylines for each in look(family, models, scorer))
    seen += [each for each in made if each[0] == "byline"]
    for what in dict.fromkeys(what for what, _, _ in seen):
        rows = [each for each in seen if each[0] == what]
        table(what, list(judged(rows)))
        if args.fit:
            weights = fit([row for _, _, row in rows], list(rows[0][2].shown), _DECAY)
            print({name: round(value, 3) for name, value in weights.items()})


if __name__ == "__main__":
    main()
