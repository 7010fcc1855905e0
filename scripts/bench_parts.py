"""What a build spends inside libraries and the system, whatever our own code does around them.

    python scripts/bench_parts.py [edit]

in a project without output and memory builds the site in one process and prints JSON: CPU seconds of the process,
and of them those inside PyYAML (parsing), Jinja2 (drawing, with what templates call), Python-Markdown, the JSON
encoder, zlib, reading files, and making them (open, write, close, folders). `edit`: in a project that stands, after
an edit, as `jianbao build -q`; then also SQLite (not the rows that are fetched one by one) and marshal, which reads
and writes what is remembered. What the timing itself takes is measured and taken off. `scripts/bench.py` prints the
sum as the floor "parts", for an edit with what loading the libraries takes.
"""

from __future__ import annotations

import functools
import json
import marshal
import os
import sqlite3
import sys
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import yaml
from jinja2 import Template
from markdown import Markdown
from yaml.composer import Composer

seconds: defaultdict[str, float] = defaultdict(float)
calls: Counter[str] = Counter()
inside: list[str] = []


def timed(part: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function, with what it takes added to a part; a call inside another counts for the outer one."""

    def run(*given: Any, **named: Any) -> Any:
        if inside:
            return function(*given, **named)
        inside.append(part)
        start = time.process_time()
        try:
            return function(*given, **named)
        finally:
            seconds[part] += time.process_time() - start
            calls[part] += 1
            inside.pop()

    return run


def cost() -> float:
    """Return the seconds that timing one call adds to its part."""
    nothing = timed("nothing", lambda: None)
    for _ in range(20_000):
        nothing()
    return seconds.pop("nothing") / calls.pop("nothing")


def ended(code: int) -> None:
    """Print what was found, as the build ends the process."""
    whole = time.process_time()
    each = cost()
    parts = {part: round(took - each * calls[part], 3) for part, took in sorted(seconds.items())}
    print(json.dumps({"whole": round(whole - each * 2 * calls.total(), 3), "parts": parts}), file=sys.stderr)
    sys.stderr.flush()
    leave(code)


def watch() -> None:
    """Put timers around the libraries."""
    json.JSONEncoder.encode = timed("json", json.JSONEncoder.encode)  # type: ignore[method-assign]
    Template.render = timed("jinja2", Template.render)  # type: ignore[method-assign]
    Markdown.convert = timed("markdown", Markdown.convert)  # type: ignore[method-assign]
    for loader in (Composer, yaml.CBaseLoader):
        loader.get_single_node = timed("yaml", loader.get_single_node)  # type: ignore[method-assign]
    zlib.compress = timed("zlib", zlib.compress)
    for name in ("open", "write", "close", "makedirs"):
        setattr(os, name, timed("writing", getattr(os, name)))
    os._exit = ended  # type: ignore[assignment]


class Connection(sqlite3.Connection):
    """A connection whose questions are timed."""

    execute = timed("sqlite", sqlite3.Connection.execute)
    executemany = timed("sqlite", sqlite3.Connection.executemany)
    commit = timed("sqlite", sqlite3.Connection.commit)


def watch_edit() -> None:
    """Put timers around what only an edit uses, or uses in another way."""
    sqlite3.connect = functools.partial(sqlite3.connect, factory=Connection)  # type: ignore[assignment]
    zlib.decompress = timed("zlib", zlib.decompress)
    own = SimpleNamespace(loads=timed("marshal", marshal.loads), dumps=timed("marshal", marshal.dumps))
    for module in ("look", "memo", "store"):  # Python's own reading of modules is not to be counted
        vars(import_module(f"jianbao.edge.{module}"))["marshal"] = own
    for name in ("replace", "copy_file_range", "truncate"):
        if hasattr(os, name):
            setattr(os, name, timed("writing", getattr(os, name)))


EDIT = "edit" in sys.argv[1:]
leave = os._exit
watch()
if EDIT:
    watch_edit()

from jianbao.cli import main  # noqa: E402  # after the timers stand
from jianbao.edge import reading  # noqa: E402
from jianbao.publish.search import lists  # noqa: E402

reading.read_bytes = timed("reading", reading.read_bytes)
lists.deflated = timed("zlib", lists.deflated)

if __name__ == "__main__":
    sys.argv = ["jianbao", "build", "-q", *([] if EDIT else ["-j", "1"])]
    main()
