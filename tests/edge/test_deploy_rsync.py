"""Publishing with the real rsync, to folders of this machine and to an ssh that is a stand-in."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from jianbao.edge import deploy_rsync
from jianbao.edge.deploy_plan import Site, gather
from jianbao.model.problem import JianbaoError

pytestmark = pytest.mark.skipif(shutil.which("rsync") is None, reason="rsync is not installed here")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "site").mkdir(parents=True)
    return folder


def site(root: Path, **files: str) -> Site:
    shutil.rmtree(root / "site")
    for name, text in {"index.html": "home", **files}.items():
        path = root / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return gather(root / "site", None)


def tree(folder: Path) -> dict[str, str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in found}


def pages(folder: Path) -> dict[str, str]:
    return {path: text for path, text in tree(folder).items() if not path.startswith(".")}


def test_everything_goes_out_but_dot_files(root: Path, tmp_path: Path) -> None:
    built = site(root, **{"2023/04/a.html": "甲", "style.css": "c", ".jianbao": "marker", "d/.x": "no"})
    done = deploy_rsync.publish(built, str(tmp_path / "www"), root=root)
    assert done.added == ("2023/04/a.html", "index.html", "style.css")
    assert sorted(tree(tmp_path / "www")) == [".jianbao-site", "2023/04/a.html", "index.html", "style.css"]


def test_the_second_time_only_differences_go_and_old_files_are_removed(root: Path, tmp_path: Path) -> None:
    deploy_rsync.publish(site(root, **{"a.html": "11", "old/b.html": "2"}), "../www", root=root)
    untouched = (tmp_path / "www/index.html").stat().st_mtime_ns
    done = deploy_rsync.publish(site(root, **{"a.html": "22", "c.html": "3"}), "../www", root=root)
    assert (done.added, done.changed, done.removed) == (("c.html",), ("a.html",), ("old/b.html",))
    assert pages(tmp_path / "www") == {"index.html": "home", "a.html": "22", "c.html": "3"}
    assert (tmp_path / "www/index.html").stat().st_mtime_ns == untouched


def test_a_change_that_keeps_time_and_size_is_seen(root: Path, tmp_path: Path) -> None:
    deploy_rsync.publish(site(root, **{"a.html": "1"}), "../www", root=root)
    built = site(root, **{"a.html": "2"})
    there = (tmp_path / "www/a.html").stat()
    os.utime(root / "site/a.html", ns=(there.st_atime_ns, there.st_mtime_ns))
    assert deploy_rsync.publish(built, "../www", root=root).changed == ("a.html",)


def test_nothing_to_do_is_said(root: Path) -> None:
    deploy_rsync.publish(site(root), "../www", root=root)
    assert deploy_rsync.publish(site(root), "../www", root=root).nothing


def test_dot_files_of_the_server_stay(root: Path, tmp_path: Path) -> None:
    deploy_rsync.publish(site(root), "../www", root=root)
    (tmp_path / "www/.htaccess").write_text("rules", "utf-8")
    deploy_rsync.publish(site(root, **{"a.html": "1"}), "../www", root=root)
    assert (tmp_path / "www/.htaccess").read_text("utf-8") == "rules"


@pytest.mark.parametrize("published", [False, True])
def test_a_dry_run_says_all_and_changes_nothing(root: Path, tmp_path: Path, published: bool) -> None:
    if published:
        deploy_rsync.publish(site(root, **{"gone.html": "1"}), "../www", root=root)
    before = tree(tmp_path / "www") if published else {}
    done = deploy_rsync.publish(site(root, **{"a.html": "1"}), "../www", root=root, dry_run=True)
    assert done.added == (("a.html",) if published else ("a.html", "index.html"))
    assert done.removed == (("gone.html",) if published else ())
    assert tree(tmp_path / "www") == before


def test_a_place_with_files_of_others_is_refused_but_first_takes_it_over(root: Path, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "www/mine.txt").write_text("mine", "utf-8")
    with pytest.raises(JianbaoError, match="deploy-place-not-ours"):
        deploy_rsync.publish(site(root), "../www", root=root)
    assert tree(tmp_path / "www") == {"mine.txt": "mine"}
    deploy_rsync.publish(site(root), "../www", root=root, first=True)
    assert pages(tmp_path / "www") == {"index.html": "home"}


def test_an_empty_place_is_taken(root: Path, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    deploy_rsync.publish(site(root), "../www", root=root)
    assert pages(tmp_path / "www") == {"index.html": "home"}


def test_strays_are_neither_sent_nor_removed_over_there(root: Path, tmp_path: Path) -> None:
    site(root, **{"stray [1].html": "s"})
    built = gather(root / "site", frozenset({"index.html"}))
    assert built.strays == ("stray [1].html",)
    deploy_rsync.publish(built, "../www", root=root)
    assert pages(tmp_path / "www") == {"index.html": "home"}


@pytest.mark.parametrize("to", [".", "/", "host:", "host:/", "host:~", "me@host:~/", "host::", "rsync://host/"])
def test_places_that_hold_too_much_are_refused(root: Path, to: str) -> None:
    with pytest.raises(JianbaoError, match="deploy-unsafe-place"):
        deploy_rsync.publish(site(root), to, root=root, first=True)


def test_a_folder_whose_parent_is_missing_is_said_with_rsync_s_words(root: Path) -> None:
    with pytest.raises(JianbaoError) as caught:
        deploy_rsync.publish(site(root), "../no/such/www", root=root)
    assert caught.value.problem.code == "deploy-program-failed"
    assert "No such file" in caught.value.problem.message()


def test_without_rsync_it_says_so(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = site(root)
    monkeypatch.setenv("PATH", str(root))
    with pytest.raises(JianbaoError, match="deploy-program-missing"):
        deploy_rsync.publish(built, "../www", root=root)


@pytest.fixture
def ssh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A remote shell that runs the command here, in a folder of its own, and notes what it was asked."""
    far = tmp_path / "far"
    far.mkdir()
    script = tmp_path / "ssh"
    script.write_text(
        f"#!{sys.executable}\n"
        "import os, sys\n"
        f"open({str(tmp_path / 'asked')!r}, 'a').write(' '.join(sys.argv[1:]) + '\\n')\n"
        "words = sys.argv[1:]\n"
        "while words[0].startswith('-'):\n"
        "    del words[: 2 if words[0] == '-l' else 1]\n"
        f"os.chdir({str(far)!r})\n"
        "os.execvp('/bin/sh', ['/bin/sh', '-c', ' '.join(words[1:])])\n",
        "utf-8",
    )
    script.chmod(0o755)
    monkeypatch.setenv("RSYNC_RSH", str(script))
    return far


