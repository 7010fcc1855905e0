from __future__ import annotations

from pathlib import Path

import pytest

from jianbao.edge import themes
from jianbao.model.problem import JianbaoError


def made(root: Path, name: str, *paths: str) -> Path:
    """Write a theme folder with these files."""
    for path in paths:
        (root / name / path).parent.mkdir(parents=True, exist_ok=True)
        (root / name / path).write_text(path, "utf-8")
    return root / name


def test_the_shipped_themes_are_found() -> None:
    assert (themes.shipped() / "default" / "theme.toml").is_file()


def test_the_projects_own_themes_come_first(tmp_path: Path) -> None:
    assert themes.roots(tmp_path) == (tmp_path / "themes", themes.shipped())
    assert themes.roots(themes.shipped().parent) == (themes.shipped(),)


def test_only_what_a_theme_is_made_of_is_read(tmp_path: Path) -> None:
    kept = ("static/a.css", "templates/a.html", "templates/partials/b.html", "theme.toml")
    made(tmp_path, "one", *kept, "README.md", "templates/.hidden.html", "templates/a.html~", "static/.git/x", "x/y")
    found = themes.theme_files("one", [tmp_path], tmp_path)
    assert found is not None
    assert sorted(found.files) == sorted(kept)
    assert found.files["theme.toml"] == b"theme.toml"
    assert (found.name, found.place) == ("one", "one")


def test_the_next_place_is_asked_for_a_theme_that_extends_its_own_name(tmp_path: Path) -> None:
    places = [tmp_path / "a", tmp_path / "b"]
    for place in places:
        made(place, "one", "theme.toml")
    assert themes.theme_files("one", places, tmp_path, ["a/one"]) == themes.theme_files("one", places[1:], tmp_path)
    assert themes.theme_files("one", places, tmp_path, ["a/one", "b/one"]) is None


@pytest.mark.parametrize("name", ["", ".", "..", "../one", "a/b", "a\\b", "none"])
def test_a_name_that_is_no_theme(tmp_path: Path, name: str) -> None:
    made(tmp_path / "themes", "one", "theme.toml")
    assert themes.theme_files(name, [tmp_path / "themes"], tmp_path) is None


def test_the_names_of_all_themes(tmp_path: Path) -> None:
    made(tmp_path, "b", "theme.toml")
    made(tmp_path, "a", "theme.toml")
    made(tmp_path, ".git", "x")
    (tmp_path / "file").touch()
    assert themes.theme_names([tmp_path, tmp_path / "none"]) == ("a", "b")


def test_a_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path, "one", "theme.toml")

    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(JianbaoError) as caught:
        themes.theme_files("one", [tmp_path], tmp_path)
    assert caught.value.problem.where.file == "one/theme.toml"
