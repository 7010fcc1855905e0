"""Where lists are cut into shards: a function of the lists alone, that moves no cut but where something changed.

The places of all postings are numbers: a pair's 32 bits, then those of a posting (lists.py). A shard is the
largest aligned power of two of places whose lists weigh no more than is allowed: the nodes of a binary trie. So a
list that grows may split its own shard and no other, and one too long for a shard is cut by what follows. Such
tries have one form for one content, whatever became of it before; B-trees have not.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field

from jianbao.model.frozen import dataclass
from jianbao.publish.search import lists
from jianbao.publish.search.lists import Cell, Edit, Restore
from jianbao.publish.search.postings import CLASS_BITS
from jianbao.publish.search.shard import Shard, shard

PAIR_BITS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The bits of an article's number, and what a shard may weigh: more than a list without classes can."""

    bits: int
    most: int

    @property
    def low(self) -> int:
        """Return the bits of a posting: its class, its article."""
        return CLASS_BITS + self.bits

    def size(self, depth: int) -> int:
        """Return how many places a node has."""
        return 1 << PAIR_BITS + self.low - depth


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the trie: its first place, and how many bits all its places share."""

    start: int
    depth: int


@dataclass(slots=True)
class Table:
    """The nodes that are shards, in order: first place, depth, weight of each, all of the same length.

    Flat, for a change of one article must not unpack them all."""

    starts: array[int] = field(default_factory=lambda: array("q"))
    depths: bytearray = field(default_factory=bytearray)
    weights: array[int] = field(default_factory=lambda: array("l"))

    def find(self, start: int) -> int:
        """Return where the shard that starts there is, or -1."""
        at = bisect_left(self.starts, start)
        return at if at < len(self.starts) and self.starts[at] == start else -1

    def put(self, node: Node, weight: int) -> None:
        """Set a shard's weight; it may be new."""
        at = self.find(node.start)
        if at < 0:
            at = bisect_left(self.starts, node.start)
            self.starts.insert(at, node.start)
            self.depths.insert(at, node.depth)
            self.weights.insert(at, weight)
        else:
            self.depths[at], self.weights[at] = node.depth, weight

    def drop(self, start: int) -> None:
        """Take a shard out."""
        at = self.find(start)
        del self.starts[at], self.depths[at], self.weights[at]

    def inside(self, node: Node, shape: Shape) -> range:
        """Return where the shards inside a node are."""
        end = node.start + shape.size(node.depth)
        return range(bisect_left(self.starts, node.start), bisect_left(self.starts, end))

    def over(self, place: int, shape: Shape) -> Node | None:
        """Return the shard that has a place, or None."""
        at = bisect_right(self.starts, place) - 1
        if at < 0 or place >= self.starts[at] + shape.size(self.depths[at]):
            return None
        return Node(self.starts[at], self.depths[at])

    def light(self, node: Node, shape: Shape) -> bool:
        """Whether all shards inside a node would be light enough to be one."""
        total, parts = 0, dict[int, int]()
        for at in self.inside(node, shape):
            if self.depths[at] > PAIR_BITS:
                pair = self.starts[at] >> shape.low
                total -= lists.weight(parts[pair]) if pair in parts else 0
                parts[pair] = parts.get(pair, 0) + lists.count(self.weights[at])
                total += lists.weight(parts[pair])
            else:
                total += self.weights[at]
            if total > shape.most:
                return False
        return True


def halves(node: Node, cells: Sequence[Cell], shape: Shape) -> tuple[tuple[Node, list[Cell]], ...]:
    """Return both halves of a node."""
    depth = node.depth + 1
    middle = node.start + shape.size(depth)
    if depth <= PAIR_BITS:
        border = middle >> shape.low
        cut = bisect_left(cells, border, key=lambda it: lists.number(it.pair))
        first, second = list(cells[:cut]), list(cells[cut:])
    else:
        (one,) = cells
        found, border = one.values, middle % (1 << shape.low)
        cut = bisect_left(found, border)
        first, second = ([lists.postings(one.pair, part)] if part else [] for part in (found[:cut], found[cut:]))
    return (Node(node.start, depth), first), (Node(middle, depth), second)


def split(node: Node, cells: Sequence[Cell], shape: Shape) -> Iterator[tuple[Node, Sequence[Cell], int]]:
    """Yield the shards of what lies in a node, in order, with their weights."""
    heavy = sum(one.weight for one in cells)
    if not cells:
        return
    if heavy <= shape.most or node.depth == PAIR_BITS + shape.low:
        yield node, cells, heavy
        return
    for half, some in halves(node, cells, shape):
        yield from split(half, some, shape)


Load = Callable[[Node], Shard]
"""Reads a shard."""


