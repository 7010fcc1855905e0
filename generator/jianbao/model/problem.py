"""A finding is data: a code, how grave it is, a place, and a sentence an editor understands.

Every room keeps its codes in its own ``problems.py`` as `Code` constants; docs/problems.md lists them all.
"""

from __future__ import annotations

import enum
from dataclasses import field
from typing import Generic, Literal, TypeVar

from jianbao.model.frozen import dataclass

Language = Literal["en", "zh"]
T_co = TypeVar("T_co", covariant=True)


class Severity(enum.StrEnum):
    """How grave a problem is: only errors change the exit code (warnings too under --strict)."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence for a person, in English and in Chinese."""

    en: str
    zh: str

    def in_language(self, language: Language) -> str:
        """Return the sentence in `language`."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Where:
    """A place in a file: the path as a person would type it, and a 1-based line (0: the whole file)."""

    file: str = ""
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


NOWHERE = Where()


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something a person should know or mend."""

    code: str
    severity: Severity
    sentence: Sentence
    where: Where = NOWHERE

    def message(self, language: Language = "en") -> str:
        """Return the sentence alone, in `language`."""
        return self.sentence.in_language(language)

    def line(self, language: Language = "en") -> str:
        """Return ``file:line: severity[code]: sentence``, the form every command prints."""
        place = f"{self.where}: " if self.where.file else ""
        return f"{place}{self.severity}[{self.code}]: {self.message(language)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A kind of problem. `en` and `zh` are `str.format` templates over the same named fields."""

    name: str
    severity: Severity
    en: str
    zh: str

    def at(self, where: Where = NOWHERE, /, **fields: object) -> Problem:
        """Return the problem of this kind at `where`; `fields` fill the templates."""
        said = Sentence(en=self.en.format(**fields), zh=self.zh.format(**fields))
        return Problem(code=self.name, severity=self.severity, sentence=said, where=where)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Generic[T_co]):
    """What a stage returns: its value, and what it noticed on the way."""

    value: T_co
    problems: tuple[Problem, ...] = field(default=())


class JianbaoError(Exception):
    """What we cannot work without is missing (settings, theme, output folder). Caught in cli only."""

    def __init__(self, problem: Problem, exit_code: int = 2) -> None:
        super().__init__(problem.line())
        self.problem = problem
        self.exit_code = exit_code
