"""TOML files with line numbers in what is said of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from jianbao.edge import problems as said
from jianbao.edge import reading
from jianbao.model.problem import Found, Where

Table = Mapping[str, object]
_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)|\s*\(at end of document\)")
"""Said of what a value is, by its type in Python."""
TYPES = {str: "text", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a table"}


def read_toml(path: Path, name: str) -> Found[tuple[Table, str] | None]:
    """Return the table of the file at `path` and its text; None where it cannot be read, and why."""
    found = reading.read_text(path, name)
    if found.value is None:
        return Found(value=None, problems=found.problems)
    parsed = parse(found.value, name)
    if parsed.value is None:
        return Found(value=None, problems=(*found.problems, *parsed.problems))
    return Found(value=(parsed.value, found.value), problems=found.problems)


def parse(text: str, name: str) -> Found[Table | None]:
    """Return the table that `text` writes; None and a problem with the line where it is not TOML."""
    import tomllib  # noqa: PLC0415  3 ms, and a build of few changes reads no TOML

    try:
        return Found(value=tomllib.loads(text.replace("\r\n", "\n")))
    except tomllib.TOMLDecodeError as error:
        at = _LINE.search(str(error))
        line = int(at[1]) if at is not None and at[1] else text.count("\n") + 1
        problem = said.TOML_BROKEN.at(Where(file=name, line=line), reason=_LINE.sub("", str(error)))
    except RecursionError:
        problem = said.TOML_BROKEN.at(Where(file=name, line=1), reason="nested too deeply")
    return Found(value=None, problems=(problem,))


def line_of(text: str, key: str, table: str = "") -> int:
    """Return the 1-based line on which `key` of `table` ("" or tool.jianbao) is set; 0 where that is not seen."""
    here, wanted = "", table.replace('"', "")
    for number, line in enumerate(text.split("\n"), 1):
        head = re.match(r"\s*\[+\s*([^\]]+?)\s*\]", line)
        if head is not None:
            here = re.sub(r"\s*\.\s*", ".", head[1]).replace('"', "").replace("'", "")
            if here == ".".join(filter(None, (wanted, key))):
                return number
        elif here == wanted and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.]", line):
            return number
    return 0


def hints(name: str, known: Iterable[str]) -> tuple[str, str]:
    """Return in English and Chinese which known name `name` may be meant for, or all there are."""
    import difflib  # noqa: PLC0415  # only a mistake needs it, and start-up counts

    names = sorted(known)
    near = difflib.get_close_matches(name.lower(), names, n=1, cutoff=0.55)
    if near:
        return f"did you mean {near[0]}?", f"是不是 {near[0]}？"
    return f"choose from {', '.join(names)}", f"可用的有 {'、'.join(names)}"


def type_name(value: object) -> str:
    """Return what a TOML value is, in a word."""
    return TYPES.get(type(value), "a date")
