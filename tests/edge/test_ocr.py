"""Pages that are pictures: what becomes of recognised lines, and what is said where nothing can recognise them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from edge import pdfs
from jianbao.edge import ocr, pdf
from jianbao.ingest.layout.cutting import cut_printed
from jianbao.ingest.layout.glyphs import seen
from jianbao.ingest.layout.threads import runs
from jianbao.model.page import Origin
from jianbao.model.printed import PrintedPage
from jianbao.model.problem import Found

PICTURE = b"q 360 0 0 560 20 20 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x99 EI Q"


def line(text: str, x: float, y: float, size: float, sure: float = 0.98, *, tall: bool = False) -> dict[str, Any]:
    """A line as the recognising process tells it, in pixels; its ink a little within its box."""
    places = [(y if tall else x) + size * (i + 0.5) for i in range(len(text))]
    long, ink = size * len(text), 0.04 * size
    box = [x + ink, y + ink, x + size - ink, y + long - ink] if tall else [x + ink, y, x + long - ink, y + size]
    level = x + size / 2 if tall else y + size / 2
    return {"box": box, "text": text, "places": places, "sure": [sure] * len(text), "size": size, "level": level,
            "tall": tall}  # fmt: skip


def told(*lines: dict[str, Any]) -> dict[str, Any]:
    return {"width": 1000, "height": 1500, "lines": list(lines), "rules": [[0, 10, 1000, 14]], "boxes": [],
            "pictures": [[100, 100, 500, 300]]}  # fmt: skip


def page_of(*lines: dict[str, Any]) -> PrintedPage:
    return ocr.printed(told(*lines), 1, 500, 750)


def read(folder: Path, data: bytes) -> Found[tuple[PrintedPage, ...]]:
    path = folder / "scan.pdf"
    path.write_bytes(data)
    return pdf.read_pages(path, "scan.pdf")


def codes(found: Found[tuple[PrintedPage, ...]]) -> list[str]:
    return [problem.code for problem in found.problems]


def test_lines_come_in_the_lengths_of_the_page() -> None:
    page = page_of(line("春耕时节", 100, 200, 30))
    assert (page.width, page.height) == (500, 750)
    assert [round(g.x0) for g in page.glyphs] == [50, 65, 80, 95]
    assert {(g.size, g.y0, g.sure) for g in page.glyphs} == {(15, 100, 0.98)}
    assert [(area.x0, area.y1) for area in (*page.rules, *page.pictures)] == [(0, 7), (50, 150)]


def test_sizes_that_waver_are_the_usual_one_and_heads_stay_larger() -> None:
    body = [line("田间地头一派繁忙", 100, 200 + 40 * n, 30 + n % 3 - 1) for n in range(9)]
    page = page_of(line("春耕忙起来", 100, 100, 34.5), *body, line("——", 100, 900, 27))
    sizes = {glyph.text: glyph.size for glyph in page.glyphs}
    assert sizes["田"] == sizes["—"] == pytest.approx(15)
    assert sizes["春"] == 17.25


def test_a_line_of_chinese_is_measured_by_its_length_where_that_bears_out_its_height() -> None:
    body = [line("田间地头一派繁忙", 100, 200 + 40 * n, 30) for n in range(9)]
    head = line("访渔港女船长", 100, 100, 34.5) | {"size": 33.0}
    spread = line("夜校点亮小巷", 100, 700, 44) | {"size": 33.0}
    sizes = {glyph.text: glyph.size for glyph in page_of(head, *body, spread).glyphs}
    assert (round(sizes["访"], 2), sizes["夜"]) == (17.25, 16.5)


def test_a_line_of_the_text_that_is_spread_to_fill_its_column_is_no_larger() -> None:
    body = [line("田间地头一派繁忙", 100, 200 + 40 * n, 30) for n in range(9)]
    spread = line("春播夏耘秋收冬藏", 100, 560, 32.4) | {"size": 30.8}
    assert {round(glyph.size, 6) for glyph in page_of(*body, spread).glyphs} == {15}


def texts(page: PrintedPage) -> list[str]:
    visible = seen(page)
    return [run.text for run in runs(visible.glyphs, visible.body)]


def test_marks_that_the_reader_sees_in_one_place_stay_in_their_line() -> None:
    body = [line("田间地头一派繁忙", 100, 200 + 40 * n, 30) for n in range(9)]
    short = line("定》。", 100, 560, 30) | {"places": [115, 139, 148], "box": [101, 560, 152, 590]}
    assert "定》。" in texts(page_of(*body, short))


def test_lines_of_two_columns_are_not_strung_together_where_one_begins_with_a_mark_set_half_as_wide() -> None:
    left = [line("田间地头一派繁忙", 100, 200 + 40 * n, 30) for n in range(9)]
    right = [line("“河岸步道迎客来" if n == 4 else "河岸步道迎客来了", 370, 200 + 40 * n, 30) for n in range(9)]
    page = page_of(*(each for pair in zip(left, right, strict=True) for each in pair))
    assert max(len(text) for text in texts(page)) == 8


def test_a_line_in_a_column_that_seems_a_little_larger_is_a_subhead_and_parts_no_story() -> None:
    first = [line("田间地头一派繁忙", 100, 200 + 40 * n, 30) for n in range(5)]
    first.append(line("又是一年。", 100, 400, 30))
    subhead = line("多种一季粮", 134, 440, 34.2)
    more = [line("河岸步道迎客", 160, 480, 30)]
    more += [line("河岸步道迎客来了", 100, 520 + 40 * n, 30) for n in range(6)]
    page = page_of(line("春耕忙起来", 100, 100, 60), *first, subhead, *more)
    (story,) = cut_printed(page, Origin(file="page.pdf")).value.cut.stories
    assert [each.text for each in story.subheads] == ["多种一季粮"]
    assert [p.text for p in story.paragraphs] == [
        "田间地头一派繁忙" * 5 + "又是一年。", "河岸步道迎客" + "河岸步道迎客来了" * 6,
    ]  # fmt: skip


def test_a_dash_that_was_not_read_is_no_rule() -> None:
    body = [line("田间地头一派繁忙", 100, 200 + 40 * n, 30) for n in range(9)]
    given = told(*body) | {"rules": [[100, 570, 160, 572], [100, 600, 340, 602], [400, 200, 402, 600]]}
    assert [area.width for area in ocr.printed(given, 1, 500, 750).rules] == [120, 1]


def test_a_vertical_line_runs_downwards() -> None:
    page = page_of(line("河岸步道迎客", 400, 300, 60, tall=True))
    assert len({glyph.x0 for glyph in page.glyphs}) == 1
    assert [round(glyph.y0) for glyph in page.glyphs] == [150 + 30 * i for i in range(6)]


def test_what_is_hardly_text_is_no_text_and_not_lost() -> None:
    page = page_of(line("春耕时节", 100, 200, 30), line("囗十", 300, 600, 90, 0.3))
    assert [glyph.text for glyph in page.glyphs if glyph.hidden] == ["囗", "十"]


def test_a_line_that_this_recogniser_is_less_sure_of_than_usual_is_listed() -> None:
    lines = [line("田间地头一派繁忙", 100, 200 + 44 * n, 30, 0.96 if n == 4 else 0.98) for n in range(9)]
    page = page_of(line("春耕忙起来", 100, 100, 60), *lines)
    found = cut_printed(page, Origin(file="page.pdf"))
    assert [problem.code for problem in found.problems if problem.code == "line-unsure"] == ["line-unsure"]


def test_a_scan_without_the_extra_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "can", lambda: False)
    found = read(tmp_path, pdfs.document([PICTURE]))
    assert codes(found) == ["pdf-without-text"]
    assert "jianbao[ocr]" in found.problems[0].message()


def test_a_scan_is_recognised_and_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = list[bytes]()

    def fake(drawn: bytes) -> dict[str, Any]:
        given.append(drawn)
        return told(line("春耕时节", 100, 200, 30, 0.96))

    monkeypatch.setattr(ocr, "can", lambda: True)
    monkeypatch.setattr(ocr, "_run", fake)
    found = read(tmp_path, pdfs.document([PICTURE]))
    assert codes(found) == ["page-recognised"]
    assert "0.960" in found.problems[0].message()
    assert "".join(glyph.text for glyph in found.value[0].glyphs) == "春耕时节"
    assert given[0].startswith(b"P6 1111 1666 255\n")  # 400 by 600 points at 200 dots an inch


@pytest.mark.parametrize(("answer", "code"), [(None, "page-not-recognised"), (told(), "page-picture-without-text")])
def test_recognition_that_fails_or_finds_nothing_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: dict[str, Any] | None, code: str
) -> None:
    monkeypatch.setattr(ocr, "can", lambda: True)
    monkeypatch.setattr(ocr, "_run", lambda _drawn: answer)
    found = read(tmp_path, pdfs.document([PICTURE]))
    assert (found.value, codes(found)) == ((), [code])


def test_a_page_with_text_is_never_recognised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "can", lambda: True)
    monkeypatch.setattr(ocr, "_run", lambda _drawn: pytest.fail("the picture was read"))
    assert read(tmp_path, pdfs.document([pdfs.content([(50, 500, 20, "春耕")])])).problems == ()


def test_a_process_that_dies_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ocr.read(b"no picture", 1, 500, 750) is None
    monkeypatch.setattr(ocr, "SECONDS", 0.001)
    assert ocr.read(b"P6 1 1 255\n\0\0\0", 1, 500, 750) is None


def test_the_extra_itself_reads_a_page(tmp_path: Path) -> None:
    pytest.importorskip("rapidocr")
    pytest.importorskip("onnxruntime")
    path = tmp_path / "page.pdf"
    path.write_bytes(pdfs.document([pdfs.content(pdfs.newspaper())]))
    (page,) = pdf.read_pages(path, "page.pdf").value
    found = ocr.read(pdf.draw(path, 1, ocr.dots(page.width)), 1, page.width, page.height)
    assert found is not None
    texts = "".join(glyph.text for glyph in found.glyphs)
    assert all(head in texts for head in ("春耕忙起来", "夜校点亮小巷"))
    assert all(0 < glyph.sure <= 1 for glyph in found.glyphs)
