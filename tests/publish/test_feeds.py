from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from jianbao.model.article import Correction, Credit, Image
from jianbao.publish.feeds import FeedEntryView, FeedView, JsonFeedView, RssView
from jianbao.publish.render import machine
from jianbao.publish.route import Machine
from publish.making import BASE, document, site, town, views

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "feed"
ATOM = "{http://www.w3.org/2005/Atom}"


def feed(name: str) -> FeedView:
    """Return the feed that a golden's input describes."""
    rows = json.loads((GOLDEN / name / "input.txt").read_text("utf-8"))
    entries = tuple(
        FeedEntryView(**(row | {"authors": tuple(row["authors"]), "tags": tuple(row["tags"])})) for row in rows
    )
    return FeedView(
        title="江边剪报",
        site="江边剪报",
        language="zh-CN",
        url=f"{BASE}feed",
        home=BASE,
        updated=entries[0].updated,
        entries=entries,
    )


@pytest.mark.parametrize("name", ["atom", "rss", "json"])
def test_golden(name: str) -> None:
    view = feed(name)
    forms: dict[str, Machine] = {"atom": view, "rss": RssView(feed=view), "json": JsonFeedView(feed=view)}
    assert machine(forms[name]) == (GOLDEN / name / "expected.txt").read_text("utf-8")


def test_the_site_feed_has_the_whole_text_with_absolute_addresses() -> None:
    entries = {entry.title: entry for entry in views(town())["feed.xml"].entries}
    assert f'<a href="{BASE}2023/04/yi.html">' in entries["题目 er"].content
    assert entries["题目 yi"].url == f"{BASE}2023/04/yi.html"
    assert entries["题目 yi"].published == "2023-04-12T00:00:00+08:00"
    assert len(entries) == 6


def test_pictures_come_with_their_words() -> None:
    images = (
        Image(src="/img/a.jpg", caption="<图>", credit="李梅 摄"),
        Image(src="https://x.example/b.jpg"),
        Image(src="", caption="只有字"),
        Image(src=""),
    )
    assert views([document(body="", images=images)])["feed.xml"].entries[0].content == (
        f'<figure><img src="{BASE}img/a.jpg" alt="&lt;图&gt;">'
        "<figcaption>&lt;图&gt; 李梅 摄</figcaption></figure>\n"
        '<figure><img src="https://x.example/b.jpg" alt=""><figcaption></figcaption></figure>\n'
        "<figure><figcaption>只有字</figcaption></figure>\n"
    )


def test_feeds_of_terms_have_summaries() -> None:
    view = views(town())["tags/gong-hui/feed.xml"]
    assert [entry.title for entry in view.entries] == ["题目 yi", "题目 er", "题目 wu"]
    assert {entry.content for entry in view.entries} == {""}
    assert view.entries[0].summary == "正文一段。"
    assert (view.title, view.home) == ("工会 - 江边剪报", f"{BASE}tags/gong-hui.html")


def test_updated_comes_from_content() -> None:
    corrected = document("a", corrections=(Correction(date=dt.date(2023, 6, 1), text="更正"),))
    later = document("b", updated=dt.datetime(2023, 5, 1, 8, tzinfo=dt.UTC))
    view = views([corrected, later])["feed.xml"]
    assert [entry.updated for entry in view.entries] == ["2023-06-01T00:00:00+08:00", "2023-05-01T16:00:00+08:00"]
    assert view.updated == "2023-06-01T00:00:00+08:00"


def test_an_empty_feed_has_a_date_all_the_same() -> None:
    assert views([])["feed.xml"].updated == "1970-01-01T00:00:00+00:00"


def test_the_newest_twenty() -> None:
    many = [document(f"d{day}", date=dt.date(2023, 1, 1) + dt.timedelta(days=day)) for day in range(30)]
    titles = [entry.title for entry in views(many)["feed.xml"].entries]
    assert titles == [f"题目 d{day}" for day in range(29, 9, -1)]


def test_feeds_are_well_formed_whatever_the_text() -> None:
    odd = document(
        title="甲<>&\"']]>\x0b\ufffe",
        body="<b>\x1f文]]></b> &nbsp; &amp;",
        tags=("\"'&<标>",),
        authors=(Credit(name="<江>"),),
    )
    files = site([odd])
    root = ET.fromstring(files["feed.xml"])  # noqa: S314  our own output
    assert root.findtext(f"{ATOM}entry/{ATOM}title") == "甲<>&\"']]>"
    assert root.find(f"{ATOM}entry/{ATOM}category").attrib["term"] == "\"'&<标>"  # type: ignore[union-attr]  # there is one
    items = ET.fromstring(files["rss.xml"]).findall("channel/item")  # noqa: S314
    assert [item.findtext("title") for item in items] == ["甲<>&\"']]>"]
    assert json.loads(files["feed.json"])["items"][0]["title"] == "甲<>&\"']]>\x0b\ufffe"
