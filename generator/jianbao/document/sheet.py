"""One front matter while it is read: where its lines are, and what was noticed on the way."""

from __future__ import annotations

from collections.abc import Iterable

from yaml.nodes import Node

from jianbao.document import problems as said
from jianbao.model.problem import Code, Problem, Where


class Sheet:
    """Collects the problems of one file. `offset` is the file's line that holds the tree's first line."""

    __slots__ = ("found", "offset", "path")

    def __init__(self, path: str, offset: int) -> None:
        self.path = path
        self.offset = offset
        self.found: list[Problem] = []

    def line(self, node: Node) -> int:
        """Return the 1-based line of the file on which `node` begins."""
        mark = node.start_mark
        return self.offset + (mark.line if mark is not None else 0)

    def say(self, code: Code, node: Node, /, **fields: object) -> None:
        """Note a problem where `node` stands."""
        self.found.append(code.at(Where(file=self.path, line=self.line(node)), **fields))

    def wrong(self, name: str, node: Node, example: str) -> None:
        """Note that the value of field `name` has the wrong form."""
        self.say(said.WRONG_TYPE, node, key=name, example=example)

    def unknown(self, name: str, node: Node, known: Iterable[str]) -> None:
        """Note a key that means nothing here, and the nearest one that does."""
        import difflib  # noqa: PLC0415  # only a mistake needs it, and start-up counts

        near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.6)
        en = f"did you mean {near[0]}?" if near else "delete the line, or see docs/front-matter.md for the fields"
        zh = f"是不是 {near[0]}？" if near else "请删去这一行，或在 docs/front-matter.md 里查看可用字段"
        self.say(said.UNKNOWN_FIELD, node, key=name, hint_en=en, hint_zh=zh)
