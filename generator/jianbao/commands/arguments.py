"""argparse with our options, our help and our errors, in English and Chinese. It never prints or exits."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any, NoReturn

from jianbao.commands import problems
from jianbao.commands.nearest import nearest
from jianbao.commands.options import COMMANDS, COMMON, Option
from jianbao.model.problem import JianbaoError, Language, Problem


class Parser(argparse.ArgumentParser):
    """A parser made of our tables. What is not given stays out of the result, so that the words after the
    command do not undo the options before it."""

    def __init__(
        self, *, options: Sequence[Option] = (), about: str = "", language: Language = "en", **rest: Any
    ) -> None:
        ours = {"add_help": False, "allow_abbrev": False, "argument_default": argparse.SUPPRESS}
        super().__init__(**{**rest, **ours})
        self.options = tuple(options)
        self.about = about
        self.language = language
        for option in self.options:
            self._take(option)

    def _take(self, option: Option) -> None:
        if not option.metavar:
            self.add_argument(*option.names, action="store_true")
        elif option.names[0].startswith("-"):
            self.add_argument(*option.names, metavar=option.metavar, type=option.type)
        else:
            several: dict[str, Any] = {"nargs": option.many} if option.many else {}
            self.add_argument(*option.names, metavar=option.metavar, type=option.type, **several)

    def error(self, message: str) -> NoReturn:
        """Raise what argparse found wrong as a problem of ours."""
        raise JianbaoError(_wrong(message, self.prog))

    def format_help(self) -> str:
        """Return the help text."""
        return help_text(self.prog, self.about, self.options, self.language)


def parser(language: Language = "en", only: str = "") -> argparse.ArgumentParser:
    """Return the parser of the whole command line, with help in `language`; or of one command (`only`), for all
    the others' options cost time before anything is done."""
    about = {"en": "newspaper pages become a website", "zh": "把报纸版面变成网站"}[language]
    whole = Parser(prog="jianbao", options=COMMON, about=about, language=language)
    commands = whole.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    for command in (each for each in COMMANDS if only in ("", each.name)):
        commands.add_parser(
            command.name,
            prog=f"jianbao {command.name}",
            options=(*command.options, *COMMON),
            about=command.help.in_language(language),
            language=language,
        )
    return whole


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Return the arguments with every option present (None or False where not given).

    Raises JianbaoError for a command line that makes no sense. `command` is "" where none is named;
    --help and --version win over whatever else is wrong after them.
    """
    command = _command(argv)
    asked = {"-h": "help", "--help": "help", "--version": "version", "--": ""}
    if wish := next((asked[word] for word in argv if word in asked), ""):
        return _filled_up(argparse.Namespace(**{wish: True}), command)
    found, extras = parser(only=command).parse_known_args(list(argv))
    _place(found, extras, command)
    return _filled_up(found, command)


def _options(command: str) -> tuple[Option, ...]:
    return (*next((each.options for each in COMMANDS if each.name == command), ()), *COMMON)


def _filled_up(found: argparse.Namespace, command: str) -> argparse.Namespace:
    for option in _options(command):
        if not hasattr(found, option.dest):
            setattr(found, option.dest, None if option.metavar else False)
    found.command = command
    return found


def _command(argv: Sequence[str]) -> str:
    """Return the first word that is neither an option nor an option's value; JianbaoError if it is no command."""
    takes = {name for option in COMMON if option.metavar for name in option.names}
    names = [command.name for command in COMMANDS]
    words = iter(argv)
    for word in words:
        if word in takes:
            next(words, None)
        elif not word.startswith("-"):
            if word in names:
                return word
            near = nearest(word, names)
            raise JianbaoError(
                problems.USAGE_COMMAND_NEAR.at(name=word, near=near)
                if near
                else problems.USAGE_COMMAND.at(name=word)
            )
    return ""


def _place(found: argparse.Namespace, extras: Sequence[str], command: str) -> None:
    """Give the words argparse could not place to the argument that takes many; else say what is wrong."""
    asks = _help_of(command)
    for extra in extras:
        if extra.startswith("-") and extra != "-":
            name = extra.partition("=")[0]
            near = nearest(name, (spelling for option in _options(command) for spelling in option.names))
            raise JianbaoError(
                problems.USAGE_OPTION_NEAR.at(name=name, near=near)
                if near.startswith("--")
                else problems.USAGE_OPTION.at(name=name, help=asks)
            )
        many = {"import": "files", "tags": "words"}.get(command)
        if many is None:
            raise JianbaoError(problems.USAGE_EXTRA.at(name=extra, help=asks))
        getattr(found, many).append(extra)


def _help_of(command: str) -> str:
    return f"`{' '.join(filter(None, ('jianbao', command, '--help')))}`"


def _wrong(message: str, prog: str) -> Problem:
    """Turn a message of argparse into a problem; what we do not know of is passed on as argparse says it."""
    asks = f"`{prog} --help`"
    name, _, said = message.removeprefix("argument ").partition(": ")
    name = name.rpartition("/")[2]
    if message.startswith("the following arguments are required"):
        return problems.USAGE_MISSING.at(names=said, help=asks)
    if said.startswith("expected"):
        return problems.USAGE_NO_VALUE.at(name=name, help=asks)
    if said.startswith("ignored explicit argument"):
        return problems.USAGE_SWITCH.at(name=name)
    return problems.USAGE_OTHER.at(said=message, help=asks)


def help_of(command: str, language: Language) -> str:
    """Return the help of a command, or of the program where `command` is ""."""
    whole = parser(language)
    if not command:
        return whole.format_help()
    about = next(each.help for each in COMMANDS if each.name == command).in_language(language)
    return help_text(f"jianbao {command}", about, _options(command), language)


def help_text(prog: str, about: str, options: Sequence[Option], language: Language) -> str:
    """Return the help of one command, or of the program where `prog` is "jianbao"."""
    words = {
        "en": ("Usage", "[options]", "COMMAND", "Commands", "Options", "Common options"),
        "zh": ("用法", "[选项]", "命令", "命令", "选项", "通用选项"),
    }[language]
    whole = prog == "jianbao"
    positional = [option for option in options if not option.names[0].startswith("-")]
    usage = [prog, *([words[2]] if whole else []), *map(_shown, positional), words[1]]
    own = [] if whole else [option for option in options if option not in COMMON]
    parts = [f"{words[0]}: {' '.join(usage)}", about]
    if whole:
        rows = [(command.name, command.help.in_language(language)) for command in COMMANDS]
        parts.append(_rows(words[3], rows))
    for title, group in ((words[4], own), (words[5], COMMON)):
        if group:
            parts.append(_rows(title, [(_spelled(option), option.help.in_language(language)) for option in group]))
    return "\n\n".join(parts) + "\n"


def _shown(option: Option) -> str:
    return {"?": f"[{option.metavar}]", "*": f"[{option.metavar}…]", "+": f"{option.metavar}…"}.get(
        option.many, option.metavar
    )


def _spelled(option: Option) -> str:
    if not option.names[0].startswith("-"):
        return option.metavar
    indent = "" if len(option.names[0]) == 2 else "    "
    return f"{indent}{', '.join(option.names)} {option.metavar}".rstrip()


def _rows(title: str, rows: Sequence[tuple[str, str]]) -> str:
    return "\n".join([f"{title}:", *(f"  {left:<26}  {right}" for left, right in rows)])
