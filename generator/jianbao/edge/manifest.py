"""Our marker in a folder of outputs, one dot file at its top, which is the manifest too: which files we made.

While a build runs it also names those the build is going to make, so that after a crash the next build still knows
every file that is ours. It is replaced by the short form, with the files of this build only, when a build ends.
"""

from __future__ import annotations

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
        content, wanted = self._content, path.encode("utf-8", "replace")
        low, high = content.index(b"\n") + 1, len(content)
        while low < high:
            middle = (low + high) // 2
            start, end = content.rfind(b"\n", low, middle) + 1 or low, content.find(b"\n", middle, high)
            line = content[start : end if end >= 0 else high]
            if line == wanted:
                return end >= 0
            if line < wanted:
                low = end + 1 if end >= 0 else high
            else:
                high = start
        return False


def read_manifest(folder: Path) -> Manifest | None:
    """Return what the marker in a folder says, None where there is none of ours."""
    try:
        content = (folder / MARKER).read_bytes()
    except OSError:
        return None
    return Manifest(content) if content.startswith(f"{HEAD}\n".encode()) else None
