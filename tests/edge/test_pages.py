"""What is known of a page without reading its text."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from jianbao.edge.pages import Facts, from_path, page_paths, read_facts, read_pages, shown
from jianbao.edge.settings import load
from jianbao.model.page import Area, Facsimile, PageRef

DAY = dt.date(2023, 4, 12)


def page(root: Path, name: str = "content/pages/qinghe-bao/2023-04-12/02.txt", toml: str | None = None) -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("正文", "utf-8")
    if toml is not None:
        path.with_suffix(".toml").write_text(toml, "utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("content/pages/a/2023-04-12/02.txt", Facts(paper_slug="a", date=DAY, number=2)),
        ("content/pages/a/2023-04-12/112.txt", Facts(paper_slug="a", date=DAY, number=112)),
        ("content/pages/a/2023-02-30/02.txt", Facts(paper_slug="a", number=2)),
        ("content/pages/a/2023-04-12/00.txt", Facts(paper_slug="a", date=DAY)),
        ("content/pages/a/2023-04-12/A1.txt", Facts()),
        ("content/pages/a/02.txt", Facts()),
        ("02.txt", Facts()),
    ],
)
def test_a_path_says(name: str, facts: Facts) -> None:
    assert from_path(name) == facts


PICTURED = 'picture = "/scans/02.webp"\nsize = [1200, 1720]\n'
AREA = "[[areas]]\norder = 1\npoints = [[0, 0], [90, 0], [90, 50]]\n"


def test_the_toml_names_the_picture_of_the_page(tmp_path: Path) -> None:
    found = read_facts(
        page(tmp_path, toml=PICTURED + AREA), "content/pages/qinghe-bao/2023-04-12/02.txt", paper="报"
    )
    assert found.problems == ()
    ref = found.value.ref()
    assert ref is not None
    area = Area(order=1, points=((0, 0), (90, 0), (90, 50)))
    assert ref.picture == Facsimile(src="/scans/02.webp", width=1200, height=1720, areas=(area,))


@pytest.mark.parametrize(
    "toml",
    [
        'picture = "a.webp"\nsize = [1200]\n',
        'picture = "a.webp"\nsize = "1200x1720"\n',
        'picture = "a.webp"\nsize = [0, 5]\n',
        PICTURED + "areas = 3\n",
        PICTURED + AREA.replace("order = 1", 'order = "1"'),
        PICTURED + AREA.replace(", [90, 50]", ""),
        PICTURED + AREA.replace("[90, 50]", "[90]"),
        PICTURED + AREA.replace("[90, 50]", "[90, -5]"),
    ],
)
def test_a_picture_that_is_wrongly_described_is_said(tmp_path: Path, toml: str) -> None:
    found = read_facts(page(tmp_path, toml=toml), "content/pages/qinghe-bao/2023-04-12/02.txt", paper="报")
    assert [problem.code for problem in found.problems] == ["setting-type"]


def test_the_toml_goes_before_the_path_and_adds(tmp_path: Path) -> None:
    toml = """
