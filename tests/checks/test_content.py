"""Findings about articles."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from jianbao.checks.content import check_articles, fold
from jianbao.model.article import Article, Credit, Document, Doubt, Gap, Image
from jianbao.model.problem import Problem

TODAY = dt.date(2024, 5, 6)
CODES = {"620000", "620900"}
SOUND = Article(
    title="石桥县办起职工夜校",
    date=dt.date(2024, 5, 6),
    slug="shi-qiao",
    body="近日，石桥县总工会办起\n职工**夜校**，首批开设5门课程。",
    tags=("工会", "夜校"),
    region="620900",
    regions=("620000", "620900"),
    authors=(Credit(name="林小满", role="记者"),),
)


def check(*articles: Article, text: str = "") -> tuple[Problem, ...]:
    documents = [Document(path=f"content/articles/{number}.md", article=it) for number, it in enumerate(articles)]
    texts = {documents[0].path: text} if text else {}
    return check_articles(documents[::-1], today=TODAY, codes=CODES, texts=texts)


def test_a_sound_article_has_no_findings() -> None:
    assert check(SOUND) == ()


@pytest.mark.parametrize(
    ("code", "severity", "article"),
    [
        ("article-no-headline", "error", replace(SOUND, title=" ")),
        ("article-no-slug", "warning", replace(SOUND, slug="")),
        ("article-empty", "warning", replace(SOUND, body=" \n")),
        ("article-future-date", "note", replace(SOUND, date=dt.date(2024, 5, 7))),
        ("article-future-date", "note", replace(SOUND, date=dt.datetime(2024, 5, 7, 1, 0, tzinfo=dt.UTC))),
        ("article-draft", "note", replace(SOUND, draft=True)),
        ("article-region-unknown", "error", replace(SOUND, region="999999", regions=())),
        ("article-region-unknown", "error", replace(SOUND, regions=("620900", "甘肃"))),
        ("article-region-not-listed", "warning", replace(SOUND, regions=("620000",))),
        ("article-tag-twice", "warning", replace(SOUND, tags=("工会", "工会"))),
        ("tags-differ-by-case", "warning", replace(SOUND, tags=("AI", "ai"))),
        ("article-gap-moved", "warning", replace(SOUND, gaps=(Gap(where="paragraph 0", after="没有这句"),))),
        ("article-gap-moved", "warning", replace(SOUND, gaps=(Gap(where="headline", after="没有这句"),))),
        ("articles-to-review", "note", replace(SOUND, review=(Doubt(code="x", message="y"),))),
    ],
)
def test_each_fault_is_found_and_nothing_else(code: str, severity: str, article: Article) -> None:
    (problem,) = check(article)
    assert (problem.code, str(problem.severity)) == (code, severity)


@pytest.mark.parametrize(
    "article",
    [
        replace(SOUND, slug="", permalink="/x.html"),
        replace(SOUND, body="", images=(Image(src="", caption="图"),)),
        replace(SOUND, date=dt.datetime(2024, 5, 6, 23, 0, tzinfo=dt.UTC)),
        replace(SOUND, regions=()),
        replace(SOUND, region=None),
        replace(SOUND, gaps=(Gap(where="paragraph 0", after="办起职工夜校，"),)),
        replace(SOUND, gaps=(Gap(where="headline", after="石桥县办起"),)),
        replace(SOUND, gaps=(Gap(where="byline", after="记者 林小满"),)),
        replace(SOUND, gaps=(Gap(where="paragraph 0", after=""),)),
        replace(
            SOUND,
            images=(Image(src="", caption="夜校开课", credit="周一"),),
            gaps=(Gap(where="caption", after="开课"),),
        ),
    ],
)
def test_what_is_no_fault(article: Article) -> None:
    assert check(article) == ()


def test_a_finding_names_the_line_where_the_file_says_it() -> None:
    text = "---\ntitle: x\nregion: '999999'\n---\n\nx\n"
    (problem,) = check(replace(SOUND, region="999999", regions=()), text=text)
    assert str(problem.where) == "content/articles/0.md:3"


def test_spellings_of_one_tag_in_two_articles_are_one_finding_that_names_both() -> None:
    (problem,) = check(
        replace(SOUND, tags=("AI",)), replace(SOUND, tags=("ＡＩ",)), replace(SOUND, tags=("ai", "工会"))
    )
    assert "AI, ai, ＡＩ" in problem.message()


def test_findings_come_in_the_order_of_paths() -> None:
    found = check(replace(SOUND, draft=True), replace(SOUND, draft=True), replace(SOUND, draft=True))
    assert [problem.where.file[-4:] for problem in found] == ["0.md", "1.md", "2.md"]


def test_an_unknown_region_named_twice_is_said_once() -> None:
    assert len(check(replace(SOUND, region="999999", regions=("999999",)))) == 1


def test_the_note_about_reviews_counts_articles() -> None:
    doubtful = replace(SOUND, review=(Doubt(code="x", message="y"), Doubt(code="z", message="y")))
    (problem,) = check(doubtful, SOUND, doubtful)
    assert " 2 of the articles" in problem.message()


def test_case_and_width_make_no_difference_between_tags() -> None:
    assert fold("ＡＩ") == fold("ai")
    assert fold("工会") != fold("工人")
