"""Where a built site is written: only what changed, each file whole, and never outside its folder (manifest.py)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from jianbao.edge import files
from jianbao.edge import problems as said
from jianbao.edge.manifest import HEAD, MARKER, OPEN, read_manifest
from jianbao.model.problem import JianbaoError, Where

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
"""https://learn.microsoft.com/windows/win32/fileio/naming-a-file"""
_LONGEST = 240
_MANY = 100
_BYTES = 1000
"""With more than a hundred files, and more than one for so many bytes of the manifest, a list of all that are ours
costs less than looking for each."""
_IN_THE_WAY = (IsADirectoryError, NotADirectoryError, FileExistsError, PermissionError)
"""What systems say of a folder where a file belongs, or the reverse; PermissionError on Windows."""


def unsafe(path: str) -> tuple[str, str] | None:
    """Return why `path` (relative, forward slashes) is never written, in English and Chinese; None if it may be."""
    parts = path.split("/")
    if any(part in {"", ".", ".."} for part in parts):
        return "it leads out of the folder or names no file", "它指向目录之外，或没有文件名"
    if _FORBIDDEN.search(path) or any(part.endswith((".", " ")) for part in parts):
        return "some systems cannot hold such a name", "有的系统不能用这样的名字"
    if any(_RESERVED.fullmatch(part) for part in parts):
        return "it is the name of a device on Windows", "它在 Windows 上是设备名"
    if parts[0] == MARKER or any(len(part.encode("utf-8", "replace")) > _LONGEST for part in parts):
        return "the name is ours or too long", "名字太长或已被占用"
    return None


