"""Findings about where articles happen: none given, names that could not be told apart, codes of the past."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from jianbao.checks import problems
from jianbao.model.article import Article, Document
from jianbao.model.problem import Problem, Where
from jianbao.model.tables import Tables
from jianbao.zh import regions
from jianbao.zh.divisions import divisions, parents
from jianbao.zh.regions_former import gone, today

_SHOWN = 5
NOTHING = Tables()


def check_regions(documents: Sequence[Document], *, tables: Tables = NOTHING) -> tuple[Problem, ...]:
    """Return a note for every name that could not be told apart in an article without a region, and one for all
    articles that have none. `tables` are the publisher's."""
    ordered = sorted(documents, key=lambda document: document.path)
    without = [each for each in ordered if not each.article.region and not each.article.regions]
    found = [problem for each in without for problem in _unclear(each, tables)]
    if without:
        files = [each.path for each in without[:_SHOWN]] + (["…"] if len(without) > _SHOWN else [])
        found.append(problems.REGION_NONE.at(count=len(without), files=", ".join(files)))
    return tuple(found)


def _unclear(document: Document, tables: Tables) -> Iterator[Problem]:
    article = document.article
    date = article.date.date() if isinstance(article.date, dt.datetime) else article.date
    head = f"{article.kicker}\n{article.deck}".strip()
    found = regions.find(
        article.title, article.body, tables=tables, kicker=head, dateline=article.dateline, date=date
    )
    for name, codes in found.unclear:
        places = ", ".join(f"{code} {_whole(code)}" for code in codes[:_SHOWN])
        more = ", …" if len(codes) > _SHOWN else ""
        yield problems.REGION_UNCLEAR.at(Where(file=document.path), name=name, candidates=places + more)


def _whole(code: str) -> str:
    return "".join(divisions()[above].name for above in parents(code))


def missing(code: str, where: Where) -> Problem:
    """Say that no division has `code`: what became of it, where it had one once."""
    known = gone(code)
    if known is None or not known[2]:
        return problems.REGION_UNKNOWN.at(where, code=code)
    name, year, _ = known
    said = ", ".join(f"{each} {_whole(each)}" for each in today(code))
    return problems.REGION_GONE.at(where, code=code, name=name, year=year, today=said)


def codes_of(article: Article) -> tuple[str, ...]:
    """Return the codes that an article names, each once, the main one first."""
    return tuple(dict.fromkeys(filter(None, (article.region, *article.regions))))
