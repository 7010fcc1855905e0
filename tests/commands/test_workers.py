"""Work spread over processes."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from jianbao.commands import build, workers, writing
from jianbao.edge import settings
from jianbao.edge.problems import FILE_UNREADABLE
from jianbao.model.problem import JianbaoError, Where
from jianbao.publish.routes import Routes

pytestmark = pytest.mark.skipif(not workers.can_fork(), reason="this system does not fork safely")


def test_every_item_is_done_once() -> None:
    answers = list(workers.spread(range(1000), 3, lambda item, _process: (item * item,)))
    assert sorted(answers) == [(item, (item * item,)) for item in range(1000)]
    assert answers == list(workers.spread(range(1000), 3, lambda item, _process: (item * item,)))
    assert list(workers.spread((), 2, lambda item, _process: (item,))) == []


def test_what_stops_one_process_stops_the_work() -> None:
    def work(item: int, _process: int) -> workers.Answer:
        if item == 700:
            raise JianbaoError(FILE_UNREADABLE.at(Where(file="x"), reason="gone"), 1)
        return (item,)

    with pytest.raises(JianbaoError) as stopped:
        list(workers.spread(range(1000), 2, work))
    assert (stopped.value.problem.where.file, stopped.value.exit_code) == ("x", 1)


def test_a_bug_in_a_worker_is_not_passed_over(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RuntimeError, match="worker"):
        list(workers.spread([1], 2, lambda item, _process: (item / 0,)))
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_meanwhile_this_process_does_something_else(tmp_path: Path) -> None:
    told = tmp_path / "told"

    def work(item: int, _process: int) -> workers.Answer:
        for _ in range(1000):
            if told.exists():
                return (item,)
            time.sleep(0.01)
        return (-1,)

    answers = list(workers.spread(range(3), 1, work, beside=told.touch))
    assert answers == [(0, (0,)), (1, (1,)), (2, (2,))]


def test_what_stops_this_process_is_told_when_the_others_have_ended(tmp_path: Path) -> None:
    def work(item: int, _process: int) -> workers.Answer:
        time.sleep(0.05)
        (tmp_path / str(item)).touch()
        return (item,)

    def beside() -> None:
        raise JianbaoError(FILE_UNREADABLE.at(Where(file="x"), reason="gone"), 1)

    with pytest.raises(JianbaoError):
        list(workers.spread(range(3), 2, work, beside=beside))
    assert {it.name for it in tmp_path.iterdir()} == {"0", "1", "2"}


@pytest.mark.parametrize("drafts", [False, True])
def test_one_process_and_several_give_the_same_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, drafts: bool
) -> None:
    monkeypatch.setattr(workers, "LEAST", 80)
    monkeypatch.setattr(writing, "_HELD", 100)  # so that forks put lines behind those of forks before them
    (tmp_path / "jianbao.toml").write_text('title = "剪报"\nper_listing = 5\n', "utf-8")
    folder = tmp_path / "content" / "articles"
    folder.mkdir(parents=True)
    for number in range(150):
        head = f"title: 题{number}\ndate: 2023-0{number % 9 + 1}-12\nslug: n-{number}\n"
        head += f"tags: [工会, 标签{number % 40}]\n"
        head += "draft: true\n" if number % 25 == 0 else ""
        body = "正文。[坏](javascript:x)" if number % 50 == 1 else "正文。"
        (folder / f"{number}.md").write_text(f"---\n{head}---\n\n{body}\n", "utf-8")
    (folder / "broken.md").write_text("no front matter\n", "utf-8")
    (folder / "gb.md").write_bytes(
        "---\ntitle: 旧编码\ndate: 2023-01-02\nslug: gb\n---\n\n正文。\n".encode("gb18030")
    )
    project = settings.load(tmp_path, drafts=drafts).value
    sites = []
    found: list[int] = []
    search = writing.Writer._search

    def seen(self: writing.Writer, routes: Routes) -> None:
        found.append(self.sink.written)
        search(self, routes)

    monkeypatch.setattr(writing.Writer, "_search", seen)
    for jobs in (1, 2, 3):
        output, cache = tmp_path / f"site{jobs}", tmp_path / f"cache{jobs}"
        outcome = build.run(replace(project, jobs=jobs, output=output, cache=cache))
        assert isinstance(outcome.data, dict)
        assert outcome.data["unchanged"] == 0
        after, total = found[0], outcome.data["written"]
        assert after > 150  # search is put when the articles are there,
        assert (after < total / 2) is (jobs > 1)  # and while other processes make the rest, where there are any
        files = {it.relative_to(output): it.read_bytes() for it in output.rglob("*") if it.is_file()}
        sites.append((set(outcome.problems), files))
        again = build.run(replace(project, jobs=jobs, output=output, cache=cache))
        assert isinstance(again.data, dict)
        assert (again.data["written"], set(again.problems)) == (0, set(outcome.problems))
        found.clear()
    assert len(sites[0][1]) > workers.LEAST
    assert {it.where.file for it in sites[0][0]} >= {"content/articles/broken.md", "content/articles/gb.md"}
    assert sites[0] == sites[1] == sites[2]
