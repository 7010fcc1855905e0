"""Arguments in, problems printed, exit code out. The only module that prints."""
# ruff: noqa: PLC0415  a module is imported where it is needed: a build of what did not change must cost almost nothing

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False  # the name says it to type checkers; importing typing costs 7 ms
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence

    from jianbao.commands.outcome import Outcome, Same
    from jianbao.edge.console import Meter
    from jianbao.edge.same import Before
    from jianbao.model.problem import Language, Problem

SHOWN = 20
"""How many notes and warnings of one kind are printed without -v."""
ANSWERS = ("list", "explain")
"""Commands whose lines are what was asked for: -q does not silence them."""


def parser(language: Language = "en") -> argparse.ArgumentParser:
    """Return the parser of the whole command line, with help in `language`."""
    from jianbao.commands import arguments

    return arguments.parser(language)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return 0 clean, 1 errors found, 2 wrong usage or settings, 130 interrupted.

    A bug is not caught: it shows its traceback.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    before = None
    if "build" in words:
        from jianbao.edge import same

        if argv is None:  # a program of its own: what a build makes stays, and looking for waste is a tenth of it
            gc.disable()
        said, before = same.compare(words)
        if said is not None:
            code = _repeat(*said)
            return _end(code) if argv is None else code
    from jianbao.edge import console

    console.speak_utf8(sys.stdout, sys.stderr)
    run = _Run(words, before)
    try:
        code = run.run()
        sys.stdout.flush()
    except BrokenPipeError:
        # Who read our output has left (`| head`): there is nobody to tell, and nothing went wrong.
        console.hush(sys.stdout, sys.stderr)
        return run.code
    return _end(code) if argv is None and run.command == "build" else code


