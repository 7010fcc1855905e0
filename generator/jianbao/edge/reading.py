"""Text files as they come: UTF-8, with or without a mark, GB18030, UTF-16; nothing that is not text."""

from __future__ import annotations

import codecs
import hashlib
import os
import re
import stat
from pathlib import Path

from jianbao.edge import problems as said
from jianbao.model.frozen import dataclass
from jianbao.model.problem import Found, Problem, Where

MEGABYTE = 1_000_000
MOST = 10 * MEGABYTE
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF", " PDF 文件"),
    (b"PK\x03\x04", "a zip or Office file", "压缩包或 Office 文件"),
    (b"\xd0\xcf\x11\xe0", "an old Office file", "旧版 Office 文件"),
    (b"\x89PNG", "a picture", "图片"),
    (b"\xff\xd8\xff", "a picture", "图片"),
    (b"GIF8", "a picture", "图片"),
    (b"\x1f\x8b", "a compressed file", "压缩文件"),
    (b"{\\rtf", "an RTF document", " RTF 文档"),
)
_MARKS: tuple[tuple[bytes, str, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_ODD = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffe\uffff]")
_SAMPLE = 4096
_FEW = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a file says, and the sha256 (hex) of its bytes."""

    text: str
    sha256: str


def read_text(path: Path | str, name: str) -> Found[str | None]:
    """Return the text of the file at `path`, called `name` in the problems; None where it has none for us."""
    found = read(path, name)
    return Found(value=None if found.value is None else found.value.text, problems=found.problems)


def read(path: Path | str, name: str, most: int = MOST) -> Found[Reading | None]:
    """Return the text and digest of the file at `path`; None where it cannot be read as text.

    Files of more than `most` bytes are refused before they are read.
    """
    raw = read_bytes(path, name, most)
    if raw.value is None:
        return Found(value=None, problems=raw.problems)
    found = decode(raw.value, name)
    if found.value is None:
        return Found(value=None, problems=found.problems)
    reading = Reading(text=found.value, sha256=hashlib.sha256(raw.value).hexdigest())
    return Found(value=reading, problems=found.problems)


def read_bytes(path: Path | str, name: str, most: int = MOST) -> Found[bytes | None]:
    """Return what the file at `path` holds; None where it is no file, or of more than `most` bytes."""
    try:
        about = os.stat(path)  # noqa: PTH116  # thousands of files: pathlib takes three times as long
        if not stat.S_ISREG(about.st_mode):
            return _no(said.FILE_UNREADABLE.at(Where(file=name), reason="not a file"))
        if about.st_size > most:
            size = f"{about.st_size / MEGABYTE:.1f}"
            return _no(said.FILE_TOO_LARGE.at(Where(file=name), size=size, most=most // MEGABYTE))
        return Found(value=_whole(path, about.st_size))
    except FileNotFoundError:
        return _no(said.FILE_MISSING.at(Where(file=name)))
    except (OSError, ValueError) as error:
        return _no(said.FILE_UNREADABLE.at(Where(file=name), reason=reason(error)))


def _whole(path: Path | str, size: int) -> bytes:
    """Return what a file of about `size` bytes holds, with half the calls that a file object makes."""
    handle = os.open(path, _READ)
    try:
        content = os.read(handle, size + 1)
        if len(content) == size:
            return content
        parts = [content]
        while some := os.read(handle, 1 << 16):
            parts.append(some)
        return b"".join(parts)
    finally:
        os.close(handle)


_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def what_it_is(data: bytes) -> tuple[str, str] | None:
    """Return what a file that should be another is, in English and Chinese; None where nobody can tell."""
    for magic, en, zh in _MAGIC:
        if data.startswith(magic):
            return en, zh
    is_text = bool(data.strip()) and decode(data, "").value is not None
    return ("text", "文字") if is_text else None


def _no(problem: Problem) -> Found[None]:
    return Found(value=None, problems=(problem,))


def reason(error: OSError | ValueError) -> str:
    """Return what the system says is wrong, without the file's name."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def decode(data: bytes, name: str) -> Found[str | None]:
    """Return `data` as text without a byte order mark; a note where it is not UTF-8; None where it is not text."""
    for magic, en, zh in _MAGIC:
        if data.startswith(magic):
            return _no(said.FILE_BINARY.at(Where(file=name), what_en=en, what_zh=zh))
    for mark, encoding, spoken in _MARKS:
        if data.startswith(mark):
            return _as(data[len(mark) :], encoding, spoken, name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _not_utf8(data, name, error)
    if "\0" in text[:_SAMPLE]:
        return _without_mark(data, name)
    return _checked(text, name)


def _not_utf8(data: bytes, name: str, error: UnicodeDecodeError) -> Found[str | None]:
    """Try GB18030, then UTF-16; say where UTF-8 ended if it is neither."""
    if b"\0" in data[:_SAMPLE]:
        return _without_mark(data, name)
    found = _as(data, "gb18030", "GB18030", name)
    text = found.value
    if text is not None and _plausible(text):
        return found
    line = data.count(b"\n", 0, error.start) + 1
    if line > 1 or error.start > _SAMPLE // 16:
        return _no(said.FILE_DECODE_FAILED.at(Where(file=name, line=line)))
    return _binary(name)


def _plausible(text: str) -> bool:
    """Whether text decoded from GB18030 is writing: most of it common Chinese, ASCII or punctuation.

    Any bytes above 0x80 make some rare character or other; of real text nine in ten are common, those of GB 2312.
    """
    sample = [char for char in text[:_SAMPLE] if ord(char) > 0x7F]
    common = 0
    for char in sample:
        try:
            char.encode("gb2312")
        except UnicodeEncodeError:
            continue
        common += 1
    return common >= 0.9 * len(sample)


def _without_mark(data: bytes, name: str) -> Found[str | None]:
    """Read UTF-16 that has no mark: one byte of each pair of ASCII signs is zero, and they show which."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if even == odd or len(data) % 2:
        return _binary(name)
    found = _as(data, "utf-16-be" if even > odd else "utf-16-le", "UTF-16", name)
    return found if found.value is not None and not _ODD.search(found.value[:_SAMPLE]) else _binary(name)


def _as(data: bytes, encoding: str, spoken: str, name: str) -> Found[str | None]:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(encoding, "ignore").count("\n") + 1
        return _no(said.FILE_DECODE_FAILED.at(Where(file=name, line=line)))
    checked = _checked(text, name)
    note = said.FILE_RECODED.at(Where(file=name), encoding=spoken)
    return Found(value=checked.value, problems=(*checked.problems, *((note,) if checked.value is not None else ())))


def _checked(text: str, name: str) -> Found[str | None]:
    """Refuse what decodes but is not writing: zeros, or many control characters."""
    sample = text[:_SAMPLE]
    odd = len(_ODD.findall(sample))
    if "\0" in sample or (odd > _FEW and odd * 10 > len(sample)):
        return _binary(name)
    return Found(value=text)


def _binary(name: str) -> Found[None]:
    return _no(said.FILE_BINARY.at(Where(file=name), what_en="some other data", what_zh="别的数据"))
