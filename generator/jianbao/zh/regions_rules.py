"""What the words around a name say about it: a street, a lake, a person, a village. Every rule gives its reason."""

from __future__ import annotations

import re

STREET = re.compile(
    r"[东西南北中]?(?:[一二三四五六七八九十]?路(?![桥线况网军]|上海)|大街|街(?![道头坊区市镇])|巷|大道|胡同|里弄|高架|立交)"
)
NATURE = re.compile(
    r"(?:江(?![苏西北南东阴汉夏宁津岸])|河(?![北南])|湖(?![北南州])|山(?![东西区市县])|海峡|海(?![\u4e00-\u9fff])|岛|半岛|峡谷?|平原|高原|盆地|草原|岭|湾(?![里区镇仔沚])|瀑布|冰川|群岛)"
)
VILLAGE = re.compile(
    r"(?:村|屯(?!镇)|庄|组|苑|花园|小区|小学|中学|幼儿园|大厦|酒店|饭店|宾馆|广场|公园|桥|码头|社区|里|号|门(?![诊户店类槛])|驿|渠)"
)
LINE = re.compile(
    r"(?:铁路(?!口岸|局|站|公安|物流|集团|职工|部门|工务|枢纽)|高铁|高速|线(?!上|下)|公路|动车|客专|城际|航线|运河|输电|直流|直达)"
)
SPEAKS = re.compile(
    r"(?:同志|将军|烈士|元帅|先生|女士|老师|师傅|教授|院士|说[：，:,]|说道|表示|告诉|介绍说?|摄|报道|[/／][文图摄])"
)
CREDITS = re.compile(
    r"(?:记者|通讯员|摄影|作者|编辑|特派员|撰稿|文[/／]|图[/／])[^，。；！？）)：:\n在从到赴进的了去向把被]{0,12}$"
)
TITLES = re.compile(
    r"(?:[员师匠手者工]|书记|主任|主席|局长|县长|市长|省长|校长|院长|经理|董事长|总裁|民警|医生|护士|教授|专家|同志|村民|居民|队长|教练|画家|作家|"
    r"导演|诗人|院士|将军|烈士|名叫|名为|叫做|叫|小伙|姑娘|师傅|劳模|支书|站长|班长|科长|处长|厂长|工人|司机|主持人|学生|负责人|店主|老板|"
    r"战士|法官|检察官|船长|列车长|创始人|农民|牧民|渔民|老人|老汉|大爷|大妈|青年|会计)$"
)
SENDER = re.compile(
    r"[^，。；！？、\n]{0,14}?(?:驻|赴|援|对口|帮扶|支援|援助|援建|驰援|增援|帮助|慰问|结对|走进|来到|前往|奔赴|抵达|飞往|驶往|发往|"
    r"开往|运往|[^，。；！？、\n]{2}到)$"
)
BUREAU = re.compile(
    r"(?:新华社|中新社|中新网|人民网|央视网|光明网|本报|本刊|本网|中国新闻网)(?P<place>[\u4e00-\u9fff]{2,12}?)"
    r"(?:\d{1,2}月)?\d{1,2}日[电讯]"
)
_SCENE = re.compile(r"(?:在|位于|走进|来到|地处|坐落于|赴|抵达|前往)$")
_HELPED = re.compile(r"[^，。；！？\n]{0,24}(?:指导|支持|帮助|领导|推动|带领|协调|努力|组织|关心|见证|陪同)下")
_OPENING = re.compile(r"[^\u4e00-\u9fff0-9]|[在从到至赴于和与及等的往向由是回省市县区州对为让给自进克占达驻访攻]$")
_SETTLED = re.compile(
    "(?:[、和及与][一-鿿]{2,4}){0,5}(?:[两三四五六七八九]|十[一二三四五六七八九]?)个?[县区旗](?![域级])|煤矿|煤业|公安(?:分?局|机关)|法院|检察院|派出所|税务|电厂|钢铁|机场|火车站|高铁站|古城|供电|海关|口岸|军分区|籍|地区|境内|城区|县城|全市|全县|两地|县委|县政府|市委|市政府|农民|人民|群众|"
    "民兵|[一-鿿]农(?!业)|信用社|供销社|粮站|经验|全境|等[县市地]|一带|附近|前线|战役|大捷|起义|大地震|老区|特产"
)
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖"
    "贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔向汤安左康温柳葛宁尚乐华祁齐庄常边阳辛敖文"
)
# 徐德清、沈丹阳 in a list of names
_LISTED = re.compile(f"^[、，（\\s][{''.join(sorted(SURNAMES))}][\u4e00-\u9fff]{{2}}[、，）（\\s]$")


