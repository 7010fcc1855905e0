"""Our marker in a folder of outputs, one dot file at its top, which is the manifest too: which files we made.

While a build runs it also names those the build is going to make, so that after a crash the next build still knows
every file that is ours. It is replaced by the short form, with the files of this build only, when a build ends.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

MARKER = ".jianbao"
HEAD = "jianbao made this folder: it replaces and removes the files named below. Keep nothing of your own in them."
OPEN = "# a build is under way"


class Manifest:
    """What the marker in a folder says. `is_open`: the build that wrote it did not end.

    A build of few changes asks for a few files only, and never makes the list of all.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        self.is_open = f"\n{OPEN}\n".encode() in content

    @property
    def size(self) -> int:
        """Bytes of the marker."""
        return len(self._content)

    def names(self) -> frozenset[str]:
        """Return the files that are named."""
        # What follows the last line end was being written when the build died: the file it names was not begun.
        lines = self._content.decode("utf-8", "replace").split("\n")[1:-1]
        return frozenset(line for line in lines if line and line[0] != "#")

    def holds(self, path: str) -> bool:
        """Whether a file is named; a marker that is open may say no of one that is, for it is not sorted."""
        line = _line(path)
        at = _place(self._content, line)
        return self._content.startswith(line, at)

    def changed(self, gone: Iterable[str], came: Iterable[str]) -> bytes:
        """Return what a marker that is not open says when some files went and others came."""
        content = self._content
        for path in gone:
            line = _line(path)
            at = _place(content, line)
            if content.startswith(line, at):
                content = content[:at] + content[at + len(line) :]
        for path in came:
            line = _line(path)
            at = _place(content, line)
            if not content.startswith(line, at):
                content = content[:at] + line + content[at:]
        return content


def _line(path: str) -> bytes:
    return f"{path}\n".encode("utf-8", "replace")


def _place(content: bytes, line: bytes) -> int:
    """Return where a line stands among the sorted ones behind the first, or where it would."""
    low, high = content.index(b"\n") + 1, len(content)
    while low < high:
        middle = (low + high) // 2
        start, end = content.rfind(b"\n", low, middle) + 1 or low, content.find(b"\n", middle, high) + 1 or high
        if content[start : end - 1] < line[:-1]:
            low = end
        else:
            high = start
    return low


def read_manifest(folder: Path) -> Manifest | None:
    """Return what the marker in a folder says, None where there is none of ours."""
    try:
        content = (folder / MARKER).read_bytes()
    except OSError:
        return None
    return Manifest(content) if content.startswith(f"{HEAD}\n".encode()) else None