paper = "青禾报"
date = 2023-04-13
page = "03"
name = "要闻"
slug = "qinghe"
inferred = ["page", "paper"]
note = "来源"
"""
    found = read_facts(page(tmp_path, toml=toml), "content/pages/qinghe-bao/2023-04-12/02.txt", paper="别的报")
    assert found.problems == ()
    assert found.value.missing == ()
    assert found.value.ref() == PageRef(
        paper="青禾报",
        date=dt.date(2023, 4, 13),
        number=3,
        paper_slug="qinghe",
        name="要闻",
        inferred=("paper", "page"),
        note="来源",
    )


def test_the_site_s_paper_counts_for_its_own_pages_only(tmp_path: Path) -> None:
    inside = "content/pages/qinghe-bao/2023-04-12/02.txt"
    assert read_facts(page(tmp_path), inside, paper="青禾报").value.paper == "青禾报"
    outside = read_facts(page(tmp_path, "x.txt"), "x.txt", paper="青禾报").value
    assert outside.missing == ("paper", "date", "page")
    assert outside.ref() is None
    assert outside.toml == "x.toml"


@pytest.mark.parametrize(
    ("toml", "line", "part"),
    [
        ("\npapre = 'x'", 2, "did you mean paper?"),
        ("paper = 5", 1, "write text"),
        ("date = '4月12日'", 1, "a date such as 2023-04-12"),
        ("date = 5", 1, "a date such as"),
        ("page = 0", 1, "a number from 1 to 999"),
        ("page = 1000", 1, "a number from 1 to 999"),
        ("page = true", 1, "a number from 1 to 999"),
        ("page = '二'", 1, "a number from 1 to 999"),
        ("slug = '青禾'", 1, "small letters"),
        ("inferred = ['dates']", 1, 'a list of "paper"'),
        ("inferred = 'date'", 1, 'a list of "paper"'),
        ("page = ", 1, "not TOML"),
    ],
)
def test_what_is_wrong_in_the_toml_is_said_and_left_out(tmp_path: Path, toml: str, line: int, part: str) -> None:
    found = read_facts(page(tmp_path, toml=toml), "content/pages/qinghe-bao/2023-04-12/02.txt")
    (problem,) = found.problems
    assert (problem.where.file, problem.where.line) == ("content/pages/qinghe-bao/2023-04-12/02.toml", line)
    assert part in problem.message()
    assert (found.value.date, found.value.number) == (DAY, 2)


def test_a_time_in_the_toml_is_its_day(tmp_path: Path) -> None:
    found = read_facts(page(tmp_path, toml="date = 2023-04-13T08:00:00\n"), "x.txt")
    assert found.value.date == dt.date(2023, 4, 13)
    assert type(found.value.date) is dt.date
    found = read_facts(page(tmp_path, toml="date = '2023-04-14'\n"), "x.txt")
    assert found.value.date == dt.date(2023, 4, 14)


def test_all_pages_in_order(tmp_path: Path) -> None:
    (tmp_path / "jianbao.toml").write_text('paper = "青禾报"', "utf-8")
    for name in (
        "b/2023-04-12/02.txt",
        "b/2023-04-12/01.TXT",
        "a/2023-04-12/01.txt",
        "x.txt",
        ".b/2023-04-12/02.txt",
    ):
        page(tmp_path, f"content/pages/{name}")
    (tmp_path / "content/pages/b/2023-04-12/notes.md").write_text("x", "utf-8")
    names = [shown(path, tmp_path) for path in page_paths(tmp_path)]
    assert names == [
        "content/pages/a/2023-04-12/01.txt",
        "content/pages/b/2023-04-12/01.TXT",
        "content/pages/b/2023-04-12/02.txt",
        "content/pages/x.txt",
    ]
    refs = read_pages(load(tmp_path).value)
    assert [(ref.paper_slug, ref.number) for ref in refs.value] == [("a", 1), ("b", 1), ("b", 2)]
    assert refs.problems == ()


def test_no_pages(tmp_path: Path) -> None:
    assert page_paths(tmp_path) == []


def test_files_elsewhere_are_known_by_name_only(tmp_path: Path) -> None:
    assert shown(tmp_path / "a" / ".." / "x.txt", tmp_path) == "x.txt"
    assert shown(tmp_path / "a" / "x.txt", tmp_path / "site") == "x.txt"


def test_the_page_that_comes_with_the_repository_marks_what_is_inferred(root: Path) -> None:
    name = "content/pages/gongren-ribao/2023-04-12/02.txt"
    found = read_facts(root / name, name)
    ref = found.value.ref()
    assert found.problems == ()
    assert ref is not None
    assert (ref.paper, ref.date, ref.number, ref.paper_slug) == ("工人日报", DAY, 2, "gongren-ribao")
    assert ref.inferred == ("paper", "date", "page")
    assert ref.note
