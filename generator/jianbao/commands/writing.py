"""The outputs of a plan are put into a folder: those that are not there yet as they should be."""

from __future__ import annotations

import hashlib
import itertools
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from pathlib import Path

from jianbao.commands import lines, workers
from jianbao.commands.lines import Lines
from jianbao.commands.outcome import Progress
from jianbao.commands.profile import Stages
from jianbao.commands.remember import Memory, Said, as_said, problems_of
from jianbao.commands.searching import Searched
from jianbao.edge.look import Stat
from jianbao.edge.problems import FILE_UNREADABLE
from jianbao.edge.reading import reason
from jianbao.edge.same import folder_stat
from jianbao.edge.sink import Sink
from jianbao.model.frozen import dataclass
from jianbao.model.problem import Problem, Where
from jianbao.publish import data, extras, finding
from jianbao.publish.keys import digest
from jianbao.publish.render import render
from jianbao.publish.route import Route
from jianbao.publish.routes import ARTICLE, LAST, Routes
from jianbao.publish.site import SitePlan
from jianbao.publish.theme import Theme

_STEP = 50
_HELD = 20_000
"""So many routes wait for their processes at most: with more, memory grows with the archive."""
_BATCH = 500
KEY = 12
"""Bytes of a key in front of an output's own digest."""
STATIC = "static"

OF_LINES = frozenset({data.PATH, extras.TABLE})


