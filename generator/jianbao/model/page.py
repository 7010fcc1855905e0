"""What came in: a newspaper page 版 as numbered lines, and the edition 期 it belongs to."""

from __future__ import annotations

import datetime as dt

from jianbao.model.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Where an article stands on the picture of its page: `order` is the article's, `points` the corners of its
    outline in pixels of the picture."""

    order: int
    points: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facsimile:
    """The picture of a printed page: `src` is an address below the site or an absolute URL, `width` and `height`
    are its pixels."""

    src: str
    width: int
    height: int
    areas: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRef:
    """Which printed page this is. `inferred` names the fields that no source states (paper, date, page).

    `paper` is the newspaper's name, `paper_slug` its address (the folder name under content/pages/),
    `name` the page's own title 版名 (要闻), `note` says where the text comes from, `picture` is the
    page as printed.
    """

    paper: str
    date: dt.date
    number: int
    paper_slug: str = ""
    name: str = ""
    inferred: tuple[str, ...] = ()
    note: str = ""
    picture: Facsimile | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The file a text came from 出处: its path below the project, and the sha256 of its bytes (hex)."""

    file: str
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the source: its 1-based number in the file and its text, without the line end."""

    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """A page as it came: every line numbered, blank ones too."""

    origin: Origin
    lines: tuple[Line, ...]
