"""The default theme: every template with a full view and a bare one, its words, its style sheet, no third party."""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from jianbao.publish import cards, views
from jianbao.publish.theme import Theme, theme
from jianbao.publish.theme_toml import ThemeFolder
from themes.filling import MARKUP, view

THEME = Path(__file__).resolve().parents[2] / "themes" / "default"
TEMPLATES = THEME / "templates"
SOURCES = {path.relative_to(TEMPLATES).as_posix(): path.read_text("utf-8") for path in TEMPLATES.rglob("*.html")}
CONFIG = tomllib.loads((THEME / "theme.toml").read_text("utf-8"))
STYLE = (THEME / "static" / "style.css").read_text("utf-8")
RULES = re.sub(r"/\*.*?\*/", "", STYLE, flags=re.DOTALL)
PAGES: dict[str, type] = {
    "home.html": views.HomeView,
    "article.html": views.ArticleView,
    "listing.html": views.ListingView,
    "terms.html": views.TermsView,
    "regions.html": views.RegionsView,
    "archive.html": views.ArchiveView,
    "papers.html": views.PapersView,
    "paper.html": views.PaperView,
    "edition.html": views.EditionView,
    "newspaper-page.html": views.NewspaperPageView,
    "plain.html": views.PlainView,
    "moved.html": views.MovedView,
    "search.html": views.PlainView,
}
FROM_MARKUP = {"gap", "footnote", "center", "right"}
"""Classes that publish/markup and publish/gaps put into a body."""
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
VOID = {"meta", "link", "img", "br", "hr", "input"}


