"""Pages made to learn from: on some, articles that stand side by side speak of the same."""

from __future__ import annotations

import random
from itertools import pairwise

from scripts.compose_pages import Item, Picker

FARM = (
    "冬小麦播种面积比去年扩大，农技人员下到田间指导施肥。",
    "早稻收割机开进稻田，农民抢收粮食，晾晒入仓。",
    "合作社购买了播种机和收割机，种粮农户的收成有了保障。",
    "玉米地里遭了旱，村里修渠引水灌溉，秧苗保住了。",
)
COURT = (
    "法院公开审理一起合同纠纷案，法官当庭宣判。",
    "检察院对盗窃案提起公诉，律师为被告人辩护。",
    "法官上门调解邻里纠纷，当事人撤回了诉讼。",
    "法庭审判一起诈骗案件，被告人被判处有期徒刑。",
)


def _changes(kin: float) -> int:
    """Return how often the matter changes from one article to the next, of 40 pages of three."""
    items = [Item(title=text[:9], paragraphs=[text]) for text in (*FARM, *COURT)]
    pick = Picker(items, random.Random(3), kin)
    pages = [pick(3) for _ in range(40)]
    assert all(len({item.title for item in page}) == 3 for page in pages)
    laws = [[item.paragraphs[0] in COURT for item in page] for page in pages]
    return sum(one is not other for page in laws for one, other in pairwise(page))


def test_articles_of_a_page_are_kin_to_the_one_before_where_that_is_asked_for() -> None:
    assert _changes(0.0) > 35
    assert _changes(0.9) < 30
