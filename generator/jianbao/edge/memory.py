"""What import wrote, so that it can tell its own text from a person's.

Beside each page lies ``<nn>.imported.json``: which files its import wrote, the sha256 of each as it wrote it, and
what they were made of (headline, lines), by which a later import finds the file of the same article again; and
``<nn>.imported.md``: the texts themselves, one after the other, from which a later import tells which words are a
person's and which its own. They belong into version control. Why there and in that form:

- a cache would not survive a clone, and then every article would look edited;
- a hash in the article's own front matter knows nothing of articles that a person deleted, which would come back
  with the next import, and shows every editor a number that is not for them;
- one ledger for the whole site would make any two branches that import something conflict, and grow with the
  archive. These files conflict only where both branches imported the same page;
- two files, because every build looks at the first, and the second is as long as the articles. A text counts only
  where it has the sha256 that the first file says, so that no crash and no merge can put the two at odds;
- Markdown, so that an editor and a version control system can show what import changed.

Line ends do not count in the sha256, so that a checkout with CRLF is not an edit.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from jianbao.edge import files, reading
from jianbao.edge import problems as said
from jianbao.model.page import PageRef
from jianbao.model.problem import Found, Where

SUFFIX = ".imported.json"
TEXTS = ".imported.md"
REPORT = ".review.md"
_BEGIN = "====="
"""No line of an article that import writes begins so: there the sign is written as a character reference."""
_BEGINS = re.compile(rf"^{_BEGIN} (.+)\n", re.MULTILINE)
_TEXTS_NOTE = "<!-- Written by jianbao import: what it wrote last. Keep this file in version control. -->"
_NOTE = "Written by jianbao import, to tell its text from your edits. Keep this file in version control."


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article that import wrote: its path in the project, the sha256 of its text, the source file and the lines
    it came from, and its headline there. `vanished`: the import after found it on the page no more."""

    path: str
    sha256: str
    file: str
    headline: str
    lines: tuple[int, ...]
    vanished: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What is remembered of a page. `sources`: source file to the digest of what was imported (text and facts);
    `dropped`: text that belongs to no article, as the editor said."""

    sources: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    entries: tuple[Entry, ...] = ()
    dropped: tuple[str, ...] = ()


def digest(text: str) -> str:
    """Return the sha256 (hex) of `text`, whatever its line ends."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode("utf-8", "surrogatepass")).hexdigest()


def source_digest(sha256: str, page: PageRef) -> str:
    """Return what changes when the text of a page or what is known of it changes."""
    facts = [page.paper, page.paper_slug, page.date.isoformat(), page.number, page.name, page.inferred, page.note]
    return hashlib.sha256(json.dumps([sha256, facts], ensure_ascii=True).encode()).hexdigest()


def record_name(file: str, page: PageRef) -> str:
    """Return where the record of a page lies, below the project: beside the page, or where the page would lie."""
    if file.startswith("content/pages/"):
        return file.rpartition(".")[0] + SUFFIX
    return f"content/pages/{page.paper_slug}/{page.date.isoformat()}/{page.number:02d}{SUFFIX}"


def read_record(root: Path, name: str) -> Found[Record | None]:
    """Return the record at `name`; an empty one where there is none, None and a problem where it is broken."""
    path = root / name
    if not path.exists():
        return Found(value=Record())
    found = reading.read_text(path, name)
    if found.value is None:
        return Found(value=None, problems=found.problems)
    try:
        return Found(value=_parse(json.loads(found.value)))
    except (ValueError, TypeError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
        return Found(value=None, problems=(said.MEMORY_BROKEN.at(Where(file=name, line=line)),))


def _parse(data: object) -> Record:
    """Return what the JSON value says. Raise TypeError where its form is not ours."""
    sources, articles = (_table(_table(data).get(key)) for key in ("sources", "articles"))
    entries = tuple(_entry(path, _table(each)) for path, each in articles.items())
    dropped = _table(data).get("dropped", [])
    if not isinstance(dropped, list) or not all(isinstance(text, str) for text in dropped):
        raise TypeError
    known = MappingProxyType({file: str(sha) for file, sha in sources.items()})
    return Record(sources=known, entries=entries, dropped=tuple(dropped))


def _table(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise TypeError
    return value


def _entry(path: str, given: Mapping[str, object]) -> Entry:
    lines = given.get("lines")
    if not isinstance(lines, list) or not all(isinstance(line, int) for line in lines):
        raise TypeError
    words = {key: given.get(key) for key in ("sha256", "file", "headline")}
    if not all(isinstance(word, str) for word in words.values()) or ".." in path.split("/") or path.startswith("/"):
        raise TypeError
    return Entry(path=path, lines=tuple(lines), vanished=given.get("vanished") is True, **words)  # type: ignore[arg-type]  # text, seen above


def write_record(root: Path, name: str, record: Record) -> bool:
    """Write the record where it says something else than the file; return whether it did."""
    articles = {
        entry.path: {
            "headline": entry.headline,
            "sha256": entry.sha256,
            "file": entry.file,
            "lines": list(entry.lines),
            **({"vanished": True} if entry.vanished else {}),
        }
        for entry in sorted(record.entries, key=lambda entry: (entry.file, entry.lines, entry.path))
    }
    data = {"note": _NOTE, "sources": dict(sorted(record.sources.items()))}
    if record.dropped:
        data["dropped"] = [*record.dropped]
    lines = [
        f"{json.dumps(path, ensure_ascii=False)}: {json.dumps(each, ensure_ascii=False)}"
        for path, each in articles.items()
    ]
    text = json.dumps(data, ensure_ascii=False, indent=1)[:-2]
    joined = ",\n  ".join(lines)
    text += f',\n "articles": {{\n  {joined}\n }}\n}}\n' if lines else ',\n "articles": {}\n}\n'
    path = root / name
    if path.exists() and reading.read_text(path, name).value == text:
        return False
    return files.put(path, text.encode())


def texts_name(record: str) -> str:
    """Return where the texts lie that belong to the record at `record`."""
    return record.removesuffix(SUFFIX) + TEXTS


def report_name(record: str) -> str:
    """Return where the review report lies that belongs to the record at `record`."""
    return record.removesuffix(SUFFIX) + REPORT


def write_report(root: Path, record: str, text: str) -> None:
    """Write the review report; take it away where it has nothing to say."""
    path = root / report_name(record)
    if text:
        files.put(path, text.encode("utf-8", "replace"))
    else:
        with files.telling(path):
            path.unlink(missing_ok=True)


def read_texts(root: Path, record: str) -> dict[str, str]:
    """Return the texts that import wrote last, by their sha256; none where the file is not there or not text."""
    path = root / texts_name(record)
    found = reading.read_text(path, "").value if path.exists() else None
    pieces = _BEGINS.split(found.replace("\r\n", "\n")) if found else []
    return {digest(text): text for text in pieces[2::2]}


def write_texts(root: Path, record: str, texts: Mapping[str, str]) -> bool:
    """Write the texts (path to text) where they differ from the file; return whether it did."""
    pieces = [f"{_TEXTS_NOTE}\n", *(f"{_BEGIN} {path}\n{text}" for path, text in sorted(texts.items()))]
    return files.put(root / texts_name(record), "".join(pieces).encode("utf-8", "replace"))
