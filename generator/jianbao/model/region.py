"""Administrative divisions 行政区划 of China, by GB/T 2260 code."""

from __future__ import annotations

from typing import NamedTuple


class Region(NamedTuple):
    """A division: `code` of six digits, official `name` (甘肃省), `short` name (甘肃), `slug` (gansu),
    `parent` code or empty for a province, `path`: the slugs from the province down, joined by "/" (a tuple, for
    three thousand of them are made at every build)."""

    code: str
    name: str
    short: str
    slug: str
    parent: str
    path: str

    @property
    def level(self) -> int:
        """1 for a province, 2 for a prefecture, 3 for a county (counties right below a province too)."""
        if self.code.endswith("0000"):
            return 1
        return 2 if self.code.endswith("00") else 3
