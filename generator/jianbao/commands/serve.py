"""`jianbao serve`: build, show the site on this machine, build again on every change.

The built site keeps the address it will have; the server writes its own address into what it sends, so that the
folder can be published at any time. Building happens in the main thread: Ctrl-C ends it at once, and a bug
shows its traceback instead of dying unseen. Ended by Ctrl-C the exit code is 130, as for every command.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from jianbao.commands import problems
from jianbao.commands.outcome import Outcome, Progress, Project, no_progress
from jianbao.edge import server, watch
from jianbao.edge.problems import LOCKED
from jianbao.model.problem import Found, JianbaoError, Language, Problem, Sentence, Severity

PORT = 8000
PAUSE = 0.25
"""Seconds between two looks at the files."""

Build = Callable[[Project], Outcome]
Report = Callable[[Outcome], None]


def run(
    project: Project,
    *,
    load: Callable[[], Found[Project]],
    build: Build,
    report: Report,
    port: int | None = None,
    language: Language = "en",
    stop: threading.Event | None = None,
    progress: Progress = no_progress,
    whole: bool = False,
) -> Outcome:
    """Serve until Ctrl-C (or until `stop` is set). `load` reads the settings again, `build` builds,
    `report` tells the person what was found, each time: errors, and what was not found the time before, so that
    a word about the file just saved is not lost among all others (`whole`: everything again)."""
    _ = progress
    wanted = PORT if port is None else port
    state = server.State(str(time.time_ns()))
    shown = server.listen(wanted, project.output, project.settings.base_url, state)
    if shown is None:
        raise JianbaoError(problems.PORT_NONE.at(port=wanted, last=min(wanted + 19, 65535)))
    thread = threading.Thread(target=shown.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        _rounds(
            _Round(shown, state, load, build, report, language, whole), project, wanted, stop or threading.Event()
        )
    except KeyboardInterrupt:
        return Outcome(lines=(_say("stopped", "已停止"),), exit_code=130)
    finally:
        state.end()
        shown.shutdown()
        shown.server_close()
        thread.join()
    return Outcome()


def _say(en: str, zh: str) -> Sentence:
    return Sentence(en=en, zh=zh)


def places(project: Project) -> tuple[Path, ...]:
    """Return what is watched: content, themes, and the settings file."""
    settings = (project.root / project.settings_file,) if project.settings_file else ()
    return (project.content, project.root / "themes", *settings)


def _rounds(one: _Round, project: Project, wanted: int, stop: threading.Event) -> None:
    """Build, and again after every change, until `stop`."""
    before = watch.snapshot(places(project))
    one.build(project)
    chosen = one.server.server_port
    taken = (problems.PORT_TAKEN.at(port=wanted, chosen=chosen),) if wanted not in (0, chosen) else ()
    address = one.server.address
    line = _say(f"the site is at {address} (Ctrl-C ends)", f"网站在 {address} （按 Ctrl-C 结束）")
    one.report(Outcome(problems=taken, lines=(line,), data={"url": address}))
    while not stop.is_set():
        after = watch.wait(places(project), {} if one.busy else before, stop, PAUSE)
        if after is None:
            return
        names = watch.changed(before, after)
        if names:
            one.report(Outcome(lines=(_changed(project.root, names),), data={"changed": list(names)}))
        before = after
        project = one.again(project)


def _changed(root: Path, names: tuple[str, ...]) -> Sentence:
    first = names[0]
    if Path(first).is_relative_to(root):
        first = Path(first).relative_to(root).as_posix()
    more = len(names) - 1
    return _say(
        f"changed: {first}{f' and {more} more' if more else ''}",
        f"有改动：{first}{f' 等 {len(names)} 个文件' if more else ''}",
    )


class _Round:
    """Builds and tells both the person and the browser."""

    def __init__(
        self,
        shown: server.Server,
        state: server.State,
        load: Callable[[], Found[Project]],
        build: Build,
        report: Report,
        language: Language,
        whole: bool,
    ) -> None:
        self.server = shown
        self._state = state
        self._load = load
        self._build = build
        self.report = report
        self._language = language
        self._whole = whole
        self._told = frozenset[Problem]()
        self.busy = False
        """Another jianbao had the lock: try again soon, whether or not anything changes."""

    def again(self, project: Project) -> Project:
        """Read the settings and build; return the project as it is now."""
        try:
            found = self._load()
        except JianbaoError as error:
            self._failed(error.problem)
            return project
        errors = [each for each in found.problems if each.severity is Severity.ERROR]
        if errors:
            self._state.publish([each.line(self._language) for each in errors], built=False)
            self.report(Outcome(problems=found.problems))
            return project
        self.server.folder, self.server.base_url = found.value.output, found.value.settings.base_url
        self.build(found.value, found.problems)
        return found.value

    def build(self, project: Project, before: tuple[Problem, ...] = ()) -> None:
        """Build; what stops the build is shown, and the site stays as it was."""
        try:
            outcome = self._build(project)
        except JianbaoError as error:
            waited, self.busy = self.busy, error.problem.code == LOCKED.name
            if not (waited and self.busy):
                self._failed(error.problem)
            return
        self.busy = False
        outcome = replace(outcome, problems=(*before, *outcome.problems))
        errors = [each.line(self._language) for each in outcome.problems if each.severity is Severity.ERROR]
        self._state.publish(errors, built=True)
        self.report(outcome if self._whole else self._news(outcome))

    def _news(self, outcome: Outcome) -> Outcome:
        """Return an outcome without the notes and warnings that were told the time before, but their number."""
        found, told = frozenset(outcome.problems), self._told
        self._told = found
        new = tuple(it for it in outcome.problems if it not in told or it.severity is Severity.ERROR)
        stand = len(found.difference(new))
        if not stand:
            return outcome
        count = _say(f"notes and warnings as before: {stand}", f"与上次相同的提示和警告：{stand} 条")
        return replace(outcome, problems=new, lines=(*outcome.lines, count))

    def _failed(self, problem: Problem) -> None:
        self._state.publish([problem.line(self._language)], built=False)
        self.report(Outcome(problems=(problem,)))
