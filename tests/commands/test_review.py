"""`jianbao review` without its browser: what each deed does to the files, what is refused, undo, merging."""

from __future__ import annotations

import datetime as dt
import threading
from pathlib import Path

import pytest

from commands.reviewing import FILE, TEXT, simple_cut, simple_draft
from jianbao.commands import import_, review
from jianbao.commands.import_sheet import Options
from jianbao.commands.outcome import Outcome
from jianbao.commands.review_desk import Desk
from jianbao.document.frontmatter import parse
from jianbao.edge.lock import locked
from jianbao.edge.settings import load
from jianbao.model.article import Article
from jianbao.model.project import Project

YE, CAI = "content/articles/2023/04/ye-xiao.md", "content/articles/2023/04/cai-yuan.md"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setattr("jianbao.ingest.pipeline.cut_page", simple_cut)
    monkeypatch.setattr("jianbao.ingest.draft.draft", simple_draft)
    monkeypatch.setattr("jianbao.zh.words.load", lambda _cache: None)
    (tmp_path / "jianbao.toml").write_text('paper = "青禾报"', "utf-8")
    (tmp_path / FILE).parent.mkdir(parents=True)
    (tmp_path / FILE).write_text(TEXT, "utf-8")
    return load(tmp_path).value


@pytest.fixture
def desk(project: Project) -> Desk:
    found = Desk(project=project, language="en", first=project.root / FILE)
    found.state("")
    return found


def articles(root: Path) -> dict[str, Article]:
    found = {}
    for path in sorted((root / "content/articles").rglob("*.md")):
        article = parse(path.read_text("utf-8"), path.name).value
        assert article is not None
        found[path.name] = article
    return found


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in (root / "content").rglob("*")
        if path.is_file()
    }


def act(desk: Desk, **deed: object) -> dict[str, object]:
    return dict(desk.act({"stamp": desk.state("")["stamp"], "page": FILE, **deed}))


def bodies(desk: Desk) -> dict[str, str]:
    return {name: article.body for name, article in articles(desk.project.root).items()}


def test_the_state_says_where_each_line_went(desk: Desk) -> None:
    state = desk.state("")
    lines = state["lines"]
    assert isinstance(lines, list)
    assert [(line["n"], line["places"], line["leftover"]) for line in lines] == [
        (1, [[1, -1]], -1),
        (2, [[1, 0]], -1),
        (3, [[1, 1]], -1),
        (4, [[2, 0]], -1),
        (5, [[2, 1]], -1),
        (6, [], 0),
    ]
    assert state["pages"] == [{"file": FILE, "open": True}]
    assert state["name"] == {"paper": "青禾报", "date": "2023-04-12", "page": 2}
    one = state["articles"]
    assert isinstance(one, list)
    assert (one[0]["title"], one[0]["kicker"], one[0]["head"]) == ("夜校", "青禾镇办夜校", [1])
    assert [block["lines"] for block in one[0]["blocks"]] == [[2], [3]]


def test_a_page_that_lies_elsewhere_stands_in_the_list_of_pages(project: Project, tmp_path: Path) -> None:
    elsewhere = tmp_path.parent / f"{tmp_path.name}-page.txt"
    elsewhere.write_text(TEXT, "utf-8")
    options = Options(paper="青禾报", date=dt.date(2023, 4, 13), page=1)
    desk = Desk(project=project, language="en", first=elsewhere, options=options)
    state = desk.state("")
    listed = state["pages"]
    assert isinstance(listed, list)
    assert [each["file"] for each in listed] == [elsewhere.name, FILE]
    assert state["file"] == elsewhere.name
    assert state["name"] == {"paper": "青禾报", "date": "2023-04-13", "page": 1}
    assert desk.state(FILE)["name"] == {"paper": "青禾报", "date": "2023-04-12", "page": 2}, (
        "what was said of the first"
    )


