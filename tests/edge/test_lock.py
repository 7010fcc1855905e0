"""One at a time; a lock of the dead is none."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from jianbao.edge.lock import holder, locked
from jianbao.model.problem import JianbaoError

HOLDER = """
import sys, time
from pathlib import Path
from jianbao.edge.lock import locked
with locked(Path(sys.argv[1]), "build"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_one_is_told_who_holds_it_and_a_killed_one_is_not_in_the_way(tmp_path: Path, root: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    env = {**os.environ, "PYTHONPATH": str(root / "generator")}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(JianbaoError) as stopped, locked(tmp_path, "import"):
            pass
        assert stopped.value.problem.code == "already-running"
        assert stopped.value.exit_code == 1
        assert f"jianbao build, process {process.pid}, since 20" in stopped.value.problem.message()
        process.send_signal(signal.SIGKILL)
    assert "process" in holder(tmp_path)
    with locked(tmp_path, "import"):
        assert f"jianbao import, process {os.getpid()}" in holder(tmp_path)


def test_it_is_given_back_also_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="x"), locked(tmp_path / "a", "build"):
        raise ValueError("x")
    with locked(tmp_path / "a", "build"):
        pass
    assert holder(tmp_path / "a") == "?"


def test_a_cache_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(JianbaoError) as stopped, locked(tmp_path / "file" / "cache", "build"):
        pass
    assert stopped.value.problem.code == "output-failed"
    assert holder(tmp_path / "nowhere") == "?"
