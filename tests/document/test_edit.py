"""One field or paragraph changed, the rest byte for byte."""

from __future__ import annotations

import pytest

from jianbao.document import edit
from jianbao.model.article import Doubt

TEXT = (
    "---\n# 备注\ntitle:  夜校\ndate: 2023-04-12\n未知: 留着\ngaps:\n  - {where: byline}\n---\n\n"
    "甲。\n\n\n乙。\n \n丙。\n"
)


def test_a_field_is_changed_added_and_taken_out_where_import_would_write_it() -> None:
    assert edit.with_fields(TEXT, {"title": "菜园"}) == TEXT.replace("title:  夜校", "title: 菜园")
    assert edit.with_fields(TEXT, {"kicker": "引：题"}) == TEXT.replace("夜校\n", "夜校\nkicker: 引：题\n")
    assert edit.with_fields(TEXT, {"gaps": ()}) == TEXT.replace("gaps:\n  - {where: byline}\n", "")
    assert edit.with_fields(TEXT, {"title": "夜校"}) == TEXT
    doubt = edit.with_fields(TEXT, {"review": (Doubt(code="a", message="甲"),)})
    assert doubt == TEXT.replace("byline}\n", "byline}\nreview:\n  - code: a\n    message: 甲\n")


@pytest.mark.parametrize(
    "title", ["no", "1:30", "甲: 乙", "- 甲", '"引"号', "---", "#", "  边  ", "[甲]", "两\n行"]
)
def test_any_words_are_read_back(title: str) -> None:
    found = edit.with_fields(TEXT, {"title": title})
    assert found is not None
    assert edit.units(found) == edit.units(TEXT)


@pytest.mark.parametrize(
    "text", ["", "无", "---\ntitle: 甲", "+++\ntitle = '甲'\ndate = 2023-04-12\n+++\n", "---\ntitle: [\n---\n"]
)
def test_what_is_not_safe_to_edit_is_not_edited(text: str) -> None:
    assert edit.with_fields(text, {"title": "乙"}) is None


def test_a_field_written_under_another_name_is_not_doubled() -> None:
    assert edit.with_fields(TEXT.replace("未知: 留着", "keywords: [甲]"), {"tags": ("乙",)}) is None


def test_paragraphs_that_stay_neighbours_keep_what_is_between_them() -> None:
    assert edit.units(TEXT) == ("甲。", "乙。", "丙。")
    assert edit.with_units(TEXT, ("甲。", "乙。")) == TEXT.replace("\n \n丙。", "")
    assert edit.with_units(TEXT, ("丙。", "甲。", "乙。")) == TEXT.replace("\n \n丙。", "").replace(
        "甲。", "丙。\n\n甲。"
    )
    assert edit.with_units(TEXT, ()) is not None
    assert edit.with_units(TEXT, ("甲。\n\n乙。",)) is None, "two blocks in one are not what was wanted"
    assert edit.with_units("无", ("甲。",)) is None
