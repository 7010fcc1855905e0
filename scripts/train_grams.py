"""Makes generator/jianbao/ingest/data/grams.*.xz: what pieces of text say by their characters alone.

    python scripts/train_grams.py articles.jsonl.gz headlines.tsv PAGES… [--out DIR]

Four small models over hashed groups of characters (Weinberger et al. 2009), each a table of bytes:

- joint: does a piece of text go on where another was torn? Logistic regression on the characters about the seam;
  torn places of news against heads of other places of the same news;
- begin: does a piece begin a paragraph, by its first characters, or where one was torn?
- heads: is a short line a headline, the first or a further part of one, or the beginning or the middle of text?
- topic: do two pieces speak of the same matter? Sums of vectors (Bojanowski et al. 2017) taught to tell a
  headline's own text, and a paragraph's own neighbours, from those of other news of the same days.

Articles that stand on one of PAGES (folders of <stem>.truth.json) are left out, so that these pages stay unseen.
Needs torch and numpy (not dependencies of jianbao). Prints how well each does on a tenth of the articles that it
did not see.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import lzma
import random
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

torch: Any = importlib.import_module("torch")  # of a throw-away environment
np: Any = importlib.import_module("numpy")

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "generator"), str(ROOT)]

from scripts.gold import plain  # noqa: E402  # beside this script

from jianbao.ingest import grams  # noqa: E402  # the checkout's own

OUT = ROOT / "generator/jianbao/ingest/data"
_NEVER_FIRST = "，。、；：？！）》”’"
_TORN = 4
"""So many torn pieces of a paragraph are learnt from."""

_STEP = 9
"""So many characters of an article in a row make the trace by which it is known again."""


class News:
    """An article in the form that the models see."""

    def __init__(self, date: str, title: str, text: str) -> None:
        self.date = date
        self.title = grams.form(re.sub(r"^【[^】]*】", "", title))
        self.paragraphs = [grams.form(part) for part in text.split("\n") if part.strip()]


def articles(path: Path, seen: set[str]) -> list[News]:
    """Return the articles of a file of JSON lines by date, without those that share text with `seen`."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    found, titles = [], set()
    for row in sorted(rows, key=lambda row: (row["date"], row["title"])):
        trace = traces(plain(row["text"]))
        key = plain(row["title"])
        if len(trace & seen) * 4 < len(trace) and key not in titles and key not in seen:
            found.append(News(row["date"], row["title"], row["text"]))
            titles.add(key)
    return found


def traces(text: str) -> set[str]:
    """Return pieces of a text by which another text that holds them is known."""
    return {text[at : at + _STEP] for at in range(len(text) - _STEP + 1)}


def seen_on(folders: Sequence[Path]) -> set[str]:
    """Return the traces and titles of all articles of known pages."""
    found = set[str]()
    for folder in folders:
        for path in sorted(folder.glob("*.truth.json")):
            for article in json.loads(path.read_text("utf-8"))["articles"]:
                found |= traces("".join(map(plain, article["paragraphs"])))
                found.add(plain(article.get("title") or article.get("headline")))
    return found


def batches(count: int, size: int, seed: int) -> Iterator[Any]:
    """Return all numbers below `count` in random order, `size` at a time."""
    order = np.random.default_rng(seed).permutation(count)
    yield from (order[at : at + size] for at in range(0, count - size + 1, size))


# joint


def joints(news: Sequence[News]) -> Any:
    """Return windows of six characters (code points) about every second place of the articles."""
    windows = []
    for each in news:
        text = "".join(f"\0\0\0{part}" for part in each.paragraphs)
        codes = grams_codes(text)
        if len(codes) > 12:
            view = np.lib.stride_tricks.sliding_window_view(codes, 2 * grams.REACH)
            windows.append(view[(view[:, grams.REACH - 1] > 0) & (view[:, grams.REACH] > 0)])
    return np.concatenate(windows)


def grams_codes(text: str) -> Any:
    """Return the code points of a text."""
    return np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.int64)


def joint_features(windows: Any) -> Any:
    """Return the places in the table, a row a window."""
    rows = []
    for kind, (start, stop) in enumerate(grams.SPANS):
        held = np.full(len(windows), kind + 1, dtype=np.int64)
        for at in range(start, stop):
            held = (held * grams.FACTOR + windows[:, at]) % grams.JOINT_SIZE
        rows.append(held)
    return np.stack(rows, 1)