def test_lines_are_found_wherever_their_text_stands_now(desk: Desk) -> None:
    path = desk.project.root / YE
    text = path.read_text("utf-8")
    path.write_text(text.replace("三百人", "四百人").replace("\n\n座位不够，有人站着听。", ""), "utf-8")
    other = desk.project.root / CAI
    other.write_text(
        other.read_text("utf-8").replace("一天收了三车。", "一天收了三车。又记：座位不够，有人站着听。"), "utf-8"
    )
    lines = desk.state("")["lines"]
    assert isinstance(lines, list)
    assert [(line["n"], line["places"]) for line in lines][1:5] == [
        (2, [[1, 0]]),
        (3, [[2, 1]]),
        (4, [[2, 0]]),
        (5, [[2, 1]]),
    ]


def test_fields_and_their_exchange(desk: Desk) -> None:
    act(desk, do="field", path=YE, name="title", value=" 新的\n标题 ")
    act(desk, do="field", path=CAI, name="deck", value="副题")
    assert articles(desk.project.root)["ye-xiao.md"].title == "新的 标题"
    assert articles(desk.project.root)["cai-yuan.md"].deck == "副题"
    act(desk, do="swap", path=YE)
    article = articles(desk.project.root)["ye-xiao.md"]
    assert (article.title, article.kicker) == ("青禾镇办夜校", "新的 标题")
    assert article.slug == "ye-xiao", "its address stays"


def test_a_split_makes_an_article_with_an_address_and_takes_its_gaps_along(desk: Desk) -> None:
    act(desk, do="split", path=YE, at=1, title="站着听")
    found = articles(desk.project.root)
    assert sorted(found) == ["cai-yuan.md", "new.md", "ye-xiao.md"]
    assert (found["new.md"].title, found["new.md"].body, found["new.md"].page) == (
        "站着听",
        "座位不够，有人站着听。",
        2,
    )
    assert [gap.where for gap in found["new.md"].gaps] == ["paragraph 0"]
    assert found["ye-xiao.md"].gaps == ()
    source = found["new.md"].source
    assert source is not None
    assert (source.file, source.lines) == (FILE, ((3, 3),))


def test_joining_two_articles_loses_nothing(desk: Desk) -> None:
    act(desk, do="field", path=CAI, name="kicker", value="引题")
    act(desk, do="merge", path=CAI, into=YE, head=True)
    (article,) = articles(desk.project.root).values()
    assert article.body.split("\n\n")[2:] == ["引题", "## 菜园", "菜园丰收了。", "一天收了三车。"]
    assert [gap.where for gap in article.gaps] == ["paragraph 1", "paragraph 4"]
    assert [doubt.message for doubt in article.review] == ["夜校可疑", "菜园可疑"]


def test_moving_paragraphs_lines_and_leftovers(desk: Desk) -> None:
    act(desk, do="move", path=YE, at=0, to=YE, to_at=2)
    assert bodies(desk)["ye-xiao.md"].startswith("座位不够")
    act(desk, do="move", path=YE, at=1, to=YE, to_at=0)
    assert bodies(desk)["ye-xiao.md"].startswith("开课的那天")
    act(desk, do="join", path=CAI, at=1)
    assert bodies(desk)["cai-yuan.md"] == "菜园丰收了。一天收了三车。"
    act(desk, do="move", path=CAI, at=0, line=5, to=YE, to_at=1, join=True)
    assert bodies(desk)["cai-yuan.md"] == "菜园丰收了。"
    assert bodies(desk)["ye-xiao.md"].startswith("开课的那天来了三百人。一天收了三车。")
    act(desk, do="move", leftover=0, to=CAI, to_at=1)
    assert bodies(desk)["cai-yuan.md"].endswith("\n\n编辑林晓禾")
    assert desk.state("")["leftovers"] == []


def test_doubts_gaps_and_leftovers_are_settled(desk: Desk) -> None:
    root = desk.project.root
    for path in (YE, CAI):
        act(desk, do="settle", path=path, name="review", at=0)
        act(desk, do="settle", path=path, name="gaps", at=0)
    assert {(article.review, article.gaps) for article in articles(root).values()} == {((), ())}
    assert (root / FILE).with_suffix(".review.md").exists()
    assert act(desk, do="drop", at=0)["leftovers"] == []
    state = desk.state("")
    assert (state["report"], state["open"]) == ([], False)
    assert not (root / FILE).with_suffix(".review.md").exists()


