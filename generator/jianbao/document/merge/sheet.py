"""The text of an article file in parts that put together are the text again, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from jianbao.document.fences import split

_BLANKS = re.compile(r"(?:[ \t]*\n)*")
_BETWEEN = re.compile(r"(\n(?:[ \t]*\n)+)")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_KEY = re.compile(r"""(["']?)([^\s:：#"'{\[-][^:："'\n]*?)\1[ \t]*[:：]""")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileParts:
    """A file: what stands before the front matter, that, its closing line, the paragraphs and what is between them.

    `units` are the blocks of the body; `gaps` what follows each but the last. `crlf`: the line ends of the file.
    """

    top: str
    head: str
    fence: str
    lead: str
    units: tuple[str, ...]
    gaps: tuple[str, ...]
    tail: str
    crlf: bool = False

    @property
    def yaml(self) -> bool:
        """Whether the front matter is YAML."""
        return self.fence.startswith("---")

    def text(self) -> str:
        """Return the file."""
        between = [*self.gaps, ""]
        body = "".join(unit + gap for unit, gap in zip(self.units, between, strict=False))
        whole = f"{self.top}{self.head}{self.fence}{self.lead}{body}{self.tail}"
        return whole.replace("\n", "\r\n") if self.crlf else whole

    def with_units(self, units: Sequence[str], gaps: Sequence[str]) -> FileParts:
        """Return the file with other paragraphs."""
        fence = self.fence if self.fence.endswith("\n") or not units else f"{self.fence}\n"
        lead = self.lead if self.units or not units else "\n"
        tail = self.tail if self.units or not units else "\n"
        return replace(self, fence=fence, lead=lead, units=tuple(units), gaps=tuple(gaps), tail=tail)


def cut(text: str) -> FileParts | None:
    """Return the parts of a file; None where it has no front matter that ends."""
    crlf = "\r\n" in text and text.count("\r\n") == text.count("\n")
    whole = text.replace("\r\n", "\n") if crlf else text
    found = split(whole, "").value
    if found is None:
        return None
    start = 0
    for _ in range(found.offset - 1):
        start = whole.index("\n", start) + 1
    end = start + len(found.head)
    if whole[start:end] != found.head:
        return None  # line ends of both kinds
    line = whole.find("\n", end) + 1
    body_at = line or len(whole)
    lead, units, gaps, tail = _body(whole[body_at:])
    return FileParts(
        top=whole[:start],
        head=found.head,
        fence=whole[end:body_at],
        lead=lead,
        units=units,
        gaps=gaps,
        tail=tail,
        crlf=crlf,
    )


def _body(body: str) -> tuple[str, tuple[str, ...], tuple[str, ...], str]:
    found = _BLANKS.match(body)
    lead = found.group() if found else ""
    rest = body[len(lead) :]
    kept = rest.rstrip(" \t\n")
    if not kept:
        return lead + rest, (), (), ""
    pieces = _BETWEEN.split(kept)
    return lead, tuple(pieces[::2]), tuple(pieces[1::2]), rest[len(kept) :]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyLines:
    """The lines of one key of front matter; `key` is "" for comments and blank lines between keys."""

    key: str
    text: str


def key_lines(head: str) -> tuple[KeyLines, ...]:
    """Return front matter as the lines of its keys; put together they are the front matter again."""
    found: list[KeyLines] = []
    for line in _LINES.findall(head):
        key = _KEY.match(line)
        loose = line.startswith("#") or not line.strip()
        if key is not None:
            found.append(KeyLines(key=key[2].lower(), text=line))
        elif found and (found[-1].key or loose) and not (loose and found[-1].key):
            found[-1] = replace(found[-1], text=found[-1].text + line)
        else:
            found.append(KeyLines(key="", text=line))
    return tuple(found)
