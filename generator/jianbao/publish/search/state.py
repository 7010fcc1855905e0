"""What is known of an index as it lies in its folder, so that a change touches only what it must."""

from __future__ import annotations

import hashlib
from array import array
from dataclasses import field
from typing import Any

from jianbao.model.frozen import dataclass
from jianbao.publish.search.seals import SIZE, Marks, Seals
from jianbao.publish.search.serials import Numbering
from jianbao.publish.search.trie import Table


def seal(content: bytes) -> bytes:
    """Return what a file is trusted by."""
    return hashlib.blake2b(content, digest_size=SIZE).digest()


@dataclass(slots=True)
class Tier:
    """Its shards, and of each (by its first place) its seal and the check that readers have of it, in the order
    of the table once an index is whole."""

    table: Table = field(default_factory=Table)
    marks: Marks = field(default_factory=Marks)


@dataclass(slots=True, kw_only=True)
class State:
    """An index: how articles are numbered, how many a day has, the numbers of all, where the tail begins, what a
    shard may weigh, the tiers, the seals of the fragments by number, how many numbers have a character, the checks
    of the files that say which numbers there are and of those of the directory (with the mark of what they tell),
    and what the root says of suggestions and variants."""

    numbering: Numbering
    most: int
    border: int
    days: dict[int, int] = field(default_factory=dict)
    serials: array[int] = field(default_factory=lambda: array("q"))
    base: Tier = field(default_factory=Tier)
    tail: Tier = field(default_factory=Tier)
    fragments: Seals = field(default_factory=Seals)
    characters: dict[str, int] = field(default_factory=dict)
    live: dict[int, int] = field(default_factory=dict)
    directory: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    terms: bytes = b""
    variants: bytes = b""
    near: str = ""


def plain(state: State) -> tuple[object, ...]:
    """Return a state as plain values."""
    numbers = state.numbering
    head = (numbers.origin, numbers.places, numbers.bits, state.most, state.border)
    files = (_flat(state.fragments), state.characters, state.live, state.directory)
    return (
        head,
        state.days,
        state.serials.tobytes(),
        (_tier(state.base), _tier(state.tail)),
        files,
        (state.terms, state.variants, state.near),
    )


def known(value: Any) -> State:
    """Return the state of what `plain` returned."""
    (origin, places, bits, most, border), days, serials, tiers, files, rest = value
    base, tail = map(_known_tier, tiers)
    return State(
        numbering=Numbering(origin=origin, places=places, bits=bits),
        most=most,
        border=border,
        days=days,
        serials=array("q", serials),
        base=base,
        tail=tail,
        fragments=_known_seals(files[0]),
        characters=files[1],
        live=files[2],
        directory=files[3],
        terms=rest[0],
        variants=rest[1],
        near=rest[2],
    )


def _flat(seals: Seals) -> tuple[bytes, bytes, int]:
    return seals.numbers.tobytes(), bytes(seals.seals), seals.total


def _known_seals(value: tuple[bytes, bytes, int]) -> Seals:
    return Seals(array("q", value[0]), bytearray(value[1]), value[2])


def _tier(tier: Tier) -> tuple[object, ...]:
    table, marks = tier.table, tier.marks
    return (bytes(table.depths), table.weights.tobytes(), _flat(marks.seals), marks.checks.tobytes())


def _known_tier(value: Any) -> Tier:
    depths, weights, flat, checks = value
    seals = _known_seals(flat)
    table = Table(array("q", seals.numbers), bytearray(depths), array("l", weights))
    return Tier(table=table, marks=Marks(seals, array("H", checks)))
