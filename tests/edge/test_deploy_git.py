"""Publishing onto a branch of a real bare repository, from a project with a work tree that must stay as it is."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from jianbao.edge import deploy_git
from jianbao.edge.deploy_plan import Published, Site, gather
from jianbao.model.problem import JianbaoError
from jianbao.model.settings import DeployTarget

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed here")


def git(folder: Path, *words: str, **extra: str) -> str:
    who = {
        "GIT_AUTHOR_NAME": "t",
        "GIT_AUTHOR_EMAIL": "t@t",
        "GIT_COMMITTER_NAME": "t",
        "GIT_COMMITTER_EMAIL": "t@t",
    }
    done = subprocess.run(
        ["git", *words], cwd=folder, env={**os.environ, **who, **extra}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "far.git")
    return tmp_path / "far.git"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project under git with a committed file, a staged one and a changed one."""
    folder = tmp_path / "project"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    (folder / "kept.txt").write_text("1", "utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "one")
    (folder / "kept.txt").write_text("2", "utf-8")
    (folder / "staged.txt").write_text("s", "utf-8")
    git(folder, "add", "staged.txt")
    (folder / "site").mkdir()
    return folder


def site(root: Path, **files: str) -> Site:
    shutil.rmtree(root / "site")
    for name, text in {"index.html": "home", **files}.items():
        path = root / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return gather(root / "site", None)


def publish(
    built: Site, root: Path, to: str, *, branch: str = "", dry_run: bool = False, first: bool = False
) -> Published:
    target = DeployTarget(name="pages", kind="git", to=to, branch=branch)
    return deploy_git.publish(built, target, root=root, cache=root / ".cache", dry_run=dry_run, first=first)


def files(bare: Path, branch: str = "gh-pages") -> list[str]:
    return git(bare, "-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", branch).splitlines()


def test_a_branch_is_made_with_the_site_and_nothing_else(root: Path, bare: Path) -> None:
    done = publish(site(root, **{"2023/04/甲.html": "甲", ".jianbao": "marker"}), root, str(bare))
    assert files(bare) == [".nojekyll", "2023/04/甲.html", "index.html"]
    assert done.added == (".nojekyll", "2023/04/甲.html", "index.html")
    assert git(bare, "show", "gh-pages:2023/04/甲.html") == "甲"
    assert git(bare, "rev-list", "--count", "gh-pages") == "1"


def test_the_next_commit_stands_on_the_one_before(root: Path, bare: Path) -> None:
    publish(site(root, **{"a.html": "1", "b.html": "2"}), root, str(bare))
    first = git(bare, "rev-parse", "gh-pages")
    done = publish(site(root, **{"a.html": "one", "c.html": "3"}), root, str(bare))
    assert (done.added, done.changed, done.removed) == (("c.html",), ("a.html",), ("b.html",))
    assert git(bare, "rev-parse", "gh-pages^") == first
    assert files(bare) == [".nojekyll", "a.html", "c.html", "index.html"]


def test_no_commit_when_nothing_changed(root: Path, bare: Path) -> None:
    publish(site(root), root, str(bare))
    before = git(bare, "rev-parse", "gh-pages")
    assert publish(site(root), root, str(bare)).nothing
    assert git(bare, "rev-parse", "gh-pages") == before


def test_the_work_tree_the_index_and_the_branches_stay_as_they_are(root: Path, bare: Path) -> None:
    built = site(root)
    state = git(root, "status", "--porcelain"), git(root, "for-each-ref"), (root / ".git/index").read_bytes()
    publish(built, root, str(bare))
    after = git(root, "status", "--porcelain"), git(root, "for-each-ref"), (root / ".git/index").read_bytes()
    assert after[1:] == state[1:]
    assert after[0].replace("?? .cache/\n", "") == state[0]


def test_inside_a_hook_it_is_not_led_astray(root: Path, bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", str(root / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(root / ".git/index"))
    publish(site(root), root, str(bare))
    monkeypatch.undo()
    assert files(bare) == [".nojekyll", "index.html"]
    assert git(root, "branch", "--format=%(refname:short)") == "main"


def test_a_dry_run_pushes_nothing(root: Path, bare: Path) -> None:
    assert publish(site(root), root, str(bare), dry_run=True).added == (".nojekyll", "index.html")
    assert git(bare, "for-each-ref") == ""


def test_a_remote_s_name_means_its_address(root: Path, bare: Path) -> None:
    git(root, "remote", "add", "origin", str(bare))
    publish(site(root), root, "origin", branch="pages")
    assert files(bare, "pages") == [".nojekyll", "index.html"]


def test_a_relative_path_starts_at_the_project(root: Path, bare: Path) -> None:
    publish(site(root), root, "../far.git")
    assert files(bare) == [".nojekyll", "index.html"]


def commit_by_hand(bare: Path, tmp_path: Path, branch: str, name: str) -> None:
    clone = tmp_path / f"clone-{name}"
    git(tmp_path, "clone", "-q", str(bare), str(clone))
    if f"origin/{branch}" in git(clone, "branch", "-r"):
        git(clone, "switch", "-q", branch)
    else:
        git(clone, "switch", "-q", "--orphan", branch)
    (clone / name).write_text("by hand\n", "utf-8")
    git(clone, "add", ".")
    git(clone, "commit", "-q", "-m", "by hand")
    git(clone, "push", "-q", "origin", branch)


def test_a_branch_of_others_is_refused_and_first_builds_on_it(root: Path, bare: Path, tmp_path: Path) -> None:
    commit_by_hand(bare, tmp_path, "gh-pages", "notes.txt")
    before = git(bare, "rev-parse", "gh-pages")
    with pytest.raises(JianbaoError, match="deploy-branch-not-ours"):
        publish(site(root), root, str(bare))
    assert git(bare, "rev-parse", "gh-pages") == before
    publish(site(root), root, str(bare), first=True)
    assert git(bare, "rev-parse", "gh-pages^") == before
    assert files(bare) == [".nojekyll", "index.html"]


def test_cname_that_the_host_wrote_stays(root: Path, bare: Path, tmp_path: Path) -> None:
    publish(site(root), root, str(bare))
    commit_by_hand(bare, tmp_path, "gh-pages", "CNAME")
    assert publish(site(root), root, str(bare)).nothing
    publish(site(root, **{"a.html": "1"}), root, str(bare))
    assert git(bare, "show", "gh-pages:CNAME") == "by hand"
    publish(site(root, CNAME="news.example\n"), root, str(bare))
    assert git(bare, "show", "gh-pages:CNAME") == "news.example"


def test_what_others_push_meanwhile_is_never_overwritten(
    root: Path, bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(site(root), root, str(bare))
    author = deploy_git._author

    def meanwhile(folder: Path) -> str:
        commit_by_hand(bare, tmp_path, "gh-pages", "meanwhile.txt")
        return author(folder)

    built = site(root, **{"a.html": "1"})
    monkeypatch.setattr(deploy_git, "_author", meanwhile)
    with pytest.raises(JianbaoError, match="deploy-program-failed"):
        publish(built, root, str(bare))
    assert "meanwhile.txt" in files(bare)


def test_another_machine_with_an_empty_cache_goes_on_from_the_branch(root: Path, bare: Path) -> None:
    publish(site(root), root, str(bare))
    shutil.rmtree(root / ".cache")
    publish(site(root, **{"a.html": "1"}), root, str(bare))
    assert git(bare, "rev-list", "--count", "gh-pages") == "2"


def test_the_commit_carries_the_person_s_name(root: Path, bare: Path) -> None:
    git(root, "config", "user.name", "林小满")
    git(root, "config", "user.email", "lin@news.example")
    publish(site(root), root, str(bare))
    assert git(bare, "log", "-1", "--format=%an <%ae>", "gh-pages") == "林小满 <lin@news.example>"


@pytest.mark.parametrize("branch", ["a b", "x..y", "-x", "a~1"])
def test_a_bad_branch_name_is_said(root: Path, bare: Path, branch: str) -> None:
    with pytest.raises(JianbaoError, match="deploy-bad-branch"):
        publish(site(root), root, str(bare), branch=branch)


def test_a_repository_that_is_not_there_is_said(root: Path) -> None:
    with pytest.raises(JianbaoError) as caught:
        publish(site(root), root, "../nowhere.git")
    assert caught.value.problem.code == "deploy-program-failed"
    assert "nowhere.git" in caught.value.problem.message()


def test_the_branch_that_is_checked_out_is_not_pulled_from_under_anyone(root: Path) -> None:
    before = git(root, "rev-parse", "main")
    with pytest.raises(JianbaoError, match="deploy-program-failed"):
        publish(site(root), root, ".", branch="main", first=True)
    assert git(root, "rev-parse", "main") == before


def test_without_git_it_says_so(root: Path, bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = site(root)
    monkeypatch.setenv("PATH", str(root))
    with pytest.raises(JianbaoError, match="deploy-program-missing"):
        publish(built, root, str(bare))
