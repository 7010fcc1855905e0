"""The static files of a theme: each gets an address that changes with its content."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping

from jianbao.publish.paths import href

_AT_ROOT = frozenset({"favicon.ico"})  # browsers ask for it by this very name
_URL = re.compile(r"url\(\s*(['\"]?)([^'\")]+)\1\s*\)")


def _digested(path: str, content: bytes) -> str:
    if path in _AT_ROOT:
        return path
    stem, dot, suffix = path.rpartition(".")
    mark = hashlib.sha256(content).hexdigest()[:10]
    return f"assets/{stem}.{mark}.{suffix}" if dot else f"assets/{path}.{mark}"


def published(chain: Iterable[Mapping[str, bytes]]) -> tuple[dict[str, str], dict[str, bytes]]:
    """Name the static files of a chain of folders, the one to look in first in front, by their content.

    Returns addresses by name and contents by address. Style sheets come last, for they may name the others in
    url(…).
    """
    files: dict[str, bytes] = {}
    for folder in reversed(list(chain)):
        files |= {path.removeprefix("static/"): data for path, data in folder.items() if path.startswith("static/")}
    assets: dict[str, str] = {}
    static: dict[str, bytes] = {}
    for path in sorted(files, key=lambda it: (it.endswith(".css"), it)):
        content = _resolved(path, files[path], assets) if path.endswith(".css") else files[path]
        target = _digested(path, content)
        assets[path] = href(target)
        static[target] = content
    return dict(sorted(assets.items())), dict(sorted(static.items()))


def _resolved(path: str, content: bytes, assets: Mapping[str, str]) -> bytes:
    up = "../" * path.count("/")

    def name(match: re.Match[str]) -> str:
        target = match[2].strip()
        return f"url({up}{assets[target].removeprefix('assets/')})" if target in assets else match[0]

    return _URL.sub(name, content.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
