"""The whole index of a site from all its articles."""

from __future__ import annotations

import importlib.util
import io
import itertools
from array import array
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from jianbao.publish.search import fragments, index, root
from jianbao.publish.search.directory import check
from jianbao.publish.search.index import ENGINE, FOLDER, Amended, File
from jianbao.publish.search.records import Change, Head, Record, Scratch, Term
from jianbao.publish.search.serials import Numbering, tail_border
from jianbao.publish.search.state import State, Tier, seal
from jianbao.publish.search.trie import Shape

if TYPE_CHECKING:
    from jianbao.publish.search.bulk import Gathering

LEAST = 300
"""With fewer articles, loading NumPy takes longer than it saves."""


def build(records: Sequence[Record], terms: Sequence[Term] = ()) -> Amended:
    """Return the whole index of articles that are all in memory. Equal input in any order gives equal files."""
    of_url = {it.url: it for it in records}
    return stream([it.head for it in records], of_url.__getitem__, terms)


def stream(
    heads: Collection[Head],
    record: Callable[[str], Record],
    terms: Sequence[Term] = (),
    scratch: Scratch | None = None,
) -> Amended:
    """Return the whole index of articles. `record` makes that of an address, once; of many articles, files are made
    while they are taken, and what is found of them lies in `scratch`, an empty file, meanwhile."""
    if not heads:
        state = State(numbering=Numbering(origin=0, places=0, bits=1), most=index.shard_size(0), border=0)
        return Amended(files=((ENGINE, root.engine()), *root.rest(state, terms)), gone=(), state=state)
    state = index.begin(heads)
    if len(heads) >= LEAST and importlib.util.find_spec("numpy"):
        return Amended(files=_sorted(state, heads, record, terms, scratch or io.BytesIO()), gone=(), state=state)
    changes = [Change(before=None, after=record(head.url)) for head in heads]
    made = index.amend(state, changes, lambda _: None, terms)
    if made is None:  # the state was begun for just these
        raise AssertionError
    return made


def _sorted(
    state: State, heads: Collection[Head], record: Callable[[str], Record], terms: Sequence[Term], scratch: Scratch
) -> Iterator[File]:
    """Yield the files of many articles, and fill the state."""
    from jianbao.publish.search.bulk import Folding, Gathering  # noqa: PLC0415  NumPy, only where it is needed

    urls, numbers = list[str](), array("Q")
    for head in heads:
        day = head.date.toordinal()
        state.days[day] = state.days.get(day, 0) + 1
        urls.append(head.url)
        numbers.append(state.numbering.serial(head.date, head.url))
    state.serials = array("q", sorted(numbers))
    state.border = tail_border(state.serials, state.numbering.bits)
    shape, folding = Shape(bits=state.numbering.bits, most=state.most), Folding()
    base, tail = (Gathering(shape=shape, scratch=it, folding=folding) for it in (scratch, io.BytesIO()))
    ordered = sorted(range(len(urls)), key=numbers.__getitem__)
    for serial, places in itertools.groupby(ordered, key=numbers.__getitem__):
        rows = [fragments.settled(record(urls[place])) for place in places]
        content = fragments.fragment(rows)
        state.fragments.put(serial, seal(content))
        yield f"{FOLDER}/{fragments.path(serial)}", content
        (base if serial < state.border else tail).add(serial, rows)
    for name, gathering in (("base", base), ("tail", tail)):
        yield from _tier(name, getattr(state, name), gathering, state)
    yield from root.live(state, {serial >> root.CHUNK_BITS for serial in numbers})
    yield ENGINE, root.engine()
    yield from root.rest(state, terms)


def _tier(name: str, tier: Tier, gathering: Gathering, state: State) -> Iterator[File]:
    shape, found = gathering.shape, list[tuple[int, int, int]]()
    for shard in gathering.shards():
        start, content = shard.node.start, shard.content
        found.append((start, shard.node.depth, shard.weight))
        tier.marks.put(start, seal(content), check(content))
        yield f"{FOLDER}/{root.shard_path(name, start, shape)}", content
    for start, depth, weight in sorted(found):
        tier.table.starts.append(start)
        tier.table.depths.append(depth)
        tier.table.weights.append(weight)
    for sign, count in gathering.characters.items():
        state.characters[sign] = state.characters.get(sign, 0) + count
