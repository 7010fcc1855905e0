"""Runs the stages of import over a text and shows what each gave, as plain data for goldens."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from jianbao.ingest import follow
from jianbao.ingest.clean import clean
from jianbao.ingest.cut import Cuttings, cut
from jianbao.ingest.headings import Evidence
from jianbao.ingest.label import label
from jianbao.ingest.lines import number
from jianbao.ingest.pipeline import cut_page
from jianbao.ingest.split import split
from jianbao.ingest.stitch import stitch
from jianbao.model.article import Story
from jianbao.model.block import Block
from jianbao.model.page import Origin, PageText

Shown = list[object] | dict[str, object]


def page(text: str) -> PageText:
    """The text as a numbered page."""
    return number(text, Origin(file="page.txt"))


def split_page(text: str) -> tuple[Block, ...]:
    """The blocks of a page."""
    return split(clean(page(text)).value).value


def labelled(text: str) -> tuple[Block, ...]:
    """The labelled blocks of a page."""
    return label(split_page(text)).value


def stitched(text: str) -> tuple[Block, ...]:
    """The stitched blocks of a page."""
    return stitch(labelled(text), "page.txt").value


def cuttings(text: str) -> Cuttings:
    """The items of a page."""
    return cut(stitched(text)).value


def story(value: Story) -> dict[str, object]:
    """A story, fields that are empty left out."""
    shown: dict[str, object] = {"kind": value.kind, "headline": value.headline}
    for name in ("rubric", "kicker", "deck", "dateline", "pullquote", "caption", "credit"):
        if getattr(value, name):
            shown[name] = getattr(value, name)
    shown["byline"] = [" ".join(filter(None, (who.outlet, who.role, who.name))) for who in value.byline]
    shown["paragraphs"] = [[list(each.lines), each.text] for each in value.paragraphs]
    shown["subheads"] = [[each.before, each.text] for each in value.subheads]
    shown["gaps"] = [f"{gap.where}: {gap.after}" for gap in value.gaps]
    shown["doubts"] = [f"{doubt.code} {','.join(map(str, doubt.lines))}" for doubt in value.doubts]
    return {name: held for name, held in shown.items() if held != []}


def show_page(text: str) -> Shown:
    """Stories and leftovers of a page."""
    cut_up = cut_page(page(text)).value
    left = [[list(each.lines), each.text] for each in cut_up.leftovers]
    return {"stories": [story(each) for each in cut_up.stories], "leftovers": left}


SHOW: dict[str, Callable[[str], Shown]] = {
    "clean": lambda text: [line.text for line in clean(page(text)).value.lines],
    "split": lambda text: [[list(block.lines), block.text] for block in split_page(text)],
    "label": lambda text: [f"{block.kind}: {block.text[:12]}" for block in labelled(text)],
    "stitch": lambda text: [[list(block.lines), str(block.kind), list(block.tears)] for block in stitched(text)],
    "cut": lambda text: {
        "items": [[f"{block.kind} {block.lines[0]}" for block in item.blocks] for item in cuttings(text).cuttings],
        "leftovers": [list(left.lines) for left in cuttings(text).leftovers],
    },
    "extract": show_page,
    "page": show_page,
}


def evidence(tables: Sequence[Sequence[float]], chances: Mapping[tuple[int, int], float]) -> Evidence:
    """What the models of starts would say if they knew no more than kinds and links."""
    lead, caption = follow.KINDS.index("lead"), follow.KINDS.index("caption")
    opens = {text: max(row[lead], row[caption]) for text, row in enumerate(tables)}
    return Evidence(opens=opens, over=chances, under={})
