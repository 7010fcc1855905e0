from __future__ import annotations

import pytest

from jianbao.publish.paths import clashes, cut, file_path, href, is_free, is_slug, root_of, same_place


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/2023/04/x.html", "2023/04/x.html"),
        ("2023/x.html", "2023/x.html"),
        ("/old/", "old/index.html"),
        ("/old", "old/index.html"),
        ("/", "index.html"),
        (" /新闻/一.html ", "新闻/一.html"),
        ("/cafe\u0301.html", "caf\u00e9.html"),
    ],
)
def test_an_address_is_a_file_below_the_root(address: str, path: str) -> None:
    assert file_path(address) == path


@pytest.mark.parametrize(
    "address",
    [
        "/../etc/x",
        "/a/../b.html",
        "/a//b.html",
        "//other.example/x",
        "/" + "a" * 300 + ".html",
        "https://other.example/x",
        "/a?b=1",
        "/a#b",
        "/a\\b.html",
        "/.git/x.html",
        "/a /b.html",
        "/a./b.html",
        "/%2e%2e/x.html",
        "/a\nb.html",
        "/a\x7f.html",
        '/"x".html',
    ],
)
def test_an_address_that_leads_elsewhere_or_cannot_be_written_is_refused(address: str) -> None:
    assert file_path(address) == ""


def test_slugs_are_letters_digits_and_single_hyphens() -> None:
    assert all(is_slug(it) for it in ("a", "2023", "gan-su-1-nian"))
    assert not any(is_slug(it) for it in ("", "-a", "a-", "a--b", "A", "a_b", "甘肃", "a\n", "a/b"))


def test_a_long_slug_is_cut_at_a_hyphen() -> None:
    assert not is_slug("a" * 201)
    assert cut("ab-cd-ef", 8) == "ab-cd-ef"
    assert cut("ab-cd-ef", 5) == "ab-cd"
    assert cut("ab-cd-ef", 7) == "ab-cd"
    assert cut("abcdef", 3) == "abc"


def test_some_slugs_name_other_things() -> None:
    assert not is_free("index")
    assert not is_free("con")
    assert is_free("gong-hui")


def test_links_are_percent_encoded() -> None:
    assert href("2023/04/x-1.html") == "2023/04/x-1.html"
    assert href("新/一 二.html") == "%E6%96%B0/%E4%B8%80%20%E4%BA%8C.html"


def test_the_way_to_the_root() -> None:
    assert [root_of(it) for it in ("x.html", "a/x.html", "a/b/x.html")] == ["", "../", "../../"]


def test_paths_that_some_disk_cannot_tell_apart() -> None:
    assert same_place("Tags/A.html") == same_place("tags/a.html")
    assert same_place("caf\u00e9.html") == same_place("cafe\u0301.html")
    assert same_place("a.html") != same_place("b.html")


def test_clashes_name_both() -> None:
    assert clashes([("a.html", "one"), ("b.html", "two")]) == []
    assert clashes([("a.html", "one"), ("A.html", "two")]) == [("A.html", "one", "two")]


def test_a_file_where_a_folder_must_be() -> None:
    assert clashes([("a", "one"), ("a/b.html", "two")]) == [("a", "one", "two")]
    assert clashes([("x/y/z.html", "two"), ("x", "one")]) == [("x", "one", "two")]
