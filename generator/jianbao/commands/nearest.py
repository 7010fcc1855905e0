"""Which known name a mistyped one stands for."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name most like `name`, or "" where none is near."""
    import difflib  # noqa: PLC0415  only a mistake needs it, and start-up counts

    near = difflib.get_close_matches(name.lower(), sorted(known), n=1, cutoff=0.55)
    return near[0] if near else ""
