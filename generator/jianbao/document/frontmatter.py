"""The door to the file format: text to Article (`parse`) and Article to text (`dump`).

The fields are those of docs/front-matter.md. For every article a whose title and date are given,
``parse(dump(a), path).value == a``.
"""

from __future__ import annotations

import contextlib
import datetime as dt

from yaml.nodes import MappingNode, Node, ScalarNode

from jianbao.document import problems as said
from jianbao.document.fences import Parts, split
from jianbao.document.keys import FILLS, Values
from jianbao.document.sheet import Sheet
from jianbao.document.tree import BrokenError, TooDeepError, read_toml, read_yaml
from jianbao.model.article import Article
from jianbao.model.problem import Found, Where

__all__ = ["dump", "parse"]

_STAND_IN = 30
_NOT_BUILT = ("the article is not built", "未生成网页")


def dump(article: Article) -> str:
    """Return the file of `article`: front matter between ---, an empty line, the body, a line end."""
    from jianbao.document import writing  # noqa: PLC0415  its patterns take a millisecond, and a build writes no article

    return writing.dump(article)


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
    except BrokenError as error:
        where = Where(file=path, line=parts.offset + error.line)
        return Found(value=None, problems=(said.TOML_BROKEN.at(where, reason=error.reason),))
    values: Values = {}
    _fill(sheet, tree, values)
    return _article(sheet, parts, values)


def _tree(sheet: Sheet, parts: Parts) -> Node | None:
    if parts.fence == "+++":
        return read_toml(parts.head)
    with contextlib.suppress(BrokenError):
        tree = read_yaml(parts.head)
        if tree is None or isinstance(tree, MappingNode):
            return tree
    from jianbao.document.repair import field_by_field  # noqa: PLC0415  for a broken head alone

    return field_by_field(sheet, parts.head)


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
    missing_title = not isinstance(title, str) or not title.strip()
    missing_date = not isinstance(date, dt.date)
    if missing_title:
        title = _first_words(parts.body)
    if missing_date:
        date = values.get("edition")
    built = bool(title) and isinstance(date, dt.date)
    top = Where(file=sheet.path, line=max(1, sheet.offset - 1))
    if missing_title:
        en, zh = (f"“{title}” stands in for it", f"暂以“{title}”代替") if built else _NOT_BUILT
        sheet.found.append(said.MISSING_TITLE.at(top, stand_in_en=en, stand_in_zh=zh))
    if missing_date:
        en, zh = ("the edition's date stands in for it", "暂以 edition 的日期代替") if built else _NOT_BUILT
        sheet.found.append(said.MISSING_DATE.at(top, stand_in_en=en, stand_in_zh=zh))
    problems = tuple(sheet.found)
    if not built:
        return Found(value=None, problems=problems)
    given: Values = {**values, "title": title, "date": date, "body": parts.body}
    article = Article(**given)  # type: ignore[arg-type]  # typed by keys.FILLS
    return Found(value=article, problems=problems)


def _first_words(body: str) -> str:
    """Return the beginning of the text, to call an article by that has no title."""
    lines = (line.lstrip("#> ").strip() for line in body.split("\n"))
    first = next((line for line in lines if line), "")
    return first if len(first) <= _STAND_IN else f"{first[:_STAND_IN]}…"
