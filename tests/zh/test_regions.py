"""Which divisions a text is about."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jianbao.model.tables import Tables
from jianbao.zh.regions import find

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "regions"


@pytest.mark.parametrize("case", sorted(GOLDEN.iterdir()), ids=lambda path: path.name)
def test_golden(case: Path) -> None:
    title, _, text = (case / "input.txt").read_text(encoding="utf-8").partition("\n")
    wanted = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    found = find(title, text)
    assert {"region": found.region, "regions": list(found.regions)} == wanted, found.why


def test_short_cases_beside_the_checkout(shared: Path) -> None:
    lines = (shared / "data" / "places" / "region_cases.dev.jsonl").read_text(encoding="utf-8").splitlines()
    wrong = []
    for line in lines:
        case = json.loads(line)
        found = find("", case["text"])
        main = found.region in (case["primary"], *case.get("primary_also_ok", ()))
        if not main or list(found.regions) != sorted(case["regions"]):
            wrong.append((case["text"], found))
    assert len(wrong) <= len(lines) * 0.05, wrong


@pytest.mark.parametrize(
    ("text", "region", "regions"),
    [
        ("甘肃合作市举办牦牛节", "623001", "620000 623000 623001"),
        ("贵州大方县天麻丰收", "520521", "520000 520500 520521"),
        ("江苏昆山企业复工", "320583", "320000 320500 320583"),
        ("吉林省吉林市丰满区滑雪场开门迎客", "220211", "220000 220200 220211"),
        ("海南州牧民用上光伏电", "632500", "630000 632500"),
        ("京、沪两地举行书展", "", "110000 310000"),
        ("海南、辽宁、山东三省自查", "", "210000 370000 460000"),
        ("公安县委召开会议", "421022", "420000 421000 421022"),
        ("中国香港选手夺冠", "810000", "810000"),
        ("上海交大建起工程中心", "310000", "310000"),
        ("会后回京的代表", "110000", "110000"),
        ("鲁台经贸洽谈会", "", "370000 710000"),
        ("河北雄安体育中心投用，新区再添一处打卡地", "130600", "130000 130600"),
        ("黑龙江粮仓装上龙江粮", "230000", "230000"),
        ("安多、聂荣两县复产", "540600", "540000 540600 540623 540624"),
        ("记者在武汉江汉路采访", "420100", "420000 420100"),
        ("布达拉宫广场升旗", "540102", "540000 540100 540102"),
        ("乐山市市中区嘉定坊夜市", "511102", "510000 511100 511102"),
        ("贵州裕华实业公司开工", "520000", "520000"),
        ("茅台镇酒企复产", "520382", "520000 520300 520382"),
        ("江苏援疆医疗队在阿克苏义诊", "652900", "320000 650000 652900"),
        ("大同煤矿职工", "140200", "140000 140200"),
        ("在京召开座谈会", "110000", "110000"),
        ("沪上名医走进云南", "530000", "310000 530000"),
        ("黑龙江省哈尔滨市道里区中央大街", "230102", "230000 230100 230102"),
        ("内蒙古阿左旗", "152921", "150000 152900 152921"),
        ("单县县委书记到乳山市考察", "371083", "370000 371000 371083 371700 371722"),
        ("丽江古城", "530702", "530000 530700 530702"),
        ("江西东乡县迎来返乡客", "361003", "360000 361000 361003"),
        ("北京市通州区的运河边，还有海淀", "110000", "110000 110108 110112"),
        ("海东人的春天，青海互助县的花", "630223", "630000 630200 630223"),
        ("台湾同胞赴厦门参访", "350200", "350000 350200 710000"),
        ("山西南部果农忙", "140000", "140000"),
        ("郑州海关查验首列班列", "410100", "410000 410100"),
        ("社旗：农民减负受欢迎", "411327", "410000 411300 411327"),
        ("三湘大地春耕忙", "430000", "430000"),
        # in a list beside a place of its kind
        ("深圳、中山和江门的车间复工", "440000", "440000 440300 440700 442000"),
        # a name that is a word too, once its county is named in full
        ("平定县的砂器\n平定的窑火又燃起来", "140321", "140000 140300 140321"),
        ("阳谷农民种大蒜", "371521", "370000 371500 371521"),
        ("部队挺进洪洞", "141024", "140000 141000 141024"),
        # a product's name, and what is held for it
        ("沙县小吃节开幕", "350405", "350000 350400 350405"),
        # what only begins like a lake or a railway
        ("大连海事部门巡航", "210200", "210000 210200"),
        ("珲春铁路口岸忙", "222404", "220000 222400 222404"),
        ("首批白菜进京", "110000", "110000"),
        ("昆山花桥镇的咖啡店", "320583", "320000 320500 320583"),
        # a town of several: neither is preferred
        ("佛山驻桥头镇工作队", "440600", "440000 440600"),
        # a team's name is no county
        ("山东泰山队主场取胜", "370000", "370000"),
        ("易炼红不再担任江西省委书记", "360000", "360000"),
        ("沪宁两地医保互通，南京先行", "320100", "310000 320000 320100"),
        ("本报太原2月1日电 大同市云冈区工人子弟领到书包", "140214", "140000 140200 140214"),
        ("山东女排在天津夺冠", "120000", "120000 370000"),
        ("汾西两个老矿改为集体经营", "141034", "140000 141000 141034"),
        ("深圳市驻汕尾市陆河县工作队建起蓄水池", "441523", "440000 440300 441500 441523"),
    ],
)
def test_places(text: str, region: str, regions: str) -> None:
    found = find(text, "")
    assert (found.region or "", " ".join(found.regions)) == (region, regions), found.why


@pytest.mark.parametrize(
    "text",
    [
        "城市建设新乡土风貌",
        "京广高铁列车晚点",
        "桥头镇举办灯会",
        "东京奥运会落幕",
        "新会员入会仪式",
        "厂长石泉说，订单增加了",
        "和平区一小区换新颜",
        "鄱阳湖水位下降",
        "平陆运河通水",
        "新兴村的路灯亮了",
        "桥上人来人往，资源紧张",
        "资源丰富",
        "吴越文化",
        "小城镇做强大产业",
        "北京东路车流如织",
        "云贵高原上的茶园",
        "可支配收入增速快于城镇居民",
        "海军山东舰航母编队完成训练",
        "美国德州遭遇暴风雪",
        "记者江华 通讯员赵县生",
        "太湖北岸新添一条绿廊",
        "技师吴江、李永清获奖",
        "王沪宁出席座谈会",
        "黔江航道通航等级提高",
        "四百名工人落户新区",
        "",
    ],
)
def test_texts_without_a_place_that_can_be_told(text: str) -> None:
    found = find("", text)
    assert found.region is None
    assert found.regions == ()


def test_the_home_region_decides_between_places_of_one_name() -> None:
    assert find("和平区总工会送清凉", "").regions == ()
    assert find("和平区总工会送清凉", "", tables=Tables(home_region="210100")).region == "210102"


def test_the_publishers_nicknames_and_blocked_names_are_final() -> None:
    tables = Tables(region_nicknames={"瓷都": "360200"}, blocked_regions=frozenset({"上海"}))
    found = find("瓷都工匠在上海办展", "", tables=tables)
    assert found.region == "360200"
    assert found.regions == ("360000", "360200")
    assert any("blocked" in line for line in found.why)


def test_a_nickname_with_a_code_that_does_not_exist_is_dropped_and_said() -> None:
    found = find("瓷都工匠", "", tables=Tables(region_nicknames={"瓷都": "999999"}))
    assert found.regions == ()
    assert any("no division has the code" in line for line in found.why)


def test_every_decision_is_explained_once() -> None:
    found = find("甘肃", "甘肃甘肃甘肃")
    assert any("(×" in line for line in found.why)
    assert found.why[-1] == "main region: 甘肃省 620000"


def test_two_provinces_that_weigh_the_same_leave_no_main_region() -> None:
    found = find("湖南与四川签约", "")
    assert found.region is None
    assert found.regions == ("430000", "510000")


def test_a_province_among_many_is_not_the_main_one() -> None:
    text = "北京、天津、河北、山西、内蒙古、辽宁、吉林、上海、江苏、浙江迎来降雨，浙江雨量最大。"
    assert find("", text).region is None


def test_kicker_and_dateline_count() -> None:
    assert find("工地响起劳动歌", "工人们鼓掌。", kicker="福建福州市总工会送文化").region == "350100"
    assert find("工地响起劳动歌", "工人们鼓掌。", dateline="新华社兰州4月5日电").region == "620100"


def test_a_name_at_the_very_end_of_a_text_ends_with_it() -> None:
    assert find("", "工厂在甘肃").regions == ("620000",)
    assert find("", "工厂在甘肃岸").regions == ("620000",)


@pytest.mark.parametrize(
    "text",
    [
        "画家丰城的新作展出",
        "劳模王建国、陶金山、马宁海登台",
        "沿着固原巷往北走",
        "沙县小吃好吃",
        "沿河群众上堤抢险",
        "老支书赵宁海",
        "正阳门前的仪式",
        "鄂温克族居民开店",
        "巴中两国人民友谊深厚",
        "巴基斯坦军方说巴南部有雨",
        "贾拉拉巴德州洪水",
        "许银川与吴贵临相遇",
        "陈平凉同志获奖",
        "焊工李吉安夺金",
        "昌黎先生集",
        "“青岛”号驱逐舰出访",
        "这座新兴城市的面貌",
        "完善强农惠农富农支持制度",
        "宛平城附近的枪声",
        "酿成德国最重的事故",
        "从此任县政府领导",
        "南非国家博物馆开馆",
        "巴基斯坦总理期待巴中合作",
    ],
)
def test_people_streets_and_dishes_are_no_places(text: str) -> None:
    assert find("", text).regions == ()
