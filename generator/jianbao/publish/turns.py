"""What a text says of its other part: 下转第3版, 上接第一版 (or 紧接第一版)."""

from __future__ import annotations

import re

TURN = re.compile(r"(下转|上接|紧接)第?\s?(\d{1,3}|[一二三四五六七八九十]{1,3})\s?版")
OTHER = {"下转": "上接", "上接": "下转"}
_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")}


def turns(body: str) -> tuple[tuple[str, int], ...]:
    """Return (下转 or 上接, page) of what a text says of its other part, in order, each once."""
    if "下转" not in body and "上接" not in body and "紧接" not in body:
        return ()
    return tuple(dict.fromkeys((way(match), number(match[2])) for match in TURN.finditer(body)))


def way(match: re.Match[str]) -> str:
    """Return 下转 where a story goes on, 上接 where it comes from."""
    return "上接" if match[1] == "紧接" else match[1]


def number(text: str) -> int:
    """Return a page number in digits or in Chinese up to 九十九."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)
