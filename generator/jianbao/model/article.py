"""What an editor owns: Story (the words of one item), Draft (what import proposes), Article (the file)."""

from __future__ import annotations

import datetime as dt

from jianbao.model.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A person who made something 署名. `role`: 记者, 通讯员, 摄影 … or empty; `outlet`: 新华社 or empty."""

    name: str
    role: str = ""
    outlet: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A place where the source lost text. `where`: "paragraph 1" (counted from 0), "byline", "headline",
    "kicker", "deck", "caption", "pullquote", "subhead 0"; `after`: the characters just before the gap; `certainty`:
    the probability, 0 to 1, that text is missing there (1 where a person says so)."""

    where: str
    after: str
    certainty: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something import was not sure of, for the editor. `lines` are 1-based lines of the source page."""

    code: str
    message: str
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One restored paragraph and the source lines it came from."""

    text: str
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subhead:
    """A subhead 小标题; `before` is the 0-based index of the paragraph it stands before."""

    text: str
    before: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The words of one item of a page, restored. `kind`: news, photo, feature, brief or notice.

    `confidence` is the mean, 0 to 1, of its characters where they were recognised from a picture; 1 otherwise.
    """

    kind: str
    headline: str
    rubric: str = ""
    kicker: str = ""
    deck: str = ""
    byline: tuple[Credit, ...] = ()
    dateline: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    subheads: tuple[Subhead, ...] = ()
    pullquote: str = ""
    caption: str = ""
    credit: str = ""
    gaps: tuple[Gap, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    lines: tuple[int, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A story with what import proposes for it: tags, regions (codes, parents included), slug."""

    story: Story
    tags: tuple[str, ...]
    region: str | None
    regions: tuple[str, ...]
    slug: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A published correction 更正: when, and what was wrong."""

    date: dt.date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture: `src` is an address below the site or an absolute URL, empty where only its text came in; `width`
    and `height` are its pixels, 0 where nobody has said."""

    src: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where import found the article: page file, its sha256, first and last line of each run of lines, and how sure
    its characters are, 0 to 1, where a program recognised them."""

    file: str
    sha256: str = ""
    lines: tuple[tuple[int, int], ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article 稿件 as its Markdown file says it. `title` is the headline 主题; `body` is Markdown.

    `date` and `updated` may be a `datetime` when the file gives a time. `paper` is the newspaper's name,
    `edition` the date of its issue 期, `page` the number of the printed page 版, `order` the place on it.
    `region` is the code of the one region it is mainly about. `permalink` overrides the address.
    The caption and credit of a picture stand in `images`, also when the picture itself is not there (src "").
    """

    title: str
    date: dt.date
    slug: str = ""
    body: str = ""
    kicker: str = ""
    deck: str = ""
    rubric: str = ""
    updated: dt.date | None = None
    aliases: tuple[str, ...] = ()
    permalink: str = ""
    tags: tuple[str, ...] = ()
    region: str | None = None
    regions: tuple[str, ...] = ()
    authors: tuple[Credit, ...] = ()
    dateline: str = ""
    summary: str = ""
    draft: bool = False
    paper: str = ""
    edition: dt.date | None = None
    page: int | None = None
    order: int | None = None
    kind: str = ""
    images: tuple[Image, ...] = ()
    pullquote: str = ""
    corrections: tuple[Correction, ...] = ()
    gaps: tuple[Gap, ...] = ()
    review: tuple[Doubt, ...] = ()
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article where it lies: `path` relative to the project, with forward slashes. `digest` stands for the
    text it was read from; empty where nobody has said it."""

    path: str
    article: Article
    digest: bytes = b""
