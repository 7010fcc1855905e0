"""A newspaper that does not exist, as a site: two papers, three weeks of issues, something of everything.

The tests in a browser and the pictures in docs/ are made of it; `python -m themes.invented FOLDER`, with generator
and tests on PYTHONPATH, writes it down. Places are real, events invented; nothing is from a newspaper.
"""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import replace
from pathlib import Path

from jianbao.model.article import Article, Correction, Credit, Document, Gap, Image
from jianbao.model.page import Area, Facsimile, PageRef
from jianbao.model.settings import Settings
from jianbao.publish import finding
from jianbao.publish.render import render
from jianbao.publish.search.whole import build
from jianbao.publish.theme import theme
from publish.making import folder, plan

THEME = Path(__file__).resolve().parents[2] / "themes" / "default"
SETTINGS = Settings(
    title="江边剪报",
    base_url="https://jiangbian.example/",
    suggest="mailto:bianji@jiangbian.example",
    icp="江ICP备00000000号",
)

PAPER, EVENING = "江州日报", "江州晚报"
FIRST = dt.date(2024, 12, 23)
DAYS = tuple(FIRST + dt.timedelta(step) for step in range(0, 21, 2))
CAPTION = "头水进田，村民在渠边查看水势。"
CORRECTION = "文中点位应为一百一十七处，原作一百零七处。"
PAGES = {1: "要闻", 2: "综合", 3: "民生", 4: "副刊"}
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 800"><path fill="#c9d6dc" d="M0 0h1200v800H0z"/>'
    '<path fill="#8aa3ad" d="M0 430l260-160 210 120 240-210 490 260v360H0z"/>'
    '<path fill="#56707a" d="M0 560l340-90 330 110 530-140v360H0z"/>'
    '<path fill="#d9b98a" d="M0 660l600-60 600 80v120H0z"/><circle cx="930" cy="170" r="70" fill="#f1e3c6"/></svg>'
)
BOXES = ((40, 200, 470, 480), (530, 200, 230, 480), (40, 700, 720, 340))


def scan() -> str:
    """Draw a page as it might have been printed: a masthead, and grey lines in three boxes."""
    drawn = ['<path fill="#a3161c" d="M200 50h400v90H200z"/>', '<path stroke="#222" d="M40 165h720m-720 5h720"/>']
    for x, y, width, height in BOXES:
        drawn.append(f'<path fill="#333" d="M{x} {y}h{width * 3 // 4}v34H{x}z"/>')
        drawn += [
            f'<path stroke="#bbb" stroke-width="5" d="M{x} {at}h{width - 10}"/>'
            for at in range(y + 60, y + height, 14)
        ]
    body = "".join(drawn)
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 1100">'
    return f'{head}<path fill="#f6f3ea" d="M0 0h800v1100H0z"/>{body}</svg>'


