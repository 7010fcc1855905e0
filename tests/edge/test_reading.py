"""Files as they come: encodings, and what is not text."""

from __future__ import annotations

import codecs
import hashlib
import os
from pathlib import Path

import pytest

from jianbao.edge.reading import decode, read, read_text

TEXT = "本报讯(记者林晓禾)青禾市职工夜校5月5日开课,报名职工已超过1500人。\r\n第二行。\n"


def codes(data: bytes) -> tuple[str | None, list[str]]:
    found = decode(data, "x.txt")
    return found.value, [problem.code for problem in found.problems]


@pytest.mark.parametrize("data", [TEXT.encode(), codecs.BOM_UTF8 + TEXT.encode()], ids=["plain", "mark"])
def test_utf8_is_read_without_a_word(data: bytes) -> None:
    assert codes(data) == (TEXT, [])


@pytest.mark.parametrize(
    ("data", "spoken"),
    [
        (TEXT.encode("gb18030"), "GB18030"),
        (TEXT.encode("gbk"), "GB18030"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "UTF-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16"),
        (TEXT.encode("utf-16-be"), "UTF-16"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "UTF-32"),
    ],
    ids=["gb18030", "gbk", "16le-mark", "16be-mark", "16le", "16be", "32le"],
)
def test_other_encodings_are_read_and_said(data: bytes, spoken: str) -> None:
    found = decode(data, "x.txt")
    assert found.value == TEXT
    assert [problem.code for problem in found.problems] == ["file-recoded"]
    assert spoken in found.problems[0].message()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\x03\x04rest", "a zip or Office file"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (bytes(range(256)) * 8, "some other data"),
        (b"\x00" * 100, "some other data"),
        (b"a\x00b\x00\x00", "some other data"),
        (b"\x01\x02\x03\x04" * 50, "some other data"),
    ],
    ids=["pdf", "zip", "png", "all-bytes", "zeros", "odd-utf16", "controls"],
)
def test_what_is_not_text_is_refused(data: bytes, what: str) -> None:
    found = decode(data, "x.txt")
    assert found.value is None
    assert [problem.code for problem in found.problems] == ["file-binary"]
    assert what in found.problems[0].message()


def test_random_bytes_are_refused() -> None:
    data = b"".join(hashlib.sha256(bytes([n])).digest() for n in range(100))
    value, found = codes(data)
    assert value is None
    assert found[0] in {"file-binary", "file-decode-failed"}


def test_a_few_control_characters_are_left_to_import() -> None:
    assert codes("\x07\x01青禾\x02市\x0c".encode())[0] is not None


def test_broken_utf8_says_the_line() -> None:
    found = decode("第一行\n第二行".encode() + b"\xff\xff\n", "x.txt")
    assert found.value is None
    assert (found.problems[0].code, found.problems[0].where.line) == ("file-decode-failed", 2)


def test_half_a_character_of_utf16_says_the_line() -> None:
    found = decode(codecs.BOM_UTF16_LE + "一\n二".encode("utf-16-le") + b"\x00\xd8", "x.txt")
    assert (found.value, found.problems[0].where.line) == (None, 2)


def test_an_empty_file_is_an_empty_text() -> None:
    assert codes(b"") == ("", [])


def test_a_line_of_a_megabyte_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("报" * 350_000, "utf-8")
    assert read_text(path, "x.txt").value == "报" * 350_000


def test_fifty_megabytes_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    found = read(path, "x.txt")
    assert found.value is None
    assert found.problems[0].line() == (
        "x.txt: error[file-too-large]: the file has 50.0 MB and more than 10 MB is no newspaper page or article;"
        " cut it up"
    )


def test_the_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(TEXT.encode("gbk"))
    found = read(path, "x.txt").value
    assert found is not None
    assert found.sha256 == hashlib.sha256(TEXT.encode("gbk")).hexdigest()


@pytest.mark.parametrize(
    ("make", "code"),
    [("nothing", "file-missing"), ("folder", "file-unreadable"), ("pipe", "file-unreadable"),
     ("loop", "file-unreadable"),
     ("zero", "file-unreadable")],
)  # fmt: skip
def test_what_is_no_file_is_said(tmp_path: Path, make: str, code: str) -> None:
    path = tmp_path / "x"
    if make == "folder":
        path.mkdir()
    elif make == "pipe":
        os.mkfifo(path)
    elif make == "loop":
        path.symlink_to(path)
    elif make == "zero":
        path = tmp_path / "a\0b"
    assert [problem.code for problem in read(path, "x").problems] == [code]
