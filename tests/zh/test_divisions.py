"""The divisions of China: codes, names, addresses."""

from __future__ import annotations

import re

import pytest

from jianbao.zh.divisions import _Divisions, divisions, parents, syllables, with_parents


def test_all_provinces_are_there() -> None:
    provinces = [region for region in divisions().values() if region.level == 1]
    assert len(provinces) == 34
    assert {"710000", "810000", "820000"} <= {region.code for region in provinces}


def test_divisions_that_the_list_lacks_are_added() -> None:
    assert divisions()["653132"].name == "岑岭县"
    assert divisions()["659013"].path == "xinjiang/caohu"
    assert divisions()["500157"].name == "两江新区"
    assert "500105" not in divisions()


def test_no_two_divisions_share_an_address() -> None:
    paths = [region.path for region in divisions().values()]
    assert len(set(paths)) == len(paths) > 3200
    assert all(re.fullmatch(r"[a-z]+[a-z0-9]*(/[a-z]+[a-z0-9]*){0,2}", path) for path in paths)


def test_official_readings() -> None:
    spoken = {divisions()[code].name: said.replace(" ", "") for code, said in syllables().items()}
    wanted = (
        "陕西省 shaanxi;山西省 shanxi;单县 shanxian;洪洞县 hongtong;浚县 xunxian;涡阳县 guoyang;什邡市 shifang;"
        "荥经县 yingjing;荥阳市 xingyang;筠连县 junlian;六安市 luan;六枝特区 liuzhi;长治市 changzhi;"
        "长子县 zhangzi;"
        "漯河市 luohe;珲春市 hunchun;繁峙县 fanshi;乐亭县 laoting;乐清市 yueqing;乐陵市 laoling;铅山县 yanshan;"
        "莘县 shenxian;歙县 shexian;蔚县 yuxian;尉犁县 yuli;牟定县 mouding;中牟县 zhongmu;黄陂区 huangpi;"
        "番禺区 panyu;"
        "泌阳县 biyang;渑池县 mianchi;盱眙县 xuyi;枞阳县 zongyang;东阿县 donge;句容市 jurong;临朐县 linqu;"
        "大埔县 dabu;黄埔区 huangpu;佛坪县 foping;昌都市 changdu;库尔勒市 kuerle;喀什市 kashi;伽师县 jiashi;"
        "柞水县 zhashui;崆峒区 kongtong;召陵区 shaoling;覃塘区 qintang;龙圩区 longxu;吴堡县 wubu;会理市 huili"
    )
    for pair in wanted.split(";"):
        name, said = pair.split(" ")
        assert spoken[name] == said, name


def test_a_county_named_like_its_city_has_an_address_of_its_own() -> None:
    assert divisions()["211300"].path == "liaoning/chaoyang"
    assert divisions()["211321"].path == "liaoning/chaoyang/chaoyangxian"
    assert divisions()["653201"].slug != divisions()["653221"].slug


def test_short_names() -> None:
    shorts = {region.name: region.short for region in divisions().values()}
    assert shorts["肃北蒙古族自治县"] == "肃北"
    assert shorts["东乡族自治县"] == "东乡"
    assert shorts["克孜勒苏柯尔克孜自治州"] == "克孜勒苏"
    assert shorts["巴林左旗"] == "巴林左旗"
    assert shorts["莒县"] == "莒县"
    assert shorts["神农架林区"] == "神农架"
    assert shorts["万柏林区"] == "万柏林"


def test_parents_lead_from_the_province_down() -> None:
    assert parents("441224") == ("440000", "441200", "441224")
    assert parents("659012") == ("650000", "659012")
    assert parents("110106") == ("110000", "110106")
    assert parents("999999") == ()
    assert parents("") == ()


def test_with_parents_sorts_and_leaves_out_what_is_unknown() -> None:
    assert with_parents(("620923", "110000", "000000")) == ("110000", "620000", "620900", "620923")


def test_one_by_one_and_all_at_once_are_the_same() -> None:
    whole = _Divisions().all()
    assert len(whole) > 3000
    few = _Divisions()
    some = [*whole][::29]
    assert [few[code] for code in some] == [whole[code] for code in some]
    assert dict(_Divisions()) == dict(whole)
    assert [*divisions()] == [*whole]


@pytest.mark.parametrize(
    "code", ["", "999999", "1101", "110000\t", "110101\t110000", "\n110000", "1１0000", "# code"]
)
def test_what_is_no_code_is_in_no_table(code: str) -> None:
    few = _Divisions()
    assert code not in few
    assert few.get(code) is None
    assert code not in few.all()
