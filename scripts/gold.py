"""Gold: for each block of a page whose articles are known, what it is and where in which article it stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from jianbao.model.block import Block, Kind

_FIELDS = {
    "column": "rubric",
    "rubric": "rubric",
    "kicker": "kicker",
    "title": "title",
    "headline": "title",
    "deck": "deck",
    "pullquote": "body",
    "caption": "caption",
    "credit": "credit",
}


_PART = 40
"""Characters of the longest line above a part of an article."""

_CLOSED = tuple("。！？!?…”）)；;：:，,、")


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What a block is: kind (follow.KINDS), article (-1: none), offset in the article's text (-1: not in it)."""

    kind: str
    article: int = -1
    offset: int = -1


def plain(value: object) -> str:
    """Return the letters, digits and characters of a field (a text or {"text": …})."""
    text = value.get("text", "") if isinstance(value, dict) else str(value or "")
    return re.sub(r"[^㐀-鿿\U00020000-\U0003ffffA-Za-z0-9]", "", unicodedata.normalize("NFKC", text))


def _grams(text: str) -> set[str]:
    return {text[i : i + 4] for i in range(len(text) - 3)} or {text}


def _fields(article: Mapping[str, Any]) -> list[tuple[str, str, set[str]]]:
    rows = [(kind, plain(article.get(name))) for name, kind in _FIELDS.items() if article.get(name)]
    head = plain(article.get("title") or article.get("headline"))
    kicker, deck = plain(article.get("kicker")), plain(article.get("deck"))
    rows += [("title", kicker + head + deck)] if kicker or deck else []
    rows += [("subhead", plain(each)) for each in article.get("subheads") or []]
    rows.append(("text", "".join(map(plain, article.get("paragraphs") or []))))
    return [(kind, text, _grams(text)) for kind, text in rows if text]


def _people(article: Mapping[str, Any]) -> list[str]:
    by = article.get("byline") or []
    return [each["name"] for each in (by.get("people", []) if isinstance(by, dict) else by)]


def truth_of(blocks: Sequence[Block], truth: Mapping[str, Any]) -> tuple[Truth, ...]:
    """Return the truth about each block."""
    articles = truth["articles"]
    fields = [_fields(article) for article in articles]
    parts = [_parts(article) for article in articles]
    found, ends = list[Truth](), dict[int, int]()
    for index, block in enumerate(blocks):
        bare = plain(block.text)
        before = plain(blocks[index - 1].text) if index else ""
        best = _best(bare, fields, ends)
        if best is None or len(bare) < 5:
            named = _named(bare, articles)
            found.append(named or _short(bare, before, found, articles) or _signed(block, articles))
            continue
        kind, article, offset = best
        if kind == "title" and found and found[-1].kind in ("title", "tail") and found[-1].article == article:
            head = plain(articles[article].get("title") or articles[article].get("headline"))
            kind = "tail" if before[-6:] + bare in head else kind
        if kind == "text":
            ends[article] = offset + len(bare)
            kind = "credit" if block.kind is Kind.CREDIT and len(bare) < 40 else "body"
            kind = "part" if kind == "body" and offset > 0 and bare in parts[article] else kind
            found.append(Truth(kind=kind, article=article, offset=offset))
        else:
            found.append(Truth(kind=kind, article=article))
    return _led(found)


def _parts(article: Mapping[str, Any]) -> set[str]:
    """Return the paragraphs that are lines above a part of the article: short, without a mark at their end."""
    texts = [_plain_text(each) for each in article.get("paragraphs") or []]
    return {plain(text) for text in texts if 4 <= len(text) <= _PART and not text.endswith(_CLOSED)}


def _plain_text(value: object) -> str:
    return str(value.get("text", "") if isinstance(value, dict) else value or "").strip()


def _led(found: Sequence[Truth]) -> tuple[Truth, ...]:
    """Return the truths with the first text of each article as its lead."""
    first: dict[int, int] = {}
    for index, each in enumerate(found):
        if each.kind == "body":
            held = first.get(each.article)
            if held is None or each.offset < found[held].offset:
                first[each.article] = index
    leads = set(first.values())
    return tuple(replace(each, kind="lead") if index in leads else each for index, each in enumerate(found))


