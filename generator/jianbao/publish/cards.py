"""Small views of an article: its card, byline, pictures, and where it stood in print."""

from __future__ import annotations

from collections.abc import Sequence

from jianbao.model import widths
from jianbao.publish import paths
from jianbao.publish.context import Context
from jianbao.publish.library import Entry, person
from jianbao.publish.links import is_external, safe_link
from jianbao.publish.people import listed
from jianbao.publish.views import ByView, CardView, FigureView, StandView


def figure(address: str, alt: str, caption: str, credit: str, *, size: tuple[int, int] = (0, 0)) -> FigureView:
    """Return the view of a picture; an address that may not stand on a page leaves its words alone."""
    src = safe_link(address.strip(), "") or ""
    external = bool(src) and is_external(src)
    return FigureView(
        src=src if external else paths.href(src),
        alt=alt or caption,
        caption=caption,
        credit=credit,
        external=external,
        width=size[0] if all(size) else 0,
        height=size[1] if all(size) else 0,
        widths=() if external else widths.all_of(paths.href(src)),
    )


def image(context: Context, figures: Sequence[FigureView]) -> str:
    """Return the absolute address of the first picture that is there, or ""."""
    return next((it.src if it.external else context.settings.base_url + it.src for it in figures if it.src), "")


def share_path(context: Context, entry: Entry) -> str:
    """Return the address of an article's share card; "" where the site wants none, or it has a picture."""
    if not context.settings.share_font or (entry.picture and entry.picture[0]):
        return ""
    return f"share/{context.addresses.articles[entry.path].removesuffix('.html')}.png"


def byline(context: Context, entry: Entry) -> tuple[ByView, ...]:
    """Return the people of an article, each with the page of what they wrote."""
    return tuple(
        ByView(
            role=credit.role,
            name=person(credit.name),
            outlet=credit.outlet,
            href=_author(context, listed(credit.name, credit.outlet, entry.path, context.tables)),
        )
        for credit in entry.article.authors
        if credit.name.strip() or credit.outlet
    )


def _author(context: Context, name: str) -> str:
    return paths.href(context.addresses.authors[name]) if name else ""


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


_HELD = 12_000
"""Cards that are held at most, or the memory of a build would grow with the archive."""


def card(context: Context, entry: Entry) -> CardView:
    """Return the card of an article, made once (where there are not too many) and shared by all that list it."""
    made = context.cards.get(entry.path)
    if made is None:
        if len(context.cards) >= _HELD:
            context.cards.clear()
        made = context.cards[entry.path] = _card(context, entry)
    return made


def cards(context: Context, entries: Sequence[Entry]) -> tuple[CardView, ...]:
    """Return the cards of `entries`, in their order."""
    return tuple(card(context, entry) for entry in entries)


def _card(context: Context, entry: Entry) -> CardView:
    return CardView(
        href=paths.href(context.addresses.articles[entry.path]),
        title=entry.title,
        kicker=entry.kicker,
        deck=entry.deck,
        rubric=entry.rubric,
        kind=entry.kind,
        date=context.date(entry.moment if entry.timed else entry.day),
        summary=entry.about,
        authors=context.words["list_comma"].join(entry.authors),
        region=context.region(entry.main) if entry.main else None,
        paper=entry.edition[0] if entry.edition else "",
        page=entry.page,
        figure=figure(*entry.picture) if entry.picture else None,
        draft=entry.draft,
    )