def learn_joint(news: Sequence[News], held: Sequence[News], out: Path, epochs: int) -> None:
    """Learn the model of seams."""
    windows, test = joints(news), joints(held)
    table = torch.nn.EmbeddingBag(grams.JOINT_SIZE, 1, mode="sum", sparse=True)
    torch.nn.init.zeros_(table.weight)
    bias = torch.zeros(1, requires_grad=True)
    sparse = torch.optim.Adagrad(table.parameters(), lr=0.15)
    step = 0
    for epoch in range(epochs):
        total = 0.0
        rng = np.random.default_rng(epoch)
        starts = rng.permutation(len(windows) // 4096)
        for block in starts:
            part = windows[block * 4096 : block * 4096 + 4096]
            part = part[rng.random(len(part)) < 0.5]
            features = [joint_features(part)]
            for _ in range(2):
                other = part.copy()
                other[:, grams.REACH :] = part[rng.permutation(len(part)), grams.REACH :]
                features.append(joint_features(other))
            wanted = np.concatenate([np.ones(len(part)), np.zeros(2 * len(part))])
            scores = table(torch.from_numpy(np.concatenate(features)))[:, 0] + bias
            loss = torch.nn.functional.binary_cross_entropy_with_logits(scores, torch.from_numpy(wanted).float())
            sparse.zero_grad()
            loss.backward()
            sparse.step()
            with torch.no_grad():
                bias -= 0.02 * bias.grad
                bias.grad = None
            total += float(loss)
            step += 1
        print(f"joint: epoch {epoch}, loss {total / len(starts):.4f}", flush=True)
    weights = table.weight.detach().numpy()[:, 0]
    held_bytes = np.clip(np.round(weights * grams.JOINT_SCALE), -127, 127).astype(np.int8)
    rng = np.random.default_rng(0)
    picked = test[rng.choice(len(test), 4000, replace=False)]
    right = 0
    for at in range(0, 4000, 20):
        part = picked[at : at + 20]
        for i in range(20):
            tries = part.copy()
            tries[:, : grams.REACH] = part[i, : grams.REACH]
            found = held_bytes[joint_features(tries)].astype(int).sum(1)
            right += int(found.argmax() == i)
    print(f"joint: of 20 heads the right one {right / 4000:.3f}; used {int((held_bytes != 0).sum())} places")
    save(held_bytes, out / "grams.joint.xz")


def save(table: Any, path: Path) -> None:
    """Write a table of signed bytes."""
    path.write_bytes(lzma.compress(table.tobytes(), preset=9))
    print(f"{path.name}: {path.stat().st_size} bytes", flush=True)


# begin


def begin_samples(news: Sequence[News], chance: random.Random) -> tuple[Any, Any]:
    """Return the first characters of paragraphs and of pieces torn off them, and which is which."""
    heads, answers = list[str](), list[float]()
    for part in (part for each in news for part in each.paragraphs if len(part) > grams.BEGIN_REACH):
        torn = [chance.randrange(2, len(part) - 1) for _ in range(_TORN)]
        places = [0, *(at for at in torn if part[at] not in _NEVER_FIRST)]
        heads += [part[at : at + grams.BEGIN_REACH].ljust(grams.BEGIN_REACH, "\0") for at in places]
        answers += [float(at == 0) for at in places]
    return grams_codes("".join(heads)).reshape(-1, grams.BEGIN_REACH), np.array(answers)


def begin_features(windows: Any) -> Any:
    """Return the places in the table, a row a piece."""
    rows = []
    for kind, (start, stop) in enumerate(grams.BEGIN_SPANS):
        held = np.full(len(windows), kind + 1, dtype=np.int64)
        for at in range(start, stop):
            held = (held * grams.FACTOR + windows[:, at]) % grams.BEGIN_SIZE
        rows.append(held)
    return np.stack(rows, 1)


def learn_begin(news: Sequence[News], held: Sequence[News], out: Path, epochs: int) -> None:
    """Learn whether a piece begins a paragraph."""
    windows, wanted = begin_samples(news, random.Random(4))
    tried, answers = begin_samples(held, random.Random(5))
    features = begin_features(windows)
    table = torch.nn.EmbeddingBag(grams.BEGIN_SIZE, 1, mode="sum", sparse=True)
    torch.nn.init.zeros_(table.weight)
    sparse = torch.optim.Adagrad(table.parameters(), lr=0.1)
    weights = np.zeros(grams.BEGIN_SIZE)
    for epoch in range(epochs):
        total, steps = 0.0, 0
        for at in batches(len(windows), 2048, epoch):
            scores = table(torch.from_numpy(features[at]))[:, 0]
            loss = torch.nn.functional.binary_cross_entropy_with_logits(
                scores, torch.from_numpy(wanted[at]).float()
            )
            sparse.zero_grad()
            loss.backward()
            sparse.step()
            total, steps = total + float(loss.detach()), steps + 1
        weights = np.clip(np.round(table.weight.detach().numpy()[:, 0] * grams.BEGIN_SCALE), -127, 127)
        found = weights[begin_features(tried)].sum(1)
        order = np.argsort(found)
        ranks = np.empty(len(order))
        ranks[order] = np.arange(len(order))
        yes = answers > 0
        area = (ranks[yes].mean() - (yes.sum() - 1) / 2) / (~yes).sum()
        print(f"begin: epoch {epoch}, loss {total / steps:.4f}, area under the curve {area:.4f}", flush=True)
    save(weights.astype(np.int8), out / "grams.begin.xz")


# heads


def head_samples(news: Sequence[News], headlines: Sequence[str], chance: random.Random) -> list[tuple[str, int]]:
    """Return short lines with their class (grams.HEADS)."""
    found = list[tuple[str, int]]()
    titles = [*headlines, *(each.title for each in news), *(each.title for each in news)]
    for title in titles:
        if not 4 <= len(title) <= 60:
            continue
        found.append((title, 0))
        if len(title) > 12 and chance.random() < 0.5:
            cut = chance.randint(6, len(title) - 1)
            found += [(title[:cut], 1), (title[cut:], 2)]
        for _ in range(2):
            parts = chance.choice(news).paragraphs
            part = chance.choice(parts)
            size = max(4, len(title) + chance.randint(-3, 3))
            if chance.random() < 0.4:
                found.append((part[:size], 3))
            elif len(part) > 8:
                at = chance.randint(1, max(1, len(part) - size))
                stops = [m.end() for m in re.finditer("[。！？；]", part[: max(1, len(part) - size)])]
                at = chance.choice(stops) if stops and chance.random() < 0.35 else at
                found.append(
                    (part[at : at + size].rstrip("。") if chance.random() < 0.3 else part[at : at + size], 4)
                )
    return [(text, kind) for text, kind in found if text]


def learn_heads(
    news: Sequence[News], held: Sequence[News], headlines: Sequence[str], out: Path, epochs: int
) -> None:
    """Learn the model of short lines."""
    chance = random.Random(3)
    samples = head_samples(news, headlines, chance)
    test = head_samples(held, [], chance)
    count = len(grams.HEADS)
    table = torch.nn.EmbeddingBag(grams.HEAD_SIZE, count, mode="mean", sparse=True)
    torch.nn.init.zeros_(table.weight)
    optimiser = torch.optim.Adagrad(table.parameters(), lr=0.6)
    for epoch in range(epochs):
        total, steps = 0.0, 0
        for at in batches(len(samples), 1024, epoch):
            loss = torch.nn.functional.cross_entropy(
                _head_scores(table, [samples[i][0] for i in at]), torch.tensor([samples[i][1] for i in at])
            )
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            total, steps = total + float(loss), steps + 1
        print(f"heads: epoch {epoch}, loss {total / steps:.4f}", flush=True)
    weights = np.clip(np.round(table.weight.detach().numpy() * grams.HEAD_SCALE), -127, 127).astype(np.int8)
    with torch.no_grad():
        table.weight.copy_(torch.from_numpy(weights.astype(np.float32) / grams.HEAD_SCALE))
        found = _head_scores(table, [text for text, _ in test]).argmax(1).numpy()
    wanted = np.array([kind for _, kind in test])
    both = float(((found < 3) == (wanted < 3)).mean())
    print(f"heads: right {float((found == wanted).mean()):.3f}, head or text {both:.3f} of {len(test)}")
    save(weights, out / "grams.heads.xz")


def _head_scores(table: Any, texts: Sequence[str]) -> Any:
    places = [grams.head_places(text) for text in texts]
    offsets = np.cumsum([0, *map(len, places[:-1])])
    flat = torch.tensor([place for each in places for place in each])
    return table(flat, torch.from_numpy(offsets))


# topic


def learn_topic(news: Sequence[News], held: Sequence[News], out: Path, epochs: int) -> None:
    """Learn the vectors of pairs of characters."""
    chance = random.Random(5)
    table = torch.nn.EmbeddingBag(grams.TOPIC_SIZE, grams.TOPIC_WIDTH, mode="sum", sparse=True)
    torch.nn.init.normal_(table.weight, std=0.1)
    optimiser = torch.optim.SparseAdam(table.parameters(), lr=0.004)
    size = 256
    for epoch in range(epochs):
        total, steps = 0.0, 0
        starts = list(range(0, len(news) - size, size // 2))
        chance.shuffle(starts)
        for start in starts:
            pairs = [pair for each in news[start : start + size] if (pair := _pair(each, chance))]
            one, two = (_vectors(table, [pair[side] for pair in pairs]) for side in (0, 1))
            scores = one @ two.T * 12
            wanted = torch.arange(len(pairs))
            loss = (
                torch.nn.functional.cross_entropy(scores, wanted)
                + torch.nn.functional.cross_entropy(scores.T, wanted)
            ) / 2
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            total, steps = total + float(loss), steps + 1
        print(f"topic: epoch {epoch}, loss {total / steps:.4f}", flush=True)
    found = table.weight.detach().numpy()
    scale = 127 / np.quantile(np.abs(found), 0.9995)
    held_bytes = np.clip(np.round(found * scale), -127, 127).astype(np.int8)
    save(held_bytes, out / "grams.topic.xz")
    with torch.no_grad():
        table.weight.copy_(torch.from_numpy(held_bytes.astype(np.float32)))
        right = tries = 0
        for _ in range(4):
            for start in range(0, len(held) - 8, 8):
                pairs = [pair for each in held[start : start + 8] if (pair := _pair(each, chance))]
                one, two = (_vectors(table, [pair[side] for pair in pairs]) for side in (0, 1))
                right += int(((one @ two.T).argmax(1) == torch.arange(len(pairs))).sum())
                tries += len(pairs)
    print(f"topic: of 8 news of a day the right one {right / tries:.3f}")


def _pair(news: News, chance: random.Random) -> tuple[str, str] | None:
    """Return two pieces of an article: headline and text, or two paragraphs."""
    parts = [_piece(part, chance) for part in news.paragraphs if len(part) > 12]
    if parts and len(news.title) > 5 and (chance.random() < 0.5 or len(parts) < 2):
        at = chance.randrange(len(parts))
        return news.title, "".join(parts[at : at + chance.randint(1, 3)])
    if len(parts) < 2:
        return (
            (parts[0][: len(parts[0]) // 2], parts[0][len(parts[0]) // 2 :])
            if parts and len(parts[0]) > 60
            else None
        )
    at, other = chance.sample(range(len(parts)), 2)
    return parts[at], parts[other]


def _piece(text: str, chance: random.Random) -> str:
    size = chance.randint(25, 220)
    at = chance.randint(0, max(0, len(text) - size))
    return text[at : at + size]


def _vectors(table: Any, texts: Sequence[str]) -> Any:
    places = [grams.topic_places(text) for text in texts]
    offsets = np.cumsum([0, *map(len, places[:-1])])
    flat = torch.tensor([place for each in places for place in each])
    return torch.nn.functional.normalize(table(flat, torch.from_numpy(offsets)), dim=1)


def main() -> None:
    """Read, learn, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("headlines", type=Path)
    parser.add_argument("pages", nargs="*", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--only", default="joint begin heads topic")
    args = parser.parse_args()
    torch.manual_seed(6)
    torch.set_num_threads(2)
    seen = seen_on(args.pages)
    found = articles(args.articles, seen)
    held = [each for index, each in enumerate(found) if index // 8 % 10 == 9]
    news = [each for index, each in enumerate(found) if index // 8 % 10 != 9]
    print(f"{len(news)} articles, {len(held)} to try on", flush=True)
    if "joint" in args.only:
        learn_joint(news, held, args.out, 2)
    if "begin" in args.only:
        learn_begin(news, held, args.out, 3)
    if "heads" in args.only:
        rows = [line.split("\t") for line in args.headlines.read_text("utf-8").splitlines()]
        lines = [grams.form(row[1]) for row in rows if row[0] >= "1995" or hash_of(row[1]) % 3 == 0]
        learn_heads(news, held, lines, args.out, 4)
    if "topic" in args.only:
        learn_topic(news, held, args.out, 14)


def hash_of(text: str) -> int:
    """Return a number of a text, the same in every run."""
    return sum(map(ord, text))


if __name__ == "__main__":
    main()
