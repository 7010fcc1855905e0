"""Where a reader may suggest a correction: a letter that is begun already, or a form or file of the publisher's."""

from __future__ import annotations

from urllib.parse import quote


def suggest(pattern: str, title: str, url: str, file: str) -> str:
    """Return the address for one article: `pattern` with {title}, {url} and {file} filled in, percent-encoded; a
    mail address gets the headline as its subject and the article's address in its text. "" gives ""."""
    if not pattern:
        return ""
    name, address, path = (
        quote(it, safe=safe, errors="replace") for it, safe in ((title, ""), (url, ""), (file, "/"))
    )
    if pattern.startswith("mailto:"):
        return f"{pattern}?subject={name}&body={address}%0A"
    return pattern.replace("{url}", address).replace("{file}", path).replace("{title}", name)
