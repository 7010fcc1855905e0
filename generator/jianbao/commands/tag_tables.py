"""What renamed or joined tags leave in the publisher's tables: an alias, and the old page's address. Pure.

With the alias import writes the new name, and with both the old page leads to the new one (publish/terms.py).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

from jianbao.commands.import_terms import HEAD, new_slugs
from jianbao.commands.toml_lines import with_lines
from jianbao.model.tables import Tables

TAGS, SLUGS = "content/data/tags.toml", "content/data/slugs.toml"
SLUGS_HEAD = f"{HEAD}\n[slugs]\n"
_HEAD = """\
# The publisher's word on tags: aliases (what stands left is written as what stands right), blocked, preferred,
# parents, names. docs/words.md tells all. 标签的别名、禁用、优先、上级与显示名。
"""


def aliases(changes: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str | None]:
    """Return what changes in the aliases: the old names lead to the new one, and what led to them too; a name that
    is in use again leads nowhere (None)."""
    wanted: dict[str, str | None] = dict(changes)
    wanted |= {variant: changes[tag] for variant, tag in known.items() if tag in changes and variant not in changes}
    return wanted | {new: None for new in changes.values() if new in known or new in wanted}


def moved(changes: Mapping[str, str], known: Mapping[str, str], *, both: bool) -> dict[str, str | None]:
    """Return what changes in a table that says something of tags: their lines go over to the new name, unless it
    has one of its own; with `both` what they say is a tag too (a parent), and nothing is its own."""
    wanted: dict[str, str | None] = {}
    for tag, said in known.items():
        name, value = changes.get(tag, tag), changes.get(said, said) if both else said
        if (name, value) == (tag, said):
            continue
        if name != tag:
            wanted[tag] = None
        if name == tag or name not in known:
            wanted[name] = value
    return {tag: None if both and said == tag else said for tag, said in wanted.items()}


def edited(changes: Mapping[str, str], tables: Tables, texts: Mapping[str, str]) -> dict[str, str | None]:
    """Return the files of tables with `changes` (old tag to new); None for one that cannot be edited safely.

    `texts` are those files as they are, "" for one that is not there. Files that say it already are left out.
    """
    known = {"aliases": tables.tag_aliases, "parents": tables.tag_parents, "names": tables.tag_names}
    wanted = {
        "aliases": aliases(changes, tables.tag_aliases),
        "parents": moved(changes, tables.tag_parents, both=True),
        "names": moved(changes, tables.tag_names, both=False),
    }
    news = {
        name: said for name, said in wanted.items() if any(known[name].get(tag) != new for tag, new in said.items())
    }
    made: dict[str, str | None] = {}
    if news:
        made[TAGS] = _edited(texts[TAGS], texts[TAGS] or f"{_HEAD}\n[aliases]\n", known, news)
    slugs = new_slugs([f"tags/{tag}" for tag in (*changes, *changes.values())], tables.slugs, {})
    if slugs:
        made[SLUGS] = _edited(texts[SLUGS], texts[SLUGS] or SLUGS_HEAD, {"slugs": tables.slugs}, {"slugs": slugs})
    return made


def _edited(
    before: str, text: str, known: Mapping[str, Mapping[str, str]], news: Mapping[str, Mapping[str, str | None]]
) -> str | None:
    """Return `text` with `news` in its tables; None where it would not say what `before` says but for them."""
    expected: dict[str, object] = {}
    for name, said in news.items():
        text = with_lines(text, name, said)
        expected[name] = {tag: new for tag, new in {**known[name], **said}.items() if new is not None}
    try:
        old, new = tomllib.loads(before), tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None
    return text if new == {**old, **expected} else None
