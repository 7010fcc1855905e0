"""Throws pages at import that nobody would print, and says what broke the laws.

    python scripts/fuzz_import.py --minutes 60 [--seed 1] [--pages FOLDER]

A page is made of pieces of real and made-up text: cut, doubled, shuffled, with other line ends, quotes that never
close, control characters, very long lines, very many lines. Laws: no exception, no character lost or invented, the
result is JSON, no page takes more than 10 s of CPU, twice the same page is the same cut. The first pages that break
one are printed as Python literals; exit code 1 if any did.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import random
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "generator"), str(ROOT)]

from jianbao.ingest.clean import clean  # noqa: E402  # the checkout's own
from jianbao.ingest.lines import number  # noqa: E402
from jianbao.ingest.pipeline import Cut, cut_page  # noqa: E402
from jianbao.model.page import Origin  # noqa: E402

PIECES = (
    "本报讯(记者周望川 通讯员马\n兰)近日,云泽市总工会举行技能比武。",
    '"大家都说好,',
    "岚 何晓棠)入冬以来,走访职工。",
    "云泽市总工会搭台比武育工匠",
    "本报记者 郑秋实 本报通讯员 马兰",
    "郑秋实 摄/云泽图片社",
    "新华 社记者 李 响摄",
    "图为比武现场。",
    "图片报道",
    "导读",
    "今日谈",
    "（下转第三版）",
    "2031年5月6日 星期二",
    "数据来源:国家统计局 制图:张丹",
    "新华社云泽5月6日电 （记者丁雨）",
    "政 治 优 势 。 好",
    "6.6 万 10:30 www.example.org, x@example.org",
    "⽉⽇⼈⺠ \x07\u200b\ufeff\u3000\u3000",
    "———— …… 《（《（“‘",
    "(一)",
    "■",
)
ALPHABET = "工会职员本报讯记者摄影图为马兰,。、;:?!()（）\"'“”-—…·/ \n\r\t\f\u30001年月日Az𠮷\U0001f600\u0301\ud7ff"
GLUE = ("\n\n", "\n", " ", "", "\r\n\r\n", "\r", "\f", "\u3000\u3000", "\u2028")
SLOWEST = 10.0


def page(chance: random.Random, known: list[str]) -> str:
    """Return a page at random."""
    form = chance.random()
    if form < 0.15:
        return "".join(chance.choices(ALPHABET, k=chance.randint(0, 600)))
    parts = [chance.choice(PIECES) for _ in range(chance.randint(0, 30))]
    if known and form < 0.8:
        text = chance.choice(known)
        start = chance.randrange(len(text))
        parts += text[start : start + chance.randint(10, 4000)].split(chance.choice(("\n\n", "\n", "。", " ")))
    if chance.random() < 0.5:
        chance.shuffle(parts)
    if chance.random() < 0.05:
        parts *= chance.randint(2, 40)
    glue = chance.choice(GLUE)
    each = chance.random() < 0.3
    text = "".join(part + (chance.choice(GLUE) if each else glue) for part in parts)
    for _ in range(chance.choice((0, 0, 1, 5, 40))):
        at = chance.randint(0, len(text))
        put = chance.choice(ALPHABET) * chance.choice((1, 1, 1, 3, 200))
        text = text[:at] + put + text[at + chance.randint(0, 3) :]
    return text


def broken(text: str) -> str:
    """Return which law the page breaks, or nothing."""
    numbered = number(text, Origin(file="page.txt"))
    started = time.process_time()
    try:
        found = cut_page(numbered)
    except Exception:  # noqa: BLE001  # whatever it is, it is what we look for
        return traceback.format_exc()
    if time.process_time() - started > SLOWEST:
        return f"{time.process_time() - started:.1f} s"
    json.dumps(dataclasses.asdict(found.value), ensure_ascii=False)
    source = _words("".join(line.text for line in clean(numbered).value.lines))
    lost = source - _held(found.value, named=True)
    people = "".join(who.role + who.name + who.outlet for story in found.value.stories for who in story.byline)
    if set(lost) - set(people):
        return f"lost {dict(lost)}"
    if new := _held(found.value, named=False) - source:
        return f"invented {dict(new)}"
    return "" if cut_page(numbered) == found else "not the same twice"


def _words(text: str) -> Counter[str]:
    return Counter(char for char in text if char.isalnum())


def _held(cut: Cut, *, named: bool) -> Counter[str]:
    held = Counter[str]()
    for story in cut.stories:
        fields = [story.rubric, story.kicker, story.headline, story.deck, story.dateline, story.pullquote]
        fields += [story.caption, story.credit, *(each.text for each in story.paragraphs)]
        fields += [each.text for each in story.subheads]
        fields += [who.role + who.name + who.outlet for who in story.byline] if named else []
        held += _words("".join(fields))
    return held + _words("".join(left.text for left in cut.leftovers))


def main() -> int:
    """Fuzz for so long, tell what broke."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pages", type=Path)
    args = parser.parse_args()
    known = [path.read_text("utf-8") for path in sorted(args.pages.glob("*.txt"))] if args.pages else []
    chance, found, tried, size = random.Random(args.seed), 0, 0, 0
    until = time.monotonic() + 60 * args.minutes
    while time.monotonic() < until and found < 5:
        text = page(chance, known)
        tried, size = tried + 1, size + len(text)
        if why := broken(text):
            found += 1
            print(f"page {tried}: {why}\n{text!r}", flush=True)
    print(f"{tried} pages, {size} characters, {found} broke a law")
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main())
