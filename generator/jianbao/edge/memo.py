"""What a build remembers, in .cache: plain values, written whole, read only where nobody else could have put them.

A memo that is missing, broken or of another version says nothing, and the work is done again.
"""

from __future__ import annotations

import marshal
import os
import sys

FORMAT = 5
_SHARED = 0o022


def read(path: str) -> object:
    """Return the value in the file at `path`; None where there is none that can be trusted."""
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123  # before pathlib is loaded
            if not _ours(os.fstat(file.fileno())):
                return None
            made, value = marshal.loads(file.read())  # noqa: S302  # ours alone, see _ours
    except (OSError, ValueError, EOFError, TypeError, MemoryError):
        return None
    return value if made == mark() else None


def write(path: str, value: object) -> None:
    """Keep a value of text, numbers, bytes, tuples, lists and dicts of them. What cannot be kept is not kept."""
    temp = f"{path}.{os.getpid()}.tmp"
    try:
        data = marshal.dumps((mark(), value))  # type: ignore[arg-type]  # refuses anything else by itself
        handle = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
        with open(handle, "wb", buffering=0) as file:  # noqa: PTH123  # as above
            rest = memoryview(data)
            while rest:
                rest = rest[file.write(rest) :]
        os.replace(temp, path)  # noqa: PTH105  # as above
    except OSError:
        for name in (temp, path):  # an old memo of outputs that are new would be worse than none
            drop(name)


def drop(path: str) -> None:
    """Forget what is kept at `path`."""
    try:  # noqa: SIM105  # contextlib costs 2 ms, a fiftieth of a build in which nothing changed
        os.unlink(path)  # noqa: PTH108  # as above
    except OSError:
        pass


def mark() -> tuple[int, str]:
    """Return what tells values of this form and this Python from others."""
    return FORMAT, sys.version


def trusted(path: str) -> bool:
    """Whether there is a file at `path` that nobody but this user can have written."""
    try:
        return _ours(os.stat(path))  # noqa: PTH116  # as above
    except OSError:
        return False


def _ours(found: os.stat_result) -> bool:
    """Whether nobody but this user can have written the file: marshal and templates' code must not be planted by
    whoever may write into a shared folder."""
    if sys.platform == "win32":
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & _SHARED
