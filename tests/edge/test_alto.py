"""ALTO and hOCR: words with boxes become characters with places; files that are no such thing are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from jianbao.edge import alto
from jianbao.ingest.layout.cutting import cut_printed
from jianbao.model.page import Origin
from jianbao.model.printed import Area, PrintedPage
from jianbao.model.problem import Found

LINES = [
    (300, 60, 60, "春耕忙起来"),
    *(
        (80 if n == 0 else 40, 150 + 45 * n, 30, "田间地头一派繁忙景象农机手驾驶"[: 14 if n == 0 else 15])
        for n in range(6)
    ),
    *((560, 150 + 45 * n, 30, "技术员走村入户讲解种子要点" + ("。" if n == 5 else "忙碌")) for n in range(6)),
]


def as_alto(lines: list[tuple[int, int, int, str]], confidence: str = "0.9") -> str:
    rows = "".join(
        f'<TextLine HPOS="{x}" VPOS="{y}" WIDTH="{size * len(text)}" HEIGHT="{size + y % 3}">'
        f'<String HPOS="{x}" VPOS="{y}" WIDTH="{size * len(text)}" HEIGHT="{size}" CONTENT="{text}"'
        f' WC="{confidence}"/></TextLine>'
        for x, y, size, text in lines
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Layout>'
        f'<Page WIDTH="1100" HEIGHT="900"><PrintSpace><Illustration HPOS="40" VPOS="500" WIDTH="200" HEIGHT="99"/>'
        f"{rows}"
        "</PrintSpace></Page></Layout></alto>"
    )


def as_hocr(lines: list[tuple[int, int, int, str]]) -> str:
    rows = "".join(
        f"<span class='ocr_line' title='bbox {x} {y} {x + size * len(text)} {y + size}'>"
        + "".join(
            f"<span class='ocrx_word' title='bbox {x + size * i} {y} {x + size * (i + 1)} {y + size}; x_wconf 80'>"
            f"{c}</span> "
            for i, c in enumerate(text)
        )
        + "</span><br>"
        for x, y, size, text in lines
    )
    return f"<html><body><div class='ocr_page' title='image x; bbox 0 0 1100 900'>{rows}</div></body></html>"


def read(folder: Path, name: str, text: str) -> Found[tuple[PrintedPage, ...]]:
    path = folder / name
    path.write_text(text, "utf-8")
    return alto.read_pages(path, name)


@pytest.mark.parametrize(("name", "text"), [("page.alto", as_alto(LINES)), ("page.hocr", as_hocr(LINES))])
def test_a_page_is_read_and_cut(tmp_path: Path, name: str, text: str) -> None:
    (page,) = read(tmp_path, name, text).value
    assert (page.width, page.height) == (1100, 900)
    sure = 0.9 if name == "page.alto" else 0.8
    assert {glyph.sure for glyph in page.glyphs} == {sure}
    (story,) = cut_printed(page, Origin(file=name)).value.cut.stories
    assert story.headline == "春耕忙起来"
    assert story.confidence == sure
    assert [p.text for p in story.paragraphs] == ["".join(text for *_, text in LINES[1:])]


def test_pictures_come_with_their_places(tmp_path: Path) -> None:
    (page,) = read(tmp_path, "page.alto", as_alto(LINES)).value
    assert page.pictures == (Area(40, 500, 240, 599),)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;">]><alto>&c;</alto>', "ocr-file-entities"),
        ('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><alto>&b;</alto>', "ocr-file-entities"),
        ("<alto><Layout>", "ocr-file-broken"),
        ('<alto><Page WIDTH="wide"/></alto>', "ocr-file-broken"),
        ("<alto><Layout/></alto>", "ocr-file-empty"),
        ("<svg/>", "ocr-file-empty"),
        ('<alto><Page><TextLine><String CONTENT="春"/></TextLine></Page></alto>', "ocr-file-empty"),
        ('<alto><Page WIDTH="nan" HEIGHT="1"/></alto>', "ocr-file-broken"),
    ],
)
def test_what_is_no_such_file_is_refused(tmp_path: Path, text: str, code: str) -> None:
    found = read(tmp_path, "page.alto", text)
    assert found.value == ()
    assert [problem.code for problem in found.problems] == [code]


def test_an_empty_hocr_says_so(tmp_path: Path) -> None:
    assert [p.code for p in read(tmp_path, "page.hocr", "<html>nothing</html>").problems] == ["ocr-file-empty"]


def test_vertical_lines_are_read_downwards(tmp_path: Path) -> None:
    texts = ("春耕时节田间地头一派繁忙景象", "农机手驾驶拖拉机来回翻整土地", "技术员走村入户讲解种子处理。")
    rows = "".join(
        f'<TextLine HPOS="{x}" VPOS="100" WIDTH="30" HEIGHT="420"><String HPOS="{x}" VPOS="100" WIDTH="30"'
        f' HEIGHT="420" CONTENT="{text}"/></TextLine>'
        for x, text in zip((700, 652, 604), texts, strict=True)
    )
    found = read(
        tmp_path, "page.alto", f'<alto><Layout><Page WIDTH="800" HEIGHT="900">{rows}</Page></Layout></alto>'
    )
    cut = cut_printed(found.value[0], Origin(file="page.alto"))
    (story,) = cut.value.cut.stories
    assert [paragraph.text for paragraph in story.paragraphs] == ["".join(texts)]
    assert "text-vertical" in [problem.code for problem in cut.problems]


def test_a_line_without_a_place_is_kept_apart_and_never_lost(tmp_path: Path) -> None:
    odd = "<span class='ocr_line' title='bbox 1 oops'>驾驶拖拉机</span><span class='ocr_line'>来回翻整</span></div>"
    (page,) = read(tmp_path, "page.hocr", as_hocr(LINES).replace("</div>", odd)).value
    cut = cut_printed(page, Origin(file="page.hocr")).value.cut
    assert [story.headline for story in cut.stories] == ["春耕忙起来"]
    assert {left.text for left in cut.leftovers} == {"驾驶拖拉机", "来回翻整"}


def test_words_tell_where_a_line_stands_and_lines_where_words_do(tmp_path: Path) -> None:
    word = '<String CONTENT="春耕忙起来" HPOS="10" VPOS="20" WIDTH="100" HEIGHT="20"/>'
    bare = '<String CONTENT="田间地头"/><String CONTENT="繁忙"/>'
    lines = f'<TextLine>{word}</TextLine><TextLine HPOS="10" VPOS="60" WIDTH="60" HEIGHT="10">{bare}</TextLine>'
    page = f'<alto><Layout><Page WIDTH="600" HEIGHT="400">{lines}</Page></Layout></alto>'
    (found,) = read(tmp_path, "page.alto", page).value
    assert [(g.text, g.x0, g.x1) for g in found.glyphs if g.y0 == 20][:2] == [("春", 10, 30), ("耕", 30, 50)]
    assert [(g.text, g.x0, g.x1) for g in found.glyphs if g.y0 == 60][4:] == [("繁", 50, 60), ("忙", 60, 70)]
