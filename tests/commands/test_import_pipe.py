"""Other ways in: standard input, folders, several papers; input of every wrong kind."""

from __future__ import annotations

import datetime as dt
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from commands.reviewing import TEXT, simple_cut, simple_draft
from jianbao.commands import import_
from jianbao.commands.outcome import Outcome
from jianbao.document.frontmatter import parse
from jianbao.edge.pages import paper_of, read_pages
from jianbao.edge.settings import load
from jianbao.edge.tables import read_tables
from jianbao.model.project import Project

DAY = dt.date(2023, 4, 12)
PAGE = "content/pages/qing-he-bao/2023-04-12/02.txt"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setattr("jianbao.ingest.pipeline.cut_page", simple_cut)
    monkeypatch.setattr("jianbao.ingest.draft.draft", simple_draft)
    monkeypatch.setattr("jianbao.zh.words.load", lambda _cache: None)
    (tmp_path / "jianbao.toml").write_text('paper = "青禾报"', "utf-8")
    return load(tmp_path).value


def pipe(project: Project, monkeypatch: pytest.MonkeyPatch, data: bytes, **options: object) -> Outcome:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), "utf-8"))
    chosen: dict[str, object] = {"date": DAY, "page": 2, **options}
    return import_.run(project, ["-"], start=project.root, **chosen)  # type: ignore[arg-type]  # by the callers


def codes(outcome: Outcome) -> list[str]:
    return [problem.code for problem in outcome.problems]


def papers(root: Path) -> list[str]:
    found = []
    for path in sorted((root / "content/articles").rglob("*.md")):
        article = parse(path.read_text("utf-8"), "").value
        assert article is not None
        found.append(article.paper)
    return found


