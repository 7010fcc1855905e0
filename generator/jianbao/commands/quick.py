"""A build in which little changed: a few articles, and nothing else that anything is made of.

Where only files of articles changed, and in a way that leaves every heading and address in place (touched.py says
which), the library is looked at through what the build before left (held.py), and only the outputs that the changed
articles can have changed are looked at. In all other cases `attempt` gives up before anything is written, and the
site is planned as a whole. That both give the same bytes is a law (tests/laws/test_engine_builds.py).
"""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial
from typing import Any

from jianbao.commands.entries import Reader
from jianbao.commands.held import (
    Held,
    HeldAddresses,
    HeldBodies,
    HeldKin,
    HeldPrinted,
    HeldReadings,
    Later,
    library,
)
from jianbao.commands.outcome import Project
from jianbao.commands.remember import Kin, Memory, plain
from jianbao.commands.shape import Shape, Together, copy, from_plain, put, take, tidy, to_plain
from jianbao.edge import clock
from jianbao.edge import look as looking
from jianbao.edge.about import read_about
from jianbao.edge.pages import read_pages
from jianbao.edge.same import Before, differing
from jianbao.edge.tables import read_tables
from jianbao.model.frozen import dataclass
from jianbao.model.tables import Tables
from jianbao.publish import data, extras, moved, sitemap
from jianbao.publish.addresses import Addresses, article, is_permalink
from jianbao.publish.context import Context, below, neighbours_in
from jianbao.publish.keys import digest
from jianbao.publish.library import sizes
from jianbao.publish.people import named
from jianbao.publish.route import Route
from jianbao.publish.routes import Routes
from jianbao.publish.site import by_place, site_view
from jianbao.publish.terms import one_more, turned_terms
from jianbao.publish.theme import Theme
from jianbao.publish.together import changed, related
from jianbao.publish.touched import Change, gone, touched, usual
from jianbao.publish.turning import turned_in
from jianbao.publish.words import words

FEW = 200
"""With more changed files than that, a whole plan costs less."""


Shapes = tuple[Shape, Shape]


class Unusual(Exception):  # noqa: N818  no error: it leads to the whole plan
    """The change is not for this module."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A changed file: its number in the store, what is remembered of it now (None: gone), and the change."""

    name: str
    number: int
    kin: Kin | None
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """What a build of few changes has to do: outputs to look at, addresses at which nothing is any more and those
    at which something new is, and what to remember. `site`: what keys of outputs are made with."""

    files: tuple[File, ...]
    site: bytes
    routes: Routes
    looked_at: tuple[Route, ...]
    gone: tuple[str, ...]
    added: tuple[str, ...]
    heads: dict[str, object]
    bodies: HeldBodies
    shapes: Shapes
    held: Held
    count: int


def attempt(project: Project, before: Before, memory: Memory, chosen: Theme, own: bytes) -> Patch:
    """Find out what to do. `own` is the digest of the program. Raise Unusual where a whole plan is needed."""
    return _Attempt(project, before, memory, chosen, own).patch()


def need(holds: object) -> None:
    """Give up where something does not hold."""
    if not holds:
        raise Unusual


