"""Reporters' lines: people's names, the roles they sign with, the outlets they belong to.

Names are found by position (between role words) and told apart by spaces, marks and surnames; the surnames are
data (data/surnames.txt). Nothing is guessed: what does not look like a name is handed back as a fragment.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from jianbao.model.article import Credit

ROLES = [
    "特约通讯员",
    "特约记者",
    "特派记者",
    "见习记者",
    "实习记者",
    "首席记者",
    "摄影记者",
    "全媒体记者",
    "融媒体记者",
    "特约评论员",
    "本报评论员",
    "评论员",
    "报道员",
    "通讯员",
    "实习生",
    "记者",
    "编辑",
    "编译",
    "摄影报道",
    "摄影",
    "整理",
    "撰文",
    "供图",
    "文/图",
    "图/文",
    "摄",
    "文",
    "图",
]
"""Role words, longer before shorter where one begins another."""

_ROLE = re.compile("|".join(map(re.escape, ROLES)))
_SPLIT_ROLE = re.compile(r"记\s+者|通\s+讯\s*员|通讯\s+员|评\s+论\s*员|评论\s+员")
"""Role words with a wrap inside."""

_OUTLET_END = "日报|晚报|早报|时报|晨报|导报|商报|周报|青年报|新闻社|通讯社|电视台|融媒体中心|视觉中国|新闻网|频道"
_TOKEN = re.compile(r"[、，,;；/／\s]+")
_NAME = re.compile(r"[㐀-鿿〇]{2,5}|[㐀-鿿〇]{1,6}(?:·[㐀-鿿〇]{1,6}){1,3}")
_MOST_GLUED = 24
_PHOTO_ROLES = ("摄", "摄影", "摄影报道", "图", "供图")
_AGENCY = re.compile(r"(?:(?<=[摄图影道])\s*[（(]|\s*[/／]\s*)([^（）()/／]{2,10}?)[）)]?\s*$")
_SENT = re.compile(r"(?<=[社网])发\s*[（(](?=[^（）()]*摄)")  # 新华社发（张梦摄）
_TORN_AGENCY = re.compile(r"新\s*华\s*社")
_TORN_NAME = re.compile(r"(?<![㐀-鿿])([㐀-鿿]{2}) ([㐀-鿿])(?=\s*摄)")
_ASIDE = re.compile("参与采写|采写|报道|文并摄|等(?=[）)\\s]|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A parsed byline: the people in order, pieces that are no whole name (torn off), outlets as often as named."""

    people: tuple[Credit, ...] = ()
    fragments: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()


@cache
def surnames() -> frozenset[str]:
    """Return the known surnames, of one and of two characters."""
    lines = (files("jianbao.zh") / "data" / "surnames.txt").read_text("utf-8").splitlines()
    rows = [line for line in lines if not line.startswith("#")]
    return frozenset("".join(rows[:-1])) | frozenset(rows[-1].split())


@cache
def outlets() -> tuple[str, ...]:
    """Return the known outlets, longest first."""
    lines = (files("jianbao.zh") / "data" / "outlets.txt").read_text("utf-8").splitlines()
    names = [line for line in lines if line and not line.startswith("#")]
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


@cache
def _outlet() -> re.Pattern[str]:
    known = "|".join(map(re.escape, outlets()))
    return re.compile(rf"本[报刊社网台]|{known}|[㐀-鿿]{{2,6}}(?:{_OUTLET_END})")


def is_name(text: str) -> bool:
    """Return whether `text` looks like a whole name: surname and one or two characters, or a dotted name."""
    if not _NAME.fullmatch(text):
        return False
    if "·" in text:
        return len(text) > 3
    double = text[:2] in surnames()
    return (double and len(text) in (3, 4)) or (text[0] in surnames() and len(text) in (2, 3))


