"""From the words of a command line to the command that does them."""
# ruff: noqa: PLC0415  a command's modules are imported when it runs: start-up must cost almost nothing

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from jianbao.commands import known
from jianbao.commands.outcome import Outcome, Progress, Project
from jianbao.edge.same import Before
from jianbao.model.frozen import dataclass
from jianbao.model.problem import Found, Language, Severity

if TYPE_CHECKING:
    import argparse


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """How a command speaks while it runs: how far it is, what it found so far, and one line of its answer. `before`
    is what is known of the build before (edge/same.py)."""

    progress: Progress
    report: Callable[[Outcome], None]
    write: Callable[[str], None]
    language: Language
    before: Before | None = None


def load(args: argparse.Namespace, *, needed: bool = True) -> Found[Project]:
    """Return the project that the options are about; one of defaults where there is none and it is not `needed`."""
    from jianbao.edge import settings

    return settings.load(
        Path.cwd(),
        Path(args.config) if args.config else None,
        output=args.output,
        base_url=args.base_url,
        theme=args.theme,
        drafts=args.drafts,
        future=args.future,
        jobs=args.jobs,
        needed=needed,
    )


def call(args: argparse.Namespace, voice: Voice) -> Outcome:
    """Run the command that `args` name. Errors in the settings stop it with exit code 2."""
    if args.command == "init":
        return _init(args)
    looks_only = args.command == "explain" or (args.command == "import" and args.dry_run)
    before = known.project(voice.before)
    found = Found(value=before) if before else load(args, needed=not looks_only)
    if any(problem.severity is Severity.ERROR for problem in found.problems):
        return Outcome(problems=found.problems, exit_code=2)
    if args.command == "serve" and found.problems:
        voice.report(Outcome(problems=found.problems))
        return COMMANDS["serve"](args, found.value, voice)
    outcome = COMMANDS[args.command](args, found.value, voice)
    if outcome.same:
        same = replace(outcome.same.outcome, problems=(*found.problems, *outcome.same.outcome.problems))
        outcome = replace(outcome, same=replace(outcome.same, outcome=same))
    return replace(outcome, problems=(*found.problems, *outcome.problems))


def _init(args: argparse.Namespace) -> Outcome:
    from jianbao.commands import init

    return init.run(Path(args.dir))


def _new(args: argparse.Namespace, project: Project, _voice: Voice) -> Outcome:
    from jianbao.commands import new

    return new.run(project, args.title)


def _build(args: argparse.Namespace, project: Project, voice: Voice) -> Outcome:
    from jianbao.commands import build

    return build.run(
        project, progress=voice.progress, verify=args.verify, profile=args.profile, before=voice.before
    )


def _kept(built: Outcome) -> Outcome:
    """Leave to the next build what this one was made from: `build` alone leaves what it printed too."""
    if built.same:
        built.same.keep(None, (), None)
    return built


def _import(args: argparse.Namespace, project: Project, voice: Voice) -> Outcome:
    from jianbao.commands import import_

    which = {"paper": args.paper, "date": args.date, "page": args.page}
    return import_.run(project, args.files, **which, dry_run=args.dry_run, progress=voice.progress)


def _review(args: argparse.Namespace, project: Project, voice: Voice) -> Outcome:
    from jianbao.commands import review
    from jianbao.commands.import_sheet import Options

    return review.run(
        project,
        args.file or "",
        report=voice.report,
        options=Options(paper=args.paper, date=args.date, page=args.page),
        port=args.port or 0,
        no_open=args.no_open,
        language=voice.language,
    )


def _serve(args: argparse.Namespace, project: Project, voice: Voice) -> Outcome:
    from jianbao.commands import build, serve

    return serve.run(
        project,
        load=lambda: load(args),
        build=lambda given: _kept(build.run(given, progress=voice.progress)),
        report=voice.report,
        port=args.port,
        language=voice.language,
        whole=args.json or args.verbose,
    )


def _check(_args: argparse.Namespace, project: Project, voice: Voice) -> Outcome:
    from jianbao.commands import check

    return check.run(project, progress=voice.progress)


def _deploy(args: argparse.Namespace, project: Project, voice: Voice) -> Outcome:
    from jianbao.commands import build, deploy

    return deploy.run(
        project,
        args.target,
        build=lambda given: _kept(build.run(given, progress=voice.progress)),
        dry_run=args.dry_run,
        first=args.first,
        strict=args.strict,
        progress=voice.progress,
    )


def _list(args: argparse.Namespace, project: Project, voice: Voice) -> Outcome:
    from jianbao.commands import list_

    return list_.run(project, args.what, progress=voice.progress)


def _clean(args: argparse.Namespace, project: Project, voice: Voice) -> Outcome:
    from jianbao.commands import clean

    return clean.run(project, dry_run=args.dry_run, progress=voice.progress)


def _tags(args: argparse.Namespace, project: Project, _voice: Voice) -> Outcome:
    from jianbao.commands import tags

    return tags.run(project, args.words, apply=args.apply)


def _explain(args: argparse.Namespace, project: Project, voice: Voice) -> Outcome:
    from jianbao.commands import explain, texts
    from jianbao.edge.tables import read_tables

    name = args.file or "-"
    tables = read_tables(project.content / "data")
    lines = texts.lines(name, stream=args.jsonl)
    before = (*tables.problems, *lines.problems)
    if lines.value is None:
        return Outcome(problems=before)
    write = voice.write if args.jsonl or not args.json else lambda _line: None
    outcome = explain.run(project, lines.value, write, jsonl=args.jsonl, tables=tables.value, name=name)
    return replace(outcome, problems=(*before, *outcome.problems))


COMMANDS: dict[str, Callable[[argparse.Namespace, Project, Voice], Outcome]] = {
    "build": _build,
    "import": _import,
    "review": _review,
    "serve": _serve,
    "check": _check,
    "deploy": _deploy,
    "list": _list,
    "clean": _clean,
    "new": _new,
    "tags": _tags,
    "explain": _explain,
}
"""Every command but init, which needs no project."""
