"""`jianbao build`: pages become articles, articles become a site."""

from __future__ import annotations

import datetime as dt
import gc
import hashlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from jianbao.commands import dressing, known, quick
from jianbao.commands.entries import Reader
from jianbao.commands.lines import Lines
from jianbao.commands.outcome import Outcome, Progress, Project, Same, no_progress
from jianbao.commands.patching import Patching
from jianbao.commands.profile import Stages
from jianbao.commands.remember import PACKAGE, Memory, heads_of, libraries, plain, program
from jianbao.commands.searching import Searched
from jianbao.commands.sources import Sources
from jianbao.commands.summary import midnight, reasons, summary
from jianbao.commands.writing import STATIC, Writer
from jianbao.edge import clock, memo, same, themes
from jianbao.edge import look as looking
from jianbao.edge.about import read_about
from jianbao.edge.files import put
from jianbao.edge.lock import locked
from jianbao.edge.look import Stat
from jianbao.edge.pages import read_pages
from jianbao.edge.same import Before
from jianbao.edge.sink import Sink
from jianbao.edge.spool import Spools
from jianbao.edge.tables import read_tables
from jianbao.model.frozen import dataclass
from jianbao.model.problem import Found, JianbaoError, Problem, Where
from jianbao.model.tables import Tables
from jianbao.publish import moved
from jianbao.publish.keys import digest
from jianbao.publish.library import Entry
from jianbao.publish.problems import MOVES_NOT_KEPT
from jianbao.publish.site import SitePlan, plan_site
from jianbao.publish.theme import Theme

