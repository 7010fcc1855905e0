"""Laws of the file format, for arbitrary articles and arbitrary text."""

from __future__ import annotations

import datetime as dt
import html
import re

import markdown
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jianbao.document import escape, tree
from jianbao.document.compose import body
from jianbao.document.frontmatter import dump, parse
from jianbao.model.article import (
    Article,
    Correction,
    Credit,
    Doubt,
    Gap,
    Image,
    Paragraph,
    Source,
    Story,
    Subhead,
)

NASTY = (
    "no", "yes", "on", "off", "null", "~", "1:30", "010", "0x1f", "1_000", ".inf", ".5",
    "1e3", "2023-04-12", "=", "<<",
    "他说: 好", "# 号", "a # b", "- 一", "? 问", "'引'", '"引"', "it's \"x\"",
    "0?", "full：width", "😀", "\u3000缩进", "尾 ",
    "多\n行", "\t制表", "\x85", "\u2028", "\ufeff", "%", "@", "`", "!tag", "&a", "*a", "[x]",
    "{x: y}", "a, b", "a:",
    "---", "...", "\\", "\x07", "#", "键: [值", "12:30:45", "1,000", "y", "N", "-", "--- x", "+++",
)  # fmt: skip
CHARS = st.characters(exclude_categories=["Cs"])
words = st.one_of(
    st.sampled_from(NASTY), st.text(CHARS, max_size=20), st.text("甲乙:#-'\"[]{}, \n\t\\", max_size=12)
)
some = words.filter(bool)
titles = words.filter(lambda text: bool(text.strip()))
zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes)))
moments = st.datetimes(dt.datetime(1000, 1, 1))  # noqa: DTZ001  # times without a zone are meant
zoned = st.builds(lambda at, zone: at.replace(tzinfo=zone), moments, zones)
dates = st.one_of(st.dates(dt.date(1000, 1, 1)), moments, zoned)
codes = st.integers(110000, 820000).map(str)
numbers = st.integers(0, 10**9 - 1)
bodies = st.one_of(
    st.text(CHARS, max_size=60),
    st.lists(st.sampled_from(["---", "+++", "", "\r", "正文", "title: x", " ", "    code"]), max_size=8).map(
        "\n".join
    ),
    st.lists(st.sampled_from(["---", "", "正文"]), max_size=5).map("\r\n".join),
)


def several(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=3).map(tuple)


articles = st.builds(
    Article,
    title=titles,
    date=dates,
    slug=words,
    body=bodies,
    kicker=words,
    deck=words,
    rubric=words,
    updated=st.none() | dates,
    aliases=several(some),
    permalink=words,
    tags=several(some),
    region=st.none() | codes,
    regions=several(codes),
    authors=several(st.builds(Credit, name=some, role=words, outlet=words)),
    dateline=words,
    summary=words,
    draft=st.booleans(),
    paper=words,
    edition=st.none() | dates,
    page=st.none() | numbers,
    order=st.none() | numbers,
    kind=st.sampled_from(["", "news", "photo", "feature", "brief", "notice"]),
    images=several(st.builds(Image, src=words, alt=words, caption=words, credit=words)),
    pullquote=words,
    corrections=several(st.builds(Correction, date=dates, text=words)),
    gaps=several(st.builds(Gap, where=words, after=words)),
    review=several(st.builds(Doubt, code=words, message=words, lines=several(numbers))),
    source=st.none()
    | st.builds(Source, file=words, sha256=words, lines=several(st.tuples(numbers, numbers))),
)  # fmt: skip


@given(articles)
@example(Article(title="标题", date=dt.date(2023, 4, 12), body="---\n\n---"))
@example(Article(title="标题", date=dt.date(2023, 4, 12), body="\n"))
@example(Article(title="标题", date=dt.date(2023, 4, 12), body="一\r\n二\r"))
@settings(max_examples=300, deadline=None)
def test_what_is_written_is_read_back(article: Article) -> None:
    written = dump(article)
    found = parse(written, "x.md")
    assert found.value == article
    assert found.problems == ()
    assert dump(found.value) == written


@given(articles)
@settings(max_examples=60, deadline=None)
def test_the_pure_parser_reads_the_same(article: Article) -> None:
    head = dump(article).partition("---\n")[2]
    head = head[: head.index("\n---\n") + 1]
    assert shape(tree.read_yaml(head)) == shape(tree.read_yaml(head, tree.PureTextLoader))


def shape(node: object) -> object:
    value = getattr(node, "value", node)
    if isinstance(value, list):
        return [shape(item) for item in value]
    return tuple(map(shape, value)) if isinstance(value, tuple) else value


