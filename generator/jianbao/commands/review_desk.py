"""The application behind `jianbao review`: a page, its articles, what the editor does, and undo.

Every deed is written into the Markdown files, and then the page is merged again as import does it: what the browser
shows is what the files say, and another program may change them at any time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from jianbao.commands import import_, import_review, import_work, review_deeds, review_state, review_words
from jianbao.commands import import_places as places
from jianbao.commands.import_page import CutSheet
from jianbao.commands.import_plan import Plan
from jianbao.commands.import_sheet import Options, Sheet
from jianbao.commands.review_deeds import RefusedError
from jianbao.commands.review_report import ToReview, open_leftovers
from jianbao.document.compose import compose
from jianbao.document.frontmatter import dump
from jianbao.edge import files as disk
from jianbao.edge import lock, memory, pages, tables
from jianbao.ingest import draft as drafting
from jianbao.model.article import Article, Gap, Paragraph, Story
from jianbao.model.problem import Found, JianbaoError, Language, Problem
from jianbao.model.project import Project
from jianbao.zh import words

Json = Mapping[str, object]
_MOST_UNDO = 200
_MOST_PAGES = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A page as it is now: cut, planned against its files, and what is left to settle."""

    sheet: Sheet
    cut: Found[CutSheet]
    plan: Plan
    given: ToReview

    @property
    def stories(self) -> dict[str, Story]:
        """What import makes of the page, by the file it goes to."""
        return {item.path: draft.story for item, draft in zip(self.plan.items, self.cut.value.drafts, strict=False)}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Done:
    """A deed that can be undone: each file before and after."""

    before: Mapping[str, bytes | None]
    after: Mapping[str, bytes | None]


