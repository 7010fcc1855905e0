"""`jianbao clean`: removes the built site, file by file as its manifest says, and the cache."""

from __future__ import annotations

import contextlib
import shutil

from jianbao.commands import problems
from jianbao.commands.outcome import Outcome, Progress, Project, no_progress
from jianbao.edge import lock
from jianbao.edge.manifest import MARKER, read_manifest
from jianbao.edge.sink import Sink
from jianbao.model.problem import Problem, Sentence, Where


def run(project: Project, *, dry_run: bool = False, progress: Progress = no_progress) -> Outcome:
    """Remove what builds made: only files that the manifest names, only in a folder that carries our marker.

    Files of others in the folder stay, and so does the folder then. Raises JianbaoError for a folder not ours.
    """
    _ = progress
    ours = read_manifest(project.output)
    files = sorted(ours.names() if ours else ())
    cached = project.cache.is_dir()
    if dry_run:
        return Outcome(lines=(_would(len(files), project, cached=cached),), data={"files": files, "cache": cached})
    removed = 0
    found: list[Problem] = []
    with lock.locked(project.cache, "clean"):
        if ours is not None:
            sink = Sink(project.output)
            sink.finish()
            removed = sink.removed
            (project.output / MARKER).unlink(missing_ok=True)
            left = sorted(path.name for path in project.output.iterdir() if path.name != ".gitignore")
            if left:
                found.append(problems.CLEAN_LEFT.at(Where(file=str(project.output)), names=", ".join(left[:5])))
            elif not (project.output / ".gitignore").exists():
                project.output.rmdir()
        elif project.output.is_dir() and any(path.name != ".gitignore" for path in project.output.iterdir()):
            found.append(problems.CLEAN_FOREIGN.at(Where(file=str(project.output))))
        for path in project.cache.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path.name != lock.NAME:
                path.unlink()
    (project.cache / lock.NAME).unlink(missing_ok=True)
    project.cache.rmdir()
    with contextlib.suppress(OSError):
        project.cache.parent.rmdir()  # .cache, where nobody else keeps anything there
    said = Sentence(en=f"removed {removed} files and the cache", zh=f"已删除 {removed} 个文件和缓存")
    return Outcome(problems=tuple(found), lines=(said,), data={"removed": removed})


def _would(count: int, project: Project, *, cached: bool) -> Sentence:
    english = " and the cache" if cached else ""
    chinese = "和缓存" if cached else ""
    return Sentence(
        en=f"would remove {count} files from {project.output}{english}",
        zh=f"将从 {project.output} 删除 {count} 个文件{chinese}",
    )
