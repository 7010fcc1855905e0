"""Learn which short names of counties may be read as places without their province named.

    python scripts/learn_places.py ARTICLES_JSONL_GZ JIEBA_DICT

ARTICLES_JSONL_GZ: lines of {"date", "title", "text"}; only articles before HELD (scripts/measure_regions.py)
are read. JIEBA_DICT is dict.txt of PyPI `jieba` 0.42.1 (MIT). A name is safe where the articles that have it speak
of its province nearly always, and likely (at the beginning of a clause) where none of them speaks against it, jieba
knows it as a place only, and it does not begin like a person's name.
Written: generator/jianbao/zh/data/places/learned.tsv.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

from jianbao.model.tables import Tables
from jianbao.zh.bylines import surnames
from jianbao.zh.divisions import divisions
from jianbao.zh.regions_names import Names, gazetteer
from jianbao.zh.regions_resolve import refusal, sure_codes
from jianbao.zh.regions_rules import SURNAMES
from jianbao.zh.regions_scan import dated, scan

HELD = "2024-07-01"
OUT = Path(__file__).resolve().parent.parent / "generator" / "jianbao" / "zh" / "data" / "places" / "learned.tsv"
LEAST, SHARE = 2, 0.8  # articles that have the name, and the share of them that must speak of its province
# words and places abroad, seen in text
NOT_ALONE = (
    "三原", "河曲", "广德", "银海", "马关", "日土", "泗水", "德安", "长白", "三江", "多伦", "依兰",
    "巨鹿", "库伦", "仁寿", "丹凤", "朝天", "裕民", "红桥", "延寿", "兴文", "点军", "文圣", "大祥",
    "泰和", "治多", "改则", "正蓝", "镶黄", "达日", "新和", "新干", "新抚", "绿园", "绿春", "草湖",
    "昌乐", "永泰", "嘉禾", "威远", "兴仁", "尼玛", "开福", "仁布", "义安", "沿河", "海安",
)  # fmt: skip


def count(articles: Path, names: Names) -> tuple[Counter[str], Counter[str]]:
    """Count for each short name of a county the articles that have it, and those that name its province too."""
    found, beside = Counter[str](), Counter[str]()
    with gzip.open(articles, "rt", encoding="utf-8") as file:
        for line in file:
            article = json.loads(line)
            if article["date"] >= HELD:
                continue
            text = f"{article['title']}\n{article['text']}"
            known = dated(scan(text, names, {}), int(article["date"][:4]), names)
            hits = [hit for hit in known if not refusal(text, hit, Tables())]
            provinces = {code[:2] for code in sure_codes(hits, names)}
            shorts = {hit.text: hit.name.codes for hit in hits if hit.name.kind == "short"}
            for name, codes in shorts.items():
                found[name] += 1
                beside[name] += any(code[:2] in provinces for code in codes)
    return found, beside


def learned(names: Names, found: Counter[str], beside: Counter[str], tags: dict[str, str]) -> dict[str, str]:
    """Return "safe" or "likely" for every name that is one."""
    out = {}
    for region in divisions().values():
        name = region.short
        listed = name in names.trusted or name in names.never or name in names.risky or name in NOT_ALONE
        if region.level < 3 or name == region.name or len(name) != 2 or listed:
            continue
        if len(names.names[name].codes) > 1:
            continue
        if found[name] >= LEAST and beside[name] >= SHARE * found[name]:
            out[name] = "safe"
        elif found[name] == beside[name] and _no_word(name, tags.get(name, "")):
            out[name] = "likely"
    return out


def _no_word(name: str, tag: str) -> bool:
    """Say whether a name is a place only. What jieba tags nr, nz or not at all is one as often as not, so that it
    must not begin with any surname, a rare one neither."""
    if tag == "ns":
        return name[0] not in SURNAMES
    return tag in {"", "nr", "nrt", "nrfg", "nz"} and name[0] not in surnames()


def main(articles: Path, dictionary: Path) -> None:
    """Learn and write."""
    names = gazetteer()
    rows = (line.split(" ") for line in dictionary.read_text(encoding="utf-8").splitlines())
    found, beside = count(articles, names)
    table = learned(names, found, beside, {word: tag for word, _, tag in rows})
    head = (
        "# Short names of counties that are places where no province is named: safe anywhere, likely where a\n"
        "# clause begins. Learnt by scripts/learn_places.py from 10,000 broadcast-news articles to 2024-06 and\n"
        "# the tags of PyPI jieba 0.42.1 (MIT); do not edit. Row: what, names.\n"
    )
    kinds = ("safe", "likely")
    body = "".join(f"{kind}\t{' '.join(sorted(n for n in table if table[n] == kind))}\n" for kind in kinds)
    OUT.write_text(head + body, encoding="utf-8", newline="\n")
    print({kind: sum(value == kind for value in table.values()) for kind in kinds})


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
