"""A library whose articles stay in the store until they are looked at.

What it is made of (the shape: which numbers stand in which order under which heading) is small and read whole;
the rows of articles are read when a view, a key or a place in a list asks for them.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar, overload

from jianbao.commands.shape import Shape
from jianbao.commands.sources import Stored
from jianbao.edge.store import Store
from jianbao.model.problem import Found
from jianbao.model.tables import Tables
from jianbao.publish.library import Edition, Entries, Entry, Library, about_of, from_row
from jianbao.publish.people import named
from jianbao.publish.relating import related_to

K = TypeVar("K")
T = TypeVar("T")
_SOME = 100
"""Articles that are read at a time: most who go through a list stop soon."""


class Held:
    """The articles of a store: their entries by number, and their addresses. `put` lays others over them."""

    def __init__(self, store: Store, root: str, tables: Tables) -> None:
        self._store = store
        self._root = root
        self._tables = tables
        self._entries: dict[int, Entry] = {}
        self.numbers: dict[str, int] = {}
        self.addresses: dict[str, str] = {}

    def put(self, number: int, entry: Entry, address: str) -> None:
        """Lay an entry over what the store says of a number."""
        self._entries[number] = entry
        self.numbers[entry.path] = number
        self.addresses[entry.path] = address

    def over(self) -> Held:
        """Return the same articles, to lay others over them: what was read of them is shared by then."""
        other = Held(self._store, self._root, self._tables)
        other._entries = dict(self._entries)
        other.numbers, other.addresses = dict(self.numbers), dict(self.addresses)
        return other

    def entry(self, number: int) -> Entry:
        """Return the entry with a number. Raise KeyError where there is none."""
        if number not in self._entries:
            self.load((number,))
        return self._entries[number]

    def of(self, path: str) -> Entry:
        """Return the entry of a file. Raise KeyError where there is none."""
        if path not in self.numbers:
            known = self._store.file(path)
            if known is not None and known[0] not in self._entries:
                self.load((known[0],))
        return self._entries[self.numbers[path]]

    def address(self, path: str) -> str:
        """Return the address of an article. Raise KeyError where there is none."""
        return self.addresses[self.of(path).path]

    def load(self, numbers: Iterable[int]) -> None:
        """Read those of these entries that were not read yet."""
        missing = [number for number in numbers if number not in self._entries]
        for number, name, value in self._store.numbered(missing) if missing else ():
            self.put(number, self._made(name, value[2]), value[5])

    def _made(self, name: str, row: tuple[object, ...]) -> Entry:
        entry = from_row(row, Stored(f"{self._root}/{name}", name, about_of(row)))
        return named(Found(value=entry), self._tables).value


class HeldEntries(Sequence[Entry]):
    """Some of the held articles, in order."""

    __slots__ = ("held", "numbers")

    def __init__(self, held: Held, numbers: array[int]) -> None:
        self.held = held
        self.numbers = numbers

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, at: int) -> Entry: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Entry, ...]: ...
    def __getitem__(self, at: int | slice) -> Entry | tuple[Entry, ...]:
        if isinstance(at, slice):
            some = self.numbers[at]
            self.held.load(some)
            return tuple(map(self.held.entry, some))
        return self.held.entry(self.numbers[at])

    def __iter__(self) -> Iterator[Entry]:
        for start in range(0, len(self.numbers), _SOME):
            some = self.numbers[start : start + _SOME]
            self.held.load(some)
            yield from map(self.held.entry, some)

    def index(self, value: Entry, start: int = 0, stop: int | None = None) -> int:
        """Return where an article stands. Raise ValueError where it does not."""
        number = self.held.numbers.get(value.path, -1)
        return self.numbers.index(number, start, len(self) if stop is None else stop) if number > 0 else _absent()


def _absent() -> int:
    raise ValueError


class HeldShelf(Mapping[K, Entries]):
    """Headings with their articles."""

    __slots__ = ("_found", "_held")

    def __init__(self, held: Held, found: Mapping[K, array[int]]) -> None:
        self._held = held
        self._found = found

    def __getitem__(self, heading: K) -> Entries:
        return HeldEntries(self._held, self._found[heading])

    def __iter__(self) -> Iterator[K]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def __contains__(self, heading: object) -> bool:
        return heading in self._found

    def sizes(self) -> dict[K, int]:
        """Return how many articles stand under each heading."""
        return {heading: len(numbers) for heading, numbers in self._found.items()}


class HeldAddresses(Mapping[str, str]):
    """The addresses of articles, by path: of those that were read."""

    __slots__ = ("_held",)

    def __init__(self, held: Held) -> None:
        self._held = held

    def __getitem__(self, path: str) -> str:
        return self._held.address(path)

    def __iter__(self) -> Iterator[str]:
        return iter(self._held.addresses)

    def __len__(self) -> int:
        return len(self._held.addresses)


class HeldKin(Mapping[str, Entries]):
    """The related articles of articles that were read, by path; found when they are asked for."""

    __slots__ = ("_held", "_library")

    def __init__(self, held: Held, library: Library) -> None:
        self._held = held
        self._library = library

    def __getitem__(self, path: str) -> Entries:
        return related_to(self._library, self._held.of(path))

    def __iter__(self) -> Iterator[str]:
        return iter(self._held.numbers)

    def __len__(self) -> int:
        return len(self._held.numbers)


class Later(Mapping[str, T]):
    """A table that is made when it is first asked for anything."""

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], Mapping[str, T]]) -> None:
        self._make = make
        self._made: Mapping[str, T] | None = None

    def _all(self) -> Mapping[str, T]:
        if self._made is None:
            self._made = self._make()
        return self._made

    def __getitem__(self, name: str) -> T:
        return self._all()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())


class HeldPrinted(Mapping[str, T]):
    """What is made of an edition as a whole (`make` yields path and value), by path; made when it is asked for."""

    __slots__ = ("_held", "_known", "_library", "_make", "_seen")

    def __init__(
        self, held: Held, library: Library, make: Callable[[tuple[Entry, ...]], Iterable[tuple[str, T]]]
    ) -> None:
        self._held = held
        self._library = library
        self._make = make
        self._known: dict[str, T] = {}
        self._seen: set[Edition] = set()

    def __getitem__(self, path: str) -> T:
        edition = self._held.of(path).edition
        if edition and edition not in self._seen and edition in self._library.editions:
            self._seen.add(edition)
            self._known.update(self._make(tuple(self._library.editions[edition])))
        return self._known[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def library(held: Held, shape: Shape) -> Library:
    """Return the library of a shape."""
    shelves = {name: HeldShelf(held, found) for name, found in shape.shelves.items()}
    return Library(entries=HeldEntries(held, shape.order), **shelves)  # type: ignore[arg-type]  # each by its name


class HeldReadings(dict[tuple[str, bool], tuple[str, ...]]):
    """Readings of terms that were made before, fetched when the first is asked for; `new`: whether others were
    made."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store: Store | None = store
        self.new = False

    def __missing__(self, term: tuple[str, bool]) -> tuple[str, ...]:
        if self._store is not None:
            for known, said in (self._store.head("readings") or {}).items():
                super().__setitem__(known, said)
            self._store = None
        if term not in self:
            raise KeyError(term)
        return self[term]

    def __setitem__(self, term: tuple[str, bool], said: tuple[str, ...]) -> None:
        super().__setitem__(term, said)
        self.new = True


class HeldBodies(dict[bytes, tuple[str, tuple[str, ...], bool]]):
    """Bodies that were made before, read when they are asked for; `new` are those made since."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self.new: dict[bytes, tuple[str, tuple[str, ...], bool]] = {}

    def __contains__(self, mark: object) -> bool:
        if not super().__contains__(mark) and isinstance(mark, bytes):
            found = self._store.body(mark)
            if found is not None:
                super().__setitem__(mark, found)
        return super().__contains__(mark)

    def __setitem__(self, mark: bytes, body: tuple[str, tuple[str, ...], bool]) -> None:
        super().__setitem__(mark, body)
        self.new[mark] = body
