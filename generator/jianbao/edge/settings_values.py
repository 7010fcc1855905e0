"""What each setting may be. Every setting that is wrong is said, and its default stays."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from types import MappingProxyType
from urllib.parse import quote, urlsplit

from jianbao.edge import problems as said
from jianbao.edge.toml import Table, hints, line_of, type_name
from jianbao.model.frozen import dataclass
from jianbao.model.problem import Problem, Where
from jianbao.model.settings import DeployTarget, Settings

PLACEHOLDERS = ("year", "month", "day", "slug", "paper", "page")
SCRIPTS = ("t", "tw", "hk")
KINDS = ("folder", "rsync", "git")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


_KINDS: Mapping[str, type] = {
    "per_listing": int,
    "reading_speed": int,
    "extra": dict,
    "push_list": bool,
    "ruby": bool,
}


class _WrongError(Exception):
    """A value of the right type that cannot be used; why, in English and Chinese."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.en = en
        self.zh = zh


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A table of a settings file: how the file is called, its text, the table's dotted name."""

    file: str
    text: str
    table: str

    def at(self, key: str) -> Where:
        return Where(file=self.file, line=line_of(self.text, key, self.table)) if self.file else Where()


def read_settings(
    table: Table, text: str, file: str, name: str, start: Settings | None = None
) -> tuple[Settings, tuple[Problem, ...]]:
    """Return `start` with what `table` sets, and what is wrong in it.

    `text` is the file's, `file` its name and `name` the table's, for the problems' places.
    """
    place = _Place(file=file, text=text, table=name)
    values: dict[str, object] = {}
    problems: list[Problem] = []
    known = [each.name for each in fields(Settings)]
    for key, given in table.items():
        if key not in known:
            en, zh = hints(key, known)
            problems.append(said.SETTING_UNKNOWN.at(place.at(key), key=key, hint_en=en, hint_zh=zh))
        elif key == "deploy":
            values[key], wrong = _targets(given, place)
            problems.extend(wrong)
        else:
            problem = _one(key, given, place, values)
            problems.extend([problem] if problem is not None else [])
    return replace(start or Settings(), **values), tuple(problems)  # type: ignore[arg-type]  # typed by _one


def _one(key: str, given: object, place: _Place, values: dict[str, object]) -> Problem | None:
    """Put one setting into `values`, or return what is wrong with it."""
    kind: type = _KINDS.get(key, str)
    if type(given) is not kind:
        en, zh = {
            int: ("a number", "数字"),
            dict: ("a table [extra]", "一个表 [extra]"),
            bool: ("true or false", "true 或 false"),
        }.get(kind, ("text", "文字"))
        got = type_name(given)
        return said.SETTING_TYPE.at(place.at(key), key=key, got=got, wanted_en=en, wanted_zh=zh)
    try:
        values[key] = _CHECKS[key](given) if key in _CHECKS else given
    except _WrongError as wrong:
        return said.SETTING_VALUE.at(place.at(key), key=key, value=given, why_en=wrong.en, why_zh=wrong.zh)
    return None


def _base_url(given: str) -> str:
    """Return the address with a slash at its end, its path percent-encoded."""
    parts = urlsplit(given.strip())
    try:
        usable = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if not usable or re.search(r"\s", given.strip()):
        raise _WrongError(
            "write the whole address, such as https://example.org/news/",
            "请写完整的网址，例如 https://example.org/news/",
        )
    if parts.query or parts.fragment or "@" in parts.netloc or ".." in parts.path.split("/"):
        raise _WrongError("leave out ?, #, names and ..", "请去掉 ?、#、用户名和 ..")
    path = "/".join(filter(None, parts.path.split("/")))
    path = quote(path, safe="/%!$&'()*+,;=:@~")
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}/{path}{'/' if path else ''}"


def _timezone(given: str) -> str:
    if given == "Asia/Shanghai":
        return given
    import zoneinfo  # noqa: PLC0415  3 ms, and most sites stand in China

    try:
        zoneinfo.ZoneInfo(given)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        known = zoneinfo.available_timezones()  # empty on a machine without the tables, which cannot tell
    else:
        return given
    if known:
        near, near_zh = hints(given, known)
        near, near_zh = (near, near_zh) if near.startswith("did") else ("", "")
        raise _WrongError(
            f"there is no such time zone, write one like Asia/Shanghai; {near}".rstrip("; "),
            f"没有这个时区，请写成 Asia/Shanghai 这样；{near_zh}".rstrip("；"),
        )
    return given


def _language(given: str) -> str:
    if not _LANGUAGE.fullmatch(given):
        raise _WrongError("write a language tag such as zh-CN", "请写语言标记，例如 zh-CN")
    return given


def _permalink(given: str) -> str:
    """Return a pattern of an address below the root that names one article and nothing outside the site."""
    names = re.findall(r"\{([^{}]*)\}", given)
    for name in names:
        if name not in PLACEHOLDERS:
            en, zh = hints(name, PLACEHOLDERS)
            raise _WrongError(f"there is no {{{name}}}; {en}", f"没有 {{{name}}}；{zh}")
    rest = re.sub(r"\{[^{}]*\}", "x", given)
    if not re.fullmatch(r"(/[\w.~-]+)+(\.html|/)", rest, re.ASCII) or any(
        part.startswith(".") for part in rest.split("/")
    ):
        raise _WrongError(
            "write it like /{year}/{month}/{slug}.html: it begins with / and ends with .html or /",
            "请写成 /{year}/{month}/{slug}.html 这样：以 / 开头，以 .html 或 / 结尾",
        )
    if "slug" not in names:
        raise _WrongError("without {slug} several articles would have one address", "没有 {slug} 会使几篇稿件同址")
    return given


