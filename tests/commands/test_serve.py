"""`jianbao serve`, with a build that is a stand-in: what it builds when, what the browser gets, how it ends."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from jianbao.commands import serve
from jianbao.commands.outcome import Outcome, Project
from jianbao.edge.problems import LOCKED
from jianbao.model.problem import Code, Found, JianbaoError, Severity
from jianbao.model.settings import Settings

BAD = Code(name="bad-thing", severity=Severity.ERROR, en="bad {what}", zh="坏 {what}")


class Desk:
    """Serves in a thread, and waits for what is reported."""

    def __init__(self, root: Path) -> None:
        self.project = Project(
            root=root,
            settings=Settings(base_url="https://news.example/"),
            output=root / "site",
            cache=root / ".cache",
            settings_file="jianbao.toml",
        )
        (root / "content").mkdir()
        (root / "jianbao.toml").write_text("title = 'x'", "utf-8")
        self.build: Callable[[Project], Outcome] = self.usual
        self.load: Callable[[], Found[Project]] = lambda: Found(value=self.project)
        self.outcomes: list[Outcome] = []
        self._news = threading.Condition()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self.ended: Outcome | None = None

    def usual(self, project: Project) -> Outcome:
        project.output.mkdir(exist_ok=True)
        text = "".join(path.read_text("utf-8") for path in sorted(project.content.glob("*.md")))
        (project.output / "index.html").write_text(f"<body>{text} {project.settings.title}</body>", "utf-8")
        return Outcome(data={"built": True})

    def _run(self) -> None:
        self.ended = serve.run(
            self.project,
            load=self._load,
            build=self._build,
            report=self._report,
            port=0,
            stop=self._stop,
        )

    def _load(self) -> Found[Project]:
        return self.load()

    def _build(self, project: Project) -> Outcome:
        return self.build(project)

    def _report(self, outcome: Outcome) -> None:
        with self._news:
            self.outcomes.append(outcome)
            self._news.notify_all()

    def start(self) -> None:
        self._thread.start()
        self.wait(lambda: any("url" in self.data(each) for each in self.outcomes))

    def stop(self) -> None:
        self._stop.set()
        self._thread.join(10)
        assert not self._thread.is_alive()

    @staticmethod
    def data(outcome: Outcome) -> dict[str, object]:
        return outcome.data if isinstance(outcome.data, dict) else {}

    def wait(self, ready: Callable[[], bool]) -> None:
        with self._news:
            assert self._news.wait_for(ready, 10)

    def builds(self) -> int:
        return sum("built" in self.data(each) for each in self.outcomes)

    def _ask(self, path: str, *, lines: bool = False) -> str:
        url = next(str(self.data(each)["url"]) for each in self.outcomes if "url" in self.data(each))
        talk = http.client.HTTPConnection(urlsplit(url).netloc, timeout=10)
        talk.request("GET", f"/{path}")
        answer = talk.getresponse()
        found = answer.readline() if lines else answer.read()
        answer.close()
        talk.close()
        return found.decode("utf-8")

    def get(self, path: str) -> str:
        return self._ask(path)

    def news(self) -> str:
        return self._ask(".jianbao/events", lines=True)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(serve, "PAUSE", 0.02)
    found = Desk(tmp_path)
    yield found
    if found._thread.ident:
        found.stop()


def test_it_builds_says_where_the_site_is_and_shows_it(desk: Desk) -> None:
    desk.start()
    assert desk.builds() == 1
    assert any("http://127.0.0.1:" in line.en for each in desk.outcomes for line in each.lines)
    assert "剪报" in desk.get("")


def test_a_change_is_named_built_and_shown(desk: Desk) -> None:
    desk.start()
    (desk.project.content / "a.md").write_text("新闻", "utf-8")
    desk.wait(lambda: desk.builds() == 2)
    assert "changed: content/a.md" in [line.en for each in desk.outcomes for line in each.lines]
    assert "新闻" in desk.get("")
    assert ".2" in desk.news()


def test_a_change_during_the_build_is_built_too(desk: Desk) -> None:
    def slow(project: Project) -> Outcome:
        outcome = desk.usual(project)
        (project.content / "late.md").write_text("晚到", "utf-8")
        return outcome

    desk.build = slow
    desk.start()
    desk.wait(lambda: desk.builds() == 2)
    assert "晚到" in desk.get("")


def test_what_building_itself_writes_ends_in_rest(desk: Desk) -> None:
    def importing(project: Project) -> Outcome:
        if not (project.content / "made.md").exists():
            (project.content / "made.md").write_text("x", "utf-8")
        return desk.usual(project)

    desk.build = importing
    desk.start()
    desk.wait(lambda: desk.builds() == 2)
    threading.Event().wait(0.3)
    assert desk.builds() == 2


def test_errors_are_shown_in_the_page_and_go_when_they_are_mended(desk: Desk) -> None:
    desk.start()
    desk.build = lambda project: replace(desk.usual(project), problems=(BAD.at(what="slug"),))
    (desk.project.content / "a.md").write_text("1", "utf-8")
    desk.wait(lambda: desk.builds() == 2)
    assert "error[bad-thing]: bad slug" in desk.news()
    desk.build = desk.usual
    (desk.project.content / "a.md").write_text("22", "utf-8")
    desk.wait(lambda: desk.builds() == 3)
    assert '"problems": []' in desk.news()


def test_what_was_told_before_is_counted_and_what_is_new_is_told(desk: Desk) -> None:
    note = Code(name="small-thing", severity=Severity.NOTE, en="small {what}", zh="小 {what}")

    def noting(project: Project) -> Outcome:
        names = sorted(path.stem for path in project.content.glob("*.md"))
        problems = (*(note.at(what=name) for name in names), *([BAD.at(what="x")] if names else []))
        return replace(desk.usual(project), problems=problems)

    def told(at: int) -> tuple[list[str], list[str]]:
        built = [each for each in desk.outcomes if "built" in desk.data(each)][at]
        return [each.message("en") for each in built.problems], [line.en for line in built.lines]

    (desk.project.content / "a.md").write_text("新闻", "utf-8")
    desk.build = noting
    desk.start()
    assert told(0) == (["small a", "bad x"], [])
    (desk.project.content / "b.md").write_text("新闻", "utf-8")
    desk.wait(lambda: desk.builds() == 2)
    assert told(1) == (["small b", "bad x"], ["notes and warnings as before: 1"])
    (desk.project.content / "a.md").unlink()
    desk.wait(lambda: desk.builds() == 3)
    assert told(2) == (["bad x"], ["notes and warnings as before: 1"])


def test_what_stops_a_build_leaves_the_site_before_and_goes_on(desk: Desk) -> None:
    def broken(_project: Project) -> Outcome:
        raise JianbaoError(BAD.at(what="theme"))

    desk.start()
    before = desk.get("")
    desk.build = broken
    (desk.project.content / "a.md").write_text("1", "utf-8")
    desk.wait(lambda: any(each.problems for each in desk.outcomes))
    assert desk.get("") == before
    assert "bad theme" in desk.news()
    desk.build = desk.usual
    (desk.project.content / "a.md").write_text("22", "utf-8")
    desk.wait(lambda: desk.builds() == 2)
    assert "22" in desk.get("")


def test_while_another_jianbao_works_it_waits_and_says_so_once(desk: Desk) -> None:
    tries: list[int] = []

    def busy(project: Project) -> Outcome:
        tries.append(1)
        if len(tries) < 4:
            raise JianbaoError(LOCKED.at(who="import"))
        return desk.usual(project)

    desk.build = busy
    desk.start()
    desk.wait(lambda: desk.builds() == 1)
    assert [problem.code for each in desk.outcomes for problem in each.problems] == ["already-running"]
    assert not any("changed" in desk.data(each) for each in desk.outcomes)
    assert '"problems": []' in desk.news()


def test_the_first_build_may_fail_too(desk: Desk) -> None:
    def broken(_project: Project) -> Outcome:
        raise JianbaoError(BAD.at(what="theme"))

    desk.build = broken
    desk.start()
    assert "bad theme" in desk.news()


def test_new_settings_count_at_once(desk: Desk) -> None:
    desk.start()
    desk.load = lambda: Found(value=replace(desk.project, settings=Settings(title="石桥日报")))
    (desk.project.root / "jianbao.toml").write_text("title = '石桥日报'", "utf-8")
    desk.wait(lambda: desk.builds() == 2)
    assert "石桥日报" in desk.get("")


def test_wrong_settings_are_shown_and_nothing_is_built(desk: Desk) -> None:
    desk.start()
    desk.load = lambda: Found(value=desk.project, problems=(BAD.at(what="key"),))
    (desk.project.root / "jianbao.toml").write_text("titel = 1", "utf-8")
    desk.wait(lambda: any(each.problems for each in desk.outcomes))
    assert "bad key" in desk.news()
    assert desk.builds() == 1


def test_settings_that_cannot_be_read_are_shown(desk: Desk) -> None:
    def gone() -> Found[Project]:
        raise JianbaoError(BAD.at(what="file"))

    desk.start()
    desk.load = gone
    (desk.project.root / "jianbao.toml").unlink()
    desk.wait(lambda: any(each.problems for each in desk.outcomes))
    assert "bad file" in desk.news()


def silent(_outcome: Outcome) -> None:
    """Hear nothing."""


def test_ctrl_c_ends_it_with_one_line_and_130(desk: Desk) -> None:
    def interrupted(_project: Project) -> Outcome:
        raise KeyboardInterrupt

    outcome = serve.run(
        desk.project, load=lambda: Found(value=desk.project), build=interrupted, report=silent, port=0
    )
    assert outcome.code(strict=False) == 130
    assert [line.en for line in outcome.lines] == ["stopped"]


def test_a_bug_is_not_hidden_and_the_port_is_free_again(desk: Desk) -> None:
    def bug(_project: Project) -> Outcome:
        raise ZeroDivisionError

    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    with pytest.raises(ZeroDivisionError):
        serve.run(desk.project, load=lambda: Found(value=desk.project), build=bug, report=silent, port=port)
    with socket.socket() as again:
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        again.bind(("127.0.0.1", port))


def test_a_taken_port_is_said(desk: Desk) -> None:
    outcomes: list[Outcome] = []
    stop = threading.Event()
    stop.set()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        serve.run(
            desk.project,
            load=lambda: Found(value=desk.project),
            build=desk.usual,
            report=outcomes.append,
            port=port,
            stop=stop,
        )
    (problem,) = [problem for each in outcomes for problem in each.problems]
    assert problem.code == "serve-port-taken"
    assert str(port) in problem.message()


def test_no_free_port_is_a_problem(desk: Desk) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 65535))
        taken.listen()
        with pytest.raises(JianbaoError, match="serve-no-port"):
            serve.run(
                desk.project, load=lambda: Found(value=desk.project), build=desk.usual, report=silent, port=65535
            )
