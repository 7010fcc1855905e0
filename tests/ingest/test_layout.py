"""Pages cut by geometry: what a reader takes for one article is one, nothing is lost, nothing made up."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from scripts.typeset import HELD, LAYOUTS

from ingest import printing
from jianbao.ingest.layout.cutting import cut_printed
from jianbao.ingest.layout.glyphs import real, seen
from jianbao.ingest.layout.order import assigned
from jianbao.ingest.layout.threads import runs
from jianbao.model.article import Story
from jianbao.model.page import Origin
from jianbao.model.printed import Area, Glyph, PrintedPage

ORIGIN = Origin(file="page.pdf")
SIX = [
    printing.article(0, long=7),
    printing.article(1, long=3),
    printing.article(2, long=6, picture=True),
    printing.article(3, long=4),
    printing.article(4, long=2),
    printing.article(5, long=5),
]


def bare(text: str) -> str:
    return "".join(text.split())


def words_of(page: PrintedPage) -> Counter[str]:
    return Counter(char for glyph in page.glyphs for char in glyph.text if not char.isspace())


def said_by(story: Story) -> list[str]:
    people = [who.role + who.name for who in story.byline if who.role != "摄影"]
    return [
        story.kicker, story.headline, f"（{story.rubric}）" if story.rubric else "", story.deck,
        *(p.text for p in story.paragraphs), *(s.text for s in story.subheads),
        story.caption, story.credit, *people,
    ]  # fmt: skip


@pytest.mark.parametrize("name", [name for name in LAYOUTS if name not in HELD])
def test_every_layout_gives_its_articles_back(name: str) -> None:
    page, made = printing.laid_out(name, SIX)
    stories = cut_printed(page, ORIGIN).value.cut.stories
    assert sorted(s.headline for s in stories) == sorted(it["title"] for it in made)
    for it in made:
        story = next(s for s in stories if s.headline == it["title"])
        assert [p.text for p in story.paragraphs] == it["paragraphs"]
        assert (story.kicker, story.deck) == (it["kicker"], it["deck"])
        assert [s.text for s in story.subheads] == it["subheads"]
        assert (story.caption, story.credit) == (it.get("caption", ""), it.get("credit", ""))


@given(name=st.sampled_from(sorted(LAYOUTS)), seed=st.integers(0, 10**6), count=st.integers(1, 6))
@settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate], derandomize=True)
def test_no_character_is_lost_or_made_up(name: str, seed: int, count: int) -> None:
    page, _ = printing.laid_out(name, SIX[:count], str(seed))
    cut = cut_printed(page, ORIGIN).value.cut
    out = Counter(bare("".join("".join(said_by(story)) for story in cut.stories)))
    out += Counter(bare("".join(left.text for left in cut.leftovers)))
    assert not words_of(page) - out
    assert not Counter({c: n for c, n in (out - words_of(page)).items() if c not in "（）"})


def test_what_is_found_does_not_hang_on_the_order_of_the_file() -> None:
    page, _ = printing.laid_out("clean-five", SIX)
    lines: list[list[Glyph]] = []
    for glyph in page.glyphs:
        if lines and abs(lines[-1][-1].y0 - glyph.y0) < 0.1 and 0 <= glyph.x0 - lines[-1][-1].x1 < 5:
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    turned = replace(page, glyphs=tuple(glyph for line in reversed(lines) for glyph in line))
    told, again = (cut_printed(each, ORIGIN).value.cut.stories for each in (page, turned))
    assert [s.headline for s in told] == [s.headline for s in again]
    assert [[p.text for p in s.paragraphs] for s in told] == [[p.text for p in s.paragraphs] for s in again]


def line(text: str, x: float, y: float, size: float = 10.0, **flags: bool) -> list[Glyph]:
    return [Glyph(c, x + i * size, y, x + (i + 1) * size, y + size, size, 0, **flags) for i, c in enumerate(text)]


def sheet(*lines: list[Glyph]) -> PrintedPage:
    return PrintedPage(width=400, height=600, glyphs=tuple(g for each in lines for g in each))


def test_hidden_tiny_and_off_page_text_is_left_over_and_said() -> None:
    body = [line("田间地头一派繁忙景象农机手驾驶", 20, 100 + 15 * i) for i in range(4)]
    page = sheet(
        line("春耕忙起来", 20, 60, 24), *body,
        line("看不见的字", 20, 300, hidden=True), line("极小的字", 20, 320, 1.5), line("页外的字", 500, 100),
    )  # fmt: skip
    found = cut_printed(page, ORIGIN)
    left = [each.text for each in found.value.cut.leftovers]
    assert {"看不见的字", "极小的字", "页外的字"} <= set(left)
    assert sum(problem.code == "text-left-over" for problem in found.problems) == 3
    assert "看不见" not in "".join(p.text for s in found.value.cut.stories for p in s.paragraphs)


def test_signs_become_the_characters_they_stand_for() -> None:
    def one(text: str) -> str:
        return real(Glyph(text, 0, 0, 10, 10, 10)).text

    assert [one(c) for c in "⽉⼈⺠⻓，：（ﬁ豈︵"] == [*"月人民长，：（", "fi", "豈", "（"]
    assert real(Glyph("\ue123", 0, 0, 10, 10, 10, unknown=True)).text == "\ufffd"


def test_a_sign_printed_twice_to_look_bold_is_one() -> None:
    page = sheet(line("春耕忙起来了", 20, 60), line("春耕忙起来了", 20.4, 60))
    assert "".join(g.text for g in seen(page).glyphs) == "春耕忙起来了"


def test_letter_spacing_is_undone_and_a_wide_gap_kept() -> None:
    spread = [Glyph(c, 20 + 36 * i, 60, 44 + 36 * i, 84, 24) for i, c in enumerate("春耕忙起来")]
    apart = [*line("春耕正忙", 20, 100, 20), *line("秋收在望", 113, 100, 20)]
    found = [run.text for run in runs([*spread, *apart], 10)]
    assert found == ["春耕忙起来", "春耕正忙 秋收在望"]


def test_a_vertical_headline_is_read_downwards() -> None:
    tall = [Glyph(c, 20, 60 + 26 * i, 46, 86 + 26 * i, 26) for i, c in enumerate("春耕忙起来")]
    text = [line("田间地头一派繁忙景象农机", 60, 60 + 15 * i) for i in range(9)]
    first = line("志愿者每天把热饭送上", 80, 45)
    story = cut_printed(sheet(tall, first, *text), ORIGIN).value.cut.stories[0]
    assert story.headline == "春耕忙起来"


def test_an_empty_page_says_so() -> None:
    found = cut_printed(sheet(), ORIGIN)
    assert found.value.cut.stories == ()
    assert [problem.code for problem in found.problems] == ["page-empty"]


def test_a_picture_alone_in_its_box_is_an_item_of_its_own() -> None:
    page, _ = printing.laid_out("clean-five", SIX[:2])
    low = page.height + 40
    words = [
        Glyph(g.text, g.x0, g.y0, g.x1, g.y1, g.size)
        for g in [*line("图为新码头。", 60, low + 160, 8.5), *line("林晓禾 摄", 60, low + 172, 8.5)]
    ]
    box, picture = Area(40, low, 300, low + 200), Area(60, low + 20, 280, low + 150)
    page = replace(page, height=low + 300, glyphs=(*page.glyphs, *words), boxes=(box,), pictures=(picture,))
    found = cut_printed(page, ORIGIN).value
    story = next(s for s in found.cut.stories if s.caption)
    assert (story.headline, story.caption, story.credit) == ("", "图为新码头。", "林晓禾 摄")
    assert found.pictures[found.cut.stories.index(story)] == (picture,)


@given(
    st.integers(1, 6).flatmap(
        lambda rows: st.integers(rows, 7).flatmap(
            lambda cols: st.lists(
                st.lists(st.integers(0, 30), min_size=cols, max_size=cols), min_size=rows, max_size=rows
            )
        )
    )
)
@settings(max_examples=60, deadline=None)
def test_the_assignment_is_the_cheapest(table: list[list[int]]) -> None:
    chosen = assigned([[float(cost) for cost in row] for row in table])
    assert len(set(chosen)) == len(table)
    least = {0: 0}
    for row in table:
        following: dict[int, int] = {}
        for used, cost in least.items():
            for column, more in enumerate(row):
                if not used >> column & 1:
                    key = used | 1 << column
                    following[key] = min(following.get(key, 10**9), cost + more)
        least = following
    assert sum(row[column] for row, column in zip(table, chosen, strict=True)) == min(least.values())
