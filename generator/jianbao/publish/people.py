"""Under which name a person or a rubric is listed: pen names joined, two people of one name told apart, as
people.toml says; rubrics joined as rubrics.toml says."""

from __future__ import annotations

from dataclasses import replace

from jianbao.model.problem import Found
from jianbao.model.tables import Tables
from jianbao.publish.library import Entry, person, term
from jianbao.publish.terms import last


def listed(name: str, outlet: str, path: str, tables: Tables) -> str:
    """Return the name under which the person printed as `name` in the article at `path` is listed; "" for none.

    What is said of the article goes first, then what is said of the outlet, then of the name.
    """
    name = person(name)
    for place in (path, term(outlet)):
        apart = tables.people_apart.get(f"{place}/{name}") if place else None
        if apart:
            return person(apart)
    return person(tables.people.get(name, name))


def named(found: Found[Entry], tables: Tables) -> Found[Entry]:
    """Return an entry with its people, and its rubric, as they are listed."""
    if not tables.people and not tables.people_apart and not tables.rubrics:
        return found
    entry = found.value
    names = (listed(credit.name, credit.outlet, entry.path, tables) for credit in entry.article.authors)
    rubric = term(last(entry.rubric, tables.rubrics))
    return replace(found, value=entry._replace(authors=tuple(dict.fromkeys(filter(None, names))), rubric=rubric))
