"""The pages of places: the index of all regions, and what a region's page shows beside its articles.

Facts first (plain tuples, so that a key can be made of them), then views made of the facts alone.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from jianbao.publish import linked_data, paths
from jianbao.publish.context import Context
from jianbao.publish.library import Entries, sizes
from jianbao.publish.text import enumerate_in_words
from jianbao.publish.views import (
    BarView,
    ClassView,
    FormerView,
    Link,
    PlaceView,
    RegionNodeView,
    RegionsView,
    TermsGroupView,
    TileView,
)
from jianbao.zh import divisions
from jianbao.zh.regions_former import formerly

_SHADES = 5
_MONTHS = 36  # a chart of more months shows years
_TOGETHER = 8

Node = tuple[str, int, tuple["Node", ...]]  # code, articles (0: not said), parts


class Facts(NamedTuple):
    """What a region's page shows beside its articles: its tree, (year, month, articles) from the oldest to the
    newest month (month 0: the whole year), and (code, articles) of the places named together with it."""

    tree: tuple[Node, ...]
    bars: tuple[tuple[int, int, int], ...]
    together: tuple[tuple[str, int], ...]


def facts(context: Context, code: str) -> Facts:
    """Return the facts of a region's page: they change its key, and its view is made of nothing else."""
    entries = context.library.regions[code]
    return Facts(tree=_tree(context, code), bars=_bars(entries), together=_together(code, entries))


def place(context: Context, code: str) -> PlaceView:
    """Return what the page of the division with `code` shows besides its articles."""
    known = facts(context, code)
    return PlaceView(
        tree=tuple(_node(context, node, code) for node in known.tree),
        bars=bars(context, known.bars),
        together=tuple(context.region(other, count) for other, count in known.together),
        formerly=tuple(FormerView(name=name, since=since, until=until) for name, since, until in formerly(code)),
    )


def _tree(context: Context, code: str) -> tuple[Node, ...]:
    """Return the parts with their parts; of a place without parts what lies beside it, without counts, so that
    news from there does not change this page."""
    if code in context.below:
        return tuple(_branch(context, part) for part in context.below[code])
    beside = context.below[divisions.divisions()[code].parent]
    return tuple((part, 0, ()) for part in beside) if len(beside) > 1 else ()


def _branch(context: Context, code: str) -> Node:
    parts = tuple(_branch(context, part) for part in context.below.get(code, ()))
    return (code, len(context.library.regions[code]), parts)


def _node(context: Context, node: Node, here: str = "") -> RegionNodeView:
    code, count, parts = node
    return RegionNodeView(
        link=context.region(code, count),
        children=tuple(_node(context, part) for part in parts),
        here=code == here,
    )


