"""A build that is killed, refused or disturbed leaves each file old or new; the next build makes the site right."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and umask are POSIX")
ROOT = Path(__file__).resolve().parents[2]
COUNT = 60


def start(site: Path, *words: str) -> subprocess.Popen[str]:
    """Begin a build in a process of its own."""
    env = {**os.environ, "PYTHONPATH": str(ROOT / "generator"), "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-m", "jianbao", "build", "-q", *words]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=site, env=env, stdout=pipe, stderr=pipe, text=True)


def build(site: Path, *words: str) -> tuple[int, str]:
    """Build; return the exit code and what was said."""
    with start(site, *words) as process:
        said = process.communicate(timeout=120)
    return process.returncode, said[1]


def write(site: Path, turn: int, names: Sequence[int] = range(COUNT)) -> None:
    """Write articles whose every page differs from turn to turn."""
    folder = site / "content" / "articles"
    folder.mkdir(parents=True, exist_ok=True)
    for number in names:
        head = f"title: 第{turn}次{number}\ndate: 2023-0{number % 9 + 1}-12\nslug: n-{number}\n"
        head += f"tags: [工会, 标签{turn % 3}]\n"
        (folder / f"n{number}.md").write_text(f"---\n{head}---\n\n正文{turn}。\n", "utf-8")


def tree(folder: Path) -> dict[str, bytes]:
    """Return the outputs of a site."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of a few dozen articles, not yet built."""
    (tmp_path / "jianbao.toml").write_text(
        'title = "剪报"\nbase_url = "https://x.example/"\nper_listing = 5\n', "utf-8"
    )
    write(tmp_path, 0)
    return tmp_path


def clean(site: Path) -> dict[str, bytes]:
    """Return what a build without memory makes."""
    other = site / "clean"
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(site / "content", other / "content")
    shutil.copy(site / "jianbao.toml", other)
    assert build(other)[0] == 0
    return tree(other / "site")


def killed(site: Path, times: int, seed: int) -> None:
    """Kill builds at random moments; each file must be one of those that a whole build has made."""
    chance = random.Random(seed)
    began = time.monotonic()
    assert build(site)[0] == 0
    whole = time.monotonic() - began
    states = [tree(site / "site")]
    for turn in range(1, times + 1):
        write(site, turn, [chance.randrange(COUNT) for _ in range(20)])
        states.append(clean(site))
        with start(site) as process:
            time.sleep(chance.uniform(0.1, 1.2) * whole)
            process.send_signal(signal.SIGKILL)
            process.communicate()
        for path, content in tree(site / "site").items():
            assert any(state.get(path) == content for state in states), path
        if turn % 3 == 0:
            assert build(site) == (0, "")
            assert tree(site / "site") == states[-1]
            states = states[-1:]
    assert build(site)[0] == 0
    assert tree(site / "site") == states[-1]


def test_killed_anywhere(site: Path) -> None:
    killed(site, 6, 1)


@pytest.mark.slow
def test_killed_at_two_hundred_points(site: Path) -> None:
    killed(site, 200, 2)


def test_a_first_build_that_is_killed_is_made_right(site: Path) -> None:
    wanted = clean(site)
    for delay in (0.2, 0.35, 0.5, 0.65):
        with start(site) as process:
            time.sleep(delay)
            process.send_signal(signal.SIGKILL)
            process.communicate()
    assert build(site)[0] == 0
    assert tree(site / "site") == wanted


def test_a_killed_build_and_an_edit_taken_back(site: Path) -> None:
    """What was written by the killed build is not taken for what an earlier build remembers."""
    assert build(site)[0] == 0
    wanted = tree(site / "site")
    for delay in (0.25, 0.4, 0.55, 0.7):
        write(site, 5)
        with start(site) as process:
            time.sleep(delay)
            process.send_signal(signal.SIGKILL)
            process.communicate()
        write(site, 0)
        assert build(site)[0] == 0
        assert tree(site / "site") == wanted


