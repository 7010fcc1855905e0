"""Publishes into a folder of this machine in one step: readers see the old site or the new one, never a mixture.

Beside the folder `www` lies `www.releases` with the last two sites; `www` is a symbolic link to one of them, and
replacing a link is atomic on POSIX systems. Where links cannot be made (Windows without the right to), the
folder itself is exchanged by two renames, with an instant between them.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from jianbao.edge import deploy_problems
from jianbao.edge.deploy_plan import Published, Site, compare, local_place, refuse_unsafe
from jianbao.model.problem import JianbaoError

MARKER = "jianbao-releases.json"
_RELEASE = re.compile(r"(?:\.new-)?[0-9a-f]{12}(?:-[0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """Where things lie. `current`: the release in use; `real`: `place` is a folder of ours and not a link;
    `foreign`: `place` holds a folder that is to be taken over."""

    place: Path
    releases: Path
    current: Path | None = None
    name: str = ""
    real: bool = False
    foreign: bool = False


def publish(site: Site, to: str, *, root: Path, dry_run: bool = False, first: bool = False) -> Published:
    """Publish `site` to the folder `to` and return what changed. Raises JianbaoError for a folder not ours.

    With `first` a foreign folder is taken over: it is kept as `….releases/replaced`.
    """
    place = local_place(to, root)
    refuse_unsafe(place, site.folder, root)
    ground = _look(place, first=first)
    change = compare(site, ground.current, str(place))
    if dry_run or (ground.current and change.nothing):
        return change
    ground.releases.mkdir(parents=True, exist_ok=True)
    (ground.releases / MARKER).touch()
    release = _release(site, ground)
    _switch(ground, release)
    return change


def _look(place: Path, *, first: bool) -> _Ground:
    """Return how things stand; raise where something there is not ours."""
    releases = place.parent / f"{place.name}.releases"
    if releases.exists() and not (releases / MARKER).is_file() and any(releases.iterdir()):
        raise _foreign(releases)
    ground = _Ground(place=place, releases=releases)
    if place.is_symlink():
        target = place.parent / place.readlink()
        if target.parent.resolve() != releases.resolve():
            raise _foreign(place)
        if target.is_dir():
            return _Ground(place=place, releases=releases, current=target, name=target.name)
        return ground
    if not place.exists():
        return ground
    if not place.is_dir():
        raise _foreign(place)
    name = _noted(releases)
    if name:
        return _Ground(place=place, releases=releases, current=place, name=name, real=True)
    if not any(place.iterdir()):
        return ground
    if not first:
        raise _foreign(place)
    return _Ground(place=place, releases=releases, foreign=True)


def _foreign(place: Path) -> JianbaoError:
    return JianbaoError(deploy_problems.FOLDER_NOT_OURS.at(place=place), exit_code=1)


def _noted(releases: Path) -> str:
    """Return the release that was put in place by renaming, or ""."""
    try:
        noted = json.loads((releases / MARKER).read_text("utf-8") or "{}")
    except (OSError, ValueError):
        return ""
    name = noted.get("current") if isinstance(noted, dict) else None
    return name if isinstance(name, str) and _RELEASE.fullmatch(name) else ""


def _release(site: Site, ground: _Ground) -> Path:
    """Copy the site into a release folder of its own, whole before it gets its name."""
    digest = hashlib.sha256()
    for path in site.files:
        content = (site.folder / path).read_bytes()
        digest.update(f"{path}\0{len(content)}\0".encode(errors="surrogateescape") + content)
    name = digest.hexdigest()[:12]
    final = ground.releases / name
    count = 1
    while final.exists() or final.name == ground.name:
        if final.exists() and final != ground.current and compare(site, final, "").nothing:
            return final
        count += 1
        final = ground.releases / f"{name}-{count}"
    fresh = ground.releases / f".new-{name}-{os.getpid()}"
    try:
        for path in site.files:
            target = fresh / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(site.folder / path, target)
        fresh.rename(final)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    return final


def _switch(ground: _Ground, release: Path) -> None:
    """Put the release in place, keep the one before it, remove older ones."""
    place = ground.place
    if ground.foreign:
        place.rename(_free(ground.releases / "replaced"))
    elif not ground.real and place.is_dir() and not place.is_symlink():
        place.rmdir()
    if ground.real or not _link(place, release):
        _exchange(ground, release)
    keep = {release.name, ground.name, MARKER}
    for entry in ground.releases.iterdir():
        if entry.name not in keep and _RELEASE.fullmatch(entry.name):
            shutil.rmtree(entry, ignore_errors=True)


def _link(place: Path, release: Path) -> bool:
    fresh = place.parent / f".{place.name}.new-{os.getpid()}"
    with contextlib.suppress(FileNotFoundError):
        fresh.unlink()
    try:
        fresh.symlink_to(os.path.relpath(release, place.parent), target_is_directory=True)
    except (OSError, NotImplementedError):
        return False
    fresh.replace(place)
    return True


def _exchange(ground: _Ground, release: Path) -> None:
    if ground.real:
        ground.place.rename(_free(ground.releases / ground.name))
    elif ground.place.is_symlink():
        ground.place.unlink()
    release.rename(ground.place)
    noted = ground.releases / f"{MARKER}.new"
    noted.write_text(json.dumps({"current": release.name}) + "\n", "utf-8")
    noted.replace(ground.releases / MARKER)


def _free(path: Path) -> Path:
    """Return `path`, or `path-2`, `path-3` … where that exists."""
    count = 1
    free = path
    while free.exists():
        count += 1
        free = path.with_name(f"{path.name}-{count}")
    return free
