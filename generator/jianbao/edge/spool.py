"""Bytes put aside in a file without a name, and read again by their place: what is too much to hold in memory."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import IO

from jianbao.edge.files import telling

_BUFFER = 1 << 20
"""Bytes that are gathered before they are written."""

_LENGTH = 32
"""Bits of a length."""

Place = tuple[int, int]
"""Offset and length in bytes."""


def as_number(place: Place) -> int:
    """Return a place as one number: a hundred thousand of them are held."""
    return place[0] << _LENGTH | place[1]


def as_place(number: int) -> Place:
    """Return the place that `as_number` made a number of."""
    return number >> _LENGTH, number & (1 << _LENGTH) - 1


class Spool:
    """Bytes in a file in `folder`, to be closed (``with``).

    A process that was forked may read what was put before, and put into a spool that no other one puts into.
    """

    def __init__(self, folder: Path) -> None:
        import tempfile  # noqa: PLC0415  5 ms, and a build of few changes puts nothing aside

        self._folder = folder
        with telling(folder):
            self._file: IO[bytes] = tempfile.TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115  # open for as long as this
        self._waiting: list[bytes] = []
        self._written = self._size = 0

    def go_on(self) -> None:
        """Put behind what another process put."""
        with telling(self._folder):
            self._written = self._size = os.fstat(self._file.fileno()).st_size
        self._waiting = []

    def put(self, content: bytes) -> Place:
        """Put bytes aside; return where they are. Raise JianbaoError where the disk is full."""
        at = self._size
        self._waiting.append(content)
        self._size += len(content)
        if self._size - self._written > _BUFFER:
            self.flush()
        return at, len(content)

    def flush(self) -> None:
        """Write what waits, so that another process can read it."""
        rest = memoryview(b"".join(self._waiting))
        with telling(self._folder):
            while rest:
                done = _put(self._file.fileno(), rest, self._written)
                self._written += done
                rest = rest[done:]
        self._waiting = []

    def get(self, place: Place, most: int | None = None) -> bytes:
        """Return the bytes at a place, of them the first `most`."""
        if self._waiting and sum(place) > self._written:
            self.flush()
        if most is not None and most < place[1]:
            place = (place[0], most)
        with telling(self._folder):
            return read_at(self._file, place)

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


class Spools:
    """A spool for this process and one for each of some that are forked from it, to be closed (``with``).

    A forked process says by `forked` which of them it is, and puts into a spool that nobody else puts into, behind
    what forks before it put there; after `flush` the process they come from reads it. A place is one number, for a
    hundred thousand of them are held.
    """

    def __init__(self, folder: Path, processes: int) -> None:
        self._open = contextlib.ExitStack()
        self._spools = [self._open.enter_context(Spool(folder)) for _ in range(1 + processes)]
        self._own = 0

    def forked(self, number: int) -> None:
        """Say that this is the fork with a number, from 0; once is enough."""
        if self._own != 1 + number:
            self._own = 1 + number
            self._spools[self._own].go_on()

    def put(self, content: bytes) -> int:
        """Put bytes aside; return where they are. Raise JianbaoError where the disk is full."""
        return as_number(self._spools[self._own].put(content)) * len(self._spools) + self._own

    def get(self, place: int, most: int | None = None) -> bytes:
        """Return the bytes at a place, of them the first `most`."""
        where, number = divmod(place, len(self._spools))
        return self._spools[number].get(as_place(where), most)

    def flush(self) -> None:
        """Write what this process put, so that others can read it."""
        self._spools[self._own].flush()

    def close(self) -> None:
        """Let go of all that was put."""
        self._open.close()

    def __enter__(self) -> Spools:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def read_at(file: IO[bytes], place: Place) -> bytes:
    """Return the bytes at a place of a file. Raise OSError where it ends before."""
    at, length = place
    if hasattr(os, "pread"):
        found = os.pread(file.fileno(), length, at)
    else:  # Windows, where there are no forks that would share the place in the file
        file.seek(at)
        found = file.read(length)
    if len(found) != length:
        raise OSError("the file is shorter than it was")
    return found


def _put(handle: int, content: memoryview, at: int) -> int:
    if hasattr(os, "pwrite"):
        return os.pwrite(handle, content, at)
    os.lseek(handle, at, os.SEEK_SET)
    return os.write(handle, content)
