"""The files of a theme: in themes/ of the project first, then among those shipped with jianbao."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from jianbao.edge import problems as said
from jianbao.edge.reading import reason
from jianbao.model.frozen import dataclass
from jianbao.model.problem import JianbaoError, Where

_PARTS = ("templates", "static")


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeFiles:
    """A theme folder: its name, its place as a person would type it, and its files by path below it."""

    name: str
    place: str
    files: Mapping[str, bytes]


def shipped() -> Path:
    """Return the folder of the themes that come with jianbao: inside the package, or of the source tree."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "themes"
    return inside if inside.is_dir() else package.parent.parent / "themes"


def roots(project: Path) -> tuple[Path, ...]:
    """Return the folders to look for themes in, the project's own first, each once."""
    found = (project / "themes", shipped())
    return found[:1] if found[0].resolve() == found[1].resolve() else found


def theme_names(places: Sequence[Path]) -> tuple[str, ...]:
    """Return the names of all themes in the folders `places`, sorted."""
    found = {path.name for place in places if place.is_dir() for path in place.iterdir() if path.is_dir()}
    return tuple(sorted(name for name in found if not name.startswith(".")))


def theme_files(
    name: str, places: Sequence[Path], project: Path, leave_out: Sequence[str] = ()
) -> ThemeFiles | None:
    """Read the theme `name` from the first of `places` that has it, None where none has.

    Places in `leave_out` (as `ThemeFiles.place` says them) are passed over, so that a project's theme may extend
    the shipped one of the same name. Only theme.toml, templates/ and static/ are read. Raise JianbaoError where a
    file cannot be read.
    """
    if name in {"", ".", ".."} or "/" in name or "\\" in name:
        return None
    for root in places:
        folder = root / name
        place = _shown(folder, project)
        if folder.is_dir() and place not in leave_out:
            return ThemeFiles(name=name, place=place, files=dict(_files(folder, place)))
    return None


def _shown(folder: Path, project: Path) -> str:
    return folder.relative_to(project).as_posix() if folder.is_relative_to(project) else folder.as_posix()


def _files(folder: Path, place: str) -> Iterator[tuple[str, bytes]]:
    for path in (folder / "theme.toml", *(it for part in _PARTS for it in walk(folder / part))):
        name = path.relative_to(folder).as_posix()
        try:
            if path.is_file():
                yield name, path.read_bytes()
        except OSError as error:
            raise JianbaoError(
                said.FILE_UNREADABLE.at(Where(file=f"{place}/{name}"), reason=reason(error))
            ) from None


def walk(folder: Path, *, hidden: bool = False) -> list[Path]:
    """Return the files in `folder` at any depth, sorted by their parts; without editors' backups and, unless asked
    for, hidden ones (.DS_Store never)."""
    found: list[Path] = []
    for base, folders, names in os.walk(folder):
        folders[:] = [it for it in folders if hidden or not it.startswith(".")]
        kept = (it for it in names if not it.endswith("~") and it != ".DS_Store")
        found += [Path(base, it) for it in kept if hidden or not it.startswith(".")]
    return sorted(found, key=lambda path: path.parts)
