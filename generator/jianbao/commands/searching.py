"""The search index of a build: from the one that lies there and what changed since, or from all articles."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from jianbao.edge import memo
from jianbao.edge.files import telling
from jianbao.model.frozen import dataclass
from jianbao.publish import finding
from jianbao.publish.context import Context
from jianbao.publish.library import Entry
from jianbao.publish.routes import Routes
from jianbao.publish.search import state
from jianbao.publish.search.index import Amended, amend
from jianbao.publish.search.records import Change, Head, Record, Term
from jianbao.publish.search.whole import stream

NAME = "search.memo"
_MANY = 1000
"""With more articles that changed since they were packed, they are packed anew."""
Known = dict[str, tuple[int, bytes]]
"""Of each article, by address: its day, its mark (finding.py)."""
Packed = tuple[bytes, bytes, bytes]
"""The same in columns: addresses, a line each; days; marks. A build of few changes carries it on unread."""
Since = dict[str, tuple[int, bytes] | None]
"""What became of articles since it was packed; None: gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What to write, in this order, what to remove, and whether the other files of the index stay."""

    files: Iterable[tuple[str, bytes]]
    gone: tuple[str, ...] = ()
    rest: bool


class Searched:
    """What is known of the index as it lies in the site's folder.

    `key` is a digest of all that any of its files depends on besides the articles. A build that changes files of
    the site drops this first and saves it when all stand, so that it never tells of files that are not there.
    """

    def __init__(self, cache: Path, key: bytes) -> None:
        self._path = str(cache / NAME)
        self._key = key
        self._state: state.State | None = None
        self._packed: Packed = _in_columns(())
        self._since: Since = {}
        self._terms = b""
        found: Any = memo.read(self._path)
        if isinstance(found, tuple) and found[0] == key:
            _, self._packed, self._since, self._terms, known = found
            self._state = state.known(known)

    def updated(self, routes: Routes, folder: Path, *, whole: bool) -> Made:
        """Return what all articles make of the index. `whole`: its files in `folder` are as they were left."""
        context = routes.context
        now = finding.findables(context)
        terms_mark = finding.terms_mark(context)

        def record(one: Entry) -> Record:
            return finding.record(context, one, routes.line(one))

        if not now:
            self._keep({}, terms_mark)
            self._state = None
            return Made(files=(), rest=False)
        if whole and self._state is not None:
            changes = list(self._changes(now, record))
            new = terms_mark != self._terms
            if not changes and not new:
                return Made(files=(), rest=True)
            made = self.amended(changes, _reader(folder), tuple(finding.terms(context)) if new else None)
            if made is not None:
                self._keep(now, terms_mark)
                return Made(files=made.files, gone=made.gone, rest=True)
        self._keep(now, terms_mark)
        return Made(files=self._whole(now, lambda url: record(now[url]), context), rest=False)

    def _whole(
        self, now: Mapping[str, Entry], record: Callable[[str], Record], context: Context
    ) -> Iterator[tuple[str, bytes]]:
        import tempfile  # noqa: PLC0415  5 ms, and a build of few changes makes no whole index

        cache = Path(self._path).parent
        with telling(cache), tempfile.TemporaryFile(dir=cache) as scratch:
            made = stream(_Heads(now), record, tuple(finding.terms(context)), scratch)
            yield from made.files
        self._state = made.state

    def _keep(self, now: Mapping[str, Entry], terms_mark: bytes) -> None:
        self._packed = _in_columns((url, finding.state(one)) for url, one in now.items())
        self._since, self._terms = {}, terms_mark

    def amended(
        self, changes: Sequence[Change], read: Callable[[str], bytes | None], terms: Sequence[Term] | None
    ) -> Amended | None:
        """Return what changed articles alone make of the index, None where all are needed. `terms`: None where
        the headings are as they were."""
        if self._state is None:
            return None
        before, self._state = self._state, None
        made = amend(before, changes, read, terms)
        if made is not None:
            self._state = made.state
        return made

    def few(
        self,
        context: Context,
        changes: Sequence[Change],
        marks: Since,
        folder: Path,
        *,
        headings: bool,
    ) -> Amended | None:
        """Return what a few articles make of an index that is as it was left; None where all are needed.

        `marks`: what is known of their addresses now; `headings`: whether any heading, headline or count may be
        another."""
        self._since |= marks
        if len(self._since) > _MANY:
            self._packed, self._since = _in_columns(self._known().items()), {}
        mark = finding.terms_mark(context) if headings else self._terms
        terms = tuple(finding.terms(context)) if mark != self._terms else None
        self._terms = mark
        return self.amended(changes, _reader(folder), terms)

    def _changes(self, now: Mapping[str, Entry], record: Callable[[Entry], Record]) -> Iterator[Change]:
        before = self._known()
        for url in sorted(before.keys() | now.keys()):
            old, new = before.get(url), now.get(url)
            if old != (new and finding.state(new)):
                head = Head(url=url, date=dt.date.fromordinal(old[0])) if old else None
                yield Change(before=head, after=record(new) if new else None)

    def _known(self) -> Known:
        found = {**_unpacked(self._packed), **self._since}
        return {url: it for url, it in found.items() if it is not None}

    def drop(self) -> None:
        """Leave nothing to the next build."""
        memo.drop(self._path)

    def save(self) -> None:
        """Leave what is known to the next build."""
        if self._state is None:
            self.drop()
        else:
            memo.write(self._path, (self._key, self._packed, self._since, self._terms, state.plain(self._state)))


class _Heads(Collection[Head]):
    """What numbers articles, made when asked for: for a hundred thousand of them, memory."""

    def __init__(self, articles: Mapping[str, Entry]) -> None:
        self._articles = articles

    def __len__(self) -> int:
        return len(self._articles)

    def __iter__(self) -> Iterator[Head]:
        return (Head(url=url, date=one.day) for url, one in self._articles.items())

    def __contains__(self, head: object) -> bool:
        return head in tuple(self)


def _in_columns(known: Iterable[tuple[str, tuple[int, bytes]]]) -> Packed:
    urls, days, marks = list[str](), array("I"), list[bytes]()
    for url, (day, mark) in known:
        urls.append(url)
        days.append(day)
        marks.append(mark)
    return "\n".join(urls).encode(), days.tobytes(), b"".join(marks)


def _unpacked(packed: Packed) -> Known:
    urls, days, marks = packed[0].decode().split("\n"), array("I", packed[1]), packed[2]
    size = len(marks) // len(days) if days else 0
    each = (marks[at : at + size] for at in range(0, len(marks), size or 1))
    return dict(zip(urls if days else (), zip(days, each, strict=True), strict=True))


def _reader(folder: Path) -> Callable[[str], bytes | None]:
    def read(path: str) -> bytes | None:
        try:
            return (folder / path).read_bytes()
        except OSError:
            return None

    return read
