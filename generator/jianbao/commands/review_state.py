"""What the browser shows of a page: its lines, its articles, which line went where, what is left. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from jianbao.commands.review_report import ToReview, open_leftovers, report, sections
from jianbao.document import edit
from jianbao.document.compose import body
from jianbao.document.escape import paragraph
from jianbao.document.merge.lists import GONE, align
from jianbao.edge.memory import digest
from jianbao.ingest import clean
from jianbao.ingest.places import plain
from jianbao.model.article import Article, Story
from jianbao.model.problem import Language

Json = dict[str, object]
_MOST_LINES = 3_000
_ESCAPED = re.compile(r"\\([\\`*_\[\]{}.)#+>!-])")


def state(
    given: ToReview, stories: Mapping[str, Story], files: Sequence[tuple[str, str]], language: Language
) -> Json:
    """Return the page as JSON. `files` are its articles (path, text), `stories` what import made of the page."""
    texts = dict(files)
    blocks = {sheaf.path: edit.units(texts[sheaf.path]) for sheaf in given.sheaves}
    claims = claimed(given, blocks, stories)
    articles = [
        _article(number, sheaf.path, sheaf.article, sheaf.certainty, blocks[sheaf.path], claims)
        for number, sheaf in enumerate(given.sheaves, 1)
    ]
    left = open_leftovers(given)
    return {
        "file": given.page.origin.file,
        "name": {"paper": given.ref.paper, "date": given.ref.date.isoformat(), "page": given.ref.number},
        "stamp": stamp(files, given.dropped),
        "lowTrust": given.low_trust,
        "lines": [*_lines(given, claims, left)],
        "articles": articles,
        "leftovers": [
            {"text": each.text, "lines": [*each.lines], "furniture": given.furniture.issuperset(each.lines)}
            for each in left
        ],
        "report": [
            {"name": each.name.in_language(language), "count": len(each.entries)} for each in sections(given)
        ],
        "open": bool(report(given)),
    }


def stamp(files: Iterable[tuple[str, str]], dropped: Iterable[str]) -> str:
    """Return what changes when any of the files does."""
    return digest("\0".join((*(f"{path}\0{text}" for path, text in files), *sorted(dropped))))


Claims = Mapping[int, Sequence[tuple[str, int]]]
"""Line to the articles (path) and their blocks (-1: the head) in which its text stands."""


def claimed(given: ToReview, blocks: Mapping[str, Sequence[str]], stories: Mapping[str, Story]) -> Claims:
    """Return in which block of which article each line of the page stands now, wherever an editor put it."""
    made = {path: _made(story) for path, story in stories.items()}
    exact: dict[str, tuple[int, ...]] = {text: lines for each in made.values() for text, lines in each if lines}
    found: dict[int, list[tuple[str, int]]] = {}
    for path, own in blocks.items():
        for at, block in enumerate(own):
            for line in exact.get(block, ()):
                found.setdefault(line, []).append((path, at))
    texts = {line.number: plain(clean.clean_line(line.text)) for line in given.page.lines}
    heads = {sheaf.path: plain(_head(sheaf.article)) for sheaf in given.sheaves}
    bare = {path: [plain(_ESCAPED.sub(r"\1", block)) for block in own] for path, own in blocks.items()}
    small = len(texts) <= _MOST_LINES
    for line, text in texts.items():
        if line in found or not text or not small:
            continue
        owners = [path for path, story in stories.items() if line in story.lines and path in blocks]
        inside = {n for path in owners for _, lines in made[path] for n in lines}
        places = [*_standing(text, owners, bare, heads, first_head=line not in inside)]
        places = places or [*_standing(text, blocks, bare, heads, first_head=False)] if len(text) > 1 else places
        found[line] = places[:1]
    return found | _by_place(found, blocks, made, stories)


def _standing(
    text: str,
    paths: Iterable[str],
    bare: Mapping[str, Sequence[str]],
    heads: Mapping[str, str],
    *,
    first_head: bool,
) -> Iterator[tuple[str, int]]:
    for path in paths:
        if first_head and text in heads.get(path, ""):
            yield path, -1
        for at, block in enumerate(bare[path]):
            if text in block:
                yield path, at
        if text in heads.get(path, ""):
            yield path, -1


def _by_place(
    found: Mapping[int, Sequence[tuple[str, int]]],
    blocks: Mapping[str, Sequence[str]],
    made: Mapping[str, Sequence[tuple[str, tuple[int, ...]]]],
    stories: Mapping[str, Story],
) -> dict[int, list[tuple[str, int]]]:
    """Return the lines whose text was edited: they stand in what became of their paragraph, or in the head."""
    more: dict[int, list[tuple[str, int]]] = {}
    for path, story in stories.items():
        if path not in blocks:
            continue
        to_now = align([text for text, _ in made[path]], blocks[path])
        for at, (_, lines) in enumerate(made[path]):
            for line in lines:
                if not found.get(line) and to_now[at] != GONE:
                    more.setdefault(line, []).append((path, to_now[at]))
        inside = {line for _, lines in made[path] for line in lines}
        for line in story.lines:
            if not found.get(line) and line not in inside:
                more.setdefault(line, []).append((path, -1))
    return more


def _made(story: Story) -> list[tuple[str, tuple[int, ...]]]:
    """Return the blocks that import writes of a story, and the lines each came from."""
    lines = {paragraph(each.text): each.lines for each in story.paragraphs}
    return [(block, lines.get(block, ())) for block in body(story).split("\n\n") if block]


def _head(article: Article) -> str:
    images = "\n".join(f"{image.caption}\n{image.credit}" for image in article.images)
    names = "\n".join(f"{credit.outlet}{credit.role}{credit.name}" for credit in article.authors)
    fields = (article.rubric, article.kicker, article.title, article.deck, article.dateline, article.pullquote)
    return "\n".join((*fields, names, images))


def _article(
    number: int, path: str, article: Article, certainty: float, blocks: Sequence[str], claims: Claims
) -> Json:
    where: dict[int, list[int]] = {}
    for line, places in claims.items():
        for owner, at in places:
            if owner == path:
                where.setdefault(at, []).append(line)
    return {
        "n": number,
        "path": path,
        **{name: getattr(article, name) for name in ("title", "kicker", "deck", "rubric", "dateline", "pullquote")},
        "byline": "　".join(f"{credit.outlet}{credit.role} {credit.name}".strip() for credit in article.authors),
        "captions": [f"{image.caption} {image.credit}".strip() for image in article.images],
        "certainty": round(certainty, 2),
        "head": sorted(where.get(-1, [])),
        "blocks": [
            {"text": _ESCAPED.sub(r"\1", block), "lines": sorted(where.get(at, []))}
            for at, block in enumerate(blocks)
        ],
        "doubts": [
            {"name": "review", "at": at, "text": doubt.message, "code": doubt.code, "lines": [*doubt.lines]}
            for at, doubt in enumerate(article.review)
        ],
        "gaps": [
            {
                "name": "gaps",
                "at": at,
                "where": gap.where,
                "after": gap.after,
                "certainty": round(gap.certainty, 2),
            }
            for at, gap in enumerate(article.gaps)
        ],
    }


def _lines(given: ToReview, claims: Claims, left: Sequence[object]) -> Iterator[Json]:
    numbers = {sheaf.path: number for number, sheaf in enumerate(given.sheaves, 1)}
    loose = {line: at for at, each in enumerate(left) for line in getattr(each, "lines", ())}
    for line in given.page.lines:
        if line.text.strip():
            places = [[numbers[path], at] for path, at in claims.get(line.number, ())]
            yield {
                "n": line.number,
                "text": line.text.strip(),
                "places": places,
                "leftover": loose.get(line.number, -1) if not places else -1,
            }
