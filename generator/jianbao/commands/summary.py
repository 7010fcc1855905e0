"""What a build says at its end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

from jianbao.commands.outcome import Outcome
from jianbao.model.problem import Problem, Sentence, Severity

_WHY = {
    "new": ("nothing is remembered of it", "没有它的记录"),
    "changed": ("what it is made of changed", "它所依据的内容变了"),
    "folder": ("somebody else changed its folder", "它所在的目录被别的程序改过"),
    "altered": ("it is not what was written", "它与当初写入的不同"),
}


def summary(
    folder: Path, articles: int, counts: tuple[int, int, int], problems: tuple[Problem, ...], seconds: float | str
) -> Outcome:
    """Say how many articles a site has, and how many outputs were written, stayed, and were removed."""
    count = sum(problem.severity is not Severity.NOTE for problem in problems)
    numbers = {
        "articles": articles,
        "written": counts[0],
        "unchanged": counts[1],
        "removed": counts[2],
        "problems": count,
        "seconds": seconds,
    }
    said = Sentence(
        en="{articles} articles; outputs: {written} written, {unchanged} unchanged, {removed} removed; "
        "{problems} problems; {seconds} s".format(**numbers),
        zh="稿件 {articles} 篇；文件写入 {written}、未变 {unchanged}、移除 {removed}；问题 {problems} 个；"
        "用时 {seconds} 秒".format(**numbers),
    )
    where = Sentence(en=f"The site is in {folder}", zh=f"网站在 {folder}")
    return Outcome(problems=problems, lines=(said, where), data={**numbers, "output": str(folder)})


def reasons(found: Iterable[tuple[str, str]]) -> Iterator[Sentence]:
    """Say of every output that was made again, why."""
    for path, why in found:
        en, zh = _WHY[why]
        yield Sentence(en=f"{path}: {en}", zh=f"{path}：{zh}")


def midnight(day: dt.date, zone: dt.tzinfo) -> float:
    """Return when a day begins, in seconds since 1970; 0 for a day that no clock has."""
    try:
        return dt.datetime(day.year, day.month, day.day, tzinfo=zone).timestamp()
    except (OverflowError, ValueError):
        return 0.0
