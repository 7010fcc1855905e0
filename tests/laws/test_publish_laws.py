"""What holds for every site: order does not matter, one address has one file, no link is dead, views are closed."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from jianbao.model.article import Article, Credit, Document, Gap, Image
from jianbao.model.page import PageRef
from jianbao.model.settings import Settings
from jianbao.publish import redirects
from jianbao.publish.bodies import converter
from jianbao.publish.paging import sheets
from jianbao.publish.paths import same_place
from jianbao.publish.text import plain
from jianbao.publish.theme import Theme, theme
from publish.making import BASE, DAY, SETTINGS, dead_links, folder, plan, planned, site, tiny

SHIPPED = Path(__file__).resolve().parents[2] / "themes" / "default"
WORDS = st.sampled_from(
    ["工会", "乡村振兴", "时间", "实践", "AI", "ai", "★", "重庆", "index", "caf\u00e9", "cafe\u0301"]
)
CODES = st.sampled_from(["620000", "620900", "620923", "110106", "500000", "999999", "371200", "320586"])
NAMES = st.sampled_from(["江大川", "李  梅", "单 大川", ""])
BODIES = st.sampled_from(
    [
        "",
        "一段。",
        "## 题\n\n文[^1]。\n\n## 题\n\n[^1]: 注",
        "[一](/index.html) [二](#ti) <b>",
        "|a|\n|-|\n|b|",
        "{{ x }}",
    ]
)
DATES = st.dates(dt.date(2022, 12, 28), dt.date(2023, 1, 3))


@st.composite
def documents(draw: st.DrawFn) -> list[Document]:
    """Invent a small site; slugs differ, all else may repeat."""
    return [draw(_document(number)) for number in range(draw(st.integers(0, 9)))]


@st.composite
def _document(draw: st.DrawFn, number: int) -> Document:
    date = draw(DATES)
    article = Article(
        title=draw(st.sampled_from(["题目", "<题>&", "Another"])),
        date=draw(st.sampled_from([date, dt.datetime(date.year, date.month, date.day, 9, 30, tzinfo=dt.UTC)])),
        slug=f"s-{number}",
        body=draw(BODIES),
        rubric=draw(st.sampled_from(["", "要闻", "Index"])),
        tags=tuple(draw(st.lists(WORDS, max_size=3))),
        region=draw(st.none() | CODES),
        regions=tuple(draw(st.lists(CODES, max_size=2))),
        authors=tuple(Credit(name=name, role="记者") for name in draw(st.lists(NAMES, max_size=2))),
        paper=draw(st.sampled_from(["", "江边日报", "晨报"])),
        edition=draw(st.none() | DATES),
        page=draw(st.none() | st.integers(1, 3)),
        order=draw(st.none() | st.integers(0, 2)),
        kind=draw(st.sampled_from(["", "photo", "news"])),
        aliases=draw(st.sampled_from([(), (f"old-{number}",), (f"/old/{number}/",)])),
        images=draw(st.sampled_from([(), (Image(src="", caption="图说"),)])),
        gaps=draw(st.sampled_from([(), (Gap(where="paragraph 0", after="一"), Gap(where="byline", after=""))])),
        draft=draw(st.booleans()),
    )
    return Document(path=f"content/articles/{number}.md", article=article)


PAGES = [PageRef(paper="江边日报", date=DAY, number=1, paper_slug="jb", name="要闻", inferred=("date",))]


@cache
def themes() -> tuple[Theme, ...]:
    """The tests' own theme and, where it is, the shipped one."""
    chosen = (tiny(),)
    return (*chosen, theme([folder(SHIPPED, "default")])) if (SHIPPED / "theme.toml").is_file() else chosen


@settings(max_examples=20, deadline=None)
@given(documents(), st.randoms(use_true_random=False))
def test_the_order_of_files_does_not_matter(made: list[Document], chance: Any) -> None:
    shuffled = made[:]
    chance.shuffle(shuffled)
    first = site(made, drafts=True, pages=PAGES)
    assert list(first.items()) == list(site(shuffled, drafts=True, pages=PAGES[::-1]).items())


