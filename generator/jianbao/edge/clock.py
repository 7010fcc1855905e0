"""The one place that reads the clock."""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
from collections.abc import Callable, Mapping

CHINA = dt.timezone(dt.timedelta(hours=8))
"""China's time without its summer times of 1986 to 1991: a fixed offset needs no table of time zones."""


def zone(name: str) -> dt.tzinfo:
    """Return the time zone `name`; UTC where the machine has no table of zones (Windows) or no such zone."""
    if name in ("", "Asia/Shanghai", "PRC"):
        return CHINA
    import zoneinfo  # noqa: PLC0415  3 ms, and most sites stand in China

    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return dt.UTC


def now(timezone: str, environ: Mapping[str, str] = os.environ) -> dt.datetime:
    """Return this moment in `timezone`; SOURCE_DATE_EPOCH (seconds since 1970, UTC) stands in for the clock.

    https://reproducible-builds.org/specs/source-date-epoch/ : a build of an old state can be repeated.
    """
    epoch = environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit() and int(epoch) < 2**37:
        return dt.datetime.fromtimestamp(int(epoch), zone(timezone))
    return dt.datetime.now(zone(timezone))


def today(timezone: str, environ: Mapping[str, str] = os.environ) -> dt.date:
    """Return the date of this moment in `timezone`."""
    return now(timezone, environ).date()


def stopwatch() -> Callable[[], float]:
    """Return a function that says how many seconds have passed since now."""
    start = time.monotonic()
    return lambda: time.monotonic() - start


def both() -> tuple[float, float]:
    """Return seconds by the clock and of the processor (ended worker processes too), for differences."""
    times = os.times()
    return time.monotonic(), sum(times[:4])


def spent() -> float:
    """Return seconds of the processor that this process took, for differences."""
    return time.process_time()


def peak() -> float:
    """Return the most memory that this process, or one it waited for, had so far, in MB; 0 where nobody says."""
    if sys.platform == "win32":
        return 0.0
    import resource  # noqa: PLC0415  # not on Windows

    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return most / 1e6 if sys.platform == "darwin" else most / 1024
