"""`jianbao deploy`: build, check, publish. Errors on the way stop it, and then nothing is published."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from jianbao.commands import check, problems
from jianbao.commands.outcome import Outcome, Progress, Project, no_progress
from jianbao.edge import deploy_folder, deploy_git, deploy_plan, deploy_problems, deploy_rsync
from jianbao.edge.manifest import read_manifest
from jianbao.model.problem import JianbaoError, Problem, Sentence, Where
from jianbao.model.settings import DeployTarget

KINDS = ("folder", "rsync", "git")
NAMED = 5
"""How many files of each sort a dry run names."""
_NOWHERE = ("localhost", "127.0.0.1", "::1", "example.org", "example.com", "example.net")

Build = Callable[[Project], Outcome]


def run(
    project: Project,
    target: str | None = None,
    *,
    build: Build,
    dry_run: bool = False,
    first: bool = False,
    strict: bool = False,
    progress: Progress = no_progress,
) -> Outcome:
    """Build the site with `build`, check it, and publish it to `target` (the only one where None).

    `dry_run` builds and checks, and says what publishing would change. `first` takes over a place that jianbao
    did not publish to before. Raises JianbaoError where there is no such target or publishing fails.
    """
    chosen = choose(project, target)
    built = build(project)
    found = (*_doubts(project), *built.problems)
    if Outcome(problems=found).code(strict=strict) or built.code(strict=strict):
        return Outcome(problems=(*found, problems.DEPLOY_STOPPED.at()))
    checked = check.run(project, progress=progress)
    found = tuple(dict.fromkeys((*found, *checked.problems)))
    if checked.code(strict=strict):
        return Outcome(problems=(*found, problems.DEPLOY_STOPPED.at()))
    progress("publish", 0, 0)
    done = publish(project, chosen, dry_run=dry_run, first=first)
    lines = (*built.lines, *said(done, dry_run=dry_run))
    return Outcome(problems=found, lines=lines, data=_data(chosen, done, dry_run=dry_run))


def choose(project: Project, name: str | None) -> DeployTarget:
    """Return the target called `name`, or the only one; JianbaoError (exit code 2) where that is not clear."""
    targets = {each.name: each for each in project.settings.deploy}
    settings = project.settings_file or "jianbao.toml"
    if not targets:
        raise JianbaoError(problems.TARGET_NONE.at(Where(file=project.settings_file), settings=settings))
    names = sorted(targets)
    if name is None:
        if len(targets) > 1:
            raise JianbaoError(problems.TARGET_CHOICE.at(names=" | ".join(names)))
        name = names[0]
    if name not in targets:
        raise JianbaoError(problems.TARGET_UNKNOWN.at(name=name, names=", ".join(names)))
    chosen = targets[name]
    where = Where(file=project.settings_file)
    if chosen.kind not in KINDS:
        raise JianbaoError(deploy_problems.KIND.at(where, name=name, kind=chosen.kind))
    if not chosen.to.strip():
        raise JianbaoError(deploy_problems.NO_PLACE.at(where, name=name))
    return chosen


def publish(project: Project, target: DeployTarget, *, dry_run: bool, first: bool) -> deploy_plan.Published:
    """Publish the built site as the target's kind says."""
    manifest = read_manifest(project.output)
    site = deploy_plan.gather(project.output, manifest.names() if manifest else None)
    if target.kind == "git":
        return deploy_git.publish(
            site, target, root=project.root, cache=project.cache, dry_run=dry_run, first=first
        )
    way = deploy_folder.publish if target.kind == "folder" else deploy_rsync.publish
    return way(site, target.to, root=project.root, dry_run=dry_run, first=first)


def _doubts(project: Project) -> tuple[Problem, ...]:
    found: list[Problem] = []
    url = project.settings.base_url
    if urlsplit(url).hostname in _NOWHERE:
        settings = project.settings_file or "jianbao.toml"
        found.append(problems.DEPLOY_LOCAL.at(Where(file=project.settings_file), url=url, settings=settings))
    if project.drafts or project.future:
        found.append(problems.DEPLOY_DRAFTS.at())
    return tuple(found)


def said(done: deploy_plan.Published, *, dry_run: bool) -> tuple[Sentence, ...]:
    """Return what was published where, or what would be, with the first names of each sort."""
    counts = (len(done.added), len(done.changed), len(done.removed))
    if done.nothing:
        return (
            Sentence(en=f"{done.place} is up to date: nothing to publish", zh=f"{done.place} 已是最新，无需发布"),
        )
    english = "{} new, {} changed, {} removed".format(*counts)
    chinese = "新增 {}，改动 {}，删除 {}".format(*counts)
    commit = f" [{done.detail}]" if done.detail and not dry_run else ""
    head = Sentence(
        en=f"{'would publish' if dry_run else 'published'} to {done.place}: {english}{commit}",
        zh=f"{'将发布到' if dry_run else '已发布到'} {done.place}：{chinese}{commit}",
    )
    return (head, *_names(done)) if dry_run else (head,)


def _names(done: deploy_plan.Published) -> list[Sentence]:
    lines: list[Sentence] = []
    for sign, paths in (("+", done.added), ("~", done.changed), ("-", done.removed)):
        lines += (Sentence(en=f"  {sign} {path}", zh=f"  {sign} {path}") for path in paths[:NAMED])
        left = len(paths) - NAMED
        if left > 0:
            lines.append(Sentence(en=f"  {sign} … and {left} more", zh=f"  {sign} ……还有 {left} 个"))
    return lines


def _data(target: DeployTarget, done: deploy_plan.Published, *, dry_run: bool) -> dict[str, object]:
    return {
        "target": target.name,
        "kind": target.kind,
        "place": done.place,
        "dry_run": dry_run,
        "added": [*done.added],
        "changed": [*done.changed],
        "removed": [*done.removed],
    }
