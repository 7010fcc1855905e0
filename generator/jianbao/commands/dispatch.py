"""From the words of a command line to the command that does them."""
# ruff: noqa: PLC0415  a command's modules are imported when it runs: start-up must cost almost nothing

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from jianbao.commands.outcome import Outcome, Progress, Project
from jianbao.model.problem import Found, Language, Severity

Report = Callable[[Outcome], None]


def load(args: argparse.Namespace) -> Found[Project]:
    """Return the project that the options are about."""
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
    )


def call(args: argparse.Namespace, *, progress: Progress, report: Report, language: Language) -> Outcome:
    """Run the command that `args` name. Errors in the settings stop it with exit code 2."""
    if args.command in WITHOUT_PROJECT:
        return WITHOUT_PROJECT[args.command](args, progress)
    found = load(args)
    if any(problem.severity is Severity.ERROR for problem in found.problems):
        return Outcome(problems=found.problems, exit_code=2)
    if args.command == "serve":
        report(Outcome(problems=found.problems))
        return _serve(args, found.value, progress, report, language)
    outcome = WITH_PROJECT[args.command](args, found.value, progress)
    return replace(outcome, problems=(*found.problems, *outcome.problems))


def _build(_args: argparse.Namespace, project: Project, progress: Progress) -> Outcome:
    from jianbao.commands import build

    return build.run(project, progress=progress)


def _check(_args: argparse.Namespace, project: Project, progress: Progress) -> Outcome:
    from jianbao.commands import check

    return check.run(project, progress=progress)


def _deploy(args: argparse.Namespace, project: Project, progress: Progress) -> Outcome:
    from jianbao.commands import build, deploy

    return deploy.run(
        project,
        args.target,
        build=lambda given: build.run(given, progress=progress),
        dry_run=args.dry_run,
        first=args.first,
        strict=args.strict,
        progress=progress,
    )


def _list(args: argparse.Namespace, project: Project, progress: Progress) -> Outcome:
    from jianbao.commands import list_

    return list_.run(project, args.what, progress=progress)


def _clean(args: argparse.Namespace, project: Project, progress: Progress) -> Outcome:
    from jianbao.commands import clean

    return clean.run(project, dry_run=args.dry_run, progress=progress)


def _serve(
    args: argparse.Namespace, project: Project, progress: Progress, report: Report, language: Language
) -> Outcome:
    from jianbao.commands import build, serve

    return serve.run(
        project,
        load=lambda: load(args),
        build=lambda given: build.run(given, progress=progress),
        report=report,
        port=args.port,
        language=language,
    )


WITHOUT_PROJECT: dict[str, Callable[[argparse.Namespace, Progress], Outcome]] = {}
WITH_PROJECT: dict[str, Callable[[argparse.Namespace, Project, Progress], Outcome]] = {
    "build": _build,
    "check": _check,
    "deploy": _deploy,
    "list": _list,
    "clean": _clean,
}
