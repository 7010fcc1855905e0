"""The articles of a page merged together: last import, a person's files, this import. The door to merging."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jianbao.document.frontmatter import parse
from jianbao.document.merge.heads import CONFLICT, MergedHead, merge_heads, touched, with_doubts
from jianbao.document.merge.lists import Clash, merge
from jianbao.document.merge.moves import Bodies, replayed
from jianbao.document.merge.sheet import FileParts, cut
from jianbao.model.article import Doubt

_QUOTED = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One file of a page: as import wrote it last, as it is, as import would write it now.

    `base` is None where import did not write it or where what it wrote is not known, `mine` where the file is
    gone, `new` where this import has no such article.
    """

    path: str
    base: str | None = None
    mine: str | None = None
    new: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Something that a person and import both changed; the person's words stand, on `line` of the merged file.

    `what` is a key of front matter, "text", or "file" for one that could not be merged and stays as it is. `mine`
    and `new` are what the two say, "" where it is taken out.
    """

    what: str
    mine: str
    new: str
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What a file should hold after this import; None where there is no file."""

    path: str
    text: str | None
    conflicts: tuple[Conflict, ...] = ()


def merge_page(versions: Sequence[Version]) -> tuple[Merged, ...]:
    """Merge all files of a page: first what the person split, joined and moved is done in import's texts too, then
    each file is merged key by key and paragraph by paragraph. What a person did is never undone; a file that is
    not in the form of an article stays as it is.
    """
    parts = [_Parts.of(version) for version in versions]
    bodies = replayed([each.bodies() for each in parts])
    return tuple(_merged(v, p, b) for v, p, b in zip(versions, parts, bodies, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    base: FileParts | None
    mine: FileParts | None
    new: FileParts | None

    @classmethod
    def of(cls, version: Version) -> _Parts:
        base, mine, new = (
            cut(text) if text is not None else None for text in (version.base, version.mine, version.new)
        )
        return cls(base=base, mine=mine, new=new if base is not None else None)

    def bodies(self) -> Bodies:
        base, mine, new = (each.units if each is not None else None for each in (self.base, self.mine, self.new))
        return Bodies(base=base, mine=mine, new=new)


def _merged(version: Version, parts: _Parts, bodies: Bodies) -> Merged:
    mine = parts.mine
    if mine is None:
        return Merged(path=version.path, text=version.mine)
    base = parts.base.head if parts.base is not None else mine.head
    head = MergedHead(head=mine.head)
    if parts.base is not None and parts.new is not None:
        head = merge_heads(base, mine.head, parts.new.head) if mine.yaml else _other(base, mine, parts.new.head)
    units = bodies.base or ()
    body = merge(units, mine.units, bodies.new if bodies.new is not None else units)
    texts, gaps = [], []
    for number, pick in enumerate(body.picks):
        texts.append(mine.units[pick.at_mine] if pick.mine else (bodies.new or ())[pick.at_new])
        following = body.picks[number + 1 : number + 2]
        next_too = pick.at_mine >= 0 and bool(following) and following[0].at_mine == pick.at_mine + 1
        gaps.append(mine.gaps[pick.at_mine] if next_too else "\n\n")
    whole = replace(mine, head=head.head).with_units(texts, gaps[:-1])
    found = [_of_key(key, clash) for key, clash in head.clashes]
    found += [Conflict(what="text", mine=clash.mine, new=clash.new) for clash in body.clashes]
    told = with_doubts(whole.head, [_doubt(each) for each in found]) if found and whole.yaml else None
    text = (replace(whole, head=told) if told is not None else whole).text()
    if version.mine is None or not _kept(base, version.mine, text, mine):
        whole_file = Conflict(what="file", mine="", new="")
        return Merged(path=version.path, text=version.mine, conflicts=(whole_file,))
    said = tuple(replace(each, line=_line(text, each)) for each in found)
    return Merged(path=version.path, text=text, conflicts=said)


def _of_key(key: str, clash: Clash) -> Conflict:
    return Conflict(what=key, mine=_words(key, clash.mine), new=_words(key, clash.new))


def _words(key: str, lines: str) -> str:
    """Return what the lines of a key say, without the key."""
    return lines.strip().removeprefix(key).lstrip(":： ").strip()


def _other(base: str, mine: FileParts, new: str) -> MergedHead:
    """Front matter in TOML is the person's; what import would change in it is said."""
    found = merge_heads(base, "", new)
    return MergedHead(head=mine.head, clashes=found.clashes)


def _doubt(conflict: Conflict) -> Doubt:
    """Return the clash as it stands in `review`: in Chinese, whatever the locale of the machine."""
    what = "正文" if conflict.what == "text" else conflict.what
    now = f"写作“{conflict.new[:_QUOTED]}”" if conflict.new else "没有这一处"
    mine = f"人工改为“{conflict.mine[:_QUOTED]}”" if conflict.mine else "人工已删去"
    return Doubt(code=CONFLICT, message=f"{what}：{mine}，予以保留；重新导入现在{now}。取舍之后请删去本条")


def _kept(base: str, before: str, after: str, mine: FileParts) -> bool:
    """Whether the merged file can still be read and says of all that the person touched what the person says."""
    if before == after:
        return True
    was, now = parse(before, "").value, parse(after, "").value
    if was is None or now is None:
        return False
    names = touched(base, mine.head) - {"tags", "aliases", "regions", "gaps", "review"} if mine.yaml else ()
    return all(getattr(was, name) == getattr(now, name) for name in names)


def _line(text: str, conflict: Conflict) -> int:
    """Return the 1-based line of a merged file where the person's words stand; the first of the text for those
    that are gone."""
    whole = text.replace("\r\n", "\n")
    fence = whole.find("\n---", 3)
    at = whole.find(f"\n{conflict.what}:") + 1 if conflict.what != "text" else whole.rfind(conflict.mine, fence)
    return whole.count("\n", 0, max(at, 0)) + 1 if at > 0 and conflict.mine else 1
