"""What importing a page would do to the files: decided here, done in import_work."""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from jianbao.commands import import_places as places
from jianbao.commands import import_problems as said
from jianbao.commands.import_page import CutSheet
from jianbao.commands.import_shelf import Shelf
from jianbao.document.compose import compose
from jianbao.document.frontmatter import dump
from jianbao.document.merge.page import Merged, Version, merge_page
from jianbao.edge import memory
from jianbao.edge.memory import Entry, Record
from jianbao.model.article import Article, Draft, Image
from jianbao.model.problem import Found, Problem, Where

_SHORT = 80


class Deed(enum.Enum):
    """What happens to the file of one article."""

    NEW = "new"
    CHANGED = "changed"
    MERGED = "merged"  # a person's, with what import changed elsewhere in it
    SAME = "same"
    KEPT = "kept"  # a person's
    ABSENT = "absent"  # a person deleted it


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One file of the page: where it lies, the text it should hold, and what is done.

    `article` is what import makes of the page, whatever a person made of it; None for a file that is the person's.
    """

    path: str
    article: Article | None
    text: str
    deed: Deed


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that importing one page does: the files, the record of the page, what import wrote (by path). `files`:
    all files of the page as they are then, in its order."""

    items: tuple[Item, ...]
    record_name: str
    record: Record
    texts: Mapping[str, str] = field(default_factory=dict)
    files: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """An article of this import: where it goes, which entry of the last one it is, and its file."""

    path: str
    article: Article
    text: str
    entry: Entry | None

    def remembered(self, file: str) -> Entry:
        """Return the entry of the record for it."""
        source = self.article.source
        runs = source.lines if source is not None else ()
        return Entry(
            path=self.path,
            sha256=memory.digest(self.text),
            file=file,
            headline=self.article.title,
            lines=tuple(sorted({n for first, last in runs for n in range(first, last + 1)})),
        )


def plan_page(cut: CutSheet, record: Record, shelf: Shelf) -> Found[Plan]:
    """Decide for each draft of the page which file it goes to, and what each file of the page should hold.

    What a person did to a file since import wrote it stays, the rest follows this import (document/merge). A file
    that is gone stays gone, unless all of the page's are: then the page is imported afresh.
    """
    file = cut.sheet.origin.file
    entries, own = _there(record, shelf, file)
    texts = shelf.texts(cut.sheet.record, entries)
    stories = [draft.story for draft in cut.drafts]
    candidates = [*entries, *own]
    known = {**texts, **{each.path: shelf.text(each.path) or "" for each in own}}
    matched = places.match(stories, candidates, file, {path: places.words(text) for path, text in known.items()})
    remembered = frozenset(entry.path for entry in entries)
    made = [
        _made(draft, entry, cut, shelf, order, remembered, texts)
        for order, (draft, entry) in enumerate(zip(cut.drafts, matched, strict=True), 1)
    ]
    new = {each.path: each.text for each in made}
    paths = dict.fromkeys((*new, *(entry.path for entry in candidates)))
    versions = [Version(path=p, base=texts.get(p), mine=shelf.text(p), new=new.get(p)) for p in paths]
    merged = {each.path: each for each in merge_page(versions)}
    items, problems = [], []
    for each in made:
        item, found = _item(each, merged[each.path], texts.get(each.path), shelf, cut)
        items.append(item)
        problems += found
    used = set(new)
    rest = [entry for entry in entries if entry.path not in used]
    problems += _vanished(rest, file, shelf)
    items += [_other(merged[path]) for path in paths if path not in used and _moved_into(merged[path], shelf)]
    kept = [
        replace(entry, vanished=entry.vanished or entry.file == file)
        for entry in rest
        if shelf.there(entry.path) or entry.file != file
    ]
    after = Record(
        sources={**record.sources, file: cut.sheet.digest},
        entries=(*(each.remembered(file) for each in made), *kept),
        dropped=record.dropped,
    )
    left = {entry.path: texts[entry.path] for entry in kept if entry.path in texts}
    then = {path: each.text for path, each in merged.items() if each.text is not None}
    then |= {item.path: item.text for item in items if item.deed is not Deed.ABSENT and item.text}
    plan = Plan(
        items=tuple(items),
        record_name=cut.sheet.record,
        record=after,
        texts={**new, **left},
        files=tuple((path, then[path]) for path in paths if path in then),
    )
    return Found(value=plan, problems=tuple(problems))


def _there(record: Record, shelf: Shelf, file: str) -> tuple[list[Entry], list[Entry]]:
    """Return the entries of the last import, those of moved files where they are now, and the page's files that
    import did not write."""
    entries = list(record.entries)
    strays = list(shelf.of_page(file, (entry.path for entry in entries)))
    found: list[Entry] = []
    for entry in entries:
        stray = None if shelf.there(entry.path) else next((each for each in strays if _same(each, entry)), None)
        if stray is not None:
            strays.remove(stray)
            found.append(replace(entry, path=stray.path))
        else:
            found.append(entry)
    if not any(shelf.there(entry.path) for entry in (*found, *strays)):
        found = []
    return found, strays


