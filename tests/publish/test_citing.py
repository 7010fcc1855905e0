"""Citations: the forms of the standard's own examples, and marks that BibTeX and RIS would misread."""

from __future__ import annotations

import datetime as dt

import pytest

from jianbao.model.article import Credit
from jianbao.publish.citing import Cited, bibtex, citations, national, responsible, ris
from publish.making import document, printed, views

PRINTED = Cited(
    title="数字革命与竞争国际化",
    people=("丁文祥",),
    paper="中国青年报",
    date=dt.date(2000, 11, 20),
    page=15,
    site="剪报",
    url="https://example.org/a.html",
    key="shu-zi",
)


def test_a_newspaper_article_reads_as_in_the_standard() -> None:
    """GB/T 7714—2015, A.4: 丁文祥.数字革命与竞争国际化[N].中国青年报,2000-11-20(15)."""
    assert national(PRINTED) == "丁文祥. 数字革命与竞争国际化[N]. 中国青年报, 2000-11-20(15)."


def test_what_is_not_known_is_left_out() -> None:
    assert national(PRINTED._replace(people=(), page=0)) == "数字革命与竞争国际化[N]. 中国青年报, 2000-11-20."
    assert "pages" not in bibtex(PRINTED._replace(page=0))
    assert "SP  - " not in ris(PRINTED._replace(page=0))


def test_more_than_three_people_are_cut() -> None:
    four = PRINTED._replace(people=("甲", "乙", "丙", "丁"))
    assert national(four).startswith("甲, 乙, 丙, 等. ")
    assert "丁" in bibtex(four)
    assert ris(four).count("AU  - ") == 4


def test_what_never_stood_in_print_is_an_electronic_resource() -> None:
    online = PRINTED._replace(paper="", page=0)
    assert (
        national(online) == "丁文祥. 数字革命与竞争国际化[EB/OL]. 剪报, (2000-11-20). https://example.org/a.html."
    )
    assert bibtex(online).startswith("@online{shu-zi,\n")
    assert ris(online).startswith("TY  - ELEC\n")


def test_bibtex_escapes_what_latex_reads() -> None:
    text = bibtex(PRINTED._replace(title="50%的“A&B_{c}”#1"))
    assert r"title = {{50\%的“A\&B\_\{c\}”\#1}}," in text
    assert "month = nov," in text
    assert text.count("{") - text.count(r"\{") == text.count("}") - text.count(r"\}")


def test_a_headline_cannot_add_a_line_to_a_record() -> None:
    assert "TI  - 一 ER - 二\n" in ris(PRINTED._replace(title="一\nER  - 二"))
    assert ris(PRINTED).splitlines()[-1] == "ER  - "


@pytest.mark.parametrize(
    ("kind", "given", "wanted"),
    [
        ("news", [("江大川", "记者", ""), ("李梅", "摄影", "")], ("江大川",)),
        ("photo", [("江大川", "通讯员", ""), ("李梅", "摄影", "")], ("江大川", "李梅")),
        ("news", [("李梅", "编辑", "")], ("李梅",)),
        ("news", [("", "", "新华社"), ("张　锋", "", "")], ("新华社", "张 锋")),
        ("news", [], ()),
    ],
)
def test_those_who_wrote_are_cited(kind: str, given: list[tuple[str, str, str]], wanted: tuple[str, ...]) -> None:
    people = [Credit(name=name, role=role, outlet=outlet) for name, role, outlet in given]
    assert responsible(people, kind) == wanted


def test_pages_carry_three_citations_of_themselves() -> None:
    found = views([printed("yi", page=2), document("er")])
    first, second = found["2023/04/yi.html"], found["2023/04/er.html"]
    assert [one.form for one in first.citations] == ["GB/T 7714—2015", "BibTeX", "RIS"]
    assert first.citations[0].text == "题目 yi[N]. 江边日报, 2023-04-12(2)."
    assert first.citations[1].text.startswith("@article{yi,")
    assert "https://news.example/blog/2023/04/er.html" in second.citations[0].text
    assert citations(PRINTED)[2].text == ris(PRINTED)
