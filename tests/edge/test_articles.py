"""Which files are articles."""

from __future__ import annotations

from pathlib import Path

from jianbao.edge.articles import read_articles


def test_markdown_at_any_depth_in_a_fixed_order(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "articles"
    for name in ("b.md", "a/z.markdown", "a/b/c.MD", "a.txt", ".hidden.md", ".git/x.md", "A.md"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")
    (folder / "folder.md").mkdir()
    (folder / "loop").symlink_to(folder)
    found = read_articles(folder)
    names = [path for path, _ in found.value]
    assert names == [f"content/articles/{name}" for name in ("A.md", "a/b/c.MD", "a/z.markdown", "b.md")]
    assert found.value[3] == ("content/articles/b.md", "b.md")
    assert found.problems == ()


def test_what_is_not_text_is_left_out_and_said(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "articles"
    folder.mkdir(parents=True)
    (folder / "a.md").write_bytes(b"\x00\x01\x02")
    (folder / "b.md").write_text("好", "utf-8")
    (folder / "gone.md").symlink_to(folder / "nowhere")
    found = read_articles(folder, tmp_path)
    assert [path for path, _ in found.value] == ["content/articles/b.md"]
    assert [problem.line().partition(":")[0] for problem in found.problems] == [
        "content/articles/a.md",
        "content/articles/gone.md",
    ]


def test_no_folder_has_no_articles(tmp_path: Path) -> None:
    assert read_articles(tmp_path / "content" / "articles").value == ()
