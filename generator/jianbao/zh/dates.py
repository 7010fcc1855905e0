"""Dates as Chinese newspapers write them: found in text, and what they say about the day an issue appeared."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_DIGITS = {**{char: index for index, char in enumerate("〇一二三四五六七八九")}, "零": 0, "○": 0, "Ｏ": 0}
_FULL = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日")
_SPOKEN = re.compile(r"([一二][〇零○九][〇零○一二三四五六七八九]{2})年")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?年")
_DAY = re.compile(r"(?<![\d年])(\d{1,2})\s?月\s?(\d{1,2})\s?日")
_WEEKDAY = re.compile(r"((?:19|20)\d\d)\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日\s*(?:星期|周)[一二三四五六日天]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """What a text says of its day: `printed` stands in a running head; otherwise it is not before `earliest`.

    `why` quotes what was read.
    """

    printed: dt.date | None = None
    earliest: dt.date | None = None
    why: tuple[str, ...] = ()


def dates(text: str) -> tuple[dt.date, ...]:
    """Return the full dates (2023年4月11日) of `text` in their order; impossible ones are left out."""
    found = (_date(*map(int, match.groups())) for match in _FULL.finditer(text))
    return tuple(day for day in found if day)


def years(text: str) -> tuple[int, ...]:
    """Return the years named in `text` (2023年, 二〇二三年), ascending, each once."""
    spoken = ("".join(str(_DIGITS[char]) for char in match) for match in _SPOKEN.findall(text))
    return tuple(sorted({int(year) for year in (*_YEAR.findall(text), *spoken)}))


def hint(text: str) -> Hint:
    """Return what `text` says of the day it was printed.

    A full date with its weekday is a running head. Otherwise the latest day spoken of, in the latest year spoken
    of, is the earliest day possible: days without a year (4月11日) count in the latest year that is named before
    the next January, which holds for news; plans for years to come (到2026年) do not count.
    """
    head = _WEEKDAY.search(text)
    if head and (printed := _date(*map(int, head.groups()))):
        return Hint(printed=printed, earliest=printed, why=(head.group(),))
    named = [year for year in years(_PLANS.sub("", text)) if year < 2100]
    if not named:
        return Hint()
    year = named[-1]
    past = text if not _PLANS.search(text) else _PLANS.sub("", text)
    days = [(_date(year, int(m), int(d)), f"{m}月{d}日") for m, d in _lone_days(past)]
    full = [(day, f"{day.year}年{day.month}月{day.day}日") for day in dates(past)]
    best = max(((day, said) for day, said in [*days, *full] if day), default=None)
    if best is None:
        return Hint(earliest=dt.date(year, 1, 1), why=(f"{year}年",))
    return Hint(earliest=best[0], why=(best[1], f"{year}年"))


_PLANS = re.compile(
    r"(?:到|至|截至|力争|预计|计划)(?:19|20)\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?|从?\d{1,2}月\d{1,2}日至\d{1,2}\s?月\d{1,2}日"
)


def _lone_days(text: str) -> list[tuple[str, str]]:
    return _DAY.findall(text)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
