"""The command line as people write it, and as they mistype it."""

from __future__ import annotations

import argparse
import datetime as dt

import pytest

from jianbao.commands import arguments
from jianbao.commands.nearest import nearest
from jianbao.commands.options import COMMANDS, COMMON
from jianbao.model.problem import JianbaoError


def wrong(*argv: str) -> str:
    with pytest.raises(JianbaoError) as caught:
        arguments.parse(argv)
    assert caught.value.exit_code == 2
    return f"{caught.value.problem.code}: {caught.value.problem.message()}"


@pytest.mark.parametrize(
    "argv",
    [
        ("-o", "out", "-j", "2", "--strict", "build"),
        ("build", "-o", "out", "-j", "2", "--strict"),
        ("-oout", "build", "-j2", "--strict"),
        ("--output=out", "build", "--jobs=2", "--strict"),
        ("-o", "elsewhere", "-j", "2", "build", "--output", "out", "--strict"),
    ],
)
def test_common_options_stand_before_or_after_the_command(argv: tuple[str, ...]) -> None:
    found = arguments.parse(argv)
    assert (found.command, found.output, found.jobs, found.strict) == ("build", "out", 2, True)
    assert (found.config, found.drafts, found.json) == (None, False, False)


def test_every_option_is_there_even_if_not_given() -> None:
    for command in COMMANDS:
        needed = [option.metavar for option in command.options if option.names[0].isalpha() and option.many != "?"]
        words = ["tags" if "{" in name else "x" for name in needed]
        found = vars(arguments.parse([command.name, *words]))
        assert {option.dest for option in (*command.options, *COMMON)} <= set(found)


def test_short_switches_may_be_joined() -> None:
    found = arguments.parse(["build", "-qvD"])
    assert (found.quiet, found.verbose, found.drafts) == (True, True, True)


def test_files_and_options_in_any_order() -> None:
    found = arguments.parse(
        ["import", "a.txt", "--paper", "石桥日报", "b.txt", "--date", "2023-4-2", "c.txt", "--page", "2"]
    )
    assert found.files == ["a.txt", "b.txt", "c.txt"]
    assert (found.paper, found.date, found.page) == ("石桥日报", dt.date(2023, 4, 2), 2)


@pytest.mark.parametrize("date", ["2023-04-12", "2023.4.12", "2023/04/12", "2023年4月12日", " 2023-04-12 "])
def test_dates_as_people_write_them(date: str) -> None:
    assert arguments.parse(["import", "x", "--date", date]).date == dt.date(2023, 4, 12)


def test_a_target_may_stand_before_or_after_its_options() -> None:
    for argv in (["deploy", "web", "-n"], ["deploy", "-n", "web"], ["-q", "deploy", "--dry-run", "web"]):
        found = arguments.parse(argv)
        assert (found.target, found.dry_run) == ("web", True)
    assert arguments.parse(["deploy"]).target is None


