"""JSON-LD: what a page is, in schema.org's words, safe inside a script element."""

from __future__ import annotations

import json
from collections.abc import Sequence

from jianbao.publish.context import Context
from jianbao.publish.library import Edition, Entry
from jianbao.publish.views import Link
from jianbao.zh import divisions

_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_SCRIPT = (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))
Thing = dict[str, object]


def written(thing: Thing) -> str:
    """Return a thing as JSON without what is empty, in one line."""
    kept = {"@context": "https://schema.org", **{key: value for key, value in thing.items() if value}}
    text = _ENCODE(kept)
    for sign, written_ in _SCRIPT:
        text = text.replace(sign, written_)
    return text


def news(context: Context, entry: Entry, description: str, places: Sequence[str], image: str) -> str:
    """Return an article as a NewsArticle: who wrote it, where it happened (`places` are codes), where it stood in
    print, its corrections, the way to its page. `image` is an absolute address or ""."""
    article, url = entry.article, context.absolute(context.addresses.articles[entry.path])
    site = context.settings.title
    where = [{"@type": "Place", "name": _full_name(code)} for code in places]
    changed = context.date(article.updated).iso if article.updated else ""
    told = [
        {"@type": "CorrectionComment", "datePublished": it.date.isoformat(), "text": it.text}
        for it in article.corrections
    ]
    return written(
        {
            "@type": "NewsArticle",
            "headline": article.title,
            "alternativeHeadline": article.deck,
            "datePublished": context.date(article.date).iso,
            "dateModified": changed or context.date(article.date).iso,
            "author": [{"@type": "Person", "name": name} for name in entry.authors]
            or [{"@type": "Organization", "name": entry.edition[0] if entry.edition else site}],
            "publisher": {"@type": "Organization", "name": entry.edition[0] if entry.edition else site},
            "image": [image] if image else [],
            "isPartOf": issue(context, entry.edition) if entry.edition else {},
            "printPage": str(entry.page) if entry.page else "",
            "printEdition": entry.edition[1].isoformat() if entry.edition else "",
            "dateline": article.dateline,
            "articleSection": entry.rubric,
            "keywords": list(entry.tags),
            "contentLocation": where,
            "correction": told,
            "inLanguage": context.settings.language,
            "mainEntityOfPage": {"@type": "WebPage", "@id": url, "breadcrumb": _way(context, entry)},
            "url": url,
            "description": description,
        }
    )


def _full_name(code: str) -> str:
    known = divisions.divisions()
    return "".join(known[part].name for part in divisions.parents(code))


def issue(context: Context, edition: Edition) -> Thing:
    """Return an issue of a newspaper."""
    paper, date = edition
    made: Thing = {"@type": "PublicationIssue", "datePublished": date.isoformat()}
    made["url"] = context.absolute(context.addresses.edition(paper, date))
    return {**made, "isPartOf": {"@type": "Newspaper", "name": paper}}


def _way(context: Context, entry: Entry) -> Thing:
    """Return the way to an article's page: through its newspaper, else through its rubric or the archive."""
    if entry.edition:
        paper, date = entry.edition
        steps = [
            (paper, context.addresses.paper(paper)),
            (context.date(date).text, context.addresses.edition(paper, date)),
        ]
    elif entry.rubric:
        steps = [(entry.rubric, context.addresses.rubrics[entry.rubric])]
    else:
        steps = [(context.words["archive"], "archive/index.html")]
    here = (entry.title, context.addresses.articles[entry.path])
    return _steps(
        [(name, context.absolute(path)) for name, path in ((context.words["home"], "index.html"), *steps, here)]
    )


def _steps(found: Sequence[tuple[str, str]]) -> Thing:
    """Return a way of (name, address); its last step is the page that says it, and needs no address."""
    listed: list[Thing] = [
        {"@type": "ListItem", "position": position, "name": name, "item": {"@id": url}}
        for position, (name, url) in enumerate(found, 1)
    ]
    del listed[-1]["item"]
    return {"@type": "BreadcrumbList", "itemListElement": listed}


def website(context: Context) -> str:
    """Return the site itself, with the way to search it."""
    base = context.settings.base_url
    search = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{base}search/index.html?q={{search_term_string}}"},
        "query-input": "required name=search_term_string",
    }
    return written(
        {
            "@type": "WebSite",
            "name": context.settings.title,
            "url": base,
            "inLanguage": context.settings.language,
            "potentialAction": search if context.library.entries else {},
        }
    )


def collection(
    context: Context, title: str, path: str, breadcrumb: Sequence[Link], kind: str = "CollectionPage"
) -> str:
    """Return a page that lists others, with the way to it."""
    base, url = context.settings.base_url, context.absolute(path)
    way = [(context.words["home"], base), *((link.text, base + link.href) for link in breadcrumb), (title, url)]
    return written({"@type": kind, "name": title, "url": url, "breadcrumb": _steps(way)})


def printed_issue(context: Context, edition: Edition, name: str) -> str:
    """Return an issue as the subject of its page."""
    return written({**issue(context, edition), "name": name})
