"""What lies on disk, packed so that it is compared at once."""

from __future__ import annotations

import os
from pathlib import Path

from jianbao.edge import look as looking
from jianbao.edge import same


def _write(folder: Path, names: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / f"{name}.md").write_text(name)
        os.utime(folder / f"{name}.md", ns=(10**18, 10**18))


def test_the_files_of_each_folder_are_named_in_order_with_what_the_system_says(tmp_path: Path) -> None:
    _write(tmp_path / "a", "cab")
    found = looking.around(str(tmp_path))
    files = looking.files(found[str(tmp_path / "a")])
    assert [name for name, _ in files] == ["a.md", "b.md", "c.md"]
    assert [at for _, at in files] == [looking.stat(str(tmp_path / "a" / name)) for name, _ in files]
    assert looking.files(found[str(tmp_path)]) == ()


def test_equal_files_are_equal_and_one_that_changed_is_told(tmp_path: Path) -> None:
    _write(tmp_path, "abc")
    first = looking.around(str(tmp_path))
    assert looking.around(str(tmp_path)) == first
    (tmp_path / "b.md").write_text("other")
    (tmp_path / "a.md").unlink()
    now = looking.around(str(tmp_path))
    assert [name for _, name, _ in same.differing(first, now)] == ["a.md", "b.md"]
    gone, changed = (at for *_, at in same.differing(first, now))
    assert gone is None
    assert changed == looking.stat(str(tmp_path / "b.md"))


def test_a_link_to_a_folder_has_no_stat_and_is_told_apart(tmp_path: Path) -> None:
    _write(tmp_path / "real", "a")
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "link").symlink_to(tmp_path / "real")
    found = looking.around(str(tmp_path / "there"))
    assert looking.files(found[str(tmp_path / "there")]) == (("link", None),)
    assert not found[str(tmp_path / "there")][2]
    assert found[str(tmp_path / "there" / "link")][2]


def test_only_files_of_young_folders_are_asked_for_their_content(tmp_path: Path) -> None:
    _write(tmp_path / "old", "a")
    found = looking.around(str(tmp_path))
    latest = max((tmp_path / "old" / "a.md").stat().st_ctime_ns, 10**18)
    assert found[str(tmp_path / "old")][1] == latest
    assert [*same.young((found, ()), latest + looking.YOUNG - 1, [])] == [str(tmp_path / "old" / "a.md")]
    assert same.young((found, ()), latest + looking.YOUNG, []) == {}


def test_a_file_of_our_own_is_taken_into_a_look_and_no_other(tmp_path: Path) -> None:
    _write(tmp_path / "data", "a")
    first = looking.around(str(tmp_path))
    for folder in ("data", "new"):
        own = tmp_path / folder / "own.toml"
        own.parent.mkdir(exist_ok=True)
        own.write_text("ours")
        look = looking.with_file(first, str(own))
        assert [name for _, name, _ in same.differing(first, look)] == ["own.toml"]
        assert folder == "new" or look == looking.around(str(tmp_path))
        (tmp_path / folder / "a.md").write_text("theirs")
        now = looking.around(str(tmp_path))
        assert ("a.md", folder) in {(name, Path(where).name) for where, name, _ in same.differing(look, now)}
        assert ("own.toml", folder) not in {
            (name, Path(where).name) for where, name, _ in same.differing(look, now)
        }


def test_a_single_file_may_be_too_young_to_be_told_by_its_times(tmp_path: Path) -> None:
    names = [str(tmp_path / "jianbao.toml"), str(tmp_path / "pyproject.toml")]
    (tmp_path / "jianbao.toml").write_text('title = "剪"\n', "utf-8")
    seen = same.seen_now([], names)
    at = seen[1][0]
    assert at is not None
    assert [*same.young(seen, max(at[:2]) + looking.YOUNG - 1, names)] == names[:1]
    assert same.young(seen, max(at[:2]) + looking.YOUNG, names) == {}
