"""Makes generator/jianbao/ingest/data/network.*.npz: networks that read a page as a whole (ingest/network.py).

    python scripts/train_network.py PAGES… --articles articles.jsonl.gz [--all] [--folds N] [--laid N]
        [--composed N] [--kin SHARE] [--epochs N] [--jobs N] [--only NAME] [--begun DIR] [--out DIR]

PAGES: folders of <stem>.truth.json with <stem>*.txt beside them (data/pages and its sim), learnt from together with
pages laid out (scripts/laid_pages.py) and composed (scripts/compose_pages.py) of their articles and of news. The
news are of the tenth that scripts/train_grams.py leaves out: of others the tables of characters know too well what
belongs together. The tables come first. One network is told what blocks speak of, one only how near each two are.
Of the articles of a made page the share --kin speak of what the one before speaks of, as on a front page.

--begun: go on from the networks of DIR instead of from none, more slowly, with 1,500 made pages a round.

Every third page by date is held out unless --all is given. --folds N writes N pairs of networks, each learnt
without a part of the dates, into OUT/fold0 … (the parts of scripts/train_follow.py, whose trees belong into the
same folders: measure_import.py --models). Needs torch, lightgbm and numpy (not dependencies of jianbao's import).
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import math
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

torch: Any = importlib.import_module("torch")  # of a throw-away environment
np: Any = importlib.import_module("numpy")

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "generator"), str(ROOT)]

from scripts import compose_pages, laid_pages, train_follow, train_grams  # noqa: E402  # beside this script
from scripts.gold import successors, truth_of  # noqa: E402

from jianbao.ingest import follow, grams, network, sight, traits  # noqa: E402  # the checkout's own
from jianbao.ingest.clean import clean  # noqa: E402
from jianbao.ingest.label import label  # noqa: E402
from jianbao.ingest.lines import number  # noqa: E402
from jianbao.ingest.split import split  # noqa: E402
from jianbao.model.page import Origin  # noqa: E402

WIDTH, LAYERS, THOUGHT, ASKED = 96, 3, 32, 24
_BINS = 8
_DROP, _DROP_ROWS = 0.15, 0.05
_RATE, _WARM, _DECAY = 1.5e-3, 150, 0.02
_RATE_ON, _MADE_ON = 6e-4, 1500
_TOGETHER, _SORTED = 6, 192
_MADE = 0.6
"""How much a made page counts."""

_LAST = 3
"""In so many last rounds there are as many made pages as real ones."""

_MOST_BLOCKS = 200
_NEWS = 1000
_TEXTS = [follow.KINDS.index(name) for name in ("lead", "body", "subhead", "caption", "credit", "part")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page with its truth: kind, article, headline's block and next block of each (-1: none), first texts."""

    place: int
    weight: float
    rows: Any
    topics: Any
    pairs: Any
    kinds: Any
    article: Any
    head: Any
    after: Any
    first: Any


def page_of(text: str, truth: dict[str, Any], place: int, weight: float) -> Page:
    """Return a page as it is learnt from."""
    blocks = label(split(clean(number(text, Origin(file="page"))).value).value).value
    gold, seen = truth_of(blocks, truth), sight.sight(traits.read(blocks))
    after, titles = successors(gold), dict[int, int]()
    for index, each in enumerate(gold):
        if each.kind == "title":
            titles.setdefault(each.article, index)
    opens = train_follow.opened(gold)
    return Page(
        place=place,
        weight=weight,
        rows=seen.rows.astype(np.float32),
        topics=seen.topics.astype(np.float32),
        pairs=seen.pairs.astype(np.float16),
        kinds=np.array([follow.KINDS.index(each.kind) for each in gold]),
        article=np.array([each.article for each in gold]),
        head=np.array([titles.get(each.article, -1) if each.article >= 0 else -1 for each in gold]),
        after=np.array([after.get(index, -1) for index in range(len(gold))]),
        first=np.array([index in opens for index in range(len(gold))]),
    )


def _page(given: tuple[str, dict[str, Any], int, float]) -> Page:
    return page_of(*given)


