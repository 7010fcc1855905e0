"""Sets up `.venv` with the pinned packages and this checkout: ``python3 scripts/setup.py site|test|lowest``.

Standard library only, so that it runs on a fresh machine. The packages are fetched once, checked against the
hashes in constraints/, and kept as wheels in the user's cache folder; after that no network is needed, also
for another clone. Running it again with nothing changed takes no time.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def say(text: str) -> None:
    """Print one line at once."""
    print(text, flush=True)


def cache_folder() -> Path:
    """Return the folder where wheels are kept: JIANBAO_WHEELS, or a folder in the user's cache."""
    if "JIANBAO_WHEELS" in os.environ:
        return Path(os.environ["JIANBAO_WHEELS"])
    if os.name == "nt":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData/Local"))
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    return base / "jianbao" / "wheels"


def key_of(*files: Path) -> str:
    """Return a short digest of the files, this Python and this platform: what a set of wheels depends on."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {sys.implementation.name} {sysconfig.get_platform()}".encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def pip(*arguments: str) -> None:
    """Run the environment's own pip; its messages are shown."""
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input"]
    subprocess.run([str(PYTHON), "-m", "pip", arguments[0], *quiet, *arguments[1:]], check=True, cwd=ROOT)


def wheelhouse(group: str) -> Path:
    """Return the folder with every wheel of `group`, fetched and built now if it is not there yet."""
    pinned, build = ROOT / f"constraints/{group}.txt", ROOT / "constraints/build.txt"
    folder = cache_folder() / f"{group}-{key_of(pinned, build)}"
    if folder.is_dir():
        return folder
    say(f"Fetching the pinned packages ({group}) …")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as work:
        fresh = Path(work) / "wheels"
        pip("wheel", "--require-hashes", "--no-deps", "-r", str(build), "-w", str(fresh))
        pip("install", "--no-index", "--no-deps", *map(str, sorted(fresh.glob("*.whl"))))
        pip("wheel", "--require-hashes", "--no-build-isolation", "--no-deps", "-r", str(pinned), "-w", str(fresh))
        if not folder.is_dir():  # another setup may have been faster
            fresh.rename(folder)
    return folder


def usable(python: Path) -> bool:
    """Tell whether the environment is there, runs, and is of this Python."""
    if not python.exists():
        return False
    show = [str(python), "-c", "import sys; print(sys.version_info[:2])"]
    done = subprocess.run(show, capture_output=True, text=True, check=False)
    return done.stdout.strip() == str(sys.version_info[:2])


def set_up(group: str) -> None:
    """Make `.venv` hold the packages of `group` and this checkout."""
    stamp = VENV / f"jianbao-{group}"
    sources = [ROOT / "pyproject.toml", ROOT / f"constraints/{group}.txt", ROOT / "constraints/build.txt"]
    key = key_of(*sources) + " " + str(ROOT)
    if usable(PYTHON) and stamp.is_file() and stamp.read_text("utf-8") == key:
        compile_own()
        return
    if not usable(PYTHON):
        say("Making .venv …")
        shutil.rmtree(VENV, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
    wheels = wheelhouse(group)
    pip("install", "--no-index", "--no-deps", "--upgrade", *map(str, sorted(wheels.glob("*.whl"))))
    pip("install", "--no-index", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    (VENV / "jianbao-wheels").write_text(str(wheels), "utf-8")
    compile_own()
    stamp.write_text(key, "utf-8")


def compile_own() -> None:
    """Compile the package's modules that changed: where Python is told not to write what it compiled
    (PYTHONDONTWRITEBYTECODE, as in many containers), every run would compile them anew: half a second."""
    subprocess.run([str(PYTHON), "-m", "compileall", "-q", str(ROOT / "generator")], check=False)


def main() -> int:
    """Set up the group named on the command line; `lowest` only fetches its wheels."""
    group = sys.argv[1] if len(sys.argv) > 1 else "site"
    if sys.version_info < (3, 11):  # noqa: UP036  (the point is to run on an old Python and say so)
        say(f"jianbao needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
        say(f"With a newer one beside it: make PYTHON=python3.12 {group}")
        return 2
    try:
        if group == "lowest":
            say(str(wheelhouse(group)))
        else:
            set_up(group)
    except subprocess.CalledProcessError as error:
        say(f"Setting up failed at: {' '.join(map(str, error.cmd))}")
        say("If this machine is offline: the packages must have been fetched here once before.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
