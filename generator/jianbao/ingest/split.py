"""Split: numbered lines become blocks, one paragraph (or piece of one) or display line each.

Three forms come in: a physical line is a paragraph or a column-high chunk and its wraps survive as spaces; a
physical line is a printed line; a physical line is a paragraph without wraps. Blank lines part blocks in all.
"""

from __future__ import annotations

from itertools import groupby

from jianbao.ingest import geometry
from jianbao.model.block import Block
from jianbao.model.page import Line, PageText
from jianbao.model.problem import Found
from jianbao.zh import bylines, punctuation

_LONG_LINE = 46.0
"""A physical line that is wider (em) and has no spaces is a paragraph, not a printed line."""


def split(page: PageText) -> Found[tuple[Block, ...]]:
    """Return the blocks of `page` in the order of its lines, all labelled as paragraphs still."""
    blocks = list[Block]()
    for blank, run in groupby(page.lines, key=lambda line: not line.text.strip()):
        if not blank:
            blocks += _group(list(run))
    return Found(value=tuple(blocks))


def _group(lines: list[Line]) -> list[Block]:
    """Return the blocks of a run of lines that no blank line parts."""
    if len(lines) == 1 or any(geometry.width(line.text) > _LONG_LINE for line in lines):
        return [block for line in lines for block in _physical(line)]
    return _blocks([(line.text, line.number) for line in lines])


def _physical(line: Line) -> list[Block]:
    """Return the blocks of one physical line: wraps found by geometry, then paragraphs."""
    printed = geometry.wraps(line.text).split("\n")
    return _blocks([(text, line.number) for text in printed])


def _blocks(printed: list[tuple[str, int]]) -> list[Block]:
    numbers = [number for _, number in printed]
    blocks, position = list[Block](), 0
    for group in geometry.paragraphs([text for text, _ in printed]):
        held = numbers[position : position + len(group)]
        known = position > 0
        position += len(group)
        blocks += _piece(group, held, opens=known)
    return blocks


def _piece(group: list[str], numbers: list[int], *, opens: bool) -> list[Block]:
    """Return the block of a paragraph; a picture credit at its end becomes a block of its own."""
    text = "\n".join(group)
    start = bylines.credit_start(text) if punctuation.is_han(text.strip()[:1] or " ") or len(text) < 400 else -1
    parts = (
        [(text, 0)]
        if start <= 0 or not text[:start].strip()
        else [(text[:start].rstrip(), 0), (text[start:], text[:start].count("\n"))]
    )
    blocks = []
    for index, (part, skipped) in enumerate(parts):
        marked = opens and index == 0 and not part.startswith(geometry.INDENT)
        held = numbers[skipped : skipped + part.count("\n") + 1]
        body = (geometry.INDENT if marked else "") + part
        blocks.append(Block(text=body, lines=tuple(dict.fromkeys(held))))
    return blocks
