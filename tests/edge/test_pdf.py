"""PDF files: what is read, and that no file, however bad, does more than be refused with a clear word."""

from __future__ import annotations

import random
import zlib
from pathlib import Path

import pytest

from edge import pdfs
from jianbao.edge import ocr, pdf
from jianbao.edge.pdf_signs import spread
from jianbao.model.printed import PrintedPage
from jianbao.model.problem import Found


@pytest.fixture(autouse=True)
def without_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is refused here is recognised where the extra `ocr` is installed (test_ocr.py)."""
    monkeypatch.setattr(ocr, "can", lambda: False)


def read(folder: Path, data: bytes, first: int = 0, last: int = 0) -> Found[tuple[PrintedPage, ...]]:
    path = folder / "page.pdf"
    path.write_bytes(data)
    return pdf.read_pages(path, "page.pdf", first, last)


def codes(found: Found[tuple[PrintedPage, ...]]) -> list[str]:
    return [problem.code for problem in found.problems]


def text_of(page: PrintedPage) -> str:
    return "".join(glyph.text for glyph in page.glyphs)


def test_characters_come_with_their_places_and_sizes(tmp_path: Path) -> None:
    found = read(
        tmp_path, pdfs.document([pdfs.content([(50, 500, 20, "春耕，忙")], "0 0 0 RG 40 480 300 60 re S")])
    )
    assert found.problems == ()
    (page,) = found.value
    assert (page.width, page.height, text_of(page)) == (400, 600, "春耕，忙")
    first, second = page.glyphs[:2]
    assert (first.x0, first.size, second.x0) == (50, 20, 70)
    assert (first.y0, first.y1) == pytest.approx((600 - 500 - 17.6, 600 - 500 + 2.4))
    assert [b.width for b in page.boxes] == pytest.approx([300], abs=3)


def test_a_box_drawn_far_from_the_origin_of_its_path_stands_where_it_is_seen(tmp_path: Path) -> None:
    far = "q .75 0 0 -.75 0 102433.171875 cm 0 0 0 RG .8 w 40.4 135900.28 200.53 555.7 re S Q"
    (page,) = read(tmp_path, pdfs.document([pdfs.content([(50, 500, 20, "春耕")], far)])).value
    ((x0, y0, x1, y1),) = [(box.x0, box.y0, box.x1, box.y1) for box in page.boxes]
    bottom = 102433.171875 - 0.75 * 135900.28
    assert (x0, 600 - y1) == pytest.approx((0.75 * 40.4, bottom - 0.75 * 555.7), abs=1)
    assert (x1, 600 - y0) == pytest.approx((0.75 * 240.93, bottom), abs=1)


def test_a_turned_page_is_read_as_a_reader_holds_it(tmp_path: Path) -> None:
    turned = pdfs.content([], "BT /F1 20 Tf 0 1 -1 0 350 100 Tm <" + "春耕".encode("utf-16-be").hex() + "> Tj ET")
    (page,) = read(tmp_path, pdfs.document([turned], page=b"/Rotate 90")).value
    assert (page.width, page.height) == (600, 400)
    assert not any(glyph.turned for glyph in page.glyphs)
    assert page.glyphs[1].x0 - page.glyphs[0].x0 == pytest.approx(20)


def test_text_that_nobody_sees_is_marked(tmp_path: Path) -> None:
    data = pdfs.document(
        [pdfs.content([(50, 500, 20, "看不见")], "3 Tr") + pdfs.content([(50, 400, 20, "看得见")], "0 Tr")]
    )
    (page,) = read(tmp_path, data).value
    assert [glyph.hidden for glyph in page.glyphs] == [True] * 3 + [False] * 3


def test_vertical_fonts_run_downwards(tmp_path: Path) -> None:
    font = pdfs.FONT.replace(b"UniGB-UCS2-H", b"UniGB-UCS2-V")
    (page,) = read(tmp_path, pdfs.document([pdfs.content([(200, 500, 20, "春耕，忙")])], font=font)).value
    assert text_of(page) == "春耕，忙"
    assert [round(glyph.y0 - page.glyphs[0].y0) for glyph in page.glyphs] == [0, 20, 40, 60]
    assert {round(glyph.x1 - glyph.x0) for glyph in page.glyphs} == {20}


def test_a_dash_on_its_side_stands_below_the_one_before() -> None:
    dashes: list[list[object]] = [["—", x, 203.34, x + 0.25, 219.38, 10.0, 0, 2] for x in (312.49, 312.74)]
    assert [glyph[1:5] for glyph in spread(dashes)] == [
        [307.74, 203.34, 317.74, 211.36],
        [307.74, 211.36, 317.74, 219.38],
    ]


def test_pages_are_chosen_and_counted(tmp_path: Path) -> None:
    data = pdfs.document([pdfs.content([(50, 500, 20, text)]) for text in ("第一张", "第二张", "第三张")])
    assert [text_of(page) for page in read(tmp_path, data).value] == ["第一张", "第二张", "第三张"]
    assert [(p.number, text_of(p)) for p in read(tmp_path, data, 2, 3).value] == [(2, "第二张"), (3, "第三张")]
    assert codes(read(tmp_path, data, 3, 4)) == ["pdf-page-missing"]


def test_a_thousand_pages_must_be_named(tmp_path: Path) -> None:
    data = pdfs.document([pdfs.content([(50, 500, 20, f"第{i}")]) for i in range(1, 1001)])
    assert codes(read(tmp_path, data)) == ["pdf-many-pages"]
    assert text_of(read(tmp_path, data, 1000, 1000).value[0]) == "第1000"


def test_a_file_without_pages_or_without_text_says_so(tmp_path: Path) -> None:
    assert codes(read(tmp_path, pdfs.document([]))) == ["pdf-without-pages"]
    assert codes(read(tmp_path, pdfs.document([b"0 0 100 100 re f"]))) == ["pdf-without-text"]


def test_characters_that_nobody_names_are_not_guessed(tmp_path: Path) -> None:
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/Odd/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype"
        b"/CIDFontType2/BaseFont/Odd/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/FontDescriptor<</Type/FontDescriptor/FontName/Odd/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0"
        b"/Ascent 880/Descent -120/CapHeight 880/StemV 93>>/DW 1000>>]>>"
    )
    data = pdfs.document([pdfs.content([(50, 500, 20, "春耕忙起来")])], font=font)
    found = read(tmp_path, data)
    assert found.value == ()
    assert codes(found) == ["pdf-characters-unknown"]


def test_encrypted_damaged_and_foreign_files_are_refused(tmp_path: Path) -> None:
    whole = pdfs.document([pdfs.content(pdfs.newspaper())])
    locked = whole.replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]/Encrypt<</Filter"
        b"/Standard/V 1/R 2/Length 40/P -4/O<" + b"ab" * 32 + b">/U<" + b"cd" * 32 + b">>>",
    )
    assert codes(read(tmp_path, locked)) == ["pdf-encrypted"]
    assert codes(read(tmp_path, b"")) == ["pdf-damaged"]
    assert codes(read(tmp_path, b"%PDF-1.7\nnothing")) == ["pdf-damaged"]
    assert codes(read(tmp_path, b"no pdf at all")) == ["pdf-damaged"]


def test_scripts_in_a_file_do_not_run(tmp_path: Path) -> None:
    spy = tmp_path / "spy"
    catalog = b"/OpenAction<</S/JavaScript/JS(app.launchURL\\('file://%s'\\))>>" % str(spy).encode()
    found = read(tmp_path, pdfs.document([pdfs.content([(50, 500, 20, "春耕")])], catalog=catalog))
    assert text_of(found.value[0]) == "春耕"
    assert not spy.exists()


def test_a_bomb_is_ended_within_its_bounds(tmp_path: Path) -> None:
    bomb = zlib.compress(b"BT /F1 1 Tf <6625> Tj ET\n" * 400_000, 9)  # ten megabytes, once it is unpacked
    data = pdfs.document([b""]).replace(
        b"<</Length 0>>stream\n\n", b"<</Length %d/Filter/FlateDecode>>stream\n%s\n" % (len(bomb), bomb)
    )
    found = read(tmp_path, data)
    assert found.value == () or len(found.value[0].glyphs) <= 120_000
    assert set(codes(found)) <= {"pdf-too-much", "pdf-damaged", "pdf-without-text"}


@pytest.mark.slow
def test_thousands_of_damaged_files_give_a_page_or_a_word(tmp_path: Path) -> None:
    whole, rng = pdfs.document([pdfs.content(pdfs.newspaper())] * 2), random.Random(7)
    for _ in range(1000):
        data = bytearray(whole)
        for _ in range(rng.choice((1, 3, 30))):
            start = rng.randrange(len(data))
            if rng.random() < 0.3:
                del data[start : start + rng.choice((1, 10, 300))]
            elif data:
                data[start % len(data)] = rng.randrange(256)
        found = read(tmp_path, bytes(data), 1, 1)
        assert len(found.value) == 1 or len(found.problems) == 1