@settings(max_examples=30, deadline=None)
@given(documents())
def test_one_address_has_one_file(made: list[Document]) -> None:
    done = plan(made, drafts=True)
    paths = [route.path for route in done.routes()]
    assert sorted(paths) == sorted(done.paths)
    assert len({same_place(path) for path in paths}) == len(paths)
    form = re.compile(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*/)*[a-z0-9]+(?:-[a-z0-9]+)*\.(?:html|xml|json|jsonl|txt|csv)")
    assert [path for path in paths if not form.fullmatch(path) and path not in redirects.PATHS] == []


@settings(max_examples=20, deadline=None)
@given(documents())
def test_no_link_is_dead(made: list[Document]) -> None:
    for chosen in themes():
        files = site(made, chosen, drafts=True, pages=PAGES)
        assert [it for it in dead_links(files) if "#ti" not in it] == []


def closed(value: Any) -> bool:
    """Whether a value is text, a number, nothing, or a frozen view or tuple of such."""
    if type(value) in (str, int, bool, type(None)):
        return True
    if type(value) is tuple:
        return all(map(closed, value))
    if not is_dataclass(value) or not type(value).__module__.startswith("jianbao.publish."):
        return False
    frozen = bool(vars(type(value))["__dataclass_params__"].frozen)
    return frozen and all(closed(getattr(value, it.name)) for it in fields(value))


@settings(max_examples=20, deadline=None)
@given(documents())
def test_views_are_closed(made: list[Document]) -> None:
    done = plan(made, drafts=True, pages=PAGES)
    assert closed(done.site)
    for route in done.routes():
        assert closed(route.view), route.path


@settings(max_examples=20, deadline=None)
@given(documents(), DATES)
def test_a_new_article_changes_no_older_page_of_a_listing(made: list[Document], date: dt.date) -> None:
    newest = max((it.article.date for it in made), default=date, key=lambda it: (it.year, it.month, it.day))
    later = dt.date(newest.year, newest.month, newest.day) + dt.timedelta(days=1)
    extra = Document(
        path="content/articles/x.md", article=Article(title="新", date=later, slug="x", tags=("工会",))
    )
    small = Settings(title="江边剪报", base_url=BASE, per_listing=1)
    before = site(made, drafts=True, settings=small)
    after = site([*made, extra], drafts=True, settings=small)
    front = planned(made, drafts=True, settings=small).value
    assert front is not None
    numbered = [
        path for path in before if re.search(r"/\d+\.html$", path) and not re.match(r"archive|\d{4}/", path)
    ]
    changed = [path for path in numbered if before[path] != after[path]]
    # the nav may gain a section; else only the page next to the front learns of a newer neighbour
    if front.site == plan([*made, extra], drafts=True, settings=small).site:
        assert len(changed) <= len({path.rpartition("/")[0] for path in changed})


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(), max_size=50), st.integers(1, 9))
def test_sheets_keep_everything(items: list[int], per: int) -> None:
    assert [it for sheet in sheets(items, per) for it in sheet.items] == items


_TEXT = st.text(alphabet="一二。，“”甲乙丙丁中国人民报1年的abc ", min_size=1, max_size=40)
_CONVERT = converter()


@settings(max_examples=150, deadline=None)
@given(st.lists(_TEXT.map(str.strip).filter(lambda it: it and not it[0].isdigit()), min_size=1, max_size=4))
def test_plain_paragraphs_come_out_as_they_went_in(paragraphs: list[str]) -> None:
    spaced = [re.sub(r" {2,}", " ", it) for it in paragraphs]
    made = _CONVERT("\n\n".join(spaced)).html
    assert plain(made) == "\n".join(spaced)
    assert made == "\n".join(f"<p>{it}</p>" for it in spaced)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="<>&\"'[]()!*_`#-+.:/\\\n|^ ajvscript1甲\x1f\x02\x03", max_size=60))
def test_no_text_opens_a_way_for_scripts(text: str) -> None:
    made = _CONVERT(text).html
    assert not re.search(
        r"<(?!/?(?:p|h[2-6]|[uo]l|li|a|img|span|em|strong|code|pre|br|hr|blockquote|t[rhd]|table|thead|tbody|sup|div)\b)",
        made,
    )
    for target in re.findall(r'(?:href|src)="([^"]*)"', made):
        assert not re.match(r"[\s\x00-\x20]*(?:javascript|data|vbscript):", target, re.IGNORECASE)


def test_a_site_of_the_shipped_settings_is_planned() -> None:
    assert plan([], settings=SETTINGS).articles == 0
