"""A site is written whole, only where it changed, and only in a folder of ours."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given

from jianbao.edge import files
from jianbao.edge.manifest import HEAD, MARKER, Manifest, read_manifest
from jianbao.edge.sink import Sink, unsafe
from jianbao.model.problem import JianbaoError


def build(folder: Path, pages: dict[str, str]) -> Sink:
    sink = Sink(folder)
    sink.announce(pages)
    for path, text in pages.items():
        sink.put(path, text.encode())
    sink.finish()
    return sink


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MARKER
    }


def told(folder: Path) -> tuple[set[str], bool]:
    found = read_manifest(folder)
    assert found is not None
    return {*found.names()}, found.is_open


def stamps(folder: Path) -> dict[str, int]:
    return {path.as_posix(): path.stat().st_mtime_ns for path in sorted(folder.rglob("*")) if path.is_file()}


def test_files_are_written_and_named_in_the_manifest(tmp_path: Path) -> None:
    sink = build(tmp_path / "site", {"index.html": "a", "2023/04/x.html": "b"})
    assert tree(tmp_path / "site") == {"index.html": "a", "2023/04/x.html": "b"}
    assert (sink.written, sink.unchanged, sink.removed) == (2, 0, 0)
    assert told(tmp_path / "site") == ({"index.html", "2023/04/x.html"}, False)


def test_the_same_again_touches_nothing(tmp_path: Path) -> None:
    build(tmp_path, {"index.html": "a", "b/c.html": "b"})
    before = stamps(tmp_path)
    sink = build(tmp_path, {"index.html": "a", "b/c.html": "b"})
    assert (sink.written, sink.unchanged, sink.removed) == (0, 2, 0)
    assert stamps(tmp_path) == before


def test_what_is_not_made_any_more_goes_with_its_empty_folders(tmp_path: Path) -> None:
    build(tmp_path, {"index.html": "a", "t/u/v.html": "b", "t/w.html": "c"})
    (tmp_path / "t" / "mine.txt").write_text("a person's", "utf-8")
    sink = Sink(tmp_path)
    sink.put("index.html", b"new")
    assert sink.finish() == ("t/u/v.html", "t/w.html")
    assert sink.removed == 2
    assert tree(tmp_path) == {"index.html": "new", "t/mine.txt": "a person's"}
    assert not (tmp_path / "t" / "u").exists()


def test_kept_files_stay(tmp_path: Path) -> None:
    build(tmp_path, {"a.html": "a", "b.html": "b"})
    sink = Sink(tmp_path)
    sink.keep("a.html")
    sink.keep("c.html", written=True)
    assert sink.finish() == ("b.html",)
    assert (sink.written, sink.unchanged) == (1, 1)


def test_a_folder_that_is_not_ours_is_refused_untouched(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("years of work", "utf-8")
    with pytest.raises(JianbaoError) as stopped:
        Sink(tmp_path)
    assert (stopped.value.problem.code, stopped.value.exit_code) == ("output-not-ours", 2)
    assert "thesis.doc" in stopped.value.problem.message()
    assert tree(tmp_path) == {"thesis.doc": "years of work"}


def test_dot_files_alone_are_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*\n", "utf-8")
    (tmp_path / ".git").mkdir()
    build(tmp_path, {"index.html": "a"})
    build(tmp_path, {"other.html": "a"})
    assert tree(tmp_path) == {".gitignore": "*\n", "other.html": "a"}
    assert (tmp_path / ".git").is_dir()


def test_another_file_of_the_marker_s_name_is_not_our_marker(tmp_path: Path) -> None:
    (tmp_path / MARKER).write_text("something else\nindex.html\n", "utf-8")
    (tmp_path / "index.html").write_text("theirs", "utf-8")
    with pytest.raises(JianbaoError):
        Sink(tmp_path)


@pytest.mark.parametrize("kind", ["file", "dangling"])
def test_an_output_that_is_no_folder_is_refused(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "site"
    if kind == "file":
        path.write_text("x", "utf-8")
    else:
        path.symlink_to(tmp_path / "nowhere")
    with pytest.raises(JianbaoError) as stopped:
        Sink(path)
    assert stopped.value.problem.code == "output-no-folder"


@pytest.mark.parametrize(
    "path",
    ["", "/etc/x", "../x", "a/../../x", "a//b", "a/", "./a", "a\\..\\x", "C:/x", "con", "a/NUL.html", "com1.tar.gz",
     "lpt9",
     "a./b", "a /b", "b.", "a\x00b", "a\nb", "x?.html", MARKER, "x" * 300, "报" * 100],
)  # fmt: skip
def test_names_that_lead_out_or_that_a_system_cannot_hold_are_refused(tmp_path: Path, path: str) -> None:
    assert unsafe(path) is not None
    sink = Sink(tmp_path / "site")
    with pytest.raises(JianbaoError) as stopped:
        sink.put(path, b"x")
    assert stopped.value.problem.code == "output-unsafe"
    assert list(tmp_path.rglob("*")) == []


@pytest.mark.parametrize(
    "path", ["index.html", "2023/04/a-b.html", ".nojekyll", "标签/乡村.html", "console/x", "nul-x.html"]
)
def test_other_names_are_fine(path: str) -> None:
    assert unsafe(path) is None


def test_a_link_inside_never_leads_out(tmp_path: Path) -> None:
    build(tmp_path / "site", {"t/a.html": "a", "u.html": "u"})
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.html").write_text("mine", "utf-8")
    (tmp_path / "site" / "t" / "a.html").unlink()
    (tmp_path / "site" / "t").rmdir()
    (tmp_path / "site" / "t").symlink_to(outside)
    with pytest.raises(JianbaoError) as stopped:
        Sink(tmp_path / "site").put("t/a.html", b"new")
    assert "link" in stopped.value.problem.message()
    build(tmp_path / "site", {"u.html": "u"})
    assert tree(outside) == {"a.html": "mine"}


def test_a_file_that_became_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    build(tmp_path / "site", {"a.html": "a"})
    (tmp_path / "mine").write_text("a", "utf-8")
    (tmp_path / "site" / "a.html").unlink()
    (tmp_path / "site" / "a.html").symlink_to(tmp_path / "mine")
    build(tmp_path / "site", {"a.html": "new"})
    assert (tmp_path / "mine").read_text("utf-8") == "a"
    assert not (tmp_path / "site" / "a.html").is_symlink()


def test_a_manifest_that_was_tampered_with_removes_nothing_outside(tmp_path: Path) -> None:
    build(tmp_path / "site", {"a.html": "a"})
    victim = tmp_path / "victim.txt"
    victim.write_text("x", "utf-8")
    with (tmp_path / "site" / MARKER).open("a") as file:
        file.write(f"../victim.txt\n{victim}\n")
    build(tmp_path / "site", {"a.html": "a"})
    assert victim.exists()


def test_the_output_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "disk")
    build(tmp_path / "site", {"a/b.html": "a"})
    assert tree(tmp_path / "disk") == {"a/b.html": "a"}


def test_a_file_becomes_a_folder_and_back(tmp_path: Path) -> None:
    build(tmp_path, {"a": "file"})
    build(tmp_path, {"a/b.html": "inside", "a/c/d.html": "deep"})
    assert tree(tmp_path) == {"a/b.html": "inside", "a/c/d.html": "deep"}
    build(tmp_path, {"a": "file"})
    assert tree(tmp_path) == {"a": "file"}


def test_a_person_s_folder_in_the_way_is_said_and_stays(tmp_path: Path) -> None:
    build(tmp_path, {"b.html": "b"})
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "mine").write_text("x", "utf-8")
    with pytest.raises(JianbaoError) as stopped:
        build(tmp_path, {"a": "file"})
    assert (stopped.value.problem.code, stopped.value.exit_code) == ("output-failed", 1)
    assert (tmp_path / "a" / "mine").exists()


def test_a_full_disk_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path, {"a.html": "old"})

    write = os.write

    def full(handle: int, content: memoryview) -> int:
        if len(content) > 2:
            return write(handle, content[:2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        with pytest.raises(JianbaoError) as stopped:
            build(tmp_path, {"a.html": "longer"})
    assert "No space left" in stopped.value.problem.message()
    assert tree(tmp_path) == {"a.html": "old"}
    build(tmp_path, {"a.html": "longer"})
    assert tree(tmp_path) == {"a.html": "longer"}


def test_a_build_that_dies_leaves_files_the_next_one_knows(tmp_path: Path) -> None:
    build(tmp_path, {"a.html": "a"})
    sink = Sink(tmp_path)
    sink.announce(["a.html", "b.html", "c.html"])
    sink.put("b.html", b"b")
    (tmp_path / f".c.html.999{files.TEMP}").write_text("half", "utf-8")
    with (tmp_path / MARKER).open("a") as file:
        file.write("half-a-na")
    assert told(tmp_path) == ({"a.html", "b.html", "c.html"}, True)
    sink = build(tmp_path, {"a.html": "a", "d.html": "d"})
    assert sink.removed == 1
    assert tree(tmp_path) == {"a.html": "a", "d.html": "d"}
    assert told(tmp_path) == ({"a.html", "d.html"}, False)


WRITER = """
import sys
from pathlib import Path
from jianbao.edge.sink import Sink
sink = Sink(Path(sys.argv[1]))
text = sys.argv[2] * 2000
paths = [f"{n % 7}/{n}.html" for n in range(int(sys.argv[3]), 2000)]
print("ready", flush=True)
sink.announce(paths)
for path in paths:
    sink.put(path, (path + text).encode())
