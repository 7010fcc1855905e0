"""Which outputs a few changed articles can change: all of those, and not many more.

A build in which little changed makes the keys of these alone (commands/quick.py). That no other output's key
changes is a law (tests/laws/test_engine_keys.py). It holds for changes that leave every month and edition in place,
and every address but those of the articles and of terms that come or go: other changes are for a whole plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from jianbao.publish import feeds, home, listings, paging, papers, relating, sitemap
from jianbao.publish.context import Context
from jianbao.publish.library import Edition, Entries, Entry, Heading, headings
from jianbao.publish.listings import Listing
from jianbao.publish.paging import Sheet
from jianbao.publish.route import Route
from jianbao.publish.routes import Routes
from jianbao.publish.terms import contended
from jianbao.zh import divisions


class Change(NamedTuple):
    """An article before and after, each with its address; None where there is none."""

    before: Entry | None
    after: Entry | None
    old: str
    new: str

    @property
    def moved(self) -> bool:
        """Whether it stands elsewhere now, in any order or under any heading."""
        one, other = self.before, self.after
        if one is None or other is None or self.old != self.new:
            return True
        return _filed(one) != _filed(other)

    def title(self, which: int) -> str:
        """Return its headline, before (0) or after (1)."""
        one = self[which]
        return one.title if isinstance(one, Entry) else ""

    def shown(self, which: int) -> tuple[bytes, str]:
        """Return what changes with anything that lists show of it, and the day of its last change."""
        one = self[which]
        return (one.card, one.changed) if isinstance(one, Entry) else (b"", "")

    def day(self, which: int) -> str:
        """Return the day of its last change, before (0) or after (1)."""
        one = self[which]
        return one.changed if isinstance(one, Entry) else ""


def _filed(one: Entry) -> tuple[object, ...]:
    return (one.path, one.moment, one.timed, one.page, one.order, one.kind, headings(one))


def touched(before: Context, routes: Routes, changes: Sequence[Change]) -> Iterator[Route]:
    """Yield the routes that the changes can have changed, new ones too; some may be yielded twice."""
    after = routes.context
    moved = [change for change in changes if change.moved]
    shown = [change for change in changes if change.moved or change.shown(0) != change.shown(1)]
    yield from _articles(before, routes, changes)
    if shown:
        yield routes.front()
        yield from routes.issues(sorted(_editions(shown)))
        yield from routes.extras()
    yield from _lists(before, routes, changes, shown)
    if any(_near(entries, one) for entries, one in _both(before.library.entries, after.library.entries, changes)):
        yield from routes.whole_feeds()
        yield routes.news()
        yield from routes.extras()
    if moved:
        yield from routes.indexes()
        yield from _related(before, routes)
        yield from _beside(before, routes)
    if any(change.moved or change.day(0) != change.day(1) for change in changes):
        years = {one.moment.year for change in changes for one in (change.before, change.after) if one}
        yield from routes.maps(sitemap.some(after, routes.pages, years))


def gone(before: Context, after: Context, changes: Sequence[Change]) -> list[str]:
    """Return the addresses at which nothing is any more."""
    changes = [change for change in changes if change.moved]
    per = before.settings.per_listing
    lists = _listings(before, after, changes)
    left = {path for was, _ in lists for path in _places(was, per)}
    left -= {path for _, now in lists for path in _places(now, per)}
    left |= {change.old for change in changes if change.before}
    for edition in _editions(changes):
        old, new = ({path for path, _ in papers.page_places(it, edition)} for it in (before, after))
        left |= old - new
    return sorted(left - {change.new for change in changes})


def _places(listing: Listing | None, per: int) -> set[str]:
    """Return where a listing lies, with its feed."""
    return {*listing.paths(per), *filter(None, (listing.feed,))} if listing else set()


def _articles(before: Context, routes: Routes, changes: Sequence[Change]) -> Iterator[Route]:
    """The pages of the articles, of those beside them in print, of those they are related to, of old addresses."""
    beside: dict[str, Entry] = {}
    most = max(1, sum(change.moved for change in changes))
    for change in changes:
        for context, one in ((before, change.before), (routes.context, change.after)):
            if one:
                beside |= {near.path: near for near in context.neighbours.get(one.path, ()) if near}
                beside |= {part.path: part for part in _parts(context, one)}
        if change.after:
            yield routes.article(change.after)
            yield from routes.moved((change.after,))
        if change.moved or change.title(0) != change.title(1):
            beside |= {near.path: near for near in _kin(before, routes.context, change, most)}
    changed = {one.path for change in changes for one in (change.before, change.after) if one}
    yield from (routes.article(one) for path, one in sorted(beside.items()) if path not in changed)


def _parts(context: Context, one: Entry) -> Iterator[Entry]:
    """Yield the articles of its edition that go on on another page, where it does so itself."""
    entries = context.library.editions[one.edition] if one.edition and one.turns else ()
    return (part for part in entries if part.turns)


def _kin(before: Context, after: Context, change: Change, most: int) -> Iterator[Entry]:
    """Yield the articles that may name this one, or another in its place, as related to them, where `most` articles
    stand elsewhere now."""
    if change.after and not change.moved:
        yield from relating.naming(after.library, change.after)
        return
    if change.before:
        yield from relating.near(before.library, change.before, most)
    if change.after:
        yield from relating.near(after.library, change.after, most)


def _editions(changes: Sequence[Change]) -> set[Edition]:
    return {one.edition for change in changes for one in (change.before, change.after) if one and one.edition}


def _both(before: Entries, after: Entries, changes: Sequence[Change]) -> Iterator[tuple[Entries, Entry]]:
    for change in changes:
        if change.before:
            yield before, change.before
        if change.after:
            yield after, change.after


def _near(entries: Entries, one: Entry) -> bool:
    """Whether an article is among those that feeds carry, or the map of news."""
    at = entries.index(one)
    return at < feeds.LIMIT or (at < sitemap.NEWS and sitemap.is_recent(entries, one))


def _lists(before: Context, routes: Routes, changes: Sequence[Change], shown: Sequence[Change]) -> Iterator[Route]:
    """The sheets of lists where what they show of an article changed (`shown`), and the feeds of terms."""
    after = routes.context
    for was, now in _listings(before, after, changes):
        if now is None:
            continue
        entries = was.entries if was else ()
        here = [it for it in changes if _stands(entries, it.before) or _stands(now.entries, it.after)]
        for sheet in _sheets(entries, now.entries, [it for it in here if it in shown], after.settings.per_listing):
            if not (now.kind == "latest" and sheet.is_front):
                yield routes.sheet(now, sheet)
        marked = (_at(them, one) < feeds.LIMIT for them, one in _both(entries, now.entries, here))
        if now.feed and now.kind != "latest" and any(marked):
            yield routes.feed(now)


def _related(before: Context, routes: Routes) -> Iterator[Route]:
    after = routes.context
    per = after.settings.per_listing
    for tag in after.library.tags:
        if before.related.get(tag) != after.related.get(tag):
            listing = listings.tag(after, tag)
            yield routes.sheet(listing, next(paging.sheets(listing.entries, per)))


def _beside(before: Context, routes: Routes) -> Iterator[Route]:
    """The pages of the regions that lie beside one that comes or goes, and say so."""
    after = routes.context
    came_or_went = before.library.regions.keys() ^ after.library.regions.keys()
    for parent in sorted({divisions.divisions()[code].parent for code in came_or_went}):
        for code in after.below.get(parent, ()):
            listing = listings.region(after, code)
            yield routes.sheet(listing, next(paging.sheets(listing.entries, after.settings.per_listing)))


def _at(entries: Entries, one: Entry) -> int:
    try:
        return entries.index(one)
    except ValueError:
        return len(entries)


def _stands(entries: Entries, one: Entry | None) -> bool:
    return one is not None and _at(entries, one) < len(entries)


def _sheets(was: Entries, now: Entries, changes: Sequence[Change], per: int) -> Iterator[Sheet[Entry]]:
    """Yield the sheets of a listing that changed: those on which a changed article stands, and where one moved all
    newer ones, with the one before, which shows whether the next is the first."""
    before, last = (paging.older_count(len(it), per) + 1 for it in (was, now))
    wanted: set[int] = set()
    for change in changes:
        found = ((was, change.before), (now, change.after))
        places = [len(it) - 1 - _at(it, one) for it, one in found if one is not None and _stands(it, one)]
        numbers = [min(place // per + 1, last) for place in places]
        if len(places) < 2 or change.moved:
            wanted.update(range(max(1, min((*numbers, before, last)) - 1), last + 1))
        else:
            wanted.update(numbers)
    yield from (paging.sheet(now, per, number) for number in sorted(wanted))


def _listings(
    before: Context, after: Context, changes: Sequence[Change]
) -> list[tuple[Listing | None, Listing | None]]:
    """Return the listings that any of the articles stands in, before and after; None where there is none."""
    found = [(name, it) for change in changes for one in change[:2] if one for name, it in _headings(one)]
    both = ((_listing(before, *it), _listing(after, *it)) for it in dict.fromkeys(found))
    return [(home.listing(before), home.listing(after)), *both]


def _headings(one: Entry) -> Iterator[tuple[str, Heading]]:
    return ((name, it) for name, some in headings(one).items() if name in _SHELVES for it in some)


def _listing(context: Context, shelf: str, heading: Heading) -> Listing | None:
    if heading not in getattr(context.library, shelf):
        return None
    if shelf == "months":
        months = list(context.library.months)
        at = next(at for at, month in enumerate(months) if month == heading)
        return listings.month_of(context, months[at], months, at)
    return _LISTED[shelf](context, str(heading))


_TERMS = ("tags", "authors", "rubrics")
_LISTED: dict[str, Callable[[Context, str], Listing]] = {
    "tags": listings.tag,
    "regions": listings.region,
    "rubrics": listings.rubric,
    "authors": listings.author,
}
_SHELVES = frozenset({*_LISTED, "months"})


def usual(before: Context, after: Context, changes: Sequence[Change]) -> bool:
    """Whether the changes leave the months, the editions, what every page shows of the site, all old addresses and
    those of other terms as they are: then `touched` and `gone` say all that they do."""
    one, other = before.library, after.library
    if any(bool(getattr(one, name)) != bool(getattr(other, name)) for name in (*_TERMS, "regions", "entries")):
        return False
    if before.addresses.moved != after.addresses.moved or after.settings.traditional or after.settings.share_font:
        return False
    changes = [change for change in changes if change.moved]
    if not changes:
        return True
    if any(getattr(one, name).keys() != getattr(other, name).keys() for name in ("months", "editions")):
        return False
    if any(change.old != change.new and _answers(before, change) for change in changes):
        return False
    return _plain_tags(before, after) and all(_settled(before, after, change) for change in changes)


def _plain_tags(before: Context, after: Context) -> bool:
    """Whether no tag that comes or goes is broader or narrower than another: the pages of both name each other."""
    parents = after.tables.tag_parents
    came_or_went = before.library.tags.keys() ^ after.library.tags.keys()
    return came_or_went.isdisjoint((*parents, *parents.values()))


def _answers(before: Context, change: Change) -> bool:
    """Whether an article answers at old addresses, or another would answer at the one it had."""
    path = change.before.path if change.before else ""
    return path in before.addresses.moved or change.old in before.addresses.wanted


def _settled(before: Context, after: Context, change: Change) -> bool:
    """Whether other terms keep their addresses: of terms of one reading the older one has the plain one, so every
    term keeps its oldest article, or is alone with its reading."""
    for one in filter(None, change[:2]):
        for name in _TERMS:
            for term in headings(one)[name]:
                old, new = (getattr(it.library, name).get(term) for it in (before, after))
                oldest = {(it[-1].path, it[-1].day) if it else () for it in (old, new)}
                if len(oldest) > 1 and any(_contended(it, name, term) for it in (before, after)):
                    return False
    return True


def _contended(context: Context, name: str, heading: Heading) -> bool:
    where = getattr(context.addresses, name)
    return heading in where and contended(where[heading], where.values())
