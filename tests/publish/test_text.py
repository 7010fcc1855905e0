from __future__ import annotations

import html
import re

import hypothesis.strategies as st
import pytest
from hypothesis import given

from jianbao.publish.text import characters, excerpt, plain, reading_minutes, shorten, unwrap


def test_line_ends_between_chinese_characters_go() -> None:
    assert unwrap("春天\n来了，\n花 开\nspring\n到") == "春天来了，花 开\nspring\n到"
    assert unwrap("一行") == "一行"


_EAST = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u2018-\u201d\u2014\u2026"


@given(st.text("文，\u3000 \t\na“…—\u2019豈￯ꀀ"))
def test_line_ends_go_where_the_characters_beside_them_say_so(text: str) -> None:
    assert unwrap(text) == re.sub(rf"(?<=[{_EAST}])[ \t]*\n[ \t]*(?=[{_EAST}])", "", text)


@given(st.text("文。1. \t\n*_`[]()!>#-+&amp;\\|^~:", max_size=60))
def test_an_opening_without_marks_is_what_taking_marks_off_leaves(text: str) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("jianbao.publish.text._MARKED", re.compile(""))
        slowly = excerpt(text)
    assert excerpt(text) == slowly


def test_a_text_is_cut_after_a_sentence_if_one_ends_in_its_second_half() -> None:
    assert shorten("短。", 10) == "短。"
    assert shorten("一二三四五六。七八九十甲乙", 10) == "一二三四五六。"
    assert shorten("一。二三四五六七八，甲乙丙", 10) == "一。二三四五六七八…"


@pytest.mark.parametrize(
    ("markdown", "opening"),
    [
        ("## 小题\n\n第一段。\n\n第二段。", "第一段。第二段。"),
        ("![图](/a.jpg)\n\n|a|\n|-|\n\n---\n\n**粗**和[链接](https://x.example/)与`码`。", "粗和链接与码。"),
        ("> 引文。\n\n- 甲\n- 乙", "引文。甲乙"),
        ("2023. 年初\\*星\\*注[^1]。\n\n[^1]: 注文", "2023. 年初*星*注。"),
        ("3 &lt; 5", "3 < 5"),
        ("## 小题\n紧跟的一段。", "紧跟的一段。"),
        ("[" * 100_000, "[" * 109 + "…"),
        ("", ""),
    ],
)
def test_an_excerpt_is_plain_words(markdown: str, opening: str) -> None:
    assert excerpt(markdown) == opening


def test_an_excerpt_is_short() -> None:
    assert len(excerpt("长" * 500)) == 110


def test_plain_text_has_a_line_for_each_block() -> None:
    body = '<h2 id="a">题</h2>\n<p>一&amp;<strong>二</strong><br>三</p>\n<ul>\n<li>四</li>\n<li>五</li>\n</ul>'
    assert plain(body) == "题\n一&二\n三\n四\n五"


def test_cells_of_a_row_stay_on_a_line() -> None:
    assert (
        plain("<table><tr>\n<th>甲</th>\n<th>乙</th>\n</tr><tr><td>1</td><td>2</td></tr></table>") == "甲\t乙\n1\t2"
    )


def test_marks_of_footnotes_are_no_text() -> None:
    note = '<p>文<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>。</p><ol><li><p>注&#160;'
    assert plain(note + '<a class="footnote-backref" href="#fnref:1">↩</a></p></li></ol>') == "文。\n注"


def test_gap_marks_are_no_text() -> None:
    assert plain('<p>缺<span class="gap" title="缺字"></span>字</p>') == "缺字"


def test_counts() -> None:
    assert characters("一 二\n三　四") == 4
    assert [reading_minutes(it) for it in (0, 400, 401)] == [1, 1, 2]


def _slowly(body: str) -> str:
    """Say what `plain` says, as one would write it first."""
    blocks = "p|h[1-6]|li|ul|ol|blockquote|table|thead|tbody|tr|th|td|pre|div|hr|dl|dt|dd"
    cells = re.sub(r"</t[hd]>\s*<t[hd]\b[^>]*>", "\t", body.replace("<br>", "\n"))
    made = re.sub(r"<[^>]*>", "", re.sub(rf"\s*</?(?:{blocks})\b[^>]*>\s*", "\n", cells))
    return re.sub(r"[ \t]*\n[ \t\n]*", "\n", html.unescape(made).replace("\xa0", " ")).strip()


PIECES = [
    "<p>",
    "</p>",
    "\n",
    " ",
    "\t",
    "\u3000",
    "字",
    "a",
    "<br>",
    "<td>",
    "</td>",
    '<th class="x">',
    "</th>",
    "<tr>",
]
PIECES += [
    "&amp;",
    "&#10;",
    "\xa0",
    "&nbsp;",
    "<strong>",
    "</strong>",
    '<h2 id="x">',
    "</h2>",
    "<hr>",
    "<pre>",
    "\x0b",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_plain_is_quick_and_says_the_same(body: str) -> None:
    assert plain(body) == _slowly(body)
