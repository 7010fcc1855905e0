"""Small views of an article: its card, byline, pictures, and where it stood in print."""

from __future__ import annotations

from collections.abc import Sequence

from jianbao.model.article import Image
from jianbao.publish import paths
from jianbao.publish.context import Context
from jianbao.publish.library import Entry, person
from jianbao.publish.links import is_external, safe_link
from jianbao.publish.text import excerpt, shorten
from jianbao.publish.views import ByView, CardView, FigureView, StandView


def figure(image: Image) -> FigureView:
    """Return the view of a picture; an address that may not stand on a page leaves its words alone."""
    src = safe_link(image.src.strip(), "") or ""
    external = bool(src) and is_external(src)
    return FigureView(
        src=src if external else paths.href(src),
        alt=image.alt or image.caption,
        caption=image.caption,
        credit=image.credit,
        external=external,
    )


def byline(context: Context, entry: Entry) -> tuple[ByView, ...]:
    """Return the people of an article, each with the page of what they wrote."""
    return tuple(
        ByView(
            role=credit.role,
            name=person(credit.name),
            outlet=credit.outlet,
            href=paths.href(context.addresses.authors[person(credit.name)]) if person(credit.name) else "",
        )
        for credit in entry.article.authors
        if credit.name.strip() or credit.outlet
    )


def description(entry: Entry) -> str:
    """Return a sentence or two about an article: its summary, its opening, or the words of its picture."""
    article = entry.article
    if article.summary:
        return article.summary
    text = excerpt(article.body) or next((image.caption for image in article.images if image.caption), "")
    return shorten(text or article.deck, 110)


def stand(context: Context, entry: Entry) -> StandView | None:
    """Return where an article stood in print, or None where its edition is not known."""
    if entry.edition is None:
        return None
    paper, date = entry.edition
    page = context.pages.get((paper, date, entry.page))
    return StandView(
        paper=context.link(paper, context.addresses.paper(paper)),
        edition=context.link(context.date(date).text, context.addresses.edition(paper, date)),
        page=context.page_link(entry.edition, entry.page),
        date=context.date(date),
        number=entry.page,
        page_name=page.name if page else "",
        inferred=page.inferred if page else (),
        note=page.note if page else "",
    )


def card(context: Context, entry: Entry) -> CardView:
    """Return the card of an article, made once and shared by all pages that list it."""
    made = context.cards.get(entry.path)
    if made is None:
        made = context.cards[entry.path] = _card(context, entry)
    return made


def cards(context: Context, entries: Sequence[Entry]) -> tuple[CardView, ...]:
    """Return the cards of `entries`, in their order."""
    return tuple(card(context, entry) for entry in entries)


def _card(context: Context, entry: Entry) -> CardView:
    article = entry.article
    shown = article.region if article.region in entry.named else None
    return CardView(
        href=paths.href(context.addresses.articles[entry.path]),
        title=article.title,
        kicker=article.kicker,
        deck=article.deck,
        rubric=entry.rubric,
        kind=article.kind,
        date=context.date(article.date),
        summary=description(entry),
        authors=context.words["list_comma"].join(entry.authors),
        region=context.region(shown) if shown else None,
        paper=entry.edition[0] if entry.edition else "",
        page=entry.page,
        figure=figure(article.images[0]) if article.images else None,
        draft=article.draft,
    )
