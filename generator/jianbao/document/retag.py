"""Tags renamed or joined in the text of an article: only what its tags are written in changes, byte for byte.

What was edited is read again: where it does not say exactly the same with other tags, nothing is edited.
"""

from __future__ import annotations

import dataclasses
import json
import re
import tomllib
import unicodedata
from collections.abc import Mapping

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from jianbao.document import problems as said
from jianbao.document.fences import Parts, split
from jianbao.document.frontmatter import parse
from jianbao.document.tree import BrokenError, read_yaml
from jianbao.document.writing import in_list, words
from jianbao.model.problem import Found, Where

_KEYS = frozenset({"tags", "keywords", "categories", "category"})
_TOML = re.compile(
    r"^(?P<head>(?:tags|keywords|categories)\s*=\s*)(?P<list>\[[^\]]*\])", re.MULTILINE | re.IGNORECASE
)


def named(tag: str) -> str:
    """Return a tag in the one form under which it is known: NFC, single inner spaces."""
    return " ".join(unicodedata.normalize("NFC", tag).split())


def retag(text: str, path: str, changes: Mapping[str, str]) -> Found[str]:
    """Return `text` with the tags that are keys of `changes` called what these say, each tag once.

    `text` is the file as it is, line ends and all. A file that has none of them, or that cannot be read, comes back
    as it was; one that has, but that cannot be edited safely, too, with a problem.
    """
    before = parse(text, path).value
    if before is None:
        return Found(value=text)
    wanted = tuple(dict.fromkeys(changes.get(named(tag), tag) for tag in before.tags))
    if wanted == before.tags:
        return Found(value=text)
    edited = _edited(text, path, changes)
    after = parse(edited, path).value
    if after == dataclasses.replace(before, tags=wanted):
        return Found(value=edited)
    return Found(value=text, problems=(said.TAGS_NOT_EDITED.at(Where(file=path), tags=", ".join(wanted)),))


def _edited(text: str, path: str, changes: Mapping[str, str]) -> str:
    parts = split(text, path).value
    if parts is None:
        return text
    if parts.fence == "+++":
        return _TOML.sub(lambda found: found["head"] + _toml(found["list"], changes), text, count=1)
    try:
        tree = read_yaml(parts.head)
    except BrokenError:
        return text
    lines = text.split("\n")
    for key, node in reversed(tree.value if isinstance(tree, MappingNode) else []):
        if isinstance(key, ScalarNode) and key.value.lower() in _KEYS:
            _value(lines, parts, node, changes)
    return "\n".join(lines)


def _toml(text: str, changes: Mapping[str, str]) -> str:
    try:
        tags = tomllib.loads(f"tags = {text}")["tags"]
    except tomllib.TOMLDecodeError:
        return text
    made = dict.fromkeys(changes.get(named(str(tag)), str(tag)) for tag in tags)
    return f"[{', '.join(json.dumps(tag, ensure_ascii=False) for tag in made)}]"


def _value(lines: list[str], parts: Parts, node: Node, changes: Mapping[str, str]) -> None:
    """Edit the lines in which one key's value stands."""
    if isinstance(node, ScalarNode):
        if node.style in {"'", '"'}:
            new = words(changes.get(named(node.value), node.value))
        else:
            tags = [tag for tag in map(str.strip, re.split("[,，、;；]", node.value)) if tag]
            new = ", ".join(dict.fromkeys(changes.get(named(tag), tag) for tag in tags))
        _put(lines, parts, node, new)
    elif isinstance(node, SequenceNode):
        items = [item.value if isinstance(item, ScalarNode) else "" for item in node.value]
        changed = [changes.get(named(item), item) for item in items]
        if changed == items:
            return
        if node.flow_style:
            _put(lines, parts, node, f"[{', '.join(map(in_list, dict.fromkeys(changed)))}]")
        else:
            _block(lines, parts, node, items, changed)


def _block(lines: list[str], parts: Parts, node: SequenceNode, items: list[str], changed: list[str]) -> None:
    """Edit a list of one item a line: from its end, so that the numbers of lines stay right."""
    for number in reversed(range(len(items))):
        if changed[number] in changed[:number]:
            del lines[parts.offset - 1 + node.value[number].start_mark.line]
        elif changed[number] != items[number]:
            _put(lines, parts, node.value[number], words(changed[number]))


def _put(lines: list[str], parts: Parts, node: Node, new: str) -> None:
    """Write `new` where `node` stands."""
    first, last = (parts.offset - 1 + mark.line for mark in (node.start_mark, node.end_mark))
    line = lines[first][: node.start_mark.column] + new + lines[last][node.end_mark.column :]
    lines[first : last + 1] = [line]
