"""The fragments: what results show of the articles of a number, and the text in which a hit is verified."""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
import zlib
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from jianbao.publish.search.records import Record


def path(serial: int) -> str:
    """Return where the fragment of a number lies, below the folder of the index."""
    return f"text/{serial >> 8:x}/{serial:x}.z"


def fragment(records: Iterable[Record]) -> bytes:
    """Return the fragment of the articles of one number, in the order of their days and addresses."""
    return packed([_row(it) for it in sorted(records, key=lambda it: (it.date, it.url))])


def _row(it: Record) -> tuple[object, ...]:
    lines = "\n".join(it.paragraphs)
    return (it.url, it.title, it.date.isoformat(), it.kicker, it.deck, it.byline, lines, it.facets)


def _record(row: list[Any]) -> Record:
    url, title, date, kicker, deck, byline, body, facets = row
    return Record(
        url=url,
        title=title,
        date=dt.date.fromisoformat(date),
        kicker=kicker,
        deck=deck,
        byline=byline,
        paragraphs=tuple(body.split("\n")) if body else (),
        facets=tuple((kind, value) for kind, value in facets),
    )


def settled(record: Record) -> Record:
    """Return an article as its fragment will give it back, for what is indexed is read again: no line ends inside a
    paragraph, in NFC, no halves of characters."""
    title, kicker, deck, byline, body = map(
        _clean, (record.title, record.kicker, record.deck, record.byline, "\n".join(record.paragraphs))
    )
    paragraphs = tuple(body.split("\n")) if body else ()
    facets = tuple((kind, _clean(value)) for kind, value in record.facets)
    return replace(
        record, title=title, kicker=kicker, deck=deck, byline=byline, paragraphs=paragraphs, facets=facets
    )


def _clean(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        try:
            text.encode()
        except UnicodeEncodeError:
            return text.encode("utf-8", "replace").decode()
    return text


def records(content: bytes) -> list[Record]:
    """Return the articles of a fragment."""
    return [_record(row) for row in json.loads(unpacked(content))]


def packed(value: object) -> bytes:
    """Return JSON in zlib's format: in GBK where that has all its characters (a sixth smaller so), else in UTF-8;
    a byte g or u in front says which."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        return b"g" + zlib.compress(text.encode("gbk"), 9)
    except UnicodeEncodeError:
        return b"u" + zlib.compress(text.encode(), 9)


def unpacked(content: bytes) -> str:
    """Return the JSON that `packed` made."""
    return zlib.decompress(content[1:]).decode("gbk" if content[:1] == b"g" else "utf-8")
