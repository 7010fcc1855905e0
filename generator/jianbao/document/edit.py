"""One field or paragraph of an article's file changed, all the rest as it was, byte for byte.

What was edited is read again: where it does not say exactly what was wanted, nothing is edited (None).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from jianbao.document.frontmatter import parse
from jianbao.document.keys import OURS
from jianbao.document.merge.heads import lines_of
from jianbao.document.merge.sheet import FileParts, KeyLines, cut, key_lines

_WRITTEN = tuple(OURS)
"""The order in which import writes the keys."""


def with_fields(text: str, changes: Mapping[str, object]) -> str | None:
    """Return the file `text` with fields of the article changed; an empty value takes the field out.

    None where that cannot be done safely: front matter in TOML or broken, or a form that says something else then.
    """
    before, parts = parse(text, "").value, cut(text)
    if before is None or parts is None or not parts.yaml:
        return None
    wanted = replace(before, **changes)  # type: ignore[arg-type]  # the callers' values are those of the fields
    head = parts.head
    for key in changes:
        if getattr(before, key) != getattr(wanted, key):
            head = _with_lines(head, key, lines_of(key, getattr(wanted, key)))
    edited = replace(parts, head=head).text()
    return edited if parse(edited, "").value == wanted else None


def _with_lines(head: str, key: str, lines: str) -> str:
    """Return front matter with other lines for a key; a new one stands where import would write it."""
    ended = head if head.endswith("\n") or not head else f"{head}\n"
    there = [*key_lines(ended)]
    at = next((number for number, each in enumerate(there) if each.key == key), -1)
    if at >= 0:
        there[at] = KeyLines(key=key, text=lines)
    else:
        earlier = set(_WRITTEN[: _WRITTEN.index(key)])
        at = max((number for number, each in enumerate(there) if each.key in earlier), default=-1)
        there.insert(at + 1, KeyLines(key=key, text=lines))
    return "".join(each.text for each in there)


def units(text: str) -> tuple[str, ...]:
    """Return the paragraphs, headings and other blocks of the file's text; none where it cannot be cut."""
    parts = cut(text)
    return parts.units if parts is not None else ()


def with_units(text: str, wanted: Sequence[str]) -> str | None:
    """Return the file with other blocks; what stands between two that stay neighbours stays. None as above."""
    parts = cut(text)
    if parts is None:
        return None
    edited = parts.with_units([*wanted], _gaps(parts, wanted)).text()
    return edited if units(edited) == tuple(wanted) else None


def _gaps(parts: FileParts, wanted: Sequence[str]) -> list[str]:
    between = {
        (left, right): gap for left, right, gap in zip(parts.units, parts.units[1:], parts.gaps, strict=False)
    }
    return [between.get((left, right), "\n\n") for left, right in pairwise(wanted)]