SCAN = Facsimile(
    src="/tu/ban.svg",
    width=800,
    height=1100,
    areas=tuple(
        Area(order=order, points=((x, y), (x + width, y), (x + width, y + height), (x, y + height)))
        for order, (x, y, width, height) in enumerate(BOXES)
    ),
)
# headline, kicker, deck, rubric, region, others, tags, opening
STORIES = (
    (
        "三十里水渠通到最后一户",
        "抗旱保苗一线见闻",
        "清淤、衬砌、分水到田，四个乡镇的麦田赶在返青前浇上头水",
        "要闻",
        "620923",
        ("620900",),
        ("水利", "春耕", "乡村振兴"),
        "清晨六点，河口村的渡槽上已经站满了人。闸门提起，积了一冬的水顺着新砌的渠道往下走，走得不快，却一直没有停。",
    ),
    (
        "老城三条巷子装上了夜灯",
        "",
        "",
        "民生",
        "330106",
        ("330100",),
        ("城市更新", "照明"),
        "入夜以后，巷口卖馄饨的摊主不用再打手电。新灯只有两米多高，光落在脚下，不照进人家的窗。",
    ),
    (
        "夜班公交多开一小时",
        "换乘最后一公里",
        "七条线路末班车延到零点半",
        "民生",
        "500000",
        (),
        ("公共交通", "夜间经济"),
        "从医院、车站和两个工业园区下班的人，是这次调整里最先被想到的。司机班组为此重排了班表。",
    ),
    (
        "县图书馆把书架搬进厂区",
        "",
        "借还一体，三班倒也能看上新书",
        "文化",
        "430181",
        ("430100",),
        ("图书馆", "职工文化", "工会"),
        "车间休息室的角落里，多了一面两米宽的书墙。扫一扫编号，书就可以带回宿舍，下个月随便还到哪一个点。",
    ),
    (
        "桥修好以后，孩子们少走四里路",
        "",
        "",
        "综合",
        "520624",
        ("520600",),
        ("桥梁", "教育", "乡村振兴"),
        "桥不长，三十七米。过去涨水的时候，两岸的孩子要绕到上游的电站才能过河，如今从家门口望得见校门。",
    ),
    (
        "“双师课堂”接进六所山村小学",
        "教育帮扶这一年",
        "城里老师隔屏讲，村里老师身边教",
        "教育",
        "530125",
        ("530100",),
        ("教育", "乡村振兴", "双师课堂"),
        "屏幕那头提问，教室这头举手。两位老师事先把一节课拆成十几段，谁讲哪一段，都写在一张对开的纸上。",
    ),
    (
        "机床厂的老师傅开了夜校",
        "工匠说",
        "",
        "人物",
        "210202",
        ("210200",),
        ("工匠", "技能培训", "工会"),
        "讲台是一张旧钳台，粉笔盒里装的是卡尺。第一课他没有讲图纸，先让每个人把自己的手摊开来看。",
    ),
    (
        "新就业群体有了歇脚的地方",
        "",
        "四十二处驿站可以热饭、充电、问诊",
        "要闻",
        "110106",
        ("110000",),
        ("新就业形态", "工会", "两新组织"),
        "午后两点，送完最后一单的骑手推门进来，把保温箱放在门边。桌上有热水，墙上贴着附近药店的电话。",
    ),
    (
        "果园里来了会看病的无人机",
        "",
        "",
        "综合",
        "370685",
        ("370600",),
        ("农业", "无人机", "科技"),
        "它飞得很低，几乎贴着树冠。屏幕上，叶片由绿转黄的地方被圈出来，园主拿着剪刀顺着编号一棵一棵去找。",
    ),
    (
        "码头上的年货清单",
        "新春走基层",
        "从一张舱单看一座港口的冬天",
        "新春走基层",
        "330203",
        ("330200",),
        ("港口", "春节", "物流"),
        "舱单上写着脐橙、冻鱼、铁锅和灯笼。理货员用红笔在最后一行打了个勾，说年味就是从这一勾开始的。",
    ),
    (
        "社区食堂算好了一碗面的账",
        "",
        "八元一碗，怎样让吃的人和做的人都满意",
        "民生",
        "510107",
        ("510100",),
        ("养老", "社区"),
        "一碗面八元，面是隔壁粮站送的，菜是当天的。账本挂在收银台旁边，谁都可以翻。",
    ),
    (
        "邮路尽头的最后一站",
        "人物",
        "二十六年，他把信送到雪线以上",
        "人物",
        "632324",
        ("632300",),
        ("邮政", "人物", "高原"),
        "摩托车开不上去的地方，他走着去。包裹最多的是药，其次是孩子的课本，信已经很少了，但总还有。",
    ),
    (
        "雨水管网改造完成一半",
        "",
        "",
        "综合",
        "440106",
        ("440100",),
        ("城市更新", "防汛"),
        "挖开的路面按段恢复，商铺门前每一百米留一个出口。项目部把进度写在围挡上，每天早上改一次数字。",
    ),
    (
        "一名乡村医生的出诊本",
        "",
        "一年四百三十七次出诊，记在一本横格本里",
        "人物",
        "610728",
        ("610700",),
        ("医疗", "乡村振兴", "人物"),
        "本子是学生用的横格本，封面上写着年份。每一页分三栏：谁家，什么病，走了多久。",
    ),
)
MORE = (
    "负责这件事的人说，难处不在钱，在于怎样把各家的时间排到一起。他们开了三次会，最后一次是在田埂上开的，一刻钟就散了。",
    "记者在现场看到，施工的队伍分成两班，一班做活，一班巡查。巡查的人每走五十米，就在牌子上写一次时间。",
    "据当地有关部门介绍，今年以来类似的点位已经建成一百一十七处，其中八十处由使用的人自己管理，管护的办法贴在墙上，条目不多，一共六条。",
    "“先让人用上，再问哪里不好。”一位参加讨论的代表这样说。意见本在门口挂了一个月，收到二百零三条，改了一百四十条，其余的逐条写明了不改的理由。",
    "下一步，他们打算把这套办法写成一张纸，交给邻近的两个乡。那张纸的最后一行空着，留给后来的人写。",
)
SUBHEADS = ("先从最难的一段开始", "账要算给大家看", "留一行给后来的人")
PEOPLE = ("江晓禾", "沈一舟", "陆明远", "何春生", "周小满", "许安")


