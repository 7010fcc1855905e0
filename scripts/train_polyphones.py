"""Makes zh/data/readings/polyphones.txt.xz: which reading a character has beside which neighbours.

    python scripts/train_polyphones.py CPP headlines.tsv articles.jsonl.gz [--half] [--labels FILE] [--out FILE]

Needs, in an environment of its own: PyPI g2pM 0.1.2.5 (Apache-2.0), pypinyin, pypinyin-dict (MIT). Learned from:

- CPP/dev.sent, dev.lb of https://github.com/kakaobrain/g2pM (Apache-2.0; sentences of Wikipedia, one character of
  each labelled by people). --half: every second one only, so that scripts/measure_pinyin.py --half can measure on
  the others. CPP/test is never read here;
- what g2pM, a recurrent network, says about news (the two files are read for that; none of their text is kept but
  pieces of two to four characters);
- words of pypinyin's and pypinyin-dict's dictionaries, their readings; where a text of news has such a word, the
  dictionary's reading stands in for the network's.

An averaged perceptron for each character; tones are left out; ü is v in training and as in passports in the table.
"""

from __future__ import annotations

import argparse
import gzip
import json
import lzma
import random
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "generator" / "jianbao"
sys.path.insert(0, str(DATA.parent))
OUT = DATA / "zh/data/readings/polyphones.txt.xz"
HEAD = """\
# Made by scripts/train_polyphones.py; do not edit. Sources: CPP, the data of g2pM
# (https://github.com/kakaobrain/g2pM, Apache-2.0, Copyright Kakao Brain), labels by PyPI g2pM 0.1.2.5
# (Apache-2.0), words of PyPI pypinyin and pypinyin-dict (MIT, Copyright mozillazg and others). A block a
# character: its readings; then pieces of text and their weights.
"""
Case = tuple[str, int, str, int]  # text, place of the character, its reading, how much it counts
ROUNDS, SCALE, MARGIN, LOUDER = 8, 4, 0.9, 4.0


def norm(said: str) -> str:
    """Return a syllable of CPP or g2pM without its tone."""
    return re.sub(r"\d$", "", said).replace("u:", "v").replace("ü", "v").replace("ê", "e")


def plain(said: str) -> str:
    """Return a syllable of pypinyin without its tone."""
    bare = "".join(c for c in unicodedata.normalize("NFD", said) if c not in "\u0300\u0301\u0304\u030c")
    return re.sub("[^a-z]", "", unicodedata.normalize("NFC", bare).replace("ê", "e").replace("ü", "v"))


def gold(folder: Path, name: str) -> list[Case]:
    """Return the labelled sentences of CPP; the character stands between two ▁."""
    found = []
    rows = (folder / f"{name}.sent").read_text("utf-8").splitlines()
    for row, label in zip(rows, (folder / f"{name}.lb").read_text("utf-8").splitlines(), strict=True):
        found.append((row.replace("▁", ""), row.index("▁"), norm(label.strip()), 3))
    return found


def taught(
    texts: Iterator[str], several: set[str], cap: int, counts: Counter[str], network: object
) -> Iterator[Case]:
    """Yield what the network says of texts with characters that were not met `cap` times yet."""
    for text in texts:
        wanted = [at for at, char in enumerate(text) if char in several and counts[char] < 2 * cap]
        if not any(counts[text[at]] < cap for at in wanted):
            continue
        said = network(text, tone=True, char_split=True)  # type: ignore[operator]  # g2pM has no types
        if len(said) == len(text):
            for at in wanted:
                counts[text[at]] += 1
                if re.fullmatch("[a-z]+", norm(said[at])):
                    yield text, at, norm(said[at]), 1


