"""Publishing into a folder: whole sites only, the one before it kept, nothing of others touched."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from jianbao.edge import deploy_folder
from jianbao.edge.deploy_plan import Site, gather
from jianbao.model.problem import JianbaoError


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "site").mkdir(parents=True)
    return folder


def site(root: Path, **files: str) -> Site:
    """Write a site of the given texts and gather it."""
    for path in root.joinpath("site").rglob("*"):
        if path.is_file():
            path.unlink()
    for name, text in {"index.html": "home", **files}.items():
        path = root / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return gather(root / "site", None)


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()
    }


def test_the_first_time_makes_the_folder_with_all_files_and_no_dot_files_but_the_well_known(
    root: Path, tmp_path: Path
) -> None:
    (root / "site/.jianbao").write_text("marker", "utf-8")
    (root / "site/.gitignore").write_text("*", "utf-8")
    known = ".well-known/security.txt"
    built = site(root, **{"2023/04/a.html": "甲", ".hidden/x.html": "no", known: "yes"})
    done = deploy_folder.publish(built, "../www", root=root)
    assert done.added == (known, "2023/04/a.html", "index.html")
    assert tree(tmp_path / "www") == {"index.html": "home", "2023/04/a.html": "甲", known: "yes"}


def test_the_next_time_changes_adds_and_removes_and_keeps_the_site_before(root: Path, tmp_path: Path) -> None:
    deploy_folder.publish(site(root, **{"a.html": "1", "b.html": "2"}), str(tmp_path / "www"), root=root)
    before = (tmp_path / "www").resolve()
    done = deploy_folder.publish(site(root, **{"a.html": "one", "c.html": "3"}), str(tmp_path / "www"), root=root)
    assert (done.added, done.changed, done.removed) == (("c.html",), ("a.html",), ("b.html",))
    assert tree(tmp_path / "www") == {"index.html": "home", "a.html": "one", "c.html": "3"}
    assert tree(before) == {"index.html": "home", "a.html": "1", "b.html": "2"}


def test_only_two_sites_are_kept(root: Path, tmp_path: Path) -> None:
    for text in ("1", "2", "3", "4"):
        deploy_folder.publish(site(root, **{"a.html": text}), "../www", root=root)
    kept = sorted(path.name for path in (tmp_path / "www.releases").iterdir() if path.is_dir())
    assert len(kept) == 2
    assert {(tmp_path / "www.releases" / name / "a.html").read_text("utf-8") for name in kept} == {"3", "4"}


def test_nothing_is_done_when_nothing_changed(root: Path, tmp_path: Path) -> None:
    deploy_folder.publish(site(root), "../www", root=root)
    before = (tmp_path / "www").lstat().st_mtime_ns, (tmp_path / "www").resolve()
    assert deploy_folder.publish(site(root), "../www", root=root).nothing
    assert ((tmp_path / "www").lstat().st_mtime_ns, (tmp_path / "www").resolve()) == before


def test_going_back_to_the_site_before_uses_its_release(root: Path, tmp_path: Path) -> None:
    for text in ("1", "2", "1"):
        deploy_folder.publish(site(root, **{"a.html": text}), "../www", root=root)
    assert (tmp_path / "www/a.html").read_text("utf-8") == "1"
    assert len([path for path in (tmp_path / "www.releases").iterdir() if path.is_dir()]) == 2


def test_a_published_file_that_somebody_altered_is_put_right(root: Path, tmp_path: Path) -> None:
    deploy_folder.publish(site(root), "../www", root=root)
    (tmp_path / "www/index.html").write_text("defaced", "utf-8")
    assert deploy_folder.publish(site(root), "../www", root=root).changed == ("index.html",)
    assert tree(tmp_path / "www") == {"index.html": "home"}


def test_a_dry_run_says_all_and_does_nothing(root: Path, tmp_path: Path) -> None:
    done = deploy_folder.publish(site(root), "../www", root=root, dry_run=True)
    assert done.added == ("index.html",)
    assert not (tmp_path / "www").exists()
    assert not (tmp_path / "www.releases").exists()


def test_an_empty_folder_is_taken(root: Path, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    deploy_folder.publish(site(root), "../www", root=root)
    assert tree(tmp_path / "www") == {"index.html": "home"}


def test_a_folder_of_others_is_refused_and_untouched(root: Path, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "www/mine.txt").write_text("mine", "utf-8")
    with pytest.raises(JianbaoError) as caught:
        deploy_folder.publish(site(root), "../www", root=root)
    assert caught.value.problem.code == "deploy-folder-not-ours"
    assert caught.value.exit_code == 1
    assert tree(tmp_path / "www") == {"mine.txt": "mine"}
    assert not (tmp_path / "www.releases").exists()


def test_first_takes_a_folder_over_and_keeps_what_was_there(root: Path, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "www/mine.txt").write_text("mine", "utf-8")
    deploy_folder.publish(site(root), "../www", root=root, first=True)
    assert tree(tmp_path / "www") == {"index.html": "home"}
    assert tree(tmp_path / "www.releases/replaced") == {"mine.txt": "mine"}
    deploy_folder.publish(site(root, **{"a.html": "1"}), "../www", root=root)
    deploy_folder.publish(site(root, **{"a.html": "2"}), "../www", root=root)
    assert tree(tmp_path / "www.releases/replaced") == {"mine.txt": "mine"}


@pytest.mark.parametrize("first", [False, True])
def test_a_link_or_a_file_of_others_is_refused_even_the_first_time(root: Path, tmp_path: Path, first: bool) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to("elsewhere")
    (tmp_path / "file").write_text("x", "utf-8")
    for name in ("link", "file"):
        with pytest.raises(JianbaoError, match="not-ours"):
            deploy_folder.publish(site(root), f"../{name}", root=root, first=first)
    assert (tmp_path / "file").read_text("utf-8") == "x"


def test_a_folder_of_releases_that_others_made_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "www.releases").mkdir()
    (tmp_path / "www.releases/0123456789ab").mkdir()
    with pytest.raises(JianbaoError, match="not-ours"):
        deploy_folder.publish(site(root), "../www", root=root)


@pytest.mark.parametrize("to", [".", "..", "site", "site/below", "/", "~", "content"])
def test_the_project_the_home_folder_and_the_disk_are_refused(
    root: Path, to: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    with pytest.raises(JianbaoError, match="unsafe"):
        deploy_folder.publish(site(root), to, root=root, first=True)
    assert (root / "site/index.html").exists()


def test_without_symbolic_links_the_folder_itself_is_exchanged(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_args: object, **_rest: object) -> None:
        raise OSError(1314, "A required privilege is not held by the client")

    monkeypatch.setattr(Path, "symlink_to", never)
    for text in ("1", "2", "3"):
        deploy_folder.publish(site(root, **{"a.html": text}), "../www", root=root)
        assert (tmp_path / "www/a.html").read_text("utf-8") == text
    assert not (tmp_path / "www").is_symlink()
    kept = [path for path in (tmp_path / "www.releases").iterdir() if path.is_dir()]
    assert [(path / "a.html").read_text("utf-8") for path in kept] == ["2"]
    assert deploy_folder.publish(site(root, **{"a.html": "3"}), "../www", root=root).nothing


def test_a_full_disk_leaves_the_old_site(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deploy_folder.publish(site(root, **{"a.html": "1"}), "../www", root=root)

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    built = site(root, **{"a.html": "2"})
    monkeypatch.setattr("shutil.copyfile", full)
    with pytest.raises(OSError, match="No space left"):
        deploy_folder.publish(built, "../www", root=root)
    assert (tmp_path / "www/a.html").read_text("utf-8") == "1"
    assert len([path for path in (tmp_path / "www.releases").iterdir() if path.is_dir()]) == 1


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_a_web_server_may_read_what_was_published(root: Path, tmp_path: Path) -> None:
    built = site(root, **{"d/a.html": "1"})
    (root / "site/d/a.html").chmod(0o600)
    old = os.umask(0o022)
    try:
        deploy_folder.publish(built, "../www", root=root)
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "www/d/a.html").stat().st_mode) == 0o644
    assert stat.S_IMODE((tmp_path / "www/d").stat().st_mode) == 0o755


def test_a_site_without_a_home_page_is_no_site(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text("x", "utf-8")
    with pytest.raises(JianbaoError, match="deploy-nothing"):
        gather(tmp_path, None)


def test_only_files_of_the_manifest_are_published(tmp_path: Path) -> None:
    for name in ("index.html", "stray.html", ".jianbao"):
        (tmp_path / name).write_text("x", "utf-8")
    found = gather(tmp_path, frozenset({"index.html", "gone.html"}))
    assert found.files == ("index.html",)
    assert found.strays == ("stray.html",)
