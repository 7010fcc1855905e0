"""What `jianbao import --json` prints for a page: the object of the contract. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from jianbao.model.article import Doubt, Draft, Gap, Paragraph, Subhead
from jianbao.model.block import Leftover
from jianbao.model.page import Origin, PageRef
from jianbao.model.problem import Problem

Json = dict[str, object]


def page_object(
    page: PageRef,
    origin: Origin,
    drafts: Sequence[Draft],
    leftovers: Sequence[Leftover],
    problems: Sequence[Problem],
) -> Json:
    """Return the whole object; the messages of problems are in English, as programs read them."""
    return {
        "page": {
            "paper": page.paper,
            "date": page.date.isoformat(),
            "page": page.number,
            "file": origin.file,
            "sha256": origin.sha256,
        },
        "articles": [article_object(draft, page) for draft in drafts],
        "leftovers": [{"text": left.text, "lines": list(left.lines)} for left in leftovers],
        "problems": [problem_object(problem) for problem in problems],
    }


def article_object(draft: Draft, page: PageRef) -> Json:
    """Return one article of the page."""
    story = draft.story
    return {
        "kind": story.kind,
        "rubric": story.rubric,
        "kicker": story.kicker,
        "headline": story.headline,
        "deck": story.deck,
        "byline": [
            {"role": credit.role, "name": credit.name, **({"outlet": credit.outlet} if credit.outlet else {})}
            for credit in story.byline
        ],
        "dateline": story.dateline,
        "date": page.date.isoformat(),
        "paragraphs": [_paragraph(paragraph) for paragraph in story.paragraphs],
        "subheads": [_subhead(subhead) for subhead in story.subheads],
        "pullquote": story.pullquote,
        "caption": story.caption,
        "credit": story.credit,
        "gaps": [_gap(gap) for gap in story.gaps],
        "tags": list(draft.tags),
        "regions": list(draft.regions),
        "region": draft.region,
        "slug": draft.slug,
        "review": [_doubt(doubt) for doubt in story.doubts],
        **({"confidence": story.confidence} if story.confidence < 1 else {}),
    }


def problem_object(problem: Problem) -> Json:
    """Return a problem; line 0 is the whole file."""
    return {
        "code": problem.code,
        "severity": str(problem.severity),
        "message": problem.message(),
        "file": problem.where.file,
        "line": problem.where.line,
    }


def _paragraph(paragraph: Paragraph) -> Json:
    return {"text": paragraph.text, "lines": list(paragraph.lines)}


def _subhead(subhead: Subhead) -> Json:
    return {"text": subhead.text, "before": subhead.before}


def _gap(gap: Gap) -> Json:
    return {"where": gap.where, "after": gap.after, "certainty": round(gap.certainty, 2)}


def _doubt(doubt: Doubt) -> Json:
    return {"code": doubt.code, "message": doubt.message, "lines": list(doubt.lines)}
