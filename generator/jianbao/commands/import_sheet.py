"""One file becomes a page that is known: read it, and know which page it is. Light: every build does this."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

from jianbao.commands import import_problems as said
from jianbao.edge import memory, pages, reading
from jianbao.model.page import Origin, PageRef
from jianbao.model.printed import PrintedPage
from jianbao.model.problem import Found, Problem, Where
from jianbao.model.project import Project
from jianbao.model.tables import Tables
from jianbao.publish.paths import is_slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the command line says of a page; it goes before everything else. `places` are the first and last page
    wanted of a file that holds several."""

    paper: str | None = None
    date: dt.date | None = None
    page: int | None = None
    places: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page that was read: which one it is, where its text came from, the text, the digest of both.

    Of a page as printed the text is not there yet: `path` is its file, `place` its place in it, from 1, and
    `printed` what stands there, if it was read already. A page that lies in no file yet is written to `keep` (name
    and content of each file) once its articles are known.
    """

    ref: PageRef
    origin: Origin
    text: str
    path: Path | None = None
    place: int = 1
    keep: tuple[tuple[str, bytes], ...] = ()
    printed: PrintedPage | None = None

    @property
    def digest(self) -> str:
        """Changes when the text or what is known of the page changes."""
        return memory.source_digest(self.origin.sha256, self.ref)

    @property
    def record(self) -> str:
        """Where the record of its import lies."""
        return memory.record_name(self.origin.file, self.ref)


def open_sheet(project: Project, path: Path, options: Options, tables: Tables) -> Found[Sheet | None]:
    """Read the page at `path`; None where it is no text or nobody says which page it is, with what to do."""
    name = pages.shown(path, project.root)
    read = reading.read(path, name, pages.MOST_TEXT)
    if read.value is None:
        return Found(value=None, problems=read.problems)
    paper = pages.paper_of(name, project.settings.paper, tables.slugs)
    facts = pages.read_facts(path, name, paper=paper)
    problems = [*read.problems, *facts.problems]
    known = known_facts(facts.value, options, tables)
    ref = known.ref()
    if ref is None:
        problems.append(unknown(known, read.value.text, name))
        return Found(value=None, problems=tuple(problems))
    problems += assumed(path, name, ref, options, tables)
    origin = Origin(file=name, sha256=read.value.sha256)
    return Found(value=Sheet(ref=ref, origin=origin, text=read.value.text), problems=tuple(problems))


def assumed(path: Path, name: str, ref: PageRef, options: Options, tables: Tables) -> list[Problem]:
    """Say that a page counts as one of the site's own paper only because nobody named the paper of its folder."""
    home = tables.slugs.get(f"papers/{ref.paper}", "")
    folder = pages.from_path(name).paper_slug
    named = not folder.isascii()
    if (
        not folder
        or not home
        or folder == home
        or named
        or options.paper
        or pages.read_facts(path, name).value.paper
    ):
        return []
    return [said.PAPER_ASSUMED.at(Where(file=name), paper=ref.paper, home=home, folder=folder)]


def known_facts(facts: pages.Facts, options: Options, tables: Tables) -> pages.Facts:
    """Return what is known of a page with what the command line says, and the paper's address."""
    known = _with_options(facts, options)
    return replace(known, paper_slug=_paper_slug(known, tables))


def _with_options(facts: pages.Facts, options: Options) -> pages.Facts:
    """Put the options over the facts; what a person says is not inferred."""
    said_now = {"paper": options.paper, "date": options.date, "page": options.page}
    return replace(
        facts,
        paper=options.paper or facts.paper,
        date=options.date or facts.date,
        number=options.page if options.page is not None else facts.number,
        inferred=tuple(fact for fact in facts.inferred if not said_now.get(fact)),
    )


def _paper_slug(facts: pages.Facts, tables: Tables) -> str:
    """Return the paper's address: its folder's name, unless that is another paper's address or can be in none."""
    known = tables.slugs.get(f"papers/{facts.paper}")
    others = {slug for key, slug in tables.slugs.items() if key.startswith("papers/")} - {known}
    if facts.paper_slug not in others and is_slug(facts.paper_slug):
        return facts.paper_slug
    if not facts.paper:
        return ""
    from jianbao.zh.readings import term_slug  # noqa: PLC0415  # only for papers without a folder of their own

    return known or term_slug(facts.paper)


_WORDS = {
    "paper": ("newspaper", "报纸名称", "--paper NAME"),
    "date": ("date", "出版日期", "--date YYYY-MM-DD"),
    "page": ("page number", "版次", "--page N"),
}


def unknown(facts: pages.Facts, text: str, name: str) -> Problem:
    """Say what nobody says of the page, and what its text lets one infer."""
    missing = [_WORDS[fact] for fact in facts.missing]
    hint_en, hint_zh = _hint(text) if "date" in facts.missing else ("", "")
    return said.PAGE_UNKNOWN.at(
        Where(file=name),
        missing_en=" and ".join(each[0] for each in missing),
        missing_zh="、".join(each[1] for each in missing),
        hint_en=hint_en,
        hint_zh=hint_zh,
        options=" ".join(each[2] for each in missing),
        toml=facts.toml,
        keys=", ".join(facts.missing),
    )


def _hint(text: str) -> tuple[str, str]:
    """Return what the text says of its day."""
    from jianbao.zh import dates  # noqa: PLC0415  # only for pages nobody has named

    hint = dates.hint(text)
    why_en, why_zh = ", ".join(hint.why), "、".join(hint.why)
    if hint.printed is not None:
        return (
            f"its head says {why_en}, so the date may be {hint.printed}; ",
            f"版头写着{why_zh}，日期可能是 {hint.printed}；",
        )
    if hint.earliest is not None:
        return (
            f"the text speaks of {why_en}, so it is not from before {hint.earliest}; ",
            f"文中提到{why_zh}，因此不早于 {hint.earliest}；",
        )
    return "", ""
