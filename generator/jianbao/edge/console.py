"""The terminal: which language, which streams, colour or not, and a progress bar. Others decide what is said."""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
import unicodedata
from collections.abc import Callable, Mapping
from io import TextIOWrapper
from typing import TextIO

from jianbao.model.problem import Language, Problem

_COLOURS = {"error": "31;1", "warning": "33", "note": "36"}
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def language(environ: Mapping[str, str]) -> Language:
    """Return the language of messages by POSIX order: LC_ALL, LC_MESSAGES, LANG; English where none is Chinese."""
    name = next((environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(key)), "")
    return "zh" if name.lower().startswith("zh") else "en"


def speak_utf8(*streams: TextIO) -> None:
    """Make streams write UTF-8 (Windows pipes and LANG=C do not by themselves); PYTHONIOENCODING is obeyed.

    What UTF-8 cannot say (file names that are no text) is written with backslashes.
    """
    for stream in streams:
        if isinstance(stream, TextIOWrapper) and not os.environ.get("PYTHONIOENCODING"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def printable(text: str) -> str:
    """Return `text` with control characters spelled out, so that no file name can steer the terminal."""
    return _CONTROLS.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)


def hush(*streams: TextIO) -> None:
    """Send what is still to be written nowhere: the reader of the pipe has gone away."""
    for stream in streams:
        try:
            stream.flush()
        except (OSError, ValueError):
            try:
                sink = os.open(os.devnull, os.O_WRONLY)
                os.dup2(sink, stream.fileno())
                os.close(sink)
            except (OSError, ValueError):
                continue


def paints(stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Tell whether colour is wanted: a terminal that is not dumb, and no NO_COLOR (https://no-color.org)."""
    return stream.isatty() and environ.get("TERM") != "dumb" and not environ.get("NO_COLOR")


def problem_line(problem: Problem, tongue: Language, *, colour: bool) -> str:
    """Return the problem as one printed line."""
    said = printable(problem.line(tongue)).replace("\n", " ")
    if not colour:
        return said
    kind = f"{problem.severity}[{problem.code}]"
    return said.replace(kind, f"\x1b[{_COLOURS[problem.severity]}m{kind}\x1b[0m", 1)


def width(text: str) -> int:
    """Return how many columns `text` takes: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


class Meter:
    """Shows how far a command is: one line a stage, and a bar on a terminal. Called as Progress is.

    `name` turns the key of a stage into words. Call `end` before anything else is printed.
    """

    def __init__(self, stream: TextIO, name: Callable[[str], str], *, quiet: bool, bar: bool) -> None:
        self._stream = stream
        self._name = name
        self._quiet = quiet
        self._bar = bar and not quiet
        self._stage = ""
        self._done = 0
        self._drawn = 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Take note that `done` of `total` (0: unknown) of `stage` are done."""
        if stage != self._stage:
            self.end()
            self._stage = stage
        self._done = done
        if self._bar and (now := time.monotonic()) - self._drawn > 0.1:
            self._drawn = now
            self._draw(done, total)

    def end(self) -> None:
        """Close the stage under way: its line stays, the bar goes."""
        if self._stage and not self._quiet:
            clear = "\r\x1b[K" if self._bar else ""
            count = f" {self._done}" if self._done else ""
            self._stream.write(f"{clear}{self._name(self._stage)}{count}\n")
            self._stream.flush()
        self._stage = ""

    def _draw(self, done: int, total: int) -> None:
        label = self._name(self._stage)
        room = shutil.get_terminal_size().columns - width(label) - 20
        if total > 0 and room >= 5:
            cells = min(room, 30)
            full = min(cells, cells * done // total)
            text = f"{label} [{'#' * full}{'.' * (cells - full)}] {done}/{total}"
        else:
            text = f"{label} {done or ''}"
        self._stream.write(f"\r\x1b[K{text}")
        self._stream.flush()


def meter(name: Callable[[str], str], *, quiet: bool, environ: Mapping[str, str] = os.environ) -> Meter:
    """Return a meter on standard error."""
    shows = sys.stderr.isatty() and environ.get("TERM") != "dumb"
    return Meter(sys.stderr, name, quiet=quiet, bar=shows)
