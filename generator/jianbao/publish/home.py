"""The home page: the latest edition as a front page, and the listing of all articles behind it."""

from __future__ import annotations

from collections.abc import Sequence

from jianbao.publish import cards, linked_data, region_pages
from jianbao.publish.context import Context
from jianbao.publish.indexes import by_count
from jianbao.publish.library import Edition, Entry
from jianbao.publish.listings import Listing, region_links
from jianbao.publish.paging import sheets
from jianbao.publish.papers import by_page, page_link
from jianbao.publish.text import enumerate_in_words
from jianbao.publish.views import CardView, HomeView, Link

PATH = "index.html"
TERMS = 40


def listing(context: Context) -> Listing:
    """Return the listing of all articles; its first page is the home page."""
    title, entries = context.settings.title, context.library.entries
    return Listing(kind="latest", title=title, path=PATH, entries=entries, feed="feed.xml", older="page")


def latest_edition(context: Context) -> Edition | None:
    """Return the edition with the newest date; of several papers, the first by name."""
    return min(context.library.editions, key=lambda one: (-one[1].toordinal(), one[0]), default=None)


def home(context: Context) -> HomeView:
    """Return the home page."""
    per = context.settings.per_listing
    everything = listing(context)
    front = next(sheets(everything.entries, per))
    behind = front.last - 1
    latest = latest_edition(context)
    printed = context.library.editions[latest][:per] if latest else context.library.entries[:1]
    shown = {one.path for one in printed}
    lead = next((one for one in printed if one.kind != "photo"), None)
    tiles, columns, rows = region_pages.sketch(context) if context.library.regions else ((), 0, 0)
    return HomeView(
        root="",
        head=context.head(
            PATH,
            "",
            _about(context, (*printed, *front.items)),
            feed="feed.xml",
            jsonld=linked_data.website(context),
        ),
        stand=cards.stand(context, printed[0]) if latest else None,
        lead=cards.card(context, lead) if lead else None,
        seconds=_cards(context, printed, photos=False, without=lead),
        photos=_cards(context, printed, photos=True, without=lead),
        newest=cards.cards(context, [one for one in front.items if one.path not in shown]),
        pages=_pages(context, latest),
        rubrics=by_count(context, context.library.rubrics, context.addresses.rubrics, TERMS),
        regions=region_links(context, context.below.get("", ())),
        tags=by_count(context, context.library.tags, context.addresses.tags, TERMS),
        pager=context.pager(front.last, front.last, {behind: everything.sheet_path(behind, front.last)}),
        tiles=tiles,
        columns=columns,
        rows=rows,
    )


def _about(context: Context, entries: Sequence[Entry]) -> str:
    """The publisher's own words ([extra] description), else the newest headlines."""
    own = context.settings.extra.get("description", "")
    titles = dict.fromkeys(one.title for one in entries)
    return own if isinstance(own, str) and own else enumerate_in_words(titles)


def _cards(
    context: Context, entries: Sequence[Entry], *, photos: bool, without: Entry | None
) -> tuple[CardView, ...]:
    kept = [one for one in entries if (one.kind == "photo") == photos and one is not without]
    return cards.cards(context, kept)


def _pages(context: Context, latest: Edition | None) -> tuple[Link, ...]:
    if latest is None:
        return ()
    found = by_page(context.library.editions[latest])
    return tuple(page_link(context, latest, number) for number, _ in found if number)
