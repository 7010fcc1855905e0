"""Listings in pages that never move: numbered from the oldest, so that page 1 stays what it is for ever.

Of n articles, newest first, the first page shows the newest n - k·per, where k = max(0, n // per - 1) older
pages are full: it holds between per and 2·per - 1 articles (or all of them), and a new article changes it alone.
When it would hold 2·per, its older half becomes page k + 1 and the page before gets a link to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

from jianbao.model.frozen import dataclass

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet(Generic[T]):
    """One page of a listing. `number` counts from the oldest; `last` is the number of the first, newest sheet."""

    number: int
    last: int
    items: Sequence[T]

    @property
    def is_front(self) -> bool:
        """Whether this is the sheet that readers meet first."""
        return self.number == self.last


def older_count(count: int, per: int) -> int:
    """Return how many older pages a listing of `count` articles has, `per` on each."""
    return max(0, count // per - 1)


def sheet(items: Sequence[T], per: int, number: int) -> Sheet[T]:
    """Return the sheet with a permanent number, of those that `sheets` yields."""
    older = older_count(len(items), per)
    front = len(items) - older * per
    start = front + (older - number) * per if number <= older else 0
    return Sheet(number=number, last=older + 1, items=items[start : front if number > older else start + per])


def sheets(items: Sequence[T], per: int) -> Iterator[Sheet[T]]:
    """Yield the sheets of `items` (newest first): the front one, then from the newest to page 1."""
    return (sheet(items, per, number) for number in range(older_count(len(items), per) + 1, 0, -1))
