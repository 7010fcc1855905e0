"""Where the articles of entries come from when a page wants them: put aside, or still in their files.

Ten thousand articles are not held in memory: each is wanted once, for its own page.
"""

from __future__ import annotations

from dataclasses import field
from typing import cast

from jianbao.document.frontmatter import parse
from jianbao.edge import reading
from jianbao.edge.problems import FILE_UNREADABLE
from jianbao.edge.spool import Spools
from jianbao.model.article import Article
from jianbao.model.frozen import dataclass
from jianbao.model.problem import JianbaoError, Where

_HEAD, _USUAL = 4, 400
"""Bytes of a length, and how many are read where what is said about an article is wanted: mostly all of it."""
_SAID = 16_000
"""Of so many articles it is held: lists that name an article are made one after the other."""


@dataclass(slots=True)
class Latest:
    """The article that was asked for last: a page asks for its own several times."""

    name: str = ""
    article: Article | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """The source of an entry whose article lies in a file that nobody has read yet."""

    file: str
    name: str
    said: str
    latest: Latest = field(default_factory=Latest)

    def __call__(self) -> Article:
        """Read the article. Raise JianbaoError where it has gone in the meantime."""
        if self.latest.article is None or self.latest.name != self.name:
            text = reading.read_text(self.file, self.name)
            found = parse(text.value, self.name).value if text.value is not None else None
            if found is None:
                why = FILE_UNREADABLE.at(Where(file=self.name), reason="it changed during the build")
                raise JianbaoError(why, 1)
            self.latest.name, self.latest.article = self.name, found
        return self.latest.article

    def about(self) -> str:
        """Return what is said about the article."""
        return self.said


@dataclass(frozen=True, slots=True)
class Aside:
    """The source of an entry whose article was read and put aside."""

    place: int
    sources: Sources

    def __call__(self) -> Article:
        """Return the article."""
        return self.sources.get(self.place)

    def about(self) -> str:
        """Return what is said about the article."""
        return self.sources.about(self.place)


class Sources:
    """Gives entries their sources. `spools`: where articles that were read are put aside; None: nowhere, they are
    read again."""

    def __init__(self, spools: Spools | None = None) -> None:
        self._spools = spools
        self._latest = Latest()
        self._said: dict[int, str] = {}

    def forked(self, number: int) -> None:
        """Say that this is the forked process with a number (spool.py)."""
        if self._spools is not None:
            self._spools.forked(number)

    def flush(self) -> None:
        """Let other processes read what this one put aside."""
        if self._spools is not None:
            self._spools.flush()

    def stored(self, file: str, name: str, about: str) -> Stored:
        """Return the source of an article in a file; `about` is said about it."""
        return Stored(file, name, about, self._latest)

    def aside(self, place: int) -> Aside:
        """Return the source of an article that was put aside."""
        return Aside(place, self)

    def read(self, file: str, name: str, article: Article, about: str) -> Aside | Stored:
        """Return the source of an article that was read."""
        if self._spools is None:
            self._latest.name, self._latest.article = name, article
            return self.stored(file, name, about)
        import pickle  # noqa: PLC0415  2 ms, and a build of few changes puts no article aside

        said = about.encode("utf-8", "surrogatepass")
        head = len(said).to_bytes(_HEAD, "big") + said
        place = self._spools.put(head + pickle.dumps(article, pickle.HIGHEST_PROTOCOL))
        self._latest.name, self._latest.article = str(place), article
        self._say(place, about)
        return self.aside(place)

    def get(self, place: int) -> Article:
        """Return an article that was put aside."""
        if self._latest.article is None or self._latest.name != str(place):
            import pickle  # noqa: PLC0415  as above

            found = self._spools.get(place) if self._spools else b""
            kept = pickle.loads(found[_HEAD + int.from_bytes(found[:_HEAD], "big") :])  # noqa: S301  # from a file without a name, of this process
            self._latest.name, self._latest.article = str(place), cast("Article", kept)
        return self._latest.article

    def about(self, place: int) -> str:
        """Return what is said about an article that was put aside."""
        known = self._said.get(place)
        if known is not None:
            return known
        found = self._spools.get(place, _USUAL) if self._spools else b""
        end = _HEAD + int.from_bytes(found[:_HEAD], "big")
        if end > len(found) and self._spools:
            found = self._spools.get(place, end)
        return self._say(place, found[_HEAD:end].decode("utf-8", "surrogatepass"))

    def _say(self, place: int, about: str) -> str:
        if len(self._said) >= _SAID:
            self._said.clear()
        self._said[place] = about
        return about
