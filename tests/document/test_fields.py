"""Dates, regions and other values that front matter may hold."""

from __future__ import annotations

import datetime as dt

import pytest

from jianbao.document.fields import parse_date
from jianbao.document.frontmatter import parse
from jianbao.model.article import Article

CHINA = dt.timezone(dt.timedelta(hours=8))


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023-04-12", dt.date(2023, 4, 12)),
        ("2023-4-2", dt.date(2023, 4, 2)),
        ("2023/04/12", dt.date(2023, 4, 12)),
        ("2023.4.12", dt.date(2023, 4, 12)),
        ("2023年4月12日", dt.date(2023, 4, 12)),
        ("2023-04-12 08:30", dt.datetime(2023, 4, 12, 8, 30)),  # noqa: DTZ001  # a time without a zone is meant
        ("2023-04-12T08:30:05Z", dt.datetime(2023, 4, 12, 8, 30, 5, tzinfo=dt.UTC)),
        ("2023-04-12 08:30:05.5 +0800", dt.datetime(2023, 4, 12, 8, 30, 5, 500_000, tzinfo=CHINA)),
        ("2023-04-12T08:30+08", dt.datetime(2023, 4, 12, 8, 30, tzinfo=CHINA)),
    ],
)
def test_a_date_is_read(text: str, date: dt.date) -> None:
    assert parse_date(text) == date
    assert type(parse_date(text)) is type(date)


@pytest.mark.parametrize(
    "text",
    ["", "明天", "2023", "2023-13-01", "2023-02-29", "2023-04-12x",
     "2023-04-12 25:00", "2023年4-12", "2023-4-12日", "12/4/2023"],
)  # fmt: skip
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_date(text)


def read(line: str) -> tuple[Article, list[str]]:
    found = parse(f"---\ntitle: 题\ndate: 2023-04-12\n{line}\n---\n", "x.md")
    assert found.value is not None
    return found.value, [problem.code for problem in found.problems]


@pytest.mark.parametrize(
    ("line", "draft"),
    [
        ("draft: true", True),
        ("draft: Yes", True),
        ("draft: 是", True),
        ("draft: no", False),
        ("published: false", True),
    ],
)
def test_truth(line: str, draft: bool) -> None:
    article, problems = read(line)
    assert article.draft is draft
    assert problems == []


@pytest.mark.parametrize("line", ["status: hidden", "status: draft"])
def test_what_pelican_hides_is_a_draft(line: str) -> None:
    assert read(line)[0].draft


def test_what_is_empty_says_nothing() -> None:
    article, problems = read(
        "kicker:\nupdated: ~\npage: null\nregion:\ntags:\nauthors: ~\npublished: true\nstatus: published"
    )
    assert article == Article(title="题", date=dt.date(2023, 4, 12), draft=False)
    assert problems == []


@pytest.mark.parametrize(
    "line", ["draft: [x]", "published: [x]", "page: [x]", "region: [x]", "regions: {a: b}", "date2: x",
             "aliases: {a: b}", "kind: [x]", "updated: [x]", "category: {a: b}", "gaps: [x]",
             "images: [[x]]", "corrections: x",
             "review: [x]", "source: [x]", "source: {file: a, lines: [b]}", "authors: [[x]]",
             "authors: ['']", "images: ['']"]
)  # fmt: skip
def test_a_wrong_value_costs_its_field_only(line: str) -> None:
    article, problems = read(line)
    assert article.title == "题"
    assert problems


def test_single_values_need_no_list() -> None:
    article, problems = read(
        "aliases: /a,b.html\nimages: a.jpg\nauthors: {name: 林晓禾}\nregions: 620000\nreview: {code: c, lines: 5}"
    )
    assert article.aliases == ("/a,b.html",)
    assert article.images[0].src == "a.jpg"
    assert article.authors[0].name == "林晓禾"
    assert article.regions == ("620000",)
    assert article.review[0].lines == (5,)
    assert problems == []


def test_an_author_of_words_and_one_of_fields() -> None:
    article, problems = read("authors: [林晓禾, {name: 周望, role: 摄影}]")
    assert [(credit.name, credit.role) for credit in article.authors] == [("林晓禾", ""), ("周望", "摄影")]
    assert problems == []


@pytest.mark.parametrize(
    ("name", "code"),
    [("甘肃", "620000"), ("甘肃省", "620000"), ("怀集县", "441224"), ("肇庆市怀集县", "441224"),
     ("广东省怀集县", "441224"),
     ("莱芜市", "370116"), ("三水县", "440607"), ("吴县市", None),
     ("朝阳市", "211300"), ("010101", None), ("朝阳", None), ("无此地", None)],
)  # fmt: skip
def test_regions_by_name(name: str, code: str | None) -> None:
    article, problems = read(f"region: {name}")
    assert article.region == code
    assert bool(problems) is (code is None)