def test_every_deed_is_undone_to_the_byte(desk: Desk) -> None:
    before = files(desk.project.root)
    deeds: list[dict[str, object]] = [
        {"do": "field", "path": YE, "name": "title", "value": "新"},
        {"do": "swap", "path": YE},
        {"do": "split", "path": YE, "at": 1, "title": "另"},
        {"do": "merge", "path": CAI, "into": YE, "head": False},
        {"do": "move", "path": YE, "at": 0, "to": YE, "to_at": 2},
        {"do": "settle", "path": YE, "name": "gaps", "at": 0},
        {"do": "move", "leftover": 0, "to": YE, "to_at": 0},
    ]
    for count, deed in enumerate(deeds, 1):
        found = act(desk, **deed)
        assert (found["error"], found["undo"]) == ("", count), deed
    for _ in deeds:
        assert act(desk, do="undo")["error"] == ""
    assert files(desk.project.root) == before
    assert act(desk, do="undo")["error"] == "there is nothing to undo"


@pytest.mark.parametrize(
    ("deed", "why"),
    [
        ({"do": "nothing"}, "cannot be done"),
        ({}, "cannot be done"),
        ({"do": "field", "path": YE, "name": "title", "value": " "}, "needs a headline"),
        ({"do": "field", "path": YE, "name": "slug", "value": "x"}, "edit the file"),
        ({"do": "field", "path": YE, "name": "title", "value": 7}, "not a text"),
        ({"do": "field", "path": YE, "name": "title", "value": "长" * 6000}, "too long"),
        ({"do": "field", "path": "../../etc/passwd", "name": "title", "value": "x"}, "no such article"),
        ({"do": "swap", "path": CAI}, "no kicker"),
        ({"do": "split", "path": YE, "at": 0, "title": "x"}, "not there"),
        ({"do": "split", "path": YE, "at": True, "title": "x"}, "not there"),
        ({"do": "split", "path": YE, "at": 1, "title": ""}, "headline"),
        ({"do": "merge", "path": YE, "into": YE}, "another article"),
        ({"do": "move", "path": YE, "at": 9, "to": CAI, "to_at": 0}, "not there"),
        ({"do": "move", "path": YE, "at": 0, "to": CAI, "to_at": 9}, "not there"),
        ({"do": "move", "path": YE, "at": 0, "to": CAI, "to_at": 0, "join": True}, "no paragraph before"),
        ({"do": "move", "path": YE, "at": 0, "line": 5, "to": CAI, "to_at": 0}, "word for word"),
        ({"do": "move", "leftover": 4, "to": CAI, "to_at": 0}, "not there"),
        ({"do": "settle", "path": YE, "name": "tags", "at": 0}, "cannot be settled"),
        ({"do": "drop", "at": 3}, "not there"),
        ({"do": "drop", "at": "0"}, "not there"),
    ],
)
def test_what_cannot_be_done_changes_nothing(desk: Desk, deed: dict[str, object], why: str) -> None:
    before = files(desk.project.root)
    found = act(desk, **deed)
    assert why in str(found["error"])
    assert found["undo"] == 0
    assert files(desk.project.root) == before


def test_files_that_are_not_safe_to_edit_are_refused(desk: Desk) -> None:
    path = desk.project.root / CAI
    path.write_text("+++\ntitle = '菜园'\ndate = 2023-04-12\n+++\n\n菜园丰收了。\n", "utf-8")
    assert "not safe" in str(act(desk, do="field", path=CAI, name="title", value="新")["error"])
    assert act(desk, do="move", path=YE, at=1, to=CAI, to_at=1)["error"] == "", "its text is"


