"""What a site is dressed in: its theme, with all that it extends, and the font of its share cards."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from importlib import util
from pathlib import Path

from jianbao.commands.outcome import Project
from jianbao.edge import look as looking
from jianbao.edge import memo, themes
from jianbao.edge.problems import FILE_UNREADABLE
from jianbao.edge.reading import reason
from jianbao.model.problem import JianbaoError, Where
from jianbao.publish import template_code
from jianbao.publish.problems import OPENCC_MISSING, PILLOW_MISSING, THEME_CIRCLE, THEME_MISSING
from jianbao.publish.theme import Theme, theme
from jianbao.publish.theme_toml import TOML, ThemeFolder, extends

_TEMPLATES = "templates"
_MANY = 1000
"""Compiled templates that are kept; with more of them, most are of themes that changed since."""


def require(project: Project) -> None:
    """Raise JianbaoError where a setting needs a library that is not installed."""
    if project.settings.traditional and util.find_spec("opencc") is None:
        raise JianbaoError(OPENCC_MISSING.at(Where(file=project.settings_file)), 2)
    if project.settings.share_font and util.find_spec("PIL") is None:
        raise JianbaoError(PILLOW_MISSING.at(Where(file=project.settings_file)), 2)


def font_file(project: Project) -> Path | None:
    """Return the file of the font of share cards, without the number of its face."""
    name = re.sub(r"#\d+$", "", project.settings.share_font)
    return project.root / name if name else None


def font(project: Project) -> bytes:
    """Return the font of share cards; JianbaoError (exit code 2) where it cannot be read."""
    file = font_file(project)
    try:
        return file.read_bytes() if file else b""
    except OSError as error:
        where = Where(file=project.settings_file)
        raise JianbaoError(FILE_UNREADABLE.at(where, reason=f"{file}: {reason(error)}"), 2) from None


def yielding(chosen: Theme, statics: Iterable[str]) -> Theme:
    """Return the theme without the files that the publisher has under the same address (favicon.ico)."""
    own = {*statics}
    kept = {path: content for path, content in chosen.static.items() if path not in own}
    return chosen if len(kept) == len(chosen.static) else replace(chosen, static=kept)


def load_theme(project: Project) -> Theme:
    """Read and compile the project's theme and those it extends; JianbaoError (exit code 2) where that fails."""
    places = themes.roots(project.root)
    chain: list[ThemeFolder] = []
    name, asked = project.settings.theme, Where(file=project.settings_file)
    kept = str(project.cache / _TEMPLATES)
    before, made_by = memo.read(kept), tuple(map(looking.stat, template_code.MADE_BY))
    compiled = dict(before[1]) if isinstance(before, tuple) and before[0] == made_by else {}
    count = len(compiled)
    while name:
        found = themes.theme_files(name, places, project.root, [folder.place for folder in chain])
        if found is None and any(folder.name == name for folder in chain):
            raise JianbaoError(THEME_CIRCLE.at(asked, theme=name), 2)
        if found is None:
            known = ", ".join(themes.theme_names(places)) or "-"
            raise JianbaoError(THEME_MISSING.at(asked, theme=name, known=known), 2)
        chain.append(ThemeFolder(name=found.name, place=found.place, files=found.files))
        name, asked = extends(chain[-1], compiled), chain[-1].where(TOML)
    made = theme(chain, compiled, project.settings.language)
    if len(compiled) > count:
        memo.write(kept, (made_by, compiled if count < _MANY else {}))
    return made
