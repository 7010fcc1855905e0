"""A list with a few lines changed, as runs of the old one and new lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set


def runs(count: int, gone: Set[int], come: Mapping[int, bytes]) -> Iterator[tuple[int, int] | bytes]:
    """Yield what a list of `count` lines becomes: (from, to) of old ones that stay, in order, and new lines.

    `gone` are the places of old lines that go, `come` new lines by their places in the new list.
    """
    at = place = 0
    for wanted in sorted(come):
        while place < wanted:
            end = _run(at, count, gone)
            taken = min(end - at, wanted - place)
            if taken:
                yield at, at + taken
            at, place = at + taken, place + taken
            at = _skip(at, gone)
        yield come[wanted]
        place += 1
    at = _skip(at, gone)
    while at < count:
        end = _run(at, count, gone)
        yield at, end
        at = _skip(end, gone)


def _skip(at: int, gone: Set[int]) -> int:
    while at in gone:
        at += 1
    return at


def _run(at: int, count: int, gone: Set[int]) -> int:
    """Return where the run of lines that stay, which begins at `at`, ends."""
    return min((it for it in gone if it >= at), default=count)
