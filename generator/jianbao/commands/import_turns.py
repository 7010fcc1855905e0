"""Stories that go on on another page 下转: which file of the same issue holds the rest, and what to do. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jianbao.commands import import_problems as said
from jianbao.model.article import Article
from jianbao.model.problem import Problem, Where
from jianbao.publish.turns import OTHER, turns


def told(imported: Mapping[str, Article], there: Mapping[str, Article]) -> Iterator[Problem]:
    """Yield a note for each article of `imported` that goes on on another page, by path; `there` are all articles.

    The other part is the one article of that page of the issue that names this page in turn, of several the one
    with the same headline. Where both parts were imported, the part that comes first tells.
    """
    parts = {path: found for path, article in {**there, **imported}.items() if (found := _turns(article))}
    known = {**there, **imported}
    for path in sorted(imported):
        for word, page in parts.get(path, ()):
            other = _other(path, word, page, known, parts)
            if other and (word == "下转" or other not in imported):
                first, second = (path, other) if word == "下转" else (other, path)
                yield said.CONTINUES.at(
                    Where(file=first), headline=known[first].title, page=known[second].page, other=second
                )
            elif not other and _has_page(known, known[path], page):
                yield said.CONTINUES_UNKNOWN.at(
                    Where(file=path), headline=known[path].title, word=word, page=page, own=known[path].page
                )


def _turns(article: Article) -> tuple[tuple[str, int], ...]:
    return turns(article.body) if article.page else ()


def _issue(article: Article) -> tuple[object, ...]:
    return article.paper, article.edition or article.date


def _has_page(known: Mapping[str, Article], one: Article, page: int) -> bool:
    """Return whether anything of a page of the same issue is there."""
    return any(each.page == page and _issue(each) == _issue(one) for each in known.values())


def _other(
    path: str,
    word: str,
    page: int,
    known: Mapping[str, Article],
    parts: Mapping[str, tuple[tuple[str, int], ...]],
) -> str:
    """Return the file of the other part, "" where there is none or nobody can tell which."""
    one = known[path]
    found = [
        each
        for each, named in parts.items()
        if each != path
        and known[each].page == page
        and _issue(known[each]) == _issue(one)
        and (OTHER[word], one.page) in named
    ]
    alike = [each for each in found if known[each].title == one.title]
    return found[0] if len(found) == 1 else alike[0] if len(alike) == 1 else ""