Statics = tuple[tuple[str, Path, "Stat | None"], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What was looked at, when (ns), and the digests of files too young for their times to say enough."""

    lists: same.Lists
    found: same.Seen
    taken: int
    young: dict[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Planned:
    """A plan, with the entries of all articles (of those that stay out too) and the publisher's tables."""

    plan: SitePlan
    entries: tuple[Entry, ...]
    tables: Tables


def run(
    project: Project,
    progress: Progress = no_progress,
    *,
    verify: bool = False,
    profile: bool = False,
    before: Before | None = None,
) -> Outcome:
    """Import what is new in content/pages, then build the site into `project.output`.

    A file that cannot be read is said and left out, all others are built. Nothing is written where two things
    want one address. What stops the writing (a full disk, a template that fails) comes last in the problems and
    decides the exit code. Raise JianbaoError, before anything is done, for a theme that is missing or broken, for a
    folder that is not ours, and where another command works on the site. What the build before made is made again
    only where what it is made of changed; `verify` reads all of it and makes again what was altered by others.
    `before` is what same.compare found, if it was asked.
    """
    seconds = clock.stopwatch()
    stages = Stages(asked=profile)
    with locked(project.cache, "build"):
        dressing.require(project)
        chosen = dressing.load_theme(project)
        if before is None and not verify and not profile:
            kept = str(project.cache / same.NAME)
            before = same.standing(kept, _made(project), _lists(project))
        quickly = _quickly(project, before, chosen, seconds) if before and not verify else None
        if quickly is not None:
            return quickly
        memo.drop(str(project.cache / same.NAME))
        return _whole(project, chosen, progress, verify=verify, profile=profile, clocks=(seconds, stages))


def _whole(
    project: Project,
    chosen: Theme,
    progress: Progress,
    *,
    verify: bool,
    profile: bool,
    clocks: tuple[Callable[[], float], Stages],
) -> Outcome:
    """Import what is new, plan the site as a whole, and put what changed."""
    with Spools(project.cache, project.jobs) as articles, Lines(project.cache, project.jobs) as lines:
        aside = (articles, lines)
        return _put(project, chosen, progress, aside, verify=verify, profile=profile, clocks=clocks)


def _put(
    project: Project,
    chosen: Theme,
    progress: Progress,
    aside: tuple[Spools, Lines],
    *,
    verify: bool,
    profile: bool,
    clocks: tuple[Callable[[], float], Stages],
) -> Outcome:
    """`_whole`; articles, and lines of the data file, are put `aside`."""
    seconds, stages = clocks
    sink = Sink(project.output)
    stages.end("theme", len(chosen.templates))
    imported = _imported(project, progress)
    problems = dict.fromkeys(imported.problems)
    stages.end("import", len(imported.lines))
    seen = _look(project)
    stages.end("look", sum(len(looking.files(it)) for it in seen.found[0].values()))
    own = program(seen.found[0])
    memory = _memory(project, own)
    memory.read()
    statics = tuple(_statics(project.content / STATIC, seen))
    chosen = dressing.yielding(chosen, (path for path, *_ in statics))
    planned = _planned(project, chosen, statics, (memory, Sources(aside[0])), seen, progress, stages)
    problems |= dict.fromkeys(planned.problems)
    if planned.value is None:
        return Outcome(problems=tuple(problems), lines=imported.lines)
    made = planned.value
    if all(each.where.file != moved.FILE for each in planned.problems):  # one that is broken stays as it is
        moves = _remember_moves(project, made, seen)
        seen, problems = moves.value, problems | dict.fromkeys(moves.problems)
    shown = replace(made.tables, moved={})  # no page is made of it: addresses are in the keys
    site = digest(own, chosen.digest, plain((project.settings, shown, made.plan.site, chosen.words)))
    searched = Searched(project.cache, site)
    writer = Writer(
        made.plan, chosen, statics, sink, memory, site, searched, aside[1], verify, project.jobs, stages
    )
    try:
        for problem in writer.write(progress):
            problems[problem] = None
    except JianbaoError as stop:
        return Outcome(problems=(*problems, stop.problem), lines=imported.lines, exit_code=stop.exit_code)
    searched.save()
    memory.heads = heads_of(made.plan, memory.numbers(), site, problems)
    memory.save(made.plan.context.addresses.articles)
    stages.end("remember", len(memory.outputs))
    done = _said(made.plan, sink, tuple(problems), round(seconds(), 2))
    again = None if imported.lines else _same(project, made, writer, seen, tuple(problems))
    said = (*imported.lines, *done.lines, *(stages.lines() if profile else ()))
    return replace(done, lines=said, details=lambda: reasons(writer.reasons()), same=again)


def _quickly(project: Project, before: Before, chosen: Theme, seconds: Callable[[], float]) -> Outcome | None:
    """Build where a few articles changed and nothing else; None, with nothing done, where all must be planned."""
    own = program(before.seen[0])
    memory = _memory(project, own)
    if not before.holds or not memory.store.holds:
        return None
    try:
        patch = quick.attempt(project, before, memory, chosen, own)
        patching = Patching(project, patch, before, memory.store, chosen)
        patching.prepare()
    except (quick.Unusual, JianbaoError):
        return None
    memo.drop(str(project.cache / same.NAME))
    try:
        return patching.write(seconds)
    except JianbaoError as stop:
        return Outcome(problems=(stop.problem,), exit_code=stop.exit_code)


def _memory(project: Project, own: bytes) -> Memory:
    return Memory(project.cache, digest(own, project.settings.paper, project.settings.timezone))


def _look(project: Project) -> _Seen:
    """Look at everything that outputs depend on, before any of it is read."""
    lists = _lists(project)
    taken = time.time_ns()
    found = same.seen_now(*lists)
    return _Seen(lists=lists, found=found, taken=taken, young=same.young(found, taken, lists[1]))


def _lists(project: Project) -> same.Lists:
    """Return the folders, and the single files, that outputs depend on."""
    roots = [project.content, PACKAGE, *themes.roots(project.root)]
    here = Path.cwd()
    names = [folder / name for folder in (here, *here.parents) for name in ("jianbao.toml", "pyproject.toml")]
    font = dressing.font_file(project)
    own = [project.root / project.settings_file, *([font] if font else ())]
    return [str(it) for it in roots], [*map(str, (*names, *own)), *libraries()]


def _made(project: Project) -> tuple[object, ...]:
    return same.made_for(str(project.output), project.drafts, project.future)


def _planned(
    project: Project,
    chosen: Theme,
    statics: Statics,
    memory: tuple[Memory, Sources],
    seen: _Seen,
    progress: Progress,
    stages: Stages,
) -> Found[_Planned | None]:
    timezone = project.settings.timezone
    zone = clock.zone(timezone)
    found = Reader(project, zone, memory[0], seen.taken, memory[1]).read(seen.found[0], progress)
    tables = read_tables(project.content / "data")
    pages, about = read_pages(project, tables.value.slugs), read_about(project)
    stages.end("read", len(found.value))
    progress("plan", 0, 0)
    foreign = [(path, f"content/{STATIC}/{path}") for path, *_ in statics]
    planned = plan_site(
        (),
        pages.value,
        project.settings,
        tables.value,
        today=clock.today(timezone),
        zone=zone,
        drafts=project.drafts,
        future=project.future,
        own_words=chosen.words,
        others=[*foreign, *((path, f"themes/{chosen.name}") for path in chosen.static)],
        known=found.value,
        font=dressing.font(project),
        about=about.value,
    )
    problems = (*found.problems, *about.problems, *tables.problems, *pages.problems, *planned.problems)
    stages.end("plan", len(planned.value.paths) if planned.value else 0)
    if planned.value is None:
        return Found(value=None, problems=problems)
    entries = tuple(each.value for each in found.value)
    return Found(value=_Planned(plan=planned.value, entries=entries, tables=tables.value), problems=problems)


def _having(seen: _Seen, path: str, content: bytes) -> _Seen:
    """Return what was looked at, with a file that we wrote since: for the next build it is no change.

    It counts as young: a person who changes it at once is noticed by what it holds then.
    """
    look, single = seen.found
    young = {**seen.young, path: hashlib.sha256(content).digest()}
    return replace(seen, found=(looking.with_file(look, path), single), young=young)


def _remember_moves(project: Project, made: _Planned, seen: _Seen) -> Found[_Seen]:
    """Write down which addresses articles have had, where a person changed them; return what was looked at, with
    that."""
    context = made.plan.context
    files = {entry.path for entry in made.entries}
    wanted = moved.updated(made.tables.moved, context.library, context.addresses.articles, files)
    if wanted == made.tables.moved:
        return Found(value=seen)
    content = moved.text(wanted).encode()
    try:
        put(project.root / moved.FILE, content)
    except JianbaoError as stop:
        failed = MOVES_NOT_KEPT.at(Where(file=moved.FILE), reason=stop.problem.message())
        return Found(value=seen, problems=(failed,))
    return Found(value=_having(seen, str(project.root / moved.FILE), content))


def _imported(project: Project, progress: Progress) -> Outcome:
    from jianbao.commands.import_ import import_changed  # noqa: PLC0415  jieba and pypinyin, only where pages are new

    off = not gc.isenabled()
    gc.enable()  # cli.py: not for a build alone, but reading pages makes much waste
    try:
        return import_changed(project, progress=progress)
    finally:
        if off:
            gc.disable()


def _statics(folder: Path, seen: _Seen) -> Iterator[tuple[str, Path, Stat | None]]:
    """Yield (path in the site, file, stat unless it is too young) of everything the publisher wants copied as it is
    (.well-known/ too)."""
    for path in themes.walk(folder, hidden=True):
        found = looking.stat(str(path))
        young = found is None or looking.is_young(found, seen.taken)
        yield path.relative_to(folder).as_posix(), path, None if young else found


def _said(plan: SitePlan, sink: Sink, problems: tuple[Problem, ...], seconds: float) -> Outcome:
    counts = (sink.written, sink.unchanged, sink.removed)
    return summary(sink.folder, plan.articles, counts, problems, seconds)


def _same(project: Project, made: _Planned, writer: Writer, seen: _Seen, problems: tuple[Problem, ...]) -> Same:
    """Return what this build would say if nothing changed, and how to write that down."""
    sink = writer.sink
    count = sink.written + sink.unchanged
    said = summary(sink.folder, made.plan.articles, (0, count, 0), problems, same.SECONDS)
    top = str(sink.folder)
    outputs = {f"{top}/{folder}" if folder else top: found for folder, found in writer.memory.folders.items()}
    since, until = _between(project, made)

    def keep(printed: same.Said | None, words: Sequence[str], options: Mapping[str, object] | None) -> None:
        kept = known.kept(project, options)
        kept |= {"asked": printed and same.asked(list(words)), "made": _made(project)}
        kept |= {"roots": seen.lists[0], "files": seen.lists[1], "seen": seen.found, "young": seen.young}
        kept |= {"outputs": outputs, "since": since, "until": until, "said": printed}
        same.keep(str(project.cache / same.NAME), kept)

    return Same(outcome=said, keep=keep)


def _between(project: Project, made: _Planned) -> tuple[float, float]:
    """Return the moments between which the site has the articles it has: on a later day one may be due."""
    if project.future:
        return 0.0, float("inf")
    shown = {one.path for one in made.plan.context.library.entries}
    counted = [one for one in made.entries if project.drafts or not one.draft]
    zone = clock.zone(project.settings.timezone)
    since = max((one.day for one in counted if one.path in shown), default=dt.date(1970, 1, 1))
    until = min((one.day for one in counted if one.path not in shown), default=None)
    return midnight(since, zone), midnight(until, zone) if until else float("inf")