def known(folders: Sequence[Path]) -> Iterator[tuple[str, dict[str, Any], int, float]]:
    """Return text, truth, place in the order of dates and weight of each known page."""
    for folder in folders:
        truths = sorted(folder.glob("*.truth.json"))
        for place, path in enumerate(truths):
            stem, truth = path.name.removesuffix(".truth.json"), json.loads(path.read_text("utf-8"))
            for file in sorted([*folder.glob(f"{stem}.txt"), *folder.glob(f"{stem}.*.txt")]):
                yield file.read_text("utf-8"), truth, place, max(1.0, 105 / len(truths))


def unseen_news(articles: Path, folders: Sequence[Path], out: Path) -> Path:
    """Write the news that the tables of characters did not learn from to a file of JSON lines; return its path."""
    found = train_grams.articles(articles, train_grams.seen_on(folders))
    held = {(each.date, each.title) for index, each in enumerate(found) if index // 8 % 10 == 9}
    path = out / "news.jsonl.gz"
    with gzip.open(articles, "rt", encoding="utf-8") as lines, gzip.open(path, "wt", encoding="utf-8") as file:
        for line in lines:
            row = json.loads(line)
            if (row["date"], train_grams.News(row["date"], row["title"], "").title) in held:
                file.write(line)
    return path


def _begun(args: argparse.Namespace, fold: int, name: str) -> network.Weights | None:
    """Return the network to go on from."""
    if args.begun is None:
        return None
    folder = args.begun / f"fold{fold}" if args.folds > 1 else args.begun
    return network.parse((folder / f"network.{name}.npz").read_bytes())


def made(args: argparse.Namespace, news: Path, fold: int) -> list[tuple[str, dict[str, Any], int, float]]:
    """Return pages made of news and of the articles of those dates that a network may see."""
    items = list[compose_pages.Item]()
    for number_, folder in enumerate(args.folders):
        truths = [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.truth.json"))]
        seen = [truth for place, truth in enumerate(truths) if _is_seen(args, place, fold)]
        items += compose_pages.known(seen) * (2 if number_ == 0 else 1)
    items += compose_pages.news(news, random.Random(5000 + fold), _NEWS)
    pages = laid_pages.pages(items, args.laid, 5000 + fold, kin=args.kin)
    pages += compose_pages.pages(items, args.composed, 5001 + fold, kin=args.kin)
    return [(text, truth, -1, _MADE) for text, truth in pages]


def _is_seen(args: argparse.Namespace, place: int, fold: int) -> bool:
    if args.folds > 1 and train_follow.fold_of(place, args.folds) == fold:
        return False
    return bool(args.all) or not train_follow.is_held_out(place)


def thresholds(rows: Any) -> list[Any]:
    """Return for each column the thresholds of eight parts with as many values in each."""
    found = []
    for column in rows.T:
        values = np.unique(column)
        if len(values) <= 2:
            held = np.array([values[0], values[-1] if len(values) > 1 else values[0] + 1])
        else:
            held = np.unique(np.quantile(column, np.linspace(0, 1, _BINS + 1)))
            held = held if len(held) > 2 else np.unique([*held, *np.quantile(values, np.linspace(0, 1, 5))])
        found.append(held.astype(np.float32))
    return found


class Layer(torch.nn.Module):  # type: ignore[misc]  # torch is not installed where types are checked
    """A layer of network.one: what each block takes up of the others."""

    def __init__(self) -> None:
        super().__init__()
        self.n1, self.qkv = torch.nn.LayerNorm(WIDTH), torch.nn.Linear(WIDTH, 3 * WIDTH)
        self.o, self.n2 = torch.nn.Linear(WIDTH, WIDTH), torch.nn.LayerNorm(WIDTH)
        self.f1, self.f2 = torch.nn.Linear(WIDTH, 2 * WIDTH), torch.nn.Linear(2 * WIDTH, WIDTH)
        self.pb = torch.nn.Linear(len(sight.PAIRS), network.HEADS)
        self.rel, self.drop = torch.nn.Embedding(network.DISTANCES, network.HEADS), torch.nn.Dropout(_DROP)

    def forward(self, blocks: Any, pairs: Any, near: Any, there: Any) -> Any:
        """Return the blocks after the layer; `there`: which rows of a page are blocks."""
        size, count, width = blocks.shape
        sides = self.qkv(self.n1(blocks)).view(size, count, 3, network.HEADS, width // network.HEADS)
        asked, offered, given = sides.permute(2, 0, 3, 1, 4)
        fits = asked @ offered.transpose(-1, -2) / math.sqrt(width // network.HEADS)
        fits = fits + self.pb(pairs).permute(0, 3, 1, 2) + self.rel(near).permute(2, 0, 1)[None]
        taken = self.drop(fits.masked_fill(~there[:, None, None], network.NEVER).softmax(-1)) @ given
        blocks = blocks + self.drop(self.o(taken.transpose(1, 2).reshape(size, count, width)))
        return blocks + self.drop(self.f2(torch.nn.functional.gelu(self.f1(self.n2(blocks)))))


class Network(torch.nn.Module):  # type: ignore[misc]  # torch is not installed where types are checked
    """The network of network.one, to be taught."""

    def __init__(self, width: int, *, topics: bool) -> None:
        super().__init__()
        linear, kinds = torch.nn.Linear, len(follow.KINDS)
        self.topics = topics
        self.inp = linear(width + (grams.TOPIC_WIDTH if topics else 0), WIDTH)
        self.mid, self.norm = linear(WIDTH, WIDTH), torch.nn.LayerNorm(WIDTH)
        self.layers = torch.nn.ModuleList(Layer() for _ in range(LAYERS))
        self.kind, self.open = linear(WIDTH, kinds), linear(WIDTH, 1)
        self.U, self.V, self.W = linear(WIDTH, THOUGHT), linear(WIDTH, THOUGHT), linear(len(sight.PAIRS), THOUGHT)
        self.rel, self.out = torch.nn.Embedding(network.DISTANCES, THOUGHT), linear(THOUGHT, 3)
        self.none = torch.nn.Parameter(torch.zeros(3))
        self.bq, self.bk = linear(WIDTH, 3 * ASKED), linear(WIDTH, 3 * ASKED)
        self.drop, self.drop_rows = torch.nn.Dropout(_DROP), torch.nn.Dropout(_DROP_ROWS)

    def forward(self, rows: Any, topics: Any, pairs: Any, there: Any) -> tuple[Any, Any, Any]:
        """Return the scores of kinds, of openings, and of each two blocks."""
        size, count, _ = rows.shape
        rows = self.drop_rows(rows)
        blocks = self.inp(torch.cat([rows, topics * network.TOPIC], -1) if self.topics else rows)
        blocks = blocks + self.mid(torch.nn.functional.gelu(blocks))
        near = torch.from_numpy(network.distances(count))
        for layer in self.layers:
            blocks = layer(blocks, pairs, near, there)
        blocks = self.drop(self.norm(blocks))
        sides = self.U(blocks)[:, :, None] + self.V(blocks)[:, None]
        scores = self.out((sides + self.W(pairs) + self.rel(near)[None]).relu()).permute(0, 3, 1, 2)
        asked, offered = (
            side(blocks).view(size, count, 3, ASKED).permute(0, 2, 1, 3) for side in (self.bq, self.bk)
        )
        scores = scores + asked @ offered.transpose(-1, -2) / math.sqrt(ASKED)
        scores = scores.masked_fill(torch.eye(count, dtype=torch.bool)[None, None], network.NEVER)
        return self.kind(blocks), self.open(blocks)[..., 0], scores


def wrong(model: Network, pages: Sequence[Page], rows: Sequence[Any]) -> Any:
    """Return how wrong a network is about pages: cross entropy of all that it says."""
    most = max(map(len, rows))
    given = [torch.zeros(len(pages), most, each.shape[1]) for each in (rows[0], pages[0].topics)]
    pairs, there = torch.zeros(len(pages), most, most, len(sight.PAIRS)), torch.zeros(len(pages), most) > 0
    for at, (page, own) in enumerate(zip(pages, rows, strict=True)):
        count = len(own)
        given[0][at, :count], given[1][at, :count] = torch.from_numpy(own), torch.from_numpy(page.topics)
        pairs[at, :count, :count], there[at, :count] = torch.from_numpy(page.pairs.astype(np.float32)), True
    kinds, opens, scores = model(*given, pairs, there)
    sums = [[0.0, 1e-6] for _ in range(5)]
    for at, page in enumerate(pages):
        for held, (loss, many) in zip(sums, _wrong(model, page, kinds[at], opens[at], scores[at]), strict=True):
            held[0], held[1] = held[0] + page.weight * loss, held[1] + page.weight * many
    return sum((2.0 if number_ == 0 else 1.0) * loss / many for number_, (loss, many) in enumerate(sums))


def _wrong(model: Network, page: Page, kinds: Any, opens: Any, scores: Any) -> Iterator[tuple[Any, int]]:
    """Return the loss and the number of decisions: kinds, openings, heads over first texts, heads of all, order."""
    entropy, count = torch.nn.functional.cross_entropy, len(page.kinds)
    yield entropy(kinds[:count], torch.from_numpy(page.kinds), reduction="sum"), count
    texts = np.flatnonzero(np.isin(page.kinds, _TEXTS))
    yield (
        torch.nn.functional.binary_cross_entropy_with_logits(
            opens[texts], torch.from_numpy(page.first[texts].astype(np.float32)), reduction="sum"
        ),
        len(texts),
    )
    of_some = texts[page.article[texts] >= 0]
    for place, picked in ((0, of_some[page.first[of_some]]), (1, of_some)):
        none = model.none[place].expand(len(picked), 1)
        wanted = np.where(page.head[picked] < 0, count, page.head[picked])
        held = torch.cat([scores[place, :count][:, picked].T, none], 1)
        yield entropy(held, torch.from_numpy(wanted), reduction="sum"), len(picked)
    picked = np.flatnonzero(page.article >= 0)
    wanted = np.where(page.after[picked] < 0, count, page.after[picked])
    held = torch.cat([scores[2][picked][:, :count], model.none[2].expand(len(picked), 1)], 1)
    yield entropy(held, torch.from_numpy(wanted), reduction="sum"), len(picked)


def teach(
    real: Sequence[Page],
    pages: Sequence[Page],
    *,
    topics: bool,
    epochs: int,
    seed: int,
    begun: network.Weights | None = None,
) -> dict[str, Any]:
    """Return the arrays of a network learnt from real and made pages, from none on or from one that was begun."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    edges = thresholds(np.concatenate([page.rows for page in [*real, *pages[:300]]]))
    flat, counts = np.concatenate(edges), np.array([len(each) for each in edges])
    if begun is not None:
        flat, counts = begun["edges"], begun["counts"].astype(int)
    rows = {id(page): network.encoded(page.rows, flat, counts).astype(np.float32) for page in [*real, *pages]}
    model = Network(sum(counts) - len(counts), topics=topics)
    if begun is not None:
        _begin(model, begun)
    top = _RATE if begun is None else _RATE_ON
    adam = torch.optim.AdamW(model.parameters(), lr=top, weight_decay=_DECAY)
    rounds = _rounds(real, pages, chance, epochs, on=begun is not None)
    steps, step = sum(len(each) // _TOGETHER + 1 for each in rounds), 0
    for at, held in enumerate(rounds):
        total = 0.0
        for batch in _batches(held, chance):
            rate = top * min(1, step / _WARM) * (0.5 + 0.5 * math.cos(math.pi * min(1, step / steps)))
            for group in adam.param_groups:
                group["lr"] = rate
            loss = wrong(model, batch, [rows[id(page)] for page in batch])
            adam.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            adam.step()
            total, step = total + float(loss.detach()), step + 1
        print(f"round {at}: loss {total * _TOGETHER / len(held):.4f}", flush=True)
    return arrays(model.state_dict()) | {"edges": flat.astype(np.float32), "counts": counts.astype(np.int16)}


def _rounds(
    real: Sequence[Page], pages: Sequence[Page], chance: random.Random, epochs: int, *, on: bool
) -> list[list[Page]]:
    """Return the pages of each round: the real ones twice, and of the made ones fewer in the last rounds."""
    last, most = (1, _MADE_ON) if on else (_LAST, len(pages))
    many = [len(real) if epochs - at <= last else most for at in range(epochs)]
    return [[*real, *real, *chance.sample(pages, min(count, len(pages)))] for count in many]


def _begin(model: Network, begun: network.Weights) -> None:
    """Give a network the weights of one that was written; what follows what was not, and begins anew."""
    state = model.state_dict()
    for key, value in state.items():
        held = torch.from_numpy(begun[_name(key)]).float()
        value[: len(held)] = held
    model.load_state_dict(state)


def _batches(pages: Sequence[Page], chance: random.Random) -> list[list[Page]]:
    """Return pages at random, some at a time, those of a batch of about one length."""
    mixed = chance.sample(pages, len(pages))
    parts = [
        sorted(mixed[at : at + _SORTED], key=lambda page: len(page.kinds)) for at in range(0, len(mixed), _SORTED)
    ]
    ranked = [page for part in parts for page in part]
    found = [ranked[at : at + _TOGETHER] for at in range(0, len(ranked), _TOGETHER)]
    return chance.sample(found, len(found))


def arrays(state: dict[str, Any]) -> dict[str, Any]:
    """Return the weights by the names of network.one, tables as bytes with a scale for each row.

    What follows what is learnt for the sake of the rest and left out: the trees' chances of it are more honest.
    """
    found = dict[str, Any]()
    for key, value in state.items():
        name = _name(key)
        held = value.numpy().astype(np.float32)
        kept = {"out": 2, "none": 2, "bq": 2 * ASKED, "bk": 2 * ASKED}.get(name.partition(".")[0], len(held))
        found[name] = held = held[:kept]
        if held.ndim == 2:
            scale = np.abs(held).max(1) / 127 + 1e-12
            found[name] = np.clip(np.round(held / scale[:, None]), -127, 127).astype(np.int8)
            found[f"{name}.scale"] = scale.astype(np.float32)
    return found


def _name(key: str) -> str:
    """Return what network.one calls a weight."""
    return key.removeprefix("layers.").replace("rel.weight", "rel").replace(".weight", ".w").replace(".bias", ".b")


def main() -> None:
    """Read, learn, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--all", action="store_true", help="learn from the held-out pages as well")
    parser.add_argument("--folds", type=int, default=1)
    parser.add_argument("--laid", type=int, default=4000, help="so many pages laid out in columns")
    parser.add_argument("--composed", type=int, default=500, help="so many composed pages")
    parser.add_argument("--kin", type=float, default=0.0, help="share of articles kin to the one before")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--jobs", type=int, default=2, help="so many processes read the pages")
    parser.add_argument("--only", choices=network.NAMES, help="learn this network only")
    parser.add_argument("--begun", type=Path, help="go on from the networks of this folder (of its folds)")
    parser.add_argument("--out", type=Path, default=train_follow.OUT)
    args = parser.parse_args()
    torch.set_num_threads(args.jobs)
    with tempfile.TemporaryDirectory() as folder:
        news = unseen_news(args.articles, args.folders, Path(folder))
        given = [(fold, made(args, news, fold)) for fold in range(args.folds)]
    with ProcessPoolExecutor(args.jobs) as pool:
        real = list(pool.map(_page, known(args.folders), chunksize=8))
        for fold, texts in given:
            pages = [page for page in pool.map(_page, texts, chunksize=16) if len(page.kinds) <= _MOST_BLOCKS]
            seen = [page for page in real if _is_seen(args, page.place, fold)]
            print(f"{len(seen)} pages, {len(pages)} made", flush=True)
            out = args.out / f"fold{fold}" if args.folds > 1 else args.out
            out.mkdir(parents=True, exist_ok=True)
            for seed, name in enumerate(network.NAMES):
                if args.only not in (None, name):
                    continue
                begun = _begun(args, fold, name)
                held = teach(seen, pages, topics=name == "topics", epochs=args.epochs, seed=seed + 1, begun=begun)
                np.savez_compressed(out / f"network.{name}.npz", **held)


if __name__ == "__main__":
    main()
