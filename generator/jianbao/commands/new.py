"""`jianbao new TITLE`: a draft of an article, to be written by hand."""

from __future__ import annotations

from jianbao.commands.import_places import article_path, free_slug
from jianbao.commands.import_problems import NEW_TITLE
from jianbao.commands.import_shelf import Shelf
from jianbao.commands.outcome import Outcome
from jianbao.document.frontmatter import dump
from jianbao.edge import clock, files
from jianbao.edge.tables import read_tables
from jianbao.model.article import Article
from jianbao.model.problem import Sentence
from jianbao.model.project import Project
from jianbao.zh.pinyin import title_slug


def run(project: Project, title: str) -> Outcome:
    """Write a draft with today's date in the site's time zone, at an address that is free; never over a file."""
    title = " ".join(title.split())
    if not title.isprintable() or not any(char.isalnum() for char in title):
        return Outcome(problems=(NEW_TITLE.at(),), exit_code=2)
    tables = read_tables(project.content / "data")
    today = clock.today(project.settings.timezone)
    shelf = Shelf(project)
    slug = free_slug(title_slug(title, tables=tables.value), today, lambda slug: shelf.taken(today, slug))
    path = article_path(today, slug)
    article = Article(title=title, date=today, slug=slug, draft=True)
    files.put(project.root / path, f"{dump(article)}\n".encode())
    said = Sentence(
        en=f"new draft: {path}; write its text, then delete the line draft: true",
        zh=f"新建草稿：{path}；写好正文后请删去 draft: true 一行",
    )
    return Outcome(problems=tables.problems, lines=(said,), data={"path": path, "slug": slug})
