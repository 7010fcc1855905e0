"""Places: on which line of the page a piece of restored text stands, so that a problem names that line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jianbao.model.page import PageText

_MARKS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The lines of a page by number, letters and digits only."""

    lines: Mapping[int, str]

    def of(self, piece: str, among: Sequence[int], default: int = 0) -> int:
        """Return the first of the lines `among` that holds `piece`, marks and spaces aside.

        A piece that runs over a line end stands where it ends; one that is not found, on the first of the lines.
        """
        bare = plain(piece)
        for size in range(len(bare), 1, -1):
            for number in among:
                if bare[-size:] in self.lines.get(number, ""):
                    return number
        return among[0] if among else default


def places(page: PageText) -> Places:
    """Return the places of a page."""
    held = dict[int, str]()
    for line in page.lines:
        held[line.number] = held.get(line.number, "") + plain(line.text)
    return Places(lines=held)


def plain(text: str) -> str:
    """Return the letters and digits of a text."""
    return _MARKS.sub("", text)
