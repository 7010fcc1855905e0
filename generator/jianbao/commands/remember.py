"""What one build leaves to the next: plain values, and from what each was made.

Everything here is an answer to a question that is asked again with a digest of all the answer depends on; where the
digests differ, or nothing is remembered, the work is done. Nothing in the core knows of it.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from importlib import util
from pathlib import Path

from jianbao.commands.shape import pack, shape_of, to_plain
from jianbao.edge import look as looking
from jianbao.edge.look import Look, Stat
from jianbao.edge.store import Store
from jianbao.model.problem import Problem, Sentence, Severity, Where
from jianbao.publish import extras
from jianbao.publish.bodies import Kept
from jianbao.publish.keys import digest
from jianbao.publish.library import Entry, row
from jianbao.publish.site import SitePlan
from jianbao.publish.together import together

NAME = "memory.db"
PACKAGE = Path(__file__).resolve().parent.parent
VERSION = ""
"""Set by tests, to be another version of the program."""
_LIBRARIES = ("jinja2", "markdown", "markupsafe", "yaml", "opencc", "PIL")

Said = tuple[str, str, str, str, str, int]
"""A problem as plain values."""
Row = tuple[object, ...]
Kin = tuple[Stat, bytes, "Row | Entry | None", tuple[Said, ...], tuple[Said, ...]]
"""Of a file of content/articles: its stat, the sha256 of its bytes, the entry made of it (as a row where the build
before made it; None: it gives none), what reading and parsing it found, what making the entry found."""


class Memory:
    """What the build before left (nothing, where the program or the settings are others), and what this one leaves.

    `rows` is the digest that all rows of `files` depend on; `heads` are values that a build of few changes needs
    (held.py). The store itself stays open for such a build: `store`.
    """

    def __init__(self, cache: Path, rows: bytes) -> None:
        self._rows = rows
        self.store = Store(str(cache / NAME))
        if self.store.holds and self.store.head("rows") != rows:
            self.store.close()
        self.files: dict[str, Kin] = {}
        self.bodies: Kept = {}
        self.outputs: dict[str, bytes] = {}
        self.said: dict[str, tuple[Said, ...]] = {}
        self.folders: dict[str, Stat | None] = {}
        self.lines: dict[str, int] = {}
        self.heads: dict[str, object] = {}
        self._numbers: dict[str, int] = {}
        self._aside = False

    def read(self) -> None:
        """Read everything that the build before left."""
        for number, name, (*kin, _) in self.store.files():
            self.files[name] = tuple(kin)
            self._numbers[name] = number
        for path, known, said in self.store.outputs():
            self.outputs[path] = known
            if said:
                self.said[path] = said
        self.bodies.update(self.store.bodies())
        self.folders = self.store.head("folders") or {}
        names = {number: name for name, number in self._numbers.items()}
        order = array("I", (self.store.head("shape") or {}).get("order", b""))
        lengths = array("I", self.store.head("lengths") or b"")
        self.lines = {names[number]: length for number, length in zip(order, lengths, strict=False)}

    def numbers(self) -> Mapping[str, int]:
        """Return the number of each file: the one it had, or one that none had."""
        if self._aside:
            return self._numbers
        self._numbers = {name: number for name, number in self._numbers.items() if name in self.files}
        free = max(self._numbers.values(), default=0)
        for name in self.files:
            if name not in self._numbers:
                free += 1
                self._numbers[name] = free
        return self._numbers

    def forget_outputs(self) -> None:
        """Take nothing for granted about the folder of outputs."""
        self.outputs, self.said, self.folders, self.lines = {}, {}, {}, {}

    def drop(self) -> None:
        """Leave nothing to the next build: called before an output is touched."""
        self.store.drop()

    def put_aside(self, addresses: Mapping[str, str]) -> None:
        """Write down what is known of the files, and hold it no longer: memory of a large archive. What is written
        counts with `save` alone. `addresses` are those of articles."""
        if self._aside:
            return
        numbers = self.numbers()
        if self.store.begin():
            self.store.put_files(
                (numbers[name], name, (*written(kin), addresses.get(name, ""))) for name, kin in self.files.items()
            )
        self.files, self._aside = {}, True

    def save(self, addresses: Mapping[str, str]) -> None:
        """Leave everything to the next build: called when all outputs stand. `addresses` are those of articles."""
        self.put_aside(addresses)
        self.store.put_outputs((path, known, self.said.get(path)) for path, known in self.outputs.items())
        self.store.put_bodies(self.bodies.items())
        lengths = array("I", self.lines.values()).tobytes()
        self.store.put_heads({"rows": self._rows, "folders": self.folders, "lengths": lengths, **self.heads})
        self.store.commit()


def written(kin: Kin) -> tuple[object, ...]:
    """Return what is known of a file as plain values."""
    stat, sha, one, *said = kin
    return (stat, sha, row(one) if isinstance(one, Entry) else one, *said)


def plain(value: object) -> object:
    """Return a value of nouns, tables and sets as tuples of plain values, the same in every run."""
    if is_dataclass(value) and not isinstance(value, type):
        return tuple(plain(getattr(value, field.name)) for field in fields(value))
    if isinstance(value, Mapping):
        return tuple((str(key), plain(each)) for key, each in sorted(value.items(), key=lambda item: str(item[0])))
    if isinstance(value, frozenset | set):
        return tuple(sorted(map(str, value)))
    if isinstance(value, tuple | list):
        return tuple(map(plain, value))
    return value if value is None or type(value) in (str, int, float, bool, bytes) else repr(value)


def libraries() -> list[str]:
    """Return a file of each library that outputs depend on, without loading them."""
    found = (util.find_spec(name) for name in _LIBRARIES)
    return [each.origin for each in found if each is not None and each.origin]


def program(look: Look) -> bytes:
    """Return the digest of this program as it lies on disk: ours, the libraries, Python."""
    own = str(PACKAGE)
    ours = tuple((folder, names) for folder, names in sorted(look.items()) if folder.startswith(own))
    stats = tuple(looking.stat(path) for path in libraries())
    return digest(plain(ours), plain(stats), sys.version, VERSION)


def heads_of(
    plan: SitePlan, numbers: Mapping[str, int], site: bytes, problems: Iterable[Problem]
) -> dict[str, object]:
    """Return what a build of few changes needs of a plan (quick.py): see there for the names."""
    context, where = plan.context, plan.context.addresses
    addresses: dict[str, object] = {
        name: dict(getattr(where, name)) for name in ("moved", "tags", "authors", "rubrics", "papers", "turned")
    }
    routes = plan.routes()
    return {
        "site": site,
        "shape": to_plain(shape_of(context.library, numbers)),
        "addresses": {**addresses, "wanted": where.wanted},
        "beside": pack(together(context.library), {tag: at for at, tag in enumerate(context.library.tags)}),
        "related": dict(context.related),
        "pages": plan.pages,
        "readings": dict(context.readings),
        "total": sum(map(routes.mark, context.library.entries)),
        "table": sum(extras.mark(context, one) for one in context.library.entries),
        "problems": as_said(tuple(problems)),
    }


def as_said(problems: tuple[Problem, ...]) -> tuple[Said, ...]:
    """Return problems as plain values."""
    return tuple(
        (it.code, str(it.severity), it.sentence.en, it.sentence.zh, it.where.file, it.where.line) for it in problems
    )


def problems_of(said: tuple[Said, ...]) -> tuple[Problem, ...]:
    """Return the problems that `as_said` wrote down."""
    return tuple(
        Problem(
            code=code,
            severity=Severity(severity),
            sentence=Sentence(en=en, zh=zh),
            where=Where(file=file, line=line),
        )
        for code, severity, en, zh, file, line in said
    )
