"""Laws of checking: no input stops it, order changes nothing, and a link that leads to a file is never dead."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from jianbao.checks.markup import read
from jianbao.checks.site import check_files, resolve

NAME = st.text(alphabet="abc甲-1", min_size=1, max_size=5)
PATH = st.lists(NAME, min_size=1, max_size=4).map(lambda parts: "/".join(parts) + ".html")
BASE = st.sampled_from(["https://n.example/", "https://n.example/a/b/", "http://127.0.0.1:8000/"])


@given(st.text(alphabet="<>a/=\"' !-hrefscipt\n&;#甲", max_size=60))
@settings(max_examples=200, deadline=None)
def test_no_text_stops_the_reader(text: str) -> None:
    facts = read(text)
    assert all(1 <= link.line <= text.count("\n") + 1 for link in facts.links)


@given(st.text(max_size=30), PATH, BASE)
@settings(max_examples=200, deadline=None)
def test_no_link_stops_the_check(link: str, path: str, base: str) -> None:
    found = resolve(path, link, base)
    assert found is None or isinstance(found[0], str)


def relative(source: str, target: str) -> str:
    return "../" * source.count("/") + target


@given(st.lists(PATH, min_size=1, max_size=5, unique=True), BASE)
@settings(max_examples=100, deadline=None)
def test_links_to_files_that_are_there_are_never_dead(paths: list[str], base: str) -> None:
    links = [*paths, *(base + path for path in paths)]
    files = [
        (
            path,
            (
                "<title>x</title>"
                + "".join(f"<a href='{relative(path, to) if to in paths else to}'>" for to in links)
            ).encode(),
        )
        for path in paths
    ]
    assert list(check_files(iter(files), paths=frozenset(paths), base_url=base)) == []


@given(
    st.permutations(
        [("a.html", b"<a href='gone'>"), ("b.html", b"<a href='gone2'><p id=x><p id=x>"), ("c.xml", b"")]
    )
)
@settings(max_examples=6, deadline=None)
def test_the_order_of_files_changes_nothing(files: list[tuple[str, bytes]]) -> None:
    paths = {path for path, _ in files}
    found = check_files(iter(files), paths=paths, base_url="https://n.example/")
    lines = sorted(problem.line() for problem in found)
    assert [line.split(":")[0] for line in lines] == ["a.html", "a.html", "b.html", "b.html", "b.html"]
