from __future__ import annotations

import pytest

from jianbao.model.article import Gap
from jianbao.publish.gaps import mark_gaps

BODY = (
    '<p>真正<strong>强</strong>起来、</p>\n<h2 id="x">小题</h2>\n'
    "<blockquote>\n<p>引、</p>\n</blockquote>\n<p>甲&amp;乙。甲丙</p>"
)
MARK = '<span class="gap" role="img" aria-label="缺字" title="缺字"></span>'


def marked(where: str, after: str, body: str = BODY) -> str:
    """Return the HTML with one gap marked by "_", or "" where it has no place."""
    made, rest = mark_gaps(body, [Gap(where=where, after=after)], "缺字")
    assert made.replace(MARK, "") == body
    return "" if rest else made.replace(MARK, "_")


@pytest.mark.parametrize(
    ("where", "after", "around"),
    [
        ("paragraph 0", "起来、", "起来、_</p>"),
        ("paragraph 0", "真正强", "强_</strong>"),
        ("paragraph 0", "", "<p>_真正"),
        ("paragraph 1", "甲&", "甲&amp;_乙"),
        ("paragraph 1", "甲", "<p>甲_&amp;乙。甲丙</p>"),
        ("paragraph 1", "起来、", "起来、_</p>"),
        ("paragraph 9", "引、", "引、_</p>"),
        ("subhead 0", "小", "小_题</h2>"),
    ],
)
def test_a_gap_is_marked_in_its_paragraph_or_at_the_only_place_that_reads_so(
    where: str, after: str, around: str
) -> None:
    assert around in marked(where, after)


@pytest.mark.parametrize(
    ("where", "after"),
    [
        ("paragraph 0", "甲"),
        ("paragraph 0", "无此字"),
        ("paragraph 7", ""),
        ("byline", "起来、"),
        ("caption", ""),
        ("", "起"),
    ],
)
def test_a_gap_without_a_place_is_left_to_the_view(where: str, after: str) -> None:
    assert marked(where, after) == ""


def test_at_the_end_goes_before_elsewhere() -> None:
    assert marked("paragraph 0", "、", "<p>一、二、</p>") == "<p>一、二、_</p>"


def test_several_gaps_and_two_at_one_place() -> None:
    gaps = [
        Gap(where="paragraph 0", after="一"),
        Gap(where="paragraph 0", after="二"),
        Gap(where="paragraph 0", after="二"),
    ]
    made, rest = mark_gaps('<p>一二三<br>四<img src="x"></p>', gaps, "缺字")
    assert made.replace(MARK, "_") == '<p>一_二_三<br>四<img src="x"></p>'
    assert rest == ()


def test_the_title_is_escaped() -> None:
    made, _ = mark_gaps("<p>一</p>", [Gap(where="paragraph 0", after="一")], '"<')
    assert 'title="&quot;&lt;"' in made


def test_no_gaps_change_nothing() -> None:
    assert mark_gaps(BODY, [], "缺字") == (BODY, ())
