"""Which links may stand on a page."""

from __future__ import annotations

import re

from jianbao.publish.text import unescaped

_SCHEME = re.compile(r"([a-z][a-z0-9+.\-]*):", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\ufeff]+")
_ALLOWED = frozenset({"http", "https", "mailto", "tel"})


def _seen(target: str) -> str:
    """Return a link as a browser reads it: entities resolved, control characters and spaces passed over."""
    return _UNSEEN.sub("", unescaped(unescaped(target)))


def is_external(target: str) -> bool:
    """Whether a link leads to another site (or to a mail program)."""
    seen = _seen(target)
    return bool(_SCHEME.match(seen)) or seen.startswith(("//", "/\\", "\\"))


def safe_link(target: str, root: str) -> str | None:
    """Return `target` as it may stand on a page, `root` in place of the "/" of this site's paths.

    None for any scheme but http, https, mailto and tel.
    """
    seen = _seen(target)
    scheme = _SCHEME.match(seen)
    if scheme:
        return target if scheme[1].lower() in _ALLOWED else None
    return root + seen[1:] if seen.startswith("/") and not is_external(seen) else target
