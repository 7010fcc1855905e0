"""Findings about articles that no one page shows: what is missing, what no longer fits, what clashes."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence

from jianbao.checks import problems
from jianbao.checks.regions import codes_of, missing
from jianbao.model.article import Article, Document, Gap
from jianbao.model.problem import Problem, Where

_MARKS = re.compile(r"[\s\\*_`>#]+")


def check_articles(
    documents: Sequence[Document],
    *,
    today: dt.date,
    codes: Container[str],
    texts: Mapping[str, str] | None = None,
) -> tuple[Problem, ...]:
    """Return the findings about articles, in the order of their paths.

    `codes`: the codes of all divisions. `texts`: the files as they stand, by path, so that a finding can
    name a line.
    """
    ordered = sorted(documents, key=lambda document: document.path)
    found: list[Problem] = []
    for document in ordered:
        place = _Place(document.path, (texts or {}).get(document.path, ""))
        found += _words(document.article, place)
        found += _time(document.article, place, today)
        found += _regions(document.article, place, codes)
        found += _gaps(document.article, place)
    found += _tags(ordered, texts or {})
    left = sum(bool(document.article.review) for document in ordered)
    if left:
        found.append(problems.REVIEW_LEFT.at(count=left))
    return tuple(found)


class _Place:
    """Says in which line of an article's file something stands."""

    def __init__(self, path: str, text: str) -> None:
        self._path = path
        self._lines = text.split("\n")

    def of(self, *words: str) -> Where:
        """Return the first line that holds all the words; the file alone where there is none."""
        for number, line in enumerate(self._lines, 1):
            if words and all(word in line for word in words):
                return Where(file=self._path, line=number)
        return Where(file=self._path)


def _words(article: Article, place: _Place) -> Iterator[Problem]:
    if not article.title.strip():
        yield problems.NO_HEADLINE.at(place.of("title:"))
    if not article.slug and not article.permalink:
        yield problems.NO_SLUG.at(place.of("slug:"))
    if not article.body.strip() and not article.images:
        yield problems.EMPTY.at(place.of())


def _time(article: Article, place: _Place, today: dt.date) -> Iterator[Problem]:
    date = article.date.date() if isinstance(article.date, dt.datetime) else article.date
    if date > today:
        yield problems.FUTURE.at(place.of("date:"), date=date.isoformat())
    if article.draft:
        yield problems.DRAFT.at(place.of("draft:"))


def _regions(article: Article, place: _Place, codes: Container[str]) -> Iterator[Problem]:
    for code in codes_of(article):
        if code not in codes:
            yield missing(code, place.of(code))
    if article.region and article.regions and article.region not in article.regions:
        yield problems.REGION_OUTSIDE.at(place.of("region:"), code=article.region)


def _gaps(article: Article, place: _Place) -> Iterator[Problem]:
    for gap in article.gaps:
        if gap.after and _plain(gap.after) not in _plain(_field(article, gap)):
            yield problems.GAP_GONE.at(place.of(gap.after), after=gap.after, where=gap.where)


def _field(article: Article, gap: Gap) -> str:
    """Return the text a gap stands in. What stands anywhere in the body counts: paragraphs are moved by editors."""
    fields = {
        "headline": article.title,
        "kicker": article.kicker,
        "deck": article.deck,
        "pullquote": article.pullquote,
        "rubric": article.rubric,
        "byline": " ".join(f"{credit.role} {credit.name} {credit.outlet}" for credit in article.authors),
        "caption": " ".join(image.caption for image in article.images),
        "credit": " ".join(image.credit for image in article.images),
    }
    return f"{fields.get(gap.where, '')} {article.body}"


def _plain(text: str) -> str:
    """Return text without white space and Markdown's marks, so that an editor's bold or wrap hides nothing."""
    return _MARKS.sub("", text)


def fold(tag: str) -> str:
    """Return what two spellings of one tag share: case and width make no difference."""
    return unicodedata.normalize("NFKC", tag).casefold()


def _tags(documents: Sequence[Document], texts: Mapping[str, str]) -> Iterator[Problem]:
    forms: dict[str, dict[str, str]] = defaultdict(dict)
    for document in documents:
        seen: set[str] = set()
        for tag in document.article.tags:
            if tag in seen:
                where = _Place(document.path, texts.get(document.path, "")).of("tags:")
                yield problems.TAG_TWICE.at(where, tag=tag)
            seen.add(tag)
            forms[fold(tag)].setdefault(tag, document.path)
    for _, spellings in sorted(forms.items()):
        if len(spellings) > 1:
            second = max(spellings.items(), key=lambda item: (item[1], item[0]))
            where = _Place(second[1], texts.get(second[1], "")).of(second[0])
            yield problems.TAG_FORMS.at(where, forms=", ".join(sorted(spellings)))
