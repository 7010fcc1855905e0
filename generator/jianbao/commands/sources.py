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


@dataclass(frozen=True, slots=True)
class Aside:
    """The source of an entry whose article was read and put aside."""

    place: int
    sources: Sources

    def __call__(self) -> Article:
        """Return the article."""
        return self.sources.get(self.place)


class Sources:
    """Gives entries their sources. `spools`: where articles that were read are put aside; None: nowhere, they are
    read again."""

    def __init__(self, spools: Spools | None = None) -> None:
        self._spools = spools
        self._latest = Latest()

    def forked(self, number: int) -> None:
        """Say that this is the forked process with a number (spool.py)."""
        if self._spools is not None:
            self._spools.forked(number)

    def flush(self) -> None:
        """Let other processes read what this one put aside."""
        if self._spools is not None:
            self._spools.flush()

    def stored(self, file: str, name: str) -> Stored:
        """Return the source of an article in a file."""
        return Stored(file, name, self._latest)

    def aside(self, place: int) -> Aside:
        """Return the source of an article that was put aside."""
        return Aside(place, self)

    def read(self, file: str, name: str, article: Article) -> Aside | Stored:
        """Return the source of an article that was read."""
        if self._spools is None:
            self._latest.name, self._latest.article = name, article
            return self.stored(file, name)
        import pickle  # noqa: PLC0415  2 ms, and a build of few changes puts no article aside

        place = self._spools.put(pickle.dumps(article, pickle.HIGHEST_PROTOCOL))
        self._latest.name, self._latest.article = str(place), article
        return self.aside(place)

    def get(self, place: int) -> Article:
        """Return an article that was put aside."""
        if self._latest.article is None or self._latest.name != str(place):
            import pickle  # noqa: PLC0415  as above

            kept = pickle.loads(self._spools.get(place)) if self._spools else None  # noqa: S301  # from a file without a name, of this process
            self._latest.name, self._latest.article = str(place), cast("Article", kept)
        return self._latest.article