def test_a_dash_is_standard_input_and_two_dashes_end_the_options() -> None:
    assert arguments.parse(["explain", "-"]).file == "-"
    assert arguments.parse(["explain", "--jsonl", "-"]).file == "-"
    assert arguments.parse(["new", "--", "--version"]).title == "--version"


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["biuld"], "usage-command-near: there is no command biuld; did you mean `jianbao build`?"),
        (["BUILD"], "usage-command-near: there is no command BUILD; did you mean `jianbao build`?"),
        (["-o", "x", "xyzzy"], "usage-command: there is no command xyzzy"),
        (["build", "--ouput", "x"], "usage-option-near: there is no option --ouput; did you mean --output?"),
        (["--stirct", "build"], "usage-option-near: there is no option --stirct; did you mean --strict?"),
        (["build", "--dry-run"], "usage-option: there is no option --dry-run; `jianbao build --help`"),
        (["build", "-d"], "usage-option: there is no option -d; `jianbao build --help`"),
        (["build", "--out", "x"], "usage-option-near: there is no option --out; did you mean --output?"),
        (["deploy", "--dryrun=1"], "usage-option-near: there is no option --dryrun; did you mean --dry-run?"),
        (["build", "-o"], "usage-no-value: --output needs a value"),
        (["build", "-o", "--strict"], "usage-no-value: --output needs a value"),
        (["build", "-o", ""], "usage-empty: --output is empty"),
        (["build", "--strict=yes"], "usage-switch: --strict takes no value"),
        (["build", "-j", "0"], "usage-number: --jobs takes a whole number from 1 to 1024, not '0'"),
        (["build", "-j", "many"], "usage-number: --jobs takes a whole number from 1 to 1024, not 'many'"),
        (["build", "-j", "-1"], "usage-n"),
        (["build", "-j", "٣"], "usage-number"),
        (
            ["import", "a.pdf", "--page", "4-2"],
            "usage-pages-backwards: --page 4-2 runs backwards",
        ),
        (["serve", "--port", "70000"], "usage-number: --port takes a whole number from 0 to 65535, not '70000'"),
        (["import", "x", "--date", "12.4.2023"], "usage-date: --date takes a date such as 2023-04-12"),
        (["import", "x", "--date", "2023-02-30"], "usage-date"),
        (["import", "x", "--page", "02a"], "usage-number"),
        (["import"], "usage-missing: FILE is missing; `jianbao import --help`"),
        (["new"], "usage-missing: TITLE is missing"),
        (["init"], "usage-missing: DIR is missing"),
        (["list"], "usage-missing: {drafts,tags,regions,urls,review} is missing"),
        (["list", "tgas"], "usage-choice-near: 'tgas' is not one of drafts, tags, regions, urls, review; did you"),
        (["list", "1"], "usage-choice: '1' is not one of drafts"),
        (["build", "now"], "usage-extra: 'now' is one argument too many"),
        (["deploy", "a", "b"], "usage-extra: 'b' is one argument too many"),
        (["new", "两个", "词"], "usage-extra: '词' is one argument too many"),
    ],
)
def test_mistakes_are_named_with_what_to_do(argv: list[str], said: str) -> None:
    assert wrong(*argv).startswith(said)


@pytest.mark.parametrize("argv", [["--version"], ["build", "--version"], ["build", "--nonsense", "--version"]])
def test_the_version_can_be_asked_for_anywhere(argv: list[str]) -> None:
    assert arguments.parse(argv).version is True


@pytest.mark.parametrize("argv", [["-h"], ["--help"], ["import", "--help"], ["import", "--dat", "-h"]])
def test_help_can_be_asked_for_anywhere(argv: list[str]) -> None:
    assert arguments.parse(argv).help is True


def test_no_words_at_all_is_no_command() -> None:
    assert arguments.parse([]).command == ""
    assert arguments.parse(["-q"]).command == ""


def test_help_names_every_command_and_every_option_in_both_languages() -> None:
    for language, word in (("en", "Usage"), ("zh", "用法")):
        whole = arguments.help_of("", language)  # type: ignore[arg-type]  # a literal of the tuple
        assert whole.startswith(word)
        for command in COMMANDS:
            assert f"  {command.name} " in whole
            own = arguments.help_of(command.name, language)  # type: ignore[arg-type]  # as above
            assert own.startswith(f"{word}: jianbao {command.name}")
            for option in (*command.options, *COMMON):
                shown = option.metavar if option.names[0].isalpha() else ", ".join(option.names)
                assert shown in own


def test_help_lines_fit_a_terminal() -> None:
    for command in ("", *(each.name for each in COMMANDS)):
        assert max(map(len, arguments.help_of(command, "en").splitlines())) <= 120


def test_no_option_is_spelled_d() -> None:
    assert not any("-d" in option.names for each in COMMANDS for option in (*each.options, *COMMON))


def test_the_parser_is_argparse_so_that_other_programs_can_look_into_it() -> None:
    parser = arguments.parser("zh")
    assert isinstance(parser, argparse.ArgumentParser)
    assert parser.format_help() == arguments.help_of("", "zh")


def test_nearest_is_not_far_fetched() -> None:
    assert nearest("delpoy", ["deploy", "build"]) == "deploy"
    assert nearest("xyz", ["deploy", "build"]) == ""
