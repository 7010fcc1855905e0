"""Makes pages and damages them on purpose, with the truth about what was done: lines lost, fragments moved,
paragraphs torn at column ends, beginnings of bylines lost. To tune and to measure what puts such pages right.

    python scripts/damage_pages.py articles.jsonl.gz OUT [--pages 300] [--part tune|held] [--seed 5] [--signed .9]

Articles are news of articles.jsonl.gz: `tune` takes those of every day but the third, `held` those of every third.
A page is text and truth as score_pages.py takes it; `moved` of a truth lists the fragments that stand elsewhere.
Every page is signed to nine tenths (or as --signed says), has a width, line ends and damage of its own.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT)]

from scripts import compose_pages  # noqa: E402  # beside this script
from scripts.compose_pages import Item, Style  # noqa: E402

_TAIL = 8
_CLOSED = ("。", "！", "？", "”", "）", "……")
_PARTS = 3
_PICTURES, _SUBHEADS, _LONG = 0.16, 0.4, 4


@dataclass(kw_only=True)
class _Printed:
    """An article in print: head blocks, text blocks of lines, what was lost after which words, what was moved."""

    item: Item
    heads: list[str]
    blocks: list[list[str]] = field(default_factory=list)
    gaps: list[dict[str, object]] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)


@dataclass(kw_only=True)
class _Harm:
    """How much is done to a page: chances for each paragraph, and how many fragments are moved."""

    torn: float
    lost: float
    moved: int
    byline: float


def items(path: Path, part: str) -> list[Item]:
    """Return the articles of the part, those of few words left out, and lists, whose lines end without a mark."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    days = {day: index for index, day in enumerate(sorted({row["date"] for row in rows}))}
    chance, found = random.Random(3), list[Item]()
    for row in rows:
        if (days[row["date"]] % _PARTS == _PARTS - 1) != (part == "held"):
            continue
        title = re.sub(r"^【[^】]{2,10}】", "", re.sub(r"\s+", " ", row["title"])).strip()
        pieces = [part.strip() for part in row["text"].split("\n")]
        paragraphs = [each for piece in pieces for each in compose_pages.cut(piece, chance) if len(each) > 9]
        whole = all(each.endswith(_CLOSED) for each in paragraphs)
        if whole and 6 <= len(title) <= 36 and 90 < sum(map(len, paragraphs)) < 1800:
            found.append(Item(title=title, paragraphs=paragraphs[:12]))
    return found


def pages(known: list[Item], count: int, seed: int, signed: float = 0.9) -> list[tuple[str, dict[str, Any]]]:
    """Return so many damaged pages, each of five to nine of the articles, of which such a share is signed."""
    chance = random.Random(seed)
    return [_page(chance.sample(known, chance.randint(5, 9)), chance, signed) for _ in range(count)]


def _page(chosen: list[Item], chance: random.Random, signed: float) -> tuple[str, dict[str, Any]]:
    style = compose_pages.style_of(chance)
    style.signed, style.head_width, style.indent = signed, 60, chance.random() < 0.1
    style.wrap = chance.choice((" ", "\n", ""))
    harm = _Harm(
        torn=chance.choice((0, 0.1, 0.3)),
        lost=chance.choice((0, 0.04, 0.08)),
        moved=chance.choice((0, 1, 1, 2, 3)),
        byline=chance.choice((0, 0, 0.1)),
    )
    printed = [_printed(_dressed(item, chance), style, harm, chance) for item in chosen]
    moved = [found for _ in range(harm.moved) if (found := _move(printed, chance))]
    out = compose_pages.furniture(chance)
    for each in printed:
        out += each.heads
        out += [style.wrap.join(lines) for lines in each.blocks if lines]
    text = style.apart.join(out)
    held = {"articles": [_truth(each) for each in printed], "moved": moved}
    return (text.translate(compose_pages.ASCII) if style.ascii else text), held


def _dressed(item: Item, chance: random.Random) -> Item:
    """Return an article as it is printed; one in six is a picture with its words, in which nobody else is named."""
    made = compose_pages.dressed(item, chance)
    if chance.random() < _PICTURES:
        made.paragraphs, made.subheads, made.caption = made.paragraphs[:1], {}, ""
        made.credit = chance.choice(("新华社记者 {}摄", "本报记者 {} 摄", "{}摄", "{} 摄/{}图片社")).format(
            compose_pages.name(chance), chance.choice(compose_pages.CITIES)
        )
    elif len(made.paragraphs) > _LONG and not made.subheads and chance.random() < _SUBHEADS:
        for at in chance.sample(range(1, len(made.paragraphs)), 3):
            clause = re.split("[，。：；、]", made.paragraphs[at])[0].strip("“”")
            if 5 <= len(clause) <= 16:
                made.subheads[at] = clause
    return made