@dataclass(slots=True)
class Desk:
    """What the server asks. `options` say which page the first is, where it lies elsewhere."""

    project: Project
    language: Language
    first: Path
    options: Options = field(default_factory=Options)
    _cuts: dict[str, Found[CutSheet]] = field(default_factory=dict)
    _done: list[_Done] = field(default_factory=list)

    def state(self, page: str) -> Json:
        """Return all that is shown of a page ("": the first)."""
        try:
            return self._shown(self._path(page))
        except JianbaoError as error:
            return self._failed(error.problem)

    def act(self, deed: Json) -> Json:
        """Do what the editor asks for, and return the state then; with an "error" where it was refused."""
        path = self._path(str(deed.get("page", "")))
        error = ""
        try:
            with lock.locked(self.project.cache, "review"):
                self._act(path, deed)
        except RefusedError as refused:
            error = refused.sentence.in_language(self.language)
        except JianbaoError as failed:
            error = failed.problem.message(self.language)
        return {**self.state(str(deed.get("page", ""))), "error": error}

    def open(self, path: Path) -> Found[Opened | None]:
        """Read the page and merge it into its files as import does; None where that cannot be done."""
        found = tables.read_tables(self.project.content / "data")
        shown = [pages.shown(it, self.project.root) for it in (path, self.first)]
        options = self.options if shown[0] == shown[1] else Options()
        sheet = import_.sheets_of(self.project, path, options, found.value)
        if not sheet.value:
            return Found(value=None, problems=sheet.problems)
        run = import_work.Run(project=self.project, tables=found.value)
        key = f"{sheet.value[0].origin.file} {sheet.value[0].digest}"
        if key not in self._cuts:
            self._cuts[key] = import_work.cut_one(run, sheet.value[0])
        cut = self._cuts[key]
        taken = import_work.take_in(run, cut)
        import_work.write_slugs(run)
        if taken.value is None:
            return Found(value=None, problems=(*sheet.problems, *cut.problems, *taken.problems))
        given = import_review.to_review(cut, taken.value)
        opened = Opened(sheet=cut.value.sheet, cut=cut, plan=taken.value, given=given)
        return Found(value=opened, problems=(*sheet.problems, *cut.problems, *taken.problems))

    def _path(self, page: str) -> Path:
        """Return the page that the browser names: one of those in content/pages, or the one it was begun with."""
        known = {pages.shown(path, self.project.root): path for path in pages.page_paths(self.project.root)}
        return known.get(page, self.first)

    def _shown(self, path: Path) -> Json:
        with lock.locked(self.project.cache, "review"):
            found = self.open(path)
        if found.value is None:
            worst = [problem for problem in found.problems if problem.severity == "error"]
            return self._failed(worst[0] if worst else found.problems[0])
        opened = found.value
        return {
            **self._around(),
            **review_state.state(opened.given, opened.stories, opened.plan.files, self.language),
            "undo": len(self._done),
        }

    def _around(self) -> dict[str, object]:
        root = self.project.root
        names = {pages.shown(path, root): path for path in pages.page_paths(root)[-_MOST_PAGES:]}
        names.setdefault(pages.shown(self.first, root), self.first)  # it may lie elsewhere, or be an old one
        listed = [
            {"file": name, "open": path.with_suffix(memory.REPORT).exists()}
            for name, path in reversed(names.items())
        ]
        told = {key: sentence.in_language(self.language) for key, sentence in review_words.WORDS.items()}
        return {"language": self.language, "words": told, "pages": listed}

    def _failed(self, problem: Problem) -> Json:
        return {**self._around(), "failed": problem.line(self.language)}

    def _act(self, path: Path, deed: Json) -> None:
        if deed.get("do") == "undo":
            self._undo()
            return
        opened = self.open(path).value
        if opened is None:
            raise RefusedError("the page cannot be read any more", "这个版面现在读不出来了")
        files = opened.plan.files
        if deed.get("stamp") != review_state.stamp(files, opened.given.dropped):
            raise RefusedError(
                "the files were changed elsewhere in the meantime, so nothing was done; look again",
                "稿件文件刚才在别处改动过，因此没有执行；请看过新的内容再操作",
            )
        if deed.get("do") == "drop":
            self._drop(opened, deed)
        else:
            desk = review_deeds.Desk(
                texts=dict(files),
                lines={line.number: line.text for line in opened.given.page.lines},
                leftovers=[left.text for left in open_leftovers(opened.given)],
                make=_Maker(self, opened).make,
            )
            changed = review_deeds.do(desk, deed)
            self._write({name: None if text is None else text.encode() for name, text in changed.items()})
            if deed.get("do") == "move" and type(deed.get("leftover")) is int:
                self._drop(opened, {"at": deed["leftover"]}, with_last=True)
        self.open(path)

    def _drop(self, opened: Opened, deed: Json, *, with_last: bool = False) -> None:
        """Remember that a leftover is settled; `with_last`: the deed before is undone together with this one."""
        left = open_leftovers(opened.given)
        at = deed.get("at")
        if type(at) is not int or not 0 <= at < len(left):
            raise RefusedError("that place is not there any more", "这个位置已经不在了")
        name = opened.plan.record_name
        before = self._read(name)
        record = opened.plan.record
        dropped = tuple(dict.fromkeys((*record.dropped, left[at].text)))
        memory.write_record(self.project.root, name, replace(record, dropped=dropped))
        last = self._done.pop() if with_last else _Done(before={}, after={})
        self._remember({**last.before, name: before}, {**last.after, name: self._read(name)})

    def _write(self, changes: Mapping[str, bytes | None]) -> None:
        """Write the files, new ones first, so that at no time a text is in none."""
        if not changes:
            return
        before = {name: self._read(name) for name in changes}
        self._put(changes)
        self._remember(before, changes)

    def _put(self, changes: Mapping[str, bytes | None]) -> None:
        root = self.project.root
        for name, content in changes.items():
            if content is not None:
                disk.put(root / name, content)
        for name, content in changes.items():
            if content is None:
                with disk.telling(root / name):
                    (root / name).unlink(missing_ok=True)

    def _remember(self, before: Mapping[str, bytes | None], after: Mapping[str, bytes | None]) -> None:
        self._done.append(_Done(before=before, after=after))
        del self._done[:-_MOST_UNDO]

    def _undo(self) -> None:
        if not self._done:
            raise RefusedError("there is nothing to undo", "没有可以撤销的操作")
        last = self._done[-1]
        if any(self._read(name) != content for name, content in last.after.items()):
            raise RefusedError(
                "the files were changed elsewhere since, so this cannot be undone here",
                "稿件文件后来在别处改动过，不能在这里撤销",
            )
        self._done.pop()
        self._put(last.before)

    def _read(self, name: str) -> bytes | None:
        path = self.project.root / name
        with disk.telling(path):
            return path.read_bytes() if path.exists() else None


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the file of an article that is split off: with tags, regions and an address of its own."""

    desk: Desk
    opened: Opened

    def make(self, title: str, blocks: Sequence[str], gaps: Sequence[Gap], old: Article) -> tuple[str, str]:
        """Return path and text."""
        project, sheet = self.desk.project, self.opened.sheet
        found = tables.read_tables(project.content / "data").value
        lines = sorted({line for block in blocks for line in self._lines(block)})
        texts = tuple(Paragraph(text=block) for block in blocks)
        story = Story(kind=old.kind, headline=title, paragraphs=texts, lines=tuple(lines))
        draft = drafting.draft(story, sheet.ref, found, words.load(project.cache)).value
        date = sheet.ref.date
        shelf = import_work.Run(project=project, tables=found).shelf
        slug = places.free_slug(draft.slug, date, lambda slug: shelf.taken(date, slug))
        made = compose(replace(draft, slug=slug), sheet.ref, sheet.origin, (old.order or 0))
        whole = replace(made, body="\n\n".join(blocks), gaps=tuple(gaps), draft=old.draft)
        return places.article_path(date, slug), dump(whole)

    def _lines(self, block: str) -> Sequence[int]:
        exact = {
            paragraph.text: paragraph.lines
            for story in self.opened.stories.values()
            for paragraph in story.paragraphs
        }
        return exact.get(block, ())
