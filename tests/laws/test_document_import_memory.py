"""Laws of importing again: import, let people do anything to the files, let the page change, import again.

No edit is ever lost; with an unchanged page nothing changes at all; what was split, joined, moved or renamed stays
so and follows the page.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from jianbao.commands import import_
from jianbao.document.frontmatter import parse
from jianbao.edge.settings import load
from jianbao.ingest.pipeline import Cut
from jianbao.model.article import Draft, Paragraph, Story
from jianbao.model.page import PageRef, PageText
from jianbao.model.problem import Found
from jianbao.model.project import Project
from jianbao.model.tables import Tables

NAME = "content/pages/qinghe-bao/2023-04-12/02.txt"
Page = list[tuple[str, list[tuple[int, int]]]]
"""Articles: a headline, and paragraphs: a number, and how often it was changed."""


def simple_cut(page: PageText) -> Found[Cut]:
    """A line with a colon opens an article, others are its paragraphs."""
    stories: list[tuple[str, list[Paragraph], list[int]]] = []
    for line in page.lines:
        headline, colon, text = line.text.partition("：")
        if colon:
            stories.append((headline, [], []))
        if text or (line.text and not colon):
            stories[-1][1].append(Paragraph(text=text or line.text, lines=(line.number,)))
            stories[-1][2].append(line.number)
    made = tuple(
        Story(kind="news", headline=headline, paragraphs=tuple(paragraphs), lines=tuple(numbers))
        for headline, paragraphs, numbers in stories
    )
    return Found(value=Cut(stories=made, leftovers=()))


def simple_draft(story: Story, _page: PageRef, _tables: Tables, _segmenter: object, _known: object) -> Found[Draft]:
    slug = {"夜校": "ye-xiao", "菜园": "cai-yuan"}.get(story.headline, "x")
    tags = tuple(dict.fromkeys(paragraph.text[:2] for paragraph in story.paragraphs))
    return Found(value=Draft(story=story, tags=tags, region=None, regions=(), slug=slug))


def words(number: int, version: int) -> str:
    """A paragraph like no other, and like itself in another version."""
    return (
        "".join(chr(0x4E00 + (number * 37 + k * k * 13 + 7 * k * number) % 5000) for k in range(16))
        + f"版{version}。"
    )


@contextmanager
def a_site(first: Page) -> Iterator[Project]:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        patched.setattr("jianbao.ingest.pipeline.cut_page", simple_cut)
        patched.setattr("jianbao.ingest.draft.draft", simple_draft)
        patched.setattr("jianbao.zh.words.load", lambda _cache: None)
        root = Path(folder)
        (root / "jianbao.toml").write_text('paper = "青禾报"', "utf-8")
        write_page(root, first)
        yield load(root).value


def write_page(root: Path, page: Page, blanks: int = 0) -> None:
    lines = [""] * blanks
    for headline, paragraphs in page:
        lines.append(f"{headline}：{words(*paragraphs[0]) if paragraphs else ''}")
        lines += [words(*paragraph) for paragraph in paragraphs[1:]]
    path = root / NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")


def state(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted((root / "content").rglob("*"))
        if path.is_file()
    }


def articles(root: Path) -> list[Path]:
    return sorted((root / "content/articles").rglob("*.md"))


def only_articles(found: dict[str, bytes]) -> dict[str, bytes]:
    return {name: text for name, text in found.items() if name.startswith("content/articles/")}


def body(path: Path) -> list[str]:
    """The paragraphs of an article."""
    text = path.read_text("utf-8").partition("\n---\n")[2]
    return [each.strip() for each in re.split(r"\n\n+", text) if each.strip()]


def with_body(path: Path, paragraphs: list[str]) -> None:
    head = re.match(r".*?---\n.*?\n---\n", path.read_text("utf-8"), re.DOTALL)
    assert head is not None
    path.write_text(head[0] + "".join(f"\n{each}\n" for each in paragraphs), "utf-8")


# What people do to a file: `mark` is a token that nobody else writes.


def retitle(path: Path, _others: list[Path], mark: str) -> None:
    path.write_text(
        re.sub("^title: .*", f"title: {mark}", path.read_text("utf-8"), count=1, flags=re.MULTILINE), "utf-8"
    )


def new_field(path: Path, _others: list[Path], mark: str) -> None:
    path.write_text(path.read_text("utf-8").replace("date:", f"deck: {mark}\ndate:", 1), "utf-8")


def comment(path: Path, _others: list[Path], mark: str) -> None:
    path.write_text(path.read_text("utf-8").replace("date:", f"# {mark}\ndate:", 1), "utf-8")


def unknown_field(path: Path, _others: list[Path], mark: str) -> None:
    path.write_text(path.read_text("utf-8").replace("kind:", f"作者说: {mark}\nkind:", 1), "utf-8")


def tag(path: Path, _others: list[Path], mark: str) -> None:
    path.write_text(path.read_text("utf-8").replace("tags: [", f"tags: [{mark}, ", 1), "utf-8")


def slug(path: Path, _others: list[Path], mark: str) -> None:
    text = re.sub("^slug: .*", f"slug: {mark.lower()}", path.read_text("utf-8"), count=1, flags=re.MULTILINE)
    path.write_text(f"{text}\n{mark}\n", "utf-8")


def write_more(path: Path, _others: list[Path], mark: str) -> None:
    path.write_text(f"{path.read_text('utf-8')}\n人写的{mark}。\n", "utf-8")


def change_words(path: Path, _others: list[Path], mark: str) -> None:
    found = body(path)
    with_body(path, [found[0].replace("版", f"，{mark}，版"), *found[1:]] if found else [mark])


def windows(path: Path, _others: list[Path], mark: str) -> None:
    write_more(path, _others, mark)
    path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))


def broken(path: Path, _others: list[Path], mark: str) -> None:
    path.write_text(f"{mark}\n{path.read_text('utf-8')}", "utf-8")


def cut_out(path: Path, _others: list[Path], _mark: str) -> None:
    with_body(path, body(path)[1:])


def join(path: Path, others: list[Path], _mark: str) -> None:
    """Put another article's text below this one's, and delete the other."""
    if others:
        with_body(path, [*body(path), *body(others[0])])
        others[0].unlink()


def split(path: Path, _others: list[Path], mark: str) -> None:
    """Make an article of its own of the last paragraphs."""
    found = body(path)
    half = len(found) // 2
    if half:
        target = path.with_name(f"{mark}.md")
        target.write_text(path.read_text("utf-8"), "utf-8")
        with_body(target, found[half:])
        retitle(target, [], mark)
        with_body(path, found[:half])


def move_line(path: Path, others: list[Path], _mark: str) -> None:
    """Move the first paragraph to the end of another article, or of this one."""
    found = body(path)
    if found and others:
        with_body(others[-1], [*body(others[-1]), found[0]])
        with_body(path, found[1:])
    elif found:
        with_body(path, [*found[1:], found[0]])


def rename(path: Path, _others: list[Path], mark: str) -> None:
    target = path.parents[1] / "moved" / f"{mark}.md"
    target.parent.mkdir(exist_ok=True)
    path.rename(target)


def delete(path: Path, _others: list[Path], _mark: str) -> None:
    path.unlink()


Edit = Callable[[Path, list[Path], str], None]
STRUCTURE: tuple[Edit, ...] = (join, split, move_line, rename, slug)
EDITS: tuple[Edit, ...] = (
    *STRUCTURE, retitle, new_field, comment, unknown_field, tag, write_more, change_words, windows, cut_out, delete,
    broken,
)  # fmt: skip

paragraphs = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 2)), min_size=1, max_size=4)
pages = st.lists(st.tuples(st.sampled_from(("夜校", "菜园", "路灯", "")), paragraphs), max_size=4)
edits = st.tuples(st.sampled_from(EDITS), st.integers(0, 5))


def do(root: Path, edit: Edit, number: int, mark: str) -> None:
    paths = articles(root)
    if paths:
        path = paths[number % len(paths)]
        edit(path, [each for each in paths if each != path], mark)


@given(pages, st.lists(st.one_of(pages, edits), min_size=1, max_size=6))
@settings(max_examples=50, deadline=None)
def test_no_edit_is_lost_and_an_unchanged_page_changes_nothing(
    first: Page, then: list[Page | tuple[Edit, int]]
) -> None:
    with a_site(first) as project:
        root = project.root
        import_.run(project, [NAME], start=root)
        for stamp, deed in enumerate(then):
            mark = f"人{stamp}改"
            if isinstance(deed, list):
                write_page(root, deed)
            else:
                do(root, *deed, mark)
            before = state(root)
            marks = _marks(before)
            import_.run(project, [NAME], start=root)
            after = state(root)
            assert not marks - _marks(after), "what a person wrote is gone"
            if not isinstance(deed, list) and only_articles(before) and _readable(before):
                assert only_articles(after) == only_articles(before), "the page is the same, and a file changed"
            import_.run(project, [NAME], start=root)
            assert state(root) == after, "importing twice changed a file"


def _readable(found: dict[str, bytes]) -> bool:
    """Whether files that a person moved can still be recognised: a broken one cannot."""
    return all(parse(text.decode(), name).value is not None for name, text in only_articles(found).items())


def _marks(found: dict[str, bytes]) -> Counter[str]:
    return Counter(
        mark for text in only_articles(found).values() for mark in re.findall("人[0-9]+改", text.decode())
    )


whole_pages = st.lists(st.integers(1, 4), min_size=2, max_size=4)
structure = st.tuples(st.sampled_from((*STRUCTURE, write_more, change_words, cut_out, delete)), st.integers(0, 5))


@given(whole_pages, st.lists(structure, min_size=1, max_size=4), st.sets(st.integers(0, 15)), st.integers(0, 2))
@settings(max_examples=50, deadline=None)
def test_what_was_split_joined_moved_or_renamed_stays_so_and_follows_the_page(
    sizes: list[int], then: list[tuple[Edit, int]], bumped: set[int], blanks: int
) -> None:
    """Whatever paragraphs of the page change, each one's new words are where the person put the old ones."""
    numbers = iter(range(100))
    first: Page = [
        (headline, [(next(numbers), 0) for _ in range(size)])
        for headline, size in zip(("夜校", "菜园", "路灯", "戏台"), sizes, strict=False)
    ]
    with a_site(first) as project:
        root = project.root
        import_.run(project, [NAME], start=root)
        for stamp, deed in enumerate(then):
            do(root, *deed, f"人{stamp}改")
        wanted = {path: [_bumped(each, bumped) for each in body(path)] for path in articles(root)}
        changed = [(headline, [(n, int(n in bumped)) for n, _ in held]) for headline, held in first]
        write_page(root, changed, blanks)
        import_.run(project, [NAME], start=root)
        assume(wanted)  # where all are deleted the page is imported afresh
        assert {path: body(path) for path in articles(root)} == wanted


def _bumped(paragraph: str, bumped: set[int]) -> str:
    return next((words(n, 1) for n in bumped if words(n, 0) == paragraph), paragraph)
