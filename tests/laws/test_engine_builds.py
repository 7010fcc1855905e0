"""After any edits, a build that remembers gives the site that a build without memory gives, byte for byte."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from jianbao.commands import build, remember
from jianbao.edge import look as looking
from jianbao.edge import same
from jianbao.edge import settings as project_settings
from jianbao.model.problem import JianbaoError

THEME = Path(__file__).resolve().parents[1] / "publish" / "theme"
NAMES = [f"n{number}" for number in range(7)]
NAME = st.sampled_from(NAMES)
FIELDS: dict[str, list[str]] = {
    "title": ["题目", "另一个题目", '"<题>&"', ""],
    "date": ["2023-04-12", "2023-04-11", "2022-12-31", "2023-04-12T09:00:00+00:00", "2199-01-01"],
    "tags": ["[工会]", "[工会, 时间]", "[实践, 时间]", "[AI]", "[]"],
    "region": ['"620923"', '"620000"', '"110106"', '"999999"', '"320586"', '""'],
    "regions": ['["620900"]', '["500000", "620923"]', "[]"],
    "authors": ["[{name: 江大川, role: 记者}]", "[{name: 李梅}]", "[]"],
    "rubric": ["要闻", "综合", ""],
    "paper": ["江边日报", "晨报"],
    "edition": ["2023-04-12", "2023-04-11"],
    "page": ["1", "2", "3"],
    "order": ["0", "1"],
    "kind": ["photo", "news"],
    "summary": ["提要一句", ""],
    "updated": ["2023-05-01", "2023-06-01"],
    "aliases": ["[old-name]", "[]"],
    "slug": ["s-1", "x", "X y"],
    "draft": ["true", "false"],
    "unknown": ["1"],
}
BODIES = [
    "正文一段。",
    "正文一段。" * 40,
    "正文一段。" * 40 + "补记。",
    "甲 *乙*[^1]\n\n[^1]: 注",
    "## 题\n\n- 甲\n- 乙",
]
SETTINGS = {"title": ["剪报", "另一名"], "per_listing": ["2", "3"], "paper": ["江边日报", "测试报"]}
TABLE = [
    '["tags/时间"]',
    '[slugs]\n"tags/时间" = "shi"\n',
    "",
    '[slugs]\n"tags/AI" = "ai-x"\n"papers/晨报" = "chen"\n',
]


def outputs(folder: Path) -> dict[str, bytes]:
    """Return every file of a site but the marker."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != ".jianbao")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


