"""Reporters' lines and picture credits."""

from __future__ import annotations

import pytest

from jianbao.model.article import Credit
from jianbao.zh import bylines


def people(text: str) -> list[str]:
    return [" ".join(filter(None, (who.outlet, who.role, who.name))) for who in bylines.parse(text).people]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("记者康乐", ["记者 康乐"]),
        ("记者杨明清 张嫱 通讯员夏丽\n萍", ["记者 杨明清", "记者 张嫱", "通讯员 夏丽萍"]),
        ("记者李晓\n张三丰", ["记者 李晓", "记者 张三丰"]),
        ("本报记者 叶小舟 本报通讯员 陈棠 蓝田", ["本报 记者 叶小舟", "本报 通讯员 陈棠", "本报 通讯员 蓝田"]),
        ("记者王乐陈小光", ["记者 王乐", "记者 陈小光"]),
        ("新华社记者丁雨、欧阳明月", ["新华社 记者 丁雨", "新华社 记者 欧阳明月"]),
        ("云泽日报记者 雷 声", ["云泽日报 记者 雷声"]),
        ("记者阿依古丽·买买提", ["记者 阿依古丽·买买提"]),
        ("记者John", ["记者 John"]),
        ("记者廖春 通 讯员夏小光 严梅", ["记者 廖春", "通讯员 夏小光", "通讯员 严梅"]),
        ("记者廖春 通讯 员夏小光", ["记者 廖春", "通讯员 夏小光"]),
        ("记 者于敏 魏航", ["记者 于敏", "记者 魏航"]),
        ("记者徐小光 苏 静晨 向明", ["记者 徐小光", "记者 苏静晨", "记者 向明"]),
        ("记者尹梅\n雪 梁杰", ["记者 尹梅雪", "记者 梁杰"]),
        ("记者李彬华通讯员贺\n秀光周艳明", ["记者 李彬华", "通讯员 贺秀光", "通讯员 周艳明"]),
        ("记者林小红邹丽玉郝\n丽", ["记者 林小红", "记者 邹丽玉", "记者 郝丽"]),
        ("记者金小敏马雪杜婷\n敏", ["记者 金小敏", "记者 马雪", "记者 杜婷敏"]),
        ("记者严\n华航曹小娟", ["记者 严华航", "记者 曹小娟"]),
        ("记者徐霞光苏小晨向伟飞程涛梅", ["记者 徐霞光", "记者 苏小晨", "记者 向伟飞", "记者 程涛梅"]),
        ("", []),
    ],
)
def test_people_are_told_apart(text: str, who: list[str]) -> None:
    assert people(text) == who


def test_outlets_are_told_as_often_as_they_are_named() -> None:
    line = bylines.parse("本报记者 周望川 何小满 本报通讯员 马兰")
    assert line.outlets == ("本报", "本报")
    assert [who.outlet for who in line.people] == ["本报"] * 3


def test_what_is_no_name_is_handed_back() -> None:
    line = bylines.parse("岚 贾丽")
    assert line.people == (Credit(name="贾丽"),)
    assert line.fragments == ("岚",)
    assert bylines.parse("本报记者王明、游仪参与采写").fragments == ("参与采写",)


@pytest.mark.parametrize("text", ["康乐", "欧阳娜", "欧阳明月", "古丽·买买提"])
def test_names_are_names(text: str) -> None:
    assert bylines.is_name(text)


@pytest.mark.parametrize("text", ["岚", "们好", "工会工作者", "康a", "a·b"])
def test_other_words_are_not(text: str) -> None:
    assert not bylines.is_name(text)


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("吸引游客 赵小超 摄/视觉中国", "赵小超 摄/视觉中国"),
        ("图为互动。 本报记者 李钊 本报通讯员 薛秋 摄", "本报记者 李钊 本报通讯员 薛秋 摄"),
        ("新华社记者 肖一九摄", "新华社记者 肖一九摄"),
        ("河灯会现场。新华社记者 肖一九摄", "新华社记者 肖一九摄"),
        ("现场。肖一九摄", "肖一九摄"),
        ("本报记者 雷 声摄", "本报记者 雷 声摄"),
        ("的现场拍摄", ""),
        ("他在那里拍摄。", ""),
        ("", ""),
    ],
)
def test_a_picture_credit_is_read_from_the_right(text: str, credit: str) -> None:
    start = bylines.credit_start(text)
    assert (text[start:] if start >= 0 else "") == credit


def test_photographers_keep_a_stated_role_and_get_the_agency() -> None:
    assert bylines.photographers("赵小超 摄/视觉中国") == (Credit(name="赵小超", role="摄影", outlet="视觉中国"),)
    assert bylines.photographers("张 梦摄（新华社发）") == (Credit(name="张梦", role="摄影", outlet="新华社"),)
    assert bylines.photographers("新华社发（张梦摄）") == (Credit(name="张梦", role="摄影", outlet="新华社"),)
    assert bylines.photographers("（黄卓 摄）") == (Credit(name="黄卓", role="摄影"),)
    assert bylines.photographers("新 华社记者 张春 雷摄")[0] == Credit(name="张春雷", role="记者", outlet="新华社")
    assert bylines.photographers("本报通讯员 薛秋 摄")[0] == Credit(name="薛秋", role="通讯员", outlet="本报")


@pytest.mark.parametrize(
    ("text", "role", "rest"),
    [
        ("员孔文远", "通讯员", "孔文远"),
        ("讯员孟平", "通讯员", "孟平"),
        ("者张三", "记者", "张三"),
        ("岚 何晓", "", "岚 何晓"),
    ],
)
def test_a_torn_role_is_known(text: str, role: str, rest: str) -> None:
    assert bylines.torn_role(text) == (role, rest)


def test_long_runs_of_characters_are_no_names_and_take_no_time() -> None:
    assert bylines.parse("记者" + "马" * 5000).people == ()
