"""Regions in front matter: six-digit codes, or names where only one division bears them.

The table of divisions is loaded only when a value is not a code: a build of thousands of imported articles
never needs it here.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from yaml.nodes import Node

from jianbao.document import fields
from jianbao.document import problems as said
from jianbao.document.sheet import Sheet

_CODE = re.compile(r"[1-9][0-9]{5}")


def region(sheet: Sheet, name: str, node: Node) -> str | None:
    """Return the code that a scalar names."""
    value = fields.optional_text(sheet, name, node)
    return None if value is None else _code(sheet, name, node, value)


def regions(sheet: Sheet, name: str, node: Node) -> tuple[str, ...] | None:
    """Return the codes that a list names; a name in it that cannot be told is left out and said."""
    values = fields.texts(sheet, name, node)
    if values is None:
        return None
    codes = [_code(sheet, name, node, value) for value in values]
    return tuple(code for code in codes if code)


def _code(sheet: Sheet, name: str, node: Node, value: str) -> str | None:
    if _CODE.fullmatch(value):
        return value
    codes = _by_name().get(value.strip(), ()) or _formerly(value.strip())
    if len(codes) == 1:
        return codes[0]
    if codes:
        candidates = ", ".join(f"{code} {full}" for code, full in zip(codes, _full_names(codes), strict=True))
        sheet.say(said.AMBIGUOUS_REGION, node, key=name, value=value, candidates=candidates)
    else:
        sheet.say(said.UNKNOWN_REGION, node, key=name, value=value)
    return None


@functools.cache
def _by_name() -> Mapping[str, tuple[str, ...]]:
    """Return name to codes: official names, chains of them (辽宁省朝阳市), and short names (甘肃).

    An official name wins over a short one: 吉林市 is the city; 吉林 may be the province or the city, so it
    stays open.
    """
    from jianbao.zh.divisions import divisions, parents  # noqa: PLC0415  # loaded only where a name is written

    table = divisions()
    official: dict[str, list[str]] = {}
    short: dict[str, list[str]] = {}
    for code in sorted(table):
        for chain in _chains(parents(code)):
            official.setdefault("".join(table[each].name for each in chain), []).append(code)
        short.setdefault(table[code].short, []).append(code)
    names = {name: tuple(codes) for name, codes in short.items()}
    return names | {name: tuple(dict.fromkeys(codes)) for name, codes in official.items()}


def _formerly(name: str) -> tuple[str, ...]:
    """Return the codes of today of a name of the past that no division bears any more (莱芜市)."""
    from jianbao.zh.regions_former import meanings, namesake  # noqa: PLC0415  # as below

    return tuple(code for span in meanings(name, None) for code in namesake(name, span.codes))


def _chains(chain: tuple[str, ...]) -> set[tuple[str, ...]]:
    """Return the ways to name the last of `chain`: alone, or below any of those above it."""
    above, last = chain[:-1], chain[-1:]
    return {above[start:stop] + last for start in range(len(above) + 1) for stop in range(start, len(above) + 1)}


def _full_names(codes: tuple[str, ...]) -> list[str]:
    from jianbao.zh.divisions import divisions, parents  # noqa: PLC0415  # as above

    table = divisions()
    return ["".join(table[each].name for each in parents(code)) for code in codes]
