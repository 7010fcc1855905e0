"""The page about the site."""

from __future__ import annotations

from dataclasses import replace

from jianbao.publish.views import PlainView
from publish.making import BASE, SETTINGS, codes, dead_links, plan, site, town

TEXT = "# 关于江边剪报\n\n旧报上的文章。见[标签](/tags/index.html)，[坏](javascript:1)。\n"


def test_it_says_what_the_publisher_wrote() -> None:
    made = plan(town(), about=TEXT)
    route = next(route for route in made.routes() if route.path == "about.html")
    view = route.view
    assert isinstance(view, PlainView)
    assert (view.kind, view.title, view.head.canonical) == ("about", "关于江边剪报", f"{BASE}about.html")
    assert view.body.startswith('<p>旧报上的文章。见<a href="tags/index.html">标签</a>')
    assert "<h1" not in view.body
    assert "AboutPage" in view.head.jsonld
    assert codes(route.problems) == ["unsafe-link"]
    assert made.site.about is not None
    assert (made.site.about.text, made.site.about.href) == ("关于江边剪报", "about.html")


def test_without_a_heading_it_has_the_usual_name() -> None:
    named = plan([], about="就这些。").site.about
    assert named is not None
    assert named.text == "关于本站"


def test_there_is_none_where_nothing_was_written() -> None:
    for text in ("", " \n"):
        made = plan(town(), about=text)
        assert "about.html" not in made.paths
        assert made.site.about is None


def test_it_is_a_page_like_any_other() -> None:
    made = site(town(), about=TEXT)
    assert "about.html" in made
    assert f"{BASE}about.html" in made["sitemap.xml"].decode()
    assert list(dead_links(made)) == []
    twin = plan(town(), about=TEXT, settings=replace(SETTINGS, traditional="tw"))
    assert "zh-hant/about.html" in twin.paths
