"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from jianbao.edge import problems as said
from jianbao.edge.reading import reason
from jianbao.model.problem import JianbaoError, Where

TEMP = ".jianbao-tmp"


@contextlib.contextmanager
def telling(target: Path) -> Iterator[None]:
    """Turn what the system says of `target` into a JianbaoError (exit code 1)."""
    try:
        yield
    except OSError as error:
        raise JianbaoError(said.OUTPUT_FAILED.at(Where(file=str(target)), reason=reason(error)), 1) from None


def holds(target: Path, content: bytes) -> bool:
    """Return whether the file at `target` (not a link) holds exactly `content`."""
    try:
        about = target.lstat()
        return stat.S_ISREG(about.st_mode) and about.st_size == len(content) and target.read_bytes() == content
    except (FileNotFoundError, NotADirectoryError):
        return False


def replace(target: Path, content: bytes) -> None:
    """Write `content` to `target` so that whoever looks sees the old file or the new one, never a part.

    The temporary name carries the process, so that two of them never write one file. Raise OSError.
    """
    temp = target.with_name(f".{target.name[:80]}.{os.getpid()}{TEMP}")
    try:
        temp.write_bytes(content)
        temp.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temp.unlink(missing_ok=True)
        raise


def put(target: Path, content: bytes) -> bool:
    """Make the file at `target` hold `content`; return whether it had to be written. Raise JianbaoError."""
    with telling(target):
        if holds(target, content):
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        replace(target, content)
    return True


def sweep(folder: Path) -> None:
    """Remove the temporary files of processes that were killed."""
    for base, _, names in os.walk(folder):
        for name in names:
            if name.startswith(".") and name.endswith(TEMP):
                with contextlib.suppress(OSError):
                    (Path(base) / name).unlink()
