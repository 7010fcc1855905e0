"""The index brought up to date: files below search/ from an index and what changed since.

Equal articles give equal files, on this way and on that of whole.py: all that decides where something lies follows
from the articles.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import field

from jianbao.model.frozen import dataclass
from jianbao.publish.search import fragments, root
from jianbao.publish.search.directory import check
from jianbao.publish.search.lists import Edit
from jianbao.publish.search.postings import Masks, mask, masks
from jianbao.publish.search.records import Change, Head, Record, Term
from jianbao.publish.search.root import FOLDER, ROOT
from jianbao.publish.search.serials import numbering, tail_border
from jianbao.publish.search.shard import Shard, decoded
from jianbao.publish.search.state import State, Tier, seal
from jianbao.publish.search.trie import Amending, Node, Shape

__all__ = ["FOLDER", "ROOT", "Amended", "amend", "begin", "shard_size"]

File = tuple[str, bytes]
Read = Callable[[str], bytes | None]
"""Returns the content of a file of the site, or None."""
ENGINE = f"{FOLDER}/search.js"


class Untrusted(Exception):  # noqa: N818  no error: the index is made anew
    """A file of the index is not there as it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """What an index is to be: files to write in this order, paths to remove, and what is known of it when all files
    were taken."""

    files: Iterable[File]
    gone: tuple[str, ...]
    state: State


def shard_size(count: int) -> int:
    """Return the weight of a shard (trie.py) for `count` articles: larger archives get larger shards."""
    return 3584 if count < 30_000 else 8192 if count < 300_000 else 16384


def begin(heads: Iterable[Head]) -> State:
    """Return the state of an index for these articles (one at least) before it has any."""
    days: dict[int, int] = {}
    for head in heads:
        day = head.date.toordinal()
        days[day] = days.get(day, 0) + 1
    return State(numbering=numbering(days), most=shard_size(sum(days.values())), border=0)


def amend(
    state: State, changes: Iterable[Change], read: Read, terms: Sequence[Term] | None = None
) -> Amended | None:
    """Return what changed articles make of an index, or None where all of it has to be made anew.

    `read` gives files as they lie in the site; one that is not what was written is not trusted. `terms` are
    the headings to suggest, None where they are as they were. `state` is used up.
    """
    try:
        return _Work(state, read).run(tuple(changes), terms)
    except Untrusted:
        return None


