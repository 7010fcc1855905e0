"""What an editor can do to the articles of a page in `jianbao review`, as changes of their files. Pure.

Each deed takes the files of the page (path to text) and says which of them change: path to new text, None where the
file goes. What cannot be done safely is refused with a sentence, and nothing changes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from jianbao.document import edit
from jianbao.document.escape import heading, paragraph
from jianbao.document.frontmatter import parse
from jianbao.ingest import clean, heads
from jianbao.model.article import Article, Gap
from jianbao.model.problem import Sentence

Texts = Mapping[str, str]
Changes = dict[str, str | None]
Deed = Mapping[str, object]
FIELDS = ("title", "kicker", "deck", "rubric", "dateline", "pullquote")
_LONGEST = 5_000


class RefusedError(Exception):
    """A deed that cannot be done, and why."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.sentence = Sentence(en=en, zh=zh)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What deeds work on: the files of the page, its lines by number, its leftovers (text), and `make`, which
    returns path and text of a new article of the page: title, blocks, gaps, and the article it was cut from."""

    texts: Texts
    lines: Mapping[int, str]
    leftovers: Sequence[str]
    make: Callable[[str, Sequence[str], Sequence[Gap], Article], tuple[str, str]]


def do(desk: Desk, deed: Deed) -> Changes:
    """Return what the deed changes. Raise RefusedError."""
    act = _DEEDS.get(str(deed.get("do")))
    if act is None:
        raise RefusedError("this cannot be done here", "这里没有这个操作")
    found = act(desk, deed)
    return {path: text for path, text in found.items() if text != desk.texts.get(path)}


def _field(desk: Desk, deed: Deed) -> Changes:
    path, text = _file(desk, deed, "path")
    name, value = _word(deed, "name"), " ".join(_word(deed, "value").split())
    if name not in FIELDS:
        raise RefusedError("this field is not set here; edit the file", "这一项不在这里改；请直接编辑稿件文件")
    if name == "title" and not value:
        raise RefusedError("an article needs a headline", "稿件不能没有标题")
    return {path: _with_fields(text, {name: value})}


def _swap(desk: Desk, deed: Deed) -> Changes:
    path, text = _file(desk, deed, "path")
    article = _article(text)
    if not article.kicker:
        raise RefusedError("this article has no kicker", "这篇稿件没有引题")
    left = tuple(each for each in article.review if each.code != "headline-kicker-tie")
    changes = {"title": article.kicker, "kicker": article.title, "review": left}
    return {path: _with_fields(text, changes)}


def _split(desk: Desk, deed: Deed) -> Changes:
    """Make an article of its own of what stands from a block on."""
    path, text = _file(desk, deed, "path")
    blocks = edit.units(text)
    at = _number(deed, "at", 1, len(blocks) - 1)
    title = " ".join(_word(deed, "title").split())
    if not title:
        raise RefusedError("write a headline for the new article", "请写上新稿件的标题")
    before = _paragraphs(blocks[:at])
    stay = tuple(gap for gap in _article(text).gaps if _index(gap) < before)
    gone = [
        replace(gap, where=f"paragraph {_index(gap) - before}") for gap in _article(text).gaps if gap not in stay
    ]
    new_path, new_text = desk.make(title, blocks[at:], gone, _article(text))
    return {path: _with_fields(_with_units(text, blocks[:at]), {"gaps": stay}), new_path: new_text}


def _merge(desk: Desk, deed: Deed) -> Changes:
    """Put an article below another; its headline becomes a subhead there, its other head lines paragraphs."""
    path, text = _file(desk, deed, "path")
    into, there = _file(desk, deed, "into")
    if path == into:
        raise RefusedError("choose another article", "请选另一篇稿件")
    one, other = _article(there), _article(text)
    mine, theirs = edit.units(there), edit.units(text)
    heads = [paragraph(each) for each in (other.rubric, other.kicker) if each]
    heads += [heading(other.title)] if deed.get("head", True) and other.title else []
    heads += [paragraph(each) for each in (other.deck, other.pullquote) if each]
    moved = _paragraphs(mine) + _paragraphs(heads)
    gaps = [
        replace(gap, where=f"paragraph {_index(gap) + moved}") if _index(gap) >= 0 else gap for gap in other.gaps
    ]
    changes = {
        "gaps": (*one.gaps, *gaps),
        "review": tuple(dict.fromkeys((*one.review, *other.review))),
        "authors": tuple(dict.fromkeys((*one.authors, *other.authors))),
        "images": (*one.images, *other.images),
    }
    return {into: _with_fields(_with_units(there, [*mine, *heads, *theirs]), changes), path: None}


def _move(desk: Desk, deed: Deed) -> Changes:
    """Put a block, a line of the page or a leftover before block `to_at` of the article `to`, or with `join` at the
    end of the block before."""
    to, target = _file(desk, deed, "to")
    changes: Changes = {}
    if "leftover" in deed:
        piece = paragraph(heads.restore(desk.leftovers[_number(deed, "leftover", 0, len(desk.leftovers) - 1)]))
    else:
        path, text = _file(desk, deed, "path")
        blocks = [*edit.units(text)]
        at = _number(deed, "at", 0, len(blocks) - 1)
        piece = _piece(desk, deed, blocks[at])
        rest = blocks[at].replace(piece, "", 1)
        blocks[at : at + 1] = [rest] if rest.strip() else []
        if path == to:
            target = _with_units(text, blocks)
            deed = {**deed, "to_at": _after_removal(deed, at, gone=not rest.strip())}
        else:
            changes[path] = _with_units(text, blocks)
    there = [*edit.units(target)]
    place = _number(deed, "to_at", 0, len(there))
    if deed.get("join"):
        if not place:
            raise RefusedError("there is no paragraph before it to join", "前面没有可以接上的段落")
        there[place - 1] += piece.lstrip()
    else:
        there.insert(place, piece.strip())
    return {**changes, to: _with_units(target, there)}


def _after_removal(deed: Deed, at: int, *, gone: bool) -> int:
    to_at = deed.get("to_at")
    number = to_at if type(to_at) is int else -1
    return number - 1 if gone and number > at else number


def _piece(desk: Desk, deed: Deed, block: str) -> str:
    """Return the part of a block that is one line of the page; all of the block where no line is given."""
    if "line" not in deed:
        return block
    number = deed.get("line")
    text = desk.lines.get(number, "") if type(number) is int else ""
    piece = paragraph(heads.restore(clean.clean_line(text)))
    if not piece or piece not in block:
        raise RefusedError(
            "this line is not in the paragraph word for word; edit the file",
            "这一行在段落里已不是原样；请直接编辑稿件文件",
        )
    return piece


def _join(desk: Desk, deed: Deed) -> Changes:
    """Make one paragraph of a block and the one before it."""
    path, text = _file(desk, deed, "path")
    blocks = [*edit.units(text)]
    at = _number(deed, "at", 1, len(blocks) - 1)
    blocks[at - 1 : at + 1] = [blocks[at - 1] + blocks[at]]
    return {path: _with_units(text, blocks)}


def _settle(desk: Desk, deed: Deed) -> Changes:
    """Take a doubt or a gap out of the file."""
    path, text = _file(desk, deed, "path")
    name = _word(deed, "name")
    if name not in ("review", "gaps"):
        raise RefusedError("this cannot be settled here", "这一项不能在这里销去")
    items = getattr(_article(text), name)
    at = _number(deed, "at", 0, len(items) - 1)
    return {path: _with_fields(text, {name: (*items[:at], *items[at + 1 :])})}


_DEEDS: Mapping[str, Callable[[Desk, Deed], Changes]] = {
    "field": _field,
    "swap": _swap,
    "split": _split,
    "merge": _merge,
    "move": _move,
    "join": _join,
    "settle": _settle,
}


def _file(desk: Desk, deed: Deed, key: str) -> tuple[str, str]:
    path = _word(deed, key)
    if path not in desk.texts:
        raise RefusedError("there is no such article any more", "这篇稿件已经不在了")
    return path, desk.texts[path]


def _word(deed: Deed, key: str) -> str:
    value = deed.get(key, "")
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise RefusedError("this is not a text, or too long", "内容不是文字，或过长")
    return value


def _number(deed: Deed, key: str, least: int, most: int) -> int:
    value = deed.get(key)
    if type(value) is not int or not least <= value <= most:
        raise RefusedError("that place is not there any more", "这个位置已经不在了")
    return value


def _article(text: str) -> Article:
    article = parse(text, "").value
    if article is None:
        raise RefusedError("the file cannot be read; mend it by hand", "稿件文件读不懂；请先手工改正")
    return article


def _with_fields(text: str, changes: Mapping[str, object]) -> str:
    edited = edit.with_fields(text, changes)
    if edited is None:
        raise RefusedError(
            "the front matter of this file is not safe to edit here; edit the file",
            "这个文件的头部信息不便在这里修改；请直接编辑稿件文件",
        )
    return edited


def _with_units(text: str, blocks: Sequence[str]) -> str:
    edited = edit.with_units(text, blocks)
    if edited is None:
        raise RefusedError("the text of this file is not safe to edit here", "这个文件的正文不便在这里修改")
    return edited


def _paragraphs(blocks: Sequence[str]) -> int:
    return sum(not block.startswith("#") for block in blocks)


def _index(gap: Gap) -> int:
    """Return the paragraph a gap is in, -1 where it is in none."""
    name, _, number = gap.where.partition(" ")
    return int(number) if name == "paragraph" and number.isdecimal() else -1
