"""The lines of the data file while a site is made: put aside, not held."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import IO

from jianbao.edge.files import telling
from jianbao.edge.spool import Place, Spool, read_at
from jianbao.publish import data

Spot = tuple[int, int, int]
"""In which spool (`_FILE`: in a data file), offset, length."""
_FILE = -1


class Lines(MutableMapping[str, bytes]):
    """The lines of articles, by document; to be closed (``with``).

    Each process puts what it makes into a spool of its own: `own` is its number. `spot` tells another process where
    a line is, `place` is told so.
    """

    def __init__(self, folder: Path, processes: int) -> None:
        self._open = contextlib.ExitStack()
        self._spools = [self._open.enter_context(Spool(folder)) for _ in range(processes)]
        self._spots: dict[str, Spot] = {}
        self._path = folder
        self._file: IO[bytes] | None = None
        self.own = 0

    def __enter__(self) -> Lines:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
        self._open.close()

    def __setitem__(self, name: str, line: bytes) -> None:
        self._spots[name] = (self.own, *self._spools[self.own].put(line))

    def __getitem__(self, name: str) -> bytes:
        number, at, length = self._spots[name]
        if number != _FILE:
            return self._spools[number].get((at, length))
        with telling(self._path):
            if self._file is None:
                self._file = self._path.open("rb", buffering=0)
            return read_at(self._file, (at, length))

    def __delitem__(self, name: str) -> None:
        del self._spots[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._spots)

    def __len__(self) -> int:
        return len(self._spots)

    def __contains__(self, name: object) -> bool:
        return name in self._spots

    def spot(self, name: str) -> Spot | None:
        """Return where the line of an article is, None where there is none."""
        return self._spots.get(name)

    def place(self, name: str, spot: Spot) -> None:
        """Take note of where another process put a line."""
        self._spots[name] = spot

    def flush(self) -> None:
        """Write what this process put, so that others can read it."""
        self._spools[self.own].flush()

    def lie_in(self, path: Path, lengths: Mapping[str, int], wanted: Iterable[str]) -> None:
        """Take the `wanted` lines from the data file at `path`, whose lines have these lengths."""
        self.close()
        self._path = path
        at, places = 0, dict[str, Place]()
        for name, length in lengths.items():
            places[name] = (at, length)
            at += length + 1
        self._spots |= {name: (_FILE, *places[name]) for name in wanted}

    def close(self) -> None:
        """Let go of a data file, which may be replaced then."""
        if self._file is not None:
            self._file.close()
            self._file = None


def is_whole(path: Path, lengths: Mapping[str, int], known: bytes) -> bool:
    """Return whether the data file at `path` has lines of these lengths, and the digest `known` (of data.py)."""
    total = size = 0
    try:
        with path.open("rb") as file:
            for line in file:
                size += len(line)
                total += data.own((line.removesuffix(b"\n"),))
    except OSError:
        return False
    return size == sum(lengths.values()) + len(lengths) and data.own_digest(total) == known
