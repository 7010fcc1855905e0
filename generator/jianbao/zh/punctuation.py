"""Chinese characters and punctuation: what a character is, and how ASCII stand-ins become what was printed.

Text comes in as a string and goes out as a string of the same words: only spaces, the width of punctuation, the
direction of quotes and radical look-alikes change. Full-width forms follow GB/T 15834-2011.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

TERMINAL = "。！？…!?"
"""Marks that end a sentence (closing quotes and brackets may follow)."""

CLOSING = "”’」』》〉）)】］]\"'"
"""Marks that may stand after the mark that ends a sentence."""

MARKS = "，。、；：？！“”‘’（）《》〈〉【】「」『』…—·,.;:?!()\"'"
"""Punctuation of either width."""

_MOST_QUOTES = 4000
"""A text with more quotes is no paragraph; its quotes are left as they are."""

_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_WIDE_MARK = re.compile("[" + "".join(_WIDE) + "]")
_ASCII_MARK = re.compile(r"[,;:?!()]")
_BRACKET = re.compile("[()]")
_BETWEEN = "\"'“”‘’()（） "
_PROTECTED = re.compile(
    r"(?:https?://|www\.)[!-+\--:<-~]{1,400}|[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}"
)
_SPACED_RUN = re.compile(r"(?<![^\s])(?:[^\sA-Za-z] ){4,}(?:[^\sA-Za-z](?=\s|$))?")
_SUPPLEMENT = dict(
    zip(
        "⺁⺇⺊⺌⺒⺓⺖⺗⺘⺙⺛⺝⺞⺟⺠⺡⺣⺤⺥⺧⺨⺩⺪⺫⺬⺭⺮⺯⺱⺳⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻲⻳",
        "厂几卜小巳幺心心手攵无月歹母民水火爪爪牛犬王疋目示示竹糸网网羊羊羊老聿聿肉臼艸艸艸虎衣西西见角角言贝足车辶辶辶邑金長長长门阜阜雨青韦页风飞食食食食马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜龟",
        strict=True,
    )
)
_HOUSEHOLD = {"⼾": "户"}  # the compatibility table gives the traditional 戶


@cache
def _look_alikes() -> dict[int, str]:
    """Return the table of Kangxi radicals (U+2F00–2FD5) and CJK radicals (U+2E80–2EF3) to characters.

    The Kangxi block follows the compatibility mappings of the Unicode Character Database, but for ⼾.
    """
    kangxi = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    supplement = {ord(radical): real for radical, real in _SUPPLEMENT.items()}
    return kangxi | supplement | {ord(radical): real for radical, real in _HOUSEHOLD.items()}


def real_characters(text: str) -> str:
    """Return `text` with radicals (⽉⽇⼈⺠, as PDF extractors give them) made real characters."""
    return text.translate(_look_alikes())


def is_han(char: str) -> bool:
    """Return whether `char` is a Chinese character (〇 and the extensions too)."""
    return "㐀" <= char <= "鿿" or char == "〇" or "\U00020000" <= char <= "\U0003ffff" or "豈" <= char <= "﫿"


def is_chinese(char: str) -> bool:
    """Return whether `char` is a Chinese character or a full-width or Chinese mark."""
    return is_han(char) or "　" <= char <= "〿" or "＀" <= char <= "￯" or char in "“”‘’…—·《》"


def is_latin(char: str) -> bool:
    """Return whether `char` is a letter that is set with spaces between words."""
    return char.isalpha() and not is_han(char) and not "぀" <= char <= "ヿ"


def is_closed(text: str) -> bool:
    """Return whether `text` ends as a sentence does: a terminal mark, closing quotes or brackets after it."""
    bare = text.rstrip()
    inner = bare.rstrip(CLOSING)
    if bare.endswith((")", "）")) and inner and inner[-1] not in "，、,":
        return True
    return bool(inner) and inner[-1] in TERMINAL


def unspace(text: str) -> str:
    """Return `text` with letter-spaced runs (``政 治 优 势 。``, five tokens or more) closed up.

    The last space before a longer token stays: that is where the spaced line ended. Latin letters are no run.
    """
    return _SPACED_RUN.sub(_closed_up, text)


def _closed_up(match: re.Match[str]) -> str:
    run = match.group()
    if not any(is_han(char) for char in run) or len(run.split()) < 5:
        return run
    return run.replace(" ", "") + (" " if run.endswith(" ") else "")


def join(text: str, *, head: bool = False) -> str:
    """Return `text` in one line: wraps (newlines) joined, stray spaces taken out.

    Latin words keep a space between them, numbers torn by a wrap are joined. In a headline, a rubric or a list
    of names (`head`) a printed space between two Chinese words of two characters or more is real and stays; in
    text whose wraps are known it stays inside a quotation (``“…跟党走 团结奋斗…”``: a slogan in two parts).
    """
    out: list[str] = []
    wrapped, quoted = not head and "\n" in text, False
    pieces = re.split(r"([ \t\u3000]*\n\s*|[ \t\u3000]+)", text.strip())
    for index in range(0, len(pieces), 2):
        piece = pieces[index]
        if out and piece:
            slogan = wrapped and quoted and _PART_BEFORE.search(out[-1]) and _PART_AFTER.match(piece)
            out.append(_seam(out[-1], pieces[index - 1], piece, head=head or bool(slogan)))
        if piece:
            out.append(piece)
            quoted ^= (piece.count('"') + piece.count("“") + piece.count("”")) % 2 == 1
    return "".join(out)


_PART_BEFORE, _PART_AFTER = re.compile("[㐀-鿿]{3}$"), re.compile("[㐀-鿿]{3}")
"""Three Chinese characters or more beside a space: a part of a slogan, not a letter-spaced word."""


def _seam(left: str, gap: str, right: str, *, head: bool) -> str:
    """Return what stands between two pieces: a space or nothing."""
    a, b, wrap = left[-1], right[0], "\n" in gap
    if a.isascii() and b.isascii() and a.isalnum() and b.isalnum():
        return "" if wrap and a.isdigit() and b.isdigit() else " "
    if a.isascii() and b.isascii() and (is_latin(a) or is_latin(b)) and a not in "\"'([" and b not in "\"')],.;:?!":
        return " "
    if not head or wrap or a in "、，：；,:;" or b in "、，。：；,:;":
        return ""
    return " " if min(len(left), len(right)) > 1 else ""


def widen(text: str) -> str:
    """Return `text` with ASCII ``, ; : ? ! ( )`` full-width where they stand in Chinese.

    Not between digits or Latin words (``10:30``, ``1,000``), not in web and e-mail addresses. Dots stay.
    """
    if not _ASCII_MARK.search(text):
        return text
    keep = [False] * len(text)
    for match in _PROTECTED.finditer(text):
        end = match.start() + len(match.group().rstrip(",;:?!().\"'"))
        keep[match.start() : end] = [True] * (end - match.start())
    if not any(is_chinese(char) for char in text):
        return text
    chars = _wide_brackets(text, keep)
    for match in _WIDE_MARK.finditer(text):
        index, char = match.start(), match.group()
        if not keep[index] and _in_chinese(char, _neighbour(text, index, -1), _neighbour(text, index, 1)):
            chars[index] = _WIDE[char]
    return "".join(chars)


def _neighbour(text: str, index: int, step: int) -> str:
    """Return the nearest character before (step -1) or after (1) a place that is no quote, bracket or space."""
    index += step
    while 0 <= index < len(text):
        if text[index] not in _BETWEEN:
            return text[index]
        index += step
    return ""


def _in_chinese(mark: str, before: str, after: str) -> bool:
    if is_chinese(before or " ") or is_chinese(after or " ") or not after or not before:
        return True
    return before.isdigit() != after.isdigit() and mark in ",;"


def _wide_brackets(text: str, keep: list[bool]) -> list[str]:
    """Return the characters of `text`, with brackets widened in pairs where they hold or follow Chinese."""
    chars, stack = list(text), list[int]()
    for match in _BRACKET.finditer(text):
        index, char = match.start(), match.group()
        if char == "(" and not keep[index]:
            stack.append(index)
        elif char == ")" and not keep[index]:
            start = stack.pop() if stack else -1
            inside = text[max(start + 1, index - 200) : index]
            outside = text[start - 1] if start > 0 else ""
            if any(map(is_chinese, inside)) or is_chinese(outside or " ") or (start < 0 and index < 40):
                chars[index] = "）"
                if start >= 0:
                    chars[start] = "（"
    for index in stack:
        if any(map(is_chinese, text[max(index - 1, 0) : index + 12])):
            chars[index] = "（"
    return chars


def curl(text: str) -> tuple[str, int]:
    """Return `text` with straight quotes paired into “ ” and ‘ ’, and how many double quotes found no partner.

    Quotes alternate; where that cannot be (text torn inside a quotation) the cheapest reading wins: a quote after
    a colon or an opening bracket opens, one before a comma or a stop closes. Latin apostrophes stay.
    """
    doubled, odd = _pair(text, '"', "“", "”")
    single, _ = _pair(doubled, "'", "‘", "’")
    return single, odd


def _pair(text: str, mark: str, opening: str, closing: str) -> tuple[str, int]:
    """Pair one kind of quote by dynamic programming over two states: outside (0) and inside (1) a quotation."""
    marks = mark + opening + closing
    if mark not in text and opening not in text and closing not in text:
        return text, 0
    spots = [i for i, char in enumerate(text) if char in marks and not _apostrophe(text, i)]
    if not spots or len(spots) > _MOST_QUOTES:
        return text, len(spots) % 2
    costs, trail = [0.0, 1.5], list[tuple[int, int]]()
    for spot in spots:
        as_open, as_close = _direction(text, spot, opening, closing)
        opened = [costs[0] + as_open, costs[1] + as_open + 4]
        closed = [costs[1] + as_close, costs[0] + as_close + 4]
        trail.append((int(closed[1] < closed[0]), int(opened[1] < opened[0])))
        costs = [min(closed), min(opened)]
    state = int(costs[1] + 1.4 < costs[0])
    chars, odd = list(text), state
    for spot, (from_close, from_open) in zip(reversed(spots), reversed(trail), strict=True):
        is_open, flawed = (True, from_open) if state else (False, from_close)
        chars[spot] = opening if is_open else closing
        odd += flawed
        state = flawed if is_open else 1 - flawed
    return "".join(chars), odd + state


def _apostrophe(text: str, spot: int) -> bool:
    around = text[max(spot - 1, 0) : spot] + text[spot + 1 : spot + 2]
    return text[spot] in "'’" and len(around) == 2 and around.isascii() and around.isalnum()


def _direction(text: str, spot: int, opening: str, closing: str) -> tuple[float, float]:
    """Return what it costs to read the quote at `spot` as opening and as closing."""
    if text[spot] == opening:
        return 0.0, 50.0
    if text[spot] == closing:
        return 50.0, 0.0
    before, after = text[spot - 1 : spot] if spot else "", text[spot + 1 : spot + 2]
    as_open = 1.0 if not after or after in "，。、；：？！）,;:?!)" else 0.6 if after in "的和等与及" else 0.0
    as_close = 1.0 if not before or before in "：（《:(" else 0.5 if before in "，、,;；" else 0.0
    return as_open, as_close