def _body(number: int, opening: str, *, long: bool) -> str:
    blocks = [opening, *(MORE[(number + step) % len(MORE)] for step in range(5 if long else 2))]
    if long:
        blocks.insert(2, f"## {SUBHEADS[number % 3]}")
        blocks.insert(5, f"## {SUBHEADS[(number + 1) % 3]}")
    return "\n\n".join(blocks) + "\n"


def _article(number: int, day: dt.date, page: int, order: int) -> Document:
    title, kicker, deck, rubric, region, regions, tags, opening = STORIES[number % len(STORIES)]
    round_, photo = number // len(STORIES), number % 9 == 4
    marred = number % 7 == 0
    body = _body(number, opening, long=order == 0)
    if (page, order) == (1, 2):
        body = f"{body.rstrip()}（下转第3版）\n"
    elif (page, order) == (3, 1):
        body = f"（上接第1版）{body}"
    made = Article(
        title=title if not round_ else f"{title}（{'一二三四五六七八九十'[round_ % 10]}）",
        kicker="" if photo else kicker,
        deck="" if photo else deck,
        rubric=rubric,
        date=day,
        slug=f"gao-jian-{number:03d}",
        tags=tags,
        region=region,
        regions=regions,
        authors=(
            Credit(name=PEOPLE[number % 6], role="记者"),
            Credit(name=PEOPLE[(number + 2) % 6], role="通讯员" if number % 3 else "摄影"),
        ),
        dateline="本报讯" if number % 2 else "",
        paper=PAPER,
        edition=day,
        page=page,
        order=order,
        kind="photo" if photo else "news",
        images=(Image(src="/tu/qu-dao.svg", alt="山前的水渠", caption=CAPTION, credit="沈一舟 摄"),)
        if photo or marred
        else (),
        pullquote="先让人用上，再问哪里不好。" if marred else "",
        gaps=(Gap(where="paragraph 1", after="排到一起"), Gap(where="byline", after="")) if marred else (),
        corrections=(Correction(date=day + dt.timedelta(2), text=CORRECTION),) if number % 11 == 0 else (),
        updated=day + dt.timedelta(2) if number % 11 == 0 else None,
        body=body,
    )
    return Document(path=f"content/articles/{day:%Y/%m}/{made.slug}.md", article=made)


def documents() -> list[Document]:
    """Return all articles."""
    made: list[Document] = []
    for day in DAYS:
        for page in PAGES:
            made += [_article(len(made) + order, day, page, order) for order in range(3 if page < 3 else 2)]
    for step in (6, 13):
        day = FIRST + dt.timedelta(step)
        talk = Article(
            title=f"江边夜话之{step}", date=day, slug=f"ye-hua-{step}", paper=EVENING, page=1, body="灯下闲谈。"
        )
        made.append(Document(path=f"content/articles/{talk.slug}.md", article=talk))
    first = Article(
        title="写在网站开张的时候", date=dt.date(2023, 11, 30), slug="kai-zhang", tags=("本站",), body="一篇一页。"
    )
    return [*made, Document(path="content/articles/kai-zhang.md", article=first)]


def pages() -> list[PageRef]:
    """Return all printed pages."""
    return [
        PageRef(
            paper=PAPER,
            paper_slug="jiangzhou-ribao",
            date=day,
            number=number,
            name=name,
            picture=SCAN if number == 1 else None,
        )
        for day in DAYS
        for number, name in PAGES.items()
    ]


def site(*names: str, **given: object) -> dict[str, bytes]:
    """Return every file of the site in a theme (and those it extends; the default one), by its path; `given` are
    settings that differ."""
    settings = replace(SETTINGS, **given)  # type: ignore[arg-type]  # named by the caller
    chain = [folder(THEME.parent / name, name) for name in names or ("default",)]
    chosen = theme(chain, language=settings.language)
    planned = plan(documents(), pages=pages(), settings=settings, own_words=chosen.words)
    routes = planned.routes()
    made = {"tu/qu-dao.svg": PICTURE.encode(), "tu/ban.svg": scan().encode(), **chosen.static}
    made |= {output.path: output.content for output in (render(route, chosen, planned.site) for route in routes)}
    found = [finding.record(planned.context, one, routes.line(one)) for one in planned.context.library.entries]
    made |= dict(build(found, tuple(finding.terms(planned.context))).files)
    return made


def write(place: Path, *names: str, **given: object) -> None:
    """Write the site into a folder."""
    for path, content in site(*names, **given).items():
        target = place / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


if __name__ == "__main__":
    write(Path(sys.argv[1]), *sys.argv[2:])