def test_a_second_build_at_the_same_time_is_told_who_works(site: Path) -> None:
    with start(site) as first:
        lock = site / ".cache" / "jianbao" / "lock"
        while first.poll() is None and not (lock.exists() and lock.read_text("utf-8").strip()):
            time.sleep(0.01)
        code, said = build(site)
        first.communicate()
    if code:
        assert (code, f"process {first.pid}" in said) == (1, True)
    assert build(site)[0] == 0
    assert tree(site / "site") == clean(site)


def test_a_stale_lock_is_no_obstacle(site: Path) -> None:
    lock = site / ".cache" / "jianbao" / "lock"
    lock.parent.mkdir(parents=True)
    lock.write_text("jianbao build, process 999999, since 2001-01-01 00:00:00\n", "utf-8")
    assert build(site)[0] == 0


def test_altered_outputs_are_noticed_with_verify_and_lost_ones_without(site: Path) -> None:
    assert build(site)[0] == 0
    wanted = tree(site / "site")
    page = site / "site" / "2023" / "01" / "n-0.html"
    page.write_bytes(page.read_bytes()[:-1] + b"?")
    assert build(site)[0] == 0
    assert tree(site / "site") != wanted, "a file changed in place is seen by --verify alone"
    assert build(site, "--verify")[0] == 0
    assert tree(site / "site") == wanted
    page.unlink()
    (site / "site" / "2023" / "02" / "n-1.html").write_bytes(b"")
    (site / "site" / "2023" / "02" / "n-1.html").unlink()
    assert build(site)[0] == 0
    assert tree(site / "site") == wanted


def test_what_others_could_have_written_is_not_read(site: Path) -> None:
    assert build(site)[0] == 0
    cache = site / ".cache" / "jianbao"
    for name in ("memo", "same", "templates"):
        (cache / name).write_bytes(b"planted")
        (cache / name).chmod(0o666)
    assert build(site) == (0, "")
    wanted = tree(site / "site")
    for name in ("memo", "same", "templates"):
        (cache / name).write_bytes(b"broken")
    assert build(site) == (0, "")
    assert tree(site / "site") == wanted == clean(site)


def test_other_locale_zone_hash_seed_and_folder_give_the_same_bytes(
    site: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("elsewhere") / "much deeper" / "down"
    shutil.copytree(site / "content", other / "content")
    shutil.copy(site / "jianbao.toml", other)
    assert build(site)[0] == 0
    env = {"LC_ALL": "C", "TZ": "America/New_York", "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT / "generator")}
    command = [sys.executable, "-m", "jianbao", "build", "-q"]
    subprocess.run(command, cwd=other, env={**os.environ, **env}, check=True, timeout=120)
    assert tree(site / "site") == tree(other / "site")


def test_another_installation_of_the_program_builds_anew(
    site: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A newer version may be installed beside the one that built, whose files are as they were."""
    other = tmp_path_factory.mktemp("newer") / "jianbao"
    shutil.copytree(ROOT / "generator" / "jianbao", other, ignore=shutil.ignore_patterns("data", "__pycache__"))
    for room in ("zh", "ingest"):
        (other / room / "data").symlink_to(ROOT / "generator" / "jianbao" / room / "data")
    (other.parent.parent / "themes").symlink_to(ROOT / "themes")
    drawn = other / "publish" / "render.py"
    text = drawn.read_text("utf-8")
    assert text.count("content = theme.draw(") == 1
    drawn.write_text(text.replace("content = theme.draw(", "content = b'newer' + theme.draw("), "utf-8")
    assert build(site)[0] == 0
    before = tree(site / "site")
    env = {**os.environ, "PYTHONPATH": str(other.parent), "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-m", "jianbao", "build", "-q"]
    subprocess.run(command, cwd=site, env=env, check=True, timeout=120)
    after = tree(site / "site")
    assert after["index.html"] == b"newer" + before["index.html"]
    assert build(site)[0] == 0
    assert tree(site / "site") == before
