"""Many outputs are made by several processes, each a fork of this one with the plan already in its memory."""

from __future__ import annotations

import gc
import itertools
import marshal
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from jianbao.commands.remember import Said, as_said, problems_of
from jianbao.model.problem import JianbaoError

T = TypeVar("T")
Answer = tuple[Any, ...]
"""Plain values: text, numbers, bytes, nothing, and tuples of them."""
Work = tuple[Callable[[T, int], Answer], Callable[[], None]]
LEAST = 400
"""With fewer outputs than that, forking costs more than it saves."""
CHUNK = 64


def nothing() -> None:
    """Do nothing."""


def can_fork() -> bool:
    """Whether this system can do it safely (macOS and Windows cannot)."""
    return sys.platform == "linux"


def spread(
    items: Sequence[T],
    jobs: int,
    work: Callable[[T, int], Answer],
    end: Callable[[], None] = nothing,
    beside: Callable[[], None] = nothing,
) -> Iterator[tuple[T, Answer]]:
    """Do `work` for each of `items` in `jobs` processes and yield the items with their answers (plain values).

    `work` is told the number of its process, from 0; `end` is called in each process when its work is done.
    `beside` is what this process does meanwhile; an error of it is raised when the others have ended.

    The answers of one process come together; which process does what depends on the items' places alone. The first
    JianbaoError in the order of processes is raised when all have ended.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    gc.freeze()
    try:
        with tempfile.TemporaryDirectory(prefix="jianbao-") as folder:
            files = [os.path.join(folder, str(number)) for number in range(jobs)]  # noqa: PTH118
            started = [_start(items, (number, jobs), (work, end), file) for number, file in enumerate(files)]
            try:
                beside()
            finally:
                codes = [os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) for process in started]
            for number, (file, code) in enumerate(zip(files, codes, strict=True)):
                yield from zip(_part(items, number, jobs), _answers(file, code), strict=True)
    finally:
        gc.unfreeze()


def _start(items: Sequence[T], which: tuple[int, int], work: Work[T], file: str) -> int:
    process = os.fork()
    if process:
        return process
    code = 1
    try:
        _serve(items, which, work, file)
        code = 0
    except KeyboardInterrupt:
        code = 130
    except BaseException:  # noqa: BLE001  # a fork must not go on as the program: it says what it can and ends
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stderr.flush()
        os._exit(code)  # nothing of the parent's may run twice
    raise AssertionError


def _serve(items: Sequence[T], which: tuple[int, int], work: Work[T], file: str) -> None:
    """Do every n-th chunk of the items; leave the answers, or what stopped the work, in `file`."""
    (number, jobs), (each, end) = which, work
    stop: tuple[Said, int] | None = None
    with open(file, "wb") as opened:  # noqa: PTH123  # a scratch file
        try:
            mine = _part(items, number, jobs)
            while some := [each(item, number) for item in itertools.islice(mine, CHUNK)]:
                marshal.dump(some, opened)
            end()
        except JianbaoError as error:
            stop = (as_said((error.problem,))[0], error.exit_code)
        marshal.dump(stop, opened)


def _part(items: Sequence[T], number: int, jobs: int) -> Iterator[T]:
    """Yield what a process is given: every `jobs`-th chunk."""
    for start in range(number * CHUNK, len(items), jobs * CHUNK):
        yield from items[start : start + CHUNK]


def _answers(file: str, code: int) -> Iterator[Answer]:
    if code == 130:  # Ctrl-C, as shells say it
        raise KeyboardInterrupt
    if code:
        raise RuntimeError("a worker process failed; its error is above")
    with open(file, "rb") as opened:  # noqa: PTH123  # a scratch file
        while isinstance(found := marshal.load(opened), list):  # noqa: S302  # in a folder that only this user can read
            yield from found
    if found is not None:
        raise JianbaoError(problems_of((found[0],))[0], found[1])
