"""What quick.py found out is done: outputs are made in memory first, so that giving up leaves nothing half done."""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from jianbao.commands import known
from jianbao.commands.held import HeldReadings
from jianbao.commands.outcome import Outcome, Project, Same
from jianbao.commands.quick import File, Patch, Unusual, need
from jianbao.commands.remember import problems_of, written
from jianbao.commands.searching import Searched, Since
from jianbao.commands.summary import midnight, reasons, summary
from jianbao.commands.writing import KEY, lines_of, own_digest
from jianbao.edge import clock, same
from jianbao.edge.files import Part
from jianbao.edge.look import Stat
from jianbao.edge.same import Before, folder_stat
from jianbao.edge.sink import Sink
from jianbao.edge.store import Store
from jianbao.model.frozen import dataclass
from jianbao.publish import data, extras, finding, paths
from jianbao.publish.keys import digest
from jianbao.publish.render import render
from jianbao.publish.search.records import Change, Head
from jianbao.publish.site import site_view
from jianbao.publish.splicing import runs
from jianbao.publish.theme import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """The data file to be: its parts, what is known of it then, and the lengths of its lines."""

    parts: tuple[Part, ...]
    known: bytes
    lengths: array[int]


class Patching:
    """Carries out a patch in one folder. `prepare` may raise Unusual; after it, `write` changes the site."""

    def __init__(self, project: Project, patch: Patch, before: Before, store: Store, chosen: Theme) -> None:
        self.project, self.patch, self.before, self.store, self.chosen = project, patch, before, store, chosen
        self.sink = Sink(project.output)
        self.searched = Searched(project.cache, patch.site)
        self.gone = patch.gone
        self.made: list[tuple[str, bytes, bytes]] = []
        self.own: dict[str, bytes] = {}
        self.young: dict[str, bytes] = {}
        self.data: Data | None = None
        self.folder = str(project.output)

    def prepare(self) -> None:
        """Make every output that has to be made again; none where no file changed (other words asked for it)."""
        patch = self.patch
        need(not self.sink.interrupted)
        self.young = same.young(self.before.seen, self.before.taken, self.before.kept["files"])
        if not patch.files:
            return
        new = {*patch.added, *(file.change.new for file in patch.files)}
        site = site_view(patch.routes.context)
        for route in patch.looked_at:
            key = digest(patch.site, route.path, route.template, route.key)
            known = self.store.output(route.path)
            need((known is not None and known[0] == route.path and not known[2]) or route.path in new)
            if known is not None and known[1][:KEY] == key:
                continue
            content = render(route, self.chosen, site).content
            need(not route.problems)
            self.made.append((route.path, key, content))
        self._table()
        self.data = self._data()
        self._search()

    def _table(self) -> None:
        """Make the table of articles from the one that lies there: rows of changed articles alone are written."""
        context, store = self.patch.routes.context, self.store
        known, key = store.output(extras.TABLE), extras.key(int(str(self.patch.heads["table"])))
        key = digest(self.patch.site, extras.TABLE, "", key)
        if known is None or known[1][:KEY] == key:
            need(known)
            return
        content = bytearray((self.project.output / extras.TABLE).read_bytes())
        own = int.from_bytes(known[1][KEY:], "big")
        was, now = (it.order for it in self.patch.shapes)
        left = {file.number for file in self.patch.files if file.change.before}
        went = sorted(((was.index(it.number), it) for it in self.patch.files if it.change.before), reverse=True)
        for at, file in went:  # the oldest first: what stands below it stays where it is
            older = next((number for number in was[at + 1 :] if number not in left), None)
            start, end = self._row(content, file.change.old), self._row_of(content, older)
            own -= data.own(lines_of(bytes(content[start:end])))
            del content[start:end]
        came = sorted(((now.index(it.number), it) for it in self.patch.files if it.change.after), reverse=True)
        for at, file in came:
            row = extras.row(context, file.change.after).encode() if file.change.after else b""
            start = self._row_of(content, now[at + 1] if at + 1 < len(now) else None)
            own += data.own(lines_of(row))
            content[start:start] = row
        self.own[extras.TABLE] = data.own_digest(own)
        self.made.append((extras.TABLE, key, bytes(content)))

    def _row_of(self, content: bytearray, number: int | None) -> int:
        if number is None:
            return len(content)
        held = self.patch.held
        return self._row(content, held.address(held.entry(number).path))

    def _row(self, content: bytearray, address: str) -> int:
        """Return where the row of an article begins."""
        at = content.find(f"\r\n{extras.opening(self.patch.routes.context.absolute(address))}".encode())
        need(at >= 0)
        return at + 2

    def _search(self) -> None:
        """Bring the search index up to date."""
        patch, context = self.patch, self.patch.routes.context
        changes: list[Change] = []
        marks: Since = {}
        for file in patch.files:
            old, one, url = file.change.before, file.change.after, paths.href(file.change.old)
            record = finding.record(context, one, patch.routes.line(one)) if one else None
            changes.append(Change(before=Head(url=url, date=old.day) if old else None, after=record))
            if old:
                marks.setdefault(url, None)
            if one and record:
                marks[record.url] = finding.state(one)
        headings = any(it.change.moved or it.change.title(0) != it.change.title(1) for it in patch.files)
        made = self.searched.few(context, changes, marks, self.project.output, headings=headings)
        if made is None:
            raise Unusual
        key = digest(patch.site, finding.FOLDER)
        self.made.extend((path, key, content) for path, content in made.files)
        self.gone = (*patch.gone, *made.gone)

    def _data(self) -> Data:
        """Find out how the data file changes: lines of changed articles alone."""
        changes = [file for file in self.patch.files if file.change.before or file.change.after]
        lengths = array("I", self.store.head("lengths") or b"")
        was, now = self.patch.shapes
        known = self.store.output(data.PATH)
        path = f"{self.folder}/{data.PATH}"
        starts = array("Q", accumulate(lengths, lambda at, length: at + length + 1, initial=0))
        if known is None or len(lengths) != len(was.order) or os.path.getsize(path) != starts[-1]:  # noqa: PTH202
            raise Unusual
        gone = {was.order.index(file.number): file for file in changes if file.change.before}
        come = {now.order.index(file.number): self._line(file) for file in changes if file.change.after}
        total = int.from_bytes(known[1][KEY:], "big") - data.own(self._lines(path, starts, lengths, gone))
        total += data.own(come.values())
        parts = tuple(runs(len(lengths), gone.keys(), come))
        left = array("I")
        for part in parts:
            left.extend((len(part),) if isinstance(part, bytes) else lengths[part[0] : part[1]])
        key = digest(self.patch.site, data.PATH, "", data.key(int(str(self.patch.heads["total"]))))
        written = tuple(
            part + b"\n" if isinstance(part, bytes) else (starts[part[0]], starts[part[1]] - starts[part[0]])
            for part in parts
        )
        return Data(parts=written, known=key + data.own_digest(total), lengths=left)

    def _line(self, file: File) -> bytes:
        need(file.change.after)
        return self.patch.routes.line(file.change.after) if file.change.after else b""

    def _lines(
        self, path: str, starts: Sequence[int], lengths: Sequence[int], places: Iterable[int]
    ) -> list[bytes]:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123  # a few lines of a large file
            found = []
            for at in places:
                file.seek(starts[at])
                found.append(file.read(lengths[at]))
            return found

    # From here on the site changes

    def write(self, seconds: Callable[[], float]) -> Outcome:
        """Put what was made, remove what is gone, remember it, and say what was done. Raise JianbaoError."""
        if not self.patch.files:
            return self._said(self.store.head("folders"), seconds)
        sink = self.sink
        self.store.drop()
        self.searched.drop()
        sink.announce([path for path, *_ in self.made])
        for path, _, content in self.made:
            sink.put(path, content)
        if self.data is not None:
            sink.splice(data.PATH, self.data.parts)
        sink.finish_some(self.gone)
        return self._said(self._remember(), seconds)

    def _said(self, folders: dict[str, Stat | None], seconds: Callable[[], float]) -> Outcome:
        sink = self.sink
        problems = problems_of(self.store.head("problems"))
        total = self.store.count()
        counts = (sink.written, total - sink.written, sink.removed)
        done = summary(sink.folder, self.patch.count, counts, problems, round(seconds(), 2))
        again = summary(sink.folder, self.patch.count, (0, total, 0), problems, same.SECONDS)
        why = [(path, "new" if path in self.patch.added else "changed") for path, *_ in self.made]
        return replace(done, details=lambda: reasons(why), same=Same(outcome=again, keep=self._keep(folders)))

    def _remember(self) -> dict[str, Stat | None]:
        """Leave to the next build what changed; return the stats of the folders of outputs."""
        patch, store = self.patch, self.store
        outputs = [
            (path, key + (self.own.get(path) or own_digest(path, content)), ()) for path, key, content in self.made
        ]
        if self.data is not None:
            outputs.append((data.PATH, self.data.known, ()))
            patch.heads["lengths"] = self.data.lengths.tobytes()
        readings = patch.routes.context.readings
        if isinstance(readings, HeldReadings) and readings.new:
            patch.heads["readings"] = dict(readings)
        folders: dict[str, Stat | None] = store.head("folders")
        touched = {path.rpartition("/")[0] for path in (*(it[0] for it in outputs), *self.gone)}
        touched.add("")  # where files lie for a moment before they are moved to their places
        for folder in touched:
            found = folder_stat(f"{self.folder}/{folder}" if folder else self.folder)
            if found is None:
                folders.pop(folder, None)
            else:
                folders[folder] = found
        store.change()
        store.put_heads({**patch.heads, "folders": folders})
        kept = [(it.number, it.name, (*written(it.kin), it.change.new)) for it in patch.files if it.kin]
        store.take_files(it.number for it in patch.files if not it.kin)
        store.put_files(kept)
        store.take_outputs(self.gone)
        store.put_outputs(outputs)
        store.put_bodies(patch.bodies.new.items())
        store.commit()
        self.searched.save()
        return folders

    def _keep(
        self, folders: dict[str, Stat | None]
    ) -> Callable[[same.Said | None, Sequence[str], Mapping[str, object] | None], None]:
        before, zone = self.before, clock.zone(self.project.settings.timezone)
        days = [midnight(it.change.after.day, zone) for it in self.patch.files if it.change.after]
        outputs = {f"{self.folder}/{name}" if name else self.folder: stat for name, stat in folders.items()}

        def keep(printed: same.Said | None, words: Sequence[str], options: Mapping[str, object] | None) -> None:
            changed = {"seen": before.seen, "young": self.young, "outputs": outputs}
            said = {"said": printed, "asked": printed and same.asked(list(words))}
            since = max((before.kept["since"], *days))
            asked = known.kept(self.project, options)
            same.keep(before.path, {**before.kept, **changed, **said, **asked, "since": since})

        return keep
