"""`jianbao build`: pages become articles, articles become a site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from jianbao.commands import content as reading
from jianbao.commands.outcome import Outcome, Progress, Project, no_progress
from jianbao.edge import clock, themes
from jianbao.edge.lock import locked
from jianbao.edge.problems import FILE_UNREADABLE
from jianbao.edge.reading import reason
from jianbao.edge.sink import Sink
from jianbao.model.problem import Found, JianbaoError, Problem, Sentence, Severity, Where
from jianbao.publish.library import CHINA
from jianbao.publish.problems import THEME_CIRCLE, THEME_MISSING
from jianbao.publish.render import render
from jianbao.publish.site import SitePlan, plan_site
from jianbao.publish.theme import TOML, Theme, ThemeFolder, extends, theme

STATIC = "static"
_STEP = 50


def run(project: Project, progress: Progress = no_progress) -> Outcome:
    """Import what is new in content/pages, then build the site into `project.output`.

    A file that cannot be read is said and left out, all others are built. Nothing is written where two things
    want one address. What stops the writing (a full disk, a template that fails) comes last in the problems and
    decides the exit code. Raise JianbaoError, before anything is done, for a theme that is missing or broken, for a
    folder that is not ours, and where another command works on the site.
    """
    seconds = clock.stopwatch()
    with locked(project.cache, "build"):
        chosen = load_theme(project)
        sink = Sink(project.output)
        imported = _imported(project, progress)
        problems = dict.fromkeys(imported.problems)
        statics = tuple(_statics(project.content / STATIC))
        planned = _planned(project, chosen, statics, progress)
        problems |= dict.fromkeys(planned.problems)
        if planned.value is None:
            return Outcome(problems=tuple(problems), lines=imported.lines)
        try:
            for problem in write(planned.value, chosen, statics, sink, progress):
                problems[problem] = None
        except JianbaoError as stop:
            return Outcome(problems=(*problems, stop.problem), lines=imported.lines, exit_code=stop.exit_code)
    done = _said(planned.value, sink, tuple(problems), seconds())
    return replace(done, lines=(*imported.lines, *done.lines))


def _planned(
    project: Project, chosen: Theme, statics: tuple[tuple[str, Path], ...], progress: Progress
) -> Found[SitePlan | None]:
    """Read content/ and plan. The texts of the files are let go of here; the plan keeps the articles alone."""
    content = reading.read(project, progress)
    progress("plan", 0, 0)
    planned = plan(project, content.value, chosen, statics)
    return Found(value=planned.value, problems=(*content.problems, *planned.problems))


def _imported(project: Project, progress: Progress) -> Outcome:
    from jianbao.commands.import_ import import_changed  # noqa: PLC0415  jieba and pypinyin, only where pages are new

    return import_changed(project, progress=progress)


def load_theme(project: Project) -> Theme:
    """Read and compile the project's theme and those it extends; JianbaoError (exit code 2) where that fails."""
    places = themes.roots(project.root)
    chain: list[ThemeFolder] = []
    name, asked = project.settings.theme, Where(file=project.settings_file)
    while name:
        found = themes.theme_files(name, places, project.root, [folder.place for folder in chain])
        if found is None and any(folder.name == name for folder in chain):
            raise JianbaoError(THEME_CIRCLE.at(asked, theme=name), 2)
        if found is None:
            known = ", ".join(themes.theme_names(places)) or "-"
            raise JianbaoError(THEME_MISSING.at(asked, theme=name, known=known), 2)
        chain.append(ThemeFolder(name=found.name, place=found.place, files=found.files))
        name, asked = extends(chain[-1]), chain[-1].where(TOML)
    return theme(chain)


def _statics(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield (path in the site, file) of everything the publisher wants copied as it is (.well-known/ too)."""
    for path in themes.walk(folder, hidden=True):
        yield path.relative_to(folder).as_posix(), path


def plan(
    project: Project, content: reading.Content, chosen: Theme, statics: tuple[tuple[str, Path], ...]
) -> Found[SitePlan | None]:
    """Plan the site, with the files of theme and publisher beside its own."""
    timezone = project.settings.timezone
    foreign = [(path, f"content/{STATIC}/{path}") for path, _ in statics]
    return plan_site(
        content.documents,
        content.pages,
        project.settings,
        content.tables,
        today=clock.today(timezone),
        zone=CHINA if timezone in {"", "Asia/Shanghai"} else clock.zone(timezone),
        drafts=project.drafts,
        future=project.future,
        own_words=chosen.words,
        others=[*foreign, *((path, f"themes/{chosen.name}") for path in chosen.static)],
    )


def write(
    plan: SitePlan, chosen: Theme, statics: tuple[tuple[str, Path], ...], sink: Sink, progress: Progress
) -> Iterator[Problem]:
    """Put every output into `sink`, one at a time, and end the build; yield what was found on the way."""
    total = len(plan.paths) + len(chosen.static) + len(statics)
    sink.announce([*plan.paths, *chosen.static, *(path for path, _ in statics)])
    for path, data in chosen.static.items():
        sink.put(path, data)
    for path, file in statics:
        try:
            sink.put(path, file.read_bytes())
        except OSError as error:
            yield FILE_UNREADABLE.at(Where(file=f"content/{STATIC}/{path}"), reason=reason(error))
    progress("render", 0, total)
    for done, route in enumerate(plan.routes(), 1 + len(chosen.static) + len(statics)):
        output = render(route, chosen, plan.site)
        sink.put(output.path, output.content)
        yield from route.problems
        if done % _STEP == 0 or done == total:
            progress("render", done, total)
    sink.finish()


def _said(plan: SitePlan, sink: Sink, problems: tuple[Problem, ...], seconds: float) -> Outcome:
    count = sum(problem.severity is not Severity.NOTE for problem in problems)
    numbers = {
        "articles": plan.articles,
        "written": sink.written,
        "unchanged": sink.unchanged,
        "removed": sink.removed,
        "problems": count,
        "seconds": round(seconds, 2),
    }
    summary = Sentence(
        en="{articles} articles; outputs: {written} written, {unchanged} unchanged, {removed} removed; "
        "{problems} problems; {seconds} s".format(**numbers),
        zh="稿件 {articles} 篇；文件写入 {written}、未变 {unchanged}、移除 {removed}；问题 {problems} 个；"
        "用时 {seconds} 秒".format(**numbers),
    )
    where = Sentence(en=f"The site is in {sink.folder}", zh=f"网站在 {sink.folder}")
    return Outcome(problems=problems, lines=(summary, where), data={**numbers, "output": str(sink.folder)})