def split_names(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return (names, fragments) of a list of names; a newline is a wrap and may stand inside a name."""
    names, fragments = list[str](), list[str]()
    for token in _spaced_names(_TOKEN.split(_mend(_ASIDE.sub(r" \g<0> ", text)))):
        for name in _unglue(token):
            if _ASIDE.fullmatch(name):
                fragments.append(name)
            elif _NAME.fullmatch(name) or (name.isascii() and len(name) > 1):
                names.append(name)
            elif name:
                fragments.append(name)
    return tuple(names), tuple(fragments)


def _spaced_names(tokens: list[str]) -> list[str]:
    """Return the tokens with a surname and what is no name itself (``雷 声``, ``苏 静晨``) made one name."""
    out, open_surname = list[str](), False
    for token in tokens:
        if open_surname and (len(token) == 1 or (len(token) == 2 and not is_name(token))):
            out[-1] += token
            open_surname = False
        else:
            out.append(token)
            open_surname = len(token) == 1 and token in surnames()
    return out


def _mend(text: str) -> str:
    """Return `text` with names torn by a wrap made whole; a wrap between whole names becomes a space."""
    lines = text.split("\n")
    out = lines[0]
    for left, right in pairwise(lines):
        *before, a = _TOKEN.split(left.strip()) or [""]
        b = (_TOKEN.split(right.strip()) or [""])[0]
        closed = is_name(a) or (len(a) == 1 and before[-1:] != [] and len(before[-1]) == 1)
        apart = closed and (is_name(b) or (len(a) > 2 and b in surnames()))
        long = len(a + b) > 4 and not _is_torn(a, b)
        out += (" " if apart or long else "") + right.lstrip()
    return out


def _is_torn(left: str, right: str) -> bool:
    """Return whether a wrap tore a name in a run of names that no space parts (``马雪杜婷⏎敏``)."""
    single = len(right) == 1 and right not in surnames()
    return (single or not _are_names(left)) and _are_names(left + right)


def _are_names(token: str) -> bool:
    return all(map(is_name, _unglue(token)))


def _unglue(token: str) -> tuple[str, ...]:
    """Return the names in a token without separators: four to 24 characters are taken apart by surnames."""
    if len(token) <= 3 or len(token) > _MOST_GLUED or is_name(token) or "·" in token or token.isascii():
        return (token,)
    ways: list[tuple[str, ...] | None] = [()]  # for each end of the token, from behind: its names, longest first
    for start in range(len(token) - 1, -1, -1):
        found = None
        for size in (3, 2, 4):
            rest = ways[len(token) - start - size] if size <= len(token) - start else None
            if found is None and rest is not None and is_name(token[start : start + size]):
                found = (token[start : start + size], *rest)
        ways.append(found)
    return ways[-1] or (token,)


def parse(text: str) -> Line:
    r"""Return the people named in a reporters' line such as ``记者杨明 张嫱 通讯员夏丽\n萍``."""
    text = _SPLIT_ROLE.sub(lambda match: re.sub(r"\s", "", match.group()), text)
    people, fragments, named = list[Credit](), list[str](), list[str]()
    outlet, role, start = "", "", 0
    spots = sorted([*_spots(_outlet(), text, "outlet"), *_spots(_ROLE, text, "role")])
    for begin, end, kind, word in [*spots, (len(text), len(text), "end", "")]:
        if begin < start:
            continue
        names, torn = split_names(text[start:begin].strip("（()）:：。. \n"))
        after = kind == "role" and word in _PHOTO_ROLES
        used = role or (word if after else "")
        people.extend(Credit(name=name, role=_role(used), outlet=outlet) for name in names)
        fragments.extend(torn)
        if kind == "outlet":
            outlet, role = word, ""
            named.append(word)
        elif kind == "role" and not after:
            role = word
        start = end
    return Line(people=tuple(people), fragments=tuple(fragments), outlets=tuple(named))


def _spots(pattern: re.Pattern[str], text: str, kind: str) -> list[tuple[int, int, str, str]]:
    """Return where role or outlet words stand; one-character roles only at the end of a word."""
    found = []
    for match in pattern.finditer(text):
        word, end = match.group(), match.end()
        alone = (
            text[match.start() - 1 : match.start()] in ("", " ", "\n", "/", "／", "、") if match.start() else True
        )
        closes = end == len(text) or text[end] in " \n/／）)、。"
        if len(word) > 1 or (closes and (alone or word == "摄")):
            found.append((match.start(), end, kind, word))
    return found


def _role(word: str) -> str:
    return "摄影" if word in ("摄", "摄影报道", "供图", "图") else word


def photographers(text: str) -> tuple[Credit, ...]:
    """Return the people of a picture credit (``赵俊 摄/视觉中国``) with their agency; role 摄影 if none is said."""
    text = _SENT.sub(" ", _TORN_NAME.sub(_whole_name, _TORN_AGENCY.sub("新华社", text)))
    found = _AGENCY.search(text)
    head, belongs = (text[: found.start()], found[1].removesuffix("发")) if found else (text, "")
    people = parse(head).people
    return tuple(Credit(name=who.name, role=who.role or "摄影", outlet=who.outlet or belongs) for who in people)


def _whole_name(found: re.Match[str]) -> str:
    """Return 武军 of 武 军摄 where the characters before it are a whole name without it: 张武 军摄."""
    return found[1] + found[2] if is_name(found[1]) else found[0]


def credit_start(text: str) -> int:
    """Return where a picture credit at the end of `text` begins, or -1: read token by token from the right.

    A credit ends in 摄, 供图 and the like (an agency may follow a slash) and holds names, roles and outlets only.
    """
    tail = text[-80:]
    offset = len(text) - len(tail)
    tokens = [(m.start(), m.group()) for m in re.finditer(r"[^\s]+", tail)]
    if not tokens or not _closes_credit(tokens[-1][1]):
        return -1
    start, names, parts = -1, 0, 0
    for position, token in reversed(tokens):
        kind = _credit_token(token)
        names, parts = names + (kind == "name"), parts + (kind == "part")
        if not kind:
            glued = _glued_credit(token)
            start = position + glued if glued >= 0 else start
            names += glued >= 0
            break
        start = position
    return offset + start if start >= 0 and (names or parts == 2) else -1


def _closes_credit(token: str) -> bool:
    return bool(re.search(r"(?:摄影报道|摄影|摄|供图|[文图]/[文图]|/图)(?:[/／（(][^\s]{2,10})?[）)]?$", token))


def _credit_token(token: str) -> str:
    """Return what a token of a credit is: "name", "word" (role, outlet, 摄), or "" where it is neither."""
    bare = token.strip("（()）")
    bare = re.sub(r"(?:摄影报道|摄影|摄|供图)(?:[/／（(][^\s]{2,10})?$", "", bare)
    rest = _ROLE.sub(" ", _outlet().sub(" ", bare)).strip(" /／、")
    if not rest:
        return "word" if bare != "" or token[:1] in "摄供（(" else ""
    if len(rest) == 1:
        return "part"
    return "name" if all(map(is_name, _TOKEN.split(rest))) else ""


def _glued_credit(token: str) -> int:
    """Return where a credit starts in a token that has the caption's last sentence glued before it, or -1."""
    cut = max(token.rfind(mark) for mark in "。”！？…") + 1
    return cut if 0 < cut < len(token) and _credit_token(token[cut:]) else -1


def torn_role(text: str) -> tuple[str, str]:
    """Return (role, rest) of a byline that begins inside a role word (``员孔文远``: 通讯员), or ("", text)."""
    for role in ("通讯员", "记者"):
        for size in range(len(role) - 1, 0, -1):
            rest = text[size:].lstrip()
            if text.startswith(role[-size:]) and rest and is_name(_TOKEN.split(rest)[0]):
                return role, rest
    return "", text
