"""Writes docs/problems.md anew from the codes in the program: ``python scripts/docs.py [--check]``."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "generator"))

import jianbao  # noqa: E402  (the checkout's own package, whether or not it is installed)
from jianbao.model.problem import Code  # noqa: E402

HEAD = """# Problems

Every finding is printed as `file:line: severity[code]: sentence`. Errors make the exit code 1, warnings too under
`--strict`. Words in braces are filled in. This page is made by `scripts/docs.py`.

| code | severity | what it says | 中文 |
|---|---|---|---|
"""


def codes() -> dict[str, Code]:
    """Return every problem code of the program by name; a name used twice is an error."""
    found: dict[str, Code] = {}
    for module in pkgutil.walk_packages(jianbao.__path__, "jianbao."):
        if not module.name.endswith("problems"):
            continue
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Code) and found.setdefault(value.name, value) != value:
                raise SystemExit(f"two problems are called {value.name}")
    return found


def table() -> str:
    """Return the whole text of docs/problems.md."""
    rows = [
        f"| `{code.name}` | {code.severity} | {code.en} | {code.zh} |".replace("\n", " ")
        for _, code in sorted(codes().items())
    ]
    return HEAD + "\n".join(rows) + "\n"


def main() -> int:
    """Write the page, or with --check tell whether it is up to date."""
    page = ROOT / "docs" / "problems.md"
    if "--check" in sys.argv:
        return int(page.read_text("utf-8") != table())
    page.write_text(table(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
