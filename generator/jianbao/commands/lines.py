"""The lines of the data file while a site is made: put aside, not held."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import IO

from jianbao.edge.files import telling
from jianbao.edge.spool import Spools, as_number, as_place, read_at
from jianbao.publish import data


class Lines(MutableMapping[str, bytes]):
    """The lines of articles, by document; to be closed (``with``).

    Each process puts what it makes into a spool of its own (`spools`). `spot` tells another one where a line is,
    `place` is told so.
    """

    def __init__(self, folder: Path, processes: int) -> None:
        self.spools = Spools(folder, processes)
        self._spots: dict[str, int] = {}
        self._lying: dict[str, int] = {}
        self._path = folder
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Lines:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
        self.spools.close()

    def __setitem__(self, name: str, line: bytes) -> None:
        self.place(name, self.spools.put(line))

    def __getitem__(self, name: str) -> bytes:
        if name not in self._lying:
            return self.spools.get(self._spots[name])
        with telling(self._path):
            if self._file is None:
                self._file = self._path.open("rb", buffering=0)
            return read_at(self._file, as_place(self._lying[name]))

    def __delitem__(self, name: str) -> None:
        if self._lying.pop(name, None) is None:
            del self._spots[name]

    def __iter__(self) -> Iterator[str]:
        return itertools.chain(self._spots, self._lying)

    def __len__(self) -> int:
        return len(self._spots) + len(self._lying)

    def __contains__(self, name: object) -> bool:
        return name in self._spots or name in self._lying

    def spot(self, name: str) -> int | None:
        """Return where the line of an article is, None where it was not put here."""
        return self._spots.get(name)

    def place(self, name: str, spot: int) -> None:
        """Take note of where a process put a line."""
        self._lying.pop(name, None)
        self._spots[name] = spot

    def flush(self) -> None:
        """Write what this process put, so that others can read it."""
        self.spools.flush()

    def lie_in(self, path: Path, lengths: Mapping[str, int], wanted: Iterable[str]) -> None:
        """Take the `wanted` lines from the data file at `path`, whose lines have these lengths."""
        self.close()
        self._path = path
        at, some = 0, {*wanted}
        for name, length in lengths.items():
            if name in some:
                self._spots.pop(name, None)
                self._lying[name] = as_number((at, length))
            at += length + 1

    def lying(self) -> tuple[str, ...]:
        """Return the articles whose lines are taken from a data file."""
        return tuple(self._lying)

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
