"""Text in, a tree of PyYAML's nodes out: every scalar stays text, every node knows its line.

PyYAML's resolver for YAML 1.1 reads `no` as false, `1:30` as 90 and `010` as 8. Ours has no rules at all: what
a value means is decided by the field it stands in (fields.py). Nodes instead of dicts keep line numbers and
doubled keys. The C parser is used where PyYAML was built with it, the pure one otherwise.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import yaml
from yaml.composer import Composer
from yaml.events import CollectionEndEvent, CollectionStartEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

if TYPE_CHECKING:
    _Base = yaml.BaseLoader
else:
    _Base = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

MAX_LENGTH = 256_000
MAX_DEPTH = 20
_MAYBE_DEEP = 200


class TooDeepError(Exception):
    """The text nests deeper than any front matter; PyYAML's C parser would overrun the stack on it."""


class BrokenError(Exception):
    """The text is not what it should be: a reason in the parser's words and a 0-based line of the text."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


class _NoGuesses:
    """A resolver that calls every node by the same name."""

    def resolve(self, _kind: object, _value: object, _implicit: object) -> str:
        return ""

    def descend_resolver(self, _node: object, _index: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


class TextLoader(_NoGuesses, _Base):
    """The fastest loader there is, without guesses."""


class PureTextLoader(_NoGuesses, yaml.BaseLoader):
    """The same, in Python only."""


def read_yaml(text: str, loader: type[Composer] = TextLoader) -> Node | None:
    """Return the tree of one YAML document, None where it is empty.

    Raise `BrokenError` where it is not YAML, and `TooDeepError` before anything recursive sees deep nesting.
    """
    if len(text) > MAX_LENGTH:
        raise TooDeepError
    try:
        if _maybe_deep(text):
            _refuse_depth(text)
        return loader(text).get_single_node()  # type: ignore[call-arg]  # the stubs know no loader's argument
    except yaml.MarkedYAMLError as error:
        raise BrokenError(*_reason(error)) from None
    except yaml.reader.ReaderError as error:
        raise BrokenError(str(error.reason), text.count("\n", 0, _position(error))) from None


def _position(error: yaml.reader.ReaderError) -> int:
    position = error.position
    return position if isinstance(position, int) else 0


def _reason(error: yaml.MarkedYAMLError) -> tuple[str, int]:
    """Return what is wrong and on which line; an open quote or bracket counts where it opens."""
    opened = error.context_mark is not None and (error.problem or "").find("unexpected end of stream") >= 0
    mark = error.context_mark if opened else error.problem_mark or error.context_mark
    return f"{error.context or ''}: {error.problem or ''}", mark.line if mark is not None else 0


def _maybe_deep(text: str) -> bool:
    return sum(map(text.count, ("[", "{", "- ", "? ", "\n"))) > _MAYBE_DEEP


def _refuse_depth(text: str) -> None:
    """Walk the events, which need no stack, and stop where they go too deep."""
    parser = _Base(text)
    depth = 0
    while parser.check_event():
        event = parser.get_event()  # type: ignore[no-untyped-call]  # the stubs give it no types
        if isinstance(event, CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise TooDeepError
        elif isinstance(event, CollectionEndEvent):
            depth -= 1


def read_toml(text: str) -> Node:
    """Return the tree of a TOML document, its values as text again (dates in ISO form).

    Lines are those of the top-level keys. Raise `BrokenError` where it is not TOML.
    """
    import tomllib  # noqa: PLC0415  3 ms, and a build of few changes reads no TOML

    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\s*\(at (?:line (\d+)|end)[^)]*\)", str(error))
        line = int(found[1]) - 1 if found and found[1] else text.count("\n")
        raise BrokenError(str(error)[: found.start()] if found else str(error), line) from None
    except RecursionError:
        raise TooDeepError from None
    pairs = [(_scalar(key, line := _line_of(text, key)), _node(value, line)) for key, value in values.items()]
    return MappingNode("", pairs)


def _line_of(text: str, key: str) -> int:
    found = re.search(rf"^[ \t]*\[*[ \t]*[\"']?{re.escape(key)}\b", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) if found else 0


def _scalar(text: str, line: int) -> ScalarNode:
    mark = yaml.Mark("", 0, line, 0, None, 0)
    return ScalarNode("", text, mark, mark, "'")


def _node(value: object, line: int) -> Node:
    mark = yaml.Mark("", 0, line, 0, None, 0)
    if isinstance(value, dict):
        return MappingNode("", [(_scalar(str(k), line), _node(v, line)) for k, v in value.items()], mark, mark)
    if isinstance(value, list):
        return SequenceNode("", [_node(item, line) for item in value], mark, mark)
    if isinstance(value, bool):
        return _scalar("true" if value else "false", line)
    if isinstance(value, dt.datetime):
        return _scalar(value.isoformat(" "), line)
    return _scalar(value.isoformat() if isinstance(value, dt.date | dt.time) else str(value), line)
