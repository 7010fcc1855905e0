"""Noticing changed files."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from jianbao.edge import watch


def test_what_is_added_changed_removed_and_renamed_is_named(tmp_path: Path) -> None:
    for name in ("a.md", "b.md", "d/c.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("1", "utf-8")
    before = watch.snapshot([tmp_path])
    assert watch.changed(before, watch.snapshot([tmp_path])) == ()
    (tmp_path / "a.md").write_text("22", "utf-8")
    (tmp_path / "b.md").unlink()
    (tmp_path / "d/c.md").rename(tmp_path / "d/e.md")
    names = [Path(path).name for path in watch.changed(before, watch.snapshot([tmp_path]))]
    assert names == ["a.md", "b.md", "c.md", "e.md"]


def test_a_new_time_alone_is_a_change(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("1", "utf-8")
    before = watch.snapshot([tmp_path])
    os.utime(tmp_path / "a.md", ns=(1, 1))
    assert len(watch.changed(before, watch.snapshot([tmp_path]))) == 1


@pytest.mark.parametrize("name", [".a.md.swp", "a.md~", "#a.md#", "4913", ".git/index", "a.swp", ".#a.md"])
def test_what_editors_leave_about_is_passed_over(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("1", "utf-8")
    assert watch.snapshot([tmp_path]) == {}


def test_a_file_and_a_place_that_is_not_there_yet(tmp_path: Path) -> None:
    places = [tmp_path / "jianbao.toml", tmp_path / "content"]
    before = watch.snapshot(places)
    assert before == {}
    (tmp_path / "jianbao.toml").write_text("x", "utf-8")
    assert [Path(path).name for path in watch.changed(before, watch.snapshot(places))] == ["jianbao.toml"]


def test_waiting_ends_with_the_change_once_it_is_still(tmp_path: Path) -> None:
    before = watch.snapshot([tmp_path])
    timer = threading.Timer(0.05, lambda: (tmp_path / "a.md").write_text("1", "utf-8"))
    timer.start()
    after = watch.wait([tmp_path], before, threading.Event(), 0.02)
    timer.join()
    assert after is not None
    assert len(after) == 1


def test_waiting_ends_when_it_is_told_to(tmp_path: Path) -> None:
    stop = threading.Event()
    stop.set()
    assert watch.wait([tmp_path], watch.snapshot([tmp_path]), stop, 60) is None
