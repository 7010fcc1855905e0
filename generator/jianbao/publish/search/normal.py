"""One form of text for index and query: what differs only in width, case or composition is the same.

search.js does the same with the query and with the text it verifies (`fold`): a change here is one there.
"""

from __future__ import annotations

import re
import unicodedata

_SPACE = re.compile(r"\s+")


class _Folding(dict[int, str]):
    def __missing__(self, point: int) -> str:
        blank = point < 32 or 127 <= point < 160 or point in {0x2028, 0x2029, 0xFEFF}
        self[point] = made = " " if blank else unicodedata.normalize("NFKC", chr(point)).lower()
        return made


_FOLDING = _Folding()
"""Fills itself: character -> its compatible form in lower case. A cache of a pure function, nothing else."""


def fold(text: str) -> str:
    """Return `text` in comparable form: NFC, then each character alone in NFKC and lower case (so that a place in
    the folded text has a place in the shown one), control characters as spaces, lone surrogates kept."""
    return unicodedata.normalize("NFC", text).translate(_FOLDING)


def blank(text: str) -> bool:
    """Whether a folded character is white space."""
    return _SPACE.fullmatch(text) is not None


def runs(text: str) -> list[str]:
    """Return the runs of folded `text` between white space, a character beyond U+FFFF as two units, as a browser
    counts."""
    found = _SPACE.split(fold(text))
    if any(run and max(run) > "\uffff" for run in found):
        return [_units(run) for run in found if run]
    return [run for run in found if run]


def _units(text: str) -> str:
    raw = text.encode("utf-16-le", "surrogatepass")
    return "".join(chr(raw[at] | raw[at + 1] << 8) for at in range(0, len(raw), 2))
