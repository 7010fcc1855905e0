"""What templates see: closed views. Strings, numbers, tuples and other views; nothing callable.

Addresses in a view are relative to the site's root and carry no leading slash ("2023/04/x.html"; "" is none):
a template writes ``{{ view.root }}{{ link.href }}``, where `root` is "" or "../" repeated, so that a site
works from any path and from a folder on disk. Dates come twice: `iso` for machines, `text` for readers.
"""

from __future__ import annotations

from jianbao.model.frozen import dataclass
from jianbao.publish.parts import (
    AreaView,
    BarView,
    ByView,
    CardView,
    CitationView,
    ClassView,
    CorrectionView,
    DateView,
    FacsimileView,
    FigureView,
    FormerView,
    GapView,
    HeadView,
    IssueDayView,
    IssueMonthView,
    Link,
    PagerView,
    PlaceView,
    RegionNodeView,
    RelatedView,
    SiteView,
    StandView,
    TileView,
)

__all__ = [
    "ArchiveView",
    "AreaView",
    "ArticleView",
    "BarView",
    "ByView",
    "CardView",
    "CitationView",
    "ClassView",
    "CorrectionView",
    "DateView",
    "EditionView",
    "FacsimileView",
    "FigureView",
    "FormerView",
    "GapView",
    "HeadView",
    "HomeView",
    "IssueDayView",
    "IssueMonthView",
    "Link",
    "ListingView",
    "MovedView",
    "NewspaperPageView",
    "PageContentsView",
    "PagerView",
    "PaperView",
    "PapersView",
    "PlaceView",
    "PlainView",
    "RegionNodeView",
    "RegionsView",
    "RelatedView",
    "SiteView",
    "StandView",
    "TermsGroupView",
    "TermsView",
    "TileView",
    "View",
    "YearView",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """One article page. `body` is HTML, made and escaped by publish/markup: the one field to mark safe."""

    root: str
    head: HeadView
    href: str
    title: str
    kicker: str
    deck: str
    rubric: Link | None
    kind: str
    date: DateView
    updated: DateView | None
    byline: tuple[ByView, ...]
    dateline: str
    summary: str
    body: str
    pullquote: str
    figures: tuple[FigureView, ...]
    tags: tuple[Link, ...]
    regions: tuple[tuple[Link, ...], ...]  # one breadcrumb a region, main region first
    gaps: tuple[GapView, ...]  # those outside the body; gaps in the body are marked there
    gap_count: int  # all of them
    corrections: tuple[CorrectionView, ...]
    stand: StandView | None
    previous: Link | None  # neighbours on the same printed page, in reading order
    following: Link | None
    reading_minutes: int
    characters: int
    draft: bool
    related: tuple[RelatedView, ...] = ()  # two to four, or none
    citations: tuple[CitationView, ...] = ()
    ruby: bool = False  # whether the body has readings above its characters
    suggest: str = ""  # where a reader may suggest a correction: mailto: or http(s)


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """The home page: the latest edition as a front page, then the newest articles, rubrics and regions."""

    root: str
    head: HeadView
    stand: StandView | None  # the latest edition's first page
    lead: CardView | None
    seconds: tuple[CardView, ...]  # the rest of the latest edition
    photos: tuple[CardView, ...]  # its photo reports
    newest: tuple[CardView, ...]  # newest articles that are not above
    pages: tuple[Link, ...]  # the latest edition's pages
    rubrics: tuple[Link, ...]
    regions: tuple[Link, ...]
    tags: tuple[Link, ...]
    pager: PagerView | None
    tiles: tuple[TileView, ...] = ()  # the sketch of the regions; none where no article names one
    columns: int = 0
    rows: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingView:
    """Articles under one heading. `kind`: latest, tag, region, author, rubric or month.

    `count` (all articles of the listing) and `children` are given on its first page only; older pages have
    0 and (), so that a new article does not change them.
    """

    root: str
    head: HeadView
    kind: str
    title: str
    breadcrumb: tuple[Link, ...]
    children: tuple[Link, ...]  # a region's parts, a month's neighbours, a tag's narrower and related tags
    cards: tuple[CardView, ...]
    count: int
    pager: PagerView | None
    feed: str
    place: PlaceView | None = None  # of a region, on its first page


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsGroupView:
    """Terms under one letter (A–Z, or # for the rest)."""

    letter: str
    terms: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsView:
    """An index of tags, authors or rubrics, by first letter of the pinyin. `kind`: tags, authors, rubrics."""

    root: str
    head: HeadView
    kind: str
    title: str
    groups: tuple[TermsGroupView, ...]
    count: int
    often: tuple[Link, ...] = ()  # those with the most articles, where there are many


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionsView:
    """The region index: a sketch of squares, the tree province › city › county of what occurs, and A to Z.

    `tiles` are all 34 provincial units, row by row; `columns` and `rows` say how large the sketch is.
    """

    root: str
    head: HeadView
    title: str
    provinces: tuple[RegionNodeView, ...]
    count: int
    tiles: tuple[TileView, ...] = ()
    columns: int = 0
    rows: int = 0
    legend: tuple[ClassView, ...] = ()
    groups: tuple[TermsGroupView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class YearView:
    """Links of one year: months of the archive, or editions of a paper."""

    year: int
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveView:
    """All months that have articles, newest year first."""

    root: str
    head: HeadView
    title: str
    years: tuple[YearView, ...]
    count: int
    bars: tuple[BarView, ...] = ()  # months, or years where there are many; none of a single one


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersView:
    """All newspapers of the site, with their newest editions."""

    root: str
    head: HeadView
    title: str
    papers: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView:
    """One newspaper: a calendar of its editions 期 of one year. The paper's own address has the newest year, and
    says how many issues there are (`count`, 0 on the others); `years` are links to all, the newest first."""

    root: str
    head: HeadView
    title: str
    breadcrumb: tuple[Link, ...]
    year: int
    months: tuple[IssueMonthView, ...]
    years: tuple[Link, ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContentsView:
    """One printed page 版 inside an edition: its link, name and articles in reading order. `number` is 0
    for articles whose page is not known; `link` then leads to the edition."""

    link: Link
    number: int
    name: str
    cards: tuple[CardView, ...]
    inferred: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionView:
    """One issue of a newspaper: all its pages and their headlines."""

    root: str
    head: HeadView
    title: str
    paper: Link
    date: DateView
    breadcrumb: tuple[Link, ...]
    pages: tuple[PageContentsView, ...]
    inferred: tuple[str, ...]
    previous: Link | None
    following: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewspaperPageView:
    """One printed page 版: its articles in reading order."""

    root: str
    head: HeadView
    title: str
    paper: Link
    edition: Link
    date: DateView
    breadcrumb: tuple[Link, ...]
    contents: PageContentsView
    pages: tuple[Link, ...]  # all pages of the edition (本期版面导航)
    previous: Link | None
    following: Link | None
    inferred: tuple[str, ...]
    note: str
    previous_edition: Link | None = None
    following_edition: Link | None = None
    picture: FacsimileView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainView:
    """A page without articles of its own: 404, search, about. `kind` says which; `root` is absolute on the 404.
    `body` is finished HTML, of the page about the site."""

    root: str
    head: HeadView
    kind: str
    title: str
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedView:
    """A small page at an old address (aliases) that leads to the new one."""

    root: str
    title: str
    href: str
    canonical: str


View = (
    ArticleView
    | HomeView
    | ListingView
    | TermsView
    | RegionsView
    | ArchiveView
    | PapersView
    | PaperView
    | EditionView
    | NewspaperPageView
    | PlainView
    | MovedView
)