# 、陶金山、马宁海: a name in a list of people that ends like a place
_AMONG = re.compile(
    f"(?:^|[、，：\\s“师工长员者模匠授生])[{''.join(sorted(SURNAMES))}][\u4e00-\u9fff]{{1,2}}[、和][{''.join(sorted(SURNAMES))}]$"
)
# Behind the name of a product that begins with a place's: 青岛啤酒|节, 安溪铁观音|产区. The place is meant too.
FAIR = re.compile("队|俱乐部|(?:文化|美食|国际)?(?:节|博览会|大会|产区|基地|小镇|之乡|博物馆|主产区)")
# A surname that begins a clause, or stands behind 与, 对, 的; without those that are prepositions or verbs too,
# or letters of provinces: 于济南, 苏南通.
_CERTAIN = "".join(sorted(SURNAMES - frozenset("于向任尚曾方成严文常苏秦江金万白高")))
_NAMED = re.compile(f"(?:^|[，。、；：！？“”》（）\\s]|(?<=[\u4e00-\u9fff]{{2}})[与对给和的是])[{_CERTAIN}]$")
_GRADES = ("省", "市", "县", "区", "州", "盟", "旗")
_CALLED = re.compile(
    "(?:画家|诗人|作家|歌手|演员|导演|工匠|村民|烈士|教练|小伙|姑娘|老汉|大妈|名叫|名为|叫做|他叫|她叫)[“]?$"
)


_RIVER = re.compile("航道|水道|流域|[上中下]游|[沿两]岸|[干支]流|水系|水位|河段|江段|入[海江河]|汛|洪")
_TEAM = re.compile(
    "省?市?(?:国安|申花|海港|泰山|鲁能|蓉城|恒大|富力|三镇|宏远|本钢|广厦|首钢|北控|龙狮|男子|女子)?(?:(?:男|女)?(?:队(?!伍|列|员)|代表队|代表团|俱乐部)|[男女][篮排足乒])"
)
_SHIP = re.compile("舰(?![队艇])|[”』]?号(?![召称角线])")
_ABROAD = re.compile(
    "(?:美国|加拿大|墨西哥|巴西|英国|法国|德国|俄罗斯|日本|韩国|朝鲜|越南|缅甸|泰国|印度|印度尼西亚|澳大利亚|新西兰)$"
)
_PAKISTAN = ("巴基斯坦", "巴西", "巴勒斯坦", "巴拿马")
_SOUNDS = frozenset("哈斯尔克拉巴朗格奥里亚尼罗姆特勒塞弗伊萨卡洛普")
_STATES = re.compile("两国|双方|关系|友好|友谊|建交|边境|贸易")  # 巴中两国: 巴西 and 中国
_SIDE = re.compile("[岸麓坡侧翼缘段](?!省|市)")


def _state(text: str, first: str) -> bool:
    """Say whether the text names a state that begins with `first`: 巴中 beside 巴基斯坦."""
    return first == "巴" and any(name in text for name in _PAKISTAN)


_BEHIND = (
    (1, re.compile("族"), "a people of that name"),
    (1, STREET, "a street named after it"),
    (1, _SHIP, "a ship or vehicle of that name"),
    (3, LINE, "a railway, canal or line of that name"),
    (2, NATURE, "a river, lake or mountain of that name"),
    (3, VILLAGE, "a village, school or building of that name"),
)
"""From which level on what stands behind a name says that it is none, and what it is."""