def _named(bare: str, articles: Sequence[Mapping[str, Any]]) -> Truth | None:
    """Return the truth about a title or rubric of a few characters."""
    for kind, names in (("title", ("title", "headline")), ("rubric", ("rubric", "column"))):
        for index, article in enumerate(articles):
            if bare and bare in (plain(article.get(name)) for name in names):
                return Truth(kind=kind, article=index)
    return None


def _best(
    bare: str, fields: Sequence[list[tuple[str, str, set[str]]]], ends: Mapping[int, int]
) -> tuple[str, int, int] | None:
    if not bare:
        return None
    grams, top, best, whole = _grams(bare), 0.5, None, ""
    for article, rows in enumerate(fields):
        for kind, text, known in rows:
            share = len(grams & known) / len(grams)
            if kind == "rubric":
                share *= 0.5 + 0.5 * min(1, len(bare) / len(text))
            share *= 1.001 if kind == "title" else 1.0
            if share > top + 1e-9:
                top, best, whole = share, (kind, article, -1), text
    if best is None or best[0] != "text":
        return best
    return "text", best[1], _offset(bare, whole, ends.get(best[1], 0))


def _offset(bare: str, text: str, near: int) -> int:
    """Return where in a text a piece of it stands: where most agrees, of several such places next to `near`."""
    for size in (12, 8, 6, 4, 3):
        places = {
            max(0, place - skip)
            for skip in range(max(1, min(len(bare) - size + 1, 20)))
            for place in _all(bare[skip : skip + size], text)
        }
        if places:
            return min(places, key=lambda at: (-_agreeing(bare, text, at), abs(at - near), at))
    return -1


def _all(piece: str, text: str) -> Iterable[int]:
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)


def _agreeing(bare: str, text: str, at: int) -> int:
    return sum(a == b for a, b in zip(bare, text[at : at + len(bare)], strict=False))


def _short(bare: str, before: str, found: Sequence[Truth], articles: Sequence[Mapping[str, Any]]) -> Truth | None:
    """Return the truth about a few characters that go on with the block before."""
    if not bare or not found or found[-1].article < 0:
        return None
    last, article = found[-1], articles[found[-1].article]
    title = plain(article.get("title") or article.get("headline"))
    if last.kind in ("title", "tail") and title.endswith(bare) and not title.endswith(before):
        return Truth(kind="tail", article=last.article)
    place = "".join(map(plain, article.get("paragraphs") or [])).find(before[-6:] + bare)
    if last.kind in ("body", "lead") and place >= 0:
        return Truth(kind="body", article=last.article, offset=place + len(before[-6:]))
    return None


def _signed(block: Block, articles: Sequence[Mapping[str, Any]]) -> Truth:
    text = re.sub(r"\s", "", block.text)
    named = [index for index, article in enumerate(articles) if any(name in text for name in _people(article))]
    return Truth(kind="byline", article=named[0]) if len(named) == 1 and len(text) < 60 else Truth(kind="noise")


def successors(gold: Sequence[Truth]) -> dict[int, int]:
    """Return which block follows which in the articles: head lines, byline, then the text as it runs."""
    order: dict[int, list[tuple[float, int]]] = {}
    last: dict[int, float] = {}
    for index, each in enumerate(gold):
        if each.article < 0:
            continue
        if each.kind in ("title", "tail", "rubric", "kicker", "deck"):
            key = -2000.0 + index
        elif each.kind == "byline":
            key = -500.0 + index
        else:
            key = float(each.offset) if each.offset >= 0 else last.get(each.article, -1.0) + 0.5
            last[each.article] = key
        order.setdefault(each.article, []).append((key, index))
    runs = [[index for _, index in sorted(held)] for held in order.values()]
    return {a: b for run in runs for a, b in pairwise(run)}
