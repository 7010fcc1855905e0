"""Law: import, let people do anything to the files, let the page change, import again: no edit is ever lost, and
with an unchanged page nothing changes at all."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jianbao.commands import import_
from jianbao.document.frontmatter import parse
from jianbao.edge.settings import load
from jianbao.ingest.pipeline import Cut
from jianbao.model.article import Draft, Paragraph, Story
from jianbao.model.page import PageRef, PageText
from jianbao.model.problem import Found
from jianbao.model.tables import Tables

NAME = "content/pages/qinghe-bao/2023-04-12/02.txt"
HEADLINES = ("夜校", "菜园", "路灯", "")
TEXTS = ("甲。", "乙。", "- 丙", "---")
EDITS = ("edit", "delete", "move", "retitle", "front", "break")
page_lines = st.lists(st.tuples(st.sampled_from(HEADLINES), st.sampled_from(TEXTS)), max_size=4)
deeds = st.lists(
    st.one_of(page_lines, st.tuples(st.sampled_from(EDITS), st.integers(0, 5))), min_size=1, max_size=7
)


def simple_cut(page: PageText) -> Found[Cut]:
    """Each line is an article: headline：text."""
    stories = [
        Story(
            kind="news",
            headline=line.text.partition("：")[0],
            paragraphs=(Paragraph(text=line.text.partition("：")[2], lines=(line.number,)),),
            lines=(line.number,),
        )
        for line in page.lines
        if line.text
    ]
    return Found(value=Cut(stories=tuple(stories), leftovers=()))


def simple_draft(story: Story, _page: PageRef, _tables: Tables, _segmenter: object, _known: object) -> Found[Draft]:
    slug = {"夜校": "ye-xiao", "菜园": "cai-yuan"}.get(story.headline, "x")
    return Found(value=Draft(story=story, tags=(), region=None, regions=(), slug=slug))


def write_page(root: Path, lines: list[tuple[str, str]]) -> None:
    path = root / NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{headline}：{text}\n" for headline, text in lines), "utf-8")


def touch(root: Path, deed: str, number: int, stamp: int) -> None:
    """Do to one of the articles what people do."""
    paths = articles(root)
    if not paths:
        return
    path = paths[number % len(paths)]
    text = path.read_text("utf-8")
    if deed == "delete":
        path.unlink()
    elif deed == "move":
        target = root / "content/articles" / "moved" / f"{stamp}.md"
        target.parent.mkdir(exist_ok=True)
        path.rename(target)
    elif deed == "break":
        path.write_text(f"broken {stamp}\n{text}", "utf-8")
    elif deed == "edit":
        path.write_text(f"{text}\n人写的{stamp}。\n", "utf-8")
    else:
        field = "title" if deed == "retitle" else "deck"
        path.write_text(text.replace("date:", f"{field}: 人改的{stamp}\ndate:", 1), "utf-8")


def state(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted((root / "content").rglob("*"))
        if path.is_file()
    }


def articles(root: Path) -> list[Path]:
    return sorted((root / "content/articles").rglob("*.md"))


@given(page_lines, deeds)
@settings(max_examples=60, deadline=None)
def test_no_edit_is_lost_and_an_unchanged_page_changes_nothing(
    first: list[tuple[str, str]], then: list[list[tuple[str, str]] | tuple[str, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        patched.setattr("jianbao.ingest.pipeline.cut_page", simple_cut)
        patched.setattr("jianbao.ingest.draft.draft", simple_draft)
        patched.setattr("jianbao.zh.words.load", lambda _cache: None)
        root = Path(folder)
        (root / "jianbao.toml").write_text('paper = "青禾报"', "utf-8")
        write_page(root, first)
        project = load(root).value
        written: set[bytes] = set()
        for stamp, deed in enumerate([first, *then]):
            if isinstance(deed, list):
                write_page(root, deed)
            else:
                touch(root, *deed, stamp)
            mine = {
                name: text for name, text in state(root).items() if name.endswith(".md") and text not in written
            }
            there = articles(root)
            import_.run(project, [NAME], start=root)
            after = state(root)
            known = all(parse(path.read_text("utf-8"), "x").value is not None for path in there)
            if not isinstance(deed, list) and there and known:  # a broken file that moved cannot be recognised
                assert articles(root) == there, "a file that a person deleted or moved came back"
            assert mine.items() <= after.items(), "a person's file was changed or removed"
            import_.run(project, [NAME], start=root)
            assert state(root) == after, "importing twice changed a file"
            written |= {text for name, text in after.items() if name.endswith(".md") and name not in mine}
