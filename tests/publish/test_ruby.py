"""Readings above the characters of a text."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from jianbao.model.tables import Tables
from jianbao.publish.ruby import annotated
from jianbao.zh.tones import plain, toned
from publish.making import SETTINGS, document, plan, printed

SHOUT = {"山": "shān", "水": "shuǐ"}


def _read(text: str) -> tuple[str, ...]:
    return tuple(SHOUT.get(char, "") for char in text)


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<p>山。</p>", "<p><ruby>山<rt>shān</rt></ruby>。</p>"),
        ("<p>A&amp;山</p>\n<p></p>", "<p>A&amp;<ruby>山<rt>shān</rt></ruby></p>\n<p></p>"),
        ('<a href="山.html" title="水">水</a>', '<a href="山.html" title="水"><ruby>水<rt>shuǐ</rt></ruby></a>'),
        ("<pre><code>山</code></pre>水", "<pre><code>山</code></pre><ruby>水<rt>shuǐ</rt></ruby>"),
    ],
)
def test_characters_get_their_readings_and_markup_none(body: str, wanted: str) -> None:
    assert annotated(body, _read) == wanted


def test_taking_the_readings_away_gives_the_text_back() -> None:
    body = "<p>山重水复疑无路，<b>柳暗花明</b>又一村（1986年）。</p>"
    made = annotated(body, lambda text: toned(text, Tables()))
    assert re.sub(r"<rt>[^<]*</rt>|</?ruby>", "", made) == body
    assert made.count("<rt>") == 15


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("重庆", "chóng qìng"),
        ("重要", "zhòng yào"),
        ("银行行长", "yín háng háng zhǎng"),
        ("女儿", "nǚ ér"),
        ("音乐", "yīn yuè"),
        ("A年。", " nián "),
    ],
)
def test_words_are_read_with_their_tones(text: str, wanted: str) -> None:
    assert " ".join(toned(text, Tables())) == wanted


def test_the_publisher_s_reading_goes_first() -> None:
    assert toned("六安", Tables(readings={"六安": "lu an"})) == ("lù", "ān")


def test_a_tone_is_taken_off() -> None:
    assert [plain(it) for it in ("lǜ", "nüè", "shì", "ér", "a")] == ["lyu", "nue", "shi", "er", "a"]


def test_pages_have_readings_and_feeds_have_none() -> None:
    routes = {route.path: route for route in plan([printed("yi")], settings=replace(SETTINGS, ruby=True)).routes()}
    shown = routes["2023/04/yi.html"].view
    assert "<ruby>正<rt>zhèng</rt></ruby>" in getattr(shown, "body", "")
    assert getattr(shown, "ruby", False) is True
    assert "ruby" not in str(routes["feed.xml"].view)
    assert "ruby" not in str(routes["data/articles.jsonl"].view)


def test_a_site_without_them_loads_no_dictionary() -> None:
    code = (
        "import sys; from publish.making import document, site; site([document()]);"
        "print([name for name in ('pypinyin', 'jieba', 'jianbao.publish.ruby') if name in sys.modules])"
    )
    here = Path(__file__).resolve().parents[1]
    paths = {"PYTHONPATH": f"{here}:{here.parent / 'generator'}"}
    done = subprocess.run([sys.executable, "-c", code], env=paths, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
    assert document("yi").article.body
