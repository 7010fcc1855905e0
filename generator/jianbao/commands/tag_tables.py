"""What renamed or joined tags leave in the publisher's tables: an alias, and the old page's address. Pure.

With the alias import writes the new name, and with both the old page leads to the new one (publish/terms.py).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

from jianbao.commands.import_terms import new_slugs, with_slugs
from jianbao.commands.toml_lines import with_lines
from jianbao.model.tables import Tables

TAGS, SLUGS = "content/data/tags.toml", "content/data/slugs.toml"
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


def edited(changes: Mapping[str, str], tables: Tables, texts: Mapping[str, str]) -> dict[str, str | None]:
    """Return the files of tables with `changes` (old tag to new); None for one that cannot be edited safely.

    `texts` are those files as they are, "" for one that is not there. Files that say it already are left out.
    """
    wanted = aliases(changes, tables.tag_aliases)
    keys = [f"tags/{tag}" for tag in (*changes, *changes.values())]
    slugs = new_slugs(keys, tables.slugs, {})
    made: dict[str, str | None] = {}
    if any(tables.tag_aliases.get(tag) != new for tag, new in wanted.items()):
        text = with_lines(texts[TAGS] or f"{_HEAD}\n[aliases]\n", "aliases", wanted)
        expected = {tag: new for tag, new in {**tables.tag_aliases, **wanted}.items() if new is not None}
        made[TAGS] = text if _says(text, texts[TAGS], "aliases", expected) else None
    if slugs:
        text = with_slugs(texts[SLUGS], slugs)
        made[SLUGS] = text if _says(text, texts[SLUGS], "slugs", {**tables.slugs, **slugs}) else None
    return made


def _says(text: str, before: str, table: str, expected: Mapping[str, str]) -> bool:
    """Say whether `text` is what `before` was but for one table, and that table is as expected."""
    try:
        old, new = tomllib.loads(before), tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return bool(new == {**old, table: dict(expected)})
