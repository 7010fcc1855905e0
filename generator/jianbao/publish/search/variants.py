"""Traditional and Simplified forms of characters, for queries: which other characters may stand in the text.

variants.tsv is made by scripts/build_variants.py from OpenCC's TSCharacters and its regional variants (Apache-2.0).
"""

from __future__ import annotations

import functools


@functools.cache
def _groups() -> tuple[tuple[str, str], ...]:
    """Return (character, what else may be written for it), both ways."""
    import importlib.resources  # noqa: PLC0415  4 ms, and a build of few changes needs no table

    text = (importlib.resources.files("jianbao.publish.search") / "variants.tsv").read_text("utf-8")
    both: dict[str, dict[str, None]] = {}
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        one, others = line.split("\t")
        for other in others:
            both.setdefault(one, {})[other] = None
            both.setdefault(other, {})[one] = None
    return tuple((one, "".join(sorted(both[one]))) for one in sorted(both))


def tables(present: frozenset[str]) -> tuple[str, str]:
    """Return the table for characters the site does not have (a character and its forms, a
    space, the next …), and the same for those it has: these are few, for a site writes one way.

    A character the site does not have finds nothing by itself, so a reader's browser fetches the first table only
    when such a character is asked for.
    """
    absent: list[str] = []
    near: list[str] = []
    for one, others in _groups():
        there = "".join(other for other in others if other in present)
        if there:
            (near if one in present else absent).append(one + there)
    return " ".join(absent), " ".join(near)