class Sink:
    """A folder that receives a site.

    ``Sink(folder)``; `announce` all paths; `put` or `keep` each; `finish`. `written`, `unchanged` and `removed`
    count files. A folder that holds something and was not made by us is refused. Errors are JianbaoError; what
    stood there before an error is whole. Worker processes may write announced files with `files.put`, the
    parent then calls `keep`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.written = self.unchanged = self.removed = 0
        self._manifest = read_manifest(folder)
        _refuse_foreign(folder, ours=self._manifest is not None)
        self._interrupted = self._manifest is not None and self._manifest.is_open
        self._known: set[str] | None = None if self._manifest else set()
        self._announced: set[str] = set()
        self._made: set[str] = set()
        self._left: set[str] = set()
        self._safe_folders = {""}
        self._folders = set[str]()
        self._new = self._manifest is None
        self._open = False
        self._base = f"{folder}{os.sep}"
        self._fresh = self._manifest is None

    def announce(self, paths: Iterable[str]) -> None:
        """Say which files are going to be made, so that a crash leaves no unknown ones. Refuse unsafe names."""
        asked = [*paths]
        if len(asked) > max(_MANY, self._manifest.size // _BYTES if self._manifest else 0):
            self._all()
        new = sorted({path for path in asked if not self._ours(path)})
        for path in new:
            why = unsafe(path)
            if why is not None:
                raise JianbaoError(said.OUTPUT_UNSAFE.at(path=repr(path), why_en=why[0], why_zh=why[1]), 1)
        if new:
            self._note(new)
            if self._known is None:
                self._announced.update(new)
            else:
                self._known.update(new)
                self._left.update(new)

    def _all(self) -> set[str]:
        """Return all files that are ours, made before or announced. From now on only those of them that this build
        has not made are told apart: two sets of all would be memory."""
        if self._known is None:
            self._known = {*(self._manifest.names() if self._manifest else ()), *self._announced}
            self._left = self._known - self._made
        return self._known

    def _ours(self, path: str) -> bool:
        if self._known is not None:
            return path in self._known
        return path in self._announced or (self._manifest is not None and self._manifest.holds(path))

    @property
    def interrupted(self) -> bool:
        """Whether the build before this one did not end: nothing it made can be taken for granted."""
        return self._interrupted

    def put(self, path: str, content: bytes) -> bool:
        """Make the file at `path` hold `content`; return whether it had to be written.

        In a folder that was empty, files are written where they will stay: no reader had anything there, and the
        marker says that a build is under way, so that after a crash the next one compares every file. Elsewhere a
        reader sees the old file or the new one, never a part.
        """
        self._claim(path)
        target = self._base + path
        try:
            if self._fresh and self._create(path, target, content):
                self.written += 1
                return True
            if files.holds(target, content):
                self.unchanged += 1
                return False
            self._note([])
            try:
                self._make_folder(path)
                files.swap(target, content, self._temp())
            except _IN_THE_WAY:
                self._clear_the_way(path)
                files.swap(target, content, self._temp())
        except OSError as error:
            raise files.told(self.folder / path, error) from None
        self.written += 1
        return True

    def pour(self, path: str, parts: Iterable[bytes]) -> bool:
        """`put` for what is too large to be held in memory: make the file at `path` of `parts`."""
        self._claim(path)
        self._note([])
        try:
            try:
                self._make_folder(path)
            except _IN_THE_WAY:
                self._clear_the_way(path)
            if (self.folder / path).is_dir():
                self._clear_the_way(path)
            written = files.pour(self._base + path, parts, self._temp())
        except OSError as error:
            raise files.told(self.folder / path, error) from None
        self.written += written
        self.unchanged += not written
        return written

    def splice(self, path: str, parts: Iterable[files.Part]) -> None:
        """Make the file at `path`, which is ours, of parts of itself and new bytes."""
        self._claim(path)
        self._note([])
        try:
            files.splice(self._base + path, parts, self._temp())
        except OSError as error:
            raise files.told(self.folder / path, error) from None
        self.written += 1

    def _temp(self) -> str:
        return f"{self._base}.{os.getpid()}{files.TEMP}"

    def open(self) -> None:
        """Say in the marker that a build is under way, before other processes put files."""
        self._note([])

    def _create(self, path: str, target: str, content: bytes) -> bool:
        self._note([])
        self._make_folder(path)
        return files.create(target, content)

    def keep(self, path: str, *, written: bool = False) -> None:
        """Count the file at `path` as made: the caller knows that it holds what it should."""
        self._claim(path)
        self.written += written
        self.unchanged += not written

    def finish(self) -> tuple[str, ...]:
        """Remove what an earlier build made and this one did not, then folders left empty; return those files.

        Only this ends a build: without it nothing is removed.
        """
        known = self._all()
        gone = sorted(self._left)
        if gone:
            self._note([])
        removed = tuple(path for path in gone if self._remove(path))
        self.removed = len(removed)
        if self._interrupted:
            files.sweep(self.folder)
        if self._open or self._new or self._interrupted:
            text = "".join(f"{line}\n" for line in (HEAD, *sorted(known.difference(gone))))
            files.put(self.folder / MARKER, text.encode())
        known.difference_update(gone)
        self._left = set()
        self._manifest = None
        self._open = self._new = self._interrupted = False
        return removed

    def finish_some(self, gone: Iterable[str]) -> None:
        """End a build that put only what changed: remove the files `gone`, all others of ours stay."""
        went = {path for path in gone if self._ours(path)}
        if self._manifest and self._open and not (self._interrupted or self._announced or went or self._known):
            with files.telling(self.folder / MARKER):
                os.truncate(self.folder / MARKER, self._manifest.size)  # as it was before this build spoke
            self._open = False
        elif self._manifest and self._known is None and not self._interrupted:
            self._note([])
            self.removed = sum(self._remove(path) for path in sorted(went))
            files.put(self.folder / MARKER, self._manifest.changed(went, self._announced))
            self._open = False
        else:
            self._all()
            self._left = went
            self.finish()

    def _claim(self, path: str) -> None:
        if not self._ours(path):
            self.announce([path])
        self._check_folders(path)
        if self._known is None:
            self._made.add(path)
        else:
            self._left.discard(path)

    def _note(self, paths: list[str]) -> None:
        """Write into the marker that a build is under way and what it is going to make."""
        if self._open and not paths:
            return
        lines = [*([HEAD] if self._new else []), *([] if self._open else [OPEN]), *paths]
        marker = self.folder / MARKER
        with files.telling(marker):
            marker.parent.mkdir(parents=True, exist_ok=True)
            if self._interrupted and not self._open:
                lines.insert(0, "")  # ends a line that the build before may have left half written
            with marker.open("ab") as file:
                file.write("".join(f"{line}\n" for line in lines).encode())
        self._open, self._new = True, False

    def _check_folders(self, path: str) -> None:
        """Refuse a path that a link on the way would lead out of the folder."""
        above = path.rpartition("/")[0]
        if above in self._safe_folders:
            return
        parts = above.split("/")
        for end in range(1, len(parts) + 1):
            part = "/".join(parts[:end])
            if (self.folder / part).is_symlink():
                why_en, why_zh = "a link stands in the way", "路径中有一个链接"
                raise JianbaoError(said.OUTPUT_UNSAFE.at(path=repr(path), why_en=why_en, why_zh=why_zh), 1)
            self._safe_folders.add(part)

    def _make_folder(self, path: str) -> None:
        above = path.rpartition("/")[0]
        if above not in self._folders:
            os.makedirs(self._base + above, exist_ok=True)  # noqa: PTH103  # called for thousands of files
            self._folders.add(above)

    def _clear_the_way(self, path: str) -> None:
        """Make the folders for `path`; an old file of ours where a folder is needed goes, and the reverse."""
        self._all()
        old = self._left
        for above in Path(path).parents:
            if above.as_posix() in old:
                self._remove(above.as_posix())
        for inside in sorted(each for each in old if each.startswith(f"{path}/")):
            self._remove(inside)
        self._folders, self._safe_folders = set(), {""}
        self._make_folder(path)

    def _remove(self, path: str) -> bool:
        """Remove a file we once made, and its folders where they are empty then; return whether it was there."""
        if unsafe(path) is not None or self._behind_a_link(path):
            return False
        target = self.folder / path
        if not target.is_symlink() and not target.is_file():
            return False
        with files.telling(target):
            target.unlink()
        for above in target.relative_to(self.folder).parents[:-1]:
            try:
                (self.folder / above).rmdir()
            except OSError:
                break
        return True

    def _behind_a_link(self, path: str) -> bool:
        return any((self.folder / above).is_symlink() for above in Path(path).parents[:-1])


def _refuse_foreign(folder: Path, *, ours: bool) -> None:
    """Stop at a folder that is a file, or that holds something and has no marker of ours."""
    if ours or not os.path.lexists(folder):
        return
    if not folder.is_dir():
        raise JianbaoError(said.OUTPUT_NO_FOLDER.at(Where(file=str(folder))))
    with files.telling(folder):
        names = sorted(entry.name for entry in os.scandir(folder) if not entry.name.startswith("."))
    if names:
        raise JianbaoError(said.OUTPUT_NOT_OURS.at(Where(file=str(folder)), example=names[0]))
