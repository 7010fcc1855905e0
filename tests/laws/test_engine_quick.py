"""A build in which a few articles changed gives what a clean build gives, by way of the quick path."""

from __future__ import annotations

import os
import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from jianbao.commands import build, quick
from jianbao.commands.outcome import Outcome
from jianbao.edge import look as looking
from jianbao.edge import same
from jianbao.edge import settings as project_settings

THEME = Path(__file__).resolve().parents[1] / "publish" / "theme"
TAGS, PEOPLE = ["工会", "乡村", "铁路", "江河"], ["江大川", "李梅", "陈一"]
RARE = {
    "tags": ["时间", "实践", "桥梁", "渡口"],
    "authors": ["李美", "周三", "吴九", "郑十"],
    "region": ["620981", "110101"],
}
DAYS = [f"2023-{month:02d}-{day:02d}" for month in (3, 4) for day in (5, 6, 20)]
SETTINGS = 'title = "剪报"\nbase_url = "https://n.example/"\ntheme = "tiny"\nper_listing = 3\npaper = "江边日报"\n'
PRINTED = {"edition", "page", "order"}
PLACES = ["620923", "620900", "110106", "500000"]
TEXTS = [
    "江边一段正文。",
    "江边一段正文。" * 30,
    "甲 *乙*[^1]\n\n[^1]: 注",
    "## 小题\n\n（下转第2版）",
    "（上接第1版）又一段。",
]


class Publisher:
    """Keeps a site of invented articles, and edits it at random."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self.chance = random.Random(seed)
        self.count = 0
        shutil.copytree(THEME, root / "themes" / "tiny")
        (root / "jianbao.toml").write_text(SETTINGS, "utf-8")
        for _ in range(26):
            self.add()

    def files(self) -> list[Path]:
        return sorted((self.root / "content" / "articles").rglob("*.md"))

    def fields(self) -> dict[str, str]:
        chance = self.chance
        rare = {name: [chance.choice(them)] if chance.random() < 0.15 else [] for name, them in RARE.items()}
        made = {
            "title": f"题{chance.randrange(90)}",
            "date": chance.choice(DAYS),
            "tags": f"[{', '.join(sorted({*chance.choices(TAGS, k=2), *rare['tags']}))}]",
            "authors": f"[{{name: {chance.choice(rare['authors'] or PEOPLE)}, role: 记者}}]",
            "region": f'"{chance.choice(rare["region"] or PLACES)}"',
            "rubric": chance.choice(["要闻", "综合"]),
        }
        if chance.random() < 0.5:
            made |= {"edition": made["date"], "page": str(chance.choice([1, 2])), "order": str(chance.randrange(5))}
        return made

    def write(self, path: Path, fields: dict[str, str], body: str) -> None:
        head = "".join(f"{key}: {value}\n" for key, value in fields.items())
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{head}---\n\n{body}\n", "utf-8")

    def add(self) -> None:
        self.count += 1
        fields = self.fields() | {"slug": f"n-{self.count}"}
        folder = self.root / "content" / "articles" / fields["date"][:7].replace("-", "/")
        self.write(folder / f"n-{self.count}.md", fields, self.chance.choice(TEXTS))

    def edit(self) -> None:
        path = self.chance.choice(self.files())
        _, head, body = path.read_text("utf-8").split("---\n", 2)
        fields = dict(line.split(": ", 1) for line in head.splitlines())
        deed = self.chance.choice(["add", "remove", "title", "body", "body", "field", "field", "touch"])
        if deed == "add":
            self.add()
        elif deed == "remove":
            path.unlink()
        elif deed == "touch":
            os.utime(path)
        elif deed == "body":
            self.write(path, fields, self.chance.choice([*TEXTS, body.strip() + "\n\n补记。"]))
        else:
            other = self.fields()
            name = "title" if deed == "title" else self.chance.choice(sorted(other.keys() - PRINTED))
            self.write(path, fields | {name: other[name]}, body.strip())


def outputs(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def _run(root: Path, seed: int, steps: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """Edit and build; return how often the quick path was taken."""
    monkeypatch.setattr(looking, "YOUNG", 0)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.chdir(root)
    publisher, taken = Publisher(root, seed), []
    attempt = quick.attempt

    def counted(*given: object) -> quick.Patch:
        patch = attempt(*given)  # type: ignore[arg-type]  # handed on as it came
        taken.append(patch)
        return patch

    monkeypatch.setattr(quick, "attempt", counted)
    for _ in range(steps):
        for _ in range(publisher.chance.choice([1, 1, 1, 2, 3, 15])):
            publisher.edit()
        project = project_settings.load(root).value
        clean = root / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        words = publisher.chance.choice([["build"], ["build"], ["build", "-q"], []])  # none: another command builds
        done = build.run(project, before=same.compare(words)[1])
        reference = build.run(replace(project, output=clean / "site", cache=clean / "cache"))
        assert set(done.problems) == set(reference.problems)
        first, second = outputs(root / "site"), outputs(clean / "site")
        assert first.keys() == second.keys()
        assert [path for path in first if first[path] != second[path]] == []
        assert done.same is not None
        done.same.keep(("", "", 0) if words else None, words, None)
    checked = build.run(project_settings.load(root).value, verify=True)
    assert checked.details is not None
    assert [*checked.details()] == [], "what is remembered of an output is its digest"
    return len(taken)


def _both(root: Path, words: list[str]) -> tuple[Outcome, dict[str, bytes], Outcome, dict[str, bytes]]:
    """Build with memory and without any: what each says, and its outputs."""
    project, clean = project_settings.load(root).value, root / "clean"
    done = build.run(project, before=same.compare(words)[1])
    reference = build.run(replace(project, output=clean / "site", cache=clean / "cache"))
    return done, outputs(root / "site"), reference, outputs(clean / "site")


def _built(root: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> Publisher:
    """Build a site once, so that what comes next is a build of few changes."""
    monkeypatch.setattr(looking, "YOUNG", 0)
    monkeypatch.chdir(root)
    publisher = Publisher(root, seed)
    first = build.run(project_settings.load(root).value)
    assert first.same is not None
    first.same.keep(("", "", 0), ["build"], None)
    return publisher


def test_other_words_and_other_commands_plan_nothing_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that is asked for in another way takes up what the one before left: with nothing changed nothing is
    written, with one article changed what it changes."""
    publisher = _built(tmp_path, 6, monkeypatch)
    monkeypatch.setattr(build, "_whole", None)
    project = project_settings.load(tmp_path).value
    written = []
    for words in (["build", "-v"], [], ["build"]):
        for edited in (False, True):
            if edited:
                path = publisher.files()[0]
                path.write_text(f"{path.read_text(encoding='utf-8')}\n{words}\n", encoding="utf-8")
            done = build.run(project, before=same.compare(words)[1])
            assert isinstance(done.data, dict)
            assert (done.data["written"] > 0) is edited
            written.append(done.data["written"] + done.data["unchanged"])
            assert done.same is not None
            done.same.keep(("said", "", 0) if words else None, words, None)
            assert same.compare(["build"])[0] == (("said", "", 0) if words == ["build"] else None)
    assert len({*written}) == 1
    clean = tmp_path / "clean"
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    build.run(replace(project, output=clean / "site", cache=clean / "cache"))
    assert outputs(tmp_path / "site") == outputs(clean / "site")


