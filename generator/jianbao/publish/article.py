"""The page of an article."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from jianbao.model.article import Article, Gap
from jianbao.model.frozen import dataclass
from jianbao.model.problem import Problem, Where
from jianbao.publish import cards, citing, linked_data, paths, turning
from jianbao.publish.bodies import Body, rooted
from jianbao.publish.context import Context
from jianbao.publish.gaps import mark_gaps
from jianbao.publish.library import Entry
from jianbao.publish.links import safe_link
from jianbao.publish.problems import BODY_TOO_DEEP, UNSAFE_LINK
from jianbao.publish.suggesting import suggest
from jianbao.publish.text import characters, plain, reading_minutes
from jianbao.publish.views import (
    ArticleView,
    CitationView,
    CorrectionView,
    FigureView,
    GapView,
    HeadView,
    Link,
    RelatedView,
)
from jianbao.zh import divisions, regions_former

_HELD = 4096
"""How many articles are held as what stands where they are related."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What an article says, as its page, its line of the data file and feeds need it: the body as it was converted;
    its text without markup; the body with gaps, other parts and `bodies.ROOT` before this site's addresses; the
    gaps that have no place in it; its pictures."""

    converted: Body
    text: str
    body: str
    gaps: tuple[Gap, ...]
    figures: tuple[FigureView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An article's view, and what making it found."""

    view: ArticleView
    problems: tuple[Problem, ...]


def _leaves(entry: Entry) -> tuple[str, ...]:
    """Return the named divisions, the main one first, without those that only hold another named one."""
    holding = {part for code in entry.named for part in divisions.parents(code)[:-1]}
    return tuple(code for code in entry.named if code == entry.main or code not in holding)


def _breadcrumb(context: Context, code: str, once: str) -> tuple[Link, ...]:
    """Return the way to a division; with the name that the article's own code meant, where that is of the past."""
    *above, last = (context.region(part) for part in divisions.parents(code))
    if once:
        last = replace(last, text=context.words["place_once"].format(name=last.text, old=once))
    return (*above, last)


def _once(article: Article) -> dict[str, str]:
    """Return, for the divisions that the article names by a code of the past, what this code meant."""
    found: dict[str, str] = {}
    for code in filter(None, (article.region, *article.regions)):
        known = regions_former.gone(code) if code not in divisions.divisions() else None
        found.update(dict.fromkeys(regions_former.today(code), known[0]) if known else {})
    return found


def _problems(entry: Entry, body: Body) -> tuple[Problem, ...]:
    where = Where(file=entry.path)
    pictures = (image.src for image in entry.article.images if safe_link(image.src.strip(), "") is None)
    links = tuple(UNSAFE_LINK.at(where, link=link) for link in (*body.unsafe, *pictures))
    return (*links, BODY_TOO_DEEP.at(where)) if body.deep else links


def _neighbour(context: Context, entry: Entry | None) -> Link | None:
    return context.link(entry.title, context.addresses.articles[entry.path]) if entry else None


def beside(context: Context, entry: Entry) -> tuple[object, ...]:
    """Return what the page of an article shows of other articles: its neighbours on the printed page, those
    related to it, and its other parts. Its key is made of it."""
    where, near = context.addresses.articles, context.neighbours.get(entry.path, (None, None))
    kin = ((one.title, where[one.path], one.day.isoformat()) for one in context.kin.get(entry.path, ()))
    parts = ((word, page, where[one.path]) for word, page, one in context.turned.get(entry.path, ()))
    return (*(context.card_key(one) if one else b"" for one in near), *kin, *parts)


def _related(context: Context, one: Entry) -> RelatedView:
    made = context.shown.get(one.path)
    if made is None:
        if len(context.shown) >= _HELD:  # or the memory of a build would grow with the archive
            context.shown.clear()
        link = context.link(one.title, context.addresses.articles[one.path])
        made = context.shown[one.path] = RelatedView(link=link, date=context.date(one.day))
    return made


