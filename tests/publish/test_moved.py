"""Which addresses an article has had: by the name of its file, by moved.toml, and never where another is now."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from typing import Any

from jianbao.model.article import Document
from jianbao.model.settings import Settings
from jianbao.model.tables import Tables
from jianbao.publish import moved
from publish.making import document, plan

FOLDER = "content/articles/2023/04"


def article(file: str, slug: str, **given: Any) -> Document:
    """Return an article in the file of that name."""
    return document(slug, path=f"{FOLDER}/{file}.md", **given)


def after(known: moved.Moved, *documents: Document, drafts: tuple[str, ...] = ()) -> moved.Moved:
    """Return what a build remembers that knew `known`."""
    context = plan(documents, tables=Tables(moved=known)).context
    files = {*drafts, *(each.path for each in documents)}
    return moved.updated(known, context.library, context.addresses.articles, files)


def answering(known: moved.Moved, *documents: Document, **given: Any) -> Mapping[str, tuple[str, ...]]:
    """Return the old addresses that lead to each article."""
    return plan(documents, tables=Tables(moved=known), **given).context.addresses.moved


def test_an_article_as_import_wrote_it_is_not_in_the_file() -> None:
    assert after({}, article("yi", "yi"), document("", path="content/articles/bie/er.md")) == {}


def test_every_slug_an_article_has_had_keeps_answering() -> None:
    first = after({}, article("yi", "er"))
    second = after(first, article("yi", "san"))
    back = after(second, article("yi", "er"))
    assert first == {f"{FOLDER}/yi.md": ("2023/04/er.html",)}
    assert second == {f"{FOLDER}/yi.md": ("2023/04/er.html", "2023/04/san.html")}
    assert back == {f"{FOLDER}/yi.md": ("2023/04/san.html", "2023/04/er.html")}
    assert answering(second, article("yi", "si")) == {
        f"{FOLDER}/yi.md": ("2023/04/yi.html", "2023/04/er.html", "2023/04/san.html")
    }
    assert after(second, article("yi", "san")) == second


def test_a_renamed_file_is_known_by_its_address() -> None:
    known = after(after({}, article("yi", "er")), article("yi", "san"))
    renamed = after(known, article("san", "san"))
    assert renamed == {f"{FOLDER}/san.md": ("2023/04/er.html", "2023/04/san.html")}
    assert answering(known, article("san", "san")) == {f"{FOLDER}/san.md": ("2023/04/er.html",)}
    assert answering(renamed, article("san", "san")) == {f"{FOLDER}/san.md": ("2023/04/er.html",)}


def test_a_file_renamed_alone_remembers_the_slug_it_still_has() -> None:
    known = after({}, article("bie-de", "yi"))
    assert answering(known, article("bie-de", "er"))[f"{FOLDER}/bie-de.md"][1:] == ("2023/04/yi.html",)


def test_a_permalink_and_a_date_are_remembered_too() -> None:
    made = document("yi", path=f"{FOLDER}/yi.md", permalink="/hand/made.html")
    known = after({}, made)
    assert answering(known, article("yi", "yi")) == {f"{FOLDER}/yi.md": ("hand/made.html",)}
    assert after(known, article("yi", "yi")) == {f"{FOLDER}/yi.md": ("hand/made.html", "2023/04/yi.html")}


def test_an_article_whose_date_was_changed_keeps_its_address() -> None:
    made = article("yi", "yi", date=dt.date(2023, 5, 2))
    assert answering({}, made) == {f"{FOLDER}/yi.md": ("2023/04/yi.html",)}
    by_day = Settings(permalink="/{year}/{month}/{day}/{slug}.html")
    assert answering({}, made, settings=by_day) == {}
    assert after({}, made) == {f"{FOLDER}/yi.md": ("2023/05/yi.html",)}


def test_who_lies_there_now_goes_first() -> None:
    known = {f"{FOLDER}/yi.md": ("2023/04/er.html", "2023/04/san.html"), f"{FOLDER}/x.md": ("2023/04/san.html",)}
    taken = answering(known, article("yi", "yi"), article("er", "er"))
    assert taken == {f"{FOLDER}/yi.md": ("2023/04/san.html",)}
    static = [("2023/04/san.html", "content/static/2023/04/san.html")]
    assert answering(known, article("yi", "yi"), others=static) == {f"{FOLDER}/yi.md": ("2023/04/er.html",)}


def test_a_draft_keeps_its_line_and_so_does_an_article_taken_away() -> None:
    known = {f"{FOLDER}/draft.md": ("2023/04/yi.html",), f"{FOLDER}/gone.md": ("2023/04/weg.html",)}
    assert after(known, article("yi", "yi"), drafts=(f"{FOLDER}/draft.md",)).keys() >= known.keys()


def test_what_is_no_address_is_left_aside() -> None:
    known = {f"{FOLDER}/yi.md": ("../secret", "/x", "", "2023/04/jiu.html"), "leer.md": ()}
    assert answering(known, article("yi", "yi")) == {f"{FOLDER}/yi.md": ("2023/04/jiu.html",)}


def test_the_file_says_the_same() -> None:
    known = {f'{FOLDER}/引"号\\.md': ("2023/04/yi.html", "旧/二.html"), "a\x7f.md": ("x.html",)}
    assert tomllib.loads(moved.text(known)) == {"articles": {path: [*had] for path, had in known.items()}}
