"""Front matter as people and other programs write it: goldens, one a phenomenon, and what they cannot show."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from pathlib import Path

import pytest

from jianbao.document.frontmatter import dump, parse
from jianbao.model.article import Article, Correction, Credit, Doubt, Gap, Image, Source
from jianbao.model.problem import Found

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "frontmatter"
PHENOMENA = sorted(folder.name for folder in GOLDEN.iterdir())


def said(found: Found[Article | None]) -> dict[str, object]:
    """Return the fields that were read, without those at their defaults, and the problems as they are printed."""
    return {"article": fields(found.value), "problems": [problem.line() for problem in found.problems]}


def fields(value: object) -> object:
    if isinstance(value, tuple):
        return [fields(item) for item in value]
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return str(value) if isinstance(value, dt.date) else value
    names = {field.name: field.default for field in dataclasses.fields(value)}
    return {
        name: fields(getattr(value, name)) for name, default in names.items() if getattr(value, name) != default
    }


@pytest.mark.parametrize("phenomenon", PHENOMENA)
def test_golden(phenomenon: str) -> None:
    folder = GOLDEN / phenomenon
    text = (folder / "input.txt").read_bytes().decode("utf-8")
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    assert said(parse(text, "x.md")) == expected


FULL = Article(
    title="夜校：“开课”",
    kicker="引题",
    deck="副题",
    rubric="民生",
    date=dt.date(2023, 4, 12),
    updated=dt.datetime(2023, 4, 13, 8, 30, tzinfo=dt.timezone(dt.timedelta(hours=8))),
    slug="ye-xiao",
    aliases=("/old, one.html",),
    permalink="/a.html",
    tags=("夜校", "2023"),
    region="620923",
    regions=("620000", "620923"),
    authors=(Credit(name="林晓禾", role="记者"), Credit(name="周望", role="通讯员", outlet="青禾社")),
    dateline="本报讯",
    summary="一: 二",
    draft=True,
    paper="青禾报",
    edition=dt.date(2023, 4, 12),
    page=2,
    order=1,
    kind="news",
    images=(
        Image(src="", caption="图为：现场", credit="周望 摄"),
        Image(src="a.jpg", alt="甲", width=1200, height=800),
    ),
    pullquote="提要",
    corrections=(Correction(date=dt.date(2023, 4, 14), text="更正"),),
    gaps=(Gap(where="paragraph 0", after="经费, 达"),),
    review=(Doubt(code="text-lost", message="“甲”之后有缺失：请补全", lines=(7, 9)),),
    source=Source(file="content/pages/a/2023-04-12/02.txt", sha256="ab12", lines=((1, 3), (9, 9))),
    body="正文。\n\n## 小标题\n\n二。",
)
WRITTEN = """\
---
title: 夜校：“开课”
kicker: 引题
deck: 副题
rubric: 民生
date: 2023-04-12
updated: 2023-04-13 08:30:00+08:00
slug: ye-xiao
aliases: ["/old, one.html"]
permalink: /a.html
tags: [夜校, "2023"]
region: 620923
regions: [620000, 620923]
authors:
  - {name: 林晓禾, role: 记者}
  - {name: 周望, role: 通讯员, outlet: 青禾社}
dateline: 本报讯
summary: "一: 二"
draft: true
paper: 青禾报
edition: 2023-04-12
page: 2
order: 1
kind: news
images:
  - src: ""
    caption: 图为：现场
    credit: 周望 摄
  - src: a.jpg
    alt: 甲
    width: 1200
    height: 800
pullquote: 提要
corrections:
  - date: 2023-04-14
    text: 更正
gaps:
  - {where: paragraph 0, after: "经费, 达"}
review:
  - code: text-lost
    message: “甲”之后有缺失：请补全
    lines: [7, 9]
source:
  file: content/pages/a/2023-04-12/02.txt
  sha256: ab12
  lines: [1-3, 9]
---

正文。

## 小标题

