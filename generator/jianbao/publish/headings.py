"""Levels and names of the headings of a body: one place for both ways from Markdown to HTML."""

from __future__ import annotations

from collections.abc import Iterable

from jianbao.publish.paths import cut
from jianbao.zh import readings


def placed(headings: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return level and id for each (level, text) of a body's headings, in their order.

    Levels are shifted so that the highest is h2; an id is the pinyin of the text, "-2" behind a repeated one.
    """
    found = list(headings)
    shift = 2 - min((level for level, _ in found), default=2)
    taken: set[str] = set()
    made: list[tuple[int, str]] = []
    for level, text in found:
        name = wanted = cut(readings.term_slug(text))
        number = 2
        while name in taken:
            name = f"{wanted}-{number}"
            number += 1
        taken.add(name)
        made.append((min(6, level + shift), name))
    return made
