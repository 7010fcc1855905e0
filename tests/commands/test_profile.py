"""`jianbao build --profile`: where the time of a build goes, and on what outputs."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from jianbao.commands import build
from jianbao.commands.profile import Stages
from jianbao.edge import clock, settings
from jianbao.edge.manifest import MARKER
from jianbao.publish import finding

ARTICLE = "---\ntitle: 水渠{0}\ndate: 2023-04-0{0}\nslug: shui-{0}\ntags: [工会]\nregion: '620923'\n---\n\n正文。\n"


def _table(here: Path, jobs: int) -> dict[str, list[float]]:
    """Build, and return the rows of what was printed: name to figures."""
    project = replace(
        settings.load(here).value, jobs=jobs, output=here / f"site{jobs}", cache=here / f"cache{jobs}"
    )
    found = (re.fullmatch(r"(\S.*?)((?:\s+[0-9.]+)+)", line.en) for line in build.run(project, profile=True).lines)
    return {row[1]: list(map(float, row[2].split())) for row in found if row}


def test_outputs_are_counted_by_kind(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "articles"
    folder.mkdir(parents=True)
    for number in range(1, 4):
        (folder / f"{number}.md").write_text(ARTICLE.format(number), "utf-8")
    (tmp_path / "jianbao.toml").write_text('title = "剪报"\n', "utf-8")
    found = _table(tmp_path, 1)
    files = [
        it.relative_to(tmp_path / "site1").as_posix() for it in (tmp_path / "site1").rglob("*") if it.is_file()
    ]
    assert found["articles"][0] == 3
    assert found["tags: feeds"][0] == sum(it.startswith("tags/") and it.endswith("feed.xml") for it in files)
    assert found["tags"][0] == sum(it.startswith("tags/") and it.endswith(".html") for it in files)
    assert found["regions"][0] == sum(it.startswith("regions/") and it.endswith(".html") for it in files)
    assert {"read", "plan", "pages", "remember", "feed.xml", "404.html"} <= {*found}


def test_what_other_processes_made_is_counted_too(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "articles"
    folder.mkdir(parents=True)
    for number in range(400):
        text = ARTICLE.format(number % 9 + 1).replace("slug: shui-", f"slug: n{number}-")
        (folder / f"{number}.md").write_text(text, "utf-8")
    (tmp_path / "jianbao.toml").write_text('title = "剪报"\n', "utf-8")
    found = _table(tmp_path, 2)
    assert found["articles"][0] == 400
    assert found["articles"][1] > 0


def test_work_done_ahead_counts_for_the_stage_that_follows() -> None:
    def busy() -> None:
        end = clock.spent() + 0.2
        while clock.spent() < end:
            pass

    stages = Stages(asked=True)
    stages.ahead(busy)
    stages.end("pages", 3)
    stages.end("search", 5)
    rows = [re.fullmatch(r"(\S+)\s+(\d+)\s+([0-9.]+)\s+([0-9.]+)\s+[0-9.]+", it.en) for it in stages.lines()]
    found = {row[1]: (int(row[2]), float(row[3]), float(row[4])) for row in rows if row}
    assert [found[name][0] for name in ("pages", "search")] == [3, 5]
    assert found["pages"][2] < 0.1 <= found["search"][2]
    assert found["search"][1] >= 0.1
    assert found["pages"][1] >= 0.1  # by the clock the two ran at once


def test_pages_and_search_are_counted_apart(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "articles"
    folder.mkdir(parents=True)
    (folder / "1.md").write_text(ARTICLE.format(1), "utf-8")
    (tmp_path / "jianbao.toml").write_text('title = "剪报"\n', "utf-8")
    project = replace(settings.load(tmp_path).value, output=tmp_path / "site", cache=tmp_path / "cache")
    rows = [line.en.split() for line in build.run(project, profile=True).lines]
    stages = {row[0]: int(row[1]) for row in reversed(rows) if len(row) == 5 and row[1].isdecimal()}
    names = [it.relative_to(project.output).as_posix() for it in project.output.rglob("*") if it.is_file()]
    index = [it for it in names if it.startswith(f"{finding.FOLDER}/") and it != finding.PAGE]
    assert stages["search"] == len(index) > 0
    assert stages["pages"] == len(names) - len(index) - names.count(MARKER)