def around(text: str, start: int, end: int, *, level: int) -> str:
    """Return why text[start:end], a name without its 省, 市 or 县, is no place here, or an empty string.

    `level` is that of the division it would be (1 province, 2 prefecture, 3 county).
    """
    behind = text[end : end + 6]
    if text[end - 1] in "东西南北" and _SIDE.match(behind):
        return "a side of a river, lake or mountain"
    if (text[end - 1] == "中" and _STATES.match(behind)) or (end - start == 2 and _state(text, text[start])):
        return "two countries"  # 巴中; 巴南部
    if level == 3 and text[end - 1] in "江河湖溪" and _RIVER.match(behind):
        return "a river or lake of that name"
    for least, pattern, reason in _BEHIND:
        if level >= least and pattern.match(behind):
            return reason
    if level > 1 and _ABROAD.search(text[max(0, start - 5) : start]):
        return "a place abroad"
    if level > 1 and _person(text, start, end, level):
        return "a person of that name"
    return ""


def spelled(text: str, start: int) -> bool:
    """Say whether what begins here is the end of a name that is spelled by sound: 贾拉拉巴|德州."""
    return start > 1 and text[start - 1] in _SOUNDS and text[start - 2] in _SOUNDS


def named_after(text: str, start: int) -> bool:
    """Say whether a person's name begins here: right behind 记者, 通讯员, 摄影."""
    return text[max(0, start - 3) : start].endswith(("记者", "通讯员", "摄影", "作者"))


def _person(text: str, start: int, end: int, level: int) -> bool:
    before = text[max(0, start - 20) : start]
    if (named_after(text, start) and (level == 3 or text[start] in SURNAMES)) or _LISTED.search(
        text[max(0, start - 2) : end + 1]
    ):
        return True
    if (level == 3 and _CALLED.search(before)) or _AMONG.search(before):
        return True
    if level == 3 and text.startswith(("先生", "女士", "同志", "将军", "烈士"), end):
        return True  # 昌黎先生
    if level > 1 and _NAMED.search(before) and not text.startswith(_GRADES, end):
        return True  # 陈|平凉同志, 对许|银川
    if before[-1:] in SURNAMES and (TITLES.search(before[:-1]) or CREDITS.search(before[:-1])):
        return True  # 老支书赵|宁海
    if text[start] not in SURNAMES or end - start > 2:
        return False
    return bool(CREDITS.search(before) or TITLES.search(before) or SPEAKS.match(text[end : end + 4]))


def sends(text: str, end: int, start: int) -> bool:
    """Say whether the place that ends at `end` only sends people to the one that begins at `start` (佛山驻肇庆)."""
    between = text[end:start]
    return len(between) <= 18 and bool(SENDER.fullmatch(between))


def begins(text: str, start: int) -> bool:
    """Say whether a place may begin at `start`: behind punctuation, a space, or a word that leads to places."""
    return start == 0 or bool(_OPENING.search(text[start - 1 : start]))


def settled(text: str, end: int) -> bool:
    """Say whether what follows a name says by itself that it is a place (大同煤矿, 平遥古城, 朝阳火车站)."""
    return bool(_SETTLED.match(text, end))


def heads(text: str, start: int, end: int) -> bool:
    """Say whether a line begins with the name and a colon or a space, as headlines do (社旗：农民减负受欢迎)."""
    alone = start == 0 or text[start - 1] == "\n"
    return alone and text[end : end + 1] in ("：", " ", "\u3000") and text[start] not in SURNAMES


def happens(text: str, start: int) -> bool:
    """Say whether the place that begins at `start` is said to be where something happens (在…, 位于…)."""
    return bool(_SCENE.search(text[max(0, start - 4) : start])) and not _HELPED.match(text, start)


def of_team(text: str, end: int, last: int) -> bool:
    """Say whether what stands from `end`, where a place ends, to `last` is in its team's name (山东|泰山队)."""
    found = _TEAM.match(text, end)
    return found is not None and found.end() > last


def team(text: str, end: int) -> bool:
    """Say whether the place that ends at `end` gives a team its name (辽宁男篮, 北京国安队, 云南代表团)."""
    return bool(_TEAM.match(text, end))


def bureaus(text: str) -> tuple[tuple[int, int], ...]:
    """Return where places of bureau datelines stand (新华社兰州4月5日电)."""
    return tuple(found.span("place") for found in BUREAU.finditer(text))
