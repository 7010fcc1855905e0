"""Which file each article of a page goes to: its own of the last import, or a new one at a free address. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from jianbao.edge.memory import Entry
from jianbao.model.article import Article, Story

LIMIT = 60
Month = tuple[int, int]


def match(stories: Sequence[Story], entries: Sequence[Entry], file: str) -> tuple[Entry | None, ...]:
    """Return for each story the entry of the last import that is the same article, None for a new one.

    The same headline is the same article, wherever the text came from; otherwise the one of the same file that
    shares most lines (at least half of the fewer). Each entry is used once; ties go to the first.
    """
    left = list(entries)
    found: list[Entry | None] = [None] * len(stories)
    for same in (_same_words, _same_headline):
        for index, story in enumerate(stories):
            entry = next((each for each in left if found[index] is None and same(story, each)), None)
            if entry is not None:
                found[index] = entry
                left.remove(entry)
    shared = [
        (-_shared(story, entry), index, place)
        for index, story in enumerate(stories)
        for place, entry in enumerate(left)
        if found[index] is None and entry.file == file and _shared(story, entry) >= 1 / 2
    ]
    used: set[int] = set()
    for _, index, place in sorted(shared):
        if found[index] is None and place not in used:
            found[index] = left[place]
            used.add(place)
    return tuple(found)


def _same_words(story: Story, entry: Entry) -> bool:
    return bool(story.headline) and story.headline == entry.headline and set(story.lines) == set(entry.lines)


def _same_headline(story: Story, entry: Entry) -> bool:
    return bool(story.headline) and story.headline == entry.headline


def _shared(story: Story, entry: Entry) -> float:
    """Return how much of the shorter of the two the lines they share are."""
    ours, theirs = set(story.lines), set(entry.lines)
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
