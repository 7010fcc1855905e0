"""The clock, and what stands in for it."""

from __future__ import annotations

import datetime as dt

import pytest

from jianbao.edge import clock


def test_source_date_epoch_stands_in_for_the_clock_in_the_site_s_zone() -> None:
    environ = {"SOURCE_DATE_EPOCH": "1681315200"}  # 2023-04-12 16:00 UTC
    assert clock.today("Asia/Shanghai", environ) == dt.date(2023, 4, 13)
    assert clock.now("UTC", environ) == dt.datetime(2023, 4, 12, 16, tzinfo=dt.UTC)
    assert clock.today("", environ) == dt.date(2023, 4, 13)


@pytest.mark.parametrize("nonsense", ["", "x", "-1", "1e9", "٣", "9" * 30])
def test_nonsense_in_its_place_is_passed_over(nonsense: str) -> None:
    assert abs(clock.now("UTC", {"SOURCE_DATE_EPOCH": nonsense}) - dt.datetime.now(dt.UTC)) < dt.timedelta(
        minutes=1
    )


def test_a_zone_nobody_knows_is_utc_and_china_needs_no_table() -> None:
    assert clock.zone("Nowhere/Atall") is dt.UTC
    assert clock.zone("../etc/passwd") is dt.UTC
    assert clock.zone("Asia/Shanghai") is clock.CHINA


def test_a_stopwatch_goes_forward() -> None:
    seconds = clock.stopwatch()
    assert 0 <= seconds() <= seconds() < 60
