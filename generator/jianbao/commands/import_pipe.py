"""A page that comes in through standard input: it is written into content/pages, where every page lies.

So a build, a later import and `jianbao review` find it again. Nothing that lies there is overwritten.
"""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import replace

from jianbao.commands import import_problems as said
from jianbao.commands.import_sheet import Options, Sheet, known_facts, unknown
from jianbao.edge import pages, reading
from jianbao.edge import problems as edge_said
from jianbao.edge.pages import Facts
from jianbao.model.page import Origin, PageRef
from jianbao.model.problem import Found, Where
from jianbao.model.project import Project
from jianbao.model.tables import Tables

NAME = "-"


def open_pipe(project: Project, options: Options, tables: Tables, *, dry: bool) -> Found[tuple[Sheet, ...]]:
    """Return the page on standard input. The newspaper is the site's own unless `options` name another; the date
    and the page number have to be given. With `dry` it is called "-", as it will lie nowhere.
    """
    data = sys.stdin.buffer.read(pages.MOST_TEXT + 1)
    if len(data) > pages.MOST_TEXT:
        most = pages.MOST_TEXT // reading.MEGABYTE
        return Found(
            value=(), problems=(edge_said.FILE_TOO_LARGE.at(Where(file=NAME), size=f"> {most}", most=most),)
        )
    text = reading.decode(data, NAME)
    if text.value is None:
        return Found(value=(), problems=text.problems)
    facts = known_facts(Facts(paper=options.paper or project.settings.paper), options, tables)
    ref = facts.ref()
    if ref is None or options.places is not None:
        facts = replace(facts, toml="content/pages/<paper>/<yyyy-mm-dd>/<nn>.toml")
        return Found(value=(), problems=(*text.problems, unknown(facts, text.value, NAME)))
    digest = hashlib.sha256(data).hexdigest()
    if dry:
        sheet = Sheet(ref=ref, origin=Origin(file=NAME, sha256=digest), text=text.value)
        return Found(value=(sheet,), problems=text.problems)
    name = f"content/pages/{ref.paper_slug}/{ref.date.isoformat()}/{ref.number:02d}.txt"
    target = project.root / name
    if target.exists() and (not target.is_file() or target.read_bytes() != data):
        return Found(value=(), problems=(*text.problems, said.PIPE_TAKEN.at(Where(file=name))))
    sheet = Sheet(
        ref=ref,
        origin=Origin(file=name, sha256=digest),
        text=text.value,
        keep=_kept(project, ref, tables, name, data),
    )
    return Found(value=(sheet,), problems=text.problems)


def _kept(project: Project, ref: PageRef, tables: Tables, name: str, data: bytes) -> tuple[tuple[str, bytes], ...]:
    """Return the files to write: the page as it came, and the paper's name beside it where its folder does not say
    it."""
    page = (name, data)
    beside = name.removesuffix(".txt") + ".toml"
    if pages.paper_of(name, project.settings.paper, tables.slugs) == ref.paper or (project.root / beside).exists():
        return (page,)
    return (page, (beside, f"paper = {json.dumps(ref.paper, ensure_ascii=False)}\n".encode()))