def bars(context: Context, found: Sequence[tuple[int, int, int]]) -> tuple[BarView, ...]:
    """Return the bars of (year, month, articles); month 0 stands for the whole year."""
    highest = max((count for *_, count in found), default=1)
    return tuple(
        BarView(text=_when(context, year, month), count=count, height=-(-100 * count // highest))
        for year, month, count in found
    )


def _bars(entries: Entries) -> tuple[tuple[int, int, int], ...]:
    return spread(Counter((entry.moment.year, entry.moment.month) for entry in entries), _MONTHS)


def spread(counts: Mapping[tuple[int, int], int], most: int) -> tuple[tuple[int, int, int], ...]:
    """Return (year, month, articles) of every month from the first to the last, months without any too; of every
    year (month 0) where that would be more than `most`; nothing where there is one month only."""
    first, last = min(counts), max(counts)
    if first == last:
        return ()
    span = (last[0] - first[0]) * 12 + last[1] - first[1] + 1
    if span > most:
        years: Counter[int] = Counter()
        for (year, _), count in counts.items():
            years[year] += count
        return tuple((year, 0, years[year]) for year in range(first[0], last[0] + 1))
    start = first[0] * 12 + first[1] - 1
    months = ((at // 12, at % 12 + 1) for at in range(start, start + span))
    return tuple((*month, counts.get(month, 0)) for month in months)


def _when(context: Context, year: int, month: int) -> str:
    return context.words["month"].format(year=year, month=month) if month else str(year)


def _together(code: str, entries: Entries) -> tuple[tuple[str, int], ...]:
    """Count the other places of its level, or above it, that the articles name; not those that `code` lies in."""
    table = divisions.divisions()
    own, level = divisions.parents(code), table[code].level
    counts: Counter[str] = Counter()
    for entry in entries:
        near = {other for other in entry.regions if table[other].level <= level and other not in own}
        counts.update(near - {table[other].parent for other in near})
    order = sorted(counts, key=lambda other: (-counts[other], other))
    return tuple((other, counts[other]) for other in order[:_TOGETHER])


def regions(context: Context) -> RegionsView:
    """Return the index of all divisions that have articles: sketch, tree in the official order, A to Z."""
    path, title = "regions/index.html", context.words["regions"]
    counts = sizes(context.library.regions)
    top = context.below.get("", ())
    tiles, columns, rows = sketch(context)
    return RegionsView(
        root=paths.root_of(path),
        head=context.head(
            path,
            title,
            enumerate_in_words(context.region(code).text for code in top),
            jsonld=linked_data.collection(context, title, path, ()),
        ),
        title=title,
        provinces=tuple(_node(context, _branch(context, code)) for code in top),
        count=len(counts),
        tiles=tiles,
        columns=columns,
        rows=rows,
        legend=tuple(_legend(_bounds(max(counts.values(), default=0)))),
        groups=tuple(_letters(context, counts)),
    )


def sketch(context: Context) -> tuple[tuple[TileView, ...], int, int]:
    """Return the squares of all provincial units, row by row, and how many columns and rows they fill."""
    counts = sizes(context.library.regions)
    grid = divisions.tiles()
    tiles = tuple(_tiles(context, counts, _bounds(max(counts.values(), default=0))))
    return tiles, max(column for column, _ in grid.values()) + 1, max(row for _, row in grid.values()) + 1


def _bounds(most: int) -> tuple[int, ...]:
    """Return where the classes of the sketch begin for a site whose largest division has `most` articles: the last
    few of 1, 2, 5, 10, 20 …, the lowest of them 1."""
    steps = [step * 10**size for size in range(len(str(most))) for step in (1, 2, 5) if step * 10**size <= most]
    return (1, *steps[-_SHADES:][1:]) if steps else ()


def _tiles(context: Context, counts: Mapping[str, int], bounds: tuple[int, ...]) -> Iterator[TileView]:
    table = divisions.divisions()
    for code, (column, row) in sorted(divisions.tiles().items(), key=lambda item: (item[1][1], item[1][0])):
        count = counts.get(code, 0)
        yield TileView(
            name=table[code].short,
            full=table[code].name,
            column=column,
            row=row,
            count=count,
            shade=sum(bound <= count for bound in bounds),
            href=paths.href(context.addresses.region(code)) if count else "",
        )


def _legend(bounds: tuple[int, ...]) -> Iterator[ClassView]:
    yield ClassView(shade=0, least=0, most=0)
    for shade, (least, after) in enumerate(itertools.zip_longest(bounds, bounds[1:]), 1):
        yield ClassView(shade=shade, least=least, most=after - 1 if after else 0)


def _letters(context: Context, counts: Mapping[str, int]) -> Iterator[TermsGroupView]:
    """Yield the divisions by the first letter of their official pinyin; those of one name say where they lie."""
    table, spoken = divisions.divisions(), divisions.syllables()
    names = Counter(table[code].name for code in counts)
    keyed = sorted((spoken[code], table[code].name, code) for code in counts)
    for letter, group in itertools.groupby(keyed, key=lambda row: row[0][0].upper()):
        yield TermsGroupView(
            letter=letter,
            terms=tuple(_term(context, code, counts[code], alone=names[name] == 1) for _, name, code in group),
        )


def _term(context: Context, code: str, count: int, *, alone: bool) -> Link:
    link = context.region(code, count)
    parent = divisions.divisions()[code].parent
    if alone or not parent:
        return link
    text = context.words["place_in"].format(name=link.text, above=divisions.divisions()[parent].short)
    return Link(text=text, href=link.href, count=count)
