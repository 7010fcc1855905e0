"""Article to text, for people: fields in the contract's order, empty ones left out, no line folded, Chinese as is.

Words need no quotes unless YAML (ours, or another program's YAML 1.1 or 1.2) would read them as something else.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator

from jianbao.model.article import Article, Source

_INDICATORS = "-?:,[]{}#&*!|>'\"%@`=~<"
_NOT_PRINTABLE = "\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
_QUOTE = re.compile(rf"[{_NOT_PRINTABLE}]|:(?:\s|$)|\s#|^\s|\s$|^[{re.escape(_INDICATORS)}]")
_QUOTE_IN_LIST = re.compile(rf"{_QUOTE.pattern}|[,\[\]{{}}?]|:(?=[,\[\]{{}}\"'])")
_ESCAPE = re.compile(rf'["\\{_NOT_PRINTABLE}]')
_GUESSED = re.compile(
    r"""(?: null | true | false | yes | no | on | off | y | n | [-+]?\.?(?:inf|nan)
    | [-+]?[0-9.][0-9_,.:xob]*(?:e[-+]?[0-9]+)? | 0x[0-9a-f_]+
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt\s].*)? )""",
    re.VERBOSE | re.IGNORECASE,
)
"""What YAML 1.1 or 1.2 takes for a null, a truth, a number, a sexagesimal or a time (https://yaml.org/type/)."""


def dump(article: Article) -> str:
    """Return the file of `article`: front matter between ---, an empty line, the body, a line end."""
    lines = "".join(f"{line}\n" for line in _lines(article))
    return f"---\n{lines}---\n\n{article.body}\n" if article.body else f"---\n{lines}---\n"


def _lines(article: Article) -> Iterator[str]:
    yield f"title: {_text(article.title)}"
    yield from _texts(article, ("kicker", "deck", "rubric"))
    yield f"date: {_date(article.date)}"
    if article.updated is not None:
        yield f"updated: {_date(article.updated)}"
    yield from _texts(article, ("slug",))
    yield from _list("aliases", article.aliases)
    yield from _texts(article, ("permalink",))
    yield from _list("tags", article.tags)
    if article.region is not None:
        yield f"region: {_code(article.region)}"
    if article.regions:
        yield f"regions: [{', '.join(map(_code, article.regions))}]"
    yield from _flow_items("authors", article.authors, ("name", "role", "outlet"))
    yield from _texts(article, ("dateline", "summary"))
    if article.draft:
        yield "draft: true"
    yield from _stand(article)
    yield from _after(article)


def _stand(article: Article) -> Iterator[str]:
    """Where it stood in print."""
    yield from _texts(article, ("paper",))
    if article.edition is not None:
        yield f"edition: {_date(article.edition)}"
    if article.page is not None:
        yield f"page: {article.page}"
    if article.order is not None:
        yield f"order: {article.order}"


def _after(article: Article) -> Iterator[str]:
    yield from _texts(article, ("kind",))
    yield from _block_items(
        "images",
        (
            [
                f"src: {_text(image.src)}",
                *_pairs(image, ("alt", "caption", "credit"), _text),
                *(f"{name}: {size}" for name in ("width", "height") if (size := getattr(image, name))),
            ]
            for image in article.images
        ),
    )
    yield from _texts(article, ("pullquote",))
    yield from _block_items(
        "corrections", ([f"date: {_date(each.date)}", f"text: {_text(each.text)}"] for each in article.corrections)
    )
    yield from _flow_items("gaps", article.gaps, ("where", "after"))
    yield from _block_items(
        "review",
        (
            [f"code: {_text(doubt.code)}", f"message: {_text(doubt.message)}", *_line_numbers(doubt.lines)]
            for doubt in article.review
        ),
    )
    if article.source is not None:
        yield from _source(article.source)


def _source(source: Source) -> Iterator[str]:
    yield "source:"
    yield f"  file: {_text(source.file)}"
    if source.sha256:
        yield f"  sha256: {_text(source.sha256)}"
    if source.lines:
        runs = (str(first) if first == last else f"{first}-{last}" for first, last in source.lines)
        yield f"  lines: [{', '.join(runs)}]"
    if source.confidence < 1:
        yield f"  confidence: {source.confidence:.3f}"


def _line_numbers(lines: tuple[int, ...]) -> Iterator[str]:
    if lines:
        yield f"lines: [{', '.join(map(str, lines))}]"


def _texts(article: Article, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        value = getattr(article, name)
        if value:
            yield f"{name}: {_text(value)}"


def _list(name: str, items: tuple[str, ...]) -> Iterator[str]:
    if items:
        yield f"{name}: [{', '.join(map(_in_list, items))}]"


def _pairs(value: object, names: Iterable[str], write: Callable[[str], str]) -> Iterator[str]:
    """Yield `name: words` for each attribute of `value` that says something."""
    for name in names:
        words = getattr(value, name)
        if words:
            yield f"{name}: {write(words)}"


def _flow_items(name: str, items: tuple[object, ...], parts: tuple[str, ...]) -> Iterator[str]:
    """Yield a list of small things, one a line, in braces."""
    if items:
        yield f"{name}:"
        for item in items:
            yield f"  - {{{', '.join(_pairs(item, parts, _in_list))}}}"


def _block_items(name: str, items: Iterable[list[str]]) -> Iterator[str]:
    """Yield a list of things with longer words, a line for each part."""
    for index, lines in enumerate(items):
        if not index:
            yield f"{name}:"
        yield f"  - {lines[0]}"
        yield from (f"    {line}" for line in lines[1:])


def _date(value: dt.date) -> str:
    return value.isoformat(" ") if isinstance(value, dt.datetime) else value.isoformat()


def _code(value: str) -> str:
    """A region's code needs no quotes: we read it as text, and for others the number is the same."""
    return value if re.fullmatch(r"[1-9][0-9]{5}", value) else _in_list(value)


def _text(value: str) -> str:
    return _quoted(value) if not value or _QUOTE.search(value) or _GUESSED.fullmatch(value) else value


def words(value: str) -> str:
    """Return a value as it stands behind a key: in quotes only where YAML would take it for something else."""
    return _text(value)


def in_list(value: str) -> str:
    """Return a value as it stands in a list between brackets."""
    return _in_list(value)


def _in_list(value: str) -> str:
    return _quoted(value) if not value or _QUOTE_IN_LIST.search(value) or _GUESSED.fullmatch(value) else value


def _quoted(value: str) -> str:
    """Return `value` in the quotes that need the least inside."""
    if '"' in value and not re.search(rf"[{_NOT_PRINTABLE}]", value):
        return "'" + value.replace("'", "''") + "'"
    return f'"{_ESCAPE.sub(_escaped, value)}"'


def _escaped(found: re.Match[str]) -> str:
    char = found[0]
    short = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(char)
    return short or (f"\\x{ord(char):02x}" if ord(char) < 0x100 else f"\\u{ord(char):04x}")
