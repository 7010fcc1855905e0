"""What lies on disk, by the system's word alone: names, times, sizes, numbers of files.

For deciding that nothing changed before anything else is loaded: this module imports what Python has loaded anyway.
"""

from __future__ import annotations

import os

Stat = tuple[int, int, int, int]
"""Time of the last change of the content and of the entry (ns), size, number of the file."""
Names = tuple[tuple[str, "Stat | None"], ...]
Look = dict[str, Names]
"""Folder to the files in it, by name; None where the system would not say."""

SKIPPED = frozenset({"__pycache__", ".git"})
YOUNG = 2_000_000_000
"""Nanoseconds. A file that changed so shortly before it was looked at may change again within one tick of the
clock (two seconds on FAT) and look the same."""


def stat(path: str) -> Stat | None:
    """Return what the system says of a file; None where it says nothing."""
    try:
        return _stat(os.stat(path))  # noqa: PTH116  # before pathlib is loaded
    except OSError:
        return None


def _stat(found: os.stat_result) -> Stat:
    return (found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)


def around(root: str, seen: Look | None = None) -> Look:
    """Return what lies in `root` at any depth. Links to folders are followed, and named among the files too."""
    look: Look = {} if seen is None else seen
    _into(root, look, ())
    return look


def _into(folder: str, look: Look, above: tuple[tuple[int, int], ...]) -> None:
    try:
        if _BY_HANDLE:
            handle = os.open(folder, os.O_RDONLY)
            try:
                files, folders = _named(handle)
            finally:
                os.close(handle)
        else:
            files, folders = _named(folder)
    except OSError:
        look[folder] = (("", None),)
        return
    files.sort()
    look[folder] = tuple(files)
    for name in folders:
        if name in SKIPPED:
            continue
        path = f"{folder.rstrip(os.sep)}{os.sep}{name}"
        if os.path.islink(path):  # noqa: PTH114  # before pathlib is loaded
            here = os.stat(path)  # noqa: PTH116  # as above
            if (here.st_dev, here.st_ino) in above or len(above) > 8:  # links within links
                continue
            _into(path, look, (*above, (here.st_dev, here.st_ino)))
        else:
            _into(path, look, above)


_BY_HANDLE = os.scandir in os.supports_fd
"""Whether a folder can be looked into by its handle: the way to it is then not looked up again for every file in
it, a fifth of the cost."""


def _named(folder: str | int) -> tuple[list[tuple[str, Stat | None]], list[str]]:
    """Return the files in a folder with what the system says of them, and the names of the folders in it."""
    files: list[tuple[str, Stat | None]] = []
    folders: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            try:
                if entry.is_dir():
                    folders.append(entry.name)
                    if entry.is_symlink():
                        files.append((entry.name, None))
                else:
                    at = entry.stat()
                    files.append((entry.name, (at.st_mtime_ns, at.st_ctime_ns, at.st_size, at.st_ino)))
            except OSError:
                files.append((entry.name, None))
    return files, folders


def is_young(found: Stat, taken: int) -> bool:
    """Return whether a file changed so shortly before `taken` (ns) that its stat does not say enough."""
    return found[0] + YOUNG > taken or found[1] + YOUNG > taken
