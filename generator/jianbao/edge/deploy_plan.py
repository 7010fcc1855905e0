"""What every way of publishing shares: which files go out, and what that changes."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from jianbao.edge import deploy_problems
from jianbao.model.problem import JianbaoError, Problem

WELL_KNOWN = ".well-known"
"""The one dot folder that is published (RFC 8615)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The built site in `folder`: `files` go out, `strays` lie there too but were not built. Sorted, with "/".

    Other names that begin with a dot than .well-known are in neither: our marker, .gitignore, .DS_Store.
    """

    folder: Path
    files: tuple[str, ...]
    strays: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What publishing changed (or would change, in a dry run) at `place`: paths, sorted."""

    place: str
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    detail: str = ""

    @property
    def nothing(self) -> bool:
        """Tell whether everything was there already."""
        return not (self.added or self.changed or self.removed)


def gather(folder: Path, manifest: Collection[str] | None) -> Site:
    """Return the site in `folder`: the files in `manifest` (every file where None), without dot files.

    Raises JianbaoError where there is no index.html.
    """
    present = sorted(_files(str(folder)))
    files = tuple(path for path in present if manifest is None or path in manifest)
    if "index.html" not in files:
        raise JianbaoError(deploy_problems.NOTHING.at(place=folder), exit_code=1)
    known = frozenset(files)
    return Site(folder=folder, files=files, strays=tuple(path for path in present if path not in known))


def listing(folder: Path) -> tuple[str, ...]:
    """Return every file below `folder` except dot files, sorted, with "/"."""
    return tuple(sorted(_files(str(folder))))


def _files(folder: str, prefix: str = "") -> Iterator[str]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(".") and entry.name != WELL_KNOWN:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path, f"{prefix}{entry.name}/")
        elif entry.is_file(follow_symlinks=False):
            yield prefix + entry.name


def compare(site: Site, folder: Path | None, place: str) -> Published:
    """Return what publishing `site` over `folder` changes; files are compared byte for byte."""
    old = frozenset(listing(folder)) if folder else frozenset()
    new = frozenset(site.files)
    changed = [path for path in sorted(old & new) if folder and not _same(site.folder / path, folder / path)]
    return Published(
        place=place, added=tuple(sorted(new - old)), changed=tuple(changed), removed=tuple(sorted(old - new))
    )


def _same(one: Path, other: Path) -> bool:
    return one.stat().st_size == other.stat().st_size and one.read_bytes() == other.read_bytes()


def local_place(to: str, root: Path) -> Path:
    """Return the folder that `to` means: `~` is the home folder, relative paths start at the project."""
    return Path(os.path.normpath(root / Path(to).expanduser()))


def refuse_unsafe(place: Path, output: Path, root: Path) -> None:
    """Raise JianbaoError where publishing to `place` would endanger the project, the home folder or the disk."""
    real = place.resolve()
    precious = (output.resolve(), root.resolve(), Path.home().resolve(), root.resolve() / "content")
    if any(thing.is_relative_to(real) for thing in precious) or real.is_relative_to(output.resolve()):
        raise JianbaoError(deploy_problems.UNSAFE.at(place=place))


def failed(program: str, place: str, said: str) -> Problem:
    """Return the problem that a program could not publish, with the last thing it said."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    telling = [line for line in lines if not line.startswith(("hint:", "rsync error:"))] or lines or ["?"]
    return deploy_problems.PROGRAM_FAILED.at(program=program, place=place, said="; ".join(telling[-3:]))
