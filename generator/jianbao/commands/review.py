"""`jianbao review`: a page and its articles side by side in the browser of this machine."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

from jianbao.commands import import_problems as said
from jianbao.commands.import_sheet import Options
from jianbao.commands.outcome import Outcome
from jianbao.commands.review_desk import Desk
from jianbao.edge import browser, lock, memory, pages, review_server
from jianbao.model.problem import Language, Sentence
from jianbao.model.project import Project

Report = Callable[[Outcome], None]


def run(
    project: Project,
    page: str,
    *,
    report: Report,
    options: Options | None = None,
    port: int = 0,
    no_open: bool = False,
    language: Language = "en",
    start: Path | None = None,
    stop: threading.Event | None = None,
) -> Outcome:
    """Show `page` (a path from `start`; "": the latest with something to settle) until Ctrl-C or `stop`.

    The page is imported first, as `import` would. `report` tells the address. `port` 0 is any that is free.
    """
    path = (start or Path.cwd()) / page if page else _first(project)
    if path is None:
        return Outcome(problems=(said.REVIEW_NO_PAGE.at(),))
    desk = Desk(project=project, language=language, first=path, options=options or Options())
    with lock.locked(project.cache, "review"):
        found = desk.open(path)
    if found.value is None:
        unknown = any(problem.code == said.PAGE_UNKNOWN.name for problem in found.problems)
        return Outcome(problems=found.problems, exit_code=2 if unknown else None)
    server = review_server.listen(port, desk)
    if server is None:
        return Outcome(problems=(said.REVIEW_PORT.at(port=port),))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        report(_address(server.address))
        if not no_open:
            browser.show(server.address, os.environ)
        waiting = stop or threading.Event()
        while not waiting.wait(3600):
            pass
    except KeyboardInterrupt:
        return Outcome(lines=(Sentence(en="stopped", zh="已停止"),), exit_code=130)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    return Outcome()


def _address(address: str) -> Outcome:
    line = Sentence(
        en=f"review at {address} (Ctrl-C ends; the address is a key to your files: do not pass it on)",
        zh=f"审阅地址 {address} （按 Ctrl-C 结束；此地址可以改动稿件，请勿外传）",
    )
    return Outcome(lines=(line,), data={"url": address})


def _first(project: Project) -> Path | None:
    """Return the latest page that has something to settle; the latest page where none has."""
    found = sorted(pages.page_paths(project.root), key=lambda path: (path.parent.name, path.name))
    waiting = [path for path in found if path.with_suffix(memory.REPORT).exists()]
    return next(reversed(waiting or found), None)
