"""The files of a page merged: front matter key by key, text paragraph by paragraph, as the person wrote them."""

from __future__ import annotations

import datetime as dt

import pytest

from jianbao.document.frontmatter import dump, parse
from jianbao.document.merge.page import Conflict, Merged, Version, merge_page
from jianbao.document.merge.sheet import cut
from jianbao.model.article import Article, Credit, Doubt, Gap, Source

A, B, C = "今天的夜校开课了。", "菜园里的菜丰收了。", "路灯亮了三十盏。"


def file(body: str = A, **given: object) -> str:
    fields: dict[str, object] = {"title": "夜校", "date": dt.date(2023, 4, 12), "slug": "ye-xiao", **given}
    return dump(Article(**fields, body=body))  # type: ignore[arg-type]  # by the callers


def one(base: str | None, mine: str | None, new: str | None) -> Merged:
    (found,) = merge_page([Version(path="a.md", base=base, mine=mine, new=new)])
    return found


def test_what_nobody_touched_is_what_import_writes() -> None:
    new = file(f"{A}\n\n{B}", title="夜校新", kicker="引题", tags=("教育",))
    assert one(file(), file(), new) == Merged(path="a.md", text=new)
    assert one(new, new, file()).text == file()


def test_what_a_person_wrote_stays_byte_for_byte_and_the_rest_follows() -> None:
    mine = (
        "---\r\n# 我的备注\r\ntitle:   '夜校 '\r\ndate: 2023-04-12\r\n备注: 留着\r\nslug: ye-xiao\r\n---\r\n\r\n"
        f"{A}\r\n\r\n\r\n人写的。\r\n\r\n"
    )
    found = one(file(), mine, file(f"{A}\n\n{B}", tags=("教育",), kicker="引题"))
    assert found.conflicts == ()
    assert found.text == mine.replace("title:   '夜校 '\r\n", "title:   '夜校 '\r\nkicker: 引题\r\n").replace(
        "slug: ye-xiao\r\n", "slug: ye-xiao\r\ntags: [教育]\r\n"
    ).replace("人写的。\r\n", f"人写的。\r\n\r\n{B}\r\n")


@pytest.mark.parametrize(
    "mine",
    [
        "\ufeff---\ntitle: 夜校\ndate: 2023-04-12\n---\n文\n",
        "---\ntitle: 夜校\n---",
        "---\ntitle: 夜校\n---\n\n\n",
        "\n\n---\ntitle: 夜校\n---\n \n甲\n \n乙  \n\n",
        "---\r\ntitle: 夜校\r\n---\r\n\r\n甲\r\n",
        "+++\ntitle = '夜校'\n+++\n甲",
        file(f"{A}\n\n{B}"),
    ],
)
def test_a_file_in_parts_is_the_file(mine: str) -> None:
    parts = cut(mine)
    assert parts is not None
    assert parts.text() == mine
    assert one(None, mine, None).text == mine


def test_a_clash_keeps_the_person_s_words_and_says_both_with_the_line() -> None:
    found = one(file(), file("今天的夜校不开课。", title="夜校？"), file("今天的夜校开课啦。", title="夜校！"))
    assert found.text is not None
    article = parse(found.text, "a.md").value
    assert article is not None
    assert (article.title, article.body) == ("夜校？", "今天的夜校不开课。")
    assert [doubt.code for doubt in article.review] == ["import-conflict"] * 2
    assert [("夜校！" in doubt.message, "开课啦" in doubt.message) for doubt in article.review] == [
        (True, False),
        (False, True),
    ]
    lines = found.text.split("\n")
    assert found.conflicts == (
        Conflict(what="title", mine="夜校？", new="夜校！", line=lines.index("title: 夜校？") + 1),
        Conflict(
            what="text",
            mine="今天的夜校不开课。",
            new="今天的夜校开课啦。",
            line=lines.index("今天的夜校不开课。") + 1,
        ),
    )
    again = one(file("今天的夜校开课啦。", title="夜校！"), found.text, file("今天的夜校开课啦。", title="夜校！"))
    assert again == Merged(path="a.md", text=found.text)


def test_what_a_person_took_out_stays_out_and_is_said_where_import_changed_it() -> None:
    found = one(file(f"{A}\n\n{B}", kicker="引题"), file(B), file(f"今天的夜校开课啦。\n\n{B}", kicker="新引题"))
    assert found.text is not None
    article = parse(found.text, "a.md").value
    assert article is not None
    assert (article.kicker, article.body) == ("", B)
    assert [(each.what, each.mine, each.new, each.line) for each in found.conflicts] == [
        ("kicker", "", "新引题", 1),
        ("text", "", "今天的夜校开课啦。", 1),
    ]


def test_lists_are_merged_item_by_item() -> None:
    base = file(tags=("教育", "夜校"), regions=("110000",))
    mine = file(tags=("教育", "我的"), regions=("110000",))
    new = file(tags=("教育", "夜校", "工会"), regions=("110000", "120000"))
    assert one(base, mine, new).text == file(tags=("教育", "我的", "工会"), regions=("110000", "120000"))
    written = mine.replace("tags: [教育, 我的]", "tags:\n  - 教育 # 对\n  - 我的")
    assert "tags:\n  - 教育 # 对\n  - 我的\n" in (one(base, written, new).text or "")