二。
"""


def test_dump_writes_every_field_in_the_contract_s_order_for_people() -> None:
    assert dump(FULL) == WRITTEN
    assert parse(WRITTEN, "x.md") == Found(value=FULL)


def test_dump_leaves_out_what_is_empty() -> None:
    assert dump(Article(title="题", date=dt.date(2023, 4, 12))) == "---\ntitle: 题\ndate: 2023-04-12\n---\n"


def test_a_long_line_is_not_folded() -> None:
    summary = "字 " * 300 + "字"
    assert f"summary: {summary}\n" in dump(Article(title="题", date=dt.date(2023, 4, 12), summary=summary))


def body_of(text: str) -> str:
    article = parse(text, "x.md").value
    assert article is not None
    return article.body


def test_the_empty_line_after_the_fields_and_the_last_line_end_are_not_text() -> None:
    head = "---\ntitle: 题\ndate: 2023-04-12\n---"
    for text in (head, f"{head}\n", f"{head}\n\n"):
        assert body_of(text) == ""
    for text in (f"{head}\n正文", f"{head}\n\n正文\n"):
        assert body_of(text) == "正文"
    assert body_of(f"{head}\n\n\n正文\n\n") == "\n正文\n"
    assert body_of(f"{head}   \n正文") == "正文"


def codes(text: str) -> list[tuple[str, int]]:
    return [(problem.code, problem.where.line) for problem in parse(text, "x.md").problems]


@pytest.mark.parametrize(
    "nest",
    [
        "[" * 100_000,
        "- " * 100_000,
        "{a: " * 50_000,
        "? " * 5000,
        "a:\n" + "\n".join(" " * n + "a:" for n in range(3, 300)),
    ],
)
def test_deep_nesting_is_refused_before_any_parser_recurses(nest: str) -> None:
    assert codes(f"---\ntitle: 题\nx: \n  {nest}\n---\n") == [("front-matter-too-deep", 2)]


def test_too_long_front_matter_is_refused() -> None:
    assert codes(f"---\ntitle: {'长' * 256_001}\n---\n") == [("front-matter-too-deep", 2)]


def test_deep_toml_is_refused() -> None:
    assert codes(f"+++\na = {'[' * 5000}\n+++\n") == [("front-matter-too-deep", 2)]


def test_long_lists_are_not_deep() -> None:
    tags = "".join(f"  - 标签{n}\n" for n in range(500))
    article = parse(f"---\ntitle: 题\ndate: 2023-04-12\ntags:\n{tags}---\n", "x.md").value
    assert article is not None
    assert len(article.tags) == 500


def test_anchors_and_aliases_do_no_harm() -> None:
    found = parse("---\ntitle: &t 题\ndate: 2023-04-12\ndeck: *t\ntags: &a [*a, 夜校]\n---\n", "x.md")
    assert found.value is not None
    assert found.value.deck == "题"
    assert found.value.tags == ("夜校",)


def test_tags_of_yaml_call_nothing() -> None:
    text = "---\ntitle: !!python/object/apply:os.system [x]\ndate: !!timestamp 2023-04-12\ndeck: !!int 5\n---\n正文"
    found = parse(text, "x.md")
    assert found.value is not None
    assert (found.value.title, found.value.deck) == ("正文", "5")
    assert [problem.code for problem in found.problems] == ["wrong-field-type", "missing-title"]


def test_a_block_of_text_loses_the_line_end_that_closes_it() -> None:
    found = parse("---\ntitle: >\n  夜校\n  开课\ndate: 2023-04-12\nsummary: |\n  一\n  二\n---\n", "x.md")
    assert found.value is not None
    assert (found.value.title, found.value.summary) == ("夜校 开课", "一\n二")


def test_control_characters_are_said_on_their_line() -> None:
    assert codes("---\ntitle: 题\ndeck: a\x07b\ndate: 2023-04-12\n---\n") == [("front-matter-broken", 3)]


def test_a_key_that_is_no_word_is_unknown() -> None:
    assert codes("---\ntitle: 题\ndate: 2023-04-12\n? [a, b]\n: c\n---\n") == [("unknown-field", 4)]


def test_lists_of_several_names_are_one() -> None:
    text = "---\ntitle: 题\ndate: 2023-04-12\ntags: [甲, 乙]\nkeywords: 乙, 丙\nrubric: 丁\ncategories: [戊]\n---\n"
    article = parse(text, "x.md").value
    assert article is not None
    assert article.tags == ("甲", "乙", "丙", "戊")
    assert article.rubric == "丁"


def test_ours_and_a_foreign_name_for_one_field() -> None:
    text = "---\ntitle: 题\ndate: 2023-04-12\nupdated: 2023-04-13\nlastmod: 2023-04-14\ncategory:\nimages: ~\n---\n"
    article = parse(text, "x.md").value
    assert article is not None
    assert article.updated == dt.date(2023, 4, 13)


def test_problems_speak_chinese_too() -> None:
    problems = parse("---\ntitle: 题\ntitel: x\n---\n", "x.md").problems
    assert problems[0].line("zh") == "x.md:3: warning[unknown-field]: 没有 titel 这个字段，已略过；是不是 title？"


@pytest.mark.parametrize("wrong", ["0", "-3", "wide"])
def test_the_size_of_a_picture_is_a_length(wrong: str) -> None:
    found = parse(
        f"---\ntitle: 题\ndate: 2024-01-02\nimages: [{{src: a.jpg, width: {wrong}, height: 2}}]\n---\n", "a.md"
    )
    assert [problem.code for problem in found.problems] == ["wrong-field-type"]
