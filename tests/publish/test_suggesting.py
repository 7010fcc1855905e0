"""The link by which a reader suggests a correction."""

from __future__ import annotations

import pytest

from jianbao.publish.suggesting import suggest

ADDRESS = "https%3A%2F%2Fexample.org%2F2023%2F04%2Fx.html"
GIVEN = ("50%的“A&B”", "https://example.org/2023/04/x.html", "content/articles/2023/04/题.md")


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("", ""),
        (
            "mailto:a@example.org",
            f"mailto:a@example.org?subject=50%25%E7%9A%84%E2%80%9CA%26B%E2%80%9D&body={ADDRESS}%0A",
        ),
        (
            "https://github.com/o/r/edit/main/{file}",
            "https://github.com/o/r/edit/main/content/articles/2023/04/%E9%A2%98.md",
        ),
        (
            "https://example.org/form?u={url}",
            f"https://example.org/form?u={ADDRESS}",
        ),
        ("https://example.org/form", "https://example.org/form"),
    ],
)
def test_the_address_is_filled_in(pattern: str, wanted: str) -> None:
    assert suggest(pattern, *GIVEN) == wanted


def test_a_headline_that_looks_like_a_placeholder_stays_what_it_is() -> None:
    assert suggest("https://e.org/?t={title}&u={url}", "{url}", "u", "f") == "https://e.org/?t=%7Burl%7D&u=u"
