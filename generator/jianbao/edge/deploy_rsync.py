"""Publishes with rsync: over ssh, to an rsync server or to a folder of this machine.

Files are compared by their content (--checksum), not by time and size: a build on another machine gives every file
a new time, and a change may keep the size. Times are not copied, so that a page that did not change keeps its
Last-Modified. What pages need (styles, scripts, pictures) goes first; then pages are laid beside the old ones and
put in place together (--delay-updates); what the site no longer has is removed last (--delete-delay).
Files whose name begins with a dot are never removed (.well-known, .htaccess).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from jianbao.edge import deploy_problems
from jianbao.edge.deploy_plan import Published, Site, failed, local_place, refuse_unsafe
from jianbao.model.problem import JianbaoError

MARKER = ".jianbao-site"
"""Lies at the place: jianbao may remove there what the site does not have."""
_PAGES = ("*.html", "*.xml", "*.json", "*.jsonl", "*.txt")
_ITEM = re.compile(r"(?P<how>[<>ch.*][a-z]?\S*) +(?P<path>.+)")
_WILD = re.compile(r"([*?\[\\])")
_ABSENT = re.compile(r"No such file or directory|\(2\)")


def publish(site: Site, to: str, *, root: Path, dry_run: bool = False, first: bool = False) -> Published:
    """Publish `site` to `to` (`user@host:path`, `rsync://…` or a folder) and return what changed.

    Raises JianbaoError where rsync is missing or fails, or where the place has files and was not published to
    before (unless `first`).
    """
    if shutil.which("rsync") is None:
        raise JianbaoError(deploy_problems.PROGRAM_MISSING.at(program="rsync"), exit_code=1)
    place = _place(to, site, root)
    there = _names(place)
    ours = MARKER in there
    if not ours and not first and any(not name.startswith(".") for name in there):
        raise JianbaoError(deploy_problems.PLACE_NOT_OURS.at(place=place), exit_code=1)
    if dry_run and not there:
        return Published(place=place, added=site.files)
    whole = _command(site, place, ["--delay-updates", "--delete-delay"], keep=site.strays)
    if dry_run:
        return _published(place, [_run([*whole[:1], "--dry-run", *whole[1:]], place)])
    assets = _command(site, place, [f"--exclude={pattern}" for pattern in _PAGES], keep=site.strays)
    said = [_run(assets, place)]
    if not ours:
        _mark(place)
    said.append(_run(whole, place))
    return _published(place, said)


def is_remote(to: str) -> bool:
    """Tell whether `to` names another machine, as rsync reads it: a colon before the first slash."""
    head = to.split("/", 1)[0]
    return ":" in head and not (os.name == "nt" and re.fullmatch(r"[A-Za-z]:.*", head))


def _place(to: str, site: Site, root: Path) -> str:
    if is_remote(to):
        path = (
            to.rpartition("::" if "::" in to else ":")[2]
            if not to.startswith("rsync://")
            else to[8:].partition("/")[2]
        )
        if path.strip("/.~") == "" or to.startswith("-"):
            raise JianbaoError(deploy_problems.UNSAFE.at(place=to))
        return to.rstrip("/") + "/"
    place = local_place(to, root)
    refuse_unsafe(place, site.folder, root)
    return f"{place}/"


def _command(site: Site, place: str, more: Sequence[str], *, keep: Sequence[str]) -> list[str]:
    strays = ["--exclude=/" + _WILD.sub(r"\\\1", path) for path in keep]
    how = ["-rc", "--chmod=D755,F644", "--8-bit-output", "--out-format=%i %n", "--exclude=.*", *strays, *more]
    return ["rsync", *how, "--", f"{site.folder}/", place]


def _run(command: Sequence[str], place: str) -> str:
    done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "LC_ALL": "C"})
    if done.returncode:
        raise JianbaoError(failed("rsync", place, done.stderr.decode("utf-8", "replace")), exit_code=1)
    return done.stdout.decode("utf-8", "replace")


def _names(place: str) -> frozenset[str]:
    """Return the names at the place itself; none where it does not exist yet."""
    done = subprocess.run(
        ["rsync", "--list-only", "--8-bit-output", "-d", "--", place],
        capture_output=True,
        check=False,
        env={**os.environ, "LC_ALL": "C"},
    )
    said = done.stderr.decode("utf-8", "replace")
    if done.returncode == 23 and _ABSENT.search(said):
        return frozenset()
    if done.returncode:
        raise JianbaoError(failed("rsync", place, said), exit_code=1)
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    return frozenset(parts[4] for line in lines if len(parts := line.split(None, 4)) == 5) - {"."}


def _mark(place: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        marker = Path(folder) / MARKER
        marker.write_text("jianbao publishes here; what its site does not have is removed.\n", "utf-8")
        _run(["rsync", "--chmod=F644", "--", str(marker), place], place)


def _published(place: str, outputs: Sequence[str]) -> Published:
    added: set[str] = set()
    changed: set[str] = set()
    removed: set[str] = set()
    for item in (found for said in outputs for line in said.splitlines() if (found := _ITEM.fullmatch(line))):
        how, path = item["how"], item["path"]
        if path.endswith("/"):
            continue
        if how == "*deleting":
            removed.add(path)
        elif how[:2] in ("<f", ">f"):
            (added if "+++" in how else changed).add(path)
    return Published(
        place=place, added=tuple(sorted(added)), changed=tuple(sorted(changed)), removed=tuple(sorted(removed))
    )
