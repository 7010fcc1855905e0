"""The door to the file format: text to Article (`parse`) and Article to text (`dump`).

The fields are those of docs/front-matter.md. For every article a whose title and date are given,
``parse(dump(a), path).value == a``.
"""

from __future__ import annotations

import datetime as dt

from yaml.nodes import MappingNode, Node, ScalarNode

from jianbao.document import problems as said
from jianbao.document.fences import Parts, split
from jianbao.document.keys import FILLS, Values
from jianbao.document.repair import advice, field_by_field
from jianbao.document.sheet import Sheet
from jianbao.document.tree import BrokenError, TooDeepError, read_toml, read_yaml
from jianbao.document.writing import dump
from jianbao.model.article import Article
from jianbao.model.problem import Found, Where

__all__ = ["dump", "parse"]

_STAND_IN = 30


def parse(text: str, path: str) -> Found[Article | None]:
    """Return the article that `text` writes, and what is wrong with it; `path` is for the problems only.

    A field that cannot be read is left out and said. A missing title is stood in for by the first words of the
    text, a missing date by the edition's; where nothing can stand in, the value is None.
    """
    cut = split(text, path)
    if cut.value is None:
        return Found(value=None, problems=cut.problems)
    parts = cut.value
    sheet = Sheet(path, parts.offset)
    try:
        tree = _tree(sheet, parts)
    except TooDeepError:
        return Found(value=None, problems=(said.TOO_DEEP.at(Where(file=path, line=parts.offset)),))
    values: Values = {}
    _fill(sheet, tree, values)
    return _article(sheet, parts, values)


def _tree(sheet: Sheet, parts: Parts) -> Node | None:
    if parts.fence == "+++":
        return _toml_tree(sheet, parts)
    try:
        tree = read_yaml(parts.head)
    except BrokenError:
        return field_by_field(sheet, parts.head)
    if tree is None or isinstance(tree, MappingNode):
        return tree
    return field_by_field(sheet, parts.head)


def _toml_tree(sheet: Sheet, parts: Parts) -> Node | None:
    try:
        return read_toml(parts.head)
    except BrokenError as error:
        why_en, why_zh = advice(error.reason)
        if error.reason.startswith("toml: "):
            why_en = why_zh = error.reason.removeprefix("toml: ")
        where = Where(file=sheet.path, line=sheet.offset + error.line)
        kept = {"kept_en": "mend it, no field was read", "kept_zh": "请改正，各字段均未读取"}
        sheet.found.append(said.BROKEN.at(where, why_en=why_en, why_zh=why_zh, **kept))
        return None


def _fill(sheet: Sheet, tree: Node | None, values: Values) -> None:
    """Read each pair of the tree into `values`."""
    lines: dict[str, int] = {}
    for key, node in tree.value if tree is not None else ():
        name = key.value.lower() if type(key) is ScalarNode else "[…]"
        fill = FILLS.get(name)
        if fill is None:
            sheet.unknown(name, key, FILLS)
        elif name in lines:
            sheet.say(said.REPEATED_FIELD, key, key=name, first=lines[name])
        else:
            lines[name] = sheet.line(key)
            if type(node) is not ScalarNode or node.value or node.style:
                fill(sheet, name, node, values)


def _article(sheet: Sheet, parts: Parts, values: Values) -> Found[Article | None]:
    """Build the article, with stand-ins for a missing title or date."""
    title, date = values.pop("title", ""), values.pop("date", None)
    top = Where(file=sheet.path, line=max(1, sheet.offset - 1))
    if not isinstance(title, str) or not title.strip():
        title = _first_words(parts.body)
        sheet.found.append(
            said.MISSING_TITLE.at(
                top,
                stand_in_en=f"“{title}” stands in for it" if title else "it is not built",
                stand_in_zh=f"暂以“{title}”代替" if title else "未生成网页",
            )
        )
    if not isinstance(date, dt.date):
        edition = values.get("edition")
        date = edition if isinstance(edition, dt.date) else None
        sheet.found.append(
            said.MISSING_DATE.at(
                top,
                stand_in_en="the edition's date stands in for it" if date else "it is not built",
                stand_in_zh="暂以 edition 的日期代替" if date else "未生成网页",
            )
        )
    problems = tuple(sheet.found)
    if not title or date is None:
        return Found(value=None, problems=problems)
    article = Article(title=title, date=date, body=parts.body, **values)  # type: ignore[arg-type]  # typed by keys.FILLS
    return Found(value=article, problems=problems)


def _first_words(body: str) -> str:
    """Return the beginning of the text, to call an article by that has no title."""
    lines = (line.lstrip("#> ").strip() for line in body.split("\n"))
    first = next((line for line in lines if line), "")
    return first if len(first) <= _STAND_IN else f"{first[:_STAND_IN]}…"