def test_a_settled_doubt_does_not_come_back_with_another_line() -> None:
    gap = (Gap(where="paragraph 1", after="丰收"), Gap(where="byline", after=""))
    base = file(
        review=(Doubt(code="a", message="甲", lines=(1,)), Doubt(code="b", message="乙", lines=(2,))), gaps=gap
    )
    mine = file(review=(Doubt(code="b", message="乙", lines=(2,)),), gaps=gap[1:])
    new = file(
        review=(Doubt(code="a", message="甲", lines=(3,)), Doubt(code="b", message="乙", lines=(4,))),
        gaps=(Gap(where="paragraph 2", after="丰收"), *gap[1:]),
    )
    wanted = file(review=(Doubt(code="b", message="乙", lines=(4,)),), gaps=gap[1:])
    assert one(base, mine, new).text == wanted


def test_where_it_was_found_follows_the_page_without_a_word() -> None:
    base, new = (file(source=Source(file="02.txt", sha256=sha, lines=((1, 2),)), order=1) for sha in ("1", "2"))
    assert one(base, base.replace(A, B), new).text == new.replace(A, B)
    assert one(base, base.replace('sha256: "1"', "sha256: 我"), new).conflicts == ()


def test_people_are_one_field() -> None:
    base, new = file(authors=(Credit(name="甲"),)), file(authors=(Credit(name="甲", role="记者"),))
    found = one(base, file(authors=(Credit(name="乙"),)), new)
    assert [(each.what, each.mine, each.new) for each in found.conflicts] == [
        ("authors", "- {name: 乙}", "- {name: 甲, role: 记者}")
    ]


def test_front_matter_in_toml_is_the_person_s_and_the_text_follows() -> None:
    mine = f"+++\ntitle = '夜校'\ndate = 2023-04-12\n+++\n\n{A}\n"
    found = one(file(), mine, file(f"{A}\n\n{B}", title="夜校新"))
    assert found.text == f"{mine}\n{B}\n"
    assert [(each.what, each.new) for each in found.conflicts] == [("title", "夜校新")]


@pytest.mark.parametrize("mine", ["没有头部\n", "---\ntitle: 没有结束\n", ""])
def test_a_file_that_is_no_article_stays_as_it_is(mine: str) -> None:
    assert one(file(), mine, file(B)) == Merged(path="a.md", text=mine)


def test_a_file_that_would_not_say_the_same_any_more_stays_as_it_is() -> None:
    """A quotation over several lines, one of which looks like a key that import changes."""
    mine = file().replace("title: 夜校", 'title: "夜校\ntags: [教育]\n备注: 完"')
    found = one(file(tags=("教育",)), mine, file(tags=("工会",)))
    assert found == Merged(path="a.md", text=mine, conflicts=(Conflict(what="file", mine="", new=""),))


def test_a_deleted_file_stays_deleted_and_a_vanished_one_stays() -> None:
    assert one(file(), None, file(B)).text is None
    assert one(file(), file(B), None).text == file(B)


def test_paragraphs_that_a_person_put_elsewhere_follow_there() -> None:
    """The first article lost its second paragraph to a file of the person's; import changes it and two others."""
    own = "---\ntitle: 我的\ndate: 2023-04-12\n---\n\n我写的。\n\n" + B + "\n"
    changed = B.replace("丰收了", "又丰收了")
    found = merge_page(
        [
            Version(path="a.md", base=file(f"{A}\n\n{B}"), mine=file(A), new=file(f"{A}\n\n{changed}\n\n{C}")),
            Version(path="own.md", mine=own),
        ]
    )
    assert [each.text for each in found] == [file(f"{A}\n\n{C}"), own.replace(B, changed)]
    assert [each.conflicts for each in found] == [(), ()]


def test_a_paragraph_that_import_finds_no_more_stays_where_a_person_put_it() -> None:
    own = f"---\ntitle: 我的\ndate: 2023-04-12\n---\n\n{B}\n"
    found = merge_page(
        [
            Version(path="a.md", base=file(f"{A}\n\n{B}"), mine=file(A), new=file(A)),
            Version(path="own.md", mine=own),
        ]
    )
    assert [each.text for each in found] == [file(A), own]


def test_a_paragraph_that_both_put_elsewhere_is_where_the_person_put_it_once() -> None:
    """Import moves it from the first to the second article, the person to the third."""
    texts = [file(f"{A}\n\n{B}"), file(C), file("戏台搭好了。")]
    mine = [file(A), file(C), file(f"戏台搭好了。\n\n{B}")]
    new = [file(A), file(f"{C}\n\n{B}"), file("戏台搭好了。")]
    found = merge_page(
        [
            Version(path=f"{n}.md", base=b, mine=m, new=w)
            for n, (b, m, w) in enumerate(zip(texts, mine, new, strict=True))
        ]
    )
    assert [each.text for each in found] == mine


def test_an_article_joined_to_another_and_deleted_follows_there() -> None:
    changed = B.replace("丰收了", "又丰收了")
    found = merge_page(
        [
            Version(path="a.md", base=file(A), mine=file(f"{A}\n\n{B}"), new=file(f"{A}\n\n{C}")),
            Version(path="b.md", base=file(B, title="菜园"), mine=None, new=file(changed, title="菜园")),
        ]
    )
    assert [each.text for each in found] == [file(f"{A}\n\n{changed}\n\n{C}"), None]


def test_a_paragraph_before_all_others_and_into_an_empty_text() -> None:
    found = merge_page(
        [
            Version(
                path="a.md", base=file(f"{A}\n\n{B}"), mine=file(f"{B}\n\n{A}"), new=file(f"{A}\n\n{B}\n\n{C}")
            ),
            Version(path="b.md", base=file("", title="图"), mine=file("", title="图"), new=file(C, title="图")),
        ]
    )
    assert [each.text for each in found] == [file(f"{B}\n\n{A}\n\n{C}"), file(C, title="图")]
