from __future__ import annotations

from pathlib import Path

import pytest

from jianbao.publish.bodies import ROOT, rooted
from jianbao.publish.markup import converter

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "markup"
CASES = sorted(path.name for path in GOLDEN.iterdir() if path.is_dir())


@pytest.mark.parametrize("name", CASES)
def test_golden(name: str) -> None:
    convert = converter("回到正文注 {}")
    made = convert((GOLDEN / name / "input.txt").read_text("utf-8"))
    assert rooted(made.html, "⌂") + "\n" == (GOLDEN / name / "expected.txt").read_text("utf-8")


def test_a_converter_forgets_the_text_before() -> None:
    convert = converter()
    first = convert("## 题\n\n[坏](javascript:1) 文[^1]\n\n[^1]: 注\n\n[a]: /x\n")
    assert convert("甲 [a] [^1]\n\n## 题").html == '<p>甲 [a] [^1]</p>\n<h2 id="ti">题</h2>'
    assert convert("## 题\n\n[坏](javascript:1) 文[^1]\n\n[^1]: 注\n\n[a]: /x\n") == first
    assert first.unsafe == ("javascript:1",)


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#115;cript:alert(1)",
        "&#x6a;avascript&colon;alert(1)",
        "java&Tab;script:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html;base64,x",
        "vbscript:x",
        "file:///etc/passwd",
    ],
)
def test_only_known_schemes_stay(target: str) -> None:
    made = converter()(f"[字](<{target}>) ![图](<{target}>)")
    assert "href" not in made.html
    assert "src" not in made.html
    assert "字" in made.html
    assert "图" in made.html
    assert len(made.unsafe) == 2


@pytest.mark.parametrize("target", ["https://x.example/", "tel:12", "//x.example/a", "a/b.html", "#x", "?a=b"])
def test_other_links_stay_as_they_are(target: str) -> None:
    assert f'<a href="{target}">' in converter()(f"[字]({target})").html


def test_the_sign_for_the_root_cannot_be_typed() -> None:
    assert converter()(f"甲{ROOT}乙").html == "<p>甲乙</p>"


def test_a_note_that_nothing_points_to_has_no_way_back() -> None:
    made = converter()("文。\n\n[^1]: 注").html
    assert "fnref" not in made
    assert "注" in made


def test_a_long_heading_has_a_short_id() -> None:
    made = converter()("## " + "长标题" * 30).html
    name = made.partition('id="')[2].partition('"')[0]
    assert len(name) <= 60
    assert not name.endswith("-")


@pytest.mark.parametrize("text", ["- " * 1500 + "甲<b>", "1. " * 1000 + "甲<b>"])
def test_what_is_nested_too_deep_is_shown_as_typed(text: str) -> None:
    convert = converter()
    made = convert(f"{text}\n\n乙\n")
    assert made.deep
    assert made.html == f"<p>{text.replace('<b>', '&lt;b&gt;')}</p>\n<p>乙</p>"
    assert convert("- 甲\n- 乙").html == "<ul>\n<li>甲</li>\n<li>乙</li>\n</ul>"


def test_levels_do_not_pass_h6() -> None:
    made = converter()("# 甲\n\n###### 乙").html
    assert made.count("<h2") == 1
    assert made.count("<h6") == 1
