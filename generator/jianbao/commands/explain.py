"""`jianbao explain`: slug, tags and regions of a text, and why."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from jianbao.commands.outcome import Outcome, Project
from jianbao.model.problem import Problem, Where
from jianbao.model.tables import Tables
from jianbao.zh import pinyin, regions, words
from jianbao.zh.problems import BAD_LINE
from jianbao.zh.tags import Vocabulary, tags, vocabulary

Write = Callable[[str], None]
NOTHING = Tables()


def run(
    project: Project | None,
    lines: Iterable[str],
    write: Write,
    *,
    jsonl: bool = False,
    tables: Tables = NOTHING,
    name: str = "-",
) -> Outcome:
    """Explain a text, or with `jsonl` one JSON object a line, in order; call `write` with each line of the answer.

    `lines` are read one by one, so they may come from a pipe. `name` is the file as a person typed it ("-":
    standard input). A line that is no ``{"title": …, "text": …}`` becomes a problem with its number, and an answer
    ``{"error": …}`` keeps its place; the rest goes on. Blank lines are skipped. A line may bring its "date" too:
    names of places are then read as in that year.
    """
    segmenter, known = words.load(_cache(project)), vocabulary(tables)
    if not jsonl:
        title, text = _split("".join(line if line.endswith("\n") else f"{line}\n" for line in lines))
        answer = explain(title, text, tables=tables, segmenter=segmenter, known=known)
        write(json.dumps(answer, ensure_ascii=False, indent=2))
        return Outcome(data=answer)
    problems: list[Problem] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            where = Where(file=name, line=number)
            answer = _answer(line, where, problems, segmenter, known)
            write(json.dumps(answer, ensure_ascii=False))
    return Outcome(problems=tuple(problems))


def explain(
    title: str,
    text: str,
    *,
    tables: Tables = NOTHING,
    segmenter: words.Segmenter | None = None,
    known: Vocabulary | None = None,
    date: dt.date | None = None,
) -> dict[str, object]:
    """Return slug, tags, region, regions and the trail of reasons of one text; `date` is its own, where known.

    `known` is `zh.tags.vocabulary(tables)`, made once for many texts.
    """
    found = regions.find(title, text, tables=tables, date=date)
    named: Sequence[str] = ()
    return {
        "slug": pinyin.title_slug(title or text[:40], tables=tables),
        "tags": list(tags(title, "", (), text, people=named, tables=tables, segmenter=segmenter, known=known)),
        "region": found.region,
        "regions": list(found.regions),
        "why": list(found.why),
    }


def _answer(
    line: str, where: Where, problems: list[Problem], segmenter: words.Segmenter, known: Vocabulary
) -> dict[str, object]:
    try:
        said = json.loads(line)
    except (ValueError, RecursionError) as error:
        return _bad(where, str(error), problems)
    if not isinstance(said, dict):
        return _bad(where, "not an object", problems)
    title, text = said.get("title") or "", said.get("text") or ""
    if not isinstance(title, str) or not isinstance(text, str) or not (title or text):
        return _bad(where, '"title" and "text" must be texts, one of them not empty', problems)
    try:
        date = dt.date.fromisoformat(said["date"]) if said.get("date") else None
    except (TypeError, ValueError):
        return _bad(where, '"date" must be a day like 1998-05-01', problems)
    return explain(title, text, tables=known.tables, segmenter=segmenter, known=known, date=date)


def _bad(where: Where, detail: str, problems: list[Problem]) -> dict[str, object]:
    problem = BAD_LINE.at(where, detail=detail)
    problems.append(problem)
    return {"slug": None, "tags": [], "region": None, "regions": [], "why": [], "error": problem.message()}


def _split(text: str) -> tuple[str, str]:
    title, _, rest = text.strip().partition("\n")
    return title.strip(), rest.strip()


def _cache(project: Project | None) -> Path | None:
    if project is None:
        return None
    folder = project.cache / "jieba"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
