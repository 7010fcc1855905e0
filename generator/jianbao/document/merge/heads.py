"""Front matter merged key by key, in the lines in which it is written: what a person wrote stays byte for byte."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

from jianbao.document.frontmatter import parse
from jianbao.document.merge.lists import Clash, merge
from jianbao.document.merge.sheet import KeyLines, key_lines
from jianbao.document.writing import dump
from jianbao.model.article import Article, Doubt

LISTS = frozenset({"tags", "aliases", "regions", "gaps", "review"})
"""Keys whose items are merged one by one."""
QUIET = frozenset({"source", "order", *LISTS})
"""Keys about which nobody is asked: the person's stands."""
CONFLICT = "import-conflict"
"""The code under which a clash stands in `review` until the editor has settled it."""
_BARE = Article(title="x", date=dt.date(2000, 1, 1))
_FIELDS = frozenset(field.name for field in fields(Article))


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedHead:
    """The front matter, and the keys that clashed."""

    head: str
    clashes: tuple[tuple[str, Clash], ...] = ()


def merge_heads(base: str, mine: str, new: str) -> MergedHead:
    """Merge three front matters in YAML: keys that the person did not touch follow import."""
    was, now = _table(base), _table(new)
    kept: list[KeyLines] = []
    clashes: list[tuple[str, Clash]] = []
    here = key_lines(mine)
    seen = {each.key for each in here}
    for each in here:
        text = _key(each, was.get(each.key, ""), now.get(each.key, ""), clashes) if each.key else each.text
        if text:
            kept.append(KeyLines(key=each.key, text=text if text.endswith("\n") else f"{text}\n"))
    for key in [key for key in now if key not in seen]:
        if key not in was:
            kept.insert(_place(key, list(now), kept), KeyLines(key=key, text=now[key]))
        elif now[key] != was[key] and key not in QUIET:
            clashes.append((key, Clash(base=was[key], mine="", new=now[key])))
    merged = "".join(each.text for each in kept)
    return MergedHead(head=mine if merged == f"{mine}\n" else merged, clashes=tuple(clashes))


def _table(head: str) -> dict[str, str]:
    return {each.key: each.text for each in key_lines(head) if each.key}


def _key(mine: KeyLines, was: str, now: str, clashes: list[tuple[str, Clash]]) -> str:
    """Return the lines of a key that the person's file has."""
    if mine.text.rstrip() == was.rstrip():
        return now
    if now in (was, mine.text):
        return mine.text
    merged = _items(mine.key, was, mine.text, now) if mine.key in LISTS else None
    if merged is not None:
        return merged
    if mine.key not in QUIET:
        clashes.append((mine.key, Clash(base=was, mine=mine.text, new=now)))
    return mine.text


def _place(key: str, order: Sequence[str], kept: Sequence[KeyLines]) -> int:
    """Return where a key that only import has goes: behind the one it stands behind there."""
    before = order[: order.index(key)]
    for other in reversed(before):
        for at, each in enumerate(kept):
            if each.key == other:
                return at + 1
    return len(kept)


def _items(key: str, was: str, mine: str, now: str) -> str | None:
    """Merge three lists item by item; None where the person wrote the list in another form than import does."""
    values = [_value(key, text) for text in (was, mine, now)]
    if any(value is None for value in values) or lines_of(key, values[1] or ()) != mine:
        return None
    base, ours, theirs = (value or () for value in values)
    merged = merge([*map(_same, base)], [*map(_same, ours)], [*map(_same, theirs)], alike=False)
    both = {pick.at_mine: pick.at_new for pick in merged.picks if pick.at_mine >= 0 <= pick.at_new}
    items = [
        theirs[pick.at_new] if not pick.mine or pick.at_mine in both else ours[pick.at_mine]
        for pick in merged.picks
    ]
    return lines_of(key, tuple(items))


def _same(item: object) -> str:
    """Return what makes an item the same item although it stands on another line or in another paragraph."""
    if isinstance(item, Doubt):
        return f"{item.code}: {item.message}"
    where = getattr(item, "where", None)
    return str(item) if where is None else f"{where.partition(' ')[0]}: {getattr(item, 'after', '')}"


def _value(key: str, text: str) -> tuple[object, ...] | None:
    if not text:
        return ()
    article = parse(f"---\ntitle: x\ndate: 2000-01-01\n{text.rstrip()}\n---\n", "").value
    value = getattr(article, key, None)
    return value if isinstance(value, tuple) else None


def lines_of(key: str, value: object) -> str:
    """Return the lines of a key as import writes them; "" for an empty value."""
    given: Mapping[str, object] = {key: value}
    text = dump(replace(_BARE, **given))  # type: ignore[arg-type]  # the value was read from this field
    return "".join(each.text for each in key_lines(text.split("---\n")[1]) if each.key == key)


def touched(base: str, mine: str) -> frozenset[str]:
    """Return the fields of an article whose lines the person changed, added or took out."""
    was, here = _table(base), _table(mine)
    names = {key for key in was.keys() | here.keys() if was.get(key, "").rstrip() != here.get(key, "").rstrip()}
    return frozenset(names & _FIELDS)


def with_doubts(head: str, doubts: Sequence[Doubt]) -> str | None:
    """Return front matter whose `review` has `doubts` too, each once; None where it cannot be added safely."""
    lines = [*key_lines(head)]
    at = next((number for number, each in enumerate(lines) if each.key == "review"), -1)
    there = _value("review", lines[at].text) if at >= 0 else ()
    if there is None or (at >= 0 and lines_of("review", there) != lines[at].text):
        return None
    known = set(map(_same, there))
    made = KeyLines(
        key="review", text=lines_of("review", (*there, *(each for each in doubts if _same(each) not in known)))
    )
    if at >= 0:
        lines[at] = made
    else:
        lines.insert(next((n for n, each in enumerate(lines) if each.key == "source"), len(lines)), made)
    return "".join(each.text for each in lines)
