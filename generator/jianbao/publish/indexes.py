"""Indexes: tags, authors and rubrics by letter, regions (region_pages), the months of the archive."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from jianbao.publish import linked_data, paths, region_pages
from jianbao.publish.addresses import month
from jianbao.publish.context import Context
from jianbao.publish.library import Entries, sizes
from jianbao.publish.listings import month_text
from jianbao.publish.text import enumerate_in_words
from jianbao.publish.views import (
    ArchiveView,
    Link,
    TermsGroupView,
    TermsView,
    YearView,
)
from jianbao.zh import readings

regions = region_pages.regions
_OFTEN, _FEW = 24, 6
"""How many terms the list by count has, and with how many there is none: all of them are seen at a glance."""
_MONTHS = 120  # a chart of more months shows years


def by_count(
    context: Context, shelf: Mapping[str, Entries], addresses: Mapping[str, str], limit: int
) -> tuple[Link, ...]:
    """Return the links of the `limit` terms with the most articles; equal ones by pinyin."""
    return tuple(context.link(term, addresses[term], len(shelf[term])) for term in _most(context, shelf, limit))


def _most(context: Context, shelf: Mapping[str, Entries], limit: int) -> list[str]:
    """Return the `limit` terms with the most articles. Only terms that may be among them are read aloud."""
    counts = sizes(shelf)
    least = min(sorted(counts.values(), reverse=True)[:limit], default=0)
    among = (term for term, count in counts.items() if count >= least)
    return sorted(among, key=lambda term: (-counts[term], readings.sort_key(term, context.read(term)), term))[
        :limit
    ]


def terms(context: Context, kind: str, shelf: Mapping[str, Entries], addresses: Mapping[str, str]) -> TermsView:
    """Return the index of tags, authors or rubrics: A to Z by pinyin, what has no letter last under "#"."""
    person = kind == "authors"
    counts = sizes(shelf)
    said = ((it, context.read(it, person=person)) for it in shelf)
    lettered = ((readings.letter(them), readings.sort_key(it, them), it) for it, them in said)
    keyed = sorted(lettered, key=lambda row: (row[0] == "#", *row))
    groups = tuple(
        TermsGroupView(
            letter=letter,
            terms=tuple(_link(context, kind, term, addresses, counts[term]) for *_, term in group),
        )
        for letter, group in itertools.groupby(keyed, key=lambda row: row[0])
    )
    path, title = f"{kind}/index.html", context.words[kind]
    return TermsView(
        root=paths.root_of(path),
        head=context.head(
            path,
            title,
            enumerate_in_words(row[2] for row in keyed),
            jsonld=linked_data.collection(context, title, path, ()),
        ),
        kind=kind,
        title=title,
        groups=groups,
        count=len(shelf),
        often=_often(context, kind, shelf, addresses),
    )


def _link(context: Context, kind: str, term: str, addresses: Mapping[str, str], count: int) -> Link:
    return context.link(context.tag_name(term) if kind == "tags" else term, addresses[term], count)


def _often(
    context: Context, kind: str, shelf: Mapping[str, Entries], addresses: Mapping[str, str]
) -> tuple[Link, ...]:
    """Return the terms with the most articles; none where the whole index is short, or all have as many."""
    if len(shelf) < _FEW or len({*sizes(shelf).values()}) == 1:
        return ()
    order = _most(context, shelf, _OFTEN)
    return tuple(_link(context, kind, term, addresses, len(shelf[term])) for term in order)


def archive(context: Context) -> ArchiveView:
    """Return all months that have articles, the newest first."""
    path, title = "archive/index.html", context.words["archive"]
    counts = sizes(context.library.months)
    months = sorted(counts, reverse=True)
    years = tuple(
        YearView(
            year=year,
            links=tuple(
                context.link(month_text(context, it, "month_short"), month(*it), counts[it]) for it in group
            ),
        )
        for year, group in itertools.groupby(months, key=lambda it: it[0])
    )
    return ArchiveView(
        root=paths.root_of(path),
        head=context.head(
            path,
            title,
            enumerate_in_words(month_text(context, it, "month") for it in months),
            jsonld=linked_data.collection(context, title, path, ()),
        ),
        title=title,
        years=years,
        count=len(context.library.entries),
        bars=region_pages.bars(context, region_pages.spread(counts, _MONTHS) if counts else ()),
    )
