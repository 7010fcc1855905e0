"""Nothing changed since the build before: then its outcome is said again, and nothing else is done or loaded.

A build that ends writes down all it was made from, by the system's word (look.py), its folders of outputs, between
which two moments it holds (the day on which a future article is due), and what it printed. `again` compares; it
imports next to nothing, for on a small change of habit it is most of what a day's builds cost.
"""

from __future__ import annotations

import os
import sys
import time

from jianbao.edge import look as looking
from jianbao.edge import memo
from jianbao.edge.look import Look, Stat

NAME = "same"
SECONDS = "\U0010fffd"
"""Stands in a printed text for the seconds that this run took."""
_ENVIRONMENT = ("LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "TERM", "SOURCE_DATE_EPOCH", "PYTHONIOENCODING")
_NEVER = frozenset({"--verify", "--profile", "-h", "--help"})


def asked(words: list[str]) -> tuple[object, ...]:
    """Return what decides, besides the files, what a build prints."""
    seen = tuple(os.environ.get(name) for name in _ENVIRONMENT)
    return (tuple(words), os.getcwd(), seen, sys.stdout.isatty(), sys.stderr.isatty())  # noqa: PTH109


def again(words: list[str]) -> tuple[str, str, int] | None:
    """Return (standard output, standard error, exit code) of the build before, None where a build is needed."""
    if "build" not in words or not _NEVER.isdisjoint(words):
        return None
    start = time.perf_counter()
    path = _kept()
    kept = memo.read(path) if path else None
    if not isinstance(kept, dict) or kept["asked"] != asked(words):
        return None
    taken = time.time_ns()
    if not kept["since"] <= _now() < kept["until"] or not _stands(kept):
        return None
    seen = seen_now(kept["roots"], kept["files"])
    if seen != kept["seen"]:
        return None
    if kept["young"]:
        if any(_sha(file) != sha for file, sha in kept["young"].items()):
            return None
        kept["young"] = young(seen, taken)
        memo.write(path, kept)
    seconds = f"{time.perf_counter() - start:.2f}"
    out, err, code = kept["said"]
    return out.replace(f'"{SECONDS}"', seconds).replace(SECONDS, seconds), err, code


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


def _stands(kept: dict[str, dict[str, Stat]]) -> bool:
    """Whether no file was added to, replaced in or taken from the folders of outputs."""
    return all(folder_stat(folder) == found for folder, found in kept["outputs"].items())


def folder_stat(folder: str) -> Stat | None:
    """Return what changes when a file in a folder is added, replaced or removed."""
    found = looking.stat(folder)
    return None if found is None else (found[0], found[1], 0, found[3])


Seen = tuple[Look, tuple["Stat | None", ...]]


def seen_now(roots: list[str], files: list[str]) -> Seen:
    """Look at everything a build is made from: folders, and single files that may be there or not."""
    look: Look = {}
    for root in roots:
        looking.around(root, look)
    return look, tuple(map(looking.stat, files))


def young(seen: Seen, taken: int) -> dict[str, bytes]:
    """Return the digests of the files whose stat, looked at when it was `taken`, does not say enough."""
    names = (
        os.path.join(folder, name)  # noqa: PTH118
        for folder, found in seen[0].items()
        for name, about in found
        if about is not None and looking.is_young(about, taken)
    )
    return {name: _sha(name) for name in names}


def _sha(path: str) -> bytes:
    import hashlib  # noqa: PLC0415  # only where a file is young

    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123
            return hashlib.sha256(file.read()).digest()
    except OSError:
        return b""


def keep(path: str, kept: dict[str, object]) -> None:
    """Write down that a build ended well: see `again` for the names in `kept`."""
    memo.write(path, kept)
