"""`jianbao build --profile`: where the time of a build goes, and on what outputs."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from jianbao.commands import build
from jianbao.edge import settings

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
