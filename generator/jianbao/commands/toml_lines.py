"""Lines of the publisher's TOML tables put in, changed and taken out; all others stay as they are. Pure.

Lines are sorted by key, one a term, so that two branches which add terms rarely touch the same line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

_LINE = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+)\s*=""")


def with_lines(text: str, table: str, wanted: Mapping[str, str | None]) -> str:
    """Return `text` with the line of each key of `wanted` in [`table`] saying that value; None: with no such line.

    New lines go to their places in the order of keys, the table, if there is none, to the end.
    """
    lines = text.split("\n")
    if _start(lines, table) < 0:
        lines = [*_without_end(lines), *([""] if text.strip() else []), f"[{table}]", ""]
    for key in sorted(wanted):
        value = wanted[key]
        at, there = _place(lines, table, key)
        new = [] if value is None else [f"{_quoted(key)} = {_quoted(value)}"]
        lines[at : at + there] = new
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _start(lines: Sequence[str], table: str) -> int:
    """Return the number of the line behind the table's head, -1 where it has none."""
    head = re.compile(rf"\s*\[\s*{table}\s*\]")
    return next((number + 1 for number, line in enumerate(lines) if head.match(line)), -1)


def _without_end(lines: list[str]) -> list[str]:
    return lines[:-1] if lines and not lines[-1] else lines


def _place(lines: Sequence[str], table: str, key: str) -> tuple[int, int]:
    """Return where the line of `key` is, and 1; or where it goes (before the first greater key, or last), and 0."""
    places = list(_keys(lines, _start(lines, table)))
    for number, known in places:
        if known == key:
            return number, 1
    later = next((number for number, known in places if known > key), None)
    if later is None:
        later = places[-1][0] + 1 if places else _start(lines, table)
    return later, 0


def _keys(lines: Sequence[str], start: int) -> Iterator[tuple[int, str]]:
    for number in range(start, len(lines)):
        if lines[number].lstrip().startswith("["):
            return
        found = _LINE.match(lines[number])
        if found is not None:
            yield number, _unquoted(found[1])


def _unquoted(text: str) -> str:
    """Return what a TOML key says; of one with escapes JSON does not have, the text between the quotes."""
    if text[0] not in "'\"":
        return text
    if text.startswith("'"):
        return text[1:-1]
    try:
        return str(json.loads(text))
    except ValueError:
        return text[1:-1]
