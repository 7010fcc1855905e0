from __future__ import annotations

import pytest

from jianbao.publish.links import is_external, safe_link


@pytest.mark.parametrize(
    ("target", "safe", "external"),
    [
        ("/a/b.html", "../a/b.html", False),
        ("a.html", "a.html", False),
        ("#x", "#x", False),
        ("", "", False),
        ("https://x.example/", "https://x.example/", True),
        ("//x.example/", "//x.example/", True),
        ("/\\x.example/", "/\\x.example/", True),
        ("mailto:a@x.example", "mailto:a@x.example", True),
        ("javascript:1", None, True),
        (" java\nscript:1", None, True),
        ("\u200bdata:1", None, True),
    ],
)
def test_links(target: str, safe: str | None, external: bool) -> None:
    assert safe_link(target, "../") == safe
    assert is_external(target) == external
