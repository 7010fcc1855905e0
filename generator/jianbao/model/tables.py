"""The publisher's own tables in content/data/: their word is final."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType

from jianbao.model.frozen import dataclass


def _empty() -> Mapping[str, str]:
    return MappingProxyType({})


def one_rubric(slugs: Mapping[str, str], said: Mapping[str, str]) -> Mapping[str, str]:
    """Return the rubrics that are listed under another: those `said`, and of those in `slugs` that differ in spaces
    alone (新数据 新看点, 新数据新看点) all but the one whose address is shortest, which is the first that was met.
    """
    forms: dict[str, list[tuple[int, str, str]]] = {}
    for key, slug in slugs.items():
        section, _, name = key.partition("/")
        if section == "rubrics":
            forms.setdefault("".join(name.split()), []).append((len(slug), slug, name))
    found = {name: min(same)[2] for same in forms.values() for *_, name in same if name != min(same)[2]}
    kept = {name: main for name, main in found.items() if main not in said}
    return MappingProxyType(kept | dict(said))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """What content/data/*.toml say.

    tags.toml: `tag_aliases` (variant to the tag it stands for), `blocked_tags`, `preferred_tags`, `tag_parents`
    (tag to a broader one), `tag_names` (tag to the name readers see), `controlled_tags` (import gives the
    publisher's own tags and no others).
    people.toml: `people` (name as printed to the name it is listed under), `people_apart` (``"outlet/name"`` or
    ``"file/name"`` to the name of one of two people of one name).
    rubrics.toml: `rubrics` (rubric as printed to the rubric under which it is listed; `one_rubric` adds to it).
    regions.toml: `region_nicknames` (name to code), `blocked_regions` (names never read as places),
    `home_region` (code of the paper's home, or empty).
    pinyin.toml: `readings` (word to its syllables, a space between them).
    slugs.toml: `slugs` (``"tags/乡村振兴"`` to ``"xiang-cun-zhen-xing"``): addresses of terms, written down once.
    moved.toml: `moved` (file of an article to the addresses it has had, the oldest first), written by build.
    """

    tag_aliases: Mapping[str, str] = field(default_factory=_empty)
    blocked_tags: frozenset[str] = frozenset()
    preferred_tags: frozenset[str] = frozenset()
    tag_parents: Mapping[str, str] = field(default_factory=_empty)
    tag_names: Mapping[str, str] = field(default_factory=_empty)
    controlled_tags: bool = False
    people: Mapping[str, str] = field(default_factory=_empty)
    people_apart: Mapping[str, str] = field(default_factory=_empty)
    rubrics: Mapping[str, str] = field(default_factory=_empty)
    region_nicknames: Mapping[str, str] = field(default_factory=_empty)
    blocked_regions: frozenset[str] = frozenset()
    home_region: str = ""
    readings: Mapping[str, str] = field(default_factory=_empty)
    slugs: Mapping[str, str] = field(default_factory=_empty)
    moved: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def own_tags(self) -> frozenset[str]:
        """Every tag that the publisher's tables name: preferred, or what an alias, parent or name is given for."""
        named = (*self.tag_aliases.values(), *self.tag_parents, *self.tag_parents.values(), *self.tag_names)
        return self.preferred_tags.union(named)
