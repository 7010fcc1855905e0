"""PDF files for tests, written by hand: no producer is needed. The Chinese font is not embedded (Adobe-GB1)."""

from __future__ import annotations

from collections.abc import Sequence

Placed = tuple[float, float, float, str]
"""Left, baseline (upwards from the bottom), size, text."""

FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
    b"/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
    b"/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0"
    b"/Ascent 880/Descent -120/CapHeight 880/StemV 93>>/DW 1000>>]>>"
)


def content(lines: Sequence[Placed], extra: str = "") -> bytes:
    """The drawing of lines of text, after `extra` operators."""
    rows = [extra]
    for x, y, size, text in lines:
        rows.append(f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET")
    return "\n".join(rows).encode()


def document(
    pages: Sequence[bytes],
    *,
    size: tuple[int, int] = (400, 600),
    catalog: bytes = b"",
    font: bytes = FONT,
    page: bytes = b"",
) -> bytes:
    """A whole file of pages with these contents; `catalog` and `page` are added to those dictionaries."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * i) for i in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids),
        font,
    ]
    for i, stream in enumerate(pages):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R"
            % (*size, 5 + 2 * i)
            + page
            + b">>"
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
    return assembled(objects)


def assembled(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """Numbered objects as a file with its table of places."""
    out, places = b"%PDF-1.7\n", list[int]()
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, trailer, len(out))
    )


def newspaper(day: str = "2025年3月4日 星期二", paper: str = "青禾日报", number: int = 3) -> list[Placed]:
    """A small page: a running head and two articles of two columns."""
    lines: list[Placed] = [(20, 570, 11, day), (300, 570, 11, f"{paper} {number}")]
    words = "春耕时节田间地头一派繁忙景象农机手驾驶拖拉机来回翻整土地技术员走村入户"
    for place, (head, top) in enumerate((("春耕忙起来", 530), ("夜校点亮小巷", 300))):
        lines.append((130 - 12 * place, top, 24, head))
        y = top - 30
        for column in range(2):
            for row in range(8):
                start = (place * 11 + column * 8 + row) * 5 % 20
                first, last = column == row == 0, column == 1 and row == 7
                text = words[start : start + (14 if first else 16)]
                lines.append(
                    (20 + 190 * column + (20 if first else 0), y - 15 * row, 10, text[:9] + "。" if last else text)
                )
    return lines
