"""Simplified into Traditional characters, by words: 头发 is 頭髮 and 发展 發展. OpenCC's dictionaries (Apache-2.0).

Only characters change, as each place writes them; words stay the writer's (软件 is 軟件 everywhere).
"""

from __future__ import annotations

import functools
from collections.abc import Callable

CONFIGS = {"t": "s2t", "tw": "s2tw", "hk": "s2hk"}
"""OpenCC's configuration for each way to write: its own standard, Taiwan's, Hong Kong's."""


@functools.cache
def converter(way: str) -> Callable[[str], str]:
    """Return the function that writes a text in one of the `CONFIGS`. Raise ImportError without OpenCC."""
    from opencc import OpenCC  # noqa: PLC0415  an extra that few sites want

    convert: Callable[[str], str] = OpenCC(CONFIGS[way]).convert
    return convert