class _Attempt:
    def __init__(self, project: Project, before: Before, memory: Memory, chosen: Theme, own: bytes) -> None:
        self.project, self.before, self.chosen, self.own = project, before, chosen, own
        self.memory, self.store = memory, memory.store
        self.zone = clock.zone(project.settings.timezone)
        self.reader = Reader(project, self.zone, memory, before.taken)
        self.heads: dict[str, object] = {}

    def patch(self) -> Patch:
        """Return what to do; raise Unusual."""
        paths = self._edited()
        tables = read_tables(self.project.content / "data").value
        plain_shape = self.store.head("shape")
        need(plain_shape is not None and is_permalink(self.project.settings.permalink))
        was = from_plain(plain_shape)
        held = Held(self.store, str(self.project.root), tables)
        addresses = self.store.head("addresses")
        files = tuple(self._file(path, number, held, tables, addresses) for number, path in enumerate(paths))
        after = held.over()
        now = self._shape(was, files, after)
        changes = tuple(file.change for file in files)
        where = addresses, self._addresses(addresses, now, tables)
        contexts = self._contexts((held, was), (after, now), changes, tables, where)
        need(usual(*contexts, changes))
        return self._planned(contexts, files, (was, now), tables, after)

    def _edited(self) -> list[str]:
        """Return the paths of the articles that changed, came or went; nothing else may have changed."""
        old, new = self.before.kept["seen"], self.before.seen
        need(old[1] == new[1] and self.store.holds)
        found = differing(old[0], new[0])
        need(len(found) + len(self.before.young) <= FEW and all(at is None or at for *_, at in found))
        top = str(self.project.content / "articles")
        paths = {f"{folder}{os.sep}{name}" for folder, name, _ in found} | {*self.before.young}
        need(all(path.startswith(top + os.sep) and path.lower().endswith((".md", ".markdown")) for path in paths))
        need(not any(f"{os.sep}." in path[len(top) :] for path in paths))
        inside = (found for folder, found in new[0].items() if folder.startswith(top))
        need(all(found[2] for found in inside))  # neither links to folders nor unreadable files
        return sorted(paths)

    def _file(self, path: str, at: int, held: Held, tables: Tables, addresses: dict[str, Any]) -> File:
        """Read a changed file and what is remembered of it. What anything is said of is not for here."""
        start = len(str(self.project.root)) + 1
        name = path[start:].replace(os.sep, "/")
        folder, _, base = path.rpartition(os.sep)
        seen = self.before.seen[0].get(folder)
        stat = dict(looking.files(seen)).get(base) if seen else None
        known = self.store.file(name)
        before, old = None, ""
        if known is not None:
            number, value = known
            need(value[2] is not None and not value[3] and not value[4])
            before, old = held.entry(number), value[5]
            need(old and not before.draft and not before.permalink)
        else:
            number = self.store.last_number() + 1 + at
        if stat is None:
            need(known is not None)
            return File(name=name, number=number, kin=None, change=Change(before, None, old, ""))
        kin, made = self.reader.one(name, path, stat, known[1][:5] if known else None)
        if made is None or kin[3] or kin[4]:
            raise Unusual
        entry = named(made, tables).value
        need(entry.aliases == (before.aliases if before else ()))  # old addresses are for a whole plan
        need(not entry.draft and entry.day <= clock.today(self.project.settings.timezone))
        need(not entry.permalink)
        found = article(entry, self.project.settings.permalink, addresses["papers"])
        need(not found.problems and found.value)
        return File(name=name, number=number, kin=kin, change=Change(before, entry, old, found.value))

    def _shape(self, was: Shape, files: tuple[File, ...], after: Held) -> Shape:
        now = copy(was)
        for file in files:
            if file.change.before and file.change.moved:
                take(now, file.number, file.change.before)
        for file in files:
            if file.change.after:
                after.put(file.number, file.change.after, file.change.new)
        for file in files:
            if file.change.after and file.change.moved:
                put(now, file.number, file.change.after, after.entry)
        if any(file.change.moved for file in files):
            tidy(now)
        return now

    def _addresses(self, was: dict[str, Any], shape: Shape, tables: Tables) -> dict[str, Any]:
        """Return the addresses of terms now: new ones get theirs where that moves no other."""
        now = dict(was)
        for section in ("tags", "authors", "rubrics"):
            terms = shape.shelves[section]
            where = {term: address for term, address in was[section].items() if term in terms}
            for term in map(str, terms):
                if term not in where:
                    where[term] = one_more(section, term, tables.slugs, where.values())
                    need(where[term])
            if where.keys() != was[section].keys():
                need(turned_terms(section, where, tables) == turned_terms(section, was[section], tables))
                now[section] = where
                self.heads["addresses"] = now
        return now

    def _contexts(
        self,
        was: tuple[Held, Shape],
        now: tuple[Held, Shape],
        changes: tuple[Change, ...],
        tables: Tables,
        addresses: tuple[dict[str, Any], dict[str, Any]],
    ) -> tuple[Context, Context]:
        said = words(self.project.settings.language, self.chosen.words)
        pages = by_place(read_pages(self.project).value)
        said_before = HeldReadings(self.store)
        kin, about = self.store.head("related") or {}, read_about(self.project).value
        both = []
        for (held, shape), places in zip((was, now), addresses, strict=True):
            shown = library(held, shape)
            where = Addresses(articles=HeldAddresses(held), **places)
            both.append(
                Context(
                    settings=self.project.settings,
                    words=said,
                    zone=self.zone,
                    library=shown,
                    addresses=where,
                    pages=pages,
                    neighbours=HeldPrinted(held, shown, neighbours_in),
                    below=Later(partial(below, shown)),
                    related=kin,
                    kin=HeldKin(held, shown),
                    turned=HeldPrinted(held, shown, turned_in),
                    tables=tables,
                    about=about,
                    readings=said_before,
                )
            )
        moving = [change for change in changes if change.moved]
        if moving:
            went = [it.before for it in moving if it.before]
            came = [it.after for it in moving if it.after]
            together, listed = Together(self.store.head("beside")), both[1].library.tags
            counts, tags = changed(together, kin, went, came)
            made = {tag: it for tag, it in kin.items() if tag not in tags}
            near = ((tag, counts.get(tag) or together[tag]) for tag in sorted(tags) if tag in listed)
            made |= related(near, sizes(listed).__getitem__)
            both[1] = replace(both[1], related=made)
            self.heads |= {"beside": together.over(counts), "related": made}
        return both[0], both[1]

    def _planned(
        self,
        contexts: tuple[Context, Context],
        files: tuple[File, ...],
        shapes: Shapes,
        tables: Tables,
        held: Held,
    ) -> Patch:
        before, after = contexts
        was, now = shapes
        changes = tuple(file.change for file in files)
        left = gone(before, after, changes)
        added = gone(after, before, [Change(it.after, it.before, it.new, it.old) for it in changes])
        self._check(files, added, tables)
        pages = self._pages(changes, left, added)
        counts = [len(it.library.entries) for it in contexts]
        need(sitemap.is_split(counts[0] + len(pages[0])) == sitemap.is_split(counts[1] + len(pages[1])))
        shown = replace(tables, moved={})
        site = digest(
            self.own, self.chosen.digest, plain((self.project.settings, shown, site_view(after), self.chosen.words))
        )
        need(site == self.store.head("site"))
        bodies = HeldBodies(self.store)
        routes = Routes(after, pages[1], (), bodies)
        looked_at = {route.path: route for route in touched(before, routes, changes)}
        self._count(before, after, changes)
        if any(change.moved for change in changes):
            self.heads |= {"shape": to_plain(now), "pages": pages[1]}
        return Patch(
            files=files,
            site=site,
            routes=routes,
            looked_at=tuple(looked_at.values()),
            gone=tuple(left),
            added=tuple(added),
            heads=self.heads,
            bodies=bodies,
            shapes=(was, now),
            held=held,
            count=counts[1],
        )

    def _check(self, files: tuple[File, ...], added: list[str], tables: Tables) -> None:
        """See that new addresses are free, and that nothing is to be remembered of old ones."""
        for path in added:
            self._need_free(path)
        wanted = [file.change.new for file in files if file.change.after]
        need(len({*wanted}) == len(wanted))  # two that want one place are said by a whole plan
        last = {had[-1] for had in tables.moved.values() if had}
        for file in files:
            need(moved.stays(tables.moved, file.name, file.change.after, file.change.new))
            need(file.change.new == file.change.old or file.change.new not in last)

    def _count(self, before: Context, after: Context, changes: tuple[Change, ...]) -> None:
        """Bring the sums up to date that the keys of the data file and of the table are made of."""
        total = self.store.head("total") - sum(data.mark(it.before, it.old) for it in changes if it.before)
        total += sum(data.mark(it.after, it.new) for it in changes if it.after)
        table = self.store.head("table") - sum(extras.mark(before, it.before) for it in changes if it.before)
        table += sum(extras.mark(after, it.after) for it in changes if it.after)
        self.heads |= {"total": total, "table": table}

    def _need_free(self, path: str) -> None:
        """A new address must be plain, and nothing may be there, above it, or below it."""
        parts = path.split("/")
        need(path.isascii() and self.store.output(path) is None and not self.store.below(path))
        need(not any(self.store.output("/".join(parts[:end])) for end in range(1, len(parts))))

    def _pages(self, changes: tuple[Change, ...], left: list[str], added: list[str]) -> tuple[tuple[str, ...], ...]:
        """Return the addresses of all pages that are no article, before and after."""
        if not any(change.moved or change.day(0) != change.day(1) for change in changes):
            return (), ()  # no sitemap is made again
        old = tuple(self.store.head("pages"))
        articles = {path for change in changes for path in (change.old, change.new)}
        now = {*old, *(path for path in added if path.endswith(".html"))} - {*left} - articles  # no feeds
        return old, tuple(sorted(now))