def test_over_a_remote_shell(root: Path, ssh: Path) -> None:
    (ssh / "www").mkdir()
    done = deploy_rsync.publish(site(root, **{"新.html": "1", "a.css": "2"}), "me@news.example:www", root=root)
    assert done.place == "me@news.example:www/"
    assert done.added == ("a.css", "index.html", "新.html")
    done = deploy_rsync.publish(site(root), "me@news.example:www", root=root)
    assert done.removed == ("a.css", "新.html")
    assert pages(ssh / "www") == {"index.html": "home"}
    asked = (ssh.parent / "asked").read_text("utf-8").splitlines()
    assert all(line.startswith("-l me news.example rsync --server") for line in asked)


def test_what_pages_need_is_sent_before_pages(root: Path, ssh: Path) -> None:
    (ssh / "www").mkdir()
    deploy_rsync.publish(site(root, **{"a.css": "2"}), "h:www", root=root)
    (ssh / "www/a.css").unlink()
    (ssh / "www/index.html").unlink()
    (ssh.parent / "asked").unlink()
    deploy_rsync.publish(site(root, **{"a.css": "2"}), "h:www", root=root)
    sent = [line for line in (ssh.parent / "asked").read_text("utf-8").splitlines() if "--sender" not in line]
    assert ["--delete-delay" in line for line in sent] == [False, True]
    assert (ssh / "www/a.css").stat().st_mtime_ns <= (ssh / "www/index.html").stat().st_mtime_ns


def test_a_remote_that_does_not_answer_is_said(root: Path, ssh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RSYNC_RSH", "false")
    assert ssh.is_dir()
    with pytest.raises(JianbaoError) as caught:
        deploy_rsync.publish(site(root), "me@news.example:www", root=root)
    assert caught.value.problem.code == "deploy-program-failed"
    assert "me@news.example:www/" in caught.value.problem.message()
