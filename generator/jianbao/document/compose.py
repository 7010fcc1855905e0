"""A Draft becomes an Article: its words as Markdown, the rest as fields of the front matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from jianbao.document import escape
from jianbao.model.article import Article, Draft, Image, Source, Story
from jianbao.model.page import Origin, PageRef


def compose(draft: Draft, page: PageRef, origin: Origin, order: int) -> Article:
    """Return the article that `draft` proposes.

    `order` is its place on the page, counted from 1. The words of a picture that did not come with the text
    stand in `images` with an empty `src`. Nothing is added: doubts and gaps are those of the draft.
    """
    story = draft.story
    return Article(
        title=story.headline,
        date=page.date,
        slug=draft.slug,
        body=body(story),
        kicker=story.kicker,
        deck=story.deck,
        rubric=story.rubric,
        tags=draft.tags,
        region=draft.region,
        regions=draft.regions,
        authors=story.byline,
        dateline=story.dateline,
        paper=page.paper,
        edition=page.date,
        page=page.number,
        order=order,
        kind=story.kind,
        images=_images(story),
        pullquote=story.pullquote,
        gaps=tuple(replace(gap, certainty=1.0) for gap in story.gaps),  # no file says it: weights change
        review=story.doubts,
        source=Source(file=origin.file, sha256=origin.sha256, lines=runs(story.lines), confidence=story.confidence),
    )


def body(story: Story) -> str:
    """Return the paragraphs and subheads of `story` as Markdown, an empty line between two blocks."""
    return "\n\n".join(block for block in _blocks(story) if block)


def _blocks(story: Story) -> Iterator[str]:
    for index, paragraph in enumerate(story.paragraphs):
        yield from _subheads(story, index, index)
        yield escape.paragraph(paragraph.text)
    yield from _subheads(story, len(story.paragraphs), max((s.before for s in story.subheads), default=0))


def _subheads(story: Story, first: int, last: int) -> Iterator[str]:
    """Yield the subheads that stand before a paragraph from `first` to `last`; those below 0 count as 0."""
    for subhead in story.subheads:
        if first <= max(subhead.before, 0) <= last:
            yield escape.heading(subhead.text)


def _images(story: Story) -> tuple[Image, ...]:
    if not (story.caption or story.credit):
        return ()
    return (Image(src="", caption=story.caption, credit=story.credit),)


def runs(lines: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Return numbers as runs, first and last of each: 1 2 3 87 is (1, 3) (87, 87)."""
    found: list[tuple[int, int]] = []
    for line in sorted(set(lines)):
        if found and found[-1][1] == line - 1:
            found[-1] = (found[-1][0], line)
        else:
            found.append((line, line))
    return tuple(found)
