"""Search: what readers may ask, in Node against an index on disk, and what becomes of a damaged one."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from jianbao.publish.search import directory, index, whole
from jianbao.publish.search.coding import ascending, varint
from jianbao.publish.search.normal import fold, runs
from jianbao.publish.search.records import Head, Term
from jianbao.publish.search.serials import numbering, tail_border
from publish.searching import ask, needs_node, record, urls, write

SITE = [
    record(
        "lan",
        "兰州石化加快转型。\n甘肃省今年投资120亿元，C++ 与 AI Lab 合作。",
        title="甘肃国企改革提速",
        byline="记者 张三",
        date=dt.date(2023, 4, 12),
        facets=(("year", "2023"), ("tag", "国企")),
    ),
    record(
        "xian",
        "陕西西安举行比赛。甘肃队参加。",
        title="西安马拉松",
        byline="记者 李四",
        date=dt.date(2024, 1, 2),
        facets=(("year", "2024"),),
    ),
    record(
        "tai", "臺灣同胞來訪，談及后土祠。", title="兩岸交流", date=dt.date(2022, 5, 6), facets=(("year", "2022"),)
    ),
    record("hou", "皇后镇的后来。", title="一座镇", date=dt.date(2021, 5, 6), facets=(("year", "2021"),)),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    terms = [
        Term(text="甘肃", reading=("gan", "su"), kind="region", url="regions/gansu/index.html", count=2),
        Term(text="国企", reading=("guo", "qi"), kind="tag", url="tags/guo-qi/index.html", count=1),
        Term(text="说说国企", reading=("shuo", "shuo", "guo", "qi"), kind="article", url="2023/04/a.html", count=0),
    ]
    return write(tmp_path_factory.mktemp("site"), SITE, terms)


@needs_node
def test_queries_find_what_they_say(site: Path) -> None:
    """Several words, quotes, exclusion, alternatives, fields, width, case, scripts."""
    wanted = {
        "甘肃": ["lan", "xian"],  # a headline comes first
        "甘肃 西安": ["xian"],
        "肃省今": ["lan"],
        "甘肃 -西安": ["lan"],
        "甘肃 -记者:张三": ["xian"],
        "马拉松 OR 石化": ["xian", "lan"],
        "马拉松 | 石化 甘肃队": ["xian"],
        "标题:甘肃": ["lan"],
        "title:甘肃": ["lan"],
        "记者：李四": ["xian"],
        "记者:兰州": [],
        '"AI Lab"': ["lan"],
        '"lab 合"': ["lan"],
        "“AI Lab”": ["lan"],
        "“石化”": ["lan"],
        "ａｉ": ["lan"],
        "c++": ["lan"],
        "12": ["lan"],
        "1 2": ["lan"],
        "松": ["xian"],
        "。": ["xian", "lan", "tai", "hou"],
        "台湾": ["tai"],
        "两岸": ["tai"],
        "蘭州": ["lan"],
        "甘肅 OR 台湾": ["lan", "xian", "tai"],
        "後来": ["hou"],
        "皇後": ["hou"],
        "后土": ["tai"],
        "标题:松": ["xian"],
        "": [],
        "   ": [],
        "-": [],
        "OR": [],
        "-甘肃": [],
        '"': [],
        "投资120亿元": ["lan"],
        "转型甘肃": [],
        "转型。甘肃": [],
    }
    answers = ask(site, [(query, {}) for query in wanted])
    got = {
        query: [url.removesuffix(".html") for url in urls(it)] for query, it in zip(wanted, answers, strict=True)
    }
    wanted["。"] = got["。"] if sorted(got["。"]) == sorted(wanted["。"]) else wanted["。"]
    assert got == wanted


@needs_node
def test_filters_facets_order_and_snippets(site: Path) -> None:
    """Filters narrow, facets count, newest comes first when asked for, a snippet shows its hit."""
    filtered, newest, alone, several, hit = ask(
        site,
        [
            ("甘肃", {"filters": {"year": "2024"}}),
            ("甘肃", {"sort": "newest"}),
            ("", {"filters": {"year": ["2022", "2021"]}}),
            ("甘肃", {"limit": 1}),
            ("投资120", {}),
        ],
    )
    assert urls(filtered) == ["xian.html"]
    assert urls(newest) == ["xian.html", "lan.html"]
    assert newest["facets"]["year"] == {"2023": 1, "2024": 1}
    assert urls(alone) == ["tai.html", "hou.html"]
    assert (several["total"], several["exact"]) == (2, False)
    found = hit["hits"][0]
    (start, end) = found["marks"][0]
    assert found["snippet"][start:end] == "投资120"
    assert (found["title"], found["date"]) == ("甘肃国企改革提速", "2023-04-12")
    assert found["target"].endswith("lan.html#:~:text=%E6%8A%95%E8%B5%84120")


@needs_node
def test_headings_are_suggested_by_characters_pinyin_and_initials(site: Path) -> None:
    """gansu, gs, gan su, 甘 and 肃 all suggest 甘肃; headlines come last; nonsense suggests nothing."""
    asked = ["gansu", "gs", "gan su", "GanS", "甘", "肃", "guoqi", "zz", "", "<b>"]
    answers = ask(site, [(query, {"suggest": True}) for query in asked])
    assert [[it["text"] for it in found] for found in answers] == [
        *[["甘肃"]] * 6,
        ["国企", "说说国企"],
        [],
        [],
        [],
    ]


@needs_node
def test_hostile_queries_only_search(site: Path) -> None:
    """Ten thousand characters, control characters, expressions and markup find nothing and break nothing."""
    asked = [
        "甘" * 10_000,
        "q z " * 2500,
        "\x00\x01\x02",
        ".*",
        "[",
        "(?:",
        "\\",
        "<img src=x>",
        "\ud800",
        "-" * 99,
        "标题:",
    ]
    for query, answer in zip(asked, ask(site, [(query, {}) for query in asked]), strict=True):
        assert urls(answer) == [], query


@needs_node
def test_a_long_archive_of_common_characters(tmp_path: Path) -> None:
    """Lists of many shards, the tail, and the newest articles of a common character."""
    chance = random.Random(7)
    start = dt.date(2000, 1, 1)
    records = [
        record(f"{n}", "".join(chance.choices("甲乙丙丁", k=20)), date=start + dt.timedelta(days=n // 3))
        for n in range(9000)
    ]
    write(tmp_path, records)
    assert any("-" in path.name for path in (tmp_path / "search" / "base").rglob("*.bin"))
    asked = ["甲", "甲乙丙", "乙丙丁甲甲", "丁丁丁丁丁丁", "甲乙 丙丙", "丁"]
    every = ask(tmp_path, [(query, {"limit": "all"}) for query in asked])
    first = ask(tmp_path, [(query, {"limit": 10, "sort": "newest"}) for query in asked])
    for query, answer, some in zip(asked, every, first, strict=True):
        words = query.split()
        wanted = {it.url: it.date for it in records if all(word in it.paragraphs[0] for word in words)}
        assert set(urls(answer)) == set(wanted)
        assert answer["total"] == len(wanted)
        assert [wanted[url] for url in urls(some)] == sorted(wanted.values(), reverse=True)[:10]


@needs_node
def test_rare_hits_among_many_texts_are_not_waited_for(tmp_path: Path) -> None:
    """With patience for some texts only, what was found by then is shown; all is found without."""
    start = dt.date(2020, 1, 1)
    records = [
        record(f"{n}", "王家渠的水。", date=start + dt.timedelta(days=n), byline="" if n % 99 else "记者 王一")
        for n in range(199)
    ]
    write(tmp_path, records)
    hasty, whole, titles = ask(
        tmp_path,
        [("记者:王", {"patience": 20}), ("记者:王", {}), ("标题:王家", {})],
    )
    assert (urls(hasty), hasty["exact"]) == (["198.html"], False)
    assert (urls(whole), whole["exact"]) == (["198.html", "99.html", "0.html"], True)
    assert (urls(titles), titles["exact"]) == ([], True)


def _spoil(folder: Path, pattern: str, change: Any) -> None:
    paths = sorted((folder / "search").rglob(pattern))
    assert paths
    for path in paths:
        content = path.read_bytes()
        path.unlink() if change is None else path.write_bytes(change(content))


@needs_node
@pytest.mark.parametrize(
    ("pattern", "change", "code"),
    [
        ("*.bin", None, "missing"),
        ("*.bin", lambda content: content[:-1], "damaged"),
        ("*.bin", lambda content: b"\x00" + content, "damaged"),
        ("*.dir", lambda content: content[:-1], "damaged"),
        ("*.dir", None, "missing"),
        ("text/*/*.z", lambda content: content[:-9], "damaged"),
        ("text/*/*.z", None, "missing"),
        ("index.bin", lambda content: content[:40], "damaged"),
        ("index.bin", None, "missing"),
        ("index.bin", lambda content: content.replace(b'"format":3', b'"format":99'), "format"),
    ],
)
def test_a_broken_index_says_so_and_finds_nothing_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pattern: str, change: Any, code: str
) -> None:
    """Missing, cut short, of another build or another format: an error with its code, never a result."""
    with monkeypatch.context() as patch:
        patch.setattr(directory, "MOST", 1)
        patch.setattr(directory, "INLINE", 0)
        patch.setattr(index, "shard_size", lambda _: 200)
        write(tmp_path, SITE)
    _spoil(tmp_path, pattern, change)
    assert ask(tmp_path, [("甘肃", {})])[0]["error"] == code


@needs_node
def test_a_shard_of_an_older_build_is_noticed(tmp_path: Path) -> None:
    """While a site is being copied to its server, root and shards may be of two builds."""
    write(tmp_path / "new", SITE)
    write(tmp_path / "old", SITE[1:])
    for path in (tmp_path / "new" / "search" / "base").rglob("*.bin"):
        twin = tmp_path / "old" / path.relative_to(tmp_path / "new")
        if twin.exists():
            path.write_bytes(twin.read_bytes())
    answer = ask(tmp_path / "new", [("甘肃", {})])[0]
    assert answer["error"] in {"damaged", "missing"}


def test_an_index_of_nothing_is_whole() -> None:
    """No articles: a root that says so."""
    files = dict(whole.build([]).files)
    assert b'"articles":0' in files[index.ROOT]
    assert list(files)[-1] == index.ROOT


def test_numbers_follow_dates_and_stay() -> None:
    """One article more, or one less, moves no other; numbers are dense, and an article shares its own with about
    two at most, whether articles come every day, once a week or all at once."""
    start = dt.date(2015, 1, 1)
    heads = [Head(url=f"{n}.html", date=start + dt.timedelta(days=n // 3)) for n in range(900)]
    before = index.begin(heads).numbering
    serials = [before.serial(head.date, head.url) for head in heads]
    by_date = [date for _, date in sorted(zip(serials, (head.date for head in heads), strict=True))]
    assert by_date == sorted(by_date)
    assert max(serials) - min(serials) < 900
    assert index.begin([*heads, Head(url="new", date=dt.date(2015, 5, 20))]).numbering == before
    assert index.begin(heads[:300] + heads[301:]).numbering == before
    for days in ([n // 3 for n in range(900)], [n // 30 * 7 for n in range(900)], [0] * 900, range(0, 9000, 10)):
        heads = [Head(url=f"{n}.html", date=start + dt.timedelta(days=day)) for n, day in enumerate(days)]
        made = index.begin(heads).numbering
        counts = Counter(made.serial(head.date, head.url) for head in heads)
        assert 0.5 < sum(count * (count - 1) for count in counts.values()) / 900 < 2.5


@pytest.mark.parametrize(
    "days",
    [{1: 1}, {738_000: 10_000}, {1: 1, 738_000: 100_000}, dict.fromkeys(range(738_000, 738_100), 50), {3652059: 9}],
)
def test_numbers_fit_into_their_bits(days: dict[int, int]) -> None:
    """All on one day, or two thousand years apart."""
    made = numbering(days)
    first, last = (dt.date.fromordinal(day) for day in (min(days), max(days)))
    assert made.bits <= 28
    assert all(0 <= made.serial(day, f"{n}") < 1 << made.bits for day in (first, last) for n in range(99))


def test_the_tail_is_small_and_its_border_stays() -> None:
    """The border moves once in a while, and at most a sixty-fourth is behind it."""
    serials, borders = list(range(0, 9000, 2)), set()
    for serial in range(9000, 11000, 2):
        serials.append(serial)
        border = tail_border(serials, 14)
        assert sum(it >= border for it in serials[-200:]) <= len(serials) / 64
        borders.add(border)
    assert len(borders) < 60
    assert tail_border([5], 3) == 8
    assert [index.shard_size(count) for count in (10, 40_000, 900_000)] == [3584, 8192, 16384]


def test_text_is_folded_unit_by_unit() -> None:
    assert fold("Ａｂ①﹖é") == "ab1?é"
    assert runs("甲 乙\n\x00丙　") == ["甲", "乙", "丙"]
    assert runs("𠮷") == ["\ud842\udfb7"]


def test_numbers_as_bytes() -> None:
    assert [varint(0), varint(127), varint(300)] == [b"\x00", b"\x7f", b"\xac\x02"]
    assert ascending([3, 4, 400]) == b"\x03\x01\x8c\x03"


def test_one_changed_sentence_leaves_most_files_as_they_are() -> None:
    """Cuts stay where they are: files that a typo changes are few."""
    chance = random.Random(3)
    signs = [chr(0x4E00 + n) for n in range(900)]
    records = [
        record(f"{n}", "".join(chance.choices(signs, k=200)), date=dt.date(2015, 1, 1) + dt.timedelta(days=n))
        for n in range(700)
    ]
    before = dict(whole.build(records).files)
    edited = [
        *records[:99],
        record("99", records[99].paragraphs[0][:-2] + "错字", date=records[99].date),
        *records[100:],
    ]
    after = dict(whole.build(edited).files)
    changed = sum(len(content) for path, content in after.items() if before.get(path) != content)
    assert changed < 0.05 * sum(map(len, after.values()))
