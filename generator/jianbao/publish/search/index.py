"""The whole index: files below search/ from the records and terms of a site."""

from __future__ import annotations

import hashlib
import importlib.resources
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A tier to be: "base" or "tail", its numbered articles (of `articles` in all), the bytes of a shard."""

    name: str
    numbered: tuple[tuple[int, Dated], ...]
    size: int
    articles: int

    @property
    def summary(self) -> str:
        """The path of its last file: what `rest` needs of it."""
        return f"{FOLDER}/{self.name}.json"


def parts(heads: Sequence[Dated]) -> tuple[Part, ...]:
    """Return the tiers of a site. A tier depends on nothing but its own articles and their numbers."""
    numbered = tuple(number(heads))
    count, border = len(numbered), tail_border(len(numbered))
    cuts = {"base": numbered[:border], "tail": numbered[border:]}
    return tuple(Part(name=it, numbered=cuts[it], size=shard_size(count), articles=count) for it in cuts)


def tier(part: Part, record: Callable[[str], Record]) -> Iterator[File]:
    """Yield the files of a tier, its summary last.

    `record` makes the record of a key; it is called once for each, and only the lists are kept of it.
    """
    lists, last, total, present = Lists(), 0, hashlib.sha256(), set[str]()
    for last, head in part.numbered:
        one = record(head.key)
        add(lists, last, one)
        present.update(one.title, one.kicker, one.deck, one.byline, *one.paragraphs)
        content = fragment(one)
        total.update(content)
        yield fragment_path(last), content
    made: list[list[object]] = []
    yield from _tier(part.name, lists, last, part.size, made)
    total.update(repr(made).encode())
    said = {"build": total.hexdigest(), "leaves": made, "characters": "".join(sorted(present))}
    yield part.summary, _json(said)


def rest(articles: int, summaries: Sequence[bytes], terms: Sequence[Term] = ()) -> Iterator[File]:
    """Yield what belongs to no tier, the root last: whoever writes all files in this order lets no reader see a
    root whose files are not there yet. `summaries` are those of the tiers, the base first."""
    said = [json.loads(content) for content in summaries]
    absent, near = variants.tables(frozenset("".join(one["characters"] for one in said)))
    total = hashlib.sha256("".join(one["build"] for one in said).encode())
    for path, content in ((f"{FOLDER}/terms.z", suggestions(terms)), (f"{FOLDER}/variants.z", packed(absent))):
        total.update(content)
        yield path, content
    yield f"{FOLDER}/search.js", engine()
    tiers = [{"name": name, "leaves": one["leaves"]} for name, one in zip(("base", "tail"), said, strict=True)]
    build_id = total.hexdigest()[:12]
    yield ROOT, _json({"format": FORMAT, "build": build_id, "articles": articles, "near": near, "tiers": tiers})


def build(heads: Sequence[Dated], record: Callable[[str], Record], terms: Sequence[Term] = ()) -> Iterator[File]:
    """Yield all files of an index. Equal input in any order gives equal files."""
    summaries: list[bytes] = []
    for part in parts(heads):
        content = b""
        for path, content in tier(part, record):
            yield path, content
        summaries.append(content)
    yield from rest(len(heads), summaries, terms)


def tail_border(count: int) -> int:
    """Return how many of `count` articles, the oldest, are in the base. The tail always holds the newest, and at
    most a sixty-fourth: a new or recent article rewrites the tail, and the base only when the tail is full."""
    step = 1 << max(0, (count // _TAIL_SHARE // 2).bit_length() - 1)
    return max(0, count // step - 1) * step


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
