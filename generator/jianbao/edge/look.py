"""What lies on disk, by the system's word alone: names, times, sizes, numbers of files.

For deciding that nothing changed before anything else is loaded: this module imports what Python has loaded anyway.
What is known of a folder's files is held packed: it is compared and kept far more often than it is asked for.
"""

from __future__ import annotations

import marshal
import os

Stat = tuple[int, int, int, int]
"""Time of the last change of the content and of the entry (ns), size, number of the file."""
Names = tuple[tuple[str, "Stat | None"], ...]
"""The files in a folder, by name; None where the system would not say, or where it is a link to a folder."""
Inside = tuple[bytes, int, bool]
"""The files in a folder, packed (`files`), the latest time of any of them (ns), and whether all have a stat."""
Look = dict[str, Inside]
"""Folder to what is inside."""
_FORM = 2
"""Of marshal: the newest in which equal values are equal bytes."""

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


def files(inside: Inside) -> Names:
    """Return the files in a folder."""
    found: Names = marshal.loads(inside[0])  # noqa: S302  # packed here, or kept by memo.py
    return found


def _packed(found: list[tuple[str, Stat | None]]) -> Inside:
    found.sort()
    stats = [at for _, at in found if at is not None]
    latest = max([at[0] for at in stats] + [at[1] for at in stats], default=0)  # lists: it is every file
    return marshal.dumps(tuple(found), _FORM), latest, len(stats) == len(found)


def with_file(look: Look, path: str) -> Look:
    """Return a look in which one file, which we wrote since, is as it is now, and all others are as they were."""
    folder, _, name = path.rpartition(os.sep)
    found = dict(files(look[folder])) if folder in look else {}
    return {**look, folder: _packed([*(found | {name: stat(path)}).items()])}


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
                found, folders = _named(handle)
            finally:
                os.close(handle)
        else:
            found, folders = _named(folder)
    except OSError:
        look[folder] = _packed([("", None)])
        return
    look[folder] = _packed(found)
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
    found: list[tuple[str, Stat | None]] = []
    folders: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            try:
                if entry.is_dir():
                    folders.append(entry.name)
                    if entry.is_symlink():
                        found.append((entry.name, None))
                else:
                    at = entry.stat()
                    found.append((entry.name, (at.st_mtime_ns, at.st_ctime_ns, at.st_size, at.st_ino)))
            except OSError:
                found.append((entry.name, None))
    return found, folders


def is_young(found: Stat, taken: int) -> bool:
    """Return whether a file changed so shortly before `taken` (ns) that its stat does not say enough."""
    return found[0] + YOUNG > taken or found[1] + YOUNG > taken
