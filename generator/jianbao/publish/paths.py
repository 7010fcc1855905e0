"""The form of addresses: paths below the site's root, slugs, and what makes two paths one place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import quote

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PLAIN = re.compile(r"[A-Za-z0-9/._~-]*")
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f\\?#%:*"<>|]')
LONGEST = 200
"""Bytes of a name in an address; most file systems stop at 255, and temporary names need a few."""
_RESERVED = frozenset(
    {"index", "con", "prn", "aux", "nul", *(f"{device}{n}" for device in ("com", "lpt") for n in range(1, 10))}
)


def is_slug(text: str) -> bool:
    """Whether `text` is lower-case ASCII letters and digits with single hyphens, at most 200 characters."""
    return len(text) <= LONGEST and SLUG.fullmatch(text) is not None


def cut(slug: str, limit: int = 60) -> str:
    """Return a slug of at most `limit` characters, cut at a hyphen where there is one."""
    return slug if len(slug) <= limit else slug[: limit + 1].rpartition("-")[0] or slug[:limit]


def is_free(slug: str) -> bool:
    """Whether a slug may name a file: not "index", and no device name of Windows."""
    return slug not in _RESERVED


def file_path(address: str) -> str:
    """Return the file below the root that answers at `address`, or "" where the address cannot be used.

    "/2023/04/x.html" is "2023/04/x.html"; "/old/" and "/old" are "old/index.html". Refused: an address of
    another site, "..", hidden, empty or too long segments, characters that mean something to a URL or a disk.
    """
    path = unicodedata.normalize("NFC", address.strip())
    if path.endswith("/"):
        path += "index.html"
    path = path.removeprefix("/")
    segments = path.split("/")
    if "." not in segments[-1]:
        segments.append("index.html")
    bad = any(map(_is_bad, segments))
    return "" if bad or _FORBIDDEN.search(path) else "/".join(segments)


def _is_bad(segment: str) -> bool:
    dots = not segment or segment.startswith((".", " ")) or segment.endswith((".", " "))
    return dots or len(segment.encode("utf-8", "replace")) > LONGEST + len(".html")


def href(path: str) -> str:
    """Return `path` as it stands in a link: percent-encoded where it is not plain ASCII."""
    return path if _PLAIN.fullmatch(path) else quote(path, safe="/~!$&'()+,;=@")


def root_of(path: str) -> str:
    """Return the way from the file at `path` to the site's root: "" or "../" repeated."""
    return "../" * path.count("/")


def same_place(path: str) -> str:
    """Return a key that is equal for paths which some file system cannot tell apart (case, NFC)."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def clashes(claims: Iterable[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Find two claims for one place among (path, who) pairs: a list of (path, first, second).

    A file where another path needs a folder ("a" beside "a/b") is a clash as well.
    """
    owners: dict[str, tuple[str, str]] = {}
    found: list[tuple[str, str, str]] = []
    for path, who in claims:
        key = same_place(path)
        if key in owners:
            found.append((path, owners[key][1], who))
        else:
            owners[key] = (path, who)
    folders = {key.rpartition("/")[0]: owner for key, owner in owners.items() if "/" in key}
    for folder, (_, who) in folders.items():
        parts = folder.split("/")
        for end in range(1, len(parts) + 1):
            key = "/".join(parts[:end])
            if key in owners:
                found.append((owners[key][0], owners[key][1], who))
    return found
