"""Says how often moves of fragments and gaps are right, by how sure import is of them, and how many are found.

    python scripts/calibrate_moves.py TUNE HELD [--fit]

TUNE and HELD: folders of scripts/damage_pages.py, of different days. --fit also prints the weights of
generator/jianbao/ingest/strays.py, learnt on TUNE. A move is right where the piece goes on word for word in an
article of the truth behind what stands before it now; a gap where the truth lost text behind the same characters,
or where a fragment that belongs there was not put back. Of lost text is counted as found what the truth lost.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "generator"), str(ROOT)]

from scripts.gold import plain  # noqa: E402  # beside this script
from scripts.logistic import Row, fit  # noqa: E402
from scripts.measure_import import pages  # noqa: E402

from jianbao.ingest import follow, links, strays, traits  # noqa: E402  # the checkout's own
from jianbao.ingest.clean import clean  # noqa: E402
from jianbao.ingest.decide import kinds_of, read  # noqa: E402
from jianbao.ingest.label import label  # noqa: E402
from jianbao.ingest.lines import number  # noqa: E402
from jianbao.ingest.pipeline import cut_page  # noqa: E402
from jianbao.ingest.relabel import relabel  # noqa: E402
from jianbao.ingest.split import split  # noqa: E402
from jianbao.ingest.stitch import joined, may_be_body  # noqa: E402
from jianbao.model.article import Gap, Story  # noqa: E402
from jianbao.model.block import Block  # noqa: E402
from jianbao.model.page import Origin  # noqa: E402

STEPS = (0.0, 0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)
_BODY = follow.KINDS.index("body")


@dataclass(kw_only=True)
class Seen:
    """What was decided on the pages of a folder: rules' moves, learned ones, gaps by kind, and what there was."""

    rules: list[Row] = field(default_factory=list)
    sure: list[float] = field(default_factory=list)
    learned: list[tuple[float, bool]] = field(default_factory=list)
    gaps: dict[str, list[bool]] = field(default_factory=dict)
    moved: int = 0
    lost: int = 0
    found: int = 0


def look(folder: Path) -> Seen:
    """Return what import decides on the pages of a folder."""
    seen = Seen()
    for text, truth, place in pages(folder, ".txt", "all"):
        page = number(text, Origin(file="page.txt"))
        labelled = label(split(clean(page).value).value).value
        bodies = ["".join(map(plain, article["paragraphs"])) for article in truth["articles"]]
        seen.moved += len(truth["moved"])
        for move, blocks in _moves(labelled):
            right = _reads_on(blocks[move.place.left], blocks[move.stray], bodies)
            seen.rules.append(Row(part=place, shown=move.evidence(), right=right))
            seen.sure.append(move.sure)
        reading = read(labelled)
        offered = set(reading.offers)
        for (left, right_), chance in _apart(reading.chances, reading.chains, offered):
            seen.learned.append((chance, _reads_on(labelled[left], labelled[right_], bodies)))
        _gaps(cut_page(page).value.stories, truth["articles"], seen)
    return seen


def _moves(labelled: tuple[Block, ...]) -> Iterator[tuple[strays.Move, tuple[Block, ...]]]:
    tables = kinds_of(traits.read(labelled))
    blocks = relabel(labelled, tables)
    found = {index: links.ends(block) for index, block in enumerate(blocks) if may_be_body(block)}
    after = joined(blocks, found, range(len(blocks)))
    loose = [index for index in found if strays.is_stray(index, blocks, found, after, linked=True)]
    for move in strays.best(loose, blocks, found, after, [table[_BODY] for table in tables]):
        yield move, blocks


def _apart(
    chances: Sequence[Sequence[float]], chains: Sequence[Sequence[int]], offers: set[tuple[int, int]]
) -> Iterator[tuple[tuple[int, int], float]]:
    """Yield the learned links of text that do not stand together."""
    for chain, said in zip(chains, chances, strict=True):
        for (left, right), chance in zip(pairwise(chain), said, strict=True):
            if right != left + 1:
                yield (left, right), chance
    yield from ((link, -1.0) for link in sorted(offers))


def _reads_on(left: Block, right: Block, bodies: Sequence[str]) -> bool:
    return any(plain(left.text)[-6:] + plain(right.text)[:8] in body for body in bodies)


def _gaps(stories: Sequence[Story], articles: Sequence[Mapping[str, Any]], seen: Seen) -> None:
    true = Counter(plain(gap["after"])[-4:] for article in articles for gap in article["gaps"])
    paragraphs = [plain(text) for article in articles for text in article["paragraphs"]]
    seen.lost += sum(true.values())
    for story in stories:
        for gap in story.gaps:
            tail = plain(gap.after)[-4:]
            lost = true[tail] > 0
            true[tail] -= lost
            seen.found += lost
            seen.gaps.setdefault(gap.where.split()[0], []).append(lost or _is_missing(story, gap, paragraphs))


def _is_missing(story: Story, gap: Gap, paragraphs: Sequence[str]) -> bool:
    """Return whether text of the page belongs there and the article lacks it: a fragment not put back."""
    kind, _, place = gap.where.partition(" ")
    if kind != "paragraph":
        return False
    tail, text = plain(gap.after)[-6:], plain(story.paragraphs[int(place)].text)
    ours = text.partition(tail)[2][:4]
    return any(tail in each and each.partition(tail)[2][:4] not in ("", ours) for each in paragraphs)


def table(name: str, said: Sequence[tuple[float, bool]]) -> None:
    """Print how often what was said with a certainty is right."""
    print(f"{name}: {len(said)}")
    for low, high in pairwise(STEPS):
        rows = [right for sure, right in said if low <= sure < high]
        if rows:
            print(f"  {low:.2f} to {min(high, 1.0):.2f}: {len(rows):5d}, right {sum(rows) / len(rows):.3f}")


def main() -> None:
    """Look, fit, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tune", type=Path)
    parser.add_argument("held", type=Path)
    parser.add_argument("--fit", action="store_true")
    args = parser.parse_args()
    if args.fit:
        names = [name for name in strays.WEIGHTS if name != "bias"]
        print({name: round(value, 2) for name, value in fit(look(args.tune).rules, names, 0.0).items()})
    seen = look(args.held)
    said = [(sure, row.right) for sure, row in zip(seen.sure, seen.rules, strict=True)]
    table("best place of each stray piece, rules", said)
    made = [right for sure, right in said if sure >= strays.SURE]
    print(f"moved: {len(made)}, right {sum(made) / max(1, len(made)):.3f}; of {seen.moved} fragments {sum(made)}")
    table("learned links that move text (-1: offers)", [each for each in seen.learned if each[0] >= 0])
    offers = [right for chance, right in seen.learned if chance < 0]
    print(f"offers of the models: {len(offers)}, right {sum(offers) / max(1, len(offers)):.3f}")
    for kind, rights in sorted(seen.gaps.items()):
        print(f"gap, {kind}: {len(rights)}, right {sum(rights) / len(rights):.3f}")
    print(f"lost text: {seen.lost}, found {seen.found}")


if __name__ == "__main__":
    main()
