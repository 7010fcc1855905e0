"""Where a site lies and how it is set: `[tool.jianbao]` of pyproject.toml, or jianbao.toml, found upwards."""

from __future__ import annotations

import os
from pathlib import Path

from jianbao.edge import problems as said
from jianbao.edge.settings_values import read_settings
from jianbao.edge.toml import Table, read_toml
from jianbao.model.frozen import dataclass
from jianbao.model.problem import Found, JianbaoError, Problem, Where
from jianbao.model.project import Project
from jianbao.model.settings import Settings

OWN = "jianbao.toml"
SHARED = "pyproject.toml"
_SHARED_TABLE = "tool.jianbao"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """A settings file: where it lies, its table, its text, and the table's name in it."""

    path: Path
    table: Table
    text: str
    name: str


def load(
    start: Path,
    config: Path | None = None,
    *,
    output: str | None = None,
    base_url: str | None = None,
    theme: str | None = None,
    drafts: bool = False,
    future: bool = False,
    jobs: int | None = None,
    needed: bool = True,
) -> Found[Project]:
    """Return the project whose settings file is `config`, or else the nearest in `start` or above it.

    The options of the command line go before the file. A setting that is unknown or wrong is an error in the
    problems and its default is in the value: a command stops on such errors with exit code 2. Where there is
    no settings file, raise JianbaoError, or with `needed` false return a project of defaults in `start`.
    `output` counts from `start`; without it the site is built in site/ beside the settings file.
    """
    problems: list[Problem] = []
    source = _named(config, start, problems) if config is not None else _nearest(start, problems)
    if source is None and needed:
        raise JianbaoError(_first_error(problems) or said.NO_SETTINGS.at(folder=start))
    settings = Settings()
    options: dict[str, object] = {"base_url": base_url, "theme": theme}
    given = {key: value for key, value in options.items() if value is not None}
    if source is not None:
        settings, wrong = read_settings(source.table, source.text, _shown(source.path, start), source.name)
        problems.extend(wrong)
    settings, wrong = read_settings(given, "", "", "", settings)
    problems.extend(wrong)
    root = source.path.parent if source is not None else start
    project = Project(
        root=root,
        settings=settings,
        output=Path(os.path.abspath(start / output)) if output else root / "site",  # noqa: PTH100  # links stay links
        cache=root / ".cache" / "jianbao",
        settings_file=source.path.name if source is not None else "",
        drafts=drafts,
        future=future,
        jobs=jobs or os.cpu_count() or 1,
    )
    return Found(value=project, problems=tuple(problems))


def _first_error(problems: list[Problem]) -> Problem | None:
    return next((problem for problem in problems if problem.severity == "error"), None)


def _shown(path: Path, start: Path) -> str:
    """Return `path` as a person in `start` would type it."""
    return os.path.relpath(path, start).replace(os.sep, "/")


def _named(config: Path, start: Path, problems: list[Problem]) -> _Source | None:
    """Return the settings in the file that the command line names."""
    path = Path(os.path.abspath(start / config))  # noqa: PTH100  # links stay links
    found = read_toml(path, _shown(path, start))
    problems.extend(found.problems)
    if found.value is None:
        return None
    source = _source(path, *found.value)
    if source is None:
        problems.append(said.NO_TABLE.at(Where(file=_shown(path, start))))
    return source


def _nearest(start: Path, problems: list[Problem]) -> _Source | None:
    """Return the settings of the nearest folder that has any; jianbao.toml goes before pyproject.toml."""
    start = Path(os.path.abspath(start))  # noqa: PTH100  # links stay links
    for folder in (start, *start.parents):
        here = [_read(folder / name, start, problems) for name in (OWN, SHARED)]
        found = [source for source in here if source is not None]
        if len(found) > 1:
            where = Where(file=_shown(found[0].path, start))
            problems.append(said.TWO_SETTINGS.at(where, other=SHARED))
        if found or _first_error(problems):
            return found[0] if found else None
    return None


def _read(path: Path, start: Path, problems: list[Problem]) -> _Source | None:
    if not path.is_file():
        return None
    found = read_toml(path, _shown(path, start))
    problems.extend(found.problems)
    return None if found.value is None else _source(path, *found.value)


def _source(path: Path, table: Table, text: str) -> _Source | None:
    """Return the settings in a file, None where it has no table for us (a pyproject.toml of something else)."""
    if path.name != SHARED:
        return _Source(path=path, table=table, text=text, name="")
    tool = table.get("tool")
    ours = tool.get("jianbao") if isinstance(tool, dict) else None
    return _Source(path=path, table=ours, text=text, name=_SHARED_TABLE) if isinstance(ours, dict) else None
