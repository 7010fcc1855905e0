"""`jianbao deploy`: builds, checks, then publishes; errors stop it before anything leaves the house."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from jianbao.commands import deploy
from jianbao.commands.outcome import Outcome, Project
from jianbao.edge.deploy_plan import Published
from jianbao.edge.sink import Sink
from jianbao.model.problem import Code, JianbaoError, Severity
from jianbao.model.settings import DeployTarget, Settings

BAD = Code(name="bad-thing", severity=Severity.ERROR, en="bad", zh="坏")
ODD = Code(name="odd-thing", severity=Severity.WARNING, en="odd", zh="怪")
WEB = DeployTarget(name="web", kind="folder", to="www")
BRANCH = DeployTarget(name="pages", kind="git", to="origin", branch="pages")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(
        root=tmp_path,
        settings=Settings(base_url="https://news.example/", deploy=(WEB,)),
        output=tmp_path / "site",
        cache=tmp_path / ".cache/jianbao",
        settings_file="jianbao.toml",
    )


def built(project: Project, body: str = "<title>甲</title>", *found: Code) -> Outcome:
    sink = Sink(project.output)
    sink.put("index.html", body.encode())
    sink.finish()
    return Outcome(problems=tuple(code.at() for code in found))


def codes(outcome: Outcome) -> list[str]:
    return [problem.code for problem in outcome.problems]


def test_it_builds_checks_and_publishes_and_says_where(project: Project) -> None:
    outcome = deploy.run(project, build=built)
    assert outcome.problems == ()
    assert (project.root / "www/index.html").read_text("utf-8") == "<title>甲</title>"
    assert outcome.lines[-1].en == f"published to {project.root / 'www'}: 1 new, 0 changed, 0 removed"
    again = deploy.run(project, "web", build=built)
    assert again.lines[-1].en.endswith("up to date: nothing to publish")


def test_an_error_while_building_stops_it(project: Project) -> None:
    outcome = deploy.run(project, build=lambda given: built(given, "<title>x</title>", BAD))
    assert codes(outcome) == ["bad-thing", "deploy-stopped"]
    assert outcome.code(strict=False) == 1
    assert not (project.root / "www").exists()


def test_an_error_while_checking_stops_it(project: Project) -> None:
    outcome = deploy.run(project, build=lambda given: built(given, "<title>x</title><a href='gone.html'>"))
    assert codes(outcome) == ["site-dead-link", "deploy-stopped"]
    assert not (project.root / "www").exists()


def test_warnings_stop_it_under_strict_only(project: Project) -> None:
    def odd(given: Project) -> Outcome:
        return built(given, "<title>x</title>", ODD)

    strict = deploy.run(project, build=odd, strict=True)
    assert codes(strict) == ["odd-thing", "deploy-stopped"]
    assert not (project.root / "www").exists()
    assert deploy.run(project, build=odd).code(strict=False) == 0
    assert (project.root / "www").exists()


def test_a_dry_run_names_the_first_files(project: Project) -> None:
    def many(given: Project) -> Outcome:
        sink = Sink(given.output)
        for name in ("index.html", *(f"{number}.html" for number in range(8))):
            sink.put(name, b"<title>x</title>")
        sink.finish()
        return Outcome()

    outcome = deploy.run(project, build=many, dry_run=True)
    assert [line.en for line in outcome.lines] == [
        f"would publish to {project.root / 'www'}: 9 new, 0 changed, 0 removed",
        *(f"  + {number}.html" for number in range(5)),
        "  + … and 4 more",
    ]
    assert not (project.root / "www").exists()
    assert isinstance(outcome.data, dict)
    assert len(outcome.data["added"]) == 9


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000/", "http://localhost/", "https://example.org/"])
def test_an_address_that_is_nobody_s_is_a_warning(project: Project, url: str) -> None:
    local = replace(project, settings=replace(project.settings, base_url=url))
    outcome = deploy.run(local, build=built)
    assert codes(outcome) == ["deploy-base-url"]
    assert outcome.code(strict=False) == 0


def test_publishing_drafts_is_a_warning(project: Project) -> None:
    assert codes(deploy.run(replace(project, drafts=True), build=built)) == ["deploy-drafts"]


def chosen(project: Project, name: str | None, *targets: DeployTarget) -> str:
    given = replace(project, settings=replace(project.settings, deploy=targets))
    try:
        return deploy.choose(given, name).name
    except JianbaoError as error:
        return f"{error.exit_code} {error.problem.code}: {error.problem.message()}"


def test_which_target(project: Project) -> None:
    assert chosen(project, None, WEB) == "web"
    assert chosen(project, "pages", WEB, BRANCH) == "pages"
    assert chosen(project, None, WEB, BRANCH).endswith("jianbao deploy pages | web")
    assert chosen(project, "wbe", WEB, BRANCH).endswith("choose one of: pages, web")
    assert chosen(project, None).startswith("2 deploy-no-target: ")
    assert "jianbao.toml" in chosen(project, "web")
    assert chosen(project, None, replace(WEB, kind="ftp")).startswith("2 deploy-unknown-kind: ")
    assert chosen(project, None, replace(WEB, to=" ")).startswith("2 deploy-no-place: ")


def test_nothing_is_built_for_a_target_that_is_not_there(project: Project) -> None:
    def never(_project: Project) -> Outcome:
        raise AssertionError

    with pytest.raises(JianbaoError, match="deploy-unknown-target"):
        deploy.run(project, "wbe", build=never)


@pytest.mark.parametrize(
    ("kind", "way"), [("folder", "deploy_folder"), ("rsync", "deploy_rsync"), ("git", "deploy_git")]
)
def test_each_kind_has_its_way(project: Project, kind: str, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, object]] = []

    def publish(*_given: object, **options: object) -> Published:
        asked.append(options)
        return Published(place=kind, changed=("a.html",), detail="abc")

    monkeypatch.setattr(getattr(deploy, way), "publish", publish)
    target = DeployTarget(name="t", kind=kind, to="x", branch="b")
    given = replace(project, settings=replace(project.settings, deploy=(target,)))
    outcome = deploy.run(given, build=built, first=True, dry_run=False)
    assert outcome.lines[-1].zh == f"已发布到 {kind}：新增 0，改动 1，删除 0 [abc]"
    assert (asked[0]["first"], asked[0]["dry_run"]) == (True, False)
