"""The publisher's own tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from jianbao.edge.tables import read_tables
from jianbao.model.tables import Tables


def test_all_tables(tmp_path: Path) -> None:
    (tmp_path / "tags.toml").write_text('blocked = ["甲"]\npreferred = ["乙"]\n[aliases]\n"丙" = "丁"\n', "utf-8")
    with (tmp_path / "tags.toml").open("a", encoding="utf-8") as file:
        file.write('[parents]\n"甲" = "乙"\n[names]\n"丁" = "丁（名）"\n')
    (tmp_path / "people.toml").write_text('[same]\n"江边" = "江大川"\n[apart]\n"甲报/张" = "张甲"\n', "utf-8")
    (tmp_path / "regions.toml").write_text(
        'home = "440600"\nblocked = ["大同"]\n[nicknames]\n"羊城" = "440100"\n', "utf-8"
    )
    (tmp_path / "pinyin.toml").write_text('[readings]\n"单县" = "shan xian"\n', "utf-8")
    (tmp_path / "slugs.toml").write_text('[slugs]\n"tags/甲" = "jia"\n', "utf-8")
    (tmp_path / "rubrics.toml").write_text('[same]\n"本报要闻" = "要闻"\n', "utf-8")
    (tmp_path / "moved.toml").write_text('[articles]\n"a.md" = ["x.html", "y.html"]\n', "utf-8")
    (tmp_path / "notes.txt").write_text("x", "utf-8")
    found = read_tables(tmp_path)
    assert found.problems == ()
    assert found.value == Tables(
        tag_aliases={"丙": "丁"},
        blocked_tags=frozenset({"甲"}),
        preferred_tags=frozenset({"乙"}),
        tag_parents={"甲": "乙"},
        tag_names={"丁": "丁（名）"},
        people={"江边": "江大川"},
        people_apart={"甲报/张": "张甲"},
        region_nicknames={"羊城": "440100"},
        blocked_regions=frozenset({"大同"}),
        home_region="440600",
        readings={"单县": "shan xian"},
        slugs={"tags/甲": "jia"},
        rubrics={"本报要闻": "要闻"},
        moved={"a.md": ("x.html", "y.html")},
    )


def test_the_publishers_tags_only(tmp_path: Path) -> None:
    (tmp_path / "tags.toml").write_text("controlled = true\n", "utf-8")
    assert read_tables(tmp_path).value == Tables(controlled_tags=True)


def test_nothing_there_says_nothing(tmp_path: Path) -> None:
    assert read_tables(tmp_path / "none").value == Tables()
    assert read_tables(tmp_path).problems == ()


@pytest.mark.parametrize(
    ("name", "text", "line", "part"),
    [
        ("tags.toml", "\nblocekd = []", 2, "did you mean blocked?"),
        ("tags.toml", 'blocked = "甲"', 1, "blocked is text; write a list of text"),
        ("tags.toml", "blocked = [1]", 1, "blocked is a list"),
        ("tags.toml", "[aliases]\na = 1", 1, "a table of text"),
        ("tags.toml", 'controlled = "yes"', 1, "write true or false"),
        ("moved.toml", 'articles = ["a"]', 1, "a table of lists of text"),
        ("moved.toml", 'articles = {a = "b"}', 1, "a table of lists of text"),
        ("regions.toml", "home = 440600", 1, "home is a number; write text"),
        ("slugs.toml", "[slugs]\na = \n", 2, "not TOML"),
        ("slugs.toml", "[slugs]\na = ", 2, "not TOML"),
        ("tag.toml", "", 0, "did you mean tags.toml?"),
    ],
)
def test_what_is_wrong_is_said_on_its_line(tmp_path: Path, name: str, text: str, line: int, part: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    found = read_tables(tmp_path)
    assert [(problem.where.file, problem.where.line) for problem in found.problems] == [
        (f"content/data/{name}", line)
    ]
    assert part in found.problems[0].message()
    assert found.value == Tables()


def test_the_start_files_are_right_and_empty(root: Path) -> None:
    found = read_tables(root / "content" / "data")
    assert found.problems == ()
    assert found.value.blocked_tags == frozenset()


def test_rubrics_that_differ_in_spaces_are_one(tmp_path: Path) -> None:
    lines = ('"rubrics/新 看点" = "xin-kan-dian-2"', '"rubrics/新看点" = "xin-kan-dian"', '"tags/新 看 点" = "x"')
    (tmp_path / "slugs.toml").write_text("\n".join(("[slugs]", *lines)), encoding="utf-8")
    assert read_tables(tmp_path).value.rubrics == {"新 看点": "新看点"}
    (tmp_path / "rubrics.toml").write_text('[same]\n"新看点" = "新 看点"\n', encoding="utf-8")
    assert read_tables(tmp_path).value.rubrics == {"新看点": "新 看点"}
