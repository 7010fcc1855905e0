"""Keys: a few bytes that change with anything they were made of."""

from __future__ import annotations

import hashlib
import marshal

_SIZE = 12
"""Bytes of a digest: two outputs of a site with a million share one by chance once in 10^17 sites."""


def digest(*parts: object) -> bytes:
    """Return the digest of text, numbers, bytes, nothing, and tuples of them, the same on every machine.

    Raise ValueError for anything else. (marshal's version 2 writes equal values as equal bytes; later ones count
    references.)
    """
    written = marshal.dumps(parts, 2)  # type: ignore[arg-type]  # refuses anything else by itself
    return hashlib.blake2b(written, digest_size=_SIZE).digest()
