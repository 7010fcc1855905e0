"""Annotate and name: what import proposes for a story beyond its words. Pure."""

from __future__ import annotations

from jianbao.model.article import Draft, Story
from jianbao.model.page import PageRef
from jianbao.model.problem import Found, Problem
from jianbao.model.tables import Tables
from jianbao.zh import pinyin, readings, regions
from jianbao.zh.problems import FEW_TAGS, NO_SLUG
from jianbao.zh.tags import Vocabulary, tags
from jianbao.zh.words import Segmenter

_FEWEST = 2


def draft(
    story: Story,
    page: PageRef,
    tables: Tables,
    segmenter: Segmenter | None = None,
    known: Vocabulary | None = None,
) -> Found[Draft]:
    """Return the story with tags, regions and slug.

    `tables` are the publisher's and decide first; `segmenter` is `zh.words.load(cache_dir)`, or None: the default;
    `known` the tags that the archive has already (`zh.tags.vocabulary`).
    Problems: a headline that cannot be spelled (its slug is then kind, page number and a number made of its words),
    fewer than two tags.
    """
    text = body(story)
    people = tuple(credit.name for credit in story.byline)
    found = tags(
        story.headline,
        f"{story.kicker}\n{story.deck}".strip(),
        [subhead.text for subhead in story.subheads],
        text,
        people=people,
        tables=tables,
        segmenter=segmenter,
        known=known,
    )
    place = regions.find(
        story.headline,
        text,
        tables=tables,
        kicker=f"{story.kicker}\n{story.deck}".strip(),
        dateline=story.dateline,
        date=page.date,
    )
    problems: list[Problem] = []
    slug = _slug(story, page, people, tables, problems)
    if len(found) < _FEWEST:
        problems.append(FEW_TAGS.at(headline=story.headline, count=len(found)))
    proposed = Draft(story=story, tags=found, region=place.region, regions=place.regions, slug=slug)
    return Found(value=proposed, problems=tuple(problems))


def body(story: Story) -> str:
    """Return all a reader reads below the headline, a newline between paragraphs."""
    parts = [paragraph.text for paragraph in story.paragraphs]
    if story.caption:
        parts.append(story.caption)
    return "\n".join(parts)


def _slug(story: Story, page: PageRef, people: tuple[str, ...], tables: Tables, problems: list[Problem]) -> str:
    if pinyin.syllables(story.headline, people=people, tables=tables):
        return pinyin.title_slug(story.headline, people=people, tables=tables)
    own = readings.term_slug("".join((story.headline, body(story))) if not story.headline else story.headline)
    slug = f"{story.kind or 'article'}-{page.number:02d}-{own.removeprefix('x-')[:8].strip('-')}"
    problems.append(NO_SLUG.at(headline=story.headline, slug=slug))
    return slug