def _end(code: int) -> int:
    """End the program here: all is written, and to take apart what was looked at is a twentieth of the time."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _repeat(out: str, err: str, code: int) -> int:
    """Print what the build before printed."""
    try:
        for stream, text in ((sys.stderr, err), (sys.stdout, out)):
            if hasattr(stream, "buffer") and not os.environ.get("PYTHONIOENCODING"):
                stream.buffer.write(text.replace("\n", os.linesep).encode("utf-8", "backslashreplace"))
            else:
                stream.write(text)
            stream.flush()
    except BrokenPipeError:
        from jianbao.edge import console

        console.hush(sys.stdout, sys.stderr)
    return code


class _Run:
    """One run of the program: who is spoken to, and how."""

    def __init__(self, words: Sequence[str], before: Before | None = None) -> None:
        from jianbao.edge import console

        self.words = words
        self.before = before
        self.language = console.language(os.environ)
        self.colour = console.paints(sys.stderr, os.environ)
        self.command = ""
        self.json = "--json" in words
        self.lines = False
        self.quiet = self.verbose = self.strict = False
        self.options: dict[str, object] = {}
        self.meter: Meter | None = None
        self.code = 0

    def run(self) -> int:
        """Do what the words say. What stops us becomes a problem."""
        from jianbao.commands import problems
        from jianbao.model.problem import JianbaoError

        try:
            return self._do()
        except JianbaoError as error:
            return self._stop(error.problem, error.exit_code)
        except KeyboardInterrupt:
            return self._stop(problems.INTERRUPTED.at(), 130)
        except BrokenPipeError:
            raise
        except OSError as error:
            if error.errno is None:
                raise
            place = f" ({error.filename})" if error.filename else ""
            return self._stop(problems.SYSTEM.at(reason=f"{error.strerror}{place}"), 1)

    def _do(self) -> int:
        from jianbao import __version__

        args = self._args()
        self.options = vars(args)
        self.command, self.json, self.quiet = args.command, args.json, args.quiet
        self.verbose, self.strict = args.verbose, args.strict
        self.lines = getattr(args, "jsonl", False)
        if args.version:
            print(f"jianbao {__version__}")
            return 0
        if args.help:
            from jianbao.commands import arguments

            print(arguments.help_of(args.command, self.language), end="")
            return 0
        if not args.command:
            from jianbao.commands import problems
            from jianbao.model.problem import JianbaoError

            raise JianbaoError(problems.USAGE_NO_COMMAND.at())
        return self._finish(self._call(args))

    def _args(self) -> argparse.Namespace:
        """Return what the words mean: what they meant to the build before, where that is known."""
        from jianbao.commands import known

        same = known.options(self.before)
        if same is not None:
            return same  # type: ignore[return-value]  # with the same names
        from jianbao.commands import arguments

        return arguments.parse(self.words)

    def _call(self, args: argparse.Namespace) -> Outcome:
        from jianbao.commands import dispatch, words
        from jianbao.edge import console

        quiet = self.quiet or self.json or self.command in ANSWERS
        self.meter = console.meter(lambda name: words.stage(name, self.language), quiet=quiet)
        voice = dispatch.Voice(
            progress=self.meter, report=self.report, write=self._write, language=self.language, before=self.before
        )
        return dispatch.call(args, voice)

    def _write(self, line: str) -> None:
        print(line)

    def _finish(self, outcome: Outcome) -> int:
        self.code = outcome.code(strict=self.strict)
        self.report(outcome)
        if outcome.same and self.command == "build":
            self._keep(outcome.same)
        return self.code

    def _keep(self, same: Same) -> None:
        """Write down what this command would print if nothing changed."""
        import contextlib
        import io

        out, err = io.StringIO(), io.StringIO()
        self.meter = None
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            self.report(same.outcome)
        same.keep((out.getvalue(), err.getvalue(), same.outcome.code(strict=self.strict)), self.words, self.options)

    def _stop(self, problem: Problem, code: int) -> int:
        from jianbao.commands.outcome import Outcome

        return self._finish(Outcome(problems=(problem,), exit_code=code))

    def report(self, outcome: Outcome) -> None:
        """Print what a command found and did: at its end, or while it goes on (serve)."""
        if self.meter:
            self.meter.end()
        if self.json and not self.lines:
            self._print_json(outcome)
        else:
            sys.stdout.flush()
            self._print_problems(outcome.problems)
            if not self.quiet or self.command in ANSWERS:
                for line in outcome.lines:
                    print(line.in_language(self.language))
            if self.verbose and outcome.details:
                for line in outcome.details():
                    print(line.in_language(self.language))
        sys.stdout.flush()

    def _print_problems(self, problems: Iterable[Problem]) -> None:
        from collections import Counter

        from jianbao.commands import words
        from jianbao.edge import console
        from jianbao.model.problem import Severity

        left: Counter[str] = Counter()
        seen: Counter[str] = Counter()
        for problem in dict.fromkeys(problems):
            if self.quiet and problem.severity is Severity.NOTE:
                continue
            seen[problem.code] += 1
            if seen[problem.code] > SHOWN and not self.verbose and problem.severity is not Severity.ERROR:
                left[problem.code] += 1
                continue
            print(console.problem_line(problem, self.language, colour=self.colour), file=sys.stderr)
        for code, count in left.items():
            print(words.more(code, count).in_language(self.language), file=sys.stderr)
        sys.stderr.flush()

    def _print_json(self, outcome: Outcome) -> None:
        import json
        from collections.abc import Mapping

        data = outcome.data
        if isinstance(data, list):  # one object a file, as for one file; what concerns no file goes to stderr
            print(json.dumps(data, ensure_ascii=False))
            self._print_problems(outcome.problems)
            return
        whole = dict(data) if isinstance(data, Mapping) else {} if data is None else {"data": data}
        found = [
            {
                "code": problem.code,
                "severity": str(problem.severity),
                "message": problem.message(self.language),
                "file": problem.where.file,
                "line": problem.where.line,
            }
            for problem in dict.fromkeys(outcome.problems)
        ]
        print(json.dumps({**whole, "problems": found}, ensure_ascii=False))
