"""`jianbao list`: each list as lines and as data."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from jianbao.commands import list_
from jianbao.commands.outcome import Outcome, Project
from jianbao.model.settings import Settings

HEAD = "---\ntitle: {title}\ndate: {date}\nslug: {slug}\n{more}---\n\n近日，石桥县总工会办起职工夜校。\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    settings = Settings(base_url="https://news.example/")
    found = Project(root=tmp_path, settings=settings, output=tmp_path / "site", cache=tmp_path / ".cache")
    add(found, "a", more='tags: [工会, 夜校]\nregions: ["620923", "110106"]\n')
    add(found, "b", more='tags: [工会]\nregion: "620900"\n')
    return found


def add(project: Project, slug: str, date: str = "2024-05-06", more: str = "") -> None:
    path = project.content / "articles" / f"{slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD.format(title=f"标题{slug}", date=date, slug=slug, more=more), "utf-8")


def said(outcome: Outcome) -> list[str]:
    return [line.en for line in outcome.lines]


def test_tags_by_how_many_articles_have_them(project: Project) -> None:
    outcome = list_.run(project, "tags")
    assert said(outcome) == ["     2  工会", "     1  夜校"]
    assert isinstance(outcome.data, dict)
    assert outcome.data["tags"][1] == {"tag": "夜校", "count": 1, "url": "https://news.example/tags/ye-xiao.html"}


def test_regions_as_a_tree_with_counts(project: Project) -> None:
    outcome = list_.run(project, "regions")
    assert said(outcome) == [
        "北京市 110000  1",
        "  丰台区 110106  1",
        "甘肃省 620000  2",
        "  酒泉市 620900  2",
        "    肃北蒙古族自治县 620923  1",
    ]
    assert isinstance(outcome.data, dict)
    (beijing, gansu) = outcome.data["regions"]
    assert beijing["regions"][0]["name"] == "丰台区"
    assert gansu["url"] == "https://news.example/regions/gansu.html"


def test_urls_of_everything_with_the_article_s_file(project: Project) -> None:
    outcome = list_.run(project, "urls")
    lines = said(outcome)
    assert lines == sorted(lines)
    assert {"https://news.example/", "https://news.example/2024/05/a.html", "https://news.example/feed.xml"} <= set(
        lines
    )
    assert isinstance(outcome.data, dict)
    (row,) = [row for row in outcome.data["urls"] if row["path"] == "2024/05/a.html"]
    assert (row["file"], row["title"]) == ("content/articles/a.md", "标题a")


def test_drafts_are_listed_and_have_no_url_unless_asked_for(project: Project) -> None:
    add(project, "c", more="draft: true\n")
    outcome = list_.run(project, "drafts")
    assert said(outcome) == ["content/articles/c.md: 标题c"]
    assert outcome.data == {"drafts": [{"file": "content/articles/c.md", "title": "标题c", "date": "2024-05-06"}]}
    url = "https://news.example/2024/05/c.html"
    assert url not in said(list_.run(project, "urls"))
    assert url in said(list_.run(replace(project, drafts=True), "urls"))


def test_articles_of_a_later_date_have_no_url_yet(project: Project) -> None:
    add(project, "d", date="2999-01-01")
    url = "https://news.example/2999/01/d.html"
    assert url not in said(list_.run(project, "urls"))
    assert url in said(list_.run(replace(project, future=True), "urls"))


def test_review_names_file_place_and_what_to_do(project: Project) -> None:
    more = (
        "gaps:\n  - {where: paragraph 0, after: 石桥县总}\n"
        "review:\n  - {code: torn, message: 断行处不确定, lines: [7, 8]}\n"
        "source: {file: content/pages/x/2024-05-06/01.txt}\n"
    )
    add(project, "e", more=more)
    outcome = list_.run(project, "review")
    assert said(outcome) == [
        (
            "content/articles/e.md: 断行处不确定 (content/pages/x/2024-05-06/01.txt:7,8); settle it, "
            "then take it out of `review`"
        ),
        (
            "content/articles/e.md: text is lost after “石桥县总” (paragraph 0); look at the printed page, "
            "fill it in, then take it out of `gaps`"
        ),
    ]
    assert isinstance(outcome.data, dict)
    (row,) = outcome.data["review"]
    assert row["review"] == [{"code": "torn", "message": "断行处不确定", "lines": [7, 8]}]
    assert row["gaps"] == [{"where": "paragraph 0", "after": "石桥县总"}]


def test_a_gap_that_a_doubt_speaks_of_is_one_line(project: Project) -> None:
    more = (
        "gaps:\n  - {where: paragraph 0, after: 石桥县总}\n"
        "review:\n  - {code: text-lost, message: 石桥县总之后缺字, lines: [7]}\n"
    )
    add(project, "e", more=more)
    outcome = list_.run(project, "review")
    assert len(said(outcome)) == 1
    assert isinstance(outcome.data, dict)
    assert len(outcome.data["review"][0]["gaps"]) == 1


@pytest.mark.parametrize(("what", "line"), [("drafts", "no drafts"), ("review", "nothing to review")])
def test_an_empty_list_says_so(project: Project, what: str, line: str) -> None:
    outcome = list_.run(project, what)
    assert said(outcome) == [line]
    assert outcome.data == {what: []}


@pytest.mark.parametrize("what", ["tags", "regions", "urls", "drafts", "review"])
def test_a_project_without_articles(tmp_path: Path, what: str) -> None:
    empty = Project(root=tmp_path, settings=Settings(), output=tmp_path / "site", cache=tmp_path / ".cache")
    outcome = list_.run(empty, what)
    assert outcome.code(strict=True) == 0
    assert outcome.lines


def test_a_clash_is_said_instead_of_half_a_list(project: Project) -> None:
    add(project, "f")
    (project.content / "articles/g.md").write_text((project.content / "articles/f.md").read_text("utf-8"), "utf-8")
    outcome = list_.run(project, "urls")
    assert outcome.code(strict=False) == 1
    assert outcome.data == {"urls": []}
