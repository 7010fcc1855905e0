"""Tags renamed in place: nothing else changes."""

from __future__ import annotations

import pytest

from jianbao.document.frontmatter import parse
from jianbao.document.retag import retag

CHANGES = {"总工会": "工会", "旧 名": "新名"}
BODY = "---\n\n正文里的总工会不动。\n\ntags: [总工会]\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("tags: [总工会, 招聘会]", "tags: [工会, 招聘会]"),
        ("tags:   [ 总工会,招聘会 ]   # 注", "tags:   [工会, 招聘会]   # 注"),
        ("tags: [工会, 总工会]", "tags: [工会]"),
        ("tags: 总工会，招聘会", "tags: 工会, 招聘会"),
        ("tags: 总工会", "tags: 工会"),
        ("tags: '总工会'", "tags: 工会"),
        ("tags:\n  - 招聘会\n  - 总工会 # 注\nkicker: 引题", "tags:\n  - 招聘会\n  - 工会 # 注\nkicker: 引题"),
        ("tags:\n- 工会\n- 总工会\n- 招聘会", "tags:\n- 工会\n- 招聘会"),
        ("tags: [招聘会,\n  总工会]", "tags: [招聘会, 工会]"),
        ("keywords: [总工会]", "keywords: [工会]"),
        ("categories: [栏目, 总工会]", "categories: [栏目, 工会]"),
        ('tags: ["旧  名"]', "tags: [新名]"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_only_the_tags_change(before: str, after: str, end: str, mark: str) -> None:
    head, rest = "---\ntitle:  题目 # 总工会\ndate: 2024-05-06\n", f"\n{BODY}"
    old, new = (mark + f"{head}{tags}{rest}".replace("\n", end) for tags in (before, after))
    found = retag(old, "a.md", CHANGES)
    assert found.problems == ()
    assert found.value == new


def test_toml_front_matter() -> None:
    old = '+++\ntitle = "题"\ndate = 2024-05-06\ntags = ["总工会", "招聘会"]\n+++\n\n文\n'
    assert retag(old, "a.md", CHANGES).value == old.replace("总工会", "工会")


@pytest.mark.parametrize(
    "text",
    [
        "没有文件头",
        "---\ntitle: 题\ndate: 2024-05-06\n---\n",
        "---\ntitle: 题\ndate: 2024-05-06\ntags: [甲]\n---\n",
        "",
    ],
)
def test_a_file_without_the_tag_stays(text: str) -> None:
    found = retag(text, "a.md", CHANGES)
    assert found.value == text
    assert found.problems == ()


@pytest.mark.parametrize(
    "tags",
    ["tags: &它 [总工会]\nkicker: *它", "tags: |\n  总工会\n", "tags: [总工会\nkicker: 题"],
)
def test_what_is_not_safe_to_edit_is_said_and_left(tags: str) -> None:
    text = f"---\ntitle: 题\ndate: 2024-05-06\n{tags}\n---\n\n文\n"
    found = retag(text, "a.md", CHANGES)
    after = parse(found.value, "a.md").value
    assert found.value == text or (after is not None and after.tags == ("工会",))
    assert (found.value == text) == bool(found.problems) or "总工会" not in (
        parse(text, "a.md").value or after
    ).tags  # type: ignore[union-attr]  # one of them is there
