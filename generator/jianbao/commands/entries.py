"""The articles in content/, as entries of a library: those whose files did not change, from memory."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from typing import Any, cast

from jianbao.commands import workers
from jianbao.commands.outcome import Progress, Project
from jianbao.commands.remember import Kin, Memory, as_said, problems_of, written
from jianbao.commands.sources import Aside, Sources
from jianbao.document.frontmatter import parse
from jianbao.edge import look as looking
from jianbao.edge import reading
from jianbao.edge.look import Look, Stat
from jianbao.model.article import Document
from jianbao.model.frozen import dataclass
from jianbao.model.problem import Found, Problem
from jianbao.publish.library import Entry, about_of, entry, from_row

File = tuple[str, str, "Stat | None"]
"""Name (from the site's folder), path, what the system says of it."""
_NEVER: Stat = (0, 0, 0, 0)
"""The stat of no file: a file too young to be told from its next state by its times."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Makes entries of files. `taken`: when the files were looked at (ns)."""

    project: Project
    zone: dt.tzinfo
    memory: Memory
    taken: int
    sources: Sources = field(default_factory=Sources)
    held: dict[Any, Any] = field(default_factory=dict)

    def read(self, look: Look, progress: Progress) -> Found[list[Found[Entry]]]:
        """Return the entries of all files in content/articles, and what reading them found."""
        files = article_files(self.project, look)
        kept, self.memory.files = self.memory.files, {}
        made = self._spread([it for it in files if not _holds(kept.get(it[0]), it[2])], kept)
        problems: list[Problem] = []
        entries: list[Found[Entry]] = []
        for number, (name, file, found) in enumerate(files, 1):
            kin = kept.get(name)
            if name in made:
                kin, one = made.pop(name)
            elif kin is None or found is None or kin[0] != found:
                kin, one = self.one(name, file, found, kin)
            else:
                kin, one = self._remembered((found, *kin[1:]), file, name)
            self.memory.files[name] = kin
            if kin[3]:
                problems.extend(problems_of(kin[3]))
            if one is not None:
                entries.append(one)
            progress("read", number, len(files))
        return Found(value=entries, problems=tuple(problems))

    def _spread(self, files: Sequence[File], kept: Mapping[str, Kin]) -> dict[str, tuple[Kin, Found[Entry] | None]]:
        """Read files in several processes where they are many; return what `one` does, by name."""
        if len(files) < workers.LEAST or self.project.jobs < 2 or not workers.can_fork():
            return {}

        def work(item: File, process: int) -> workers.Answer:
            self.sources.forked(process)
            kin, one = self.one(*item, kept.get(item[0]))
            source = one and one.value.source
            return (*written(kin), source.place if isinstance(source, Aside) else None)

        made = {}
        for (name, file, found), answer in workers.spread(files, self.project.jobs, work, self.sources.flush):
            kin, place = cast("Kin", answer[:5]), answer[5]
            stat = found if found is not None and found == kin[0] else kin[0]  # one, not two that are equal
            made[name] = self._remembered((stat, *kin[1:]), file, name, place)
        return made

    def one(self, name: str, file: str, found: Stat | None, kin: Kin | None) -> tuple[Kin, Found[Entry] | None]:
        """Read a file; `kin` is what is remembered of it, and stands where the text is what it was."""
        text = reading.read(file, name)
        stat = _NEVER if found is None or looking.is_young(found, self.taken) else found
        if text.value is None:
            return (stat, b"", None, as_said(text.problems), ()), None
        sha = bytes.fromhex(text.value.sha256)
        if kin is not None and kin[1] == sha:
            return self._remembered((stat, *kin[1:]), file, name)
        parsed = parse(text.value.text, name)
        said = as_said((*text.problems, *parsed.problems))
        if parsed.value is None:
            return (stat, sha, None, said, ()), None
        made_of = entry(Document(path=name, article=parsed.value, digest=sha), self.project.settings, self.zone)
        source = self.sources.read(file, name, parsed.value, made_of.value.about)
        made = self._shared(made_of.value, name, sha)._replace(source=source)
        return (stat, sha, made, said, as_said(made_of.problems)), replace(made_of, value=made)

    def _remembered(
        self, kin: Kin, file: str, name: str, place: int | None = None
    ) -> tuple[Kin, Found[Entry] | None]:
        """Return what is known of a file, and its entry; `place`: where its article was put aside."""
        stat, sha, known, *said = kin
        if known is None:
            return kin, None
        if isinstance(known, Entry):
            one = known
        elif place is None:
            one = from_row(known, self.sources.stored(file, name, about_of(known)))
        else:
            one = from_row(known, self.sources.aside(place))
        made = self._shared(one, name, sha)
        found = Found(value=made, problems=problems_of(said[1]) if said[1] else ())
        return (stat, sha, made, said[0], said[1]), found

    def _shared(self, one: Entry, name: str, sha: bytes) -> Entry:
        """Return an entry with the headings of other entries, the path `name` and the digest `sha`: what is equal
        is held once."""
        return one._replace(
            path=name,
            digest=sha,
            changed=self.held.setdefault(one.changed, one.changed),
            tags=self._terms(one.tags),
            authors=self._terms(one.authors),
            rubric=self.held.setdefault(one.rubric, one.rubric),
            regions=self._terms(one.regions),
            named=self._terms(one.named),
            main=self.held.setdefault(one.main, one.main),
            edition=one.edition and self.held.setdefault(one.edition, one.edition),
            kind=self.held.setdefault(one.kind, one.kind),
        )

    def _terms(self, terms: tuple[str, ...]) -> tuple[str, ...]:
        held = self.held.get(terms)
        if held is None:
            held = self.held[terms] = tuple(map(self.held.setdefault, terms, terms))
        return held


def _holds(kin: Kin | None, found: Stat | None) -> bool:
    """Whether a file is by the system's word what is remembered of it."""
    return kin is not None and kin[0] == found


def article_files(project: Project, look: Look) -> list[File]:
    """Return (name, path, stat) of the Markdown files in content/articles, in the order of their parts."""
    top = str(project.content / "articles")
    start = len(str(project.root)) + 1
    odd = (
        (folder, name)
        for folder, found in look.items()
        if not found[2]
        for name, at in looking.files(found)
        if at is None
    )
    links = {f"{folder}{os.sep}{name}" for folder, name in odd} & {*look}
    files = [
        (f"{folder}{os.sep}{name}", at)
        for folder, found in look.items()
        if _inside(folder, top, links)
        for name, at in looking.files(found)
        if name.lower().endswith((".md", ".markdown")) and not name.startswith(".")
    ]
    named = [(path[start:].replace(os.sep, "/"), path, at) for path, at in files if path not in links]
    return sorted(named, key=lambda it: it[0].split("/"))


def _inside(folder: str, top: str, links: set[str]) -> bool:
    if folder != top and not folder.startswith(top + os.sep):
        return False
    if f"{os.sep}." in folder[len(top) :]:
        return False
    return not any(folder == link or folder.startswith(link + os.sep) for link in links)
