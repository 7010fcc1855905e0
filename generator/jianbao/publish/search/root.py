"""What belongs to no tier: the root, which tells of all else, suggestions, variants, which numbers there are."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence

from jianbao.publish.search import directory, variants
from jianbao.publish.search.coding import ascending
from jianbao.publish.search.fragments import packed
from jianbao.publish.search.records import Term
from jianbao.publish.search.seals import SIZE
from jianbao.publish.search.state import State, seal
from jianbao.publish.search.trie import Node, Shape

FOLDER = "search"
FORMAT = 3
"""Changes whenever search.js of one version could misread the index of another."""
ROOT = f"{FOLDER}/index.bin"
CHUNK_BITS = 12
_TERMS = 400
_TIERS = ("base", "tail")

File = tuple[str, bytes]


def shard_path(tier: str, start: int, shape: Shape) -> str:
    """Return where the shard that begins at a place lies, below the folder of the index: it is named by the pair,
    and by the posting where it is not the first part of a list."""
    name = _name(start, shape)
    return f"{tier}/{name[:2]}/{name}.bin"


def _name(start: int, shape: Shape) -> str:
    posting = start % (1 << shape.low)
    return f"{start >> shape.low:08x}-{posting:x}" if posting else f"{start >> shape.low:08x}"


def _chunk_path(chunk: int) -> str:
    return f"{FOLDER}/live/{chunk:x}.bin"


def live(state: State, chunks: Iterable[int]) -> Iterator[tuple[str, bytes]]:
    """Bring up to date what says which numbers there are, 4096 numbers a file; yield (path, content), empty where
    none is left of such a chunk."""
    for chunk in sorted(chunks):
        first = chunk << CHUNK_BITS
        numbers = state.fragments.between(first, chunk + 1 << CHUNK_BITS)
        content = ascending(it - first for it in numbers)
        state.live.pop(chunk, None)
        if content:
            state.live[chunk] = directory.check(content)
        yield f"{FOLDER}/live/{chunk:x}.bin", content


def rest(state: State, terms: Sequence[Term] | None) -> Iterator[File]:
    """Yield what any change may change, the root last: whoever writes all in this order lets no reader see a root
    whose files are not there yet. `terms` are None where they are as they were."""
    if terms is not None:
        content = suggestions(terms)
        state.terms = seal(content)
        yield f"{FOLDER}/terms.z", content
    present = frozenset(state.characters)
    known = hashlib.sha256("".join(sorted(present)).encode("utf-8", "surrogatepass")).digest()
    if known != state.variants:
        absent, state.near = variants.tables(present)
        state.variants = known
        yield f"{FOLDER}/variants.z", packed(absent)
    yield from _root(state)


def _root(state: State) -> Iterator[File]:
    shape, tiers, inline = Shape(bits=state.numbering.bits, most=state.most), [], b""
    total = hashlib.sha256(state.terms + state.variants)
    paths = dict[str, tuple[int, bytes]]()
    for name in _TIERS:
        tier = getattr(state, name)
        starts, depths, checks = tier.table.starts, tier.table.depths, tier.marks.checks
        marks = list[int]()
        levels = 1 if len(starts) <= directory.INLINE else 2
        if levels > 1:
            nodes = list[Node]()
            for node, some in directory.leaves(starts, shape):
                path = f"{FOLDER}/{name}/{_name(node.start, shape)}-{node.depth}.dir"
                mark = directory.mark(starts[some], depths[some], checks[some])
                paths[path] = state.directory.get(path, (0, b""))
                if paths[path][1] != mark:
                    content = directory.told(node, starts[some], depths[some], checks[some], shape)
                    paths[path] = directory.check(content), mark
                    yield path, content
                nodes.append(node)
                marks.append(paths[path][0])
            starts, depths, checks = [it.start for it in nodes], [it.depth for it in nodes], marks
        content = directory.told(Node(0, 0), starts, depths, checks, shape) if starts else b""
        total.update(content)
        inline += content
        tiers.append([name, levels, len(content)])
    total.update(state.fragments.total.to_bytes(SIZE, "big"))
    state.directory = paths
    said = {
        "format": FORMAT,
        "build": total.hexdigest()[:12],
        "articles": len(state.serials),
        "bits": shape.bits,
        "live": sorted(state.live.items()),
        "near": state.near,
        "check": zlib.crc32(inline),
        "tiers": tiers,
    }
    yield (
        ROOT,
        json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n" + inline,
    )


def suggestions(terms: Iterable[Term]) -> bytes:
    """Return the headings with most articles and all headlines (of no articles), for suggestions:
    [text, syllables, kind, address, articles]."""
    ordered = sorted(terms, key=lambda it: (-it.count, it.kind, it.text, it.url))
    headings = [it for it in ordered if it.count][:_TERMS]
    chosen = headings + [it for it in ordered if not it.count]
    return packed([[it.text, " ".join(it.reading), it.kind, it.url, it.count] for it in chosen])


def engine() -> bytes:
    """Return search.js, the module that reads the index."""
    import importlib.resources  # noqa: PLC0415  4 ms, and a build of few changes does not put it again

    return (importlib.resources.files("jianbao.publish.search") / "search.js").read_bytes()