@dataclass(slots=True)
class Writer:
    """Puts one site into one folder."""

    plan: SitePlan
    theme: Theme
    statics: tuple[tuple[str, Path, Stat | None], ...]
    sink: Sink
    memory: Memory
    site: bytes
    searched: Searched
    lines: Lines
    verify: bool = False
    jobs: int = 1
    stages: Stages = field(default_factory=Stages)
    _reasons: dict[str, list[str]] = field(default_factory=dict)
    _before: dict[str, bytes] = field(default_factory=dict)
    _known: dict[str, int] = field(default_factory=dict)
    _whole: set[str] = field(default_factory=set)
    _touched: bool = False
    _found: bool = False

    def write(self, progress: Progress) -> Iterator[Problem]:
        """Make what has to be made, and end the build; yield what was found on the way."""
        total = len(self.plan.paths) + len(self.theme.static) + len(self.statics)
        self._begin()
        self.sink.announce([*self.plan.paths, *self.theme.static, *(path for path, *_ in self.statics)])
        for path, content in self.theme.static.items():
            self._put(path, digest(path, self.site), content)
        yield from self._copy()
        progress("render", 0, total)
        later: list[Route] = []
        last: list[Route] = []
        routes = self.plan.routes(self.memory.bodies, self.lines)
        done = len(self.theme.static) + len(self.statics)
        for articles, some in itertools.groupby(routes, lambda it: it.template == ARTICLE):
            for route in some:
                done += 1
                yield from self._route(route, last if route.path in LAST else later)
                if done % _STEP == 0 or done == total:
                    progress("render", done - len(later) - len(last), total)
                if len(later) >= (_HELD if self.jobs > 1 else 1):
                    yield from self._make(later, routes, alone=articles)
            yield from self._make(later, routes, alone=articles)
        for route in last:
            yield from self._one(route, routes)
        progress("render", total, total)
        self.stages.end("pages", total)
        self._search(routes)
        self.sink.finish()
        self._end()
        self.stages.end("search", self.sink.written + self.sink.unchanged - total)

    def _begin(self) -> None:
        """Find out what of the outputs of the build before can be taken for granted: none, where that build did not
        end; of the others those in folders that nobody touched since."""
        memory = self.memory
        if self.sink.interrupted:
            memory.forget_outputs()
        top = str(self.sink.folder)
        self._before, self._known = memory.outputs, memory.lines
        self._whole = {
            folder
            for folder, found in memory.folders.items()
            if found is not None and folder_stat(os.path.join(top, folder)) == found  # noqa: PTH118
        }
        said = memory.said
        memory.forget_outputs()
        memory.said = said

    def _end(self) -> None:
        top = str(self.sink.folder)
        folders = {path.rpartition("/")[0] for path in self.memory.outputs}
        self.memory.folders = {folder: folder_stat(os.path.join(top, folder)) for folder in folders}  # noqa: PTH118
        self.memory.said = {path: said for path, said in self.memory.said.items() if path in self.memory.outputs}

    def _stands(self, path: str, key: bytes) -> bool:
        """Whether the output at `path` is there and was made from what `key` says; if not, say why."""
        before = self._before.get(path)
        if before is None:
            why = "new"
        elif before[:KEY] != key:
            why = "changed"
        elif path.rpartition("/")[0] not in self._whole:
            why = "folder"
        elif self.verify and self._digest(path) != before[KEY:]:
            why = "altered"
        else:
            self.sink.keep(path)
            self.memory.outputs[path] = before
            return True
        self._because(why, path)
        return False

    def _because(self, why: str, path: str) -> None:
        self._reasons.setdefault(why, []).append(path)

    def reasons(self) -> Iterator[tuple[str, str]]:
        """Yield each output that was made and why (for -v), by reason."""
        return ((path, why) for why, paths in self._reasons.items() for path in paths)

    def _digest(self, path: str) -> bytes:
        try:
            return own_digest(path, (self.sink.folder / path).read_bytes())
        except OSError:
            return b""

    def _put(self, path: str, key: bytes, content: bytes) -> None:
        if not self._stands(path, key):
            self._write(path, key, content)

    def _write(self, path: str, key: bytes, content: bytes) -> None:
        self._touch()
        self.sink.put(path, content)
        self.memory.outputs[path] = key + own_digest(path, content)

    def _touch(self) -> None:
        """Forget what is remembered, before an output is touched: a crash must not leave the two at odds."""
        if not self._touched:
            self.memory.drop()
            self.searched.drop()
            self.memory.put_aside(self.plan.context.addresses.articles)
            self._touched = True

    def _copy(self) -> Iterator[Problem]:
        for path, file, found in self.statics:
            key = digest(path, found) if found is not None else b"-" * KEY
            if found is not None and self._stands(path, key):
                continue
            try:
                self._write(path, key, file.read_bytes())
            except OSError as error:
                yield FILE_UNREADABLE.at(Where(file=f"content/{STATIC}/{path}"), reason=reason(error))

    def _make(self, later: list[Route], routes: Routes, *, alone: bool) -> Iterator[Problem]:
        """Make what does not stand: in several processes where it is much; one of them puts the search index, if
        they are not to be `alone`."""
        if len(later) >= workers.LEAST and workers.can_fork():
            yield from self._spread(later, None if alone or self._found else lambda: self._search(routes))
        else:
            for route in later:
                yield from self._one(route, routes)
        later.clear()

    def _spread(self, later: Sequence[Route], beside: Callable[[], None] | None) -> Iterator[Problem]:
        self._touch()
        self.sink.open()
        names = {path: name for name, path in self.plan.context.addresses.articles.items()}

        def work(route: Route, process: int) -> workers.Answer:
            self.lines.spools.forked(process)
            start = self.stages.now()
            content = render(route, self.theme, self.plan.site).content
            wrote, said = self.sink.put(route.path, content), as_said(route.problems)
            route.forget()
            took = (self.stages.now() - start, len(content))
            return (wrote, _short(content), said, self.lines.spot(names.get(route.path, "")), took)

        others = max(1, self.jobs - 1) if beside else self.jobs
        ahead = (lambda: self.stages.ahead(beside)) if beside else workers.nothing
        made = workers.spread(later, others, work, self.lines.flush, ahead)
        for route, (wrote, own, said, spot, took) in made:
            self.stages.made(route.path, *took)
            self.sink.keep(route.path, written=wrote)
            self.memory.outputs[route.path] = self._key(route) + own
            self._said(route.path, said)
            if spot is not None:
                self.lines.place(names[route.path], spot)
            yield from problems_of(said)

    def _key(self, route: Route) -> bytes:
        return digest(self.site, route.path, route.template, route.key)

    def _one(self, route: Route, routes: Routes) -> Iterator[Problem]:
        if route.path == data.PATH:
            self._data(route, routes)
            return
        if route.path == extras.TABLE:
            self._table(route)
            return
        start = self.stages.now()
        content = render(route, self.theme, self.plan.site).content
        self._write(route.path, self._key(route), content)
        self.stages.made(route.path, self.stages.now() - start, len(content))
        self._said(route.path, as_said(route.problems))
        yield from route.problems
        route.forget()

    def _said(self, path: str, said: tuple[Said, ...]) -> None:
        if said:
            self.memory.said[path] = said
        else:
            self.memory.said.pop(path, None)

    def _route(self, route: Route, later: list[Route]) -> Iterator[Problem]:
        key = self._key(route)
        if self._stands(route.path, key):
            if route.path == data.PATH:
                self.memory.lines = self._known
            yield from problems_of(self.memory.said.get(route.path, ()))
        else:
            later.append(route)

    def _search(self, routes: Routes) -> None:
        """Put the search index, once: what of it changed, all where it does not stand as the build before left it.

        Of articles it wants their lines alone, so it may be put as soon as their pages are."""
        if self._found:
            return
        self._found = True
        key = digest(self.site, finding.FOLDER)
        before = [path for path, known in self._before.items() if known[:KEY] == key]
        whole = bool(before) and self._all_stand(before)
        made = self.searched.updated(routes, self.sink.folder, whole=whole)
        written, files = set(made.gone), iter(made.files)
        while some := tuple(itertools.islice(files, _BATCH)):
            self.sink.announce([path for path, _ in some])
            for path, content in some:
                self._because("changed" if path in self._before else "new", path)
                self._write(path, key, content)
                written.add(path)
        if made.rest:
            for path in before:
                if path not in written:
                    self.sink.keep(path)
                    self.memory.outputs[path] = self._before[path]

    def _all_stand(self, paths: list[str]) -> bool:
        if any(path.rpartition("/")[0] not in self._whole for path in paths):
            return False
        return not self.verify or all(self._digest(path) == self._before[path][KEY:] for path in paths)

    def _table(self, route: Route) -> None:
        """Put the table of articles piece by piece: of a large archive it is not held."""
        start, size, own = self.stages.now(), 0, 0

        def parts() -> Iterator[bytes]:
            nonlocal size, own
            for text in extras.table(self.plan.context):
                content = text.encode("utf-8", "replace")
                own += data.own(lines_of(content))
                size += len(content)
                yield content

        self._touch()
        self.sink.pour(route.path, parts())
        self.memory.outputs[route.path] = self._key(route) + data.own_digest(own)
        self.stages.made(route.path, self.stages.now() - start, size)

    # The data file is one line an article: of articles whose pages stand, the line of the build before is taken.

    def _data(self, route: Route, routes: Routes) -> None:
        path, before = self.sink.folder / data.PATH, self._before.get(data.PATH)
        entries, where = self.plan.context.library.entries, self.plan.context.addresses.articles
        if before is not None and self._known and lines.is_whole(path, self._known, before[KEY:]):
            there = (it.path for it in entries if it.path in self._known and it.path not in self.lines)
            self.lines.lie_in(path, self._known, [name for name in there if self._same(where[name])])
        lengths: dict[str, int] = {}
        own = 0

        def parts() -> Iterator[bytes]:
            nonlocal own
            for entry in entries:
                line = routes.line(entry)
                lengths[entry.path] = len(line)
                own += data.own((line,))
                yield line + b"\n"
            self.lines.close()  # the file it lies in is replaced now

        self._touch()
        self.sink.pour(route.path, parts())
        self.memory.outputs[route.path] = self._key(route) + data.own_digest(own)
        self.memory.lines = lengths
        self.lines.lie_in(path, lengths, self.lines.lying())

    def _same(self, path: str) -> bool:
        before = self._before.get(path)
        return before is not None and before[:KEY] == self.memory.outputs.get(path, b"")[:KEY]


def own_digest(path: str, content: bytes) -> bytes:
    """Return the digest of an output's content. Those of the data file and the table are made of their lines', so
    that they can be told from those that changed."""
    return data.own_digest(data.own(lines_of(content))) if path in OF_LINES else _short(content)


def lines_of(content: bytes) -> Iterator[memoryview]:
    """Yield the lines without their ends, and without a copy of a large file."""
    start, whole = 0, memoryview(content)
    while (end := content.find(b"\n", start)) >= 0:
        yield whole[start:end]
        start = end + 1
    if start < len(content):
        yield whole[start:]


def _short(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=KEY).digest()
