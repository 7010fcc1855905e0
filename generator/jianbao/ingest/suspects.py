"""Suspects: places that look misprinted or misread. They are listed for the editor and never changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from jianbao.ingest import problems as codes
from jianbao.model.article import Story
from jianbao.model.problem import Problem, Where

_LEAST = 4
_LISTED = re.compile(r"、([㐀-鿿]{2,8}?)([㐀-鿿]{2})。([㐀-鿿]{1,6}\2)。")


def suspects(stories: Sequence[Story], file: str) -> list[Problem]:
    """Return what looks misread in the stories of one page."""
    return [*_look_alikes(stories, file), *_stops(stories, file), *_quotes(stories, file)]


@cache
def look_alikes() -> dict[str, str]:
    """Return pairs of characters that are read for one another, both ways (data/lookalikes.txt)."""
    rows = (files("jianbao.ingest") / "data" / "lookalikes.txt").read_text("utf-8").splitlines()
    table = dict[str, str]()
    for row in rows:
        if row and not row.startswith("#"):
            for char in row:
                table[char] = table.get(char, "") + row.replace(char, "")
    return table


def _texts(story: Story) -> Iterable[tuple[str, int]]:
    line = min(story.lines, default=0)
    for text in (story.rubric, story.kicker, story.headline, story.deck, story.caption, story.pullquote):
        yield text, line
    for subhead in story.subheads:
        yield subhead.text, line
    for paragraph in story.paragraphs:
        yield paragraph.text, min(paragraph.lines, default=line)


def _look_alikes(stories: Sequence[Story], file: str) -> Iterable[Problem]:
    """A pair of characters seen once, where a look-alike makes a pair the page uses often (即工 for 职工)."""
    pairs = Counter(text[i : i + 2] for story in stories for text, _ in _texts(story) for i in range(len(text) - 1))
    for story in stories:
        for text, line in _texts(story):
            for i in range(len(text) - 1):
                found = text[i : i + 2]
                if pairs[found] > 1:
                    continue
                for likely in _likely(found):
                    if pairs[likely] >= _LEAST:
                        yield codes.MISPRINT.at(Where(file=file, line=line), found=found, likely=likely)


def _likely(found: str) -> list[str]:
    table = look_alikes()
    first = [other + found[1] for other in table.get(found[0], "")]
    return first + [found[0] + other for other in table.get(found[1], "")]


def _stops(stories: Sequence[Story], file: str) -> Iterable[Problem]:
    """A stop inside a list of parallel words (``人员下沉、资金下沉。服务下沉。``): 。 read for 、."""
    for story in stories:
        for text, line in _texts(story):
            for match in _LISTED.finditer(text):
                last = match.group(2)
                yield codes.MISPRINT.at(
                    Where(file=file, line=line),
                    found=f"{last}。{match.group(3)}",
                    likely=f"{last}、{match.group(3)}",
                )


def _quotes(stories: Sequence[Story], file: str) -> Iterable[Problem]:
    for story in stories:
        for text, line in _texts(story):
            if text.count("“") != text.count("”"):
                at = max(text.rfind("“"), text.rfind("”"))
                yield codes.ODD_QUOTE.at(Where(file=file, line=line), text=text[max(0, at - 6) : at + 8])
