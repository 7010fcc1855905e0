"""What a theme is on disk, and what its theme.toml says."""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import re
from collections.abc import Mapping, Sequence

from jianbao.model.frozen import dataclass
from jianbao.model.problem import JianbaoError, Where
from jianbao.publish.problems import THEME_BROKEN

TOML = "theme.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeFolder:
    """One theme as it lies on disk: its name, its place for messages, and its files by path below it."""

    name: str
    place: str
    files: Mapping[str, bytes]

    def where(self, path: str, line: int = 0) -> Where:
        """Return the place of one of its files."""
        return Where(file=f"{self.place}/{path}" if path else self.place, line=line)


def extends(folder: ThemeFolder, kept: dict[str, bytes] | None = None) -> str:
    """Return the name of the theme that this one extends, or "". Raises JianbaoError where theme.toml is broken.
    `kept` is what `theme` calls `compiled`."""
    name = toml(folder, {} if kept is None else kept).get("extends", "")
    if not isinstance(name, str):
        raise broken(folder.where(TOML), "extends must be the name of a theme")
    return name


def broken(where: Where, reason: str) -> JianbaoError:
    """Return the error of a theme that cannot be used (exit code 2)."""
    return JianbaoError(THEME_BROKEN.at(where, reason=reason), exit_code=2)


def text(folder: ThemeFolder, path: str) -> str:
    """Return a file of a theme as text. Raises JianbaoError where it is not UTF-8."""
    try:
        return folder.files[path].decode("utf-8-sig")
    except UnicodeDecodeError:
        raise broken(folder.where(path), "it is not UTF-8") from None


def toml(folder: ThemeFolder, kept: dict[str, bytes]) -> dict[str, object]:
    """Return what theme.toml says; from what is `kept` of a build before, for the library takes milliseconds.

    Raises JianbaoError where it is broken."""
    if TOML not in folder.files:
        return {}
    mark = f"{TOML} {hashlib.sha256(folder.files[TOML]).hexdigest()}"
    if mark in kept:
        return dict(marshal.loads(kept[mark]))  # noqa: S302  # as compiled templates
    import tomllib  # noqa: PLC0415  3 ms, and a build of few changes reads no TOML

    try:
        made = tomllib.loads(text(folder, TOML))
    except tomllib.TOMLDecodeError as mistake:
        line = re.search(r"line (\d+)", str(mistake))
        raise broken(folder.where(TOML, int(line[1]) if line else 0), str(mistake)) from None
    with contextlib.suppress(ValueError):  # a date, which nobody needs there
        kept[mark] = marshal.dumps(made)
    return made


def merged(chain: Sequence[ThemeFolder], tables: Sequence[dict[str, object]], name: str) -> dict[str, object]:
    """Return one table of the themes of a chain, what stands in front over what it extends."""
    made: dict[str, object] = {}
    for folder, table in reversed(list(zip(chain, tables, strict=True))):
        part = table.get(name, {})
        if not isinstance(part, dict):
            raise broken(folder.where(TOML), f"[{name}] must be a table")
        made |= part
    return made


def strings(chain: Sequence[ThemeFolder], tables: Sequence[dict[str, object]], language: str) -> dict[str, object]:
    """Return the strings for `language`: [strings], and over them, theme by theme, [strings.en] (or whatever the
    language is called). A language of which no theme knows anything gets the English ones; Chinese has none."""
    made = merged(chain, tables, "strings")
    spoken = language.lower().partition("-")[0]
    known = {name for name, value in made.items() if isinstance(value, dict)}
    chosen = next(
        (it for it in (language.lower(), spoken, "en") if it in known and (it != "en" or spoken != "zh")), ""
    )
    for table in reversed(tables):
        own = table.get("strings", {})
        part = own.get(chosen) if isinstance(own, dict) else None
        made |= part if isinstance(part, dict) else {}
    return {name: value for name, value in made.items() if not isinstance(value, dict)}
