"""What a build remembers, in one SQLite file in .cache: read in part where little changed.

Values are plain (text, numbers, bytes, tuples, lists, dicts of them), written by marshal. A store that is missing,
broken, of another version, or that somebody else may have written, says nothing, and the work is done again.

Whether a store holds is said by a small file beside it, with a number that the store names too: it is taken away
before the first output is touched and written after the last, so that a build that died leaves no half-truth.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from jianbao.edge import memo

_TABLES = (
    "CREATE TABLE heads (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID",
    "CREATE TABLE files (number INTEGER PRIMARY KEY, name TEXT UNIQUE, value BLOB)",
    "CREATE TABLE outputs (path TEXT PRIMARY KEY COLLATE NOCASE, known BLOB, said BLOB) WITHOUT ROWID",
    "CREATE TABLE bodies (mark BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID",
)
_SOME = 500
"""Values in one question; SQLite takes at least 999."""


class Store:
    """The store at `path`. Every question to one that does not hold is answered with nothing.

    `heads` are values by name, `files` rows by number and name, `outputs` two values by path, `bodies` values by
    mark. What is written counts when `commit` returns.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._held = f"{path}.ok"
        self._base: sqlite3.Connection | None = None
        if self._opens() and self.head("number") != memo.read(self._held):
            self.close()

    def _opens(self) -> bool:
        if not memo.trusted(self._path) or not memo.trusted(self._held):
            return False
        try:
            self._base = _connect(self._path)
            return bool(self.head("mark") == memo.mark())
        except (sqlite3.Error, ValueError, EOFError, TypeError):
            self.close()
            return False

    @property
    def holds(self) -> bool:
        """Whether anything is remembered."""
        return self._base is not None

    def close(self) -> None:
        """Let go of the file."""
        if self._base is not None:
            self._base.close()
            self._base = None

    def _ask(self, question: str, values: Iterable[object] = ()) -> Iterator[tuple[Any, ...]]:
        return iter(()) if self._base is None else iter(self._base.execute(question, tuple(values)))

    # Reading

    def head(self, name: str) -> Any:
        """Return a value by its name, None where there is none."""
        row = next(self._ask("SELECT value FROM heads WHERE name = ?", (name,)), None)
        return None if row is None else marshal.loads(row[0])  # noqa: S302  # ours alone, see memo.trusted

    def files(self) -> Iterator[tuple[int, str, Any]]:
        """Yield (number, name, value) of all files."""
        for number, name, value in self._ask("SELECT number, name, value FROM files"):
            yield number, name, marshal.loads(value)  # noqa: S302  # as above

    def file(self, name: str) -> tuple[int, Any] | None:
        """Return (number, value) of a file."""
        row = next(self._ask("SELECT number, value FROM files WHERE name = ?", (name,)), None)
        return None if row is None else (row[0], marshal.loads(row[1]))  # noqa: S302  # as above

    def numbered(self, numbers: list[int]) -> Iterator[tuple[int, str, Any]]:
        """Yield (number, name, value) of the files with these numbers, in no order."""
        for start in range(0, len(numbers), _SOME):
            some = numbers[start : start + _SOME]
            marks = ",".join("?" * len(some))
            question = f"SELECT number, name, value FROM files WHERE number IN ({marks})"  # noqa: S608  # marks only
            for number, name, value in self._ask(question, some):
                yield number, name, marshal.loads(value)  # noqa: S302  # as above

    def last_number(self) -> int:
        """Return the highest number of a file, 0 for none."""
        row = next(self._ask("SELECT max(number) FROM files"), None)
        return (row[0] if row else 0) or 0

    def outputs(self) -> Iterator[tuple[str, bytes, Any]]:
        """Yield (path, what is known, what was said) of all outputs."""
        for path, known, said in self._ask("SELECT path, known, said FROM outputs"):
            yield path, known, marshal.loads(said) if said else ()  # noqa: S302  # as above

    def output(self, path: str) -> tuple[str, bytes, Any] | None:
        """Return the path as it was written (case may differ), what is known and what was said of an output."""
        row = next(self._ask("SELECT path, known, said FROM outputs WHERE path = ?", (path,)), None)
        return None if row is None else (row[0], row[1], marshal.loads(row[2]) if row[2] else ())  # noqa: S302

    def below(self, folder: str) -> bool:
        """Whether any output lies in a folder or below it."""
        question = "SELECT 1 FROM outputs WHERE path > ? AND path < ? LIMIT 1"
        return next(self._ask(question, (f"{folder}/", f"{folder}0")), None) is not None  # "0" comes after "/"

    def count(self) -> int:
        """Return how many outputs there are."""
        row = next(self._ask("SELECT count(*) FROM outputs"), None)
        return row[0] if row else 0

    def body(self, mark: bytes) -> Any:
        """Return a body by its mark, None where there is none."""
        row = next(self._ask("SELECT value FROM bodies WHERE mark = ?", (mark,)), None)
        return None if row is None else marshal.loads(row[0])  # noqa: S302  # as above

    def bodies(self) -> Iterator[tuple[bytes, Any]]:
        """Yield (mark, value) of all bodies."""
        for mark, value in self._ask("SELECT mark, value FROM bodies"):
            yield mark, marshal.loads(value)  # noqa: S302  # as above

    # Writing

    def drop(self) -> None:
        """Leave nothing to the next build until `commit`."""
        memo.drop(self._held)

    def begin(self) -> bool:
        """Make room for a whole new store: `put_…`, then `commit`. False where the system refuses."""
        self.close()
        try:
            for end in ("", "-journal", "-wal", "-shm"):
                memo.drop(self._path + end)
            handle = os.open(self._path, os.O_WRONLY | os.O_CREAT, 0o600)
            os.close(handle)
            self._base = _connect(self._path)
            for each in _TABLES:
                self._base.execute(each)
            self._base.execute("BEGIN")
            self.put_heads({"mark": memo.mark()})
        except (sqlite3.Error, OSError):
            self.close()
            return False
        return True

    def change(self) -> None:
        """Begin to change a store that holds: `put_…` and `take_…`, then `commit`."""
        if self._base is not None:
            self._base.execute("BEGIN")

    def _many(self, order: str, rows: Iterable[tuple[object, ...]]) -> None:
        if self._base is None:
            return
        try:
            self._base.executemany(order, rows)
        except (sqlite3.Error, ValueError):  # ValueError: a name that is no text, as files on Linux may have
            self.close()

    def put_heads(self, heads: dict[str, Any]) -> None:
        """Write values by name."""
        rows = ((name, marshal.dumps(value)) for name, value in heads.items())
        self._many("INSERT OR REPLACE INTO heads VALUES (?, ?)", rows)

    def put_files(self, rows: Iterable[tuple[int, str, Any]]) -> None:
        """Write (number, name, value) of files."""
        written = ((number, name, marshal.dumps(value)) for number, name, value in rows)
        self._many("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", written)

    def put_outputs(self, rows: Iterable[tuple[str, bytes, Any]]) -> None:
        """Write (path, known, said) of outputs."""
        written = ((path, known, marshal.dumps(said) if said else None) for path, known, said in rows)
        self._many("INSERT OR REPLACE INTO outputs VALUES (?, ?, ?)", written)

    def put_bodies(self, rows: Iterable[tuple[bytes, Any]]) -> None:
        """Write (mark, value) of bodies."""
        self._many("INSERT OR REPLACE INTO bodies VALUES (?, ?)", ((mark, marshal.dumps(it)) for mark, it in rows))

    def take_files(self, numbers: Iterable[int]) -> None:
        """Forget files."""
        self._many("DELETE FROM files WHERE number = ?", ((number,) for number in numbers))

    def take_outputs(self, paths: Iterable[str]) -> None:
        """Forget outputs."""
        self._many("DELETE FROM outputs WHERE path = ?", ((path,) for path in paths))

    def commit(self) -> None:
        """Make what was written count. A system that refuses leaves nothing remembered."""
        number = os.urandom(8)
        self.drop()
        self.put_heads({"number": number})
        if self._base is None:
            return
        try:
            self._base.execute("COMMIT")
            memo.write(self._held, number)
        except sqlite3.Error:
            with contextlib.suppress(sqlite3.Error):
                self.close()


def _connect(path: str) -> sqlite3.Connection:
    """Open the file. It need not outlive a failing computer, nor a change that failed half-way: then it is found
    broken, or not vouched for."""
    base = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    base.execute("PRAGMA synchronous = OFF")
    base.execute("PRAGMA journal_mode = OFF")
    base.execute("PRAGMA cache_size = -8000")
    return base
