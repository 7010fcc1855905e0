"""`jianbao build` from files to files."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import ImageFont

from jianbao.commands import build, dressing
from jianbao.commands.outcome import Outcome
from jianbao.edge import settings
from jianbao.edge.files import told
from jianbao.model.problem import JianbaoError
from jianbao.model.project import Project
from jianbao.publish import template_code
from publish.making import FOLDER, codes, dead_links

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden" / "site"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A copy of the golden site's project, with the tests' own theme."""
    shutil.copytree(GOLDEN / "two-days", tmp_path / "site-project")
    shutil.copytree(FOLDER, tmp_path / "site-project" / "themes" / "tiny")
    return tmp_path / "site-project"


def project(here: Path, **given: Any) -> Project:
    """Return the project in a folder."""
    found = settings.load(here, **given)
    assert found.problems == ()
    return found.value


def built(here: Path, **given: Any) -> Outcome:
    """Build and return the outcome."""
    return build.run(project(here, **given))


def files(folder: Path) -> dict[str, bytes]:
    """Return the files in a folder by path."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def numbers(outcome: Outcome) -> list[int]:
    """Return articles, written, unchanged, removed."""
    assert isinstance(outcome.data, dict)
    return [outcome.data[name] for name in ("articles", "written", "unchanged", "removed")]


def test_golden(here: Path) -> None:
    outcome = built(here)
    assert outcome.problems == ()
    made = files(here / "site")
    expected = here / "expected"
    inner = ("assets/", "search/base/", "search/tail/", "search/text/", "search/live/")
    addresses = [path for path in sorted(made) if not path.startswith(inner)]
    assert addresses == (expected / "addresses.txt").read_text("utf-8").split()
    for path in expected.glob("*--*"):
        assert made[path.name.replace("--", "/")].decode() == path.read_text("utf-8"), path.name
    article = made["2023/04/chun-guan.html"].decode()
    assert '<p>水渠通到<span class="gap" role="img" aria-label="缺" title="缺"></span>，麦田返青。</p>' in article
    assert (
        '<h2 id="qu-bian-de-ren">渠边的人</h2>\n<p>2023. 年的水比往年早。&lt;b&gt;是真的&lt;/b&gt;。</p>' in article
    )
    assert list(dead_links(made)) == []


def test_building_twice_touches_no_file(here: Path) -> None:
    first = built(here)
    stamps = {path: path.stat().st_mtime_ns for path in (here / "site").rglob("*") if path.is_file()}
    second = built(here)
    count = len(files(here / "site")) - 1  # the marker is not an output
    assert numbers(first) == [3, count, 0, 0]
    assert numbers(second) == [3, 0, count, 0]
    assert stamps == {path: path.stat().st_mtime_ns for path in stamps}
    assert f"3 articles; outputs: {count} written" in first.lines[-2].en
    assert str(here / "site") in first.lines[-1].zh


def test_an_article_taken_away_takes_its_pages_away(here: Path) -> None:
    built(here)
    before = files(here / "site")
    (here / "content/articles/2023/04/she-ying.md").unlink()
    outcome = built(here)
    gone = set(before) - set(files(here / "site"))
    gone = {path for path in gone if not path.startswith("search/")}
    people = {"authors/li-mei.html", "authors/li-mei/feed.xml"}
    assert gone == {"2023/04/she-ying.html", "2023/04/qu-bian.html", "_redirects", "data/redirects.map", *people}
    assert numbers(outcome)[0::3] == [2, len(set(before) - set(files(here / "site")))]


def test_a_broken_file_is_said_and_the_rest_is_built(here: Path) -> None:
    broken = here / "content/articles/2023/04/broken.md"
    broken.write_bytes(b"---\ntitle: [\n---\n\xff\x00\x01")
    outcome = built(here)
    assert numbers(outcome)[0] == 3
    assert {problem.where.file for problem in outcome.problems} == {"content/articles/2023/04/broken.md"}
    assert outcome.code(strict=False) == 1
    assert (here / "site/2023/04/chun-guan.html").is_file()


def test_a_clash_of_addresses_leaves_the_site_as_it_was(here: Path) -> None:
    built(here)
    before = files(here / "site")
    copy = here / "content/articles/copy.md"
    shutil.copy(here / "content/articles/2023/04/chun-guan.md", copy)
    outcome = built(here)
    assert codes(outcome.problems) == ["address-clash"]
    assert "content/articles/copy.md" in outcome.problems[0].message()
    assert "content/articles/2023/04/chun-guan.md" in outcome.problems[0].message()
    assert outcome.code(strict=False) == 1
    assert files(here / "site") == before


def test_files_of_the_publisher_are_copied_as_they_are(here: Path) -> None:
    for path in ("CNAME", ".well-known/security.txt", "img/一.bin", "robots.txt", "draft.txt~"):
        (here / "content/static" / path).parent.mkdir(parents=True, exist_ok=True)
        (here / "content/static" / path).write_bytes(path.encode() + b"\x00\xff")
    built(here)
    made = files(here / "site")
    for path in ("CNAME", ".well-known/security.txt", "img/一.bin", "robots.txt"):
        assert made[path] == path.encode() + b"\x00\xff"
    assert "draft.txt~" not in made


def test_a_file_of_the_publisher_at_an_address_of_ours_stops_the_build(here: Path) -> None:
    (here / "content/static").mkdir()
    (here / "content/static/Feed.xml").write_bytes(b"x")
    assert codes(built(here).problems) == ["address-clash"]
    assert not (here / "site").exists()


def test_the_publisher_s_icon_goes_before_the_theme_s(here: Path) -> None:
    icon = here / "themes" / "tiny" / "static" / "favicon.ico"
    icon.write_bytes(b"theme")
    built(here)
    assert (here / "site" / "favicon.ico").read_bytes() == b"theme"
    (here / "content" / "static").mkdir(exist_ok=True)
    (here / "content" / "static" / "favicon.ico").write_bytes(b"own")
    assert built(here).problems == ()
    assert (here / "site" / "favicon.ico").read_bytes() == b"own"


def test_a_file_that_cannot_be_read_is_said(here: Path) -> None:
    (here / "content/static").mkdir()
    (here / "content/static/a.txt").symlink_to(here / "nowhere")
    outcome = built(here)
    assert codes(outcome.problems) == ["file-unreadable"]
    assert outcome.code(strict=False) == 1
    assert (here / "site/index.html").is_file()


def test_drafts_and_the_future_on_demand(here: Path) -> None:
    (here / "content/articles/d.md").write_text(
        "---\ntitle: 草稿\ndate: 2023-04-12\ndraft: true\n---\n字\n", "utf-8"
    )
    (here / "content/articles/f.md").write_text("---\ntitle: 未来\ndate: 2999-01-01\n---\n字\n", "utf-8")
    assert numbers(built(here))[0] == 3
    assert numbers(built(here, drafts=True))[0] == 4
    assert numbers(built(here, drafts=True, future=True))[0] == 5


def test_progress_comes_to_its_end(here: Path) -> None:
    told: list[tuple[str, int, int]] = []
    build.run(project(here), lambda *it: told.append(it))
    done = [it for it in told if it[0] == "render"]
    assert done[0][1] == 0
    index = [path for path in files(here / "site") if path.startswith("search/") and path != "search/index.html"]
    assert done[-1][1] == done[-1][2] == len(files(here / "site")) - 1 - len(index)


def test_a_folder_that_is_not_ours_is_left_alone(here: Path) -> None:
    (here / "site").mkdir()
    (here / "site/mine.txt").write_text("mine", "utf-8")
    with pytest.raises(JianbaoError):
        built(here)
    assert files(here / "site") == {"mine.txt": b"mine"}


def theme_problem(here: Path, name: str) -> tuple[str, str, int]:
    """Return code, file and exit code of what stops a build with this theme."""
    with pytest.raises(JianbaoError) as caught:
        built(here, theme=name)
    assert not (here / "site").exists()
    return caught.value.problem.code, caught.value.problem.where.file, caught.value.exit_code


def test_a_theme_that_is_not_there(here: Path) -> None:
    assert theme_problem(here, "tinny") == ("theme-missing", "jianbao.toml", 2)


def test_a_theme_with_a_syntax_error_stops_before_anything_is_written(here: Path) -> None:
    (here / "themes/tiny/templates/article.html").write_text("a\nb {% if %}", "utf-8")
    assert theme_problem(here, "tiny") == ("theme-broken", "themes/tiny/templates/article.html", 2)


def test_a_template_that_fails_is_said_after_what_else_was_found(here: Path) -> None:
    (here / "themes/tiny/templates/archive.html").write_text("a\n{{ view.nothing }}", "utf-8")
    (here / "content/articles/bad.md").write_text("---\ntitle: 坏\ndate: 2023-04-12\nslug: A b\n---\n", "utf-8")
    outcome = built(here)
    assert codes(outcome.problems) == ["slug-form", "theme-failed"]
    assert outcome.problems[-1].line().startswith("themes/tiny/templates/archive.html:2: error[theme-failed]")
    assert outcome.code(strict=False) == 2


def test_themes_that_extend_each_other(here: Path) -> None:
    for name, other in (("a", "b"), ("b", "a")):
        (here / "themes" / name).mkdir()
        (here / "themes" / name / "theme.toml").write_text(f'extends = "{other}"\n', "utf-8")
    assert theme_problem(here, "a")[0] == "theme-circle"
    (here / "themes/b/theme.toml").write_text('extends = "c"\n', "utf-8")
    assert theme_problem(here, "a") == ("theme-missing", "themes/b/theme.toml", 2)


def test_a_theme_may_change_one_template_of_another(here: Path) -> None:
    (here / "themes/own/templates").mkdir(parents=True)
    (here / "themes/own/theme.toml").write_text('extends = "tiny"\n', "utf-8")
    (here / "themes/own/templates/plain.html").write_text("own {{ view.title }}", "utf-8")
    built(here, theme="own")
    assert (here / "site/404.html").read_text("utf-8") == "own 没有这一页"
    assert (here / "site/index.html").is_file()


def test_a_project_may_extend_the_shipped_theme_of_the_same_name(here: Path) -> None:
    (here / "themes/default/templates").mkdir(parents=True)
    (here / "themes/default/theme.toml").write_text('extends = "default"\n', "utf-8")
    (here / "themes/default/templates/plain.html").write_text("own", "utf-8")
    chosen = dressing.load_theme(project(here, theme="default"))
    assert {"plain.html", "article.html"} <= chosen.templates


def test_templates_are_compiled_again_by_another_version_of_what_compiles_them_and_then_kept(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled: list[str] = []
    compile_ = template_code.DirectEnvironment.compile

    def noted(self: Any, source: Any, name: Any = None, *given: Any, **named: Any) -> Any:
        compiled.append(name)
        return compile_(self, source, name, *given, **named)

    def loaded() -> int:
        compiled.clear()
        (here / ".cache" / "jianbao").mkdir(parents=True, exist_ok=True)
        dressing.load_theme(project(here, theme="tiny"))
        return len(compiled)

    monkeypatch.setattr(template_code.DirectEnvironment, "compile", noted)
    version = tmp_path / "version"
    version.write_text("1", "utf-8")
    monkeypatch.setattr(template_code, "MADE_BY", (str(version),))
    count = len([*(here / "themes/tiny/templates").rglob("*.html")])
    assert (loaded(), loaded()) == (count, 0)
    version.write_text("two", "utf-8")
    assert (loaded(), loaded()) == (count, 0)


def test_a_build_without_new_pages_loads_no_dictionary(here: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from jianbao.edge import settings;"
        "from jianbao.commands import build;"
        "build.run(settings.load(Path.cwd()).value);"
        "print(sorted({'jieba', 'pypinyin'} & set(sys.modules)))"
    )
    path = {"PYTHONPATH": str(ROOT / "generator"), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=here, env=path, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_a_slug_changed_twice_answers_at_all_its_addresses(here: Path) -> None:
    file = here / "content/articles/2023/04/chun-guan.md"
    built(here)
    assert not (here / "content/data/moved.toml").exists()
    for old, new in (("chun-guan", "chun-shui"), ("chun-shui", "qu-shui")):
        file.write_text(file.read_text("utf-8").replace(f"slug: {old}", f"slug: {new}"), "utf-8")
        built(here)
    file = file.rename(file.with_name("qu-shui.md"))
    built(here)
    said = (here / "content/data/moved.toml").read_bytes()
    assert numbers(built(here))[1:] == [0, len(files(here / "site")) - 1, 0]
    assert (here / "content/data/moved.toml").read_bytes() == said
    file.write_text(file.read_text("utf-8").replace("slug: qu-shui", "slug: shui-dao"), "utf-8")
    built(here)
    for old in ("chun-shui", "qu-shui"):
        assert 'href="../../2023/04/shui-dao.html"' in (here / f"site/2023/04/{old}.html").read_text("utf-8")


def test_a_record_of_addresses_that_is_broken_stays_as_it_is(here: Path) -> None:
    file = here / "content/articles/2023/04/chun-guan.md"
    file.write_text(file.read_text("utf-8").replace("slug: chun-guan", "slug: chun-shui"), "utf-8")
    record = here / "content/data/moved.toml"
    record.parent.mkdir(exist_ok=True)
    record.write_text("[articles\n", "utf-8")
    assert [problem.where.file for problem in built(here).problems] == ["content/data/moved.toml"]
    assert record.read_text("utf-8") == "[articles\n"


def test_a_record_of_addresses_that_cannot_be_written_stops_nothing(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(target: Path, _content: bytes) -> bool:
        raise told(target, OSError(28, "No space left on device"))

    file = here / "content/articles/2023/04/chun-guan.md"
    file.write_text(file.read_text("utf-8").replace("slug: chun-guan", "slug: chun-shui"), "utf-8")
    monkeypatch.setattr(build, "put", full)
    outcome = built(here)
    assert [(problem.code, problem.severity) for problem in outcome.problems] == [("moves-not-kept", "warning")]
    assert (here / "site/2023/04/chun-shui.html").exists()


def test_a_setting_that_needs_a_library_says_so(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (here / "jianbao.toml").open("a", encoding="utf-8") as file:
        file.write('traditional = "tw"\n')
    assert built(here).problems == ()
    assert (here / "site" / "zh-hant" / "index.html").is_file()
    monkeypatch.setattr("importlib.util.find_spec", lambda *_: None)
    with pytest.raises(JianbaoError) as raised:
        built(here)
    assert (raised.value.problem.code, raised.value.exit_code) == ("opencc-missing", 2)


def test_an_edit_changes_both_scripts_as_a_clean_build_would(here: Path) -> None:
    with (here / "jianbao.toml").open("a", encoding="utf-8") as file:
        file.write('traditional = "tw"\n')
    built(here)
    article = next(path for path in sorted((here / "content" / "articles").rglob("*.md")))
    article.write_text(article.read_text("utf-8") + "\n头发发展了。\n", "utf-8")
    built(here)
    edited = files(here / "site")
    shutil.rmtree(here / "site")
    shutil.rmtree(here / ".cache")
    built(here)
    clean = files(here / "site")
    assert any("頭髮發展了" in content.decode("utf-8", "replace") for content in clean.values())
    assert {path for path in clean | edited if clean.get(path) != edited.get(path)} == set()


def test_share_cards_want_a_font_that_can_be_read(here: Path) -> None:
    font: bytes = ImageFont.load_default(20).font_bytes  # type: ignore[union-attr]  # Pillow's own, a real one
    with (here / "jianbao.toml").open("a", encoding="utf-8") as file:
        file.write('share_font = "content/data/card.ttf#0"\n')
    with pytest.raises(JianbaoError) as raised:
        built(here)
    assert (raised.value.problem.code, raised.value.exit_code) == ("file-unreadable", 2)
    (here / "content" / "data" / "card.ttf").write_bytes(font)
    assert built(here).problems == ()
    made = sorted((here / "site" / "share").rglob("*.png"))
    assert made
    assert numbers(built(here))[1] == 0


def test_the_page_about_the_site_is_made_of_its_file(here: Path) -> None:
    built(here)
    assert not (here / "site" / "about.html").exists()
    (here / "content" / "about.md").write_text("# 关于\n\n第一句。\n", "utf-8")
    assert built(here).problems == ()
    assert "关于" in (here / "site" / "about.html").read_text("utf-8")
    article = next(iter(sorted((here / "content" / "articles").rglob("*.md"))))
    article.write_text(article.read_text("utf-8") + "\n又一段。\n", "utf-8")
    changed = (here / "site" / "about.html").stat().st_mtime_ns
    built(here)
    assert (here / "site" / "about.html").stat().st_mtime_ns == changed
    edited = files(here / "site")
    shutil.rmtree(here / "site")
    shutil.rmtree(here / ".cache")
    built(here)
    assert files(here / "site") == edited
    (here / "content" / "about.md").write_bytes(b"\xff\xfe\x00")
    assert built(here).problems != ()
    (here / "content" / "about.md").unlink()
    built(here)
    assert not (here / "site" / "about.html").exists()
