"""The small views that others are made of: links, dates, cards, heads. Read them through views.py.

Addresses in a view are relative to the site's root and carry no leading slash; see views.py.
"""

from __future__ import annotations

from jianbao.model.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A name and where it leads. `count`: how many articles stand behind it; 0 where that says nothing."""

    text: str
    href: str
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DateView:
    """A date for machines (ISO 8601) and for readers (2023年4月12日)."""

    iso: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ByView:
    """A person in a byline: role 记者, name, outlet, and the person's page ("" where there is none)."""

    role: str
    name: str
    outlet: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """A picture, or only its words where `src` is empty. `src` is absolute or relative to the root.

    `widths` are the addresses and widths in pixels in which it is there, where import kept several.
    """

    src: str
    alt: str
    caption: str
    credit: str
    external: bool = False
    width: int = 0  # its pixels, with which a browser keeps its place; 0 where nobody has said
    height: int = 0
    widths: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StandView:
    """Where an article stood in print: 工人日报, date, page number and name, and links. `inferred` names the
    fields (paper, date, page) that no source states."""

    paper: Link
    edition: Link
    page: Link
    date: DateView
    number: int
    page_name: str
    inferred: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView:
    """An article in a list. The same value serves every page that lists the article."""

    href: str
    title: str
    kicker: str
    deck: str
    rubric: str
    kind: str
    date: DateView
    summary: str
    authors: str
    region: Link | None
    paper: str
    page: int
    figure: FigureView | None
    draft: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadView:
    """What goes into <head>: `canonical` is absolute or empty; `feed` is relative to the root or empty."""

    title: str
    description: str
    canonical: str
    feed: str
    kind: str  # "article" or "website", for Open Graph
    jsonld: str = ""  # a JSON document, "<" escaped, or empty
    image: str = ""  # the address of a picture of the page, absolute, or empty
    twin: str = ""  # the same page in the other script, relative to the root; empty where there is none
    simplified: str = ""  # its address in Simplified characters, and in Traditional ones: absolute, or empty
    traditional: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PagerView:
    """Where a listing of several pages stands. Links are None at the ends.

    Pages are numbered from the oldest and never move: page 1 holds the oldest articles for ever, the first
    page a reader meets holds the newest. `number` is that permanent number; `total` is said on the first
    page only and is 0 on the others, so that a new page changes no old one.
    """

    number: int
    total: int
    newer: Link | None
    older: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """The same on every page. `nav` are the sections, `feeds` the feeds of the whole site."""

    title: str
    language: str
    base_url: str
    nav: tuple[Link, ...]
    feeds: tuple[Link, ...]
    icp: str
    gongan: str
    gongan_code: str
    about: Link | None = None  # the page about the site, where there is one
    opensearch: str = ""  # how a browser may search the site; relative to the root, or empty


@dataclass(frozen=True, slots=True, kw_only=True)
class GapView:
    """A gap that has no place in the body: `where` is a field (byline, headline, kicker, deck, caption …)."""

    where: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueDayView:
    """A day of a calendar: its number (0 outside the month), and the issue of that day ("" without one)."""

    number: int
    href: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueMonthView:
    """A month of a calendar: weeks of seven days, Monday first."""

    text: str
    weeks: tuple[tuple[IssueDayView, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaView:
    """An article on the picture of its page: its address, headline, and outline ("0,0 10,0 10,10")."""

    href: str
    text: str
    points: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FacsimileView:
    """The picture of a printed page, its pixels, and where its articles stand on it."""

    src: str
    external: bool
    width: int
    height: int
    areas: tuple[AreaView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationView:
    """How an article is cited in one form ("GB/T 7714—2015", "BibTeX", "RIS"): text of one line or several."""

    form: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedView:
    """A related article: its headline and address, and its day."""

    link: Link
    date: DateView


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionView:
    """A correction and its date."""

    date: DateView
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionNodeView:
    """A division, how many articles it and its parts have, and those parts. `here`: the page's own."""

    link: Link
    children: tuple[RegionNodeView, ...]
    here: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TileView:
    """A provincial unit on the sketch of squares: short `name`, `full` name, place (from 0), how many articles,
    `shade` (0 without any, else the number of its class), `href` ("" without any)."""

    name: str
    full: str
    column: int
    row: int
    count: int
    shade: int
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassView:
    """A class of the legend: `shade`, the least and the most articles; `most` is 0 where there is no upper end."""

    shade: int
    least: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BarView:
    """A bar of a small chart: what it stands for, how many articles, its height in 100 parts of the highest."""

    text: str
    count: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerView:
    """A name of the past: `since` is its first year (0: not known), `until` the year it ended."""

    name: str
    since: int
    until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """What a region's page shows besides its articles: its tree (parts, or what lies beside it), its months or
    years, oldest first, the places named together with it, and the names it once had."""

    tree: tuple[RegionNodeView, ...]
    bars: tuple[BarView, ...]
    together: tuple[Link, ...]
    formerly: tuple[FormerView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareView:
    """What a share card says: the headline, a kicker, where the article stood (or its day), the site. `font` is the
    file of the font it is set in, `face` which of its faces."""

    title: str
    kicker: str
    line: str
    site: str
    font: bytes
    face: int
