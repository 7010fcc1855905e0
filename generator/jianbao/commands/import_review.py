"""What the review report of a page is made of, and its short form for the terminal. Pure."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from dataclasses import replace

from jianbao.commands.import_page import CutSheet
from jianbao.commands.import_plan import Plan
from jianbao.commands.review_report import Section, Sheaf, ToReview
from jianbao.document.frontmatter import parse
from jianbao.ingest import lines
from jianbao.ingest import problems as codes
from jianbao.ingest.places import places
from jianbao.model.article import Article, Story
from jianbao.model.problem import Found, Sentence


def to_review(cut: Found[CutSheet], plan: Plan) -> ToReview:
    """Return the page with its files as they are after the import that `plan` plans."""
    value = cut.value
    page = lines.number(value.sheet.text, value.sheet.origin)
    sure = {item.path: each for item, each in zip(plan.items, value.certainties, strict=False)}
    stories = {item.path: each.story for item, each in zip(plan.items, value.drafts, strict=False)}
    sheaves = []
    for path, text in plan.files:
        article = parse(text, path).value
        if article is not None:
            article = rated(article, stories[path]) if path in stories else article
            sheaves.append(Sheaf(path=path, article=article, certainty=sure.get(path, 1.0)))
    sheaves.sort(key=lambda each: each.article.source.lines[:1] if each.article.source is not None else ())
    trust = next((each for each in cut.problems if each.code == codes.LOW_TRUST.name), None)
    return ToReview(
        ref=value.sheet.ref,
        page=page,
        places=places(page),
        sheaves=tuple(sheaves),
        leftovers=value.leftovers,
        furniture=frozenset(each.where.line for each in cut.problems if each.code == codes.DISCARDED.name),
        low_trust=trust.message("zh") if trust is not None else "",
        dropped=frozenset(plan.record.dropped),
    )


def rated(article: Article, story: Story) -> Article:
    """Return the article with the certainties of the gaps that import found in it; a person's gaps stay certain."""
    sure = {gap.after: gap.certainty for gap in story.gaps}
    return replace(article, gaps=tuple(replace(gap, certainty=sure.get(gap.after, 1.0)) for gap in article.gaps))


def _typed(text: str) -> str:
    """Return a word as a person types it in a shell: quoted only where it must be."""
    return text if re.fullmatch(r"[\w@%+=:,./-]+", text) else shlex.quote(text)


def _which(given: ToReview) -> str:
    """Return the options that say which page a file is whose place does not."""
    if given.page.origin.file.startswith("content/pages/"):
        return ""
    return f" --paper {_typed(given.ref.paper)} --date {given.ref.date} --page {given.ref.number}"


def short(given: ToReview, found: Sequence[Section], report: str) -> Sentence:
    """Return one line: how much there is to settle, and where the whole report lies ("": nowhere)."""
    english = [f"{len(each.entries)} {each.name.en}" for each in found]
    chinese = [f"{each.name.zh} {len(each.entries)}" for each in found]
    if given.low_trust:
        english.insert(0, "low trust")
        chinese.insert(0, "整版可信度低")
    file = given.page.origin.file
    command = f"jianbao review {_typed(file)}{_which(given)}"
    where_en = f"; all of it in {report}, or run: {command}" if report else ""
    where_zh = f"；详见 {report}，或运行 {command}" if report else ""
    return Sentence(
        en=f"to review in {file}: {', '.join(english)}{where_en}",
        zh=f"{file} 待审阅：{'，'.join(chinese)}{where_zh}",
    )
