"""Writes constraints/*.txt anew from pyproject.toml and constraints/build.in.

Needs `uv` (`pip install uv`); run by `make lock`. The files carry hashes and no download addresses.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMON = ["--quiet", "--universal", "--generate-hashes", "--python-version", "3.11", "--no-header", "--no-annotate"]
FILES = {
    "build.txt": ["constraints/build.in"],
    "site.txt": ["pyproject.toml"],
    "test.txt": ["pyproject.toml", "--group", "test"],
    "lowest.txt": ["pyproject.toml", "--resolution", "lowest-direct"],
}


def main() -> int:
    """Write every file; return uv's first exit code that is not 0."""
    upgrade = ["--upgrade"] if "--upgrade" in sys.argv else []
    for name, what in FILES.items():
        command = ["uv", "pip", "compile", *COMMON, *upgrade, *what, "-o", f"constraints/{name}"]
        done = subprocess.run(command, cwd=ROOT, check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
