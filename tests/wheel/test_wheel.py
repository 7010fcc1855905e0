"""The wheel, installed in a fresh environment outside the checkout, builds a small site with nothing else."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PAGE = """石桥县总工会办起职工夜校

本报讯(记者林小满)近日,石桥县总工会在城关镇办起职工夜校,首批开设电工、烘焙等5门课程。

据介绍,夜校每周三、周五晚上开课,职工凭工会会员卡免费报名。
"""


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run([str(c) for c in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=root)
    return next(folder.glob("*.whl"))


def wheels_of(root: Path, group: str) -> Path:
    """The folder of wheels that scripts/setup.py keeps for `group`, which it fetches where it is missing."""
    script = "import sys; sys.path.insert(0, 'scripts'); import setup; print(setup.wheelhouse(sys.argv[1]))"
    return Path(run(sys.executable, "-c", script, group, cwd=root).splitlines()[-1])


def build_elsewhere(wheel: Path, wheels: Path, folder: Path) -> None:
    python = folder / "env" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    run(sys.executable, "-m", "venv", folder / "env", cwd=folder)
    run(python, "-m", "pip", "install", "-q", "--no-index", "--find-links", wheels, wheel, cwd=folder)
    site = folder / "news"
    run(python, "-m", "jianbao", "init", site, cwd=folder)
    page = folder / "page.txt"
    page.write_text(PAGE, "utf-8")
    which = ["--paper", "石桥日报", "--date", "2024-05-06", "--page", "3"]
    run(python, "-m", "jianbao", "import", page, *which, cwd=site)
    run(python, "-m", "jianbao", "build", "--strict", cwd=site)
    articles = [path.read_text("utf-8") for path in (site / "site/2024/05").glob("shi-qiao-xian-*.html")]
    assert len(articles) == 1
    assert "石桥县总工会办起职工夜校" in articles[0]
    assert "林小满" in articles[0]
    assert "stylesheet" in articles[0]
    run(python, "-m", "jianbao", "check", cwd=site)


def test_the_wheel_carries_themes_and_data(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "jianbao/themes/default/theme.toml" in names
    assert "jianbao/py.typed" in names
    assert any(name.startswith("jianbao/zh/data/") for name in names)
    assert not any(name.startswith(("content/", "tests/", "jianbao/content")) for name in names)


def test_the_wheel_builds_a_site_with_the_newest_packages(wheel: Path, root: Path, tmp_path: Path) -> None:
    build_elsewhere(wheel, wheels_of(root, "site"), tmp_path)


@pytest.mark.slow
def test_the_wheel_builds_a_site_with_the_oldest_packages_allowed(wheel: Path, root: Path, tmp_path: Path) -> None:
    build_elsewhere(wheel, wheels_of(root, "lowest"), tmp_path)
