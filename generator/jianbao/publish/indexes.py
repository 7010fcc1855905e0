"""Indexes: tags, authors and rubrics by letter, the tree of regions, the months of the archive."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

from jianbao.publish import paths
from jianbao.publish.addresses import month
from jianbao.publish.context import Context
from jianbao.publish.library import Entries
from jianbao.publish.listings import month_text
from jianbao.publish.text import enumerate_in_words
from jianbao.publish.views import (
    ArchiveView,
    Link,
    RegionNodeView,
    RegionsView,
    TermsGroupView,
    TermsView,
    YearView,
)
from jianbao.zh import readings


def by_count(
    context: Context, shelf: Mapping[str, Entries], addresses: Mapping[str, str], limit: int
) -> tuple[Link, ...]:
    """Return the links of the `limit` terms with the most articles; equal ones by pinyin."""
    order = sorted(shelf, key=lambda term: (-len(shelf[term]), readings.sort_key(term), term))[:limit]
    return tuple(context.link(term, addresses[term], len(shelf[term])) for term in order)


def terms(context: Context, kind: str, shelf: Mapping[str, Entries], addresses: Mapping[str, str]) -> TermsView:
    """Return the index of tags, authors or rubrics: A to Z by pinyin, what has no letter last under "#"."""
    person = kind == "authors"
    lettered = ((readings.letter(it, person=person), readings.sort_key(it, person=person), it) for it in shelf)
    keyed = sorted(lettered, key=lambda row: (row[0] == "#", *row))
    groups = tuple(
        TermsGroupView(
            letter=letter,
            terms=tuple(context.link(term, addresses[term], len(shelf[term])) for *_, term in group),
        )
        for letter, group in itertools.groupby(keyed, key=lambda row: row[0])
    )
    path, title = f"{kind}/index.html", context.words[kind]
    return TermsView(
        root=paths.root_of(path),
        head=context.head(path, title, enumerate_in_words(row[2] for row in keyed)),
        kind=kind,
        title=title,
        groups=groups,
        count=len(shelf),
    )


def _node(context: Context, code: str) -> RegionNodeView:
    return RegionNodeView(
        link=context.region(code, len(context.library.regions[code])),
        children=tuple(_node(context, part) for part in context.below.get(code, ())),
    )


def _provinces(context: Context) -> Iterator[Link]:
    return (context.region(code) for code in context.below.get("", ()))


def regions(context: Context) -> RegionsView:
    """Return the tree of all divisions that have articles, in the official order."""
    path, title = "regions/index.html", context.words["regions"]
    return RegionsView(
        root=paths.root_of(path),
        head=context.head(path, title, enumerate_in_words(link.text for link in _provinces(context))),
        title=title,
        provinces=tuple(_node(context, code) for code in context.below.get("", ())),
        count=len(context.library.regions),
    )


def archive(context: Context) -> ArchiveView:
    """Return all months that have articles, the newest first."""
    path, title = "archive/index.html", context.words["archive"]
    months = sorted(context.library.months, reverse=True)
    years = tuple(
        YearView(
            year=year,
            links=tuple(
                context.link(month_text(context, it, "month_short"), month(*it), len(context.library.months[it]))
                for it in group
            ),
        )
        for year, group in itertools.groupby(months, key=lambda it: it[0])
    )
    return ArchiveView(
        root=paths.root_of(path),
        head=context.head(path, title, enumerate_in_words(month_text(context, it, "month") for it in months)),
        title=title,
        years=years,
        count=len(context.library.entries),
    )