@given(articles)
@settings(max_examples=60, deadline=None)
def test_each_field_stands_on_lines_of_its_own(article: Article) -> None:
    written = dump(article)
    assert written.startswith("---\ntitle: ")
    assert "!!python" not in written or "!!python" in article.body
    assert "\r" not in written.partition("\n---\n")[0]


lines = st.lists(
    st.one_of(
        st.sampled_from(["---", "+++", "title: 甲", "date: 2023-04-12", "tags: [甲",
        "\ttitle: 乙", "title：丙", "'", '"']),
        st.sampled_from(["- a", "  - b", "a: b: c", "authors:", "region: 朝阳",
        "date: 2023-02-30", "{", "&a [*a]", "? x"]),
        st.text(CHARS, max_size=15),
    ),
    max_size=10,
).map("\n".join)  # fmt: skip


@given(
    st.one_of(lines, lines.map(lambda text: f"---\n{text}\n---\n正文"), lines.map(lambda t: f"+++\n{t}\n+++\n正文"))
)
@settings(max_examples=400, deadline=None)
def test_no_text_breaks_the_reader(text: str) -> None:
    found = parse(text, "x.md")
    for problem in found.problems:
        assert problem.where.file == "x.md"
        assert 1 <= problem.where.line <= text.count("\n") + 1
    assert found.value is not None or found.problems


STARTS = (
    "1. ", "2023. 年", "3) ", "12.", "- ", "-", "---", "#", "# ", "> ", "+ ", "*", "**",
    "_", "__a__", "`x`", "``", "<b>",
    "</p>", "&amp;", "&lt", "&#60;", "[a](b)", "[a]: b", "![x](y)", "    四格", "\t",
    "~~~", "~~x~~", "|", "|-|", ": x",
    "!!! note", "\\", "\\*", "\\\\`", "===", "^", "{: .x}", "*[HTML]: x", "[^1]",
    "[^1]: x", "http://a.cn/_b_", "a_b_c",
    "AT&T", "a  b", "<!-- x -->", "<https://a.cn>", "!", "“引”", "1.5万", "-1", "+1",
)  # fmt: skip
printable = st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co", "Zl", "Zp"])
prose = st.lists(
    st.one_of(st.sampled_from(STARTS), st.text(printable, max_size=8), st.sampled_from(["甲", " ", "年"])),
    min_size=1,
    max_size=5,
).map("".join)


def squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def rendered(source: str, tag: str, extensions: list[str]) -> list[str]:
    page = markdown.markdown(source, extensions=extensions)
    blocks = re.findall(rf"<{tag}[^>]*>(.*?)</{tag}>", page, re.DOTALL)
    rest = re.sub(r"<(p|h2)[^>]*>.*?</\1>", "", page, flags=re.DOTALL)
    assert rest.strip() == "", page
    assert not re.search(r"<(?!br />)", "".join(blocks)), page
    return [squeeze(html.unescape(block.replace("<br />", " "))) for block in blocks]


EXTENSIONS = [[], ["extra"], ["extra", "sane_lists", "toc"]]


@pytest.mark.parametrize("extensions", EXTENSIONS, ids=["core", "extra", "toc"])
@given(st.lists(prose, min_size=1, max_size=3))
@settings(max_examples=120, deadline=None)
def test_paragraphs_render_back_to_their_words(extensions: list[str], texts: list[str]) -> None:
    story = Story(kind="news", headline="x", paragraphs=tuple(Paragraph(text=text) for text in texts))
    expected = [squeeze(text) for text in texts if squeeze(text)]
    assert rendered(body(story), "p", extensions) == expected


@pytest.mark.parametrize("extensions", EXTENSIONS, ids=["core", "extra", "toc"])
@given(prose.filter(lambda text: bool(text.strip())))
@settings(max_examples=80, deadline=None)
def test_subheads_render_back_to_their_words(extensions: list[str], text: str) -> None:
    story = Story(kind="news", headline="x", subheads=(Subhead(text=text, before=0),))
    assert rendered(body(story), "h2", extensions) == [squeeze(text)]


@pytest.mark.parametrize("start", STARTS)
def test_every_start_renders_back(start: str) -> None:
    for text in (start, f"{start} 甲", f"{start}甲", f"甲 {start}", f"甲\n{start} 乙"):
        for extensions in EXTENSIONS:
            assert rendered(escape.paragraph(text), "p", extensions) == [s for s in [squeeze(text)] if s]


def test_common_chinese_prose_is_not_escaped() -> None:
    text = (
        "本报讯（记者张三）4月11日，“1年+3年”行动—投入1.5万元、10:30开始，见 http://a.cn/x?a=1&b=2#c。(完) - 5%~10%"
    )
    assert escape.paragraph(text) == text