@pytest.mark.parametrize("other", [{"drafts": True}, {"future": True}, {"output": "elsewhere"}])
def test_what_makes_another_site_is_planned_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: dict[str, str | bool]
) -> None:
    """Drafts, articles of the future and another folder are no matter of words: all is looked at again."""
    publisher = _built(tmp_path, 6, monkeypatch)
    fields = {name: it for name, it in publisher.fields().items() if name not in PRINTED}
    for name, extra in (("draft", {"draft": "true"}), ("late", {"date": "2999-01-01"})):
        path = publisher.files()[0].with_name(f"{name}.md")
        publisher.write(path, fields | {"slug": name} | extra, "新文。")
    found = project_settings.load(tmp_path, **other).value  # type: ignore[arg-type]  # of three kinds
    for project in (project_settings.load(tmp_path).value, found):
        done = build.run(project)
        assert done.same is not None
        done.same.keep(None, (), None)
    clean = tmp_path / "clean"
    build.run(replace(found, output=clean / "site", cache=clean / "cache"))
    assert outputs(found.output) == outputs(clean / "site")


def test_terms_that_come_and_go_do_not_need_a_whole_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new author, a new tag and a new place, and then none of them: no page is made that need not be."""
    publisher = _built(tmp_path, 5, monkeypatch)
    path = publisher.files()[-1].with_name("new.md")
    fields = {name: it for name, it in publisher.fields().items() if name not in PRINTED}
    fields |= {"slug": "new", "tags": "[工会, 灯塔]", "region": '"120101"', "authors": "[{name: 灯火, role: 记者}]"}
    publisher.write(path, fields, "新文。")
    for there in (True, False):
        if not there:
            path.unlink()
        project = project_settings.load(tmp_path).value
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(build, "_whole", None)
            done = build.run(project, before=same.compare(["build"])[1])
        assert done.same is not None
        done.same.keep(("", "", 0), ["build"], None)
        clean = tmp_path / f"clean-{there}"
        build.run(replace(project, output=clean / "site", cache=clean / "cache"))
        made = outputs(tmp_path / "site")
        assert made == outputs(clean / "site")
        own = {"tags/deng-ta.html", "tags/deng-ta/feed.xml", "authors/deng-huo.html", "regions/tianjin.html"}
        assert own & made.keys() == (own if there else set())


def test_an_alias_that_is_added_leads_to_its_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publisher = _built(tmp_path, 3, monkeypatch)
    path = publisher.files()[0]
    path.write_text(path.read_text("utf-8").replace("---\n", "---\naliases: [jiu-ti]\n", 1), "utf-8")
    _, made, _, wanted = _both(tmp_path, ["build"])
    assert any(name.endswith("/jiu-ti.html") for name in wanted)
    assert made == wanted


def test_two_new_articles_that_want_one_address_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publisher = _built(tmp_path, 4, monkeypatch)
    text = publisher.files()[0].read_text("utf-8").split("---\n", 2)
    head = "".join(f"{line}\n" for line in text[1].splitlines() if not line.startswith(("slug", "title")))
    for name in ("one.md", "two.md"):
        publisher.files()[0].with_name(name).write_text(f"---\ntitle: 同题\n{head}---\n\n正文。\n", "utf-8")
    done, made, reference, _ = _both(tmp_path, ["build"])
    assert "address-clash" in {problem.code for problem in reference.problems}
    assert set(done.problems) == set(reference.problems)
    assert not any("tong-ti" in name for name in made)


@pytest.mark.parametrize("seed", [1, 2])
def test_few_changes_give_the_clean_site(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = 16
    assert _run(tmp_path, seed, steps, monkeypatch) > steps // 2


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10, 20))
def test_many_of_them_do(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _run(tmp_path, seed, 50, monkeypatch) > 25
