"""What a page says of itself in its running head: newspaper, date, number, name of the page."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from jianbao.ingest.layout.glyphs import seen
from jianbao.ingest.layout.parts import furniture
from jianbao.ingest.layout.threads import runs
from jianbao.model.printed import PrintedPage
from jianbao.zh import dates

_PAPER = re.compile(r"(?<![㐀-鿿])([㐀-鿿]{2,10}报)(?![㐀-鿿])")
_NUMBER = re.compile(r"第?\s?(\d{1,3}|[一二三四五六七八九十]{1,3})\s?版")
_LONE = re.compile(r"(?:^|报\s?)[A-D]?(\d{1,3})$")
_NAME = re.compile(r"[㐀-鿿]{2,4}")
_NO_NAMES = re.compile("报|版|年|月|日|星期|责编|责任|编辑|校对|今日")
_DIGITS = {char: index for index, char in enumerate("零一二三四五六七八九")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What was read, "", None or 0 where nothing was or two things were; `said` is the head as it stands."""

    paper: str = ""
    date: dt.date | None = None
    number: int = 0
    name: str = ""
    said: str = ""


def imprint(page: PrintedPage) -> Imprint:
    """Return what the running head of `page` says."""
    visible = seen(page)
    if not visible.glyphs:
        return Imprint()
    found = furniture(runs(visible.glyphs, visible.body))
    texts = [run.text for run in sorted(found, key=lambda run: (round(run.y0 / 20), run.x0))]
    days = {day for text in texts for day in dates.dates(text)}
    papers = {match for text in texts for match in _PAPER.findall(text)}
    numbers = {_number(match) for text in texts for match in _NUMBER.findall(text) if "今日" not in text}
    numbers = numbers or {int(match) for text in texts for match in _LONE.findall(text.strip())}
    names = {text for text in texts if _NAME.fullmatch(text) and not _NO_NAMES.search(text)}
    return Imprint(
        paper=papers.pop() if len(papers) == 1 else "",
        date=days.pop() if len(days) == 1 else None,
        number=numbers.pop() if len(numbers) == 1 else 0,
        name=names.pop() if len(names) == 1 else "",
        said=" ".join(texts),
    )


def _number(text: str) -> int:
    """Return a number in digits or Chinese numerals up to 99."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS.get(text, 0)
    return 10 * (_DIGITS.get(tens, 1) if tens else 1) + (_DIGITS.get(ones, 0) if ones else 0)
