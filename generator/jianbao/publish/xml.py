"""Text in XML.

The standard library's escapes bring a web client with them: 15 ms at every start.
"""

from __future__ import annotations

import re

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""All that the rule Char leaves out (https://www.w3.org/TR/xml/#charsets). The class of all it has would take ten
times as long to compile."""


def escape(text: str) -> str:
    """Return `text` with the three signs of markup escaped."""
    return text.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")


def xml_text(text: str) -> str:
    """Return `text` escaped for XML, without the characters that XML 1.0 cannot hold."""
    return escape(_NOT_XML.sub("", text))


def attribute(text: str) -> str:
    """Return `text` as the value of an attribute, with its quotes."""
    made = xml_text(text).replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
    if '"' not in made:
        return f'"{made}"'
    return f"'{made}'" if "'" not in made else '"' + made.replace('"', "&quot;") + '"'
