"""What the publisher's folder holds, read once for every command that looks at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jianbao.commands.outcome import Progress, Project
from jianbao.document.frontmatter import parse
from jianbao.edge import articles, clock
from jianbao.edge.about import read_about
from jianbao.edge.pages import read_pages
from jianbao.edge.tables import read_tables
from jianbao.model.article import Document
from jianbao.model.page import PageRef
from jianbao.model.problem import Found
from jianbao.model.tables import Tables
from jianbao.publish.site import SitePlan, plan_site


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The articles (`texts`: their files, by path), the newspaper pages, and the publisher's tables."""

    documents: tuple[Document, ...]
    texts: Mapping[str, str]
    pages: tuple[PageRef, ...]
    tables: Tables


def read(project: Project, progress: Progress) -> Found[Content]:
    """Read content/. An article that cannot be read is left out and said."""
    texts = articles.read_articles(project.content / "articles", project.root)
    problems = [*texts.problems]
    documents: list[Document] = []
    for number, (path, text) in enumerate(texts.value, 1):
        found = parse(text, path)
        problems.extend(found.problems)
        if found.value is not None:
            documents.append(Document(path=path, article=found.value))
        progress("read", number, len(texts.value))
    tables = read_tables(project.content / "data")
    problems.extend(tables.problems)
    pages = read_pages(project, tables.value.slugs)
    problems.extend(pages.problems)
    content = Content(documents=tuple(documents), texts=dict(texts.value), pages=pages.value, tables=tables.value)
    return Found(value=content, problems=tuple(problems))


def plan(project: Project, content: Content) -> Found[SitePlan | None]:
    """Plan the site that a build would make of `content`; None where two things want one address."""
    timezone = project.settings.timezone
    return plan_site(
        content.documents,
        content.pages,
        project.settings,
        content.tables,
        today=clock.today(timezone),
        zone=clock.zone(timezone),
        drafts=project.drafts,
        future=project.future,
        about=read_about(project).value,
    )
