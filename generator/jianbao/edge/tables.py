"""The publisher's own tables in content/data/."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeGuard

from jianbao.edge import problems as said
from jianbao.edge.toml import Table, hints, line_of, read_toml, type_name
from jianbao.model.problem import Found, Problem, Where
from jianbao.model.tables import Tables, one_rubric

_FILES: Mapping[str, Mapping[str, str]] = {
    "tags.toml": {
        "aliases": "tag_aliases",
        "blocked": "blocked_tags",
        "preferred": "preferred_tags",
        "parents": "tag_parents",
        "names": "tag_names",
        "controlled": "controlled_tags",
    },
    "people.toml": {"same": "people", "apart": "people_apart"},
    "rubrics.toml": {"same": "rubrics"},
    "regions.toml": {"nicknames": "region_nicknames", "blocked": "blocked_regions", "home": "home_region"},
    "pinyin.toml": {"readings": "readings"},
    "slugs.toml": {"slugs": "slugs"},
    "moved.toml": {"articles": "moved"},
}
"""File, then its keys and the field of Tables each fills."""
_WANTED: Mapping[str, tuple[str, str, str]] = {
    "words": ("a table of text", "文字的对照表", '["旧" = "新"]'),
    "lists": ("a table of lists of text", "文字列表的对照表", '["file" = ["甲", "乙"]]'),
    "set": ("a list of text", "文字的列表", '["甲", "乙"]'),
    "text": ("text", "文字", '"…"'),
    "switch": ("true or false", "true 或 false", "true"),
}


def read_tables(folder: Path) -> Found[Tables]:
    """Return what content/data says. A file that is not there says nothing; one that is wrong is left out."""
    values: dict[str, object] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        name = f"content/data/{path.name}"
        if path.name not in _FILES:
            en, zh = hints(path.name, _FILES)
            problems.append(said.DATA_FILE_UNKNOWN.at(Where(file=name), hint_en=en, hint_zh=zh))
            continue
        found = read_toml(path, name)
        problems.extend(found.problems)
        if found.value is not None:
            read, wrong = _read(*found.value, name, _FILES[path.name])
            values.update(read)
            problems.extend(wrong)
    read_all = Tables(**values)  # type: ignore[arg-type]  # by _value
    rubrics = one_rubric(read_all.slugs, read_all.rubrics)
    return Found(value=replace(read_all, rubrics=rubrics), problems=tuple(problems))


def _read(table: Table, text: str, name: str, keys: Mapping[str, str]) -> tuple[dict[str, object], list[Problem]]:
    values: dict[str, object] = {}
    problems: list[Problem] = []
    for key, given in table.items():
        where = Where(file=name, line=line_of(text, key))
        if key not in keys:
            en, zh = hints(key, keys)
            problems.append(said.SETTING_UNKNOWN.at(where, key=key, hint_en=en, hint_zh=zh))
            continue
        kind = _kind(keys[key])
        value = _value(kind, given)
        if value is None:
            en, zh, _ = _WANTED[kind]
            problems.append(said.SETTING_TYPE.at(where, key=key, got=type_name(given), wanted_en=en, wanted_zh=zh))
        else:
            values[keys[key]] = value
    return values, problems


def _kind(field: str) -> str:
    if field == "home_region":
        return "text"
    if field == "controlled_tags":
        return "switch"
    if field == "moved":
        return "lists"
    return "set" if field.startswith(("blocked", "preferred")) else "words"


def _value(kind: str, given: object) -> object:
    """Return `given` as a field of Tables, None where its type is wrong."""
    if kind == "text":
        return given if isinstance(given, str) else None
    if kind == "switch":
        return given if isinstance(given, bool) else None
    if kind == "set":
        return frozenset(given) if _is_list(given) else None
    if kind == "lists":
        if not isinstance(given, dict) or not all(map(_is_list, given.values())):
            return None
        return MappingProxyType({key: tuple(of) for key, of in given.items()})
    if isinstance(given, dict) and all(isinstance(item, str) for item in given.values()):
        return MappingProxyType(dict(given))
    return None


def _is_list(given: object) -> TypeGuard[list[str]]:
    return isinstance(given, list) and all(isinstance(item, str) for item in given)