def cited(context: Context, entry: Entry, path: str) -> tuple[CitationView, ...]:
    """Return how the article at `path` is cited."""
    article = entry.article
    one = citing.Cited(
        title=article.title,
        people=citing.responsible(article.authors, article.kind),
        paper=entry.edition[0] if entry.edition else "",
        date=entry.edition[1] if entry.edition else entry.day,
        page=entry.page,
        site=context.settings.title,
        url=context.absolute(path),
        key=path.removesuffix("/index.html").removesuffix(".html").rpartition("/")[2],
    )
    return citing.citations(one)


def _head(context: Context, entry: Entry, places: tuple[str, ...], figures: tuple[FigureView, ...]) -> HeadView:
    path, image = context.addresses.articles[entry.path], cards.image(context, figures)
    card = cards.share_path(context, entry)
    image = image or (context.absolute(card) if card else "")
    data = linked_data.news(context, entry, entry.about, places, image)
    return context.head(path, entry.title, entry.about, kind="article", jsonld=data, image=image)


def _shown(context: Context, body: str) -> str:
    """Return a body as its page shows it: with readings where the site asks for them."""
    if not context.settings.ruby:
        return body
    from jianbao.publish import ruby  # noqa: PLC0415  with what follows half a second, for sites that want it
    from jianbao.zh.tones import toned  # noqa: PLC0415  as above: dictionaries

    return ruby.annotated(body, lambda text: toned(text, context.tables))


def written(context: Context, entry: Entry, convert: Callable[[str], Body]) -> Written:
    """Return what an article says, for its page and for feeds; `convert` is a bodies.converter."""
    article = entry.article
    converted = convert(article.body)
    body, gaps = mark_gaps(converted.html, article.gaps, context.words["gap"])
    return Written(
        converted=converted,
        text=plain(body),
        body=turning.linked(body, context.turned.get(entry.path, ()), context.addresses.articles),
        gaps=gaps,
        figures=tuple(
            cards.figure(it.src, it.alt, it.caption, it.credit, size=(it.width, it.height)) for it in article.images
        ),
    )


def page(context: Context, entry: Entry, said: Written) -> Page:
    """Make the page of one article from what it says."""
    article, path = entry.article, context.addresses.articles[entry.path]
    count = characters(said.text)
    root = paths.root_of(path)
    once, places = _once(article), _leaves(entry)
    before, after = context.neighbours.get(entry.path, (None, None))
    view = ArticleView(
        root=root,
        head=_head(context, entry, places, said.figures),
        href=paths.href(path),
        title=article.title,
        kicker=article.kicker,
        deck=article.deck,
        rubric=context.link(entry.rubric, context.addresses.rubrics[entry.rubric]) if entry.rubric else None,
        kind=article.kind,
        date=context.date(article.date),
        updated=context.date(article.updated) if article.updated else None,
        byline=cards.byline(context, entry),
        dateline=article.dateline,
        summary=article.summary,
        body=_shown(context, rooted(said.body, root)),
        pullquote=article.pullquote,
        figures=said.figures,
        tags=tuple(context.tag(tag) for tag in entry.tags),
        regions=tuple(_breadcrumb(context, code, once.get(code, "")) for code in places),
        gaps=tuple(GapView(where=gap.where, after=gap.after) for gap in said.gaps),
        gap_count=len(article.gaps),
        corrections=tuple(
            CorrectionView(date=context.date(correction.date), text=correction.text)
            for correction in article.corrections
        ),
        stand=cards.stand(context, entry),
        previous=_neighbour(context, before),
        following=_neighbour(context, after),
        reading_minutes=reading_minutes(count, context.settings.reading_speed),
        characters=count,
        draft=article.draft,
        related=tuple(_related(context, one) for one in context.kin.get(entry.path, ())),
        citations=cited(context, entry, path),
        ruby=context.settings.ruby,
        suggest=suggest(context.settings.suggest, article.title, context.absolute(path), entry.path),
    )
    return Page(view=view, problems=_problems(entry, said.converted))
