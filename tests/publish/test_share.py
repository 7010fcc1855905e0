"""Share cards: what they say, when they are drawn, and how headlines break."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageFont

from jianbao.model.article import Article
from jianbao.model.article import Image as Picture
from jianbao.publish.share import drawn, lines
from jianbao.publish.views import HeadView
from publish.making import BASE, PAPER, SETTINGS, document, plan, printed, site

FONT: bytes = ImageFont.load_default(20).font_bytes  # type: ignore[union-attr]  # Pillow's own, a real one
CARDS = replace(SETTINGS, share_font="content/data/font.otf#0")


def _wide(text: str) -> float:
    return sum(1 if char < "\u2e80" else 2 for char in text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("一二三四五", ["一二三四五"]),
        ("一二三四五六七八", ["一二三四五", "六七八"]),
        ("一二三四五，六七", ["一二三四", "五，六七"]),
        ("一二三四“五六七”", ["一二三四", "“五六七”"]),
        ("一二三四五六七八九十一二三四五六七", ["一二三四五", "六七八九十", "一二三四…"]),
        ("", []),
    ],
)
def test_headlines_break_where_they_may(text: str, wanted: list[str]) -> None:
    assert lines(text, _wide, 10, 3) == wanted


def test_a_card_is_a_picture_of_the_size_that_sites_ask_for() -> None:
    made = site([printed("yi", title="The long headline of a story" * 9)], settings=CARDS, font=FONT)
    found = Image.open(io.BytesIO(made["share/2023/04/yi.png"]))
    assert (found.format, found.size) == ("PNG", (1200, 630))
    assert len(made["share/2023/04/yi.png"]) < 60_000
    assert len(set(found.convert("L").tobytes())) > 2


def test_what_a_card_says() -> None:
    routes = {
        route.path: route for route in plan([printed("yi", kicker="引题"), document("er")], settings=CARDS).routes()
    }
    said = [getattr(routes[f"share/2023/04/{name}.png"].view, "line", "") for name in ("yi", "er")]
    assert said == [f"{PAPER}  2023年4月12日  第2版", "2023年4月12日"]


def test_articles_with_a_picture_have_no_card_and_all_name_their_picture() -> None:
    made = plan([document("yi"), document("er", images=(Picture(src="/a.jpg"),))], settings=CARDS)
    routes = {route.path: route for route in made.routes()}
    assert sorted(routes) == sorted(made.paths)
    assert "share/2023/04/er.png" not in routes
    heads = [getattr(routes[f"2023/04/{name}.html"].view, "head", None) for name in ("yi", "er")]
    assert [head.image for head in heads if isinstance(head, HeadView)] == [
        f"{BASE}share/2023/04/yi.png",
        f"{BASE}a.jpg",
    ]
    assert not any(path.startswith("share/") for path in plan([document("yi")]).paths)


def test_only_what_a_card_shows_draws_it_again() -> None:
    def key(font: bytes = FONT, **given: object) -> bytes:
        one = document("yi")
        changed = replace(one, article=replace(one.article, **given))  # type: ignore[arg-type]  # named by the caller
        assert isinstance(changed.article, Article)
        routes = plan([changed], settings=CARDS, font=font).routes()
        return next(route.key for route in routes if route.path.startswith("share/"))

    assert key() == key(body="另一段。") == key(tags=("工会",))
    assert len({key(), key(title="另题"), key(kicker="引题"), key(font=FONT + b"\0")}) == 4


def test_the_same_card_is_the_same_picture() -> None:
    routes = plan([printed("yi")], settings=CARDS, font=FONT).routes()
    view = next(route.view for route in routes if route.path.startswith("share/"))
    assert drawn(view) == drawn(view)  # type: ignore[arg-type]  # the view of a card


def test_a_site_without_cards_loads_nothing_for_them() -> None:
    code = "import sys; from publish.making import document, site; site([document()]); print('PIL' in sys.modules)"
    here = Path(__file__).resolve().parents[1]
    paths = {"PYTHONPATH": f"{here}:{here.parent / 'generator'}"}
    done = subprocess.run([sys.executable, "-c", code], env=paths, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
