"""The short way from Markdown to HTML gives what Python-Markdown gives, or leaves the text to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import event, example, given, settings
from hypothesis import strategies as st

from jianbao.publish import headings, shortcut
from jianbao.publish.bodies import converter

PIECES = st.sampled_from(
    [
        "甲",
        "乙。",
        "“引”",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\n\n\n",
        "- ",
        "> ",
        "## ",
        "# ",
        "### ",
        "#",
        "**",
        "**粗**",
        "*",
        "_",
        "1. ",
        "2023. ",
        "[",
        "](",
        "[名](https://x.cn/1?a=2)",
        "(",
        ")",
        "https://a.cn/",
        "\u3000",
        "\xa0",
        "-",
        "---",
        "===",
        "=",
        "abc",
        "1.5",
        ": ",
        "+ ",
        "|",
        "&",
        "<b>",
        "`",
        "\\",
        "!",
        "![图](/a.jpg)",
        "![",
        "![图 说](b_c/图.png?d=1%20)",
        '![](https://x.cn/a-1_2.jpg "题 说")',
        '![甲"乙](a.jpg)',
        "![图](//x.cn/a.jpg)",
        '"题"',
        "^",
        '"',
        "'",
        "~",
        "{",
        "}",
        "@",
        "[^1]",
        "丙丁",
        "\t",
        "…",
        "——",
        ".",
        "1)",
        "\u2003",
        "\ufeff",
        "\u200b",
        "，",
        "\x1f",
        "\u2028",
    ]
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)
_SAID = st.lists(st.sampled_from([*"图说 (a1-。“#'{:^@\u3000.+&;=$", '"']), max_size=3).map("".join)
_FILES = [
    "/",
    "a",
    "b.jpg",
    "_",
    "-",
    "图",
    "1",
    "http://x.cn/",
    ".",
    "~",
    "%20",
    "?",
    "=",
    "//",
    "(",
    ")",
    " ",
    "#",
    ":",
]
PICTURES = st.lists(
    st.builds("![{}]({}{})".format, _SAID, st.lists(st.sampled_from(_FILES), max_size=4).map("".join), st.just(""))
    | st.builds('![{}](/a.jpg "{}")'.format, _SAID, _SAID)
    | st.sampled_from(["![图 说](/img/图_1.jpg)", '![](a.png "题 说")', "![图](https://x.cn/a?b=1)"])
    | st.sampled_from(["甲。", "\n\n", "- ", "> ", "## ", "**粗**", " ", "\n", "!", "乙"]),
    max_size=6,
).map("".join)
LONG = converter(short=False)


def agrees(text: str) -> None:
    made = shortcut.html_of(text, headings.placed)
    event("short" if made is not None else "left to the library")
    if made is not None:
        assert made == LONG(text).html


@settings(max_examples=1500, deadline=None)
@given(TEXTS)
@example("## 一\n\n甲。\n\n## 一\n\n- 甲\n- 乙\n\n> 丙")
def test_the_short_way_writes_the_same_bytes(text: str) -> None:
    agrees(text)


@settings(max_examples=1000, deadline=None)
@given(PICTURES)
def test_the_short_way_writes_the_same_bytes_of_pictures(text: str) -> None:
    agrees(text)


@pytest.mark.slow
@settings(max_examples=60_000, deadline=None)
@given(TEXTS | PICTURES)
def test_the_short_way_writes_the_same_bytes_at_length(text: str) -> None:
    agrees(text)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("甲。\n\n乙。\n", "<p>甲。</p>\n<p>乙。</p>"),
        ("# 题\n\n## 小题", '<h2 id="ti">题</h2>\n<h3 id="xiao-ti">小题</h3>'),
        ("- 甲\n- 乙", "<ul>\n<li>甲</li>\n<li>乙</li>\n</ul>"),
        ("> 甲", "<blockquote>\n<p>甲</p>\n</blockquote>"),
        ("![图 一](/img/a_1.jpg)", '<p><img alt="图 一" loading="lazy" src="\x1fimg/a_1.jpg"></p>'),
        ('乙![](b.png "丙")', '<p>乙<img alt="" loading="lazy" src="b.png" title="丙"></p>'),
        ("**甲**乙[丙](https://x.cn/)", '<p><strong>甲</strong>乙<a href="https://x.cn/">丙</a></p>'),
    ],
)
def test_what_it_knows(text: str, html: str) -> None:
    assert shortcut.html_of(text, headings.placed) == html
    assert LONG(text).html == html


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "甲\n乙",
        "1. 甲",
        "<b>",
        "甲\u3000",
        "> > 甲",
        "- 甲\n- 1. 乙",
        "甲 *乙*",
        "**甲****乙**",
        "- - 甲",
        "![图](javascript:x)",
        "![图](//x.cn/a.jpg)",
        '![甲"乙](a.jpg)',
        "![图](a.jpg '题')",
        "![图]( a.jpg)",
        "!甲",
    ],
)
def test_what_it_leaves_to_the_library(text: str) -> None:
    assert shortcut.html_of(text, headings.placed) is None
    assert converter()(text) == LONG(text)


def test_most_articles_take_it(shared: Path) -> None:
    sentences = (shared / "bench/data/sentences.txt").read_text("utf-8").splitlines()[:2000]
    taken = sum(shortcut.html_of(f"{it}\n\n{it}\n", headings.placed) is not None for it in sentences)
    assert taken > 0.9 * len(sentences)
