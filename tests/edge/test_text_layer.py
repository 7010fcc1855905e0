"""Searchable scans: the hidden text of a page that is one picture is its text; elsewhere it stays hidden."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from edge import pdfs
from ingest import printing
from jianbao.edge import ocr, pdf, text_layer
from jianbao.ingest.layout.cutting import cut_printed
from jianbao.model.page import Origin
from jianbao.model.printed import Area, PrintedPage
from jianbao.model.problem import Found

WIDE, HIGH = 400, 600


@pytest.fixture(autouse=True)
def without_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    """What has no text is recognised where the extra `ocr` is installed (test_ocr.py)."""
    monkeypatch.setattr(ocr, "can", lambda: False)


def picture(x: float = 0, y: float = 0, wide: float = WIDE, high: float = HIGH) -> str:
    """Operators that draw a grey picture."""
    return f"q {wide} 0 0 {high} {x} {y} cm BI /W 2 /H 2 /CS /G /BPC 8 ID \x7f\x7e\x7d\x7c EI Q\n"


def shown(lines: list[pdfs.Placed]) -> str:
    return "0 Tr\n" + pdfs.content(lines).decode()


def hidden(lines: list[pdfs.Placed], stretch: float = 100) -> str:
    return f"3 Tr {stretch} Tz\n" + pdfs.content(lines).decode()


def flat(lines: list[pdfs.Placed]) -> str:
    """The lines as some programs hide them: every sign placed, one size for the whole page, stretched."""
    rows = ["3 Tr"]
    for x, y, size, text in lines:
        for at, sign in enumerate(text):
            place = f"BT /F1 6 Tf {size / 6 * 100} Tz 1 0 0 1 {x + at * size} {y} Tm"
            rows.append(f"{place} <{sign.encode('utf-16-be').hex()}> Tj ET")
    return "\n".join(rows)


def read(folder: Path, *parts: str) -> Found[tuple[PrintedPage, ...]]:
    path = folder / "scan.pdf"
    path.write_bytes(pdfs.document(["\n".join(parts).encode("latin-1")], size=(WIDE, HIGH)))
    return pdf.read_pages(path, "scan.pdf")


def codes(found: Found[tuple[PrintedPage, ...]]) -> list[str]:
    return [problem.code for problem in found.problems]


def test_the_text_of_a_searchable_scan_is_what_the_page_says(tmp_path: Path) -> None:
    found = read(tmp_path, picture(), hidden(pdfs.newspaper()))
    assert codes(found) == ["page-text-layer"]
    (page,) = found.value
    assert not any(glyph.hidden for glyph in page.glyphs)
    assert page.pictures == ()
    head = [glyph for glyph in page.glyphs if glyph.size > 20]
    assert "".join(glyph.text for glyph in head) == "春耕忙起来夜校点亮小巷"
    assert {glyph.size for glyph in page.glyphs} == {10, 11, 24}


@pytest.mark.parametrize(("x", "y", "wide", "high"), [(15, 20, 370, 560), (0, 0, 400, 600)])
def test_a_margin_and_strips_make_no_difference(tmp_path: Path, x: int, y: int, wide: int, high: int) -> None:
    strips = "".join(picture(x, y + i * high / 4, wide, high / 4) for i in range(4))
    assert codes(read(tmp_path, strips, hidden(pdfs.newspaper()))) == ["page-text-layer"]


def test_sizes_that_the_file_makes_up_are_measured(tmp_path: Path) -> None:
    (page,) = read(tmp_path, picture(), flat(pdfs.newspaper())).value
    assert {glyph.size for glyph in page.glyphs if glyph.text in "忙起夜校"} >= {24}
    body = [glyph for glyph in page.glyphs if glyph.text in "田间技"]
    assert {(glyph.size, round(glyph.x1 - glyph.x0, 1)) for glyph in body} == {(10, 10)}


def test_spaces_between_chinese_characters_are_the_programs_own(tmp_path: Path) -> None:
    lines = [(20.0, 500.0 - 15 * i, 10.0, "春 耕 时 节 the end") for i in range(3)]
    (page,) = read(tmp_path, picture(), hidden(lines)).value
    assert "".join(glyph.text for glyph in page.glyphs) == 3 * "春耕时节the end"


def test_a_stamp_over_the_scan_makes_no_difference(tmp_path: Path) -> None:
    stamp = shown([(20, 10, 8, "市图书馆藏")])
    (page,) = read(tmp_path, picture(), hidden(pdfs.newspaper()), stamp).value
    assert "市图书馆藏" in "".join(glyph.text for glyph in page.glyphs)


def test_hidden_text_of_an_ordinary_page_stays_hidden(tmp_path: Path) -> None:
    trap: list[pdfs.Placed] = [(20, 100 - 12 * i, 10, "这些字谁也看不见不可成为稿件") for i in range(3)]
    found = read(tmp_path, picture(), shown(pdfs.newspaper()), hidden(trap))
    assert codes(found) == []
    assert sum(glyph.hidden for glyph in found.value[0].glyphs) == 3 * 14


def test_hidden_text_beside_a_picture_is_no_page(tmp_path: Path) -> None:
    half = picture(0, 300, 400, 300)
    assert codes(read(tmp_path, half, hidden(pdfs.newspaper()))) == ["pdf-without-text"]
    assert codes(read(tmp_path, picture(), hidden([(20, 500, 10, "几个字")]))) == ["pdf-without-text"]


def test_vertical_lines_of_the_layer_run_downwards(tmp_path: Path) -> None:
    tall: list[pdfs.Placed] = [
        (300 - 20 * column, 500 - 12 * row, 12, "春耕时节田间地头一派繁忙景象"[(row + column) % 14])
        for column in range(3)
        for row in range(14)
    ]
    (page,) = read(tmp_path, picture(), hidden(tall)).value
    first, second = page.glyphs[:2]
    assert (first.x0, second.y0 - first.y0) == pytest.approx((second.x0, 12), abs=0.1)


def test_how_much_is_covered() -> None:

    page = PrintedPage(width=100, height=100, glyphs=(), pictures=(Area(0, 0, 100, 50), Area(0, 25, 100, 75)))
    assert text_layer.covered(page) == pytest.approx(0.75, abs=0.03)


@pytest.mark.parametrize("name", ["clean-five", "clean-four", "clean-six", "hostile-ell", "hostile-pin"])
def test_pages_come_out_whole_however_their_text_is_hidden(name: str) -> None:
    """Sizes as they are, a tenth too large, and one for the whole page; no rules, no boxes, no pictures."""
    page, made = printing.laid_out(
        name, [printing.article(i, long=long) for i, long in enumerate((7, 3, 6, 4, 2, 5))]
    )
    for size in (lambda g: g.size, lambda g: 1.1 * g.size, lambda _: 6.0):
        hidden = tuple(replace(glyph, size=size(glyph), hidden=True) for glyph in page.glyphs)
        scan = PrintedPage(
            width=page.width,
            height=page.height,
            glyphs=hidden,
            pictures=(Area(0, 0, page.width, page.height),),
        )
        found = text_layer.layer(scan)
        assert found is not None
        stories = cut_printed(found, Origin(file="scan.pdf")).value.cut.stories
        assert {s.headline: [p.text for p in s.paragraphs] for s in stories} == {
            article["title"]: article["paragraphs"] for article in made
        }