def _same(stray: Entry, entry: Entry) -> bool:
    same_lines = bool(stray.lines) and set(stray.lines) == set(entry.lines)
    return same_lines or (bool(stray.headline) and stray.headline == entry.headline)


def _made(
    draft: Draft,
    entry: Entry | None,
    cut: CutSheet,
    shelf: Shelf,
    order: int,
    remembered: frozenset[str],
    texts: Mapping[str, str],
) -> _Made:
    """Return the article of a draft, at the address it has or at one that is free."""
    date = cut.sheet.ref.date
    if entry is not None:
        slug, path = shelf.slug_of(entry.path, texts.get(entry.path)), entry.path
    else:
        # not the address of an article of the page that a person deleted, either
        def taken(slug: str) -> bool:
            return shelf.taken(date, slug) or places.article_path(date, slug) in remembered

        slug = places.free_slug(draft.slug, date, taken)
        shelf.give(date, slug)
        path = places.article_path(date, slug)
    article = compose(replace(draft, slug=slug), cut.sheet.ref, cut.sheet.origin, order)
    if cut.images:
        article = replace(article, images=illustrated(article.images, cut.images[order - 1]))
    return _Made(path=path, article=article, text=dump(article), entry=entry)


def illustrated(images: tuple[Image, ...], sources: Sequence[Image]) -> tuple[Image, ...]:
    """Return the pictures of an article with their addresses; the words that were found go with the first."""
    words = images[0] if images else Image(src="")
    said = words.caption
    first = [replace(one, alt=said[:60], caption=said, credit=words.credit) for one in sources[:1]]
    return (*(first or images), *sources[1:])


def _item(made: _Made, merged: Merged, base: str | None, shelf: Shelf, cut: CutSheet) -> tuple[Item, list[Problem]]:
    """Decide what happens to the file of one article; `base` is what import wrote there last, if that is known."""
    deed, text, problems = _deed(made, merged, base, shelf, cut)
    return Item(path=made.path, article=made.article, text=text, deed=deed), problems


def _deed(
    made: _Made, merged: Merged, base: str | None, shelf: Shelf, cut: CutSheet
) -> tuple[Deed, str, list[Problem]]:
    where, file, entry = Where(file=made.path), cut.sheet.origin.file, made.entry
    ours = entry is not None and bool(entry.sha256)
    there = shelf.text(made.path)
    if there is None and not shelf.there(made.path):
        if not ours:
            return Deed.NEW, made.text, []
        name = cut.sheet.record
        gone = said.DELETED.at(Where(file=file), headline=made.article.title, path=made.path, record=name)
        return Deed.ABSENT, made.text, [gone]
    if there is None or merged.text is None:
        return Deed.KEPT, "", [said.KEPT_DIFFERENT.at(where, file=file)]
    if _lines(there) == _lines(made.text):
        return Deed.SAME, there, []
    if not ours:
        return Deed.KEPT, there, [said.NOT_OURS.at(where, headline=made.article.title, file=file)]
    if base is None:
        return Deed.KEPT, there, [said.KEPT_DIFFERENT.at(where, file=file)]
    problems = _conflicts(merged, made.path, file)
    if merged.text == there:
        return Deed.KEPT, there, problems or [said.KEPT.at(where)]
    if _lines(base) == _lines(there):
        return Deed.CHANGED, made.text, []
    return Deed.MERGED, merged.text, problems or [said.MERGED.at(where)]


def _conflicts(merged: Merged, path: str, file: str) -> list[Problem]:
    found = []
    for each in merged.conflicts:
        where = Where(file=path, line=each.line)
        if each.what == "file":
            found.append(said.KEPT_DIFFERENT.at(where, file=file))
            continue
        what_zh = "正文" if each.what == "text" else each.what
        words = {"mine": _shown(each.mine), "new": _shown(each.new)}
        found.append(said.CONFLICT.at(where, what_en=each.what, what_zh=what_zh, **words))
    return found


def _shown(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHORT else f"{flat[:_SHORT]}…"


def _lines(text: str) -> str:
    """Return a text with one kind of line ends: a checkout with others is no edit."""
    return text.replace("\r\n", "\n")


def _moved_into(merged: Merged, shelf: Shelf) -> bool:
    return merged.text is not None and merged.text != shelf.text(merged.path)


def _other(merged: Merged) -> Item:
    """A file that this import does not write, with what a person moved into it as import has it now."""
    return Item(path=merged.path, article=None, text=merged.text or "", deed=Deed.MERGED)


def _vanished(rest: Sequence[Entry], file: str, shelf: Shelf) -> list[Problem]:
    """Say which articles of the last import the page has no more; their files stay."""
    return [
        said.VANISHED.at(Where(file=entry.path), headline=entry.headline, file=file)
        for entry in rest
        if entry.file == file and entry.sha256 and shelf.there(entry.path)
    ]