def _printed(item: Item, style: Style, harm: _Harm, chance: random.Random) -> _Printed:
    if item.credit and not item.caption:
        style = replace(style, signed=0.0)
    before, between, after = compose_pages.opening(item, style, chance)
    made = _Printed(item=item, heads=[*compose_pages.heads(item, style, chance), *between])
    width = max(10, style.width)
    for number, paragraph in enumerate(item.paragraphs):
        if number in item.subheads:
            made.blocks.append([item.subheads[number]])
        opened = before if number == 0 else ""
        if opened and item.byline and chance.random() < harm.byline:
            opened = _beheaded(opened, item, made)
        closed = after if number == len(item.paragraphs) - 1 else ""
        lines = compose_pages.lines_of(opened + paragraph + closed, width, indent=2)
        if opened:
            made.blocks.append(lines)
            made.paragraphs.append(paragraph)
        else:
            _harmed(lines, len(closed), made, harm, chance)
    if item.credit:
        made.blocks += [[item.caption]] if item.caption else []
        made.blocks.append([item.credit])
    return made


def _beheaded(opened: str, item: Item, made: _Printed) -> str:
    """Return what is left of a dateline whose beginning is lost, from inside a name on."""
    whole = [at for who in item.byline[:-1] if (at := opened.find(str(who["name"]))) > 0]
    if not whole or not opened.endswith("）"):
        return opened
    at = whole[0]
    lost = next(who for who in item.byline if opened.startswith(str(who["name"]), at))
    item.byline = item.byline[item.byline.index(lost) + 1 :]
    made.gaps.append({"para": "byline", "after": ""})
    return opened[at + len(str(lost["name"])) - 1 :]


def _harmed(lines: list[str], closed: int, made: _Printed, harm: _Harm, chance: random.Random) -> None:
    """Set a paragraph, torn, with a line lost, or as it is."""
    whole, form = "".join(lines), chance.random()
    at = chance.randrange(1, len(lines)) if len(lines) > 2 else 0
    if at and form < harm.torn:
        made.blocks += [lines[:at], lines[at:]]
        made.paragraphs.append(whole[: len(whole) - closed])
    elif at and form < harm.torn + harm.lost and whole[-1] in "。！？”":
        to_end = chance.random() < 0.4
        size = len(lines) - at if to_end else min(chance.choice((1, 1, 2)), len(lines) - at - 1)
        kept, rest = lines[:at], lines[at + size :] if size else []
        if size and "".join(kept)[-1] not in "。！？”；":
            made.blocks += [kept, rest]
            made.gaps.append({"para": len(made.paragraphs), "after": "".join(kept)[-_TAIL:]})
            made.paragraphs.append(
                "".join([*kept, *rest])[: len("".join([*kept, *rest])) - (closed if rest else 0)]
            )
        else:
            made.blocks.append(lines)
            made.paragraphs.append(whole[: len(whole) - closed])
    else:
        made.blocks.append(lines)
        made.paragraphs.append(whole[: len(whole) - closed])


def _move(printed: list[_Printed], chance: random.Random) -> str:
    """Take lines out of the middle of a paragraph and set them behind a block of another article; "" if none."""
    home = chance.choice(printed)
    places = [at for at, lines in enumerate(home.blocks) if at and len(lines) > 3]
    if not places:
        return ""
    at = chance.choice(places)
    lines, size = home.blocks[at], chance.choice((1, 1, 2))
    start = chance.randint(1, len(lines) - size - 1)
    piece = lines[start : start + size]
    if lines[start - 1][-1] in "。！？" or piece[-1][-1] in "。！？”" or "".join(piece)[0] in "“（《":
        return ""
    home.blocks[at : at + 1] = [lines[:start], lines[start + size :]]
    other = chance.choice([each for each in printed if each is not home])
    other.blocks.insert(chance.choice((len(other.blocks), chance.randint(1, len(other.blocks)))), piece)
    return "".join(piece)


def _truth(made: _Printed) -> dict[str, Any]:
    made.item.paragraphs = made.paragraphs
    return {**compose_pages.truth(made.item), "gaps": made.gaps}


def main() -> None:
    """Write pages and truths."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--part", choices=("tune", "held"), default="tune")
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--signed", type=float, default=0.9)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    made = pages(items(args.articles, args.part), args.pages, args.seed, args.signed)
    for index, (text, truth) in enumerate(made):
        (args.out / f"{index:04d}.txt").write_text(text, "utf-8")
        (args.out / f"{index:04d}.truth.json").write_text(json.dumps(truth, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
