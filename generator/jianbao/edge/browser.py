"""The person's browser."""

from __future__ import annotations

import sys
import webbrowser
from collections.abc import Mapping


def show(address: str, environ: Mapping[str, str]) -> bool:
    """Open `address` in the person's browser; return whether that went well.

    Without a screen (a server, a container) nothing is tried: Python would take a browser for the terminal.
    """
    if sys.platform not in ("win32", "darwin") and not (environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")):
        return False
    try:
        return webbrowser.open(address)
    except webbrowser.Error:
        return False
