"""Words and settings that need not be read again, and when they must."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

from jianbao.commands import known
from jianbao.edge.same import Before
from jianbao.model.project import Project
from jianbao.model.settings import DeployTarget, Settings

EXTRA = MappingProxyType({"note": "注", "more": MappingProxyType({"days": (1, 2)})})
SETTINGS = Settings(title="新报", extra=EXTRA, deploy=(DeployTarget(name="web", kind="folder", to="www"),))
FILES = ["/site/jianbao.toml", "/site/pyproject.toml"]
OLD = ((1, 1, 20, 5), None)


def _before(project: Project, options: dict[str, object] | None, *, now: object = OLD) -> Before:
    kept = {**known.kept(project, options), "files": FILES, "seen": ({}, OLD)}
    return Before("same", None, kept, ({}, now), 0)  # type: ignore[arg-type]


def _project() -> Project:
    return Project(
        root=Path("/site"), settings=SETTINGS, output=Path("/site/site"), cache=Path("/site/.cache"), jobs=3
    )


def test_the_same_words_over_the_same_settings_mean_the_same() -> None:
    before = _before(_project(), {"command": "build", "jobs": 3})
    assert known.project(before) == _project()
    options = known.options(before)
    assert options is not None
    assert vars(options) == {"command": "build", "jobs": 3}


def test_nothing_is_known_without_words() -> None:
    for before in (None, _before(_project(), None)):
        assert known.options(before) is None
        assert known.project(before) is None


def test_settings_that_changed_are_read_again() -> None:
    assert known.project(_before(_project(), {"jobs": 3}, now=((2, 2, 20, 5), None))) is None
    assert known.project(_before(_project(), {"jobs": 3}, now=(OLD[0], (1, 1, 9, 6)))) is None


def test_settings_whose_times_do_not_tell_of_a_change_are_read_again() -> None:
    before = _before(_project(), {"jobs": 3})
    before.young = ("/site/content/articles/a.md",)
    assert known.project(before) is not None
    before.young = (FILES[0],)
    assert known.project(before) is None
