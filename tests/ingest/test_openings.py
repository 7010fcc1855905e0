"""How the first paragraph of an article opens."""

from __future__ import annotations

import pytest

from jianbao.ingest import openings


@pytest.mark.parametrize(
    ("text", "dateline", "names"),
    [
        ("本报云泽12月20日电(记\n者严华航曹小娟)10月3日,国", "本报云泽12月20日电", ["严华航", "曹小娟"]),
        ("新华社云泽7月19日电(通讯\n员曾小云)月圆中秋,", "新华社云泽7月19日电", ["曾小云"]),
        ("(本报记\n者唐小玉)3月28日,", "", ["唐小玉"]),
        ("本报讯(记者周望川 通讯员马\n兰)近日,", "本报讯", ["周望川", "马兰"]),
    ],
)
def test_a_role_torn_over_two_lines_is_read(text: str, dateline: str, names: list[str]) -> None:
    """The wrap may stand inside the word for the role or inside a name."""
    found = openings.read(text)
    assert found.dateline == dateline
    assert [who.name for who in found.people] == names
    assert text[found.end :].lstrip()[:1] in "10近月3"


def test_a_bracket_without_people_stays_text() -> None:
    """It is not the reporters' line."""
    assert openings.read("本报讯(星期三)云泽市举行比武").people == ()
