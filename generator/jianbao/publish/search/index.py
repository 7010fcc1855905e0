"""The whole index: files below search/ from the records and terms of a site."""

from __future__ import annotations

import hashlib
import importlib.resources
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence

from jianbao.publish.search import variants
from jianbao.publish.search.postings import Lists, add
from jianbao.publish.search.records import Dated, Record, Term
from jianbao.publish.search.serials import number
from jianbao.publish.search.shards import Leaf, check, cut, leaves

FOLDER = "search"
FORMAT = 1
"""Changes whenever search.js of one version could misread the index of another."""
ROOT = f"{FOLDER}/index.json"
_TAIL_SHARE = 64
_TERMS = 400

File = tuple[str, bytes]


def by_key(records: Iterable[Record]) -> Callable[[str], Record]:
    """Return the function that finds a record by its key."""
    return {record.key: record for record in records}.__getitem__


def build(heads: Sequence[Dated], record: Callable[[str], Record], terms: Sequence[Term] = ()) -> Iterator[File]:
    """Yield the files of the index, the root last: whoever writes them in this order lets no reader see a root
    whose files are not there yet. Equal input in any order gives equal files.

    `record` makes the record of a key; it is called once for each, and only the lists are kept of it.
    """
    numbered = number(heads)
    border = tail_border(len(numbered))
    total = hashlib.sha256()
    tiers: list[dict[str, object]] = []
    size = shard_size(len(numbered))
    present: set[str] = set()
    for name, part in (("base", numbered[:border]), ("tail", numbered[border:])):
        lists, last = Lists(), 0
        for last, head in part:
            one = record(head.key)
            add(lists, last, one)
            present.update(one.title, one.kicker, one.deck, one.byline, *one.paragraphs)
            content = fragment(one)
            total.update(content)
            yield fragment_path(last), content
        tier: list[list[object]] = []
        yield from _tier(name, lists, last, size, tier)
        total.update(repr(tier).encode())
        tiers.append({"name": name, "leaves": tier})
    absent, near = variants.tables(frozenset(present))
    for path, content in ((f"{FOLDER}/terms.z", suggestions(terms)), (f"{FOLDER}/variants.z", packed(absent))):
        total.update(content)
        yield path, content
    yield f"{FOLDER}/search.js", engine()
    root = {
        "format": FORMAT,
        "build": total.hexdigest()[:12],
        "articles": len(numbered),
        "near": near,
        "tiers": tiers,
    }
    yield ROOT, _json(root)


def tail_border(count: int) -> int:
    """Return how many of `count` articles, the oldest, are in the base. The tail holds fewer than a sixty-fourth:
    a new article rewrites the tail, and the base only when the tail is full."""
    step = 1 << max(0, (count // _TAIL_SHARE).bit_length() - 1)
    return count // step * step


def shard_size(count: int) -> int:
    """Return the bytes of a shard for `count` articles: larger archives get larger shards, not many more."""
    return 2048 if count < 30_000 else 4096 if count < 80_000 else 8192


def _tier(name: str, lists: Lists, last: int, size: int, tier: list[list[object]]) -> Iterator[File]:
    marks: list[tuple[int, int, int]] = []
    for shard in cut(lists, size, last):
        marks.append((shard.pair, shard.serial, check(shard.content)))
        yield f"{FOLDER}/{name}/{shard.name[:2]}/{shard.name}.bin", shard.content
    for leaf in leaves(iter(marks)):
        tier.append(_entry(leaf))
        yield f"{FOLDER}/{name}/{leaf.name}.dir", leaf.content


def _entry(leaf: Leaf) -> list[object]:
    return [leaf.pair, leaf.serial, check(leaf.content)]


def fragment_path(serial: int) -> str:
    """Return the path of the fragment of one article."""
    return f"{FOLDER}/text/{serial >> 8:x}/{serial:x}.z"


def fragment(record: Record) -> bytes:
    """Return what the results show of an article and what a hit is verified in."""
    row = [
        record.url,
        record.title,
        record.date.isoformat(),
        record.kicker,
        record.deck,
        record.byline,
        "\n".join(record.paragraphs),
        [list(facet) for facet in record.facets],
    ]
    return packed(row)


def packed(value: object) -> bytes:
    """Return JSON in zlib's format: in GBK where that has all its characters (a sixth smaller so), else in UTF-8;
    a byte g or u in front says which."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        return b"g" + zlib.compress(text.encode("gbk"), 9)
    except UnicodeEncodeError:
        return b"u" + zlib.compress(text.encode("utf-8", "replace"), 9)


def suggestions(terms: Iterable[Term]) -> bytes:
    """Return the headings with most articles, for suggestions: [text, syllables, kind, address, articles]."""
    ordered = sorted(terms, key=lambda it: (-it.count, it.kind, it.text, it.url))[:_TERMS]
    return packed([[it.text, " ".join(it.reading), it.kind, it.url, it.count] for it in ordered])


def engine() -> bytes:
    """Return search.js, the module that reads the index."""
    return (importlib.resources.files("jianbao.publish.search") / "search.js").read_bytes()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
