"""Front matter that is not YAML: each field by itself, so that one slip costs one field and not the article."""

from __future__ import annotations

import re

from yaml.nodes import MappingNode, Node, ScalarNode

from jianbao.document import problems as said
from jianbao.document.keys import FILLS, WORDS
from jianbao.document.sheet import Sheet
from jianbao.document.tree import BrokenError, read_yaml

Pair = tuple[Node, Node]
_KEY = re.compile(r"""["']?([\w-]+)["']?[ \t]*([:：])[ \t]*(.*)""")
_ADVICE: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values",
        "a colon and a space stand inside the value; put the whole value between single quotes '…'",
        "内容里有冒号加空格；请把整个内容放在单引号 '…' 里",
    ),
    ("\\t", "a tab stands where spaces should; use spaces", "这里有制表符（Tab）；请改用空格"),
    ("'\t'", "a tab stands where spaces should; use spaces", "这里有制表符（Tab）；请改用空格"),
    (
        "quoted scalar",
        "a quotation mark is opened and not closed; close it, or put the whole value between single quotes '…'",
        "引号没有配对；请补上，或把整个内容放在单引号 '…' 里",
    ),
    (
        "flow sequence",
        "a list opened with [ is not closed; end it with ] and put half-width commas between its items",
        "方括号 [ 没有配对；请用 ] 结束，各项之间用半角逗号",
    ),
    (
        "flow mapping",
        "a brace { is not closed; end it with } and put half-width commas between its parts",
        "花括号 { 没有配对；请用 } 结束，各部分之间用半角逗号",
    ),
    (
        "cannot start any token",
        "the value begins with a sign of YAML's own (@, ` or %); put the whole value between single quotes '…'",
        "内容以有特殊含义的符号（如 @、`、%）开头；请把整个内容放在单引号 '…' 里",
    ),
    (
        "alphabetic or numeric",
        "the value begins with * or &; put the whole value between single quotes '…'",
        "内容以 * 或 & 开头；请把整个内容放在单引号 '…' 里",
    ),
    (
        "control characters",
        "an invisible control character stands here; delete it",
        "这里有看不见的控制字符；请删去",
    ),
)
_PLAIN_ADVICE = (
    "a line should be a name, a half-width colon, a space and the value; indent the lines of a list alike",
    "每行应是：字段名、半角冒号、空格、内容；列表各行的缩进要一致",
)


def advice(reason: str, text: str = "") -> tuple[str, str]:
    """Return in English and Chinese what the parser's `reason` means to a person who wrote `text`."""
    if re.search(r"^[ ]*\t", text, re.MULTILINE):
        reason += " '\t'"
    for part, en, zh in _ADVICE:
        if part in reason:
            return en, zh
    return _PLAIN_ADVICE


def field_by_field(sheet: Sheet, head: str) -> Node:
    """Return a tree of the fields of `head` that can be read, and say which cannot, each on its line."""
    pairs: list[Pair] = []
    for number, chunk in _chunks(head):
        inner = Sheet(sheet.path, sheet.offset + number)
        pairs.extend(_moved(_read(inner, chunk), number))
        sheet.found.extend(inner.found)
    return MappingNode("", pairs)


def _chunks(head: str) -> list[tuple[int, str]]:
    """Cut at each line that starts a field: the number of its first line, counted from 0, and its text."""
    chunks: list[tuple[int, list[str]]] = []
    for number, line in enumerate(head.split("\n")):
        begins = bool(line) and line[0] not in " \t-#}]" and (not chunks or _KEY.match(line) is not None)
        if begins or not chunks:
            chunks.append((number, [line]))
        else:
            chunks[-1][1].append(line)
    return [(number, "\n".join(lines).rstrip()) for number, lines in chunks]


def _read(sheet: Sheet, chunk: str) -> list[Pair]:
    """Return the pairs of one chunk; say what is wrong with it."""
    if not chunk.strip():
        return []
    try:
        tree = read_yaml(chunk)
    except BrokenError as error:
        return _as_written(sheet, chunk, error)
    if tree is None:
        return []
    if isinstance(tree, MappingNode):
        return list(tree.value)
    return _as_written(sheet, chunk, BrokenError("", 0))


def _as_written(sheet: Sheet, chunk: str, error: BrokenError) -> list[Pair]:
    """Take a one-line field of words as it stands; leave any other out."""
    key = _KEY.fullmatch(chunk)
    name, colon, words = key.groups() if key else ("", "", "")
    if colon == "：" and name.lower() in FILLS:
        whole = f"{name}: {words}"
        sheet.say(said.FULL_WIDTH_COLON, ScalarNode("", ""), key=name)
        return _read(sheet, whole)
    usable = name.lower() in WORDS and bool(words)
    why_en, why_zh = advice(error.reason, chunk)
    here = sheet if "\n" not in chunk else Sheet(sheet.path, sheet.offset + min(error.line, chunk.count("\n")))
    here.say(
        said.BROKEN,
        ScalarNode("", ""),
        why_en=why_en,
        why_zh=why_zh,
        kept_en="its words were taken as they stand" if usable else "this part was left out",
        kept_zh="已按原样采用这一行的文字" if usable else "这一部分已略过",
    )
    if here is not sheet:
        sheet.found.extend(here.found)
    if not usable:
        return []
    return [(ScalarNode("", name), ScalarNode("", _without_quotes(words)))]


def _without_quotes(words: str) -> str:
    """Drop one stray quotation mark at the beginning: it was meant as YAML's."""
    return words[1:] if words[:1] in {'"', "'"} and words.count(words[0]) == 1 else words


def _moved(pairs: list[Pair], lines: int) -> list[Pair]:
    """Return the pairs with their first lines counted in the whole front matter."""
    seen: set[int] = set()
    stack: list[Node] = [node for pair in pairs for node in pair]
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        node.start_mark = _Mark((node.start_mark.line if node.start_mark is not None else 0) + lines)
        if type(node) is MappingNode:
            stack.extend(each for pair in node.value for each in pair)
        elif isinstance(node.value, list):
            stack.extend(node.value)
    return pairs


class _Mark:
    """As much of a mark of PyYAML's as we ask for."""

    def __init__(self, line: int) -> None:
        self.line = line
