"""Suspects: places that look misprinted or misread. They are listed for the editor and never changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jianbao.ingest import problems as codes
from jianbao.ingest.places import Places
from jianbao.model.article import Story
from jianbao.model.problem import Code, Problem, Where

_LEAST = 4
_LISTED = re.compile(r"、([㐀-鿿]{2,8}?)([㐀-鿿]{2})。([㐀-鿿]{1,6}\2)。")


def suspects(stories: Sequence[Story], file: str, places: Places) -> list[Problem]:
    """Return what looks misread in the stories of one page, each at its line."""
    found = [*_look_alikes(stories), *_stops(stories), *_quotes(stories)]
    return [each.code.at(Where(file=file, line=places.of(each.at, each.lines)), **each.words) for each in found]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Suspect:
    """What looks wrong: the piece of text, the lines it may stand on, the words of the sentence about it."""

    code: Code
    at: str
    lines: tuple[int, ...]
    words: Mapping[str, str]


def _texts(story: Story) -> Iterable[tuple[str, tuple[int, ...]]]:
    for text in (story.rubric, story.kicker, story.headline, story.deck, story.caption, story.pullquote):
        yield text, story.lines
    for subhead in story.subheads:
        yield subhead.text, story.lines
    for paragraph in story.paragraphs:
        yield paragraph.text, paragraph.lines or story.lines


def _look_alikes(stories: Sequence[Story]) -> Iterable[_Suspect]:
    """A pair of characters seen once, where a look-alike makes a pair the page uses often (即工 for 职工)."""
    pairs = Counter(text[i : i + 2] for story in stories for text, _ in _texts(story) for i in range(len(text) - 1))
    for story in stories:
        for text, lines in _texts(story):
            for i in range(len(text) - 1):
                found = text[i : i + 2]
                if pairs[found] > 1:
                    continue
                for likely in _likely(found):
                    if pairs[likely] >= _LEAST:
                        words = {"found": found, "likely": likely}
                        around = text[max(0, i - 2) : i + 6]
                        yield _Suspect(code=codes.MISPRINT, at=around, lines=lines, words=words)


def _likely(found: str) -> list[str]:
    table = look_alikes()
    first = [other + found[1] for other in table.get(found[0], "")]
    return first + [found[0] + other for other in table.get(found[1], "")]


def _stops(stories: Sequence[Story]) -> Iterable[_Suspect]:
    """A stop inside a list of parallel words (``人员下沉、资金下沉。服务下沉。``): 。 read for 、."""
    for story in stories:
        for text, lines in _texts(story):
            for match in _LISTED.finditer(text):
                last, after = match.group(2), match.group(3)
                words = {"found": f"{last}。{after}", "likely": f"{last}、{after}"}
                yield _Suspect(code=codes.MISPRINT, at=match.group(), lines=lines, words=words)


def _quotes(stories: Sequence[Story]) -> Iterable[_Suspect]:
    for story in stories:
        for text, lines in _texts(story):
            if text.count("“") != text.count("”"):
                at = max(text.rfind("“"), text.rfind("”"))
                near = text[max(0, at - 6) : at + 8]
                yield _Suspect(code=codes.ODD_QUOTE, at=near, lines=lines, words={"text": near})