def test_standard_input_becomes_a_page_that_a_build_knows(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome = pipe(project, monkeypatch, TEXT.encode())
    assert outcome.code(strict=False) == 0
    assert (project.root / PAGE).read_bytes() == TEXT.encode()
    assert not (project.root / PAGE).with_suffix(".toml").exists()
    assert papers(project.root) == ["青禾报", "青禾报"]
    assert import_.import_changed(project) == Outcome(data=[])
    again = pipe(project, monkeypatch, TEXT.encode())
    assert again.lines[0].en == "1 page(s), 2 articles: 2 as before"


def test_another_paper_is_remembered_beside_the_page(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe(project, monkeypatch, TEXT.encode(), paper='红"河"报')
    (toml,) = (project.root / "content/pages").rglob("*.toml")
    assert toml.read_text("utf-8") == 'paper = "红\\"河\\"报"\n'
    assert import_.import_changed(project) == Outcome(data=[])
    assert set(papers(project.root)) == {'红"河"报'}


def test_another_text_of_the_same_page_is_not_overwritten(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe(project, monkeypatch, TEXT.encode())
    outcome = pipe(project, monkeypatch, TEXT.replace("三车", "五车").encode())
    assert codes(outcome) == ["page-there-already"]
    assert (project.root / PAGE).read_bytes() == TEXT.encode()


def test_who_does_not_say_which_page_is_told(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    outcome = pipe(project, monkeypatch, TEXT.encode(), date=None, page=None)
    assert outcome.code(strict=False) == 2
    assert "--date YYYY-MM-DD --page N" in outcome.problems[0].message()
    assert not (project.root / "content").exists()


def test_a_dry_run_from_standard_input_writes_nothing(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    data = pipe(project, monkeypatch, TEXT.encode(), dry_run=True).data
    assert isinstance(data, dict)
    assert (data["page"]["file"], len(data["articles"])) == ("-", 2)
    assert not (project.root / "content").exists()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (TEXT.encode("gb18030"), "file-recoded"),
        (TEXT.encode("utf-16"), "file-recoded"),
        (b"\x00\x01\x02\x03" * 200, "file-binary"),
        (b"PK\x03\x04" + b"x" * 50, "file-binary"),
        (bytes(range(128, 256)) * 3, "file-binary"),
        (b"x" * 1_000_001, "file-too-large"),
    ],
)
def test_any_bytes(project: Project, monkeypatch: pytest.MonkeyPatch, data: bytes, code: str) -> None:
    outcome = pipe(project, monkeypatch, data)
    assert code in codes(outcome)
    read = code == "file-recoded"
    assert outcome.code(strict=False) == (0 if read else 1)
    assert (project.root / PAGE).exists() == read
    if read:
        assert (project.root / PAGE).read_bytes() == data
        assert import_.import_changed(project).data == []


def test_a_folder_s_paper_is_known_by_its_address() -> None:
    slugs = {"papers/青禾报": "qinghe-bao", "papers/红河报": "honghe-bao", "tags/x": "y-bao"}
    place = "content/pages/{}/2023-04-12/02.txt"
    assert paper_of(place.format("honghe-bao"), "青禾报", slugs) == "红河报"
    assert paper_of(place.format("qinghe-bao"), "青禾报", slugs) == "青禾报"
    assert paper_of(place.format("y-bao"), "青禾报", slugs) == "青禾报"
    assert paper_of("elsewhere.txt", "青禾报", {}) == "青禾报"


def test_a_folder_with_a_chinese_name_is_called_as_its_paper(project: Project) -> None:
    """The name is the paper's, its address is read from it: nothing to warn of, at this import or the next."""
    path = project.root / "content/pages/红河日报/2023-04-12/02.txt"
    path.parent.mkdir(parents=True)
    path.write_text(TEXT, "utf-8")
    assert codes(import_.import_changed(project)) == []
    assert set(papers(project.root)) == {"红河日报"}
    slugs = read_tables(project.content / "data").value.slugs
    assert {key: slug for key, slug in slugs.items() if key.startswith("papers/")} == {
        "papers/红河日报": "hong-he-ri-bao"
    }
    assert [page.paper for page in read_pages(project, slugs).value] == ["红河日报"]
    assert import_.import_changed(project) == Outcome(data=[])


def test_several_papers_are_each_named_once(project: Project) -> None:
    root = project.root
    for name in ("qinghe-bao/2023-04-12/02.txt", "honghe-bao/2023-04-12/02.txt"):
        path = root / "content/pages" / name
        path.parent.mkdir(parents=True)
        path.write_text(TEXT, "utf-8")
    import_.run(project, ["content/pages/qinghe-bao"], start=root)
    outcome = import_.run(project, ["content/pages"], start=root, dry_run=True)
    assert codes(outcome) == ["page-paper-assumed", "page-twice"]
    import_.run(project, ["content/pages/honghe-bao"], start=root, paper="红河报")
    assert sorted(papers(root)) == ["红河报"] * 2 + ["青禾报"] * 2
    assert import_.import_changed(project) == Outcome(data=[])
    following = root / "content/pages/honghe-bao/2023-04-13/01.txt"
    following.parent.mkdir()
    following.write_text(TEXT, "utf-8")
    assert codes(import_.import_changed(project)) == []
    assert sorted(papers(root)) == ["红河报"] * 4 + ["青禾报"] * 2
    pages = read_pages(project, read_tables(project.content / "data").value.slugs).value
    assert [page.paper for page in pages] == ["红河报", "红河报", "青禾报"]


def test_the_command_reads_its_standard_input(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "jianbao", "import", "-", "--dry-run", "--json"]
    options = ["--paper", "青禾报", "--date", "2023-04-12", "--page", "2"]
    done = subprocess.run([*command, *options], input=TEXT.encode(), capture_output=True, cwd=tmp_path, check=False)
    found = json.loads(done.stdout)
    assert (found["page"]["paper"], found["page"]["file"]) == ("青禾报", "-")
    empty = subprocess.run([*command, *options], input=b"", capture_output=True, cwd=tmp_path, check=False)
    assert empty.returncode == 1
    assert [problem["code"] for problem in json.loads(empty.stdout)["problems"]] == ["page-empty"]