class Edits(RuleBasedStateMachine):
    """A publisher at work, and a build after each few edits."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="jianbao-edits-"))
        self.articles: dict[str, dict[str, str]] = {}
        self.bodies: dict[str, str] = {}
        self.settings = {name: values[0] for name, values in SETTINGS.items()}
        self.options: dict[str, Any] = {}
        self.command = "build"
        self.epoch = 1_700_000_000
        self.due = False
        self.young = looking.YOUNG
        self.start = Path.cwd()
        os.chdir(self.root)

    def teardown(self) -> None:
        looking.YOUNG = self.young
        os.chdir(self.start)
        os.environ.pop("SOURCE_DATE_EPOCH", None)
        remember.VERSION = ""
        shutil.rmtree(self.root, ignore_errors=True)

    @initialize(young=st.sampled_from([0, looking.YOUNG]))
    def begin(self, young: int) -> None:
        looking.YOUNG = young  # with 0 the times of files are taken at their word, as those of old files are
        shutil.copytree(THEME, self.root / "themes" / "tiny")
        (self.root / "content" / "data").mkdir(parents=True)
        (self.root / "content" / "static").mkdir()
        page = self.root / "content/pages/jb/2023-04-12"
        page.mkdir(parents=True)
        for number in range(4):
            self.bodies[NAMES[number]] = BODIES[0]
            self.articles[NAMES[number]] = {"title": f"题{number}", "date": "2023-04-12", "slug": NAMES[number]}
            self._write(NAMES[number])
        self._settle()

    def _settle(self) -> None:
        lines = [f"{name} = {value if value.isdigit() else repr(value)}" for name, value in self.settings.items()]
        text = "\n".join([*lines, 'base_url = "https://news.example/x/"', 'theme = "tiny"', ""])
        (self.root / "jianbao.toml").write_text(text, "utf-8")

    def _write(self, name: str) -> None:
        head = "".join(f"{key}: {value}\n" for key, value in self.articles[name].items())
        path = self.root / "content" / "articles" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{head}---\n\n{self.bodies[name]}\n", "utf-8")
        self.due = True

    @rule(name=NAME, field=st.sampled_from(sorted(FIELDS)), data=st.data())
    def edit_a_field(self, name: str, field: str, data: st.DataObject) -> None:
        if name in self.articles:
            self.articles[name][field] = data.draw(st.sampled_from(FIELDS[field]))
            self._write(name)

    @rule(name=NAME, body=st.sampled_from(BODIES))
    def edit_a_body(self, name: str, body: str) -> None:
        if name in self.articles:
            self.bodies[name] = body
            self._write(name)

    @rule(name=NAME)
    def add(self, name: str) -> None:
        if name not in self.articles:
            self.articles[name] = {"title": f"新{name}", "date": "2023-04-13", "slug": name, "tags": "[工会]"}
            self.bodies[name] = BODIES[1]
            self._write(name)

    @rule(name=NAME)
    def delete(self, name: str) -> None:
        if self.articles.pop(name, None) is not None:
            (self.root / "content" / "articles" / f"{name}.md").unlink()
            self.due = True

    @rule(name=NAME, other=NAME)
    def rename(self, name: str, other: str) -> None:
        if name in self.articles and other not in self.articles:
            self.articles[other], self.bodies[other] = self.articles.pop(name), self.bodies.pop(name)
            folder = self.root / "content" / "articles"
            (folder / f"{name}.md").rename(folder / f"{other}.md")
            self.due = True

    @rule(name=NAME)
    def keep_the_time_of_the_file(self, name: str) -> None:
        if name in self.articles:
            path = self.root / "content" / "articles" / f"{name}.md"
            found = path.stat()
            self.bodies[name] = self.bodies[name][::-1] if "\n" not in self.bodies[name] else self.bodies[name]
            self._write(name)
            os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))

    @rule(
        template=st.sampled_from(["listing.html", "article.html", "home.html"]), words=st.sampled_from(["甲", "乙"])
    )
    def edit_a_template(self, template: str, words: str) -> None:
        path = self.root / "themes/tiny/templates" / template
        text = path.read_text("utf-8").split("{# edit")[0]
        path.write_text(text + "{# edit #}" + words, "utf-8")
        self.due = True

    @rule(text=st.sampled_from(["a{}", "b{}"]))
    def edit_a_style(self, text: str) -> None:
        (self.root / "themes/tiny/static").mkdir(exist_ok=True)
        (self.root / "themes/tiny/static/more.css").write_text(text, "utf-8")
        self.due = True

    @rule(field=st.sampled_from(sorted(SETTINGS)), data=st.data())
    def edit_the_settings(self, field: str, data: st.DataObject) -> None:
        self.settings[field] = data.draw(st.sampled_from(SETTINGS[field]))
        self._settle()
        self.due = True

    @rule(text=st.sampled_from(TABLE))
    def edit_the_tables(self, text: str) -> None:
        (self.root / "content/data/slugs.toml").write_text(text, "utf-8")
        self.due = True

    @rule(text=st.sampled_from(["a", "b", None]))
    def edit_a_static_file(self, text: str | None) -> None:
        path = self.root / "content/static/mine.txt"
        if text is None:
            path.unlink(missing_ok=True)
        else:
            path.write_text(text, "utf-8")
        self.due = True

    @rule(drafts=st.booleans(), future=st.booleans())
    def other_options(self, drafts: bool, future: bool) -> None:
        self.options = {"drafts": drafts, "future": future}
        self.due = True

    @rule(days=st.sampled_from([-900, -400, 30, 80_000]))
    def the_clock_jumps(self, days: int) -> None:
        self.epoch = min(max(self.epoch + days * 86400, 1_000_000_000), 8_000_000_000)
        self.due = True

    @rule(version=st.sampled_from(["", "2"]))
    def another_version_of_the_program(self, version: str) -> None:
        remember.VERSION = version
        self.due = True

    @rule(command=st.sampled_from(["build", "serve"]))
    def another_command(self, command: str) -> None:
        self.command = command

    @rule(data=st.data())
    def someone_takes_an_output_away(self, data: st.DataObject) -> None:
        made = sorted(outputs(self.root / "site"))
        if made:
            (self.root / "site" / data.draw(st.sampled_from(made))).unlink()
            self.due = True

    @invariant()
    def the_site_is_that_of_a_clean_build(self) -> None:
        if not self.due:
            return
        self.due = False
        os.environ["SOURCE_DATE_EPOCH"] = str(self.epoch)
        found = project_settings.load(self.root, **self.options)
        clean = self.root / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        words = [self.command, *(f"--{name}" for name, asked in sorted(self.options.items()) if asked)]
        said, before = same.compare(words)
        results: list[tuple[object, int | None]] = []
        other = replace(found.value, output=clean / "site", cache=clean / "cache")
        for project, known in ((found.value, before), (other, None)):
            try:
                outcome = build.run(project, before=known)
            except JianbaoError as stop:
                results.append((stop.problem, None))
            else:
                results.append((set(outcome.problems), outcome.exit_code))
                if not results[1:] and said is not None:  # it was said that nothing changed: then it did not
                    assert isinstance(outcome.data, dict)
                    assert (outcome.data["written"], outcome.data["removed"]) == (0, 0)
                if not results[1:] and outcome.same is not None:
                    outcome.same.keep(("", "", 0) if self.command == "build" else None, words, None)
        assert results[0] == results[1]
        if (clean / "site").exists():
            first, second = outputs(self.root / "site"), outputs(clean / "site")
            assert first.keys() == second.keys()
            assert [path for path in first if first[path] != second[path]] == []


def test_incremental_is_clean() -> None:
    run_state_machine_as_test(
        Edits,
        settings=settings(
            max_examples=6, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


@pytest.mark.slow
def test_incremental_is_clean_at_length() -> None:
    run_state_machine_as_test(
        Edits,
        settings=settings(
            max_examples=60, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
