"""Tags that may be one: by spelling, by one inside the other, by a single character."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_QUOTES = str.maketrans("", "", "“”‘’\"'「」『』《》·")
_LONGER = 2
"""A tag inside another that is more than this longer is a narrower one, no variant."""
_LEAST = 4
"""Characters of tags that one other character makes look alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Two tags that may be one; `keep` is the one on more articles. `why`: "spelling", "part" or "character"."""

    keep: str
    other: str
    why: str


def fold(tag: str) -> str:
    """Return what two spellings of one tag share: case, width and quotes make no difference."""
    return unicodedata.normalize("NFKC", tag).translate(_QUOTES).casefold()


def near(counts: Mapping[str, int]) -> tuple[Near, ...]:
    """Return pairs of tags that may be one, each once, the tags with most articles first."""
    found: dict[tuple[str, str], str] = {}
    for why, groups in (("spelling", _spellings(counts)), ("part", _parts(counts)), ("character", _alike(counts))):
        for one, other in groups:
            pair = (one, other) if (-counts[one], one) < (-counts[other], other) else (other, one)
            found.setdefault(pair, why)
    ordered = sorted(found, key=lambda pair: (-counts[pair[0]], *pair))
    return tuple(Near(keep=keep, other=other, why=found[keep, other]) for keep, other in ordered)


def _pairs(groups: Mapping[str, list[str]]) -> Iterable[tuple[str, str]]:
    for _, tags in sorted(groups.items()):
        yield from ((tags[0], other) for other in tags[1:])


def _spellings(tags: Iterable[str]) -> Iterable[tuple[str, str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for tag in sorted(tags):
        groups[fold(tag)].append(tag)
    return _pairs(groups)


def _parts(tags: Mapping[str, int]) -> Iterable[tuple[str, str]]:
    """Yield tags that hold another one and hardly more: 总工会 and 工会."""
    for tag in sorted(tags):
        for size in range(max(2, len(tag) - _LONGER), len(tag)):
            for start in (0, len(tag) - size):
                if tag[start : start + size] in tags:
                    yield tag, tag[start : start + size]


def _alike(tags: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Yield tags of one length that differ in one character: 志愿服务 and 自愿服务."""
    groups: dict[str, list[str]] = defaultdict(list)
    for tag in sorted(tags):
        if len(tag) >= _LEAST:
            for at in range(len(tag)):
                groups[f"{at} {tag[:at]}\u0000{tag[at + 1 :]}"].append(tag)
    return _pairs(groups)
