"""What the index is made from: one small record an article."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol


class Dated(Protocol):
    """What the number of an article depends on: its date, and a text that stays and is its own (its path)."""

    @property
    def key(self) -> str:
        """A text that stays."""
        ...

    @property
    def date(self) -> dt.date:
        """Its day."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A `Dated` and nothing else."""

    key: str
    date: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An article as search sees it.

    `key` is what its place in the index depends on besides its date: a text that stays (its path); unique.
    `url` is relative to the site's root, as it stands in a link. `paragraphs` are its body, captions and all else
    that is found, as a reader sees them. `facets` are (kind, value) for filters: ("year", "2023"), ("tag", "国企").
    """

    key: str
    url: str
    title: str
    date: dt.date
    kicker: str = ""
    deck: str = ""
    byline: str = ""
    paragraphs: tuple[str, ...] = ()
    facets: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A heading of the site that is suggested while a reader types: its name, how it is read, kind, address
    and how many articles stand under it."""

    text: str
    reading: tuple[str, ...]
    kind: str
    url: str
    count: int
