"""/data/articles.jsonl: every article as one line of JSON, for other programs."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable

from jianbao.model.frozen import dataclass
from jianbao.publish.context import Context
from jianbao.publish.keys import digest
from jianbao.publish.library import Entry, person, term

PATH = "data/articles.jsonl"
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True, kw_only=True)
class DataView:
    """The lines, newest article first, without line ends."""

    lines: tuple[str, ...]


def line(context: Context, entry: Entry, text: str) -> str:
    """Return the line of one article. `url` is absolute; `page` is null and `region` is null where unknown;
    `regions` holds the parents; `text` is the body as a reader sees it, paragraphs joined by a line end."""
    article = entry.article
    people = [{"name": person(it.name), "role": it.role} for it in article.authors if it.name.strip()]
    row = {
        "url": context.absolute(context.addresses.articles[entry.path]),
        "title": article.title,
        "kicker": article.kicker,
        "deck": article.deck,
        "rubric": entry.rubric,
        "date": entry.day.isoformat(),
        "paper": entry.edition[0] if entry.edition else term(article.paper),
        "page": entry.page or None,
        "authors": people,
        "tags": list(entry.tags),
        "region": entry.main or None,
        "regions": list(entry.regions),
        "text": text,
    }
    return _ENCODE(row)


def jsonl(view: DataView) -> bytes:
    """Write the lines, in UTF-8 at once: as one text first, a large archive would stand in memory twice."""
    written = io.BytesIO()
    for text in view.lines:
        written.write(text.encode("utf-8", "replace") + b"\n")
    return written.getvalue()


def mark(entry: Entry, address: str) -> int:
    """Return a number that changes with all that the line of an article at `address`, and its place, depend on."""
    return int.from_bytes(digest(entry.path, entry.digest, address), "big")


def key(total: int) -> bytes:
    """Return the key of the data file from the sum of the marks of its articles."""
    return own_digest(total)


def own(lines: Iterable[bytes | memoryview]) -> int:
    """Return a number for the content of the data file from its lines, without line ends: each adds its own."""
    return sum(int.from_bytes(hashlib.blake2b(line, digest_size=12).digest(), "big") for line in lines)


def own_digest(total: int) -> bytes:
    """Return what `own` counted as bytes."""
    return (total % (1 << 96)).to_bytes(12, "big")
