"""What importing a page would do to the files: decided here, done in import_."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass, replace

from jianbao.commands import import_places as places
from jianbao.commands import import_problems as said
from jianbao.commands.import_page import CutSheet
from jianbao.commands.import_shelf import Shelf
from jianbao.document.compose import compose
from jianbao.document.frontmatter import dump
from jianbao.edge import memory, reading
from jianbao.edge.memory import Entry, Record
from jianbao.model.article import Article, Draft
from jianbao.model.problem import Found, Problem, Where


class Deed(enum.Enum):
    """What happens to the file of one article."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    KEPT = "kept"  # a person's
    ABSENT = "absent"  # a person deleted it


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One article of the page: where it goes, its text, and what is done."""

    path: str
    article: Article
    text: str
    deed: Deed
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that importing one page does."""

    items: tuple[Item, ...]
    record_name: str
    record: Record


def plan_page(cut: CutSheet, record: Record, shelf: Shelf) -> Found[Plan]:
    """Decide for each draft of the page which file it goes to and whether that file is written.

    A file that differs from what import wrote last is a person's and stays; one that is gone stays gone, unless
    all of the page's are: then the page is imported afresh.
    """
    file, ref = cut.sheet.origin.file, cut.sheet.ref
    stories = [draft.story for draft in cut.drafts]
    entries = list(record.entries)
    if not entries or any(not (shelf.root / entry.path).exists() for entry in entries):
        entries = _with_moved(entries, shelf, file)
    if not any((shelf.root / entry.path).exists() for entry in entries):
        entries = []
    matched = places.match(stories, entries, file)
    remembered = frozenset(entry.path for entry in entries)
    items: list[Item] = []
    problems: list[Problem] = []
    for order, (draft, entry) in enumerate(zip(cut.drafts, matched, strict=True), 1):
        slug, path = _address(draft, entry, cut, shelf, remembered)
        article = compose(replace(draft, slug=slug), ref, cut.sheet.origin, order)
        item, found = _item(article, path, entry, cut, shelf)
        items.append(item)
        problems.extend(found)
    used = {entry.path for entry in matched if entry is not None}
    rest = [entry for entry in entries if entry.path not in used and entry.sha256]
    problems.extend(_vanished(rest, file, shelf))
    kept = [entry for entry in rest if (shelf.root / entry.path).exists() or entry.file != file]
    sources = {**record.sources, file: cut.sheet.digest}
    record = Record(sources=sources, entries=(*(item.entry for item in items), *kept))
    plan = Plan(items=tuple(items), record_name=cut.sheet.record, record=record)
    return Found(value=plan, problems=tuple(problems))


def _with_moved(entries: list[Entry], shelf: Shelf, file: str) -> list[Entry]:
    """Let files that a person moved stand for the entries they were written as."""
    strays = list(shelf.of_page(file, (entry.path for entry in entries)))
    found: list[Entry] = []
    for entry in entries:
        there = (shelf.root / entry.path).exists()
        stray = None if there else next((each for each in strays if _same(each, entry)), None)
        if stray is not None:
            strays.remove(stray)
            found.append(replace(entry, path=stray.path))
        else:
            found.append(entry)
    return [*found, *strays]


def _same(stray: Entry, entry: Entry) -> bool:
    return set(stray.lines) == set(entry.lines) if stray.lines and entry.lines else stray.headline == entry.headline


def _address(
    draft: Draft, entry: Entry | None, cut: CutSheet, shelf: Shelf, remembered: frozenset[str]
) -> tuple[str, str]:
    """Return slug and path: those of the last import, or new ones that are free in the month, and that no deleted
    article of the page had."""
    if entry is not None:
        return shelf.slug_of(entry.path), entry.path
    date = cut.sheet.ref.date

    def taken(slug: str) -> bool:
        return shelf.taken(date, slug) or places.article_path(date, slug) in remembered

    slug = places.free_slug(draft.slug, date, taken)
    shelf.give(date, slug)
    return slug, places.article_path(date, slug)


def _item(
    article: Article, path: str, entry: Entry | None, cut: CutSheet, shelf: Shelf
) -> tuple[Item, tuple[Problem, ...]]:
    """Decide what happens to the file at `path`; `entry` says what import wrote there, None for nothing."""
    text = dump(article)
    now = Entry(
        path=path,
        sha256=memory.digest(text),
        made=memory.digest(dump(replace(article, source=None))),
        file=cut.sheet.origin.file,
        headline=article.title,
        lines=tuple(sorted({n for first, last in _runs(article) for n in range(first, last + 1)})),
    )
    there = reading.read_text(shelf.root / path, path).value if (shelf.root / path).exists() else None
    deed, problems = _deed(None if there is None else memory.digest(there), now, entry, cut)
    if deed is Deed.KEPT and entry is not None and entry.sha256:
        now = replace(now, sha256=entry.sha256, made=entry.made)  # what the person began from
    return Item(path=path, article=article, text=text, deed=deed, entry=now), problems


def _deed(there: str | None, now: Entry, entry: Entry | None, cut: CutSheet) -> tuple[Deed, tuple[Problem, ...]]:
    """Compare what stands in the file (`there`, a digest) with what import writes now and wrote last."""
    where, file, record = Where(file=now.path), now.file, cut.sheet.record
    ours = entry.sha256 if entry is not None else ""
    if there is None:
        if not ours:
            return Deed.NEW, ()
        gone = said.DELETED.at(Where(file=file), headline=now.headline, path=now.path, record=record)
        return Deed.ABSENT, (gone,)
    if there == now.sha256:
        return Deed.SAME, ()
    if there == ours:
        return Deed.CHANGED, ()
    if entry is None or not ours:
        return Deed.KEPT, (said.NOT_OURS.at(where, headline=now.headline, file=file),)
    if entry.made == now.made:
        return Deed.KEPT, (said.KEPT.at(where),)
    return Deed.KEPT, (said.KEPT_DIFFERENT.at(where, file=file, record=record),)


def _runs(article: Article) -> tuple[tuple[int, int], ...]:
    return article.source.lines if article.source is not None else ()


def _vanished(rest: Sequence[Entry], file: str, shelf: Shelf) -> list[Problem]:
    """Say which articles of the last import the page has no more; their files stay."""
    return [
        said.VANISHED.at(Where(file=entry.path), headline=entry.headline, file=file)
        for entry in rest
        if entry.file == file and (shelf.root / entry.path).exists()
    ]
