"""The shape of a library: numbers of articles in order, and under each heading; which tags stand together."""

from __future__ import annotations

import datetime as dt
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from jianbao.model.frozen import dataclass
from jianbao.publish.library import Entries, Entry, Heading, Library, headings, place, print_order
from jianbao.publish.together import Counts

Packed = tuple[tuple[str, ...], dict[str, bytes]]
"""Counts of tags (publish/together.py): all names, and of each tag numbers of names with their counts."""
SHELVES = ("tags", "authors", "rubrics", "regions", "mains", "months", "editions")


@dataclass(frozen=True, slots=True)
class Shape:
    """`order` are the numbers of all articles, newest first; `shelves` those under each heading of each shelf."""

    order: array[int]
    shelves: dict[str, dict[Heading, array[int]]]


def shape_of(library: Library, numbers: Mapping[str, int]) -> Shape:
    """Return the shape of a library whose articles (by path) have these numbers."""

    def numbered(entries: Entries) -> array[int]:
        return array("I", [numbers[one.path] for one in entries])

    shelves = {name: {key: numbered(it) for key, it in getattr(library, name).items()} for name in SHELVES}
    return Shape(order=numbered(library.entries), shelves=shelves)


def to_plain(shape: Shape) -> dict[str, Any]:
    """Return a shape as plain values."""
    made: dict[str, Any] = {
        name: {key: it.tobytes() for key, it in shape.shelves[name].items()}
        for name in SHELVES
        if name != "editions"
    }
    made["editions"] = [(key[0], _iso(key), it.tobytes()) for key, it in shape.shelves["editions"].items()]
    return {"order": shape.order.tobytes(), **made}


def _iso(edition: Any) -> str:
    return str(edition[1].isoformat())


def from_plain(plain: Mapping[str, Any]) -> Shape:
    """Return the shape that `to_plain` wrote down."""
    shelves: dict[str, dict[Heading, array[int]]] = {
        name: {key: array("I", it) for key, it in plain[name].items()} for name in SHELVES if name != "editions"
    }
    shelves["editions"] = {
        (paper, dt.date.fromisoformat(date)): array("I", it) for paper, date, it in plain["editions"]
    }
    return Shape(order=array("I", plain["order"]), shelves=shelves)


def pack(found: Iterable[tuple[str, Counts]], names: dict[str, int]) -> Packed:
    """Return counts as plain values. `names` numbers the tags, from 0, and is given those it lacks."""
    rows = {}
    for tag, counts in found:
        pairs = ((names.setdefault(other, len(names)), count) for other, count in counts.items())
        rows[tag] = array("I", (value for pair in pairs for value in pair)).tobytes()
    return tuple(names), rows


class Together(Mapping[str, Counts]):
    """The counts that were packed."""

    def __init__(self, packed: Packed) -> None:
        self._names, self._rows = packed

    def __getitem__(self, tag: str) -> Counts:
        values = array("I", self._rows[tag])
        return dict(zip((self._names[at] for at in values[::2]), values[1::2], strict=True))

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def over(self, changes: Mapping[str, Counts]) -> Packed:
        """Return these counts packed, with changes; a tag that has none is left out."""
        names, rows = pack(changes.items(), {name: at for at, name in enumerate(self._names)})
        return names, {tag: row for tag, row in {**self._rows, **rows}.items() if row}


def copy(shape: Shape) -> Shape:
    """Return a shape of its own: arrays are shared until `take` or `put` replace them."""
    return Shape(order=shape.order[:], shelves={name: dict(found) for name, found in shape.shelves.items()})


def take(shape: Shape, number: int, one: Entry) -> None:
    """Take an article out. A heading without articles stays until `tidy`."""
    shape.order.remove(number)
    for name, found in headings(one).items():
        shelf = shape.shelves[name]
        for heading in found:
            shelf[heading] = array("I", (it for it in shelf[heading] if it != number))


def tidy(shape: Shape) -> None:
    """Remove headings without articles, and put the others in order."""
    for name, shelf in shape.shelves.items():
        shape.shelves[name] = {heading: shelf[heading] for heading in sorted(shelf) if shelf[heading]}


def put(shape: Shape, number: int, one: Entry, entry: Callable[[int], Entry]) -> None:
    """Put an article where it belongs; `entry` gives the article of a number."""
    _insert(shape.order, number, lambda it: place(entry(it)))
    for name, found in headings(one).items():
        shelf = shape.shelves[name]
        for heading in found:
            row = array("I", shelf.get(heading, ()))
            if name == "editions":
                _insert(row, number, lambda it: print_order(entry(it)))
            else:
                _insert(row, number, lambda it: place(entry(it)))
            shelf[heading] = row


def _insert(row: array[int], number: int, key: Callable[[int], Any]) -> None:
    row.insert(bisect_left(row, key(number), key=key), number)
