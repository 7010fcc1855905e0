"""Nothing changed since the build before: then its outcome is said again, and nothing else is done or loaded.

A build that ends writes down all it was made from, by the system's word (look.py), its folders of outputs, between
which two moments it holds (the day on which a future article is due), and what it printed. `compare` compares; it
imports next to nothing, for on a small change of habit it is most of what a day's builds cost.
"""

from __future__ import annotations

import os
import sys
import time

from jianbao.edge import look as looking
from jianbao.edge import memo
from jianbao.edge.look import Look, Stat

TYPE_CHECKING = False  # the name says it to type checkers; importing typing costs 7 ms
if TYPE_CHECKING:
    from typing import Any

NAME = "same"
SECONDS = "\U0010fffd"
"""Stands in a printed text for the seconds that this run took."""
_SHOWN = ("LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "TERM", "PYTHONIOENCODING")
_MADE = ("SOURCE_DATE_EPOCH", "PYTHONPATH", "PYTHONHOME")
_ENVIRONMENT = (*_SHOWN, *_MADE)
_NEVER = frozenset({"--verify", "--profile", "-h", "--help"})


def asked(words: list[str]) -> tuple[object, ...]:
    """Return what decides, besides the files, what a build makes and prints: also which installation of this
    program builds, for the files of another one may be as they were."""
    seen = tuple(os.environ.get(name) for name in _ENVIRONMENT)
    shown = (sys.stdout.isatty(), sys.stderr.isatty())
    return (tuple(words), os.getcwd(), seen, shown, __file__, sys.prefix)  # noqa: PTH109


def made_for(*options: object) -> tuple[object, ...]:
    """Return what decides, besides the files, what a build makes, however it is asked for: the options that are
    no settings, and which installation of this program builds."""
    return (*options, *(os.environ.get(name) for name in _MADE), __file__, sys.prefix)


Seen = tuple[Look, tuple["Stat | None", ...]]
Said = tuple[str, str, int]
"""Standard output, standard error, exit code."""
Lists = tuple[list[str], list[str]]
"""Folders, and single files, that a build is made from."""


class Before:
    """What the build before was made from (`kept`; `file` is the stat of the file that says so), and what there is
    now (`seen`, looked at when it was `taken`, ns). `young`: files whose stat is what it was, and content not."""

    __slots__ = ("file", "kept", "path", "seen", "taken", "young")

    def __init__(self, path: str, file: Stat | None, kept: dict[str, Any], seen: Seen, taken: int) -> None:
        self.path = path
        self.file = file
        self.kept = kept
        self.seen = seen
        self.taken = taken
        self.young: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether anything is not what it was."""
        return bool(self.seen != self.kept["seen"] or self.young)

    @property
    def holds(self) -> bool:
        """Whether no other build has ended, or begun, since."""
        return looking.stat(self.path) == self.file


def compare(words: list[str]) -> tuple[Said | None, Before | None]:
    """Return what the build before said, if nothing changed; else what it was made from and what there is now, if
    that can be told apart: the same words, outputs that nobody touched, and no day on which an article is due."""
    if "build" not in words or not _NEVER.isdisjoint(words):
        return None, None
    start = time.perf_counter()
    path = _kept()
    file = looking.stat(path) if path else None
    kept = memo.read(path) if path else None
    if not isinstance(kept, dict) or kept["asked"] != asked(words):
        return None, None
    before = _looked(path, file, kept)
    if before is None or before.changed:
        return None, before
    if kept["young"]:
        kept["young"] = young(before.seen, before.taken, kept["files"])
        memo.write(path, kept)
    seconds = f"{time.perf_counter() - start:.2f}"
    out, err, code = kept["said"]
    return (out.replace(f'"{SECONDS}"', seconds).replace(SECONDS, seconds), err, code), None


def standing(path: str, made: tuple[object, ...], lists: Lists) -> Before | None:
    """Return what the build before was made from, as `compare` does, for a build that other words or another
    command ask for; None where it made something else (`made_for`) or was made from other places, or where its
    outputs were touched since."""
    file = looking.stat(path)
    kept = memo.read(path)
    if not isinstance(kept, dict) or kept["made"] != made or (kept["roots"], kept["files"]) != lists:
        return None
    return _looked(path, file, kept)


def _looked(path: str, file: Stat | None, kept: dict[str, Any]) -> Before | None:
    taken = time.time_ns()
    if not kept["since"] <= _now() < kept["until"] or not _stands(kept):
        return None
    before = Before(path, file, kept, seen_now(kept["roots"], kept["files"]), taken)
    before.young = tuple(name for name, sha in kept["young"].items() if _sha(name) != sha)
    return before


def _kept() -> str:
    """Return where the nearest memo lies, from this folder upwards."""
    folder = os.getcwd()  # noqa: PTH109
    while True:
        path = os.path.join(folder, ".cache", "jianbao", NAME)  # noqa: PTH118
        if os.path.exists(path):  # noqa: PTH110
            return path
        above = os.path.dirname(folder)  # noqa: PTH120
        if above == folder:
            return ""
        folder = above


def _now() -> float:
    """Return this moment in seconds since 1970, as clock.now reads it."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(epoch) if epoch.isascii() and epoch.isdigit() else time.time()


def differing(old: Look, new: Look) -> list[tuple[str, str, Stat | None]]:
    """Return (folder, name, what is there now or None) of the files that are not what they were."""
    found: list[tuple[str, str, Stat | None]] = []
    for folder in sorted({*old, *new}):
        if old.get(folder) != new.get(folder):
            names, now = (dict(looking.files(look[folder]) if folder in look else ()) for look in (old, new))
            either = sorted({*names, *now})
            found.extend((folder, name, now.get(name)) for name in either if names.get(name) != now.get(name))
    return found


def _stands(kept: dict[str, dict[str, Stat]]) -> bool:
    """Whether no file was added to, replaced in or taken from the folders of outputs."""
    return all(folder_stat(folder) == found for folder, found in kept["outputs"].items())


def folder_stat(folder: str) -> Stat | None:
    """Return what changes when a file in a folder is added, replaced or removed."""
    try:
        found = os.stat(folder)  # noqa: PTH116  # for each of thousands of folders, before pathlib is loaded
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_ctime_ns, 0, found.st_ino)


def seen_now(roots: list[str], files: list[str]) -> Seen:
    """Look at everything a build is made from: folders, and single files that may be there or not."""
    look: Look = {}
    for root in roots:
        looking.around(root, look)
    return look, tuple(map(looking.stat, files))


def young(seen: Seen, taken: int, single: list[str]) -> dict[str, bytes]:
    """Return the digests of the files whose stat, looked at when it was `taken`, does not say enough; `single` are
    the names of those that lie in no folder that was looked at."""
    inside_folders = (
        os.path.join(folder, name)  # noqa: PTH118
        for folder, inside in seen[0].items()
        if inside[1] + looking.YOUNG > taken
        for name, about in looking.files(inside)
        if about is not None and looking.is_young(about, taken)
    )
    alone = (
        name for name, at in zip(single, seen[1], strict=True) if at is not None and looking.is_young(at, taken)
    )
    return {name: _sha(name) for names in (inside_folders, alone) for name in names}


def _sha(path: str) -> bytes:
    import hashlib  # noqa: PLC0415  # only where a file is young

    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123
            return hashlib.sha256(file.read()).digest()
    except OSError:
        return b""


def keep(path: str, kept: dict[str, object]) -> None:
    """Write down that a build ended well: see `compare` for the names in `kept`."""
    memo.write(path, kept)
