"""Dates in text, and what they say of the day of printing."""

from __future__ import annotations

import datetime as dt

import pytest

from jianbao.zh import dates


def test_full_dates_are_found_and_impossible_ones_left_out() -> None:
    assert dates.dates("2031年5月6日和2031年2月30日") == (dt.date(2031, 5, 6),)


def test_years_in_both_writings() -> None:
    assert dates.years("二〇三一年和2029年") == (2029, 2031)


def test_a_running_head_prints_the_date() -> None:
    hint = dates.hint("2031年5月6日 星期二 要闻")
    assert hint.printed == hint.earliest == dt.date(2031, 5, 6)


@pytest.mark.parametrize(
    ("text", "earliest"),
    [
        ("5月4日,2031年度计划", dt.date(2031, 5, 4)),
        ("2031年度计划", dt.date(2031, 1, 1)),
        ("2030年12月30日,到2040年建成", dt.date(2030, 12, 30)),
        ("从3月1日至7 月31日开展2031年度行动,4月2日启动", dt.date(2031, 4, 2)),
        ("没有日子", None),
        ("2031年13月40日 星期二", dt.date(2031, 1, 1)),
    ],
)
def test_otherwise_the_latest_day_spoken_of_is_the_earliest_possible(text: str, earliest: dt.date | None) -> None:
    hint = dates.hint(text)
    assert hint.printed is None
    assert hint.earliest == earliest