def news(headlines: Path, articles: Path, chance: random.Random) -> Iterator[tuple[list[str], int]]:
    """Return headlines and sentences of news, each in random order, with how many of a character are enough."""
    heads = [row.rsplit("\t", 1)[-1] for row in headlines.read_text("utf-8").splitlines()]
    chance.shuffle(heads)
    yield heads, 260
    with gzip.open(articles, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    sentences = [part for text in texts for part in re.split("[。！？\n]", text) if 8 < len(part) < 80]
    chance.shuffle(sentences)
    yield sentences[:60_000], 400


def words(several: set[str], chance: random.Random) -> Iterator[Case]:
    """Yield words of dictionaries that hold a character of several readings."""
    from pypinyin.constants import PHRASES_DICT  # noqa: PLC0415  only here
    from pypinyin_dict.phrase_pinyin_data import cc_cedict, large_pinyin  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415  # in its own environment

    table = {**large_pinyin.phrases_dict, **cc_cedict.phrases_dict, **PHRASES_DICT}
    rows = [(word, [plain(part[0]) for part in said]) for word, said in table.items() if 2 <= len(word) <= 6]
    rows = [(word, said) for word, said in rows if len(word) == len(said) and all(said)]
    chance.shuffle(rows)
    counts: Counter[str] = Counter()
    for word, said in rows:
        usual = word in PHRASES_DICT or word in cc_cedict.phrases_dict
        for at, char in enumerate(word):
            if char in several and (usual or counts[char] < 300):
                counts[char] += 1
                yield word, at, said[at], 3 if word in PHRASES_DICT else 2 if usual else 1


def dictionary() -> dict[str, list[str]]:
    """Return the words of the two everyday dictionaries with their readings."""
    from pypinyin.constants import PHRASES_DICT  # noqa: PLC0415  only here
    from pypinyin_dict.phrase_pinyin_data import cc_cedict  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415  # in its own environment

    table = {**cc_cedict.phrases_dict, **PHRASES_DICT}
    return {word: [plain(part[0]) for part in said] for word, said in table.items() if len(word) > 1}


def mended(cases: Iterator[Case]) -> Iterator[Case]:
    """Put the dictionary's reading in the place of the network's where a word of the text is in the dictionary."""
    from jianbao.zh.lexicon import cut  # noqa: PLC0415  the path is set above

    table, last, words_at = dictionary(), "", dict[int, str]()
    for text, at, said, weight in cases:
        if text != last:
            last, words_at, start = text, {}, 0
            for word in cut(text):
                if len(word) > 1 and len(table.get(word, "")) == len(word):
                    words_at.update({start + offset: table[word][offset] for offset in range(len(word))})
                start += len(word)
        yield text, at, words_at.get(at) or said, weight


def strengthened(char: str, names: list[str], weights: dict[str, list[float]], table: dict[str, list[str]]) -> None:
    """Let the dictionary speak louder where the piece of text is a word of news."""
    from jianbao.zh.lexicon import lexicon  # noqa: PLC0415  the path is set above
    from jianbao.zh.polyphones import PIECES  # noqa: PLC0415

    for word, said in table.items():
        for at in range(len(word)):
            usable = (at, len(word)) in PIECES and len(said) == len(word) and word in lexicon().words
            if usable and word[at] == char and said[at] in names:
                row = weights.setdefault(f"{at}{word}", [0.0] * len(names))
                row[names.index(said[at])] += LOUDER


def learn(cases: list[Case], names: list[str]) -> dict[str, list[float]]:
    """Return the weights of one character: averaged perceptron with a margin, in a fixed random order."""
    from jianbao.zh.polyphones import pieces  # noqa: PLC0415  the path is set above

    examples = [(list(pieces(text, at)), names.index(label), weight) for text, at, label, weight in cases]
    weights: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(names))
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(names))
    step, chance = 1, random.Random(7)
    for _ in range(ROUNDS):
        chance.shuffle(examples)
        for found, right, weight in examples:
            scores = [0.0 if number == right else MARGIN for number in range(len(names))]
            for piece in found:
                for number, value in enumerate(weights.get(piece, ())):
                    scores[number] += value
            best = max(range(len(names)), key=lambda number: (scores[number], -number))
            step += 1
            if best != right:
                by = weight
                for piece in found:
                    for number, sign in ((right, by), (best, -by)):
                        weights[piece][number] += sign
                        sums[piece][number] += step * sign
    return {piece: [a - b / step for a, b in zip(row, sums[piece], strict=True)] for piece, row in weights.items()}


def block(char: str, names: list[str], weights: dict[str, list[float]]) -> str:
    """Return the lines of one character; a piece that hardly counts is left out."""
    from jianbao.zh.readings import official  # noqa: PLC0415  the path is set above

    lines = [char + " ".join(official(name) for name in names)]
    for piece, row in sorted(weights.items()):
        numbers = [round(SCALE * value) for value in row]
        if max(map(abs, numbers)) >= 2 and not re.search(r"[\s\u2028\u2029\x1c-\x1f\x85]", piece):
            lines.append("\t".join([piece, *map(str, numbers)]))
    return "\n".join(lines)


def main() -> None:
    """Collect, learn, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("cpp", "headlines", "articles"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--half", action="store_true")
    parser.add_argument("--labels", type=Path, help="keeps what g2pM said, for another run")
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    from g2pM import G2pM  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415  # in its own environment

    network, chance = G2pM(), random.Random(3)
    labelled = gold(args.cpp, "dev")
    several = {c for c, said in network.cedict.items() if len(c) == 1 and len({norm(each) for each in said}) > 1}
    several |= {text[at] for text, at, *_ in labelled}
    kept = labelled[::2] if args.half else labelled
    cases, counts, labels = list(kept), Counter[str](), list[Case]()
    if args.labels and args.labels.exists():
        labels = [(text, at, said, weight) for text, at, said, weight in json.loads(args.labels.read_text("utf-8"))]
    for texts, cap in () if labels else news(args.headlines, args.articles, chance):
        labels.extend(taught(iter(texts), several, cap, counts, network))
    places = {(text, at) for text, at, *_ in labelled}
    others = () if labels and not counts else taught((text for text, *_ in kept), several, 400, counts, network)
    labels.extend(case for case in others if case[:2] not in places)
    cases.extend(mended(iter(labels)))
    cases.extend(words(several, chance))
    if args.labels and not args.labels.exists():
        args.labels.write_text(json.dumps(labels, ensure_ascii=False), "utf-8")
    by: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        by[case[0][case[1]]].append(case)
    words_of: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for word, said in dictionary().items():
        for char in set(word) if len(word) <= 4 else ():
            words_of[char][word] = said
    blocks = []
    for char in sorted(several & set(by)):
        names = sorted({label for *_, label, _ in by[char]})
        weights = learn(by[char], names) if len(names) > 1 else {}
        if weights:
            strengthened(char, names, weights, words_of.get(char, {}))
        blocks.append(block(char, names, weights))
    text = HEAD + "\n" + "\n\n".join(blocks)
    args.out.write_bytes(lzma.compress(text.encode("utf-8"), preset=9))
    print(f"{len(blocks)} characters, {len(cases)} cases, {args.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
