"""What a command hands back to the command line: it never prints and never exits by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field

from jianbao.model.frozen import dataclass
from jianbao.model.problem import Problem, Sentence, Severity
from jianbao.model.project import Project

__all__ = ["Outcome", "Progress", "Project", "no_progress"]

Progress = Callable[[str, int, int], None]
"""Called as progress(stage, done, total); total 0 where it is not known. The stage is a key of cli's words."""


def no_progress(_stage: str, _done: int, _total: int) -> None:
    """Report nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Same:
    """What a command says where nothing changed since: `keep` writes down what that prints (standard output,
    standard error, exit code) for the words of the command line and the options they came to, and what was made of
    which files; with nothing printed (another command built), this alone."""

    outcome: Outcome
    keep: Callable[[tuple[str, str, int] | None, Sequence[str], Mapping[str, object] | None], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a command found and did. `lines` are printed after the problems; `data` is what --json prints.

    `details` are lines for -v alone. `same` is what this command would say if it were given again at once.
    `exit_code` is set only where the problems do not decide it (2 for wrong usage).
    """

    problems: tuple[Problem, ...] = ()
    lines: tuple[Sentence, ...] = ()
    data: object = None
    exit_code: int | None = field(default=None)
    details: Callable[[], Iterable[Sentence]] | None = None
    same: Same | None = None

    def code(self, *, strict: bool) -> int:
        """Return the exit code by contract: 0 clean, 1 errors found, 2 wrong usage or settings."""
        if self.exit_code is not None:
            return self.exit_code
        grave = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
        return 1 if any(problem.severity in grave for problem in self.problems) else 0
