"""Addresses of tags, authors, rubrics and papers: written down in slugs.toml, or read from the words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from jianbao.model.problem import Found, Problem, Where
from jianbao.model.tables import Tables
from jianbao.publish import paths
from jianbao.publish.library import Entries
from jianbao.publish.problems import SLUG_FORM, TERM_SLUG_SHARED
from jianbao.zh import readings

SLUGS_FILE = "content/data/slugs.toml"
_NUMBER = re.compile(r"-[0-9]+$")


def _chosen(section: str, terms: Iterable[str], slugs: Mapping[str, str]) -> Found[dict[str, str]]:
    """Take the slugs that the publisher wrote down; a form that is no slug is left aside with a warning."""
    chosen: dict[str, str] = {}
    problems: list[Problem] = []
    for term in terms:
        slug = slugs.get(f"{section}/{term}", "")
        if slug and paths.is_slug(slug):
            chosen[term] = slug
        elif slug:
            used = _read(section, term)
            problems.append(SLUG_FORM.at(Where(file=SLUGS_FILE), slug=slug, used=used))
    return Found(value=chosen, problems=tuple(problems))


def _read(section: str, term: str) -> str:
    return paths.cut(readings.term_slug(term, person=section == "authors"))


def _number(slug: str, taken: Mapping[str, str]) -> str:
    number = 2
    while f"{slug}-{number}" in taken:
        number += 1
    return f"{slug}-{number}"


def term_slugs(section: str, terms: Sequence[str], slugs: Mapping[str, str]) -> Found[dict[str, str]]:
    """Give each of `terms` a slug of its own within `section` ("tags").

    Written-down slugs come first; the rest in the order given, so that a caller who names the oldest terms
    first never lets a new one take an old one's address. A slug already taken gets "-2", "-3" …
    """
    found = _chosen(section, terms, slugs)
    given, problems = found.value, list(found.problems)
    taken = {slug: term for term, slug in given.items()}
    for term in terms:
        if term in given:
            continue
        wanted = slug = _read(section, term)
        if wanted in taken or not paths.is_free(wanted):
            slug = _number(wanted, taken)
        if wanted in taken:
            said = {"term": term, "other": taken[wanted], "key": f"{section}/{term}"}
            said |= {"address": f"{section}/{wanted}", "used": f"{section}/{slug}"}
            problems.append(TERM_SLUG_SHARED.at(Where(file=SLUGS_FILE), **said))
        given[term] = slug
        taken[slug] = term
    return Found(value=given, problems=tuple(problems))


def contended(address: str, others: Iterable[str]) -> bool:
    """Whether a term at one of `others` may have wanted the slug of the term at `address`, or the reverse: which of
    them has it depends on who came first."""
    slug = address.removesuffix(".html")
    own = (slug, _NUMBER.sub("", slug))
    near = (it.removesuffix(".html") for it in others if it != address and it.startswith(own[1]))
    return any(it in own or _NUMBER.sub("", it) in own for it in near)


def one_more(section: str, term: str, slugs: Mapping[str, str], taken: Collection[str]) -> str:
    """Return the address of a term that comes to those at the addresses `taken`; "" where that depends on which of
    them came first, or where something is to be said of it."""
    found = term_slugs(section, (term,), slugs)
    address = term_page(section, found.value[term])
    return "" if found.problems or address in taken or contended(address, taken) else address


def term_page(section: str, slug: str) -> str:
    """Return the address of a term's page."""
    return f"{section}/{slug}.html"


def oldest_first(shelf: Mapping[str, Entries]) -> list[str]:
    """Return the terms of a shelf by the day of their oldest article, then by themselves."""
    return sorted(shelf, key=lambda term: (shelf[term][-1].day, term))


def turned_terms(section: str, pages: Mapping[str, str], tables: Tables) -> dict[str, tuple[str, str]]:
    """Return old address to (name, new address) of the terms that the publisher's tables call otherwise now.

    Only those that had a page (a line in slugs.toml) and are listed no more. `pages` are today's addresses by name.
    """
    aliases = {"tags": tables.tag_aliases, "authors": tables.people, "rubrics": tables.rubrics}[section]
    found: dict[str, tuple[str, str]] = {}
    for old in sorted(aliases):
        slug, name = tables.slugs.get(f"{section}/{old}", ""), last(old, aliases)
        address = term_page(section, slug)
        if paths.is_slug(slug) and old not in pages and name in pages and address not in pages.values():
            found[address] = (name, pages[name])
    return found


def last(name: str, aliases: Mapping[str, str]) -> str:
    """Return what a name is called in the end: an alias may lead to another one; of a circle the last before it."""
    seen = {name}
    while (new := aliases.get(name, name)) not in seen:
        name = new
        seen.add(name)
    return name
