"""Which file each article of a page goes to: its own of the last import, or a new one at a free address. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set

from jianbao.document.compose import body
from jianbao.edge.memory import Entry
from jianbao.model.article import Article, Story

LIMIT = 60
Month = tuple[int, int]


def match(
    stories: Sequence[Story], entries: Sequence[Entry], file: str, texts: Mapping[str, frozenset[str]]
) -> tuple[Entry | None, ...]:
    """Return for each story the entry of the last import that is the same article, None for a new one.

    The same headline is the same article, wherever the text came from; otherwise the one that shares most
    paragraphs (`texts`, by path), then the one of the same file that shares most lines: at least half of the fewer.
    Each entry is used once; ties go to the first; articles of the last import go before those that had vanished
    from the page, and these before a person's.
    """
    left = sorted(entries, key=lambda entry: (not entry.sha256, entry.vanished))
    found: list[Entry | None] = [None] * len(stories)
    for same in (_same_words, _same_headline):
        for index, story in enumerate(stories):
            entry = next((each for each in left if found[index] is None and same(story, each)), None)
            if entry is not None:
                found[index] = entry
                left.remove(entry)
    said = [words(body(story)) for story in stories]
    _nearest(found, left, lambda index, entry: _common(said[index], texts.get(entry.path, frozenset())))
    ours = [entry for entry in left if entry.file == file and entry.sha256]
    _nearest(found, ours, lambda index, entry: _common(set(stories[index].lines), set(entry.lines)))
    return tuple(found)


def words(text: str) -> frozenset[str]:
    """Return the paragraphs of an article's file or body."""
    return frozenset(piece.strip() for piece in re.split(r"\n\s*\n", text) if piece.strip())


def _nearest(found: list[Entry | None], left: list[Entry], share: Callable[[int, Entry], float]) -> None:
    """Give the stories that have none the entry of `left` that they share most with, the best pairs first."""
    shared = [
        (-share(index, entry), index, place)
        for index in range(len(found))
        for place, entry in enumerate(left)
        if found[index] is None and share(index, entry) >= 1 / 2
    ]
    used: set[int] = set()
    for _, index, place in sorted(shared):
        if found[index] is None and place not in used:
            found[index] = left[place]
            used.add(place)
    left[:] = [entry for place, entry in enumerate(left) if place not in used]


def _same_words(story: Story, entry: Entry) -> bool:
    return not entry.vanished and story.headline == entry.headline and set(story.lines) == set(entry.lines)


def _same_headline(story: Story, entry: Entry) -> bool:
    return bool(story.headline) and story.headline == entry.headline


def _common(ours: Set[object], theirs: Set[object]) -> float:
    """Return how much of the fewer of the two is common to both."""
    return len(ours & theirs) / min(len(ours), len(theirs)) if ours and theirs else 0.0


def free_slug(slug: str, date: dt.date, taken: Callable[[str], bool]) -> str:
    """Return `slug`, or with the day, or with the day and a number: the first that is not taken in its month.

    It stays within 60 characters: words at the end give way to what is added.
    """
    if not taken(slug):
        return slug
    number = 1
    while True:
        added = f"-{date.day:02d}" if number == 1 else f"-{date.day:02d}-{number}"
        longer = shortened(slug, LIMIT - len(added)) + added
        if not taken(longer):
            return longer
        number += 1


def shortened(slug: str, most: int) -> str:
    """Return `slug` within `most` characters, cut at a hyphen where there is one."""
    if len(slug) <= most:
        return slug
    cut = slug[: most + 1].rpartition("-")[0]
    return cut or slug[:most]


def article_path(date: dt.date, slug: str) -> str:
    """Return where an article of `date` lies, below the project."""
    return f"content/articles/{date.year:04d}/{date.month:02d}/{slug}.md"


def addresses(articles: Iterable[tuple[str, Article]]) -> frozenset[tuple[Month, str]]:
    """Return month and slug of each article; one without a slug is known by its file's name."""
    return frozenset(
        ((article.date.year, article.date.month), article.slug or path.rpartition("/")[2].rpartition(".")[0])
        for path, article in articles
    )
