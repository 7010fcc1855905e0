"""`jianbao init DIR`: a small site that works, with an invented page and an invented article."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from jianbao.commands.import_problems import INIT_NO_FOLDER, INIT_NOT_EMPTY
from jianbao.commands.outcome import Outcome
from jianbao.edge import files
from jianbao.edge.reading import reason
from jianbao.model.problem import Sentence, Where

_HIDDEN = {"gitignore": ".gitignore"}
"""Names that package tools would pass over, and what they become."""


def run(folder: Path) -> Outcome:
    """Write the example site into `folder`, which must not exist yet or hold nothing but hidden files."""
    shown = str(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        there = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    except (OSError, ValueError) as error:
        return Outcome(problems=(INIT_NO_FOLDER.at(Where(file=shown), reason=reason(error)),), exit_code=2)
    if there:
        return Outcome(problems=(INIT_NOT_EMPTY.at(Where(file=shown), example=there[0]),), exit_code=2)
    written = []
    for name, content in _template():
        if not (folder / name).exists():
            files.put(folder / name, content)
            written.append(name)
    said = Sentence(
        en=f"a site stands in {shown}: go there, run `jianbao serve`, and put your own pages into content/pages",
        zh=f"网站已建在 {shown}：进入该目录运行 `jianbao serve`，然后把自己的版面放进 content/pages",
    )
    return Outcome(lines=(said,), data={"folder": shown, "files": written})


def _template() -> list[tuple[str, bytes]]:
    """Return the files of the example, by their paths, sorted."""
    root = resources.files("jianbao.commands").joinpath("init_site")
    return sorted((_HIDDEN.get(name, name), file.read_bytes()) for name, file in _walk(root, ""))


def _walk(folder: Traversable, above: str) -> Iterator[tuple[str, Traversable]]:
    for each in folder.iterdir():
        if each.is_dir():
            yield from _walk(each, f"{above}{each.name}/")
        else:
            yield f"{above}{each.name}", each
