"""Reading a page: what the fast reader finds, and that the standard library's parser finds the same."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jianbao.checks.markup import Place, read


def test_title_ids_links_and_pictures_with_their_lines() -> None:
    facts = read(
        '<!doctype html>\n<html lang="zh-CN"><head><title>  甲 &amp; 乙 </title>\n'
        '<link rel="stylesheet" href="style.css"><script src="a.js"></script></head>\n'
        '<body id="top"><a href="b.html?x=1&amp;y=2#z">b</a>\n<img src="c.png"><img src="d.png" alt="">\n'
    )
    assert facts.title == "甲 & 乙"
    assert facts.ids == (Place(text="top", line=4),)
    assert facts.links == (
        Place(text="style.css", line=3),
        Place(text="a.js", line=3),
        Place(text="b.html?x=1&y=2#z", line=4),
        Place(text="c.png", line=5),
        Place(text="d.png", line=5),
    )
    assert facts.bare_images == (Place(text="c.png", line=5),)


@pytest.mark.parametrize(
    "html",
    [
        '<!-- <a href="no.html"> -->',
        "<script>document.write('<a href=\"no.html\">')</script>",
        '<style>a::after{content:"<a href=no>"}</style>',
        '<textarea><a href="no.html"></textarea>',
        "&lt;a href=no.html&gt;",
        "3 < 4 and 5 > 4",
        "<!-- never closed <a href=no.html>",
    ],
)
def test_what_only_looks_like_a_link(html: str) -> None:
    assert read(html).links == ()


@pytest.mark.parametrize(
    ("html", "targets"),
    [
        ("<A HREF='x.html'>", ["x.html"]),
        ("<a href=x.html>", ["x.html"]),
        ("<a\n  class='a>b'\n  href = \"x.html\" >", ["x.html"]),
        ("<img srcset='a.png 1x, b.png 2x' src=c.png alt=''>", ["c.png", "a.png", "b.png"]),
        ("<meta http-equiv=refresh content='0; url=../new.html'>", ["../new.html"]),
        ("<meta property='og:image' content='/i.png'>", ["/i.png"]),
        ("<meta name=description content='x.html'>", []),
        ("<object data='a.svg'></object><td data='no'>", ["a.svg"]),
        ("<svg><use xlink:href='#i'/></svg>", ["#i"]),
        ("<form action='search.html'>", ["search.html"]),
        ("<base href='https://elsewhere.example/'>", []),
        ("<a href=' x.html '>", ["x.html"]),
        ("<br/><a href='x/'/>", ["x/"]),
    ],
)
def test_every_way_of_linking(html: str, targets: list[str]) -> None:
    assert [link.text for link in read(html).links] == targets


def test_an_a_with_a_name_is_a_place_too_and_doubles_are_kept() -> None:
    facts = read("<a name=x></a><p id=x><p id='甲'>")
    assert [place.text for place in facts.ids] == ["x", "x", "甲"]


def test_a_page_of_one_line_and_a_megabyte_is_read_at_once() -> None:
    assert len(read("<p title='" + "<" * 1_000_000).links) == 0
    assert len(read("<a href=x>" * 100_000).links) == 100_000


class Reference(HTMLParser):
    """The standard library's parser, asked for the same."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.ids: list[str] = []
        self.bare = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in reversed(attrs)}
        self.links += [values[key].strip() for key in ("href", "src") if key in values]
        if values.get("id"):
            self.ids.append(values["id"])
        self.bare += tag == "img" and "alt" not in values


VALUE = st.text(alphabet="ab甲/.#?&=;>< ", max_size=6)


def attribute(name: str, value: str, quote: str) -> str:
    said = value.replace("&", "&amp;")
    return f"{name}={quote}{said}{quote}"


ATTRIBUTES = st.lists(
    st.builds(attribute, st.sampled_from(["href", "src", "id", "alt", "class"]), VALUE, st.sampled_from("\"'")),
    max_size=3,
).map(" ".join)
PIECES = st.one_of(
    st.builds("<{} {}>".format, st.sampled_from(["a", "img", "p", "br"]), ATTRIBUTES),
    st.builds("<!-- {} -->".format, st.text(alphabet="ab<> ", max_size=5)),
    st.builds("<script {}>{}</script>".format, ATTRIBUTES, st.text(alphabet="ab<'\"", max_size=5)),
    st.text(alphabet="甲乙ab.\n", max_size=5),
)


@given(st.lists(PIECES, max_size=8).map("".join))
@settings(max_examples=150, deadline=None)
def test_the_standard_library_finds_the_same(html: str) -> None:
    reference = Reference()
    reference.feed(html)
    reference.close()
    facts = read(html)
    assert [link.text for link in facts.links] == reference.links
    assert [place.text for place in facts.ids] == reference.ids
    assert len(facts.bare_images) == reference.bare
