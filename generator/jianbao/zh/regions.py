"""Which administrative divisions a text is about, which one mainly, and why. Pure and explained.

Longest names first, then for every name: may it stand here as a word, what do the words around it say, which of
several divisions of that name is meant (what stands before it, what else the text names, the paper's home), and how
much does it count. Everything that is decided leaves a sentence in `Finding.why`.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from jianbao.model.tables import Tables
from jianbao.zh.divisions import divisions, parents, with_parents
from jianbao.zh.regions_names import gazetteer
from jianbao.zh.regions_resolve import Mention, resolve
from jianbao.zh.regions_scan import dated, scan
from jianbao.zh.regions_weigh import main_region, weigh

_MOST_REASONS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The main division's code or None; all codes with their parents, sorted; the trail of reasons; names that
    could not be told apart, with the codes they may mean."""

    region: str | None
    regions: tuple[str, ...]
    why: tuple[str, ...]
    unclear: tuple[tuple[str, tuple[str, ...]], ...] = ()


NOTHING = Tables()


def find(
    title: str,
    text: str,
    *,
    tables: Tables = NOTHING,
    kicker: str = "",
    dateline: str = "",
    date: dt.date | None = None,
) -> Finding:
    """Return the divisions that an article is about.

    `title`, `kicker`, `dateline` and `text` are restored text; a newline ends a paragraph. `tables` brings the
    publisher's nicknames, blocked names and home region. `date` is the article's own: names of its year lead to
    today's divisions; without it a name means what it means today, else what it meant last.
    """
    head = f"{kicker}\n{title}\n"
    whole = f"{head}{dateline}\n{text}"
    names = gazetteer()
    year = date.year if date else None
    hits = dated(scan(whole, names, tables.region_nicknames), year, names)
    if not hits:
        return Finding(region=None, regions=(), why=())
    known = resolve(whole, hits, tables, year)
    mentions = known.mentions
    weighed = weigh(whole, mentions, head=len(head), lead=len(head) + len(dateline) + 80)
    codes = frozenset(code for mention in mentions for code in mention.codes)
    region = main_region(weighed)
    why = _once((*(_say(mention) for mention in mentions), *known.dropped))
    return Finding(
        region=region,
        regions=with_parents(codes),
        why=(*why, _say_main(region)) if codes else why,
        unclear=tuple(sorted(known.unclear.items())),
    )


def _once(lines: tuple[str, ...]) -> tuple[str, ...]:
    counts = Counter(lines)
    return tuple(line if n == 1 else f"{line} (×{n})" for line, n in counts.items())[:_MOST_REASONS]


def _say(mention: Mention) -> str:
    places = "、".join(
        "".join(divisions()[above].name for above in parents(code)) + f" {code}" for code in mention.codes
    )
    return f"{mention.text} → {places}: {mention.reason}"


def _say_main(region: str | None) -> str:
    if region is None:
        return "no main region: no division stands out"
    return f"main region: {divisions()[region].name} {region}"
