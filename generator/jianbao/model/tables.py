"""The publisher's own tables in content/data/: their word is final."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


def _empty() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """What content/data/*.toml say.

    tags.toml: `tag_aliases` (variant to the tag it stands for), `blocked_tags`, `preferred_tags`.
    regions.toml: `region_nicknames` (name to code), `blocked_regions` (names never read as places),
    `home_region` (code of the paper's home, or empty).
    pinyin.toml: `readings` (word to its syllables, a space between them).
    slugs.toml: `slugs` (``"tags/乡村振兴"`` to ``"xiang-cun-zhen-xing"``): addresses of terms, written down once.
    """

    tag_aliases: Mapping[str, str] = field(default_factory=_empty)
    blocked_tags: frozenset[str] = frozenset()
    preferred_tags: frozenset[str] = frozenset()
    region_nicknames: Mapping[str, str] = field(default_factory=_empty)
    blocked_regions: frozenset[str] = frozenset()
    home_region: str = ""
    readings: Mapping[str, str] = field(default_factory=_empty)
    slugs: Mapping[str, str] = field(default_factory=_empty)
