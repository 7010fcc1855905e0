"""The page on which the publisher says what the site is, made of content/about.md."""

from __future__ import annotations

import re

from jianbao.model.problem import Problem, Where
from jianbao.publish import linked_data, paths
from jianbao.publish.bodies import Convert, rooted
from jianbao.publish.context import Context
from jianbao.publish.keys import digest
from jianbao.publish.problems import UNSAFE_LINK
from jianbao.publish.route import Route
from jianbao.publish.text import excerpt
from jianbao.publish.views import PlainView

PATH, FILE = "about.html", "content/about.md"
_TITLE = re.compile(r"\A\s*#[ \t]+([^\n]+?)[ \t#]*(?:\n|\Z)")


def title(context: Context) -> str:
    """Return the heading that opens the text, else the word for it."""
    found = _TITLE.match(context.about)
    return found[1] if found else context.words["about"]


def page(context: Context, convert: Convert) -> Route:
    """Return the route of the page."""

    def make() -> tuple[PlainView, tuple[Problem, ...]]:
        text = _TITLE.sub("", context.about, count=1)
        body = convert(text)
        name = title(context)
        data = linked_data.collection(context, name, PATH, (), kind="AboutPage")
        view = PlainView(
            root=paths.root_of(PATH),
            head=context.head(PATH, name, excerpt(text) or name, jsonld=data),
            kind="about",
            title=name,
            body=rooted(body.html, paths.root_of(PATH)),
        )
        return view, tuple(UNSAFE_LINK.at(Where(file=FILE), link=link) for link in body.unsafe)

    return Route(PATH, "plain.html", digest(context.about), make)
