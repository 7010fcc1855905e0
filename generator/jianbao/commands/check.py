"""`jianbao check`: findings about the articles, and about the site as it was last built. Nothing is fetched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from jianbao.checks import problems as said
from jianbao.checks.content import check_articles
from jianbao.checks.regions import check_regions
from jianbao.checks.site import check_files, check_manifest
from jianbao.checks.slugs import doubtful
from jianbao.commands import content as reading
from jianbao.commands import words
from jianbao.commands.outcome import Outcome, Progress, Project, no_progress
from jianbao.edge import clock
from jianbao.edge.deploy_plan import listing
from jianbao.edge.manifest import read_manifest
from jianbao.model.problem import Problem, Severity, Where
from jianbao.publish.problems import UNKNOWN_REGION
from jianbao.zh.divisions import divisions


def run(project: Project, *, progress: Progress = no_progress) -> Outcome:
    """Check content/ and the built site. `data` counts the problems by severity."""
    found = (*check_content(project, progress), *check_site(project, progress))
    counts = Counter(problem.severity for problem in found)
    line = words.found(*(counts[each] for each in (Severity.ERROR, Severity.WARNING, Severity.NOTE)))
    return Outcome(problems=found, lines=(line,), data={str(each): counts[each] for each in Severity})


def check_content(project: Project, progress: Progress) -> tuple[Problem, ...]:
    """Return what is wrong with the articles: what reading and planning find, and what nobody else looks for."""
    read = reading.read(project, progress)
    # The plan knows clashes of addresses; of regions we say more than it does (the line, drafts too).
    planned = [each for each in reading.plan(project, read.value).problems if each.code != UNKNOWN_REGION.name]
    own = check_articles(
        read.value.documents,
        today=clock.today(project.settings.timezone),
        codes=divisions(),
        texts=read.value.texts,
    )
    regions = check_regions(read.value.documents, tables=read.value.tables)
    slugs = doubtful(read.value.documents, read.value.tables, read.value.texts)
    return (*read.problems, *planned, *own, *regions, *slugs)


def check_site(project: Project, progress: Progress) -> tuple[Problem, ...]:
    """Return what is wrong with the built site; a note where there is none."""
    found = read_manifest(project.output)
    if found is None:
        return (said.NOT_BUILT.at(Where(file=shown(project).rstrip("/"))),)
    manifest = found.names()
    present = frozenset(listing(project.output))
    files = [path for path in sorted(present & manifest) if path.endswith((".html", ".xml"))]

    def contents() -> Iterator[tuple[str, bytes]]:
        for number, path in enumerate(files, 1):
            yield path, (project.output / path).read_bytes()
            progress("check", number, len(files))

    lost = check_manifest(manifest, present, shown(project))
    pages = check_files(contents(), paths=present, base_url=project.settings.base_url, shown=shown(project))
    return (*lost, *pages)


def shown(project: Project) -> str:
    """Return how the output folder is written before a file's name: relative where it lies in the project."""
    if project.output.is_relative_to(project.root):
        return f"{project.output.relative_to(project.root).as_posix()}/"
    return f"{project.output.as_posix()}/"