class Page(HTMLParser):
    """Reads a page as strictly as the standard library allows: what is opened is closed, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[int] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute twice in <{tag}>"
        self.tags.append((tag if tag != "title" or "svg" not in self.open else "svg title", dict(attrs)))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def values(self, attribute: str) -> list[str]:
        return [attrs[attribute] or "" for _, attrs in self.tags if attribute in attrs]


@cache
def _theme(**settings: str | bool) -> Theme:
    """The theme as a site has it, with a theme of one table on top where a test needs other settings."""
    files = {path.relative_to(THEME).as_posix(): path.read_bytes() for path in THEME.rglob("*") if path.is_file()}
    table = "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in settings.items())
    mine = ThemeFolder(name="mine", place="themes/mine", files={"theme.toml": f"[settings]\n{table}".encode()})
    return theme((mine, ThemeFolder(name="default", place="themes/default", files=files)))


def _render(name: str, shown: views.View, *, bare: bool = False, **settings: str | bool) -> str:
    site = view(views.SiteView, bare=bare, language="zh-CN", base_url="https://example.org/")
    return _theme(**settings).draw(name, name, shown, site)


def _both(name: str) -> list[str]:
    return [_render(name, view(PAGES[name], bare=bare), bare=bare) for bare in (False, True)]


def test_a_template_for_every_view_and_no_other() -> None:
    assert set(PAGES.values()) == set(views.View.__args__)
    assert {name for name in SOURCES if "/" not in name} == {*PAGES, "base.html"}


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_well_formed(name: str) -> None:
    for text in _both(name):
        page = Page(text)
        tags = [tag for tag, _ in page.tags]
        assert [tags.count(tag) for tag in ("html", "title", "main", "h1")] == [1, 1, 1, 1]
        assert page.headings[0] == 1
        assert all(after - before <= 1 for before, after in zip(page.headings, page.headings[1:], strict=False))
        ids = page.values("id")
        assert len(ids) == len(set(ids)), "an id twice"
        assert page.values("lang") == ["zh-CN"]


@pytest.mark.parametrize("name", PAGES)
def test_nothing_of_a_text_becomes_markup(name: str) -> None:
    full, _ = _both(name)
    assert MARKUP not in full
    assert 'class="leak"' not in full
    assert "&lt;b class=" in full


@pytest.mark.parametrize("name", PAGES)
def test_every_jump_inside_a_page_lands(name: str) -> None:
    for text in _both(name):
        page = Page(text)
        wanted = {href[1:] for href in page.values("href") if href.startswith("#")}
        assert wanted <= set(page.values("id"))
        named = {name for value in page.values("aria-labelledby") for name in value.split()}
        assert named <= set(page.values("id"))


@pytest.mark.parametrize("name", PAGES)
def test_a_strict_content_security_policy_holds(name: str) -> None:
    """No inline style, no event attribute, no script but data, and nothing loaded from elsewhere."""
    for text in _both(name):
        for tag, attrs in Page(text).tags:
            assert "style" not in attrs
            assert tag not in {"style", "iframe", "object", "embed"}
            assert not [attribute for attribute in attrs if attribute.startswith("on")]
            if tag == "script":
                assert attrs.get("type") == "application/ld+json" or attrs["src"]
            if tag in {"img", "script"} or (tag == "link" and attrs["rel"] in {"stylesheet", "icon"}):
                assert not re.match("(?:https?:)?//", attrs.get("src") or attrs.get("href") or "")


@pytest.mark.parametrize("name", PAGES)
def test_no_placeholder_is_left(name: str) -> None:
    assert not re.search(r"%\(\w+\)|\{[{%#]|\bNone\b|Undefined", "".join(_both(name)))


@pytest.mark.parametrize("name", PAGES)
def test_links_start_at_the_root(name: str) -> None:
    """A link without the way to the root would break on every page that lies in a folder."""
    for tag, attrs in Page(_both(name)[0]).tags:
        href = attrs.get("href") or ""
        if tag == "a":
            assert href.startswith(("../", "#", "https://beian.", "mailto:"))


def test_every_word_is_in_the_theme_file() -> None:
    for name, source in SOURCES.items():
        assert not CHINESE.search(re.sub(r"\{#.*?#\}", "", source, flags=re.DOTALL)), name
    assert not CHINESE.search(RULES)


@pytest.mark.parametrize("table", ["strings", "settings"])
def test_words_and_settings_are_used_and_known(table: str) -> None:
    used = {key for source in SOURCES.values() for key in re.findall(rf"\b{table}\.(\w+)", source)}
    assert used == {key for key, value in CONFIG[table].items() if not isinstance(value, dict)}


def test_words_are_filled_with_what_templates_give() -> None:
    calls = [
        call
        for source in SOURCES.values()
        for call in re.findall(r"strings\.(\w+)(?:\|format\(([^{}]*)\))?", source)
    ]
    for key, arguments in calls:
        given = set(re.findall(r"(\w+)=", arguments))
        assert set(re.findall(r"%\((\w+)\)s", CONFIG["strings"][key])) == given, key


def test_the_words_are_all_there_in_english_with_the_same_places() -> None:
    english, own = CONFIG["strings"]["en"], {key: it for key, it in CONFIG["strings"].items() if key != "en"}
    assert list(english) != []
    assert set(english) == set(own)
    assert not [key for key, text in english.items() if CHINESE.search(re.sub("标题:|记者:", "", text))]
    for key, text in own.items():
        places = r"%\(\w+\)s|\{\w+\}"
        assert sorted(re.findall(places, text)) == sorted(re.findall(places, english[key])), key


@pytest.mark.parametrize(
    ("language", "word"), [("zh-CN", "相关文章"), ("en", "Related articles"), ("fr", "Related articles")]
)
def test_the_language_of_the_site_chooses_the_words(language: str, word: str) -> None:
    files = {path.relative_to(THEME).as_posix(): path.read_bytes() for path in THEME.rglob("*") if path.is_file()}
    own = ThemeFolder(name="mine", place="themes/mine", files={"theme.toml": b'[strings.en]\ndraft = "Rough"\n'})
    made = theme((own, ThemeFolder(name="default", place="themes/default", files=files)), language=language)
    assert made.view.strings.related == word
    assert made.view.strings.draft == ("草稿" if language == "zh-CN" else "Rough")


def test_settings_turn_things_off() -> None:
    article = view(views.ArticleView, bare=False)
    assert 'class="length"' in _render("article.html", article)
    assert 'class="length"' not in _render("article.html", article, reading_time=False)
    home = view(views.HomeView, bare=False)
    assert 'class="motto"' not in _render("home.html", home)
    assert "天下大事" in _render("home.html", home, motto="天下大事")


def test_the_dateline_opens_the_first_paragraph_and_the_pull_quote_follows_it() -> None:
    text = _render("article.html", view(views.ArticleView, bare=False, dateline="本报讯", pullquote="要紧的话"))
    body = text[text.index('class="story-body"') :]
    places = [body.index(it) for it in ('<p><span class="dateline">本报讯', "第一段。", "要紧的话", "第二段。")]
    assert places == sorted(places)


@pytest.mark.parametrize("body", ["", "<ul>\n<li>一</li>\n</ul>", '<p class="center">一</p>'])
def test_dateline_and_pull_quote_survive_a_body_without_a_plain_paragraph(body: str) -> None:
    shown = view(views.ArticleView, bare=False, body=body, dateline="本报讯", pullquote="要紧的话")
    text = _render("article.html", shown)
    Page(text)
    assert body in text or body == '<p class="center">一</p>'
    assert "本报讯" in text
    assert "要紧的话" in text


def _by(role: str, name: str) -> views.ByView:
    return views.ByView(role=role, name=name, outlet="", href="")


def test_a_role_is_said_once_for_a_run_of_people() -> None:
    people = (_by("记者", "林一"), _by("记者", "何二"), _by("通讯员", "陈三"), _by("记者", "周四"))
    text = _render("article.html", view(views.ArticleView, bare=True, byline=people))
    said = re.findall(r'class="(role|person)">([^<]*)', text)
    assert [word for _, word in said] == ["记者", "林一", "何二", "通讯员", "陈三", "记者", "周四"]


def test_a_gap_outside_the_body_is_marked_where_it_is_and_explained() -> None:
    gaps = (views.GapView(where="headline", after="莹姐"), views.GapView(where="subhead 0", after=""))
    text = _render("article.html", view(views.ArticleView, bare=True, title="工会莹姐", gaps=gaps, gap_count=2))
    assert re.search(r'<h1>工会莹姐<a class="gap" href="#gaps" aria-label="[^"]+"', text)
    assert "标题缺字，前面的文字是“莹姐”" in text
    assert "小标题缺字" in text
    assert "2 处缺字" in text


def test_what_is_inferred_says_so_and_why() -> None:
    stand = view(views.StandView, bare=True, inferred=("date", "page"), note="来自扫描件")
    text = _render("article.html", view(views.ArticleView, bare=True, stand=stand))
    assert text.count('<a class="mark" href="#inferred">推断</a>') >= 1
    assert "标有“推断”的日期、版次" in text
    assert "来源：来自扫描件" in text


def test_a_picture_that_is_not_there_leaves_its_words() -> None:
    words = views.FigureView(src="", alt="", caption="图为现场。", credit="林一 摄")
    there = views.FigureView(src="images/a.png", alt="现场", caption="", credit="")
    away = views.FigureView(src="https://pictures.example/a.png", alt="", caption="", credit="", external=True)
    text = _render("article.html", view(views.ArticleView, bare=True, root="../../", figures=(words, there, away)))
    assert text.count("<img") == 2
    assert 'src="../../images/a.png" alt="现场"' in text
    assert 'src="https://pictures.example/a.png"' in text
    assert "图为现场。" in text
    assert "林一 摄" in text


def test_a_picture_in_several_widths_offers_them() -> None:
    src = "pages/qinghe-ribao/2025-03-04/03-1-1240w.webp"
    shown = cards.figure(src, "现场", "", "")
    text = _render("article.html", view(views.ArticleView, bare=True, root="../../", figures=(shown,)))
    (offered,) = re.findall(r'srcset="([^"]*)"', text)
    stem = "../../pages/qinghe-ribao/2025-03-04/03-1"
    assert offered.split(", ") == [f"{stem}-{wide}w.webp {wide}w" for wide in (480, 960, 1240)]
    assert f'src="{stem}-1240w.webp"' in text
    assert 'sizes="' in text
    assert cards.figure("https://pictures.example/a-900w.webp", "", "", "").widths == ()
    assert [wide for _, wide in cards.figure("a-500w.webp", "", "", "").widths] == [500]


def test_the_current_section_is_marked() -> None:
    head = view(views.HeadView, bare=True, canonical="https://example.org/tags/")
    nav = (views.Link(text="首页", href="index.html"), views.Link(text="标签", href="tags/index.html"))
    site = view(views.SiteView, bare=True, base_url="https://example.org/", nav=nav)
    shown = view(views.TermsView, bare=True, root="../", head=head)
    text = _theme().draw("terms.html", "tags/index.html", shown, site)
    assert re.findall(r'<a href="([^"]*)" aria-current="page">', text) == ["../tags/index.html"]


def test_style_sheet_is_small_and_asks_nobody() -> None:
    assert len(STYLE.encode()) < 30_000
    assert not re.search(r"@import|@font-face|url\(|https?:|!important|expression\(", RULES)
    assert RULES.count("{") == RULES.count("}")


def test_scripts_before_search_are_small_and_ask_nobody() -> None:
    script = (THEME / "static" / "reader.js").read_text("utf-8")
    assert len(script.encode()) < 15_000
    assert not re.search(r"https?:|import\b|fetch|XMLHttpRequest|\.innerHTML|eval\(", script)


def test_style_sheet_has_no_rule_for_what_is_not_there() -> None:
    written = " ".join(SOURCES.values())
    names = set(re.findall(r"\.([a-z][a-z-]*)", re.sub(r"\{[^{}]*\}", "{}", RULES)))
    made = {f"card-{size}" for size in ("lead", "plain", "brief")}
    unknown = {name for name in names - FROM_MARKUP - made if not re.search(rf"[\"\s}}]{name}[\"\s{{]", written)}
    assert unknown == set()


def _scheme(block: str) -> dict[str, str]:
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6});", block))


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("at", [0, 1], ids=["light", "dark"])
def test_text_has_contrast_in_both_schemes(at: int) -> None:
    """WCAG 2.2, success criterion 1.4.3: at least 4.5 to 1, on the paper and on the wash."""
    colours = _scheme(re.findall(r":root(?:\S*)? \{(.*?)\}", RULES, flags=re.DOTALL)[at])
    for ground in ("paper", "wash"):
        for ink in ("ink", "soft", "faint", "red"):
            light, dark = sorted((_luminance(colours[ground]), _luminance(colours[ink])), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground)


def test_the_readme_names_every_template_and_view() -> None:
    readme = (THEME / "README.md").read_text("utf-8")
    for name, noun in PAGES.items():
        assert f"`{name}`" in readme
        assert f"`{noun.__name__}`" in readme
    for key in CONFIG["settings"]:
        assert f"`{key}`" in readme


def test_static_files_are_what_the_templates_ask_for() -> None:
    asked = {key for source in SOURCES.values() for key in re.findall(r"theme\.assets\['([^']+)'\]", source)}
    assert asked == {path.name for path in (THEME / "static").iterdir()} - {"favicon.ico"}
