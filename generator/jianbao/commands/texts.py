"""The text that `jianbao explain` is asked about: a file, or what comes in through standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from jianbao.edge import problems as said
from jianbao.edge import reading
from jianbao.model.problem import Found, Where

NOT_TEXT = "<bytes that are not UTF-8>"
"""Stands in for a line that cannot be read, so that the answers keep their order and the line is said to be bad."""


def lines(file: str, *, stream: bool) -> Found[Iterable[str] | None]:
    """Return the lines of `file` ("-": standard input); None where it cannot be read.

    With `stream` they come one by one, as UTF-8, so that a pipe is answered as it goes; else the whole text is
    read and its encoding found out.
    """
    if stream:
        if file == "-":
            return Found(value=_stream(sys.stdin.buffer))
        if not Path(file).is_file():
            return Found(value=None, problems=(said.FILE_MISSING.at(Where(file=file)),))
        return Found(value=_file(Path(file)))
    found = reading.decode(sys.stdin.buffer.read(), file) if file == "-" else reading.read_text(Path(file), file)
    return Found(value=None if found.value is None else found.value.split("\n"), problems=found.problems)


def _file(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        yield from _stream(file)


def _stream(file: BinaryIO) -> Iterator[str]:
    for number, line in enumerate(file):
        try:
            yield line.decode("utf-8-sig" if number == 0 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            yield NOT_TEXT