@dataclass(slots=True)
class Amending:
    """Brings the shards of a tier up to date: ``Amending(...).run(edits)``. `table` is changed in place.

    Equal lists give equal shards, however they came about. `births` are the pairs that have a list now and had none
    (1), or the reverse (-1).
    """

    table: Table
    shape: Shape
    load: Load
    restore: Restore
    births: dict[str, int] = field(default_factory=dict)
    _held: dict[int, Shard] = field(default_factory=dict)
    _gone: set[int] = field(default_factory=set)

    def run(self, edits: Mapping[str, Sequence[Edit]]) -> Iterator[tuple[Node, Shard]]:
        """Yield the shards that may be others now; without lists where there is none any more."""
        if not self.table.starts:
            made = [one for pair in sorted(edits) if (one := self._cell(pair, edits[pair])).packed]
            self.births.update((one.pair, 1) for one in made)
            for node, some, heavy in split(Node(0, 0), made, self.shape):
                self.table.put(node, heavy)
                yield node, shard(some)
            return
        for pair in sorted(edits):
            self._edit(pair, edits[pair])
        for start in sorted(self._held):
            if start in self._held:
                self._settle(start)
        for start, held in sorted(self._held.items()):
            at = self.table.find(start)
            node = Node(start, self.table.depths[at])
            if held and self.table.weights[at] <= self.shape.most:
                self._gone.discard(start)
                yield node, held
                continue
            self.table.drop(start)
            for each, some, heavy in split(node, held.cells(), self.shape):
                self.table.put(each, heavy)
                self._gone.discard(each.start)
                yield each, shard(some)
        yield from ((Node(start, 0), Shard()) for start in sorted(self._gone))

    def _cell(self, pair: str, edits: Sequence[Edit]) -> Cell:
        bits = self.shape.bits
        return lists.cell(pair, lists.values(((serial, now) for serial, _, now in edits), bits), bits)

    def _edit(self, pair: str, edits: Sequence[Edit]) -> None:
        first = lists.number(pair) << self.shape.low
        parts, whole = dict[Node, tuple[set[int], set[int]]](), None
        for edit in edits:
            serial, was, now = edit
            for nth, classes in enumerate((was & ~now, now & ~was)):
                for value in lists.values([(serial, classes)], self.shape.bits):
                    node = self._node(first, first | value)
                    if node.depth <= PAIR_BITS:
                        whole = node
                    else:
                        parts.setdefault(node, (set(), set()))[nth].add(value)
        if whole is not None:
            held = self._hold(whole)
            old = held.get(pair)
            new = lists.amended(old, edits, self.restore, self.shape.bits) if old else self._cell(pair, edits)
            self._put(whole, pair, new)
        for node, (gone, new_ones) in parts.items():
            self._put(node, pair, lists.part(self._hold(node).get(pair), pair, gone, new_ones))

    def _put(self, node: Node, pair: str, new: Cell) -> None:
        """Set a list, or a part of it, in its shard."""
        held, first = self._hold(node), lists.number(pair) << self.shape.low
        old = held.get(pair)
        held.put(pair, new if new.packed else None)
        at = self.table.find(node.start)
        self.table.weights[at] += (new.weight if new.packed else 0) - (old.weight if old else 0)
        born = bool(new.packed) - (old is not None)
        if born and not (node.depth > PAIR_BITS and self._elsewhere(node, first)):
            self.births[pair] = self.births.get(pair, 0) + born

    def _node(self, first: int, place: int) -> Node:
        """Return the shard of a place, made where there is none: of a whole list, or of the one place."""
        table, shape = self.table, self.shape
        found = table.over(place, shape)
        if found is None:
            whole = Node(first, PAIR_BITS)
            found = Node(place, PAIR_BITS + shape.low) if table.inside(whole, shape) else whole
            table.put(found, 0)
            self._held[found.start] = Shard()
        return found

    def _elsewhere(self, node: Node, first: int) -> bool:
        """Whether other parts of a list than this node have postings."""
        found = self.table.inside(Node(first, PAIR_BITS), self.shape)
        return any(self.table.weights[at] for at in found if self.table.starts[at] != node.start)

    def _hold(self, node: Node) -> Shard:
        held = self._held.get(node.start)
        if held is None:
            held = self._held[node.start] = self.load(node)
        return held

    def _settle(self, start: int) -> None:
        """Join a held shard with its neighbours while they are light enough together."""
        table, shape = self.table, self.shape
        node = Node(start, table.depths[table.find(start)])
        self._gone.add(start)
        while node.depth:
            size = shape.size(node.depth - 1)
            above = Node(node.start // size * size, node.depth - 1)
            if not table.light(above, shape):
                return
            self._join(above)
            node = above

    def _join(self, node: Node) -> None:
        """Make all shards inside a node one."""
        table, made, parts = self.table, list[Cell](), dict[str, list[int]]()
        for start in [table.starts[at] for at in table.inside(node, self.shape)]:
            each = Node(start, table.depths[table.find(start)])
            held = self._hold(each)
            if each.depth > PAIR_BITS:
                for one in held.cells():
                    parts.setdefault(one.pair, []).extend(one.values)
            else:
                made += held.cells()
            del self._held[start]
            self._gone.add(start)
            table.drop(start)
        for pair, found in parts.items():
            whole = node.depth <= PAIR_BITS
            made.append(lists.cell(pair, found, self.shape.bits) if whole else lists.postings(pair, found))
        self._held[node.start] = shard(made)
        table.put(node, sum(one.weight for one in made))
