"""Import of printed pages: which page it is, several pages, what is refused, and what a build does with them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from edge import pdfs
from jianbao.commands import import_
from jianbao.commands.outcome import Outcome
from jianbao.edge import pages, pdf
from jianbao.edge.settings import load
from jianbao.model.printed import PrintedPage
from jianbao.model.problem import Found
from jianbao.model.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "jianbao.toml").write_text('title = "x"\nbase_url = "https://example.org/"\n', "utf-8")
    return load(tmp_path).value


def put(project: Project, name: str, *pages: bytes) -> str:
    path = project.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pdfs.document(pages))
    return name


def issue(number: int, day: str = "2025年3月4日 星期二") -> bytes:
    return pdfs.content(pdfs.newspaper(day, number=number))


def imported(project: Project, name: str, **options: object) -> Outcome:
    return import_.run(project, [name], start=project.root, **options)  # type: ignore[arg-type]  # by its callers


def articles(project: Project) -> list[str]:
    return sorted(p.relative_to(project.root).as_posix() for p in project.root.glob("content/articles/**/*.md"))


def codes(outcome: Outcome) -> list[str]:
    return [problem.code for problem in outcome.problems]


def test_a_page_says_itself_which_it_is(project: Project) -> None:
    outcome = imported(project, put(project, "page.pdf", issue(3)))
    assert outcome.exit_code is None
    assert isinstance(outcome.data, dict)
    page = outcome.data["page"]
    assert (page["paper"], page["date"], page["page"]) == ("青禾日报", "2025-03-04", 3)
    said = next(p.message() for p in outcome.problems if p.code == "page-imprint")
    assert "2025年3月4日" in said
    assert [a["headline"] for a in outcome.data["articles"]] == ["春耕忙起来", "夜校点亮小巷"]
    assert len(articles(project)) == 2
    assert [p.name for p in project.root.glob("content/pages/*/2025-03-04/*.json")] == ["03.imported.json"]


def test_what_a_person_says_goes_before_the_imprint(project: Project) -> None:
    name = put(project, "page.pdf", issue(3))
    outcome = imported(project, name, paper="河湾报", date=dt.date(2025, 3, 5), page=8, dry_run=True)
    assert isinstance(outcome.data, dict)
    page = outcome.data["page"]
    assert (page["paper"], page["date"], page["page"]) == ("河湾报", "2025-03-05", 8)
    assert "page-imprint" not in codes(outcome)
    assert articles(project) == []


def test_several_pages_come_one_after_the_other(project: Project) -> None:
    name = put(project, "issue.pdf", issue(1), issue(2), issue(3))
    outcome = imported(project, name, page=(2, 3))
    assert isinstance(outcome.data, list)
    assert [each["page"]["page"] for each in outcome.data] == [2, 3]
    assert len(articles(project)) == 4
    again = imported(project, name)
    assert isinstance(again.data, list)
    assert [each["page"]["page"] for each in again.data] == [1, 2, 3]
    assert len(articles(project)) == 6
    one = imported(project, name, page=2, dry_run=True)
    assert isinstance(one.data, dict)
    assert (one.data["page"]["page"], one.data["page"]["file"]) == (2, "issue.pdf#page=2")


def test_a_page_without_imprint_is_asked_for(project: Project) -> None:
    bare = pdfs.content([line for line in pdfs.newspaper() if line[1] < 560])
    outcome = imported(project, put(project, "page.pdf", bare))
    assert outcome.exit_code == 2
    assert codes(outcome) == ["page-unknown"]
    assert articles(project) == []


def test_pages_of_a_text_cannot_be_chosen(project: Project) -> None:
    (project.root / "page.txt").write_text("春耕忙起来\n", "utf-8")
    outcome = imported(project, "page.txt", page=(1, 2))
    assert (outcome.exit_code, codes(outcome)) == (2, ["page-range-of-text"])


def test_a_build_imports_a_new_pdf_once(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    put(project, "content/pages/qinghe-ribao/2025-03-04/03.pdf", issue(3))
    toml = project.root / "content/pages/qinghe-ribao/2025-03-04/03.toml"
    toml.write_text('paper = "青禾日报"\n', "utf-8")
    import_.import_changed(project)
    assert len(articles(project)) == 2

    def never(*_: object) -> Found[tuple[PrintedPage, ...]]:
        raise AssertionError("the file was read again")

    monkeypatch.setattr(pdf, "read_pages", never)
    assert import_.import_changed(project).problems == ()


def test_the_text_beside_a_pdf_goes_before_it(project: Project) -> None:
    name = put(project, "content/pages/qinghe-ribao/2025-03-04/03.pdf", issue(3))
    (project.root / name).with_suffix(".txt").write_text("", "utf-8")
    outcome = imported(project, "content/pages", paper="青禾日报", dry_run=True)
    assert {problem.where.file for problem in outcome.problems} == {name[:-3] + "txt"}


def test_a_file_of_several_pages_is_no_page_of_an_issue(project: Project) -> None:
    name = put(project, "content/pages/qinghe-ribao/2025-03-04/03.pdf", issue(3), issue(4))
    outcome = imported(project, name, paper="青禾日报")
    assert "page-file-of-several" in codes(outcome)
    assert articles(project) == []


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", pdfs.document([]), pdfs.document([b""])])
def test_a_bad_file_is_refused_and_nothing_written(project: Project, data: bytes) -> None:
    (project.root / "page.pdf").write_bytes(data)
    outcome = imported(project, "page.pdf", paper="青禾日报", date=dt.date(2025, 3, 4), page=3)
    assert any(problem.severity == "error" for problem in outcome.problems)
    assert articles(project) == []
    assert not (project.root / "content/pages").exists()


def test_a_recognised_page_carries_its_confidence(project: Project) -> None:
    rows = "".join(
        f'<TextLine HPOS="{x}" VPOS="{y}" WIDTH="{size * len(text)}" HEIGHT="{size}"><String HPOS="{x}" VPOS="{y}" '
        f'WIDTH="{size * len(text)}" HEIGHT="{size}" CONTENT="{text}" WC="{sure}"/></TextLine>'
        for x, y, size, text, sure in (
            (40, 20, 60, "春耕忙起来", 1),
            (100, 120, 30, "田间地头一派繁忙景象农机", 0.9),
            (40, 165, 30, "驾驶拖拉机来回翻整土地技术", 0.6),
            (40, 210, 30, "员走村入户讲解种子。", 0.9),
        )
    )
    name = "content/pages/qinghe-ribao/2025-03-04/03.alto"
    put(project, name)
    page = f'<alto><Layout><Page WIDTH="600" HEIGHT="400">{rows}</Page></Layout></alto>'
    (project.root / name).write_text(page, "utf-8")
    outcome = imported(project, name, paper="青禾日报")
    (path,) = articles(project)
    text = (project.root / path).read_text("utf-8")
    mean = (5 * 1 + 12 * 0.9 + 13 * 0.6 + 10 * 0.9) / 40
    assert f"  confidence: {mean:.3f}\n" in text
    assert "code: line-unsure" in text
    (found,) = [problem for problem in outcome.problems if problem.code == "line-unsure"]
    assert "0.60" in found.message()
    report = (project.root / name).with_suffix(".review.md").read_text("utf-8")
    assert "驾驶拖拉机来回翻整土地技术" in report
    again = imported(project, name, paper="青禾日报")
    assert (project.root / path).read_text("utf-8") == text
    assert isinstance(again.data, dict)
    assert again.data["articles"][0]["confidence"] == round(mean, 3)


def test_a_page_that_is_not_in_the_file_is_asked_for_in_vain(project: Project) -> None:
    name = put(project, "issue.pdf", issue(1), issue(2))
    for page in (3, (2, 3)):
        outcome = imported(project, name, page=page)
        assert (codes(outcome), articles(project)) == (["pdf-page-missing"], [])
        assert outcome.data is None


def test_one_page_of_a_long_file_can_be_named(project: Project) -> None:
    name = put(project, "year.pdf", *[issue(1)] * 70, issue(5))
    outcome = imported(project, name, page=71, dry_run=True)
    assert isinstance(outcome.data, dict)
    assert (outcome.data["page"]["file"], outcome.data["page"]["page"]) == ("year.pdf#page=71", 5)


@pytest.mark.parametrize(
    ("data", "word"),
    [("春耕忙起来\n".encode(), "text"), (b"\xff\xd8\xff\xe0JFIF", "a picture"), (b"PK\x03\x04", "zip")],
)
def test_a_file_that_is_only_called_a_pdf_says_what_it_is(project: Project, data: bytes, word: str) -> None:
    (project.root / "page.pdf").write_bytes(data)
    outcome = imported(project, "page.pdf", paper="青禾日报", date=dt.date(2025, 3, 4), page=3)
    assert codes(outcome) == ["pdf-is-other"]
    assert word in outcome.problems[0].message()


def test_an_imprint_that_contradicts_the_place_of_the_file_is_told(project: Project) -> None:
    name = put(project, "content/pages/qinghe-ribao/2025-03-05/02.pdf", issue(3))
    outcome = imported(project, name, paper="青禾日报")
    (told,) = [problem for problem in outcome.problems if problem.code == "page-imprint-differs"]
    assert "2025年3月4日" in told.message()
    assert "page 2 of 2025-03-05" in told.message()
    right = put(project, "content/pages/qinghe-ribao/2025-03-04/03.pdf", issue(3))
    assert "page-imprint-differs" not in codes(imported(project, right, paper="青禾日报"))


def test_two_files_that_are_one_page_are_told_at_each_build(project: Project) -> None:
    folder = "content/pages/qinghe-ribao/2025-03-04"
    put(project, f"{folder}/03.pdf", issue(3))
    put(project, f"{folder}/04.pdf", issue(3))
    for name, more in (("03", ""), ("04", "page = 3\n")):
        (project.root / folder / f"{name}.toml").write_text(f'paper = "青禾日报"\n{more}', "utf-8")
    for _ in range(2):
        outcome = import_.import_changed(project)
        assert [p.code for p in outcome.problems if p.severity == "error"] == ["page-twice"]
        assert len(articles(project)) == 2


def turned(number: int, words: str, *, last: bool) -> bytes:
    """A page whose first article ends, or begins, with words for where its other part stands."""
    lines = pdfs.newspaper(number=number)
    at = 16 if last else 1
    x, y, size, text = lines[2 + at]
    lines[2 + at] = (x, y, size, text[:8] + words if last else words + text[:6])
    return pdfs.content(lines)


def test_a_story_that_goes_on_on_another_page_names_the_file_of_the_rest(project: Project) -> None:
    pages_ = turned(1, "（下转第4版）", last=True), turned(4, "（上接第1版）", last=False)
    outcome = imported(project, put(project, "issue.pdf", *pages_))
    (told,) = [problem for problem in outcome.problems if problem.code == "story-continues"]
    first, second = (project.root / told.where.file).read_text("utf-8"), told.message()
    assert "下转第4版" in first
    (other,) = [path for path in articles(project) if path in second]
    assert "上接第1版" in (project.root / other).read_text("utf-8")
    alone = imported(project, put(project, "again.pdf", pages_[1]))
    assert codes(alone).count("story-continues") == 1


def test_a_part_whose_other_part_cannot_be_told_is_said_once_its_page_is_there(project: Project) -> None:
    one = imported(project, put(project, "one.pdf", turned(1, "（下转第4版）", last=True)))
    assert not [code for code in codes(one) if code.startswith("story-")]
    outcome = imported(
        project, put(project, "issue.pdf", turned(1, "（下转第4版）", last=True), issue(4)), dry_run=True
    )
    assert codes(outcome).count("story-part-missing") == 1


SCAN = "q 400 0 0 600 0 0 cm BI /W 2 /H 2 /CS /G /BPC 8 ID \x7f\x7e\x7d\x7c EI Q\n"


def test_a_searchable_scan_comes_in_by_its_hidden_text(project: Project) -> None:
    hidden = b"3 Tr\n" + issue(3)
    name = put(project, "content/pages/qinghe-ribao/2025-03-04/03.pdf", SCAN.encode("latin-1") + hidden)
    outcome = imported(project, name, paper="青禾日报")
    assert outcome.exit_code is None
    assert codes(outcome).count("page-text-layer") == 1
    assert isinstance(outcome.data, dict)
    assert [a["headline"] for a in outcome.data["articles"]] == ["春耕忙起来", "夜校点亮小巷"]
    texts = [(project.root / path).read_text("utf-8") for path in articles(project)]
    assert not any("images:" in text for text in texts)


def test_hidden_text_never_becomes_an_article_of_an_ordinary_page(project: Project) -> None:
    trap = pdfs.content([(20, 100 - 15 * i, 10, "看不见的字不可成为稿件的一部分") for i in range(4)])
    name = put(project, "page.pdf", SCAN.encode("latin-1") + issue(3) + b"\n3 Tr\n" + trap)
    (read,) = pdf.read_pages(project.root / name, name).value
    assert read.pictures == ()  # what lies behind the whole page is no article's picture
    outcome = imported(project, name)
    assert isinstance(outcome.data, dict)
    assert [a["headline"] for a in outcome.data["articles"]] == ["春耕忙起来", "夜校点亮小巷"]
    assert "看不见" not in "".join((project.root / path).read_text("utf-8") for path in articles(project))
    assert sum("看不见" in each["text"] for each in outcome.data["leftovers"]) == 4


def test_pictures_are_kept_with_their_article_and_the_page_with_its_areas(project: Project) -> None:
    pytest.importorskip("PIL")
    colours = "\xff\x00\x00\x00\xff\x00\x00\x00\xff\xff\xff\x00"
    image = f"q 180 0 0 70 20 180 cm BI /W 2 /H 2 /CS /RGB /BPC 8 ID {colours} EI Q"
    lines = [line for line in pdfs.newspaper() if not (line[0] < 200 and line[1] < 255)]
    words = [(20, 168, 8.5, "图为夜校里的灯光。"), (120, 155, 8.5, "林晓禾 摄")]
    drawing = image.encode("latin-1") + b"\n" + pdfs.content([*lines, *words])
    name = put(project, "content/pages/qinghe-ribao/2025-03-04/03.pdf", drawing)
    (project.root / name).with_suffix(".toml").write_text('paper = "青禾日报"\n', "utf-8")
    import_.import_changed(project)
    texts = [(project.root / path).read_text("utf-8") for path in articles(project)]
    (with_picture,) = [text for text in texts if "/pages/qinghe-ribao/2025-03-04/03-1-1260w.webp" in text]
    assert "图为夜校里的灯光。" in with_picture
    static = project.root / "content/static/pages/qinghe-ribao/2025-03-04"
    assert sorted(path.name for path in static.iterdir()) == [
        "03-1-1260w.webp",
        "03-1-480w.webp",
        "03-1-960w.webp",
        "03.webp",
    ]
    assert all(path.read_bytes()[8:12] == b"WEBP" for path in static.iterdir())
    (page,) = pages.read_pages(project).value
    assert page.picture is not None
    assert {area.order for area in page.picture.areas} == {1, 2}
    assert import_.import_changed(project).problems == ()