sink.finish()
"""


def test_killed_anywhere_each_file_is_old_or_new_and_the_next_build_mends_it(tmp_path: Path, root: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(root / "generator")}

    def start(text: str, first: int) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", WRITER, str(tmp_path / "site"), text, str(first)]
        return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)

    with start("a", 0) as first:
        assert first.wait(60) == 0
    for number, delay in enumerate((0.0, 0.02, 0.06, 0.15), 1):
        with start("bcde"[number - 1], number * 100) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(delay)
            process.send_signal(signal.SIGKILL)
        for path, text in tree(tmp_path / "site").items():
            if not path.endswith(files.TEMP):
                assert text in {path + letter * 2000 for letter in "abcde"}
    with start("f", 500) as last:
        assert last.wait(60) == 0
    wanted = {f"{n % 7}/{n}.html" for n in range(500, 2000)}
    assert tree(tmp_path / "site") == {path: path + "f" * 2000 for path in sorted(wanted)}


def test_put_says_whether_it_wrote(tmp_path: Path) -> None:
    assert files.put(tmp_path / "a" / "b", b"x")
    assert not files.put(tmp_path / "a" / "b", b"x")
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_output_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(JianbaoError) as stopped:
            build(tmp_path, {"a.html": "a"})
        assert stopped.value.problem.code == "output-failed"
    finally:
        tmp_path.chmod(0o700)


def test_in_an_empty_folder_files_are_written_in_place_and_a_crash_is_mended(tmp_path: Path) -> None:
    sink = Sink(tmp_path / "site")
    sink.announce(["a.html", "b/c.html"])
    sink.put("a.html", b"whole")
    (tmp_path / "site" / "b").mkdir()
    (tmp_path / "site" / "b" / "c.html").write_bytes(b"ha")  # what a kill in the middle of a write leaves
    assert told(tmp_path / "site") == ({"a.html", "b/c.html"}, True)
    again = build(tmp_path / "site", {"a.html": "whole", "b/c.html": "half"})
    assert (again.written, again.unchanged) == (1, 1)
    assert tree(tmp_path / "site") == {"a.html": "whole", "b/c.html": "half"}


def test_a_person_s_file_in_a_fresh_folder_is_replaced_only_whole(tmp_path: Path) -> None:
    sink = Sink(tmp_path)
    sink.announce(["a.html"])
    (tmp_path / "a.html").write_bytes(b"came in between")
    sink.put("a.html", b"ours")
    sink.finish()
    assert tree(tmp_path) == {"a.html": "ours"}


def test_a_temporary_file_of_a_dead_process_of_the_same_number_is_no_obstacle(tmp_path: Path) -> None:
    build(tmp_path, {"a.html": "a"})
    (tmp_path / f".{os.getpid()}{files.TEMP}").write_bytes(b"left")
    build(tmp_path, {"a.html": "b"})
    assert tree(tmp_path) == {"a.html": "b"}


@given(
    st.sets(st.text("ab/.文\u00e9\U00020000", min_size=1, max_size=6)),
    st.text("ab/.文\u00e9\U00020000", min_size=1, max_size=6),
)
def test_a_manifest_knows_each_of_its_files_and_no_other(names: set[str], other: str) -> None:
    made = Manifest("".join(f"{line}\n" for line in (HEAD, *sorted(names))).encode())
    assert made.names() == names
    assert all(made.holds(name) for name in names)
    assert made.holds(other) == (other in names)


@pytest.mark.parametrize("gone", [(), ("b.html",), ("never.html",)])
@pytest.mark.parametrize("new", [(), ("aa.html",)])
def test_a_build_of_few_files_leaves_the_manifest_of_a_whole_one(
    tmp_path: Path, gone: tuple[str, ...], new: tuple[str, ...]
) -> None:
    build(tmp_path / "site", {"a.html": "a", "b.html": "b", "c/d.html": "d"})
    sink = Sink(tmp_path / "site")
    for path in ("a.html", *new):
        sink.put(path, b"new")
    sink.finish_some(gone)
    kept = {"a.html": "new", "b.html": "b", "c/d.html": "d", **dict.fromkeys(new, "new")}
    kept = {path: text for path, text in kept.items() if path not in gone}
    assert tree(tmp_path / "site") == kept
    build(tmp_path / "whole", kept)
    marker = (tmp_path / "site" / MARKER).read_bytes()
    assert marker == (tmp_path / "whole" / MARKER).read_bytes()
    assert sink.removed == len(set(gone) & {"b.html"})


@given(
    st.sets(st.text("ab/.文\u00e9\U00020000", min_size=1, max_size=4)),
    st.sets(st.text("ab/.文\u00e9\U00020000", min_size=1, max_size=4)),
    st.sets(st.text("ab/.文\u00e9\U00020000", min_size=1, max_size=4)),
)
def test_a_manifest_that_is_changed_is_the_one_written_anew(
    names: set[str], gone: set[str], came: set[str]
) -> None:
    def written(them: set[str]) -> bytes:
        return "".join(f"{line}\n" for line in (HEAD, *sorted(them))).encode()

    assert Manifest(written(names)).changed(gone, came) == written(names - gone | came)
