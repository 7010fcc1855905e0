"""Characters and punctuation: radicals, widths, quotes, spaces."""

from __future__ import annotations

import pytest

from jianbao.zh import punctuation


@pytest.mark.parametrize(
    ("text", "real"),
    [
        ("⽉⽇⼈⺠", "月日人民"),
        ("⼾籍", "户籍"),
        ("⻓⻋⻔⻢", "长车门马"),
        ("ＡＢ①㎡", "ＡＢ①㎡"),
        ("工会", "工会"),
    ],
)
def test_radicals_become_the_characters_they_look_like_and_nothing_else_changes(text: str, real: str) -> None:
    assert punctuation.real_characters(text) == real


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("肃北 蒙古族", "肃北蒙古族"),
        ("6.6 万", "6.6万"),
        ("7\n31日", "731日"),
        ("点 15 家", "点15家"),
        ("the quick\nfox", "the quick fox"),
        ('在\n"跟党走 团结奋斗"下', '在"跟党走 团结奋斗"下'),
        ('在\n"价 值在于 运动"下', '在"价值在于运动"下'),
        ('"甲"在\n全市 各单位跟党走 团结奋斗', '"甲"在全市各单位跟党走团结奋斗'),
        ("say, yes (ok)", "say, yes (ok)"),
        ("用Open AI 做", "用Open AI做"),
        ("", ""),
    ],
)
def test_wraps_are_joined(text: str, joined: str) -> None:
    assert punctuation.join(text) == joined


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("团结奋斗 喜迎大会", "团结奋斗 喜迎大会"),
        ("沉人员、 资金", "沉人员、资金"),
        ("当选总 统", "当选总统"),
        ("一行\n两行", "一行两行"),
    ],
)
def test_printed_spaces_stay_in_head_lines(text: str, joined: str) -> None:
    assert punctuation.join(text, head=True) == joined


@pytest.mark.parametrize(
    ("text", "wide"),
    [
        ("好,好;好:好?好!", "好，好；好：好？好！"),
        ("1.5万,10:30开,收1,000人", "1.5万，10:30开，收1,000人"),
        ("见https://example.org/a?b=1,再看", "见https://example.org/a?b=1，再看"),
        ("写信到a.b@example.org,谢谢", "写信到a.b@example.org，谢谢"),
        ("世卫(WHO)和WHO(世卫)", "世卫（WHO）和WHO（世卫）"),
        ("the cat, (x)", "the cat, (x)"),
        ("用 a (b) c, d 说", "用 a (b) c, d 说"),
        ("马兰)近日", "马兰）近日"),
        ("县区(未完", "县区（未完"),
        ("COP30,", "COP30,"),
        ("第COP30,", "第COP30，"),
    ],
)
def test_ascii_marks_widen_in_chinese_only(text: str, wide: str) -> None:
    assert punctuation.widen(text) == wide


@pytest.mark.parametrize(
    ("text", "curled", "odd"),
    [
        ('他说:"好。"', "他说:“好。”", 0),
        ('"甲""乙"', "“甲”“乙”", 0),
        ("\"这叫'真好'。\"", "“这叫‘真好’。”", 0),
        ("don't", "don't", 0),
        ('是标杆"的目标', "是标杆”的目标", 1),
        ('路上的"莹姐', "路上的“莹姐", 1),
        ('“甲"，乙', "“甲”，乙", 0),
        ('甲，"乙”', "甲，“乙”", 0),
        ("无引号", "无引号", 0),
    ],
)
def test_quotes_pair_and_tell_when_one_is_alone(text: str, curled: str, odd: int) -> None:
    assert punctuation.curl(text) == (curled, odd)


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("好。", True),
        ("好。”", True),
        ("好？」", True),
        ("（下转第二版）", True),
        ("好，", False),
        ("好，)", False),
        ("", False),
    ],
)
def test_a_sentence_is_closed(text: str, closed: bool) -> None:
    assert punctuation.is_closed(text) is closed


def test_letter_spaced_runs_close_up_and_latin_letters_do_not() -> None:
    assert punctuation.unspace("政 治 优 势 。") == "政治优势。"
    assert punctuation.unspace("深 入 群 众 们 ,加强") == "深入群众们 ,加强"
    assert punctuation.unspace("A B C D E F") == "A B C D E F"
    assert punctuation.unspace("1 2 3 4 5 6") == "1 2 3 4 5 6"


def test_a_character_knows_what_it_is() -> None:
    assert punctuation.is_han("〇")
    assert not punctuation.is_han("A")
    assert punctuation.is_chinese("，")
    assert punctuation.is_latin("é")
    assert not punctuation.is_latin("工")
