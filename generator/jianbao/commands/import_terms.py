"""Addresses of tags, people, rubrics and papers, written down when import first meets them. Pure.

content/data/slugs.toml: one line a term, sorted, so that two branches which add terms rarely touch the same
line. A line that is there is never changed: what it says has been published.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jianbao.commands.toml_lines import with_lines
from jianbao.model.article import Article
from jianbao.publish.library import person, term
from jianbao.zh.readings import term_slug

HEAD = """\
# Addresses of tags (tags/…), people (authors/…), rubrics (rubrics/…) and papers (papers/…), written down once by
# import. A line that is here is never changed, so that no published address moves. You may change one by hand.
# 标签、作者、栏目、报纸的网址，由导入写入一次，此后不再自动改动；可以手工修改。
"""


def keys(articles: Iterable[Article]) -> tuple[str, ...]:
    """Return the terms of `articles` as keys of slugs.toml, sorted, each once."""
    found = set[str]()
    for article in articles:
        found.update(f"tags/{term(tag)}" for tag in article.tags)
        found.update(f"authors/{person(credit.name)}" for credit in article.authors)
        found.add(f"rubrics/{term(article.rubric)}")
        found.add(f"papers/{term(article.paper)}")
    return tuple(sorted(key for key in found if not key.endswith("/") and key.isprintable()))


def new_slugs(wanted: Iterable[str], known: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """Return slugs for the keys of `wanted` that `known` lacks; `given` says some of them (a paper's folder).

    Within a kind no two terms get one slug: the later one (by key) gets -2, -3 …
    """
    taken = {(key.partition("/")[0], slug) for key, slug in known.items()}
    found: dict[str, str] = {}
    for key in sorted(set(wanted) - set(known)):
        kind, _, name = key.partition("/")
        base = slug = given.get(key) or term_slug(name, person=kind == "authors")
        number = 1
        while (kind, slug) in taken:
            number += 1
            slug = f"{base}-{number}"
        taken.add((kind, slug))
        found[key] = slug
    return found


def with_slugs(text: str, added: Mapping[str, str]) -> str:
    """Return the text of slugs.toml with `added` at their places; every line that was there stays as it was."""
    return with_lines(text or f"{HEAD}\n[slugs]\n", "slugs", added)