@dataclass(slots=True)
class _Work:
    """Brings one index up to date."""

    state: State
    read: Read
    _files: dict[str, bytes] = field(default_factory=dict)
    _gone: set[str] = field(default_factory=set)
    _rows: dict[int, list[Record]] = field(default_factory=dict)
    _now: dict[int, list[Record]] = field(default_factory=dict)

    def run(self, changes: Sequence[Change], terms: Sequence[Term] | None) -> Amended | None:
        state = self.state
        fresh = not state.serials
        slots = self._slots(changes)
        if not state.days or numbering(state.days) != state.numbering:
            return None
        if shard_size(sum(state.days.values())) != state.most:
            return None
        border = tail_border(state.serials, state.numbering.bits)
        for name, edits in zip(("base", "tail"), self._edits(slots, border), strict=True):
            self._tier(name, edits)
        for serial in slots:
            self._fragment(serial)
        state.border = border
        for path, content in root.live(state, {serial >> root.CHUNK_BITS for serial in slots}):
            if content:
                self._files[path] = content
            else:
                self._gone.add(path)
        before = set(state.directory)
        self._files.update([(ENGINE, root.engine())] if fresh else ())
        self._files.update(root.rest(state, terms))
        gone = (self._gone | before.difference(state.directory)).difference(self._files)
        return Amended(files=tuple(self._files.items()), gone=tuple(sorted(gone)), state=state)

    def _slots(self, changes: Sequence[Change]) -> dict[int, list[Record]]:
        """Take changes into the sums of the state; return the articles of each number that has other ones now."""
        numbers, days = self.state.numbering, self.state.days
        lost, won, made = dict[int, set[str]](), dict[int, list[Record]](), dict[int, list[Record]]()
        for change in changes:
            for head, step in ((change.before, -1), (change.after and change.after.head, 1)):
                if head is not None:
                    day = head.date.toordinal()
                    days[day] = days.get(day, 0) + step
                    if not days[day]:
                        del days[day]
            if change.before is not None:
                lost.setdefault(numbers.serial(change.before.date, change.before.url), set()).add(change.before.url)
            if change.after is not None:
                one = fragments.settled(change.after)
                won.setdefault(numbers.serial(one.date, one.url), []).append(one)
        for serial in sorted(lost.keys() | won.keys()):
            kept = [it for it in self._before(serial) if it.url not in lost.get(serial, ())]
            made[serial] = [*kept, *won.get(serial, ())]
        self._count(made)
        return made

    def _count(self, slots: dict[int, list[Record]]) -> None:
        """Bring the sorted numbers of all articles up to date."""
        serials = self.state.serials
        for serial, rows in slots.items():
            serials[bisect_left(serials, serial) : bisect_right(serials, serial)] = array("q", [serial]) * len(rows)

    def _before(self, serial: int) -> list[Record]:
        """Return the articles of a number as the index has them."""
        if serial not in self._rows:
            known = self.state.fragments.get(serial)
            self._rows[serial] = fragments.records(self._trusted(fragments.path(serial), known)) if known else []
        return self._rows[serial]

    def _trusted(self, path: str, known: bytes | None) -> bytes:
        content = self.read(f"{FOLDER}/{path}")
        if content is None or seal(content) != known:
            raise Untrusted(path)
        return content

    def _edits(self, slots: dict[int, list[Record]], border: int) -> tuple[dict[str, list[Edit]], ...]:
        """Return what changes in the lists of the base and of the tail, whose border may move."""
        made: tuple[dict[str, list[Edit]], ...] = ({}, {})
        state = self.state
        low, high = sorted((border, state.border))
        for serial in sorted({*state.fragments.between(low, high), *slots}):
            before, after = self._masks(serial, slots.get(serial))
            was, now = made[serial >= state.border], made[serial >= border]
            if was is not now:
                for pair, classes in before.items():
                    was.setdefault(pair, []).append((serial, classes, 0))
                for pair, classes in after.items():
                    now.setdefault(pair, []).append((serial, 0, classes))
                continue
            for pair in before.keys() | after.keys():
                old, new = before.get(pair, 0), after.get(pair, 0)
                if old != new:
                    now.setdefault(pair, []).append((serial, old, new))
        self._now = slots
        return made

    def _masks(self, serial: int, rows: Sequence[Record] | None) -> tuple[Masks, Masks]:
        """Return the pairs of the articles of a number, before and now (`rows`; None: as before). Those of articles
        that stay are found once."""
        old = self._before(serial)
        if rows is None:
            both = masks(old)
            return both, both
        had, have = {id(it) for it in old}, {id(it) for it in rows}
        both = masks(it for it in old if id(it) in have)
        return (
            masks((it for it in old if id(it) not in have), both),
            masks((it for it in rows if id(it) not in had), both),
        )

    def _tier(self, name: str, edits: dict[str, list[Edit]]) -> None:
        state = self.state
        tier: Tier = getattr(state, name)
        shape = Shape(bits=state.numbering.bits, most=state.most)

        def load(node: Node) -> Shard:
            path = root.shard_path(name, node.start, shape)
            return decoded(self._trusted(path, tier.marks.get(node.start)), node.start >> shape.low)

        def restore(pair: str, serial: int) -> int:
            return mask(self._now[serial] if serial in self._now else self._before(serial), pair)

        amending = Amending(tier.table, shape, load, restore)
        for node, held in amending.run(edits):
            path = f"{FOLDER}/{root.shard_path(name, node.start, shape)}"
            if not held:
                tier.marks.drop(node.start)
                self._gone.add(path)
                continue
            content = held.encoded(node.start >> shape.low)
            mark = seal(content)
            if tier.marks.get(node.start) != mark:
                tier.marks.put(node.start, mark, check(content))
                self._files[path] = content
        counts = state.characters
        for pair, born in amending.births.items():
            counts[pair[0]] = counts.get(pair[0], 0) + born
            if not counts[pair[0]]:
                del counts[pair[0]]

    def _fragment(self, serial: int) -> None:
        path, rows, known = f"{FOLDER}/{fragments.path(serial)}", self._now[serial], self.state.fragments
        if not rows:
            known.drop(serial)
            self._gone.add(path)
            return
        content = fragments.fragment(rows)
        mark = seal(content)
        if known.get(serial) != mark:
            known.put(serial, mark)
            self._files[path] = content
