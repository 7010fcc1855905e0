"""How the first paragraph of an article opens: the dateline 电头 and the reporters' names in brackets after it.

``本报讯(记者康劲)…``, ``新华社北京1月3日电 …``, ``本报北京4月1日电（记者张三）…``; also what is left when the
beginning is lost (``岚 何晓棠)…``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from jianbao.model.article import Credit
from jianbao.zh import bylines

_PLACE = "[㐀-鿿〇A-Za-z、·\\s]{0,24}?"
_DAY = r"(?:\d{1,2}\s?月\s?\d{1,2}\s?日)?"
_DATELINE = re.compile(
    rf"\s*[■●▲◆□]?\s*((?:本报|本刊|本网|据?新华社|中新社|中新网|人民日报|工人日报|央视网|新华网|人民网){_PLACE}"
    rf"(?:\d{{1,2}}\s?月)?\s?(?:\d{{1,2}}\s?[日]?)?\s?(?:[电讯]|消息))(?=[\s（(：:]|\S)"
)
_BRACKET = re.compile(r"\s*[（(]([^（()）]{2,160})[）)]\s*")
_PEOPLE = re.compile(r"记\s?者|通\s?讯\s?员|报道员|评论员|实习生|摄影")
_TORN = re.compile(r"\s*([㐀-鿿·、\s]{1,24})[）)]")
_SIGNED = re.compile(
    r"[（(]((?:本报|新华社)?(?:首席|特约|见习)?(?:记\s?者|通\s?讯\s?员|评论员)[^（()）]{2,80}|作者[^（()）]{2,60})[）)]\s*$"
)
_LEAD_BYLINE = re.compile(
    r"\s*[（(]((?:本报|新华社)?(?:首席|特约|见习)?(?:记\s?者|通\s?讯\s?员)[^（()）]{2,120})[）)]\s*"
)
_COUNTED = tuple("一二三四五六七八九十甲乙丙丁上中下左右")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What stands before the news: `end` is where the news starts in the text; `torn`: the beginning is lost."""

    end: int = 0
    dateline: str = ""
    people: tuple[Credit, ...] = ()
    fragments: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    torn: bool = False

    @property
    def found(self) -> bool:
        """Whether there is anything."""
        return self.end > 0


def read(text: str) -> Opening:
    """Return the opening of a paragraph's text (wraps as newlines)."""
    dateline = _DATELINE.match(text[:80])
    if dateline and not _spoken(text, dateline.end()):
        bracket = _BRACKET.match(text, dateline.end(), dateline.end() + 200)
        who = bylines.parse(bracket.group(1)) if bracket and _PEOPLE.search(bracket.group(1)) else bylines.Line()
        end = bracket.end() if bracket and who.people else dateline.end()
        return Opening(
            end=end,
            dateline=re.sub(r"\s", "", dateline.group(1)),
            people=who.people,
            fragments=who.fragments if who.people else (),
            outlets=who.outlets if who.people else (),
        )
    lead = _LEAD_BYLINE.match(text[:220])
    if lead:
        who = bylines.parse(lead.group(1))
        if who.people:
            return Opening(end=lead.end(), people=who.people, fragments=who.fragments, outlets=who.outlets)
    return _torn(text)


def _spoken(text: str, end: int) -> bool:
    """Return whether ``本报…电`` is the beginning of an ordinary sentence (``本报电子版``)."""
    return text[end : end + 1] in tuple("子视话影力商网气台话动")


def _torn(text: str) -> Opening:
    match = _TORN.match(text[:40])
    if not match:
        return Opening()
    role, rest = bylines.torn_role(match.group(1).strip())
    tokens = [token for token in re.split(r"[\s、]+", rest.strip()) if token]
    if not tokens or tokens[0] in _COUNTED or not all(map(bylines.is_name, tokens[1:])):
        return Opening()
    first_whole = bylines.is_name(tokens[0])
    if not first_whole and (role or len(tokens[0]) > 3):
        return Opening()
    names = tokens if first_whole else tokens[1:]
    left = () if first_whole else (tokens[0],)
    people = tuple(Credit(name=name, role=role) for name in names)
    return Opening(end=match.end(), people=people, fragments=left, torn=True)


def signature(text: str) -> tuple[int, bylines.Line]:
    """Return where a signature in brackets at the end of a paragraph begins (-1: none), and what it says."""
    match = _SIGNED.search(text, max(0, len(text) - 100))
    if not match:
        return -1, bylines.Line()
    line = bylines.parse(match.group(1))
    return (match.start(), line) if line.people and not line.fragments else (-1, bylines.Line())
