"""Prints the weights READ of generator/jianbao/ingest/cut.py: what tells that a section of a page opens an article.

    python scripts/train_cut.py PAGES DAMAGED --models FOLDS

PAGES: folder of known pages (data/pages/sim), every third of which is left out; DAMAGED: pages made by
scripts/damage_pages.py. FOLDS: models that were learnt without the dates of PAGES (train_follow.py --folds 3). Each
page is read as it came and set anew in narrow lines. Logistic regression with momentum, three parts by date for
cross-validation; needs nothing beyond jianbao itself.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import exp, log
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "generator"), str(ROOT)]

from scripts.gold import plain  # noqa: E402  # beside this script
from scripts.logistic import Row, fit, odds  # noqa: E402
from scripts.measure_import import WIDTHS, Models, pages, reflowed  # noqa: E402

from jianbao.ingest import cut, traits  # noqa: E402  # the checkout's own
from jianbao.ingest.clean import clean  # noqa: E402
from jianbao.ingest.decide import kinds_of  # noqa: E402
from jianbao.ingest.follow import KINDS  # noqa: E402
from jianbao.ingest.label import label  # noqa: E402
from jianbao.ingest.lines import number  # noqa: E402
from jianbao.ingest.relabel import relabel  # noqa: E402
from jianbao.ingest.split import split  # noqa: E402
from jianbao.ingest.stitch import stitch  # noqa: E402
from jianbao.model.block import Block, Kind  # noqa: E402
from jianbao.model.page import Origin  # noqa: E402

NAMES = [name for name in cut.READ if name != "bias"]
_PARTS = 3
_KNOWN = 3
"""So often does a section of a known page count, for there are fewer."""

_BODY = KINDS.index("body")


def rows(text: str, truth: Mapping[str, Any], part: int) -> Iterator[Row]:
    """Return a row for each section with head lines whose article is known."""
    blocks = label(split(clean(number(text, Origin(file="page.txt"))).value).value).value
    tables = kinds_of(traits.read(blocks))
    whole = stitch(relabel(blocks, tables), "", [table[_BODY] for table in tables]).value
    articles = [_grams(_words(article)) for article in truth["articles"]]
    current, held = list[Block](), -1
    for section in cut.sections([block for block in whole if block.kind not in (Kind.NOISE, Kind.FRAGMENT)]):
        texts = [block for block in section.bodies if block.kind is Kind.PARAGRAPH]
        owner, last = _owner(texts[:1], articles), _owner(texts[-1:], articles)
        if current and section.heads and owner >= 0 and held >= 0:
            yield Row(part=part, shown=cut.evidence(section, current), right=owner != held)
        current = [*([] if owner >= 0 and owner != held else current), *section.heads, *section.bodies]
        held = last if last >= 0 else held


def _words(article: Mapping[str, Any]) -> str:
    return plain(article.get("title") or article.get("headline")) + "".join(map(plain, article["paragraphs"]))


def _grams(text: str) -> set[str]:
    return {text[at : at + 4] for at in range(len(text) - 3)}


def _owner(blocks: Sequence[Block], articles: Sequence[set[str]]) -> int:
    """Return the article that most of the text is of (-1: none)."""
    grams = _grams(plain("".join(block.text for block in blocks)))
    shares = [len(grams & known) for known in articles]
    return shares.index(max(shares)) if grams and max(shares) > 0.3 * len(grams) else -1


def tell(name: str, weights: Iterable[tuple[Mapping[str, float], Sequence[Row]]]) -> None:
    """Print how many sections are told right, and the mean log loss."""
    odds = [(odds(each, row.shown), row.right) for each, held in weights for row in held]
    right = sum((value > 0) == opens for value, opens in odds) / len(odds)
    loss = sum(log(1 + exp(-value if opens else value)) for value, opens in odds) / len(odds)
    print(f"{name}: {len(odds)} sections, {right:.4f} right, log loss {loss:.4f}")


def main() -> None:
    """Gather, cross-validate, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=Path)
    parser.add_argument("damaged", type=Path)
    parser.add_argument("--models", type=Path, required=True)
    args = parser.parse_args()
    models, known, made = Models(args.models), list[Row](), list[Row]()
    for text, truth, place in pages(args.pages, ".txt", "tune"):
        models.leave_out(place)
        for each in (text, reflowed(text, WIDTHS["narrow"])):
            known += rows(each, truth, place // 3 % _PARTS)
    for index, (text, truth, _) in enumerate(pages(args.damaged, ".txt", "all")):
        models.leave_out(index)
        made += rows(text, truth, index % _PARTS)
    every = [*known * _KNOWN, *made]
    parts = [[row for row in every if row.part != part] for part in range(_PARTS)]
    learnt = [fit(part, NAMES) for part in parts]
    for name, of in (("known pages", known), ("damaged pages", made)):
        held = [[row for row in of if row.part == part] for part in range(_PARTS)]
        tell(f"{name}, over other dates", zip(learnt, held, strict=True))
        tell(f"{name}, by the weights in use", [(cut.READ, of)])
    print({name: round(value, 2) for name, value in fit(every, NAMES).items()})


if __name__ == "__main__":
    main()
