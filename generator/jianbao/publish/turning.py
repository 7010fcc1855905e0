"""下转 and 上接: the parts of an article that goes on on another page of its issue, linked to each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from jianbao.publish.bodies import ROOT
from jianbao.publish.library import Entries, Entry, Library
from jianbao.publish.paths import href
from jianbao.publish.turns import OTHER, TURN, number, way


class Turned(NamedTuple):
    """A part and the other part: the words ("下转"), the page they name, the article there."""

    word: str
    page: int
    entry: Entry


def turned(library: Library) -> Mapping[str, tuple[Turned, ...]]:
    """Find the other part of every part, by path: the one article of the page named that names this page in turn,
    of several the one with the same headline."""
    return {path: others for entries in library.editions.values() for path, others in turned_in(entries)}


def turned_in(entries: Entries) -> Iterator[tuple[str, tuple[Turned, ...]]]:
    """Yield (path, other parts) of the articles of one edition that have any."""
    parts = [one for one in entries if one.turns]
    for one in parts:
        found: list[Turned] = []
        for word, page in one.turns:
            other = _other([it for it in parts if it.page == page and (OTHER[word], one.page) in it.turns], one)
            if other is not None:
                found.append(Turned(word=word, page=page, entry=other))
        if found:
            yield one.path, tuple(found)


def _other(found: Sequence[Entry], one: Entry) -> Entry | None:
    found = [it for it in found if it is not one]
    alike = [it for it in found if it.title == one.title]
    return next(iter(alike if len(found) > 1 and len(alike) == 1 else found if len(found) == 1 else ()), None)


def linked(body: str, others: Sequence[Turned], addresses: Mapping[str, str]) -> str:
    """Return the HTML of a body with the first mention of each other part made a link."""
    for word, page, entry in others:
        for match in TURN.finditer(body):
            if way(match) == word and number(match[2]) == page and _is_text(body, match.start()):
                to = ROOT + href(addresses[entry.path])
                body = f'{body[: match.start()]}<a href="{to}">{match[0]}</a>{body[match.end() :]}'
                break
    return body


def _is_text(body: str, at: int) -> bool:
    """Whether the place is neither inside a tag nor inside a link."""
    in_tag = body.rfind("<", 0, at) > body.rfind(">", 0, at)
    return not in_tag and body.rfind("<a ", 0, at) <= body.rfind("</a>", 0, at)
