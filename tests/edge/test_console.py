"""What reaches the terminal: language, colour, control characters, progress."""

from __future__ import annotations

import io

import pytest

from jianbao.edge import console
from jianbao.model.problem import Code, Severity, Where

BAD = Code(name="bad-thing", severity=Severity.ERROR, en="bad {what}", zh="坏 {what}")


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh"}, "zh"),
        ({"LANG": "ZH_TW"}, "zh"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, "zh"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh"),
        ({"LC_ALL": "zh_CN", "LC_MESSAGES": "en_US", "LANG": "en_US"}, "zh"),
        ({"LC_CTYPE": "zh_CN.UTF-8"}, "en"),
    ],
)
def test_the_language_of_messages(environ: dict[str, str], language: str) -> None:
    assert console.language(environ) == language


def test_colour_is_for_terminals_that_want_it() -> None:
    assert console.paints(Terminal(), {})
    assert console.paints(Terminal(), {"NO_COLOR": ""})
    assert not console.paints(Terminal(), {"NO_COLOR": "1"})
    assert not console.paints(Terminal(), {"TERM": "dumb"})
    assert not console.paints(io.StringIO(), {})


def test_a_problem_is_one_line_of_a_fixed_form() -> None:
    problem = BAD.at(Where(file="a.md", line=3), what="x\ny")
    assert console.problem_line(problem, "en", colour=False) == "a.md:3: error[bad-thing]: bad x y"
    assert console.problem_line(problem, "zh", colour=False) == "a.md:3: error[bad-thing]: 坏 x y"
    assert console.problem_line(problem, "en", colour=True) == "a.md:3: \x1b[31;1merror[bad-thing]\x1b[0m: bad x y"


def test_no_file_name_steers_the_terminal() -> None:
    problem = BAD.at(Where(file="a\x1b]0;x\x07\u202e.md"), what="\x9b31m")
    said = console.problem_line(problem, "en", colour=False)
    assert said == "a\\x1b]0;x\\x07\\u202e.md: error[bad-thing]: bad \\x9b31m"


def test_chinese_is_written_as_it_is() -> None:
    assert console.printable("稿件　一\t二") == "稿件　一\t二"


def test_the_streams_speak_utf_8_whatever_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONIOENCODING", raising=False)
    for encoding in ("ascii", "cp936", "cp1252"):
        raw = io.BytesIO()
        stream = io.TextIOWrapper(raw, encoding=encoding)
        console.speak_utf8(stream)
        stream.write("版\udc80")
        stream.flush()
        assert raw.getvalue() == "版\\udc80".encode()


def test_an_encoding_that_was_asked_for_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "gb18030")
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="gb18030")
    console.speak_utf8(stream)
    stream.write("版")
    stream.flush()
    assert raw.getvalue() == "版".encode("gb18030")


def test_a_stage_is_one_line_where_nobody_watches() -> None:
    stream = io.StringIO()
    meter = console.Meter(stream, lambda name: name.upper(), quiet=False, bar=False)
    for done in range(1, 4):
        meter("read", done, 3)
    meter("write", 0, 0)
    meter.end()
    meter.end()
    assert stream.getvalue() == "READ 3\nWRITE\n"


def test_on_a_terminal_a_bar_moves_and_leaves_the_line() -> None:
    stream = Terminal()
    meter = console.Meter(stream, lambda name: name, quiet=False, bar=True)
    meter("read", 1, 2)
    assert stream.getvalue().startswith("\r\x1b[Kread [")
    assert stream.getvalue().endswith("] 1/2")
    meter.end()
    assert stream.getvalue().endswith("\r\x1b[Kread 1\n")


def test_a_bar_is_drawn_ten_times_a_second_at_most() -> None:
    stream = Terminal()
    meter = console.Meter(stream, lambda name: name, quiet=False, bar=True)
    for done in range(10_000):
        meter("read", done, 10_000)
    assert stream.getvalue().count("\r") < 100


def test_where_the_total_is_not_known_or_too_large_the_bar_keeps_its_form() -> None:
    stream = Terminal()
    meter = console.Meter(stream, lambda name: name, quiet=False, bar=True)
    meter("read", 5, 0)
    assert stream.getvalue() == "\r\x1b[Kread 5"
    full = Terminal()
    meter = console.Meter(full, lambda name: name, quiet=False, bar=True)
    meter("read", 9, 3)
    assert "[" + "#" * 30 + "] 9/3" in full.getvalue()


def test_quiet_says_nothing() -> None:
    stream = Terminal()
    meter = console.Meter(stream, lambda name: name, quiet=True, bar=True)
    meter("read", 1, 2)
    meter.end()
    assert stream.getvalue() == ""


def test_chinese_takes_two_columns() -> None:
    assert console.width("读ab，") == 6
