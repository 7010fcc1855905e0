"""What all tests share: where the checkout and the measuring data lie, and which programs CI must have."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest

from jianbao.commands import import_work

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Third-party text for measuring, beside the checkout; tests that need it skip where it is absent."""
    folder = ROOT.parent / "shared"
    if not (folder / "data").is_dir():
        pytest.skip("the measuring data beside the checkout is not here")
    return folder


@pytest.fixture(autouse=True)
def one_dictionary(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Import loads the dictionary once for all projects of a run, not for each: a second a test, and memory."""
    own = import_work._cache
    shared = tmp_path_factory.getbasetemp() / "dictionary"

    def cache(run: import_work.Run) -> Path | None:
        shared.mkdir(exist_ok=True)
        return shared if own(run) else None

    monkeypatch.setattr(import_work, "_cache", cache)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a test that was skipped for want of a program (a browser, rsync, git) where CI must have them all."""
    report = yield
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
    missing = "is not installed here" in reason or "no Chromium" in reason
    if report.skipped and missing and "JIANBAO_NEVER_SKIP" in os.environ:
        report.outcome = "failed"
        report.longrepr = f"{reason}, and JIANBAO_NEVER_SKIP is set"
    return report
