"""What one build leaves to the next: plain values, and from what each was made.

Everything here is an answer to a question that is asked again with a digest of all the answer depends on; where the
digests differ, or nothing is remembered, the work is done. Nothing in the core knows of it.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from importlib import util
from pathlib import Path

from jianbao.edge import look as looking
from jianbao.edge import memo
from jianbao.edge.look import Look, Stat
from jianbao.model.problem import Problem, Sentence, Severity, Where
from jianbao.publish.bodies import Kept
from jianbao.publish.keys import digest

NAME = "memo"
PACKAGE = Path(__file__).resolve().parent.parent
VERSION = ""
"""Set by tests, to be another version of the program."""
_LIBRARIES = ("jinja2", "markdown", "markupsafe", "yaml")

Said = tuple[str, str, str, str, str, int]
"""A problem as plain values."""
Row = tuple[object, ...]
Kin = tuple[Stat, bytes, "Row | None", tuple[Said, ...], tuple[Said, ...]]
"""Of a file of content/articles: its stat, the sha256 of its bytes, the entry made of it (None: it gives none),
what reading and parsing it found, what making the entry found."""


class Memory:
    """What the build before left (nothing, where the program or the settings are others), and what this one leaves.

    `rows` is the digest that all rows of `files` depend on.
    """

    def __init__(self, cache: Path, rows: bytes) -> None:
        self._path = str(cache / NAME)
        self._rows = rows
        found = memo.read(self._path)
        kept = found if isinstance(found, dict) and found.get("rows") == rows else {}
        self.files: dict[str, Kin] = kept.get("files", {})
        self.bodies: Kept = kept.get("bodies", {})
        self.outputs: dict[str, bytes] = kept.get("outputs", {})
        self.said: dict[str, tuple[Said, ...]] = kept.get("said", {})
        self.folders: dict[str, Stat | None] = kept.get("folders", {})
        self.lines: dict[str, int] = kept.get("lines", {})

    def forget_outputs(self) -> None:
        """Take nothing for granted about the folder of outputs."""
        self.outputs, self.said, self.folders, self.lines = {}, {}, {}, {}

    def drop(self) -> None:
        """Leave nothing to the next build: called before an output is touched."""
        memo.drop(self._path)

    def save(self) -> None:
        """Leave everything to the next build: called when all outputs stand."""
        kept: dict[str, object] = {"rows": self._rows, "files": self.files, "bodies": self.bodies}
        kept |= {"outputs": self.outputs, "said": self.said, "folders": self.folders, "lines": self.lines}
        memo.write(self._path, kept)


def plain(value: object) -> object:
    """Return a value of nouns, tables and sets as tuples of plain values, the same in every run."""
    if is_dataclass(value) and not isinstance(value, type):
        return tuple(plain(getattr(value, field.name)) for field in fields(value))
    if isinstance(value, Mapping):
        return tuple((str(key), plain(each)) for key, each in sorted(value.items(), key=lambda item: str(item[0])))
    if isinstance(value, frozenset | set):
        return tuple(sorted(map(str, value)))
    if isinstance(value, tuple | list):
        return tuple(map(plain, value))
    return value if value is None or type(value) in (str, int, float, bool, bytes) else repr(value)


def libraries() -> list[str]:
    """Return a file of each library that outputs depend on, without loading them."""
    found = (util.find_spec(name) for name in _LIBRARIES)
    return [each.origin for each in found if each is not None and each.origin]


def program(look: Look) -> bytes:
    """Return the digest of this program as it lies on disk: ours, the libraries, Python."""
    own = str(PACKAGE)
    ours = tuple((folder, names) for folder, names in sorted(look.items()) if folder.startswith(own))
    stats = tuple(looking.stat(path) for path in libraries())
    return digest(plain(ours), plain(stats), sys.version, VERSION)


def as_said(problems: tuple[Problem, ...]) -> tuple[Said, ...]:
    """Return problems as plain values."""
    return tuple(
        (it.code, str(it.severity), it.sentence.en, it.sentence.zh, it.where.file, it.where.line) for it in problems
    )


def problems_of(said: tuple[Said, ...]) -> tuple[Problem, ...]:
    """Return the problems that `as_said` wrote down."""
    return tuple(
        Problem(
            code=code,
            severity=Severity(severity),
            sentence=Sentence(en=en, zh=zh),
            where=Where(file=file, line=line),
        )
        for code, severity, en, zh, file, line in said
    )
