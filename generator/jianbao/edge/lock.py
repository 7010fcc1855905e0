"""One jianbao at a time on a site.

The operating system holds the lock (flock, or a locked byte on Windows) and lets go of it when the process ends,
however it ends: a lock of a process that was killed is never in the way. The file's text says who holds it.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from jianbao.edge import problems as said
from jianbao.edge.clock import now
from jianbao.edge.reading import reason
from jianbao.model.problem import JianbaoError, Where

NAME = "lock"
_FAR = 1 << 30
"""Windows locks bytes for readers too: the locked one lies behind the text."""


@contextlib.contextmanager
def locked(cache: Path, doing: str) -> Iterator[None]:
    """Hold the lock of the site whose cache folder is `cache` while the block runs.

    `doing` is the command, for whoever finds the lock taken: raise JianbaoError (exit code 1) then, naming the
    process that has it.
    """
    path = cache / NAME
    try:
        cache.mkdir(parents=True, exist_ok=True)
        file = path.open("a+", encoding="utf-8")
    except OSError as error:
        raise JianbaoError(said.OUTPUT_FAILED.at(Where(file=str(path)), reason=reason(error)), 1) from None
    with file:
        if not _taken(file):
            raise JianbaoError(said.LOCKED.at(Where(file=str(path)), who=holder(cache)), 1)
        _write(file, f"jianbao {doing}, process {os.getpid()}, since {now('Asia/Shanghai'):%Y-%m-%d %H:%M:%S}\n")
        try:
            yield
        finally:
            _write(file, "")
            _release(file)


def holder(cache: Path) -> str:
    """Return who says to hold the lock: the command, its process and since when; "?" where it says nothing."""
    try:
        return (cache / NAME).read_text("utf-8", "replace").strip() or "?"
    except OSError:
        return "?"


def _write(file: IO[str], text: str) -> None:
    with contextlib.suppress(OSError):  # a full disk must not stop a build for the sake of a name
        file.seek(0)
        file.truncate()
        file.write(text)
        file.flush()


if sys.platform == "win32":
    import msvcrt

    def _taken(file: IO[str]) -> bool:
        """Take the lock; return whether that went well."""
        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _release(file: IO[str]) -> None:
        file.seek(_FAR)
        with contextlib.suppress(OSError):
            msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _taken(file: IO[str]) -> bool:
        """Take the lock; return whether that went well."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _release(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
