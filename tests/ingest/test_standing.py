"""How a line stands between the likely headlines above and below it."""

from __future__ import annotations

from ingest.test_starts import table
from jianbao.ingest import traits
from jianbao.ingest.standing import STANDING, standing
from jianbao.model.block import Block

TEXTS = (
    "老渡口开通夜航班船",
    "老渡口的夜航班船昨晚开通，乘客可以乘船过江，班船每晚开行六班。",
    "渡口的班船票价不变。",
    "抗寒月季育成",
    "苗圃育成抗寒月季，抗寒月季在露地越冬。",
    "老人学艺",
)
TABLES = [
    *(table(title=0.9), table(lead=0.9), table(body=0.9)),
    *(table(part=0.6, title=0.3), table(body=0.9), table(title=0.9)),
]
PAGE = traits.read([Block(text=text, lines=(number,)) for number, text in enumerate(TEXTS, 1)])


def test_a_line_is_told_how_far_off_the_headlines_are_and_of_what_the_text_between_speaks() -> None:
    row = dict(zip(STANDING, standing(PAGE, TABLES)[3], strict=True))
    assert (row["steps since"], row["steps to"]) == (3, 2)
    assert (row["lines since"], row["lines to"]) == (0, 0)
    assert row["length since"] > row["length to"] > 0
    assert row["head above in before"] > row["head above in after"]
    assert row["it in all after"] > row["it in all before"]


def test_text_and_the_first_line_of_a_page_have_nothing_to_stand_between() -> None:
    rows = standing(PAGE, TABLES)
    assert set(rows[2]) == {-9.0}
    assert rows[0][STANDING.index("head above like it")] == -2.0
    assert [len(row) for row in rows] == [len(STANDING)] * len(TEXTS)
