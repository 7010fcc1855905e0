"""Findings about a built site, one file at a time: dead links and anchors, ids, titles, pictures.

`Check` is fed each page once and keeps only what the end needs: every distinct address that is linked to, with the
first place that does, and the ids of the pages. Nothing is fetched: links to other sites are not looked at.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote, urlsplit

from jianbao.checks import markup, problems
from jianbao.model.problem import Problem, Where

_XML_LINK = re.compile(
    r"<(?:loc|link|image:loc)>\s*([^<]+?)\s*</|<(?:link|enclosure)\s[^>]*?\b(?:href|url)=\"([^\"]*)\""
)
"""Links of the feed or sitemap itself: those in the text of an article are looked at on the article's page."""


@dataclass(slots=True)
class _Wish:
    """An address that is linked to: who linked first, and how many links there are."""

    where: Where
    shown: str
    count: int = 1


@dataclass(slots=True, kw_only=True)
class Check:
    """A check under way. `paths`: every file of the site; `base_url`: its address, ends in "/".

    `shown`: what stands before a path in a finding (the folder a person knows, such as "site/").
    """

    paths: Collection[str]
    base_url: str
    shown: str = ""
    _wishes: dict[tuple[str, str], _Wish] = field(default_factory=dict)
    _ids: dict[str, frozenset[str]] = field(default_factory=dict)

    def html(self, path: str, text: str) -> tuple[Problem, ...]:
        """Read one HTML page and return what is wrong with it alone."""
        facts = markup.read(text)
        self._ids[path] = frozenset(place.text for place in facts.ids)
        for link in facts.links:
            self._want(path, link.text, link.line)
        found: list[Problem] = []
        if not facts.title:
            found.append(problems.NO_TITLE.at(self._where(path, 0)))
        counts = Counter(place.text for place in facts.ids)
        lines = {place.text: place.line for place in facts.ids}
        found += (
            problems.DUPLICATE_ID.at(self._where(path, lines[name]), id=name)
            for name, count in counts.items()
            if count > 1
        )
        found += (problems.NO_ALT.at(self._where(path, image.line), src=image.text) for image in facts.bare_images)
        return tuple(found)

    def xml(self, path: str, text: str) -> tuple[Problem, ...]:
        """Read one feed or sitemap: its links count too."""
        for number, line in enumerate(text.splitlines(), 1):
            for match in _XML_LINK.finditer(line):
                self._want(path, unescape(next(filter(None, match.groups()), "")), number)
        return ()

    def end(self) -> tuple[Problem, ...]:
        """Return the links that lead nowhere, each address once, in the order of the pages."""
        dead = (found for key, wish in self._wishes.items() if (found := self._judge(key, wish)))
        return tuple(sorted(dead, key=lambda problem: (problem.where, problem.message())))

    def _judge(self, key: tuple[str, str], wish: _Wish) -> Problem | None:
        path, anchor = key
        code = problems.DEAD_LINK
        if path in self.paths:
            if not anchor or anchor in self._ids.get(path, frozenset({anchor})):
                return None
            code = problems.DEAD_ANCHOR
        return code.at(wish.where, target=wish.shown, more=f" (×{wish.count})" if wish.count > 1 else "")

    def _want(self, path: str, link: str, line: int) -> None:
        key = resolve(path, link, self.base_url)
        if key is None:
            return
        wish = self._wishes.get(key)
        if wish:
            wish.count += 1
        else:
            self._wishes[key] = _Wish(self._where(path, line), link)

    def _where(self, path: str, line: int) -> Where:
        return Where(file=self.shown + path, line=line)


def resolve(path: str, link: str, base_url: str) -> tuple[str, str] | None:
    """Return the file and anchor a link on the page `path` leads to, or None where it leaves the site.

    A link that climbs out of the site gets a path that no site has ("../…"). A folder means its index.html.
    """
    try:
        base = urlsplit(base_url)
        split = urlsplit(link)
    except ValueError:
        return (link, "")
    if split.scheme or split.netloc:
        scheme = split.scheme or base.scheme
        if (scheme, split.netloc.lower()) != (base.scheme, base.netloc.lower()):
            return None
    target = unquote(split.path)
    if split.netloc or target.startswith("/"):
        if not (target + "/").startswith(base.path or "/"):
            # Another site of the same host, beside ours: not ours to judge unless the link says no host.
            return None if split.netloc else (f"../{target.lstrip('/')}", "")
        target = target[len(base.path or "/") :]
    elif target:
        target = posixpath.join(posixpath.dirname(path), target)
    else:
        target = path
    return (_file(target), _anchor(split.fragment))


def _file(target: str) -> str:
    folder = target.endswith(("/", "/.", "/..")) or target in ("", ".", "..")
    clean = posixpath.normpath(target) if target else "."
    if folder:
        return "index.html" if clean == "." else f"{clean}/index.html"
    return clean


def _anchor(fragment: str) -> str:
    name = unquote(fragment).partition(":~:")[0]
    return "" if name.lower() == "top" else name


def check_files(
    files: Iterable[tuple[str, bytes]], *, paths: Collection[str], base_url: str, shown: str = ""
) -> Iterator[Problem]:
    """Yield the findings about a site's files, page by page, and at the end the links that lead nowhere.

    `files` are (path, content) of at least every HTML and XML file; each is looked at once, so a generator will do.
    """
    check = Check(paths=paths, base_url=base_url, shown=shown)
    for path, content in files:
        reader = check.html if path.endswith(".html") else check.xml if path.endswith(".xml") else None
        if reader is None:
            continue
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            yield problems.UNREADABLE.at(Where(file=shown + path))
            continue
        yield from reader(path, text)
    yield from check.end()


def check_manifest(manifest: Collection[str], present: Collection[str], shown: str = "") -> Iterator[Problem]:
    """Yield files the build made that are gone, and files that it did not make."""
    for path in sorted(set(manifest) - set(present)):
        yield problems.MISSING.at(Where(file=shown + path))
    for path in sorted(set(present) - set(manifest)):
        yield problems.STRAY.at(Where(file=shown + path))
