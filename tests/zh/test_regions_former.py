"""Names of the past: by the article's own date, under today's division."""

from __future__ import annotations

import datetime as dt

import pytest

from jianbao.zh.divisions import divisions, rows
from jianbao.zh.regions import find
from jianbao.zh.regions_former import formerly, gone, lay_in, meanings, names, namesake, spans


@pytest.mark.parametrize(
    ("text", "year", "region", "regions"),
    [
        ("莱芜市的姜农", 1998, "370116", "370000 370100 370116"),
        ("三水县的糖厂", 1990, "440607", "440000 440600 440607"),
        ("2015年的莱芜市仍是地级市", None, "370116", "370000 370100 370116"),
        # one to many: what lies above them all is the main one
        ("吴县市的丝绸厂", 1998, "320500", "320000 320500 320506 320507"),
        # nearly all of it became one district, a corner went elsewhere
        ("绍兴县的纺织女工", 2005, "330603", "330000 330600 330603"),
        ("襄阳县的粮站", None, "420607", "420000 420600 420607"),
        # two times, two places
        ("淮安市的渡口", 1995, "320803", "320000 320800 320803"),
        ("淮安市的渡口", 2010, "320800", "320000 320800"),
        ("大庸市的石匠", 1986, "430800", "430000 430800 430802 430811"),
        ("大庸市的石匠", 1993, "430800", "430000 430800"),
        ("大庸市的石匠", None, "430800", "430000 430800"),
        # the name is another division's today
        ("江西东乡县的粮站", 1998, "361003", "360000 361000 361003"),
        ("甘肃东乡县的粮站", 1998, "622926", "620000 622900 622926"),
        ("重庆市渝北区的工厂", 2024, "500157", "500000 500157"),
        ("宁波江北区的工厂", 2024, "330205", "330000 330200 330205"),
        # it lay elsewhere then
        ("四川涪陵市的榨菜", 1992, "500102", "500000 500102"),
        ("四平市公主岭市的玉米", 2015, "220184", "220000 220100 220184"),
        ("山东省泰安市莱芜县的钢厂", None, "370116", "370000 370100 370116"),
        ("四川重庆市的码头", 1990, "500000", "500000"),
        ("昆山市花桥镇", None, "320583", "320000 320500 320583"),
        # as people say it
        ("闸北的纺织女工", 1995, "310106", "310000 310106"),
        ("河北获鹿妇联", 1950, "130110", "130000 130100 130110"),
        ("崇文区的老街坊说崇文", 1999, "110101", "110000 110101"),
        # long after it ended
        ("昔日的崇文区", 2024, "110101", "110000 110101"),
        ("襄樊市的车工", 1975, "420600", "420000 420600"),
        ("太原市郊区的农民", 1990, "140100", "140000 140100"),
    ],
)
def test_names_of_the_past(text: str, year: int | None, region: str, regions: str) -> None:
    found = find(text, "", date=dt.date(year, 5, 1) if year else None)
    assert (found.region, " ".join(found.regions)) == (region, regions), found.why


@pytest.mark.parametrize(
    ("text", "year"), [("崇文重教的村子", 1999), ("东乡县的粮站", 1998), ("高新区的企业", None), ("红星区", None)]
)
def test_names_of_the_past_that_say_too_little(text: str, year: int | None) -> None:
    assert find(text, "", date=dt.date(year, 5, 1) if year else None).regions == ()


def test_a_former_name_is_said_in_the_trail() -> None:
    assert any("a former name" in line for line in find("三水县的糖厂", "").why)
    assert any("a former name" in line for line in find("淮安市的渡口", "", date=dt.date(1995, 1, 1)).why)
    assert not any("a former name" in line for line in find("淮安市的渡口", "", date=dt.date(2015, 1, 1)).why)
    moved = find("四川涪陵市的榨菜", "", date=dt.date(1992, 1, 1))
    assert any("四川: dropped" in line and "lies elsewhere today" in line for line in moved.why)


def test_names_that_cannot_be_told_apart_are_handed_on() -> None:
    ((name, codes),) = find("鼓楼区的夜校", "").unclear
    assert name == "鼓楼区"
    assert {"320106", "350102"} <= set(codes)
    assert find("南京市鼓楼区的夜校", "").unclear == ()
    assert find("郊区的农民", "").unclear == ()


def test_every_code_of_the_past_leads_to_divisions_of_today() -> None:
    known = divisions()
    times = [span for name in names() for span in spans(name)]
    assert {code for span in times for code in span.codes} <= known.keys()
    assert all(span.since <= span.until for span in times)
    assert len(names()) > 1400


def test_the_part_that_kept_the_name_stands_for_it() -> None:
    assert namesake("莱芜市", ("370116", "370117")) == ("370116",)
    assert namesake("吴县市", ("320506", "320507")) == ("320506", "320507")


def test_meanings_outside_all_years_are_the_nearest() -> None:
    assert [span.codes for span in meanings("莱芜市", 2022)] == [("370116",)]
    assert meanings("石家庄市", 1998) == ()
    assert meanings("郊区", None, vague=True) == ()


def test_where_a_county_lay_once() -> None:
    assert lay_in(("510000",), "500102", 1990)
    assert not lay_in(("510000",), "500102", 2005)
    assert not lay_in(("510000",), "510105", None)


def test_old_names_of_a_division_are_listed_from_the_oldest() -> None:
    assert formerly("440607") == (("三水县", 0, 1993), ("三水市", 1993, 2002))
    assert formerly("110000") == ()


def test_a_division_has_every_name_that_leads_to_it_alone_and_no_other() -> None:
    ended = ((name, span) for name in names() for span in spans(name) if span.until < 9999)
    told = {(code, name) for name, span in ended for code in [namesake(name, span.codes)] if len(code) == 1}
    listed = {(code, name) for code in divisions() for name, *_ in formerly(code)}
    assert len(told) > 1000
    assert {((code,), name) for code, name in listed} >= told
    assert all(any(code in span.codes for span in spans(name)) for code, name in listed)


def test_codes_that_no_longer_exist() -> None:
    assert gone("440621") == ("三水县", 1993, ("440607",))
    assert gone("500105") == ("江北区", 2025, ("500157",))
    assert gone("110101") is None
    assert gone("999999") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("香港沙田区的居民", "810000"),
        ("香港东区的居民", "810000"),
        ("澳门氹仔的市民", "820000"),
        ("台北市中山区的市民", "710000"),
        ("高雄左营区的市民", "710000"),
    ],
)
def test_districts_without_codes_lead_to_their_province(text: str, code: str) -> None:
    assert find(text, "").regions == (code,)


def test_districts_of_taiwan_that_are_words_need_taiwan() -> None:
    assert find("打造文明大社区、新社区", "").regions == ()


def test_who_took_the_place_is_one_of_todays_parts() -> None:
    for name, code in (row for row in rows("places/successors.tsv")):
        assert any(code in span.codes for span in spans(name)), (name, code)