def test_what_was_changed_elsewhere_is_not_overwritten(desk: Desk) -> None:
    old = desk.state("")["stamp"]
    path = desk.project.root / YE
    path.write_text(path.read_text("utf-8") + "\n别处写的。\n", "utf-8")
    found = desk.act({"do": "swap", "path": YE, "page": FILE, "stamp": old})
    assert "changed elsewhere" in str(found["error"])
    assert act(desk, do="swap", path=YE)["error"] == ""
    path.write_text(path.read_text("utf-8") + "\n又写。\n", "utf-8")
    assert "cannot be undone" in str(act(desk, do="undo")["error"])


def test_while_another_command_works_nothing_is_done(desk: Desk) -> None:
    before = files(desk.project.root)
    stamp = desk.state("")["stamp"]
    with locked(desk.project.cache, "build"):
        found = desk.act({"do": "swap", "path": YE, "page": FILE, "stamp": stamp})
        assert found["error"]
        assert "failed" in found
    assert files(desk.project.root) == before


def test_what_was_done_here_stays_when_the_page_changes(desk: Desk) -> None:
    """The law of merging holds for the deeds of review as for any edit."""
    root = desk.project.root
    act(desk, do="split", path=YE, at=1, title="站着听")
    act(desk, do="move", path=CAI, at=1, to=YE, to_at=1)
    (root / FILE).write_text(TEXT.replace("三车", "五车").replace("有人站着听", "两个人站着听"), "utf-8")
    import_.run(desk.project, [FILE], start=root)
    assert bodies(desk) == {
        "ye-xiao.md": "开课的那天来了三百人。\n\n一天收了五车。",
        "new.md": "座位不够，两个人站着听。",
        "cai-yuan.md": "菜园丰收了。",
    }
    before = files(root)
    import_.run(desk.project, [FILE], start=root)
    assert files(root) == before


def test_a_page_that_is_gone_is_said(desk: Desk) -> None:
    (desk.project.root / FILE).unlink()
    assert "error[file-missing]" in str(desk.state("")["failed"])
    assert desk.act({"do": "swap", "path": YE, "page": FILE, "stamp": ""})["error"]


def run(project: Project, page: str, **more: object) -> tuple[Outcome, list[Outcome]]:
    said: list[Outcome] = []
    stop = threading.Event()
    stop.set()
    found = review.run(project, page, report=said.append, no_open=True, start=project.root, stop=stop, **more)  # type: ignore[arg-type]  # by the callers
    return found, said


def test_the_command_imports_the_page_and_tells_the_address(project: Project) -> None:
    found, (said,) = run(project, "")
    assert found.code(strict=True) == 0
    assert isinstance(said.data, dict)
    assert said.data["url"].startswith("http://127.0.0.1:")
    assert said.data["url"] in said.lines[0].zh
    assert len(articles(project.root)) == 2


def test_the_latest_page_with_something_to_settle_comes_first(project: Project) -> None:
    for day in ("2023-04-11", "2023-04-13"):
        path = project.root / FILE.replace("2023-04-12", day)
        path.parent.mkdir()
        path.write_text(TEXT, "utf-8")
    run(project, FILE)
    assert len(articles(project.root)) == 2
    run(project, "")
    assert len(articles(project.root)) == 2, "the one with a report, not the latest"


def test_what_stops_it_is_said(project: Project, tmp_path: Path) -> None:
    assert [problem.code for problem in run(project, "nowhere.txt")[0].problems] == ["file-missing"]
    (tmp_path / "stray.txt").write_text("夜校：开课。\n", "utf-8")
    assert run(project, "stray.txt")[0].code(strict=False) == 2
    (tmp_path / "stray.txt").write_text(TEXT, "utf-8")
    named = Options(paper="红河报", date=dt.date(2023, 5, 1), page=4)
    assert run(project, "stray.txt", options=named)[0].code(strict=False) == 0
    assert {article.paper for article in articles(project.root).values()} == {"红河报"}
    (project.root / FILE).write_text("", "utf-8")
    (project.root / FILE).unlink()
    assert [problem.code for problem in run(project, "")[0].problems] == ["review-no-page"]
