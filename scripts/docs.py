"""Writes docs/problems.md and docs/commands.md anew from the program: ``python scripts/docs.py``."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "generator"))

import jianbao  # noqa: E402  (the checkout's own package, whether or not it is installed)
from jianbao.commands.options import COMMANDS, COMMON, Option  # noqa: E402
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


COMMANDS_HEAD = """# Commands

`jianbao COMMAND [options]`, also `python -m jianbao`. Common options may stand before or after the command.
Messages are Chinese or English by the locale (`LANG`), English by default; `NO_COLOR` is obeyed. Results go to
standard output, problems to standard error, each as `file:line: severity[code]: sentence` (see
[problems](problems.md)).

Exit codes: 0 clean, 1 errors found (warnings too under `--strict`), 2 wrong usage or settings, 130 interrupted.

This page is made by `scripts/docs.py`.
"""


def _option(option: Option) -> str:
    spelled = f"{', '.join(option.names)} {option.metavar}".strip()
    if not option.names[0].startswith("-"):
        spelled = option.metavar
    return f"| `{spelled}` | {option.help.en} | {option.help.zh} |"


def _options(options: tuple[Option, ...]) -> str:
    return "\n".join(["| option | what it does | 中文 |", "|---|---|---|", *map(_option, options)]) + "\n"


def commands() -> str:
    """Return the whole text of docs/commands.md."""
    parts = [COMMANDS_HEAD]
    for command in COMMANDS:
        parts.append(f"## `jianbao {command.name}`\n\n{command.help.en} · {command.help.zh}\n")
        if command.options:
            parts.append(_options(command.options))
    parts += ["## Common options\n", _options(COMMON)]
    return "\n".join(parts)


def main() -> int:
    """Write both pages."""
    (ROOT / "docs" / "problems.md").write_text(table(), "utf-8")
    (ROOT / "docs" / "commands.md").write_text(commands(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
