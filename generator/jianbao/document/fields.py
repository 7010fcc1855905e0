"""How each kind of value is read: a node in, a value of the model out, None where it cannot be read.

Every scalar comes as text (tree.py), so `no`, `010` and `1:30` stay what was written unless a field says otherwise.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from jianbao.document import problems as said
from jianbao.document.sheet import Sheet
from jianbao.model.article import Correction, Credit, Doubt, Gap, Image, Source

T = TypeVar("T")
Reader = Callable[[Sheet, str, Node], T | None]

_TRUE = frozenset({"true", "yes", "on", "1", "是"})
_FALSE = frozenset({"false", "no", "off", "0", "否"})
_NOTHING = frozenset({"", "~", "null"})
_COMMA = re.compile(r"[,，、;；]")
_DAY = re.compile(r"(\d{4})([-/.年])(\d{1,2})[-/.月](\d{1,2})日?")
_ZONE = r"Z|[+-]\d{2}(?::?\d{2}(?::\d{2}(?:\.\d{1,6})?)?)?"
_TIME = re.compile(rf"[T ]?\s*(\d{{1,2}}):(\d{{2}})(?::(\d{{2}})(?:[.,](\d{{1,6}}))?)?\s*({_ZONE})?")
_RUN = re.compile(r"(\d+)(?:\s*[-–—~]\s*(\d+))?")
_SHARE = re.compile(r"1(?:\.0{1,6})?|0(?:\.\d{1,6})?")
KINDS = ("news", "photo", "feature", "brief", "notice")


def text(sheet: Sheet, name: str, node: Node) -> str | None:
    """Return the words of a scalar; a block (`|`, `>`) without the line ends that close it."""
    if type(node) is not ScalarNode:
        sheet.wrong(name, node, f"{name}: 文字")
        return None
    value: str = node.value
    return value.rstrip("\n") if node.style in {"|", ">"} else value


def optional_text(sheet: Sheet, name: str, node: Node) -> str | None:
    """Return the words of a scalar, None where they say that there is nothing."""
    value = text(sheet, name, node)
    return None if value is None or value in _NOTHING else value


def number(sheet: Sheet, name: str, node: Node) -> int | None:
    """Return a whole number written in digits, leading zeros allowed (02 is 2)."""
    value = optional_text(sheet, name, node)
    if value is None:
        return None
    if re.fullmatch(r"[+-]?[0-9]{1,9}", value):
        return int(value)
    sheet.wrong(name, node, f"{name}: 2")
    return None


def truth(sheet: Sheet, name: str, node: Node) -> bool | None:
    """Return true or false, in the usual spellings."""
    value = text(sheet, name, node)
    if value is None:
        return None
    if value.lower() in _TRUE | _FALSE:
        return value.lower() in _TRUE
    sheet.wrong(name, node, f"{name}: true")
    return None


def date(sheet: Sheet, name: str, node: Node) -> dt.date | None:
    """Return a date, or a datetime where a time of day is given; an offset only where one is written."""
    value = optional_text(sheet, name, node)
    if value is None:
        return None
    try:
        return parse_date(value)
    except ValueError:
        sheet.say(said.WRONG_DATE, node, key=name, value=value)
        return None


def parse_date(value: str) -> dt.date:
    """Return the date or datetime that `value` writes (2023-04-12, 2023/4/12, 2023年4月12日, with a time or not).

    Raise ValueError where it is none, or none there is (2023-02-30).
    """
    day = _DAY.match(value.strip())
    if day is None or (day[2] == "年") != value.strip()[: day.end()].endswith("日"):
        raise ValueError(value)
    on = dt.date(int(day[1]), int(day[3]), int(day[4]))
    rest = value.strip()[day.end() :]
    if not rest:
        return on
    at = _TIME.fullmatch(rest)
    if at is None:
        raise ValueError(value)
    zone = dt.datetime.fromisoformat(f"2000-01-01T00:00:00{at[5]}").tzinfo if at[5] else None
    micro = int((at[4] or "0").ljust(6, "0"))
    return dt.datetime(on.year, on.month, on.day, int(at[1]), int(at[2]), int(at[3] or 0), micro, zone)


def texts(sheet: Sheet, name: str, node: Node) -> tuple[str, ...] | None:
    """Return a list of words; one line of words with commas (half or full width) between them will do."""
    if type(node) is SequenceNode:
        items = [text(sheet, name, item) for item in node.value]
        return tuple(item for item in items if item)
    if type(node) is ScalarNode:
        value = node.value
        words = [value] if node.style in {"'", '"'} else _COMMA.split(value)
        return tuple(word for word in map(str.strip, words) if word)
    sheet.wrong(name, node, f"{name}: [甲, 乙]")
    return None


def whole_texts(sheet: Sheet, name: str, node: Node) -> tuple[str, ...] | None:
    """Return a list of words; a single scalar is one item, commas and all."""
    if type(node) is ScalarNode:
        return (node.value,) if node.value else ()
    return texts(sheet, name, node)


def kind(sheet: Sheet, name: str, node: Node) -> str | None:
    """Return one of the kinds of article."""
    value = text(sheet, name, node)
    if not value or value in KINDS:
        return value
    sheet.say(said.UNKNOWN_KIND, node, value=value, known=", ".join(KINDS))
    return None


def parts(sheet: Sheet, name: str, node: Node, readers: Mapping[str, Reader[object]]) -> dict[str, object] | None:
    """Return the fields of a small mapping; what cannot be read is left out and said."""
    if type(node) is not MappingNode:
        return None
    values: dict[str, object] = {}
    for key, item in node.value:
        reader = readers.get(key.value) if type(key) is ScalarNode else None
        if reader is None:
            sheet.unknown(f"{name}.{_word(key)}", key, (f"{name}.{known}" for known in readers))
            continue
        value = reader(sheet, f"{name}.{key.value}", item)
        if value is not None:
            values[key.value] = value
    return values


def _word(key: Node) -> str:
    return key.value if type(key) is ScalarNode else "[…]"


def _many(
    sheet: Sheet, name: str, node: Node, build: Callable[[Sheet, str, Node], T | None], example: str
) -> tuple[T, ...] | None:
    """Return a list of built items; a single item needs no list around it."""
    if type(node) is ScalarNode and node.value in _NOTHING:
        return None
    items = node.value if type(node) is SequenceNode else [node]
    built = []
    for item in items:
        one = build(sheet, name, item)
        if one is None:
            sheet.wrong(name, item, example)
        else:
            built.append(one)
    return tuple(built)


_CREDIT: Mapping[str, Reader[object]] = {"name": text, "role": text, "outlet": text}


def credits_(sheet: Sheet, name: str, node: Node) -> tuple[Credit, ...] | None:
    """Return the byline: mappings of name, role and outlet, or bare names, or names with commas between."""
    if type(node) is ScalarNode and node.value not in _NOTHING:
        return tuple(Credit(name=word) for word in texts(sheet, name, node) or ())
    return _many(sheet, name, node, _credit, f"{name}: [{{name: 张三, role: 记者}}]")


def _credit(sheet: Sheet, name: str, node: Node) -> Credit | None:
    if type(node) is ScalarNode:
        return Credit(name=node.value) if node.value else None
    values = parts(sheet, name, node, _CREDIT)
    return Credit(**values) if values and values.get("name") else None  # type: ignore[arg-type]  # text by _CREDIT


def _pixels(sheet: Sheet, name: str, node: Node) -> int | None:
    """Return a length in pixels."""
    value = number(sheet, name, node)
    if value is not None and value < 1:
        sheet.wrong(name, node, f"{name}: 1200")
        return None
    return value


_IMAGE: Mapping[str, Reader[object]] = {
    "src": text,
    "alt": text,
    "caption": text,
    "credit": text,
    "width": _pixels,
    "height": _pixels,
}


def images(sheet: Sheet, name: str, node: Node) -> tuple[Image, ...] | None:
    """Return the pictures: mappings, or bare addresses."""
    return _many(sheet, name, node, _image, f"{name}: [{{src: 图.jpg, caption: 说明, credit: 张三 摄}}]")


def _image(sheet: Sheet, name: str, node: Node) -> Image | None:
    if type(node) is ScalarNode:
        return Image(src=node.value) if node.value else None
    values = parts(sheet, name, node, _IMAGE)
    said = {key: value for key, value in (values or {}).items() if value is not None}
    return None if values is None else Image(**{"src": "", **said})  # type: ignore[arg-type]  # as _IMAGE reads


_CORRECTION: Mapping[str, Reader[object]] = {"date": date, "text": text}


def corrections(sheet: Sheet, name: str, node: Node) -> tuple[Correction, ...] | None:
    """Return published corrections, each with its date."""
    return _many(sheet, name, node, _correction, f"{name}: [{{date: 2023-04-13, text: 更正的话}}]")


def _correction(sheet: Sheet, name: str, node: Node) -> Correction | None:
    values = parts(sheet, name, node, _CORRECTION)
    if not values or "date" not in values:
        return None
    return Correction(**{"text": "", **values})  # type: ignore[arg-type]  # by _CORRECTION


_GAP: Mapping[str, Reader[object]] = {"where": text, "after": text}


def gaps(sheet: Sheet, name: str, node: Node) -> tuple[Gap, ...] | None:
    """Return the places where the source lost text."""
    return _many(sheet, name, node, _gap, f"{name}: [{{where: paragraph 1, after: 缺字前的话}}]")


def _gap(sheet: Sheet, name: str, node: Node) -> Gap | None:
    values = parts(sheet, name, node, _GAP)
    return None if values is None else Gap(**{"where": "", "after": "", **values})  # type: ignore[arg-type]  # by _GAP


def _numbers(sheet: Sheet, name: str, node: Node) -> tuple[int, ...] | None:
    items = node.value if type(node) is SequenceNode else [node]
    read = [number(sheet, name, item) for item in items]
    return tuple(item for item in read if item is not None)


_DOUBT: Mapping[str, Reader[object]] = {"code": text, "message": text, "lines": _numbers}


def doubts(sheet: Sheet, name: str, node: Node) -> tuple[Doubt, ...] | None:
    """Return what import was not sure of."""
    return _many(sheet, name, node, _doubt, f"{name}: [{{code: 名称, message: 说明, lines: [87]}}]")


def _doubt(sheet: Sheet, name: str, node: Node) -> Doubt | None:
    values = parts(sheet, name, node, _DOUBT)
    return None if values is None else Doubt(**{"code": "", "message": "", **values})  # type: ignore[arg-type]  # by _DOUBT


def _runs(sheet: Sheet, name: str, node: Node) -> tuple[tuple[int, int], ...] | None:
    """Return runs of lines: `5-9` is from 5 to 9, `12` is that line alone."""
    runs = []
    for item in node.value if type(node) is SequenceNode else [node]:
        run = _RUN.fullmatch(item.value) if type(item) is ScalarNode else None
        if run is None:
            sheet.wrong(name, item, f"{name}: [5-9, 12]")
        else:
            runs.append((int(run[1]), int(run[2] or run[1])))
    return tuple(runs)


def _share(sheet: Sheet, name: str, node: Node) -> float | None:
    """Return a number from 0 to 1."""
    if type(node) is ScalarNode and _SHARE.fullmatch(node.value):
        return float(node.value)
    sheet.wrong(name, node, f"{name}: 0.97")
    return None


_SOURCE: Mapping[str, Reader[object]] = {"file": text, "sha256": text, "lines": _runs, "confidence": _share}


def source(sheet: Sheet, name: str, node: Node) -> Source | None:
    """Return where import found the article."""
    values = parts(sheet, name, node, _SOURCE)
    if values is None:
        sheet.wrong(name, node, f"{name}: {{file: content/pages/….txt, lines: [5-9, 12]}}")
        return None
    return Source(**{"file": "", **values})  # type: ignore[arg-type]  # by _SOURCE
