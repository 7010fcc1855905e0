"""What the index is made from: one small record an article."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from jianbao.model.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the number of an article depends on: its address, relative to the site's root and unique, and its
    day."""

    url: str
    date: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An article as search sees it.

    `url` is relative to the site's root, as it stands in a link; unique. `paragraphs` are its body, captions and
    all else that is found, as a reader sees them (a line end in one is two of them). `facets` are (kind, value) for
    filters: ("year", "2023"), ("tag", "国企").
    """

    url: str
    title: str
    date: dt.date
    kicker: str = ""
    deck: str = ""
    byline: str = ""
    paragraphs: tuple[str, ...] = ()
    facets: tuple[tuple[str, str], ...] = ()

    @property
    def head(self) -> Head:
        """What its number depends on."""
        return Head(url=self.url, date=self.date)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An article that is not as it was: what it was (None: it is new) and what it is (None: it is gone)."""

    before: Head | None
    after: Record | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A heading of the site, or a headline, that is suggested while a reader types: its name, how it is read, kind,
    address and how many articles stand under it (0 for a headline)."""

    text: str
    reading: tuple[str, ...]
    kind: str
    url: str
    count: int


class Scratch(Protocol):
    """What is asked of a file to write to and to read from."""

    def seek(self, at: int, /) -> int: ...  # noqa: D102  as of files
    def tell(self) -> int: ...  # noqa: D102
    def write(self, content: bytes, /) -> int: ...  # noqa: D102
    def readinto(self, into: memoryview, /) -> int | None: ...  # noqa: D102
