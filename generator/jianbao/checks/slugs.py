"""Addresses that rest on a reading nobody should be sure of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from jianbao.checks import problems
from jianbao.model.article import Article, Document
from jianbao.model.problem import Problem, Where
from jianbao.model.tables import Tables
from jianbao.zh.pinyin import slug_of, spell


def doubtful(documents: Sequence[Document], tables: Tables, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a note for each address made of a headline in which a character's reading was a close thing.

    An address that a person wrote otherwise is settled, and so is a reading in the publisher's pinyin.toml.
    """
    for document in sorted(documents, key=lambda each: each.path):
        for char, said in _doubts(document.article, tables):
            where = Where(file=document.path, line=_line(texts.get(document.path, "")))
            yield problems.SLUG_DOUBTFUL.at(where, slug=document.article.slug, char=char, said=said)


def _doubts(article: Article, tables: Tables) -> tuple[tuple[str, str], ...]:
    people = tuple(credit.name for credit in article.authors)
    spelling = spell(article.title, people=people, tables=tables)
    if not spelling.doubts:
        return ()
    own = slug_of(spelling, article.title)
    if article.slug != own and not article.slug.startswith(f"{own}-"):
        return ()
    return tuple((char, said) for char, said in dict.fromkeys(spelling.doubts) if said in own.split("-"))


def _line(text: str) -> int:
    """Return the line of the slug, 0 where there is none."""
    lines = text.split("\n")
    return next((number for number, line in enumerate(lines, 1) if line.startswith("slug:")), 0)
