"""The files of content/articles, in a fixed order."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from jianbao.edge import reading
from jianbao.model.problem import Found, Problem

Texts = tuple[tuple[str, str], ...]


def read_articles(folder: Path, root: Path | None = None) -> Found[Texts]:
    """Return (path, text) of every Markdown file in `folder`, at any depth, sorted by path.

    Paths are relative to `root`, the project (two folders above `folder` where it is not given), with forward
    slashes. Hidden files and folders are passed over, links to folders are not followed. What is not text is left
    out and said.
    """
    root = folder.parent.parent if root is None else root
    texts: list[tuple[str, str]] = []
    problems: list[Problem] = []
    for path in article_paths(folder):
        name = path.relative_to(root).as_posix()
        found = reading.read_text(path, name)
        problems.extend(found.problems)
        if found.value is not None:
            texts.append((name, found.value))
    return Found(value=tuple(texts), problems=tuple(problems))


def article_paths(folder: Path) -> list[Path]:
    """Return the Markdown files in `folder`, at any depth, sorted by their parts."""
    return sorted(_walk(folder), key=lambda path: path.parts)


def _walk(folder: Path) -> Iterator[Path]:
    try:
        entries = list(os.scandir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
        elif entry.name.lower().endswith((".md", ".markdown")) and not entry.is_dir():
            yield Path(entry.path)
