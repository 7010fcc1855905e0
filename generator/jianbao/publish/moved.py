"""Which addresses an article has had: content/data/moved.toml, for articles whose slug a person changed.

The name of a file is the first record of an address (addresses.py). What comes after it stands here: a line for
each article whose address is no longer what its file is named by, none for all the others, so that the file stays
small and two branches rarely touch the same line. A build writes it; a renamed file is known by its address.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping

from jianbao.publish import paths
from jianbao.publish.library import Entry, Library

Moved = Mapping[str, tuple[str, ...]]
"""File of an article to its addresses, the oldest first, the last one it had when a build last looked."""
FILE = "content/data/moved.toml"
HEAD = """\
# Addresses that articles have had, written by build where a person changes the slug or the name of a file. The old
# ones keep answering. Keep this file with the articles.
# 稿件用过的网址，由生成网站时写入；旧网址继续有效。请与稿件一起保存。

[articles]
"""
_FILE = re.compile(r"(?:^|/)articles/(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/(?P<slug>[^/]+)\.(?:md|markdown)$")


def by_file(entry: Entry) -> tuple[str, str, str] | None:
    """Return year, month and slug that the file of an article is named by, as import and `jianbao new` do it:
    content/articles/<year>/<month>/<slug>.md. None where it is named otherwise, has another month and another slug
    too, or where the article has no slug of its own."""
    found = _FILE.search(entry.path)
    if found is None or not entry.slug or not paths.is_slug(found["slug"]):
        return None
    if found["slug"] != entry.slug and (found["year"], found["month"]) != month_of(entry):
        return None
    return found["year"], found["month"], found["slug"]


def month_of(entry: Entry) -> tuple[str, str]:
    """Return year and month of an article as they stand in the name of its folder."""
    day = entry.moment
    return f"{day.year:04d}", f"{day.month:02d}"


def in_place(entry: Entry) -> bool:
    """Say whether an article lies where its file says: by far the most do, so this must be quick."""
    year, month = month_of(entry)
    return not entry.permalink and entry.path.endswith(f"articles/{year}/{month}/{entry.slug}.md")


def is_plain(entry: Entry) -> bool:
    """Say whether there is nothing to remember: the file says the address, or nobody gave one."""
    return in_place(entry) or not (entry.slug or entry.permalink)


def earlier(moved: Moved, library: Library, articles: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """Return the addresses that `moved` knows of each article of `library`, the oldest first.

    `articles` are today's addresses by file. A line whose file is gone belongs to the article at its last address.
    """
    if not moved:
        return {}
    present = {entry.path for entry in library.entries}
    left: dict[str, list[str]] = {}
    for path in sorted(set(moved) - present):
        if moved[path]:
            left.setdefault(moved[path][-1], []).extend(moved[path])
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted(present):
        known = (*moved.get(path, ()), *left.get(articles[path], ()))
        kept = tuple(dict.fromkeys(it for it in known if paths.file_path(it) == it))
        if kept:
            found[path] = kept
    return found


def updated(moved: Moved, library: Library, articles: Mapping[str, str], files: Collection[str]) -> Moved:
    """Return what is to be remembered now. `files` are those of all articles, of drafts too."""
    known = earlier(moved, library, articles)
    made = dict(moved)
    for entry in library.entries:
        own, address = known.get(entry.path, ()), articles[entry.path]
        if (own or not is_plain(entry)) and own[-1:] != (address,):
            own = (*(it for it in own if it != address), address)
        if own:
            made[entry.path] = own
    taken = {articles[entry.path] for entry in library.entries}
    gone = {path for path, had in moved.items() if path not in files and had and had[-1] in taken}
    return {path: made[path] for path in sorted(made) if path not in gone}


def text(moved: Moved) -> str:
    """Return the file that says `moved`."""
    return HEAD + "".join(_lines(moved))


def _lines(moved: Moved) -> Iterator[str]:
    for path, addresses in sorted(moved.items()):
        yield f"{_quoted(path)} = [{', '.join(map(_quoted, addresses))}]\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def stays(moved: Moved, path: str, after: Entry | None, address: str) -> bool:
    """Whether `updated` finds nothing to write where only the article at `path` became `after` (None: went)."""
    own = moved.get(path, ())
    if after is None:
        return not own
    return own[-1:] == (address,) if own or not is_plain(after) else True
