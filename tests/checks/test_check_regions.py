"""Findings about where articles happen."""

from __future__ import annotations

import datetime as dt

from jianbao.checks.content import check_articles
from jianbao.checks.regions import check_regions
from jianbao.model.article import Article, Document
from jianbao.model.tables import Tables
from jianbao.zh.divisions import divisions

DAY = dt.date(2024, 5, 6)


def documents(*articles: Article) -> list[Document]:
    return [Document(path=f"content/articles/{number}.md", article=it) for number, it in enumerate(articles)]


def article(title: str = "夜校开课", body: str = "工人们来上课。", **given: object) -> Article:
    return Article(title=title, date=DAY, slug="x", body=body, tags=("夜校",), **given)  # type: ignore[arg-type]  # fields by name


def test_articles_without_a_region_are_counted_once() -> None:
    (problem,) = check_regions(documents(*(article() for _ in range(7)), article(region="110000")))
    assert (problem.code, str(problem.severity)) == ("articles-without-region", "note")
    assert "7 of the articles" in problem.message()
    assert "content/articles/4.md, …" in problem.message()


def test_all_articles_with_a_region_leave_nothing_to_say() -> None:
    assert check_regions(documents(article("鼓楼区的夜校", region="320106"))) == ()


def test_a_name_that_could_not_be_told_apart_is_said_with_its_candidates() -> None:
    unclear, none = check_regions(documents(article("鼓楼区的夜校")))
    assert (unclear.code, none.code) == ("article-region-unclear", "articles-without-region")
    assert unclear.where.file == "content/articles/0.md"
    assert "320106 江苏省南京市鼓楼区" in unclear.message()


def test_the_papers_home_tells_them_apart() -> None:
    found = check_regions(documents(article("鼓楼区的夜校")), tables=Tables(home_region="320100"))
    assert [problem.code for problem in found] == ["articles-without-region"]


def test_a_code_of_the_past_is_said_with_todays() -> None:
    (problem,) = check_articles(documents(article(region="440621")), today=DAY, codes=divisions())
    assert problem.code == "article-region-gone"
    assert "三水县" in problem.message()
    assert "440607 广东省佛山市三水区" in problem.message()


def test_a_code_that_never_was_is_an_error() -> None:
    (problem,) = check_articles(documents(article(region="999999")), today=DAY, codes=divisions())
    assert problem.code == "article-region-unknown"


def test_a_time_of_day_is_a_date_too() -> None:
    late = Article(title="东乡县的粮站", date=dt.datetime(1998, 5, 1, 9, 0, tzinfo=dt.UTC), body="粮站开门。")
    assert [each.code for each in check_regions(documents(late))] == [
        "article-region-unclear",
        "articles-without-region",
    ]