def _per_listing(given: int) -> int:
    if not 1 <= given <= 1000:
        raise _WrongError("write a number from 1 to 1000", "请写 1 到 1000 之间的数")
    return given


def _reading_speed(given: int) -> int:
    if not 50 <= given <= 2000:
        raise _WrongError("write characters a minute, from 50 to 2000", "请写每分钟字数，50 到 2000 之间")
    return given


def _suggest(given: str) -> str:
    """Return a mail address or a web address with the three placeholders, as it was given."""
    filled = re.sub(r"\{(title|url|file)\}", "x", given)
    if given and (
        not re.match(r"mailto:[^\s@]+@[^\s@]+$|https?://[^\s/]+\S*$", filled) or re.search(r"[{}]", filled)
    ):
        raise _WrongError(
            "write mailto:name@example.org, or a web address in which {title}, {url} and {file} may stand",
            "请写 mailto:name@example.org，或者网址，其中可以用 {title}、{url}、{file}",
        )
    return given


def _traditional(given: str) -> str:
    if given not in {"", *SCRIPTS}:
        raise _WrongError(
            "write tw, hk or t (the characters of Taiwan, of Hong Kong, of OpenCC), or nothing",
            "请写 tw、hk 或 t（台湾、香港、OpenCC 的字形），或者留空",
        )
    return given


def _theme(given: str) -> str:
    if not re.fullmatch(r"[\w-][\w.-]*", given):
        raise _WrongError("write the name of a folder under themes/", "请写 themes/ 下的目录名")
    return given


def _extra(given: Mapping[str, object]) -> Mapping[str, object]:
    """Return the table as values that nobody can change."""
    frozen = _frozen(given)
    return frozen if isinstance(frozen, Mapping) else MappingProxyType({})


def _frozen(value: object) -> object:
    if isinstance(value, Mapping):
        return MappingProxyType({str(key): _frozen(item) for key, item in value.items()})
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


_CHECKS: Mapping[str, Callable[..., object]] = {
    "base_url": _base_url,
    "timezone": _timezone,
    "language": _language,
    "permalink": _permalink,
    "per_listing": _per_listing,
    "theme": _theme,
    "suggest": _suggest,
    "traditional": _traditional,
    "reading_speed": _reading_speed,
    "extra": _extra,
}


def _targets(given: object, place: _Place) -> tuple[tuple[DeployTarget, ...], list[Problem]]:
    """Return the deploy targets in the order of the file."""
    problems: list[Problem] = []
    if not isinstance(given, dict):
        return (), [_not_a_table("deploy", given, place.at("deploy"))]
    targets = []
    for name, table in given.items():
        inner = _Place(
            file=place.file, text=place.text, table=".".join(filter(None, (place.table, "deploy", name)))
        )
        target, wrong = _target(name, table, inner)
        problems.extend(wrong)
        targets.extend([target] if target is not None else [])
    return tuple(targets), problems


def _not_a_table(key: str, given: object, where: Where) -> Problem:
    en, zh, got = "a table [deploy.NAME]", "一个表 [deploy.名称]", type_name(given)
    return said.SETTING_TYPE.at(where, key=key, got=got, wanted_en=en, wanted_zh=zh)


def _target(name: str, table: object, place: _Place) -> tuple[DeployTarget | None, list[Problem]]:
    known = [each.name for each in fields(DeployTarget) if each.name != "name"]
    if not isinstance(table, dict):
        outer = replace(place, table=place.table.removesuffix(f".{name}"))
        return None, [_not_a_table(f"deploy.{name}", table, outer.at(name))]
    problems: list[Problem] = []
    for key, value in table.items():
        if key not in known:
            en, zh = hints(key, known)
            problems.append(
                said.SETTING_UNKNOWN.at(place.at(key), key=f"deploy.{name}.{key}", hint_en=en, hint_zh=zh)
            )
        elif not isinstance(value, str):
            got = type_name(value)
            problems.append(
                said.SETTING_TYPE.at(
                    place.at(key), key=f"deploy.{name}.{key}", got=got, wanted_en="text", wanted_zh="文字"
                )
            )
    if problems:
        return None, problems
    target = DeployTarget(name=name, **{"kind": "", "to": "", **table})
    wrong = _target_fault(target)
    if wrong is None:
        return target, []
    key, value, why_en, why_zh = wrong
    where = place.at(key) if place.at(key).line else place.at("")
    return None, [
        said.SETTING_VALUE.at(where, key=f"deploy.{name}.{key}", value=value, why_en=why_en, why_zh=why_zh)
    ]


def _target_fault(target: DeployTarget) -> tuple[str, str, str, str] | None:
    """Return key, value and reason of what makes a target useless, None where it can be used."""
    if target.kind not in KINDS:
        en, zh = hints(target.kind, KINDS)
        return "kind", target.kind or '""', en, zh
    if not target.to.strip():
        return "to", '""', "say where to publish", "请写明发布到哪里"
    if target.to.startswith("-") or target.branch.startswith("-"):
        key = "to" if target.to.startswith("-") else "branch"
        return key, getattr(target, key), "it must not begin with -", "不能以 - 开头"
    return None
