"""Markdown becomes HTML. The only module that knows Python-Markdown.

What an editor types stays what it is: HTML is shown as text, a paragraph that opens with a year ("2023. 年")
or with "#话题#" stays a paragraph, indented paragraphs are no code, a bracket with a colon is no hidden definition.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from xml.etree import ElementTree as ET

from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor, OListProcessor, ReferenceProcessor, UListProcessor
from markdown.extensions import Extension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from jianbao.publish import headings
from jianbao.publish.bodies import ROOT, Body
from jianbao.publish.links import safe_link
from jianbao.publish.text import unwrap

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ITEM = r"(?:[-*+]|\d{1,3}\.)[ ]+\S"
_LIST_AFTER_TEXT = re.compile(rf"(?m)^(?![ ]*(?:{_ITEM}|[>|#]|$))([^\n]+)\n(?={_ITEM}[^\n]*\n{_ITEM})")
_ALIGN = re.compile(r"text-align: (\w+);")


class _ListAfterText(Preprocessor):
    """A list of two lines or more right below a line of text is a list, as elsewhere in the Markdown world."""

    def run(self, lines: list[str]) -> list[str]:
        return _LIST_AFTER_TEXT.sub(r"\1\n\n", "\n".join(lines)).split("\n")


class _Heading(HashHeaderProcessor):
    """A heading needs a space after its "#": "#话题#" is text."""

    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})(?P<header>[ \t](?:\\.|[^\\])*?)#*(?:\n|$)")


class _Numbered(OListProcessor):
    """A numbered list keeps the number it starts with; more than three digits are a year, not a list."""

    LAZY_OL = False


class _Reference(ReferenceProcessor):
    """A link definition must have an address: "[问]: 你好" is text and stays."""

    RE = re.compile(
        r"^[ ]{0,3}\[([^\[\]^][^\[\]]*)\]:[ ]*\n?[ ]*(<?(?:[A-Za-z][A-Za-z0-9+.\-]*:|/|\.|#)[^\s>]*>?)[ ]*"
        r"(?:\n[ ]*)?((['\"])(.*)\4[ ]*|\((.*)\)[ ]*)?$",
        re.MULTILINE,
    )


class _Finish(Treeprocessor):
    """The last look at the tree: heading levels and ids, links, pictures, alignment, dead footnote links."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.unsafe: list[str] = []

    def run(self, root: ET.Element) -> None:
        self.unsafe = []
        self._headings([node for node in root.iter() if node.tag in _HEADINGS])
        ids = {node.get("id", "") for node in root.iter()}
        for node in root.iter():
            if node.tag == "a":
                self._link(node, ids)
            elif node.tag == "img":
                self._picture(node)
            elif node.tag in {"td", "th"}:
                _align(node)

    def _headings(self, nodes: list[ET.Element]) -> None:
        """Shift levels so that the highest is h2, and name each heading by its pinyin."""
        found = ((int(node.tag[1]), "".join(node.itertext())) for node in nodes)
        for node, (level, name) in zip(nodes, headings.placed(found), strict=True):
            node.tag = f"h{level}"
            node.set("id", name)

    def _link(self, node: ET.Element, ids: set[str]) -> None:
        target = node.get("href", "")
        if target.startswith(("#fnref:", "#fn:")) and target[1:] not in ids:
            node.clear()
        elif (safe := safe_link(target, ROOT)) is None:
            self.unsafe.append(target)
            node.attrib.clear()
        else:
            node.set("href", safe)

    def _picture(self, node: ET.Element) -> None:
        source = node.get("src", "")
        safe = safe_link(source, ROOT)
        if safe is None:
            self.unsafe.append(source)
            node.tag, node.text = "span", node.get("alt", "")
            node.attrib.clear()
        else:
            node.set("src", safe)
            node.set("loading", "lazy")


def _align(node: ET.Element) -> None:
    """Say alignment by class: an inline style would need a weaker content security policy."""
    match = _ALIGN.fullmatch(node.attrib.pop("style", ""))
    if match:
        node.set("class", match[1])


class _House(Extension):
    """Python-Markdown as this house wants it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # the library's name
        """Take out what turns text into something else, put in what finishes the tree."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        blocks = md.parser.blockprocessors
        blocks.deregister("code")
        blocks.register(_Heading(md.parser), "hashheader", 70)
        blocks.register(_Reference(md.parser), "reference", 15)
        numbered = _Numbered(md.parser)
        numbered.RE = re.compile(r"^[ ]{0,3}\d{1,3}\.[ ]+(.*)")
        blocks.register(numbered, "olist", 40)
        for processor in (numbered, blocks["ulist"]):
            if isinstance(processor, OListProcessor | UListProcessor):
                processor.CHILD_RE = re.compile(r"^[ ]{0,3}((\d{1,3}\.)|[*+-])[ ]+(.*)")
        md.preprocessors.register(_ListAfterText(md), "list_after_text", 15)


def converter(back_to_text: str = "{}") -> Callable[[str], Body]:
    """Make the function that turns Markdown into a Body. It keeps one parser, which is reset for each text.

    `back_to_text` is the title of a footnote's way back, "{}" its number. The parser is not safe to share
    between threads; processes each make their own. Most articles never come here: see bodies.converter.
    """
    parser = _parser(back_to_text)

    def convert(text: str) -> Body:
        nonlocal parser
        md, finish = parser
        text = text.replace(ROOT, "")
        try:
            made = md.reset().convert(text)
        except RecursionError:
            parser = _parser(back_to_text)  # the old one is left in the middle of a list
            return Body(html=_as_typed(text), deep=True)
        return Body(html=made if "<pre" in made else unwrap(made), unsafe=tuple(finish.unsafe))

    return convert


def _parser(back_to_text: str) -> tuple[Markdown, _Finish]:
    notes = FootnoteExtension(BACKLINK_TITLE=back_to_text)
    md = Markdown(extensions=[TableExtension(), FencedCodeExtension(), notes, _House()], output_format="html")
    finish = _Finish(md)
    md.treeprocessors.register(finish, "jianbao_finish", -10)
    return md, finish


def _as_typed(text: str) -> str:
    blocks = (block.strip() for block in text.split("\n\n"))
    return "\n".join(f"<p>{html.escape(block, quote=False)}</p>" for block in blocks if block)
